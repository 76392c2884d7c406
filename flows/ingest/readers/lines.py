"""JSON Lines, plain or gzipped: a document a line."""

import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from flows.ingest.encoding import NotText, decode, printable, tidy, wide
from flows.ingest.files import File
from flows.ingest.known import known
from flows.ingest.outcome import Reject
from flows.ingest.readers.draft import Draft

ESCAPED = 12
"""Bytes that a character takes at most in JSON: two escaped surrogates."""
GZIP = b"\x1f\x8b"
"""How gzipped data begins. Names tell less: programs unpack `.gz` files on their way and leave the name."""
OPENINGS = (b"[", b"{")
"""What stands alone on the first line of a file that is one JSON value over many lines."""


def read(file: File, limit: int) -> Iterator[Draft | Reject]:
    """The documents of the file, line by line. Raises OSError if the file cannot be read."""
    number = filled = 0
    try:
        with file.full.open("rb") as raw:
            packed = raw.peek(2).startswith(GZIP)
            stream = io.BufferedReader(gzip.GzipFile(fileobj=raw), 1 << 16) if packed else raw  # type: ignore[type-var]
            encoding = wide(stream.peek(4096))
            for number, line in enumerate(_lines(stream, encoding, limit * ESCAPED), 1):
                if line is None:
                    filled += 1
                    yield Reject(f"{file.path}:{number}", "too long", f"more than {limit} characters in one text")
                elif line.strip():
                    filled += 1
                    if filled == 1 and line.strip() in OPENINGS:
                        detail = "one JSON value over many lines; write each document on a line of its own"
                        yield Reject(file.path, "not JSON Lines", detail)
                        return
                    yield _draft(file, number, line, limit, encoding)
        if not filled:
            yield Reject(file.path, "empty", "only blank lines in it" if number else "no line in it")
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Reject(file.path, "broken gzip", f"ends or breaks after line {number}: {error}")
    except UnicodeError as error:
        yield Reject(file.path, "not text", f"breaks after line {number}: {error}")


def _lines(stream: BinaryIO, encoding: str | None, most: int) -> Iterator[bytes | None]:
    """The lines, those of a wide encoding as UTF-8; None for one of more than `most` bytes or characters."""
    lines = io.TextIOWrapper(stream, encoding=encoding, newline="\n") if encoding else stream
    while line := lines.readline(most):
        data = line.encode("utf-8", "surrogatepass") if isinstance(line, str) else line
        if data.endswith(b"\n") or len(line) < most:
            yield data
            continue
        while line and line[-1:] not in ("\n", b"\n"):
            line = lines.readline(most)
        yield None


def _draft(file: File, number: int, line: bytes, limit: int, encoding: str | None) -> Draft | Reject:
    """The document of one line, or why it is none."""
    path = f"{file.path}:{number}"
    try:
        written, found = decode(line)
        record = json.loads(written)
    except NotText as error:
        return Reject(path, "not text", f"line {number}: {error}")
    except (ValueError, RecursionError) as error:
        what = str(error) if isinstance(error, ValueError) else "nested too deeply"
        return Reject(path, "malformed JSON", f"line {number}: {what}")
    if not isinstance(record, dict):
        return Reject(path, "malformed JSON", f"line {number}: a {type(record).__name__}, not an object with a text")
    text = record.get("text")
    if not isinstance(text, str):
        what = "no text" if text is None else "text is not a string"
        return Reject(path, "no text", f'line {number}: {what}; write {{"doc_id": …, "text": …}}')
    try:
        text = tidy(text)
    except NotText as error:
        return Reject(path, "not text", f"line {number}: {error}")
    if len(text) > limit:
        return Reject(path, "too long", f"line {number}: {len(text)} characters; at most {limit} are read as one text")
    own, wrong = known(record)
    return Draft(
        file,
        path,
        _name(record.get("doc_id")) or f"{file.stem}:{number}",
        text,
        hashlib.sha256(line.rstrip(b"\r\n")).hexdigest(),
        "jsonl",
        encoding or found,
        own,
        tuple(wrong),
    )


def _name(doc_id: object) -> str | None:
    """The doc_id that a line gives, as one printable word or path; None if it gives none."""
    if isinstance(doc_id, bool) or not isinstance(doc_id, str | int):
        return None
    return "".join(c if c.isprintable() else "\ufffd" for c in printable(" ".join(str(doc_id).split())))[:500] or None
