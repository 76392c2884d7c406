"""A document: its text, the blocks it is made of, and what is known of it. Ingest makes it, extraction reads it."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, note or the like: `text[start:end]` of a document, and the section it belongs to."""

    start: int
    end: int
    section: str
    """One of `codes.SECTIONS`."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its metadata; the fields are the columns of the `documents` table, and `text` and `blocks` beside them."""

    doc_id: str
    path: str
    text: str
    """Decoded once, byte-order mark removed, CRLF and CR turned to LF, nothing else changed."""
    blocks: tuple[Block, ...]
    """In order, without overlap; what lies between them is white space."""
    sha256: str
    format: str
    encoding: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: dt.date | None = None
    """First day of the month or year where `published_precision` is month or year."""
    published_precision: str = "none"
    published_source: str = "none"
    language: str = "en"
    source_url: str | None = None
    digest_of: str | None = None
    rights: str | None = None
    redistribute: bool = False
