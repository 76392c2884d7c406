"""One reader a format: from a file to drafts of documents, or to rejects."""

from collections.abc import Iterator

from flows.ingest.files import ENDINGS, File
from flows.ingest.outcome import Reject
from flows.ingest.readers import lines, whole
from flows.ingest.readers.draft import Draft

READERS = {"txt": whole.read, "md": whole.read, "jsonl": lines.read}


def drafts(file: File, limit: int) -> Iterator[Draft | Reject]:
    """What a file holds; a text of more than `limit` characters is a reject. Never raises for what the file holds."""
    try:
        if not file.full.is_file():
            yield Reject(file.path, "not a file", "neither a regular file nor a link to one")
        elif file.format is None:
            yield Reject(file.path, "unknown format", f"only {', '.join(sorted(ENDINGS))} are read")
        else:
            yield from READERS[file.format](file, limit)
    except OSError as error:
        yield Reject(file.path, "unreadable", f"cannot be read: {error.strerror or type(error).__name__}")


__all__ = ["Draft", "drafts"]
