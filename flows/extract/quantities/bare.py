"""Numbers without a unit: counts of things, or amounts of the unit understood from the number before."""

import re

from spacy.tokens import Span, Token

from flows.extract.parse import Parsed
from flows.extract.quantities.amount import Amount
from flows.extract.quantities.counts import NONE, NOUNS, befallen, counted, designated, named, nouns, paired, partitive
from flows.extract.quantities.grammar import rates
from flows.extract.quantities.lexemes import lexemes
from flows.extract.quantities.quantity import Quantity, quantity
from flows.extract.quantities.understood import LARGE, Spoken, of, understood

LABELS = frozenset({"section", "sections", "article", "articles", "chapter", "page", "pages", "p", "p.", "pp", "pp.", "figure", "table", "no", "no.", "number", "title", "item", "paragraph", "clause", "phase", "resolution", "route", "highway", "annex", "part", "vol", "vol.", "volume", "issue", "room", "flight", "channel", "note", "act", "top", "age", "aged", "#", "type", "types", "mark", "model", "project", "projects", "tier", "category", "level", "grade", "decree", "directive", "regulation", "protocol", "stage", "interstate"})  # fmt: skip
UNCOUNTED = frozenset({"reference", "byline", "boilerplate"})
"""Sections whose bare numbers are pages, issues and the like."""
_TALLY = re.compile(r"\s*\(\d{1,3}(?:\.\d+)?\s?%\)[ \t]*(?:\n|$)")


def bare(
    parsed: Parsed, amount: Amount, start: int, end: int, section: str, spoken: Spoken
) -> Quantity | None:  # fmt: skip
    """A number without a unit: a count of things, or of the unit understood from the number before it; else nothing."""
    found = spoken.found
    doc, span, digits = parsed.doc, parsed.tokens(start, end), parsed.text[start:end]
    if span is None or amount.signed:
        return None
    if section == "poll" or _tally(parsed.text, start, end):
        if digits.isdecimal() and _TALLY.match(parsed.text, end):
            return quantity(parsed, amount, start, end, unit="1", dimension="survey", rule="tally")
        return None
    yearlike = digits.isdecimal() and len(digits) == 4 and 1500 <= amount.number <= 2100
    if parsed.text[end : end + 1].isalpha() or section in UNCOUNTED or _labelled(parsed, span.start):
        return None
    if amount.scale == 1 and amount.number % 1 and amount.low is None:
        return understood(parsed, amount, (start, end), span, spoken) if found else None
    if amount.number <= 1 or named(doc, span.start) or _marker(parsed, span.start, end):
        return None
    noun = _noun(amount, span)
    if noun is None and (struck := befallen(doc, span.end)) is not None and not yearlike:
        return of(parsed, amount, (start, end), struck, 0.7)
    if noun is not None:
        return _count(parsed, amount, (start, end), span, noun, yearlike)
    if amount.form == "vague":
        return None
    pair = paired(doc, span.end)
    if pair is not None and not yearlike and amount.number >= 10:
        return of(parsed, amount, (start, end), pair, 0.6)
    last = found[-1] if found and found[-1].sentence == parsed.sentence_of(span.start) else None
    if last and last.dimension == "count" and span.end < len(doc) and doc[span.end].lower_ == "more":
        return of(parsed, amount, (start, end), last.noun, 0.6)  # 19 jets, and 30 more
    if yearlike or (span.end < len(doc) and doc[span.end].pos_ in NOUNS | {"ADJ"}):
        return None
    return understood(parsed, amount, (start, end), span, spoken)


def _noun(amount: Amount, span: Span) -> Token | None:
    doc = span.doc
    if amount.form == "vague" and span.end + 1 < len(doc) and doc[span.end].lower_ == "of":
        return counted(doc, span.start, span.end + 1)
    noun = counted(doc, span.start, span.end)
    if noun is None and amount.form != "vague":
        noun = partitive(doc, span.end)
    return noun


def _count(
    parsed: Parsed, amount: Amount, at: tuple[int, int], span: Span, noun: Token, yearlike: bool
) -> Quantity | None:  # fmt: skip
    """A count of a noun, unless the noun is of a kind, or the number so small, that no figure comes of it."""
    known, typed = nouns().get(noun.lemma_.lower()), designated(parsed.doc, noun.i) is not None
    if noun.lower_ == "peoples" or (known and known.measure == "none"):
        return None
    if yearlike and (known is None or noun.tag_ != "NNS" or noun.i > span.end + 1):
        return None
    if amount.form == "vague" and amount.scale == 1 and (known or NONE).measure not in LARGE:
        return None
    if known is None and not typed and (amount.number < 10 or noun.tag_ not in ("NNS", "NNPS", "VBZ")):
        return None
    end = max(at[1], noun.idx + _letters(noun.text))
    link = parsed.text.find("](", at[1], end)
    end = link if link > 0 else end
    rate = rates().match(lexemes(parsed.text, end, min(end + 30, len(parsed.text))), 0)
    return quantity(
        parsed, amount, at[0], end, unit="1", dimension="count", noun=noun.i, tokens=(span.start, noun.i + 1),
        rule=known.rule if known else "count", confidence=0.8 if known and amount.form != "vague" else 0.5,
        rate=rate[0] if rate and rate[0] in ("per_year", "per_month", "per_day") else "total",
    )  # fmt: skip


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
