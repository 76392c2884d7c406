"""From amounts in the text and the parse to quantities."""

import re
from bisect import bisect_left
from dataclasses import replace

from flows.extract.annotation import Time
from flows.extract.parse import Parsed
from flows.extract.quantities import currencies, tree
from flows.extract.quantities.counts import NOUNS, counted, designated, named, nouns
from flows.extract.quantities.grammar import Amount, amounts
from flows.extract.quantities.lexemes import lexemes
from flows.extract.quantities.multiples import multiples
from flows.extract.quantities.quantity import Quantity

REACH = frozenset({"reach", "hit", "rise", "grow", "increase", "fall", "drop", "climb", "jump", "exceed", "total", "surpass", "decline", "number", "double", "slip", "top", "raise", "cut", "reduce", "expand", "approach", "near"})  # fmt: skip
NO_FIGURE = frozenset({"time", "age", "other"})
LABELS = frozenset({"section", "sections", "article", "articles", "chapter", "page", "pages", "p", "p.", "pp", "pp.", "figure", "table", "no", "no.", "number", "title", "item", "paragraph", "clause", "phase", "resolution", "route", "highway", "annex", "part", "vol", "vol.", "volume", "issue", "room", "flight", "channel", "note", "act", "top", "age", "aged", "#"})  # fmt: skip
UNCOUNTED = frozenset({"reference", "byline", "boilerplate"})
"""Sections whose bare numbers are pages, issues and the like."""
_TALLY = re.compile(r"\s*\(\d{1,3}(?:\.\d+)?\s?%\)[ \t]*(?:\n|$)")


def read(parsed: Parsed, times: list[Time]) -> list[Quantity]:
    """The quantities of a document, sorted by start and without overlap."""
    text = parsed.text
    dollar = currencies.dollar(text)
    spans = sorted((t.start, t.end) for t in times)
    ends = [e for _, e in spans]
    found: list[Quantity] = []
    factor = 1.0
    for block in parsed.document.blocks:
        line = lexemes(text, block.start, block.end)
        dated = frozenset(x.start for x in line if x.kind == "n" and _within(spans, ends, x.start))
        for amount in amounts(line, dated):
            start, end = line[amount.start].start, line[amount.end - 1].end
            if _within(spans, ends, start) and amount.dimension in ("", "time", "age"):
                continue
            if amount.dimension in NO_FIGURE or (amount.dimension and not amount.unit):
                continue
            if found and start < found[-1].end:
                continue
            quantity = (
                _measured(parsed, amount, start, end, dollar)
                if amount.dimension
                else _bare(parsed, amount, start, end, found, block.section, factor)
            )
            if quantity is not None:
                found.append(quantity)
                factor = amount.factor if amount.dimension else factor
    found += multiples(parsed, found)
    return sorted(found, key=lambda q: q.start)


def _within(spans: list[tuple[int, int]], ends: list[int], at: int) -> bool:
    """True if an offset lies in one of the spans, which are sorted; `ends` are their ends."""
    k = bisect_left(ends, at + 1)
    return k < len(spans) and spans[k][0] <= at


def _quantity(parsed: Parsed, amount: Amount, start: int, end: int, **known: object) -> Quantity | None:
    span = parsed.tokens(start, end)
    if span is None:
        return None
    high = amount.number * amount.factor
    if amount.low is not None:
        low = amount.low * amount.factor
        value, bounds, approx = (low + high) / 2, (low, high), "range"
    else:
        value, approx = high, amount.how.approx
        bounds = tuple(None if f is None else value * f for f in (amount.how.low, amount.how.high))
        if value < 0 and None not in bounds:
            bounds = bounds[::-1]
    fields: dict[str, object] = {
        "sentence": parsed.sentence_of(span.start), "start": start, "end": end, "text": parsed.text[start:end],
        "tokens": (span.start, span.end), "value": _tidy(value), "low": _tidy(bounds[0]), "high": _tidy(bounds[1]),
        "approx": approx, "unit": amount.unit, "dimension": amount.dimension, "rate": amount.rate,
        "commodity": amount.commodity, "noun": None, "change": amount.signed, "rule": amount.rule, "confidence": 0.9,
    }  # fmt: skip
    return Quantity(**{**fields, **known})


def _tidy(value: float | None) -> float | None:
    """The value without the dust of binary arithmetic: 88.1 billion is 88100000000."""
    return None if value is None else float(f"{value:.12g}")


def _measured(parsed: Parsed, amount: Amount, start: int, end: int, dollar: str) -> Quantity | None:
    """An amount that has its unit written."""
    if amount.unit == "USD" and dollar != "USD" and parsed.text[start:end].lstrip("-").startswith("$"):
        return _quantity(parsed, amount, start, end, unit=dollar)
    return _quantity(parsed, amount, start, end)


def _bare(
    parsed: Parsed, amount: Amount, start: int, end: int, found: list[Quantity], section: str, factor: float
) -> Quantity | None:  # fmt: skip
    """A number without a unit: a count of things, or of the unit understood from the number before it; else nothing.

    factor: what one of the unit before it is worth.
    """
    doc, span = parsed.doc, parsed.tokens(start, end)
    if span is None or amount.signed:
        return None
    digits = parsed.text[start:end]
    if section == "poll" or _tally(parsed.text, start, end):
        if digits.isdecimal() and _TALLY.match(parsed.text, end):
            return _quantity(parsed, amount, start, end, unit="1", dimension="survey", rule="tally")
        return None
    yearlike = digits.isdecimal() and len(digits) == 4 and 1500 <= amount.number <= 2100
    if parsed.text[end : end + 1].isalpha() or section in UNCOUNTED or _labelled(parsed, span.start):
        return None
    if amount.number <= 1 or named(doc, span.start) or _marker(parsed, span.start, end):
        return None
    noun = counted(doc, span.start, span.end)
    if noun is not None:
        known, typed = nouns().get(noun.lemma_.lower()), designated(doc, noun.i) is not None
        if yearlike and (known is None or noun.tag_ != "NNS" or noun.i > span.end + 1):
            return None
        if (
            noun.lower_ == "peoples"
            or (known and known.measure == "none")
            or (known is None and amount.number < 10 and not typed)
        ):
            return None
        if known is None and noun.tag_ not in ("NNS", "NNPS") and not typed:
            return None
        rule, sure = (known.rule, 0.8) if known else ("count", 0.5)
        return _quantity(
            parsed, amount, start, max(end, noun.idx + _letters(noun.text)), unit="1", dimension="count", noun=noun.i,
            rule=rule, confidence=sure, tokens=(span.start, noun.i + 1),
        )  # fmt: skip
    last = found[-1] if found and found[-1].dimension == "count" else None
    if (
        last
        and last.sentence == parsed.sentence_of(span.start)
        and span.end < len(doc)
        and doc[span.end].lower_ == "more"
    ):
        return _quantity(  # 19 jets, and 30 more
            parsed, amount, start, end, unit="1", dimension="count", noun=last.noun, rule=last.rule, confidence=0.6
        )
    if yearlike or (span.end < len(doc) and doc[span.end].pos_ in NOUNS | {"ADJ"}):
        return None
    sentence = parsed.sentence_of(span.start)
    before = found[-1] if found and found[-1].sentence == sentence else None
    measured = (
        before and before.dimension in ("money", "mass", "volume", "energy", "power") and before.rate != "per_unit"
    )
    if (
        before
        and measured
        and (amount.scale >= 1e3 or (tree.root(doc, span.start, span.end).head.lemma_ in REACH and amount.number >= 10))
    ):
        return _quantity(
            parsed, replace(amount, factor=factor), start, end, unit=before.unit, dimension=before.dimension, rate=before.rate,
            commodity=before.commodity, rule="understood", confidence=0.7,
        )  # fmt: skip
    if amount.number >= 100 or amount.scale > 1:
        low = max(sentence.first, span.start - 12)
        for token in reversed(doc[low : span.start]):
            known = nouns().get(token.lemma_.lower()) if token.pos_ in NOUNS else None
            if known and known.measure in ("headcount", "arms_quantity", "count") and token.tag_ in ("NNS", "NNPS"):
                return _quantity(
                    parsed,
                    amount,
                    start,
                    end,
                    unit="1",
                    dimension="count",
                    noun=token.i,
                    rule=known.rule,
                    confidence=0.6,
                )
    return None


def _letters(word: str) -> int:
    """How much of a token is a word: of `localities](https://…` the first ten letters."""
    return next((k for k, c in enumerate(word) if not (c.isalnum() or c in "-'’.")), len(word))


def _labelled(parsed: Parsed, first: int) -> bool:
    """True for the number of a section, article, page, resolution …"""
    before = [t.lower_ for t in parsed.doc[max(first - 2, 0) : first]]
    return bool(before) and (before[-1] in LABELS or (before[-1] in (".", "#") and before[0] in LABELS))


def _tally(text: str, start: int, end: int) -> bool:
    """True if the number stands at the head of a line that holds only it and a share: `33 (31%)`."""
    line = text.rfind("\n", max(0, start - 80), start)
    return (line >= 0 or start < 80) and not text[line + 1 : start].strip() and _TALLY.match(text, end) is not None


def _marker(parsed: Parsed, first: int, end: int) -> bool:
    """True for list numbers at the head of a paragraph: `1.` or `2)`."""
    sentence = parsed.sentence_of(first)
    return sentence.start == parsed.doc[first].idx and parsed.text[end : end + 1] in (".", ")")
