"""The fingerprint of the code."""

import functools
from pathlib import Path

from flows.fingerprint import fingerprint

PACKAGE = Path(__file__).parent.parent


@functools.cache
def code_fingerprint() -> str:
    """SHA-256 over the names and bytes of the package's Python files."""
    return fingerprint(PACKAGE, "*.py")
