"""dyad: from text about how states deal with each other to a dataset release."""

__version__ = "0.1.0"
