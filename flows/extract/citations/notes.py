"""The notes and entries of reference lists in a document."""

import re
from dataclasses import dataclass

from flows.extract.citations.cues import markers
from flows.extract.parse import Parsed

MARKER = re.compile(
    r"\s*(?:[-*+•]\s+(?=[(\[\d]))?(?:\\?\[\^?(?P<square>\d{1,4}|[ivxlc]{1,8})\\?\]:?|\((?P<round>\d{1,3})\)(?=\s)|(?P<dot>\d{1,3})[.)](?!\d)|\^(?P<caret>\d{1,3})\^?(?=\s)"
    r"|<sup>(?P<sup>\d{1,3})</sup>|(?P<raised>[¹²³⁰⁴-⁹]{1,3})|(?P<bare>\d{1,3})(?=\s+[^\W\d_]|\s*[“\"‘'«]|[A-Z][a-z])"
    r"|(?P<sign>[*†‡§]{1,3})(?=\s))\s*(?:\^|↑)?\s*"
)
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
LONGEST = 20_000
"""Characters of the longest note that is read."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note `text[start:end]` of the document, its marker left out."""

    marker: str | None
    style: str | None
    """How the marker is written: square, dot, raised …"""
    start: int
    end: int
    listed: bool
    """True for an entry of a list of references."""


def notes(parsed: Parsed) -> list[Note]:
    """The notes of a document in order; those that follow each other in one paragraph are told apart by their numbers."""
    found: list[Note] = []
    last = -1
    for i, block in enumerate(parsed.document.blocks):
        if block.section not in ("note", "reference"):
            continue
        text = parsed.text[block.start : block.end]
        if source_cue(text):
            continue
        match = MARKER.match(text)
        if match is None and block.section == "note" and found and last >= i - 2 and not found[-1].listed:
            found[-1] = Note(found[-1].marker, found[-1].style, found[-1].start, block.end, False)
        elif match is None:
            found.append(Note(None, None, block.start, block.end, True))
        else:
            found += _numbered(parsed.text, block.start, block.end, block.section == "reference")
        last = i
    return found


def source_cue(text: str) -> tuple[str, str, int] | None:
    """Marker, knowledge entry and length of the words that name the source of a text, at the start of a line."""
    start = len(text) - len(text.lstrip("*_#>([-–—•·\\ "))
    low = text[start : start + 60].lower()
    for cue in sorted(markers(), key=len, reverse=True):
        if low.startswith(cue) and not low[len(cue) : len(cue) + 1].isalpha():
            after = low[len(cue) :].lstrip("*_ ")
            if after[:1] == ":" or cue not in ("source", "sources", "data source", "data sources"):
                return (*markers()[cue], start + len(cue))
    return None


def _numbered(text: str, start: int, end: int, listed: bool) -> list[Note]:
    """The notes of a paragraph that begins with a marker: one, or more where the next numbers follow at sentence ends."""
    found: list[Note] = []
    at = start
    while (match := MARKER.match(text, at, end)) is not None and match.lastgroup is not None:
        style = match.lastgroup
        marker = match[style].translate(RAISED)
        stop = _next(text, match.end(), min(end, match.end() + LONGEST), style, marker) if marker.isdigit() else None
        found.append(Note(marker, style, match.end(), stop or end, listed))
        if stop is None:
            break
        at = stop
    return found


def _next(text: str, start: int, end: int, style: str, marker: str) -> int | None:
    """Where the note with the next number begins in the same paragraph."""
    number = str(int(marker) + 1)
    marks = {
        "square": rf"\[\^?{number}\]",
        "round": rf"\({number}\)(?=\s)",
        "dot": rf"{number}[.)](?=\s)",
        "caret": rf"\^{number}(?=\s)",
        "sup": rf"<sup>{number}</sup>",
        "raised": number.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")) + r"(?![⁰¹²³⁴-⁹])",
        "bare": rf"{number}(?=\s+[A-Z“\"‘«])",
    }
    wanted = re.compile(
        rf"(?<=[.,;)\]”\"’>/\w])\s+(?={marks[style]})"
        if style in ("square", "raised", "sup", "caret")
        else rf"(?<=[.)”\"’])\s+(?={marks[style]})"
    )
    match = wanted.search(text, start, end)
    return match.end() if match else None
