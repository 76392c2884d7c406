"""JSON Lines, plain or gzipped: a document a line."""

import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from flows.ingest.encoding import MARKS, NotText, decode, printable, tidy
from flows.ingest.files import File
from flows.ingest.known import known
from flows.ingest.outcome import Reject
from flows.ingest.readers.draft import Draft

ESCAPED = 12
"""Bytes that a character takes at most in JSON: two escaped surrogates."""


def read(file: File, limit: int) -> Iterator[Draft | Reject]:
    """The documents of the file, line by line. Raises OSError if the file cannot be read."""
    number = 0
    try:
        with file.full.open("rb") as raw:
            plain = gzip.GzipFile(fileobj=raw) if file.path.lower().endswith(".gz") else raw
            for number, line in enumerate(_lines(plain, limit * ESCAPED), 1):
                if line is None:
                    yield Reject(f"{file.path}:{number}", "too long", f"more than {limit} characters in one text")
                elif line.strip():
                    yield _draft(file, number, line, limit)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Reject(file.path, "broken gzip", f"ends or breaks after line {number}: {error}")
    except UnicodeError as error:
        yield Reject(file.path, "not text", f"breaks after line {number}: {error}")


def _lines(plain: BinaryIO, most: int) -> Iterator[bytes | None]:
    """The lines as UTF-8 bytes (or as they are, if there is no mark), None for one of more than `most` bytes."""
    stream = io.BufferedReader(plain, 1 << 16)  # type: ignore[type-var]
    start = stream.peek(4)[:4]
    wide = next((name for mark, name in MARKS if start.startswith(mark)), "utf-8")
    if wide != "utf-8":
        text = io.TextIOWrapper(stream, encoding=wide[:6], newline="\n")
        while line := text.readline(most):
            yield line.encode("utf-8", "surrogatepass")
        return
    while line := stream.readline(most):
        if line.endswith(b"\n") or len(line) < most:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(most)
        yield None


def _draft(file: File, number: int, line: bytes, limit: int) -> Draft | Reject:
    """The document of one line, or why it is none."""
    path = f"{file.path}:{number}"
    try:
        written, encoding = decode(line)
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
        what = "no text" if text is None else f"text is a {type(text).__name__}"
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
        encoding,
        own,
        tuple(wrong),
    )


def _name(doc_id: object) -> str | None:
    """The doc_id that a line gives, as one printable word or path; None if it gives none."""
    if isinstance(doc_id, bool) or not isinstance(doc_id, str | int):
        return None
    return "".join(c if c.isprintable() else "\ufffd" for c in printable(" ".join(str(doc_id).split())))[:500] or None
