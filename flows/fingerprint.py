"""One hash over the files of a folder, so that a release says which code and knowledge made it."""

import hashlib
from pathlib import Path


def fingerprint(folder: Path, pattern: str) -> str:
    """SHA-256 over the names and bytes of the files below a folder that match a pattern, whatever order they lie in."""
    total = hashlib.sha256()
    for name, path in sorted((p.relative_to(folder).as_posix(), p) for p in folder.rglob(pattern)):
        content = path.read_bytes()
        total.update(f"{name}\0{len(content)}\0".encode() + content)
    return total.hexdigest()
