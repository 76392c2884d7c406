"""The blocks of a text: paragraphs, list items, headings and notes, whether a paragraph is wrapped over lines or not."""

import re
from dataclasses import dataclass
from itertools import pairwise

LONGEST = 20_000
"""Characters of the longest block; what is longer is cut at a sentence's end, so that no parse needs unbounded memory."""
WRAPPED_AT = 130
"""No text is wrapped at more columns than this."""

OWN_LINE = re.compile(r"#{1,6}\s|\||[-=*_~`]{3,}\s*$|```|<[/!a-zA-Z]")
"""Lines that never flow into another: Markdown headings, tables, rules, fences and HTML tags."""
ITEM = re.compile(
    r"(?:[-*+•·▪◦‣●■–—]|\(?\d{1,3}[.)]|\(?[ivx]{1,5}\)|\(?[A-Za-z]\)|\[\^?\d{1,4}\]:?|>)(?=\s|$)|\[\^?\d{1,4}\]"
)
"""Marks of a list item or note at the start of a line."""
FINAL = frozenset(".!?:;…)]”\"’'»*_|")
"""What a line may end with where a paragraph ends."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it: `text` begins at `start`."""

    start: int
    text: str
    column: int
    """Where it ends on the page, indent and all."""

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.start + len(self.text)


def split(text: str) -> list[tuple[int, int]]:
    """The spans of the blocks in order. Each begins and ends with a visible character; between them is white space only."""
    groups = _groups(text)
    pairs = [(a, b) for group in groups for a, b in pairwise(group)]
    width, strict = _width(pairs)
    spans: list[tuple[int, int]] = []
    for group in groups:
        first = group[0]
        for a, b in pairwise(group):
            if not _flows(a, b, width, strict):
                spans.append((first.start, a.end))
                first = b
        spans.append((first.start, group[-1].end))
    return [part for start, end in spans for part in _bounded(text, start, end)]


def _groups(text: str) -> list[list[Line]]:
    """Runs of lines without a blank line between them."""
    groups: list[list[Line]] = [[]]
    at = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            groups[-1].append(Line(at + len(raw) - len(raw.lstrip()), stripped, len(raw.rstrip())))
        elif groups[-1]:
            groups.append([])
        at += len(raw) + 1
    return groups if groups[-1] else groups[:-1]


def _width(pairs: list[tuple[Line, Line]]) -> tuple[int, bool]:
    """The column at which the text is wrapped, 0 if it is not, and whether lines are filled up to it.

    A text is wrapped where many of its line breaks stand in the middle of a sentence.
    """
    broken = [(a, b) for a, b in pairs if a.column <= WRAPPED_AT and _mid_sentence(a.text, b.text)]
    if not broken or len(broken) < 0.25 * sum(len(a.text) >= 30 for a, _ in pairs):
        return 0, False
    lengths = sorted(a.column for a, _ in broken)
    width = lengths[(len(lengths) * 9) // 10]
    full = sum(a.column + 1 + _first_word(b.text) > width for a, b in broken)
    return width, full >= 0.85 * len(broken)


def _flows(a: Line, b: Line, width: int, strict: bool) -> bool:
    """True if line `b` goes on with the paragraph of line `a`."""
    if OWN_LINE.match(a.text) or OWN_LINE.match(b.text):
        return False
    short = a.column < 0.6 * width
    if ITEM.match(b.text) and (a.text[-1] in FINAL or ITEM.match(a.text) or short or not width):
        return False
    if _mid_sentence(a.text, b.text):
        return True
    fits = a.column + 1 + _first_word(b.text) <= (width if strict else 0.8 * width)
    return bool(width) and not fits


def _mid_sentence(a: str, b: str) -> bool:
    """True if the break between the lines stands in the middle of a sentence: no full stop before it, small letter after."""
    return b[0].islower() and a[-1] not in FINAL and len(a) >= 30


def _first_word(line: str) -> int:
    """Length of the first word."""
    return len(line.split(None, 1)[0])


def _bounded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The span, cut into parts of at most `LONGEST` characters: after a sentence, else a word, else anywhere."""
    parts = []
    while end - start > LONGEST:
        half = start + LONGEST // 2
        cut = max(text.rfind(". ", half, start + LONGEST) + 1, text.rfind(".\n", half, start + LONGEST) + 1)
        if cut <= half:
            cut = max(text.rfind(" ", half, start + LONGEST), text.rfind("\n", half, start + LONGEST))
        if cut <= half:
            cut = start + LONGEST
        part = text[start:cut]
        parts.append((start, start + len(part.rstrip())))
        start = end - len(text[cut:end].lstrip())
    parts.append((start, end))
    return parts
