"""A work cited, and the place where it is cited."""

from dataclasses import dataclass

from flows.extract.parse import Sentence


@dataclass(frozen=True, slots=True)
class Work:
    """What a reference tells of a work; what it does not tell, or not for certain, is None or empty."""

    authors: tuple[str, ...] = ()
    """Persons, given name first unless they write it last, and bodies."""
    title: str | None = None
    container: str | None = None
    """Journal, newspaper, book, series or site that holds the work."""
    date: str | None = None
    """1999, 1994-02 or 2013-03-25."""
    pages: str | None = None
    url: str | None = None
    rule: str = "reference"
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference in a document: `text[start:end]`, and the work that it names."""

    citation_id: str
    sentence: Sentence
    """The sentence in which the reference begins; the reference may run on."""
    start: int
    end: int
    text: str
    marker: str | None
    """Number or word under which it stands: 12, Source."""
    kind: str
    """One of `codes.CITATION_KINDS`."""
    anchor_char: int | None
    """Where the text points to it; None if nowhere."""
    authors: tuple[str, ...]
    title: str | None
    container: str | None
    date: str | None
    pages: str | None
    url: str | None
    rule: str
    confidence: float
