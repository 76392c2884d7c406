"""The blocks of a text: paragraphs, list items, headings and notes, whether a paragraph is wrapped over lines or not."""

import re
from dataclasses import dataclass
from itertools import pairwise

LONGEST = 20_000
"""Characters of the longest block; what is longer is cut at a sentence's end, so that no parse needs unbounded memory."""
WRAPPED_AT = 130
"""No text is wrapped at more columns than this."""

BLOCK_TAGS = (
    "figure|figcaption|table|thead|tbody|tr|td|th|div|p|ul|ol|li|h[1-6]|hr|section|img|iframe|video|svg|blockquote"
)
OWN_LINE = re.compile(r"#{1,6}\s|\||[-=*_~`]{3,}\s*$|```|</?(?:" + BLOCK_TAGS + r")\b|<!--")
"""Lines that never flow into another: Markdown headings, tables, rules, fences and HTML tags."""
ITEM = re.compile(
    r"(?:[-*+•·▪◦‣●■–—]|\\?\(?\d{1,3}\\?[.)]|\\?\(?[ivx]{1,5}\\?\)|\\?\(?[A-Za-z]\\?\)|>)(?=\s|$)|\\?\[\^?(?:\d{1,4}|[ivxlc]{1,8})\\?\]"
)
"""Marks of a list item or note at the start of a line."""
BULLET = re.compile(r"[-*+•]\s")
NOTE = re.compile(r"\d{1,3} [A-Z“\"‘\u4e00-\u9fff]")
"""A number that may mark a note, where the line before it ends with a full stop."""
OPEN_WORDS = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "to",
        "and",
        "or",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "with",
        "as",
        "that",
        "which",
        "is",
        "are",
        "was",
        "were",
        "be",
        "its",
        "their",
    ]
)
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
    def indent(self) -> int:
        """White space before it."""
        return self.column - len(self.text)

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
        first, start = group[0], group[0].start
        if spans and _torn(text, *spans[-1], first.text):
            start = spans.pop()[0]
        for a, b in pairwise(group):
            if not (_in_tag(text, start, a.end) or _hangs(first, b, width) or _flows(a, b, width, strict)):
                spans.append((start, a.end))
                first, start = b, b.start
        spans.append((start, group[-1].end))
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
    if NOTE.match(b.text) and a.text[-1] in ".”":
        return False
    if width and b.text[0].islower() and a.text[-1] not in ":;":
        return True
    if b.indent > a.indent and a.text[-1] in FINAL and not ITEM.match(a.text):
        return False
    if _mid_sentence(a.text, b.text):
        return True
    fits = a.column + 1 + _first_word(b.text) <= (width if strict else 0.8 * width)
    return bool(width) and not fits


def _torn(text: str, start: int, end: int, b: str) -> bool:
    """True if a blank line stands in the middle of a sentence: stronger signs are asked for than within a paragraph."""
    if not b[0].islower():
        return False
    last = text[max(start, end - WRAPPED_AT) : end]
    return _mid_sentence(last, b) and (last[-1] == "," or end - start >= 100 or last.split()[-1] in OPEN_WORDS)


def _hangs(first: Line, b: Line, width: int) -> bool:
    """True if line `b` is indented under a list item that goes on: a bullet, or any item in a text that is wrapped."""
    item = BULLET.match(first.text) if width == 0 else ITEM.match(first.text)
    return item is not None and b.indent > first.indent and not _stands_alone(b.text)


def _stands_alone(line: str) -> bool:
    """True for a line that begins a block whatever stands before it."""
    return OWN_LINE.match(line) is not None or ITEM.match(line) is not None


def _in_tag(text: str, start: int, end: int) -> bool:
    """True if an HTML tag that begins in the span is not closed in it."""
    last = text.rfind("<", max(start, end - 1000), end)
    return last >= 0 and ">" not in text[last:end] and text[last + 1 : last + 2].isalpha()


def _mid_sentence(a: str, b: str) -> bool:
    """True if the break between the lines stands in the middle of a sentence.

    That is so if there is no full stop before it, and a small letter after it or a word before it that wants another.
    """
    if a[-1] in FINAL or len(a) < 30:
        return False
    return b[0].islower() or (a.rsplit(None, 1)[-1] in OPEN_WORDS and not ITEM.match(b))


def _first_word(line: str) -> int:
    """Length of what wrapping keeps together at the start of a line: to the first plain space."""
    return len(line.split(" ", 1)[0])


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
