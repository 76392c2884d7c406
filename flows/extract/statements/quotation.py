"""Quotations: where the text sets words in quotation marks, whatever the marks, balanced or not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.document import Block

CURLY = {"“": "”", "«": "»", "„": "“”", "‹": "›", "「": "」", "『": "』"}
"""Marks that open a quotation, and what closes it."""
SINGLE = {"‘": "’", "'": "'", "`": "'"}
"""Marks that may as well be apostrophes."""
LONGEST = 4000
"""A quotation of one paragraph has no more characters."""
LONGEST_SINGLE = 600
STOPS = ".!?…"
ELIDED = ("tis", "twas", "em ", "til ", "till ", "cause ", "n'", "n’", "bout ", "round ")
"""What begins with an apostrophe and is no quotation."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """`text[start:end]` with its marks; `text[inner_start:inner_end]` without."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool
    """False where the mark that closes it is missing."""
    runs_on: bool
    """True where it is closed in a later paragraph only, each of which opens it anew."""


def quotations(text: str, blocks: Sequence[Block]) -> list[Quotation]:
    """The quotations of a text in order, none inside another, none longer than its paragraph."""
    found: list[Quotation] = []
    for n, block in enumerate(blocks):
        following = text[blocks[n + 1].start : blocks[n + 1].start + 1] if n + 1 < len(blocks) else ""
        found += _of_block(text, block.start, block.end, following)
    return found


def _of_block(text: str, start: int, end: int, following: str) -> Iterator[Quotation]:
    at = start
    while at < end:
        here = text[at]
        if here in CURLY or here in SINGLE or here == '"':
            width = 2 if text.startswith(("''", "``"), at) else 1
            if _opens(text, at, width, start):
                quotation = _close(text, at, width, end, following)
                if quotation is not None:
                    yield quotation
                    at = quotation.end
                    continue
            at += width
        else:
            at += 1


def _opens(text: str, at: int, width: int, start: int) -> bool:
    """Whether a mark stands where a quotation opens: behind a space or bracket and before a word."""
    after = text[at + width : at + width + 8]
    if not after or after[0].isspace():
        return False
    if text[at] in CURLY:
        return True
    before = text[at - 1] if at > start else " "
    if not (before.isspace() or before in '([{—–-/:“"‘,…'):
        return False
    if width == 1 and text[at] in SINGLE:
        if text[at] == "‘" and not after[0].isalnum():
            return after[0] in '“"[.…'
        return not after[0].isdigit() and after[0].isalnum() and not after.lower().startswith(ELIDED)
    return after[0] not in ",;)]}"


def _close(text: str, at: int, width: int, end: int, following: str) -> Quotation | None:
    """The quotation that opens at a mark; None if it is none."""
    mark, inner = text[at : at + width], at + width
    if width == 1 and mark in SINGLE:
        stop = _single(text, inner, min(end, inner + LONGEST_SINGLE), SINGLE[mark])
        return None if stop is None else Quotation(at, stop + 1, inner, stop, True, False)
    closing = CURLY.get(mark, '"') if width == 1 else ""
    limit = min(end, inner + LONGEST)
    stop, size = _double(text, inner, limit, mark, closing)
    if stop is not None:
        return Quotation(at, stop + size, inner, stop, True, False) if stop > inner else None
    if limit == end and following and following in mark:
        return Quotation(at, end, inner, end, False, True)
    stop = next(
        (i + 1 for i in range(inner, limit) if text[i] in STOPS and (i + 1 == end or text[i + 1].isspace())), limit
    )
    return Quotation(at, stop, inner, stop, False, False) if mark in CURLY or stop < limit else None


def _double(text: str, inner: int, limit: int, mark: str, closing: str) -> tuple[int | None, int]:
    """Where a double quotation closes, and how long the mark is; (None, 0) if it does not."""
    depth = 0
    for i in range(inner, limit):
        c = text[i]
        if len(mark) == 2:
            if text.startswith("''", i):
                return i, 2
            if mark == "``" and c in "″”":
                return i, 1
        elif c == mark and c != '"':
            if not _spaced(text, i):
                return i, 1  # the mark that opens used to close
            depth += 1
        elif c in closing or (c == '"' and mark in CURLY and not _spaced(text, i)):
            if c == '"' and _spaced(text, i):
                return None, 0
            if not depth:
                return i, 1
            depth -= 1
    return None, 0


def _spaced(text: str, i: int) -> bool:
    """Whether a mark stands behind a space and before a word, where a quotation opens."""
    return (i == 0 or text[i - 1].isspace()) and i + 1 < len(text) and not text[i + 1].isspace()


def _single(text: str, inner: int, limit: int, closing: str) -> int | None:
    """Where a quotation in single marks closes: behind a word or stop and before no letter, not as in "the states' views"."""
    possible = None
    for i in range(inner, limit):
        if text[i] not in closing or text[i - 1].isspace() or i == inner:
            continue
        after = text[i + 1 : i + 3]
        if after[:1].isalnum():
            continue
        if text[i - 1] in "sS" and after[:1] == " " and after[1:2].islower():
            possible = possible or i
            continue
        return i
    return possible
