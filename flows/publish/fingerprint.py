"""One hash over the code, so that a release says which code made it."""

import functools
import hashlib
from pathlib import Path

PACKAGE = Path(__file__).parent.parent


@functools.cache
def code_fingerprint() -> str:
    """SHA-256 over the names and bytes of the package's Python files."""
    total = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*.py"), key=lambda p: p.relative_to(PACKAGE).as_posix()):
        content = path.read_bytes()
        total.update(f"{path.relative_to(PACKAGE).as_posix()}\0{len(content)}\0".encode() + content)
    return total.hexdigest()
