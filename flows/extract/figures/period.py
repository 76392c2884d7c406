"""The period that a number is about: of several times and several numbers in a sentence, which belongs to which."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from flows.extract import times as clock
from flows.extract.annotation import Time
from flows.extract.figures.context import Context
from flows.extract.parse import Parsed

BESIDE = 1.5
"""What it is worth that a time follows a number at once: reached 88 billion in 2012."""
COMPARING = frozenset({"compared", "versus", "than", "vs"})
YEAR_BEFORE = frozenset({"the year before", "a year before", "a year earlier", "the year earlier", "a year previously", "the previous year", "the prior year"})  # fmt: skip
LINKS = frozenset({"ADP", "DET", "PUNCT", "ADJ", "SCONJ", "ADV"})


class Period(NamedTuple):
    """The interval that a number is about, with the words that say so."""

    start: dt.date | None
    end: dt.date | None
    precision: str
    text: str | None
    source: str


NONE = Period(None, None, "none", None, "none")


def periods(
    parsed: Parsed, contexts: Sequence[Context], times: Sequence[Time], everything: Sequence[Time]
) -> list[Period]:
    """The period of each quantity of a sentence; `times` are the sentence's, `everything` those of the document."""
    published = parsed.document.published
    dated = [
        t for t in times
        if _year_before(t) or _ahead(parsed, t) or (
            (t.start_date or t.end_date) and t.timex_type != "SET"
            and not (t.timex_type == "DURATION" and published and t.start_date and t.start_date >= published)
        )
    ]  # fmt: skip
    dated = [t for t in dated if not _rating(parsed, t)]
    if not dated:
        return [NONE] * len(contexts)
    dated = [t for t in dated if not _compared(parsed, t, contexts)] or dated
    costs = [[_cost(parsed, c, t) for t in dated] for c in contexts]
    out = []
    for c, row in zip(contexts, costs, strict=True):
        best: tuple[float, Time] | None = None
        for k, (cost, time) in enumerate(zip(row, dated, strict=True)):
            if cost is None:
                continue
            other = min(r[k] for r in costs if r[k] is not None)
            if _owned(parsed, contexts, c, time):
                continue
            if best is None or 2 * cost - other < best[0]:
                best = (2 * cost - other, time)
        if best and _year_before(best[1]):
            out.append(_shifted([_period(parsed, t, everything) for t in dated if t.start_date], best[1]))
        elif best and _ahead(parsed, best[1]):
            out.append(NONE)
        else:
            out.append(_period(parsed, best[1], everything) if best else NONE)
    return out


def _year_before(time: Time) -> bool:
    """True for `the year before` where the text says nothing of which year."""
    return time.start_date is None and time.text.lower() in YEAR_BEFORE


def _ahead(parsed: Parsed, time: Time) -> bool:
    """True for a stretch of time after which something is to come: could double in five years."""
    first = time.tokens[0]
    undated = time.timex_type == "DURATION" and time.start_date is None and time.end_date is None
    return undated and first > 0 and parsed.doc[first - 1].lower_ in ("in", "within")


def _shifted(others: list[Period], time: Time) -> Period:
    """The year before the last of some periods, if that is a year."""
    years = [p for p in others if p.precision == "year" and p.start and p.end]
    if not years:
        return NONE
    last = max(p.start.year for p in years if p.start)
    if last <= dt.MINYEAR:
        return NONE
    return Period(dt.date(last - 1, 1, 1), dt.date(last - 1, 12, 31), "year", time.text, "relative")


def _owned(parsed: Parsed, contexts: Sequence[Context], context: Context, time: Time) -> bool:
    """True if the time belongs to another number alone: `from 5 million in 2010` says nothing of the rest."""
    for c in contexts:
        first, last = c.quantity.tokens
        if c is not context and 0 <= time.tokens[0] - last <= 2 and first and parsed.doc[first - 1].lower_ == "from":
            return not any(t.text in (",", ";") for t in parsed.doc[last : time.tokens[0]])
    return False


def _compared(parsed: Parsed, time: Time, contexts: Sequence[Context]) -> bool:
    """True for a time that a number is only compared with: up 24 percent from 2022, more than in 2020."""
    first = time.tokens[0]
    before = [t.lower_ for t in parsed.doc[max(first - 3, 0) : first]]
    if COMPARING & set(before) or (before and before[-1] == "since" and _superlative(parsed, first - 1)):
        return True
    if not before or before[-1] not in ("from", "over", "on"):
        return False
    return any(c.quantity.dimension == "share" and 0 < first - c.quantity.tokens[1] <= 1 for c in contexts)


def _superlative(parsed: Parsed, i: int) -> bool:
    """True if the words before `since` say that something is the most since then."""
    return any(t.tag_ in ("JJS", "RBS") or t.lower_ == "first" for t in parsed.doc[max(i - 5, 0) : i])


def _rating(parsed: Parsed, time: Time) -> bool:
    """True for a time that tells only at which prices or rates something is reckoned: at today's prices."""
    first, last = time.tokens
    led = first > 0 and parsed.doc[first - 1].lower_ in ("at", "in")
    return led and any(t.lemma_ in ("price", "rate", "dollar") for t in parsed.doc[last : last + 3])


def _cost(parsed: Parsed, context: Context, time: Time) -> float | None:
    first, last = time.tokens
    near = context.near(first, last)
    if near is None:
        near = 10.0 + 0.05 * abs(first - context.root.i)
    end = context.quantity.tokens[1]
    if 0 <= first - end <= 4 and all(t.pos_ in LINKS and t.text not in ",;(" for t in parsed.doc[end:first]):
        near -= BESIDE
    return near


def _period(parsed: Parsed, time: Time, times: Sequence[Time]) -> Period:
    start, end, precision = clock.period(parsed, time, times)
    last = parsed.doc[time.tokens[0] - 1].lower_ if time.tokens[0] else ""
    if start is None and end is not None and time.start_date and last == "by":  # by 2025: reached in that year
        start = time.start_date
    return Period(start, end, precision, time.text, time.date_source)
