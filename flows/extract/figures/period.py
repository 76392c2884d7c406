"""The period that a number is about: of several times and several numbers in a sentence, which belongs to which."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from flows.extract import times as clock
from flows.extract.annotation import Time
from flows.extract.figures.apart import YEAR_BEFORE, after, compared, elsewhere, quoted, rating, said
from flows.extract.figures.context import Context
from flows.extract.parse import Parsed

BESIDE = 1.5
"""What it is worth that a time follows a number at once: reached 88 billion in 2012."""
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
        if _year_before(t, times) or _ahead(parsed, t) or (
            (t.start_date or t.end_date) and t.timex_type != "SET"
            and not (t.timex_type == "DURATION" and published and t.start_date and t.start_date >= published)
        )
    ]  # fmt: skip
    dated = [t for t in dated if not rating(parsed, t) and not said(parsed, t) and not quoted(parsed, t)]
    if not dated:
        return [NONE] * len(contexts)
    costs = [[_cost(parsed, c, t) for t in dated] for c in contexts]
    bases = [compared(parsed, t, contexts) for t in dated]
    out = []
    for c, row in zip(contexts, costs, strict=True):
        best: tuple[float, Time] | None = None
        for k, (cost, time) in enumerate(zip(row, dated, strict=True)):
            if cost is None:
                continue
            other = min(r[k] for r in costs if r[k] is not None)
            if elsewhere(parsed, contexts, c, time) or (bases[k] and not after(parsed, c, time)):
                continue
            if best is None or 2 * cost - other < best[0]:
                best = (2 * cost - other, time)
        if best and _year_before(best[1], times):
            others = [t for t in dated if t.start_date and not _year_before(t, times)]
            out.append(_shifted([_period(parsed, t, everything) for t in others], best[1]))
        elif best and _ahead(parsed, best[1]):
            out.append(NONE)
        else:
            out.append(_period(parsed, best[1], everything) if best else NONE)
    return out


def _year_before(time: Time, times: Sequence[Time]) -> bool:
    """True for `the year before` where the sentence has named a time that it is before, or nothing says which year."""
    named = any(t.end <= time.start and t.start_date and t.end_date and t.timex_type == "DATE" for t in times)
    return (time.start_date is None or named) and time.text.lower() in YEAR_BEFORE


def _ahead(parsed: Parsed, time: Time) -> bool:
    """True for a stretch of time after which something is to come: could double in five years."""
    first = time.tokens[0]
    undated = time.timex_type == "DURATION" and time.start_date is None and time.end_date is None
    return undated and first > 0 and parsed.doc[first - 1].lower_ in ("in", "within")


def _shifted(others: list[Period], time: Time) -> Period:
    """The same stretch of the year before the last of some periods."""
    whole = [p for p in others if p.start and p.end and p.start.year > dt.MINYEAR]
    if not whole:
        return NONE
    last = max(whole, key=lambda p: p.start or dt.date.min)
    shifted = [d.replace(year=d.year - 1, day=min(d.day, 28) if d.month == 2 else d.day) for d in last[:2] if d]
    return Period(shifted[0], shifted[1], last.precision, time.text, "relative")


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
    if last == "by" and start and end and (start.month, end.month) == (12, 12) and "end" in time.text.lower().split():
        start, precision = end.replace(month=1, day=1), "year"  # by the end of 2010: in that year
    return Period(start, end, precision, time.text, time.date_source)
