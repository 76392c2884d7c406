"""From amounts in the text and the parse to quantities."""

import functools
from bisect import bisect_left
from collections.abc import Sequence

from flows.document import Block
from flows.extract.annotation import Mention, Time
from flows.extract.parse import Parsed
from flows.extract.quantities.amount import Amount
from flows.extract.quantities.bare import bare
from flows.extract.quantities.columns import headed, in_column
from flows.extract.quantities.grammar import amounts
from flows.extract.quantities.lexemes import Lexeme, lexemes
from flows.extract.quantities.multiples import multiples
from flows.extract.quantities.quantity import Quantity, quantity
from flows.extract.quantities.tender import Tender
from flows.extract.quantities.understood import Spoken, millions
from flows.knowledge import knowledge

BRACKETS = frozenset({"(", "[", "(about", "(around", "(some", "(or", "(approximately", "(roughly", "(equivalent to"})
"""What may stand between an amount and the same in another unit."""
NO_FIGURE = frozenset({"time", "age", "other"})
REACHED = 14
"""A word of change up to so many words before `from 5 to 7` belongs to it."""


def read(parsed: Parsed, times: Sequence[Time], mentions: Sequence[Mention] = ()) -> list[Quantity]:
    """The quantities of a document, sorted by start and without overlap."""
    text = parsed.text
    tender = Tender(parsed, mentions)
    spans = sorted((t.start, t.end) for t in times)
    ends = [e for _, e in spans]
    changing = functools.partial(_changing, parsed)
    found: list[Quantity] = []
    columns = headed(text, parsed.document.blocks)
    read_in = []
    for block in parsed.document.blocks:
        line = lexemes(text, block.start, block.end)
        dated = frozenset(x.start for x in line if x.kind == "n" and _within(spans, ends, x.start))
        read_in.append((block, line, amounts(line, dated, changing)))
    spoken = Spoken(money=_first_money(parsed, read_in, tender))
    for block, line, in_block in read_in:
        for amount in in_block:
            start, end = line[amount.start].start, line[amount.end - 1].end
            column = None if amount.dimension else columns.get(start)
            if column and not _within(spans, ends, start):
                amount = in_column(amount, column)
            if _within(spans, ends, start) and amount.dimension in ("", "time", "age"):
                continue
            if amount.start and line[amount.start - 1].lower in ("per", "every") and amount.dimension != "money":
                continue  # 27 per 100,000 residents
            if amount.form == "vague" and amount.scale == 1 and amount.dimension:
                continue  # thousands of dollars
            if amount.dimension in NO_FIGURE or (amount.dimension and not amount.unit and not amount.among):
                continue
            if found and start < found[-1].end:
                continue
            metres = amount.unit == "m" and text[end - 1] == "m" and text[end - 2].isdecimal()
            here = (metres and millions(parsed, amount, start, end, spoken)) or (
                _measured(parsed, amount, start, end, tender)
                if amount.dimension
                else bare(parsed, amount, start, end, block.section, spoken)
            )
            if here is not None:
                again = bool(found) and amount.dimension and _restates(text, found[-1], here)
                found.append(here)
                if not again:
                    spoken.found.append(here)
                    spoken.factor = amount.factor if amount.dimension else spoken.factor
    found += multiples(parsed, found)
    return sorted(found, key=lambda q: q.start)


def _first_money(parsed: Parsed, read_in: list[tuple[Block, list[Lexeme], list[Amount]]], tender: Tender) -> str:
    """The currency of the first amount of money of a text, "" if it has none."""
    for _, line, in_block in read_in:
        for amount in in_block:
            if amount.dimension == "money":
                span = parsed.tokens(line[amount.start].start, line[amount.end - 1].end)
                return tender.code(amount.among, amount.unit, span)[0] if amount.among and span else amount.unit
    return ""


def _restates(text: str, before: Quantity, here: Quantity) -> bool:
    """True if a quantity only says in brackets, in another unit, what the one before it says: 4.5 bcm (158 billion cubic feet)."""
    gap = text[before.end : here.start]
    return (
        gap.strip(" \n") in BRACKETS
        and text[here.end : here.end + 1] in (")", "]")
        and before.dimension == here.dimension
    )


@functools.cache
def _changes() -> frozenset[str]:
    """Lemmas of words that tell of a rise or a fall, or of going from one amount to another."""
    told = {w for r in knowledge("changes") if r["pos"] != "adj" for w in r["words"].split("|")}
    return frozenset(
        told
        | {"go", "move", "shift", "change", "extend", "swing", "revise", "upgrade", "triple", "quadruple", "multiply"}
    )


def _changing(parsed: Parsed, start: int) -> bool:
    """True if one of the words before an offset tells of a rise or fall."""
    span = parsed.tokens(start, start + 1)
    if span is None:
        return False
    first = max(span.start - REACHED, parsed.sentence_of(span.start).first)
    return any(t.lemma_.lower() in _changes() for t in parsed.doc[first : span.start])


def _within(spans: list[tuple[int, int]], ends: list[int], at: int) -> bool:
    """True if an offset lies in one of the spans, which are sorted; `ends` are their ends."""
    k = bisect_left(ends, at + 1)
    return k < len(spans) and spans[k][0] <= at


def _measured(parsed: Parsed, amount: Amount, start: int, end: int, tender: Tender) -> Quantity | None:
    """An amount that has its unit written; None for money that may be of several states where nothing tells whose."""
    span = parsed.tokens(start, end)
    if not amount.among or span is None:
        return quantity(parsed, amount, start, end)
    code, told = tender.code(amount.among, amount.unit, span)
    return quantity(parsed, amount, start, end, unit=code, confidence=0.9 if told else 0.6) if code else None
