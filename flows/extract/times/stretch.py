"""The stretch of a year, month … that words such as early, mid and late leave of it."""

import datetime as dt
import functools
from collections.abc import Sequence
from itertools import pairwise

from flows.extract.times import calendar
from flows.extract.times.word import Word
from flows.knowledge import knowledge

MONTHS = frozenset("YHQS")
"""Granularities whose parts are counted in months; those of months and weeks are counted in days, of decades and centuries in years."""
DAYS = frozenset("MW")

AT_ENDS = {"1": "early", "-1": "late"}
"""The first months of a year, its last weeks."""


@functools.cache
def _parts() -> dict[tuple[str, str], tuple[int, int, str]]:
    return {(r["part"], r["of"]): (int(r["first"]), int(r["last"]), r["_at"]) for r in knowledge("times_parts")}


def _said(words: Sequence[Word]) -> list[str]:
    """The parts that the words of an expression name, in order."""
    said = [w.value for w in words if w.kind in {"mod", "part"}]
    for before, word in pairwise(words):
        if word.kind in {"units", "few"} and before.kind in {"ordinal", "last"}:
            said.append(AT_ENDS.get(before.value, ""))
        if word.kind == "half" and before.kind in {"ordinal", "last"}:
            said.append("half 2" if before.value == "-1" else f"half {before.value}")
    return said


def stretch(words: Sequence[Word], value: str | None) -> tuple[calendar.Interval, str] | None:
    """The interval of the part of a date that its words name, and the line of `times_parts`; None if they name none.

    "The early to mid-1980s" runs from the first day of the one to the last of the other.
    """
    unit = calendar.granularity(value)
    known = [part for said in _said(words) if (part := _parts().get((said, unit)))]
    whole = calendar.interval(value)
    if not known or not whole[0] or not whole[1] or "/" in (value or ""):
        return None
    start = _at(whole[0], known[0][0] - 1, unit)
    after = _at(whole[0], known[-1][1], unit)
    if not start or not after or start >= after:
        return None
    end = min(after - dt.timedelta(1), whole[1])
    return (start, end, "day" if start == end else "range"), known[0][2]


def _at(start: dt.date, count: int, unit: str) -> dt.date | None:
    """The day so many parts of a unit after its first."""
    return calendar.moved(start, count, "M" if unit in MONTHS else "D" if unit in DAYS else "Y")
