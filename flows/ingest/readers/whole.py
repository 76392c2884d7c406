"""Files that are one text: plain text and Markdown."""

import hashlib
from collections.abc import Iterator

from flows.ingest.encoding import NotText, decode
from flows.ingest.files import File
from flows.ingest.outcome import Reject
from flows.ingest.readers.draft import Draft

MOST_BYTES = 4
"""Bytes that a character takes at most, in any encoding that is read."""


def read(file: File, limit: int) -> Iterator[Draft | Reject]:
    """The text of the file, or why it is none. Raises OSError if the file cannot be read."""
    if file.sized > limit * MOST_BYTES:
        yield Reject(
            file.path, "too long", f"{file.sized} bytes; more than {limit} characters are not read as one text"
        )
        return
    data = file.full.read_bytes()
    try:
        text, encoding = decode(data)
    except NotText as error:
        yield Reject(file.path, "not text", str(error))
        return
    if len(text) > limit:
        yield Reject(file.path, "too long", f"{len(text)} characters; at most {limit} are read as one text")
        return
    yield Draft(file, file.path, file.stem, text, hashlib.sha256(data).hexdigest(), file.format or "txt", encoding)
