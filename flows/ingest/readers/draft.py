"""A text as it was read, before anything is found out about it."""

from dataclasses import dataclass

from flows.ingest.files import File
from flows.ingest.known import UNKNOWN, Known


@dataclass(frozen=True, slots=True)
class Draft:
    """A decoded text and what its file says of it."""

    file: File
    path: str
    """Path below the raw folder; a line of a JSON file is `path:line`."""
    name: str
    """The doc_id it asks for."""
    text: str
    sha256: str
    """Of the bytes of the file, or of the line."""
    format: str
    encoding: str
    own: Known = UNKNOWN
    wrong: tuple[str, ...] = ()
    """What is wrong with metadata that the line gives and that was left out."""
