"""Anniversaries: the day or year that an anniversary falls on, where the text gives what it keeps, or the year that it tells of."""

from collections.abc import Mapping
from dataclasses import replace

from flows.extract.annotation import Time
from flows.extract.parse import Parsed
from flows.extract.times import calendar

SOON = 10
"""An anniversary that a text speaks of lies no more years after its publication."""
CLOSE = 3
"""Without other signs, it lies no more years before or after."""
OF = frozenset({"of", "since"})
"""Words between an anniversary and what it keeps."""
MARKS = frozenset({"marks", "marked", "is", "was", "on", "for"})
"""Words between a day and the anniversary that falls on it."""
AT = frozenset({"in", "on"})
"""Words between an anniversary and its own date."""
TOLD = "told"
"""Last word of the rule of an anniversary that only repeats a date told beside it."""
REACH = 12
"""No time further off, counted in times, has to do with it."""


def told(parsed: Parsed, times: list[Time], kept: Mapping[int, int]) -> list[Time]:
    """The times of a document with its anniversaries resolved; `kept` has the number of years of each, by its index.

    A year of the sentence that the anniversary follows by as many years as it says is what it keeps ("of the treaty of
    1950"); else a year that the sentence tells of ("in 2019 they marked") is its own. Others stay unknown.
    """
    out = list(times)
    for i, years in kept.items():
        sentence = times[i].sentence
        near = times[max(i - REACH, 0) : i + REACH + 1]
        here = [t for t in near if t.sentence == sentence and t.timex_type == "DATE" and _year(t)]
        value, rule = _value(parsed, times[i], years, here)
        start, end, precision = calendar.interval(value)
        if value and start:
            out[i] = replace(
                times[i], value=value, start_date=start, end_date=end, date_precision=precision,
                date_source="relative", rule=f"{times[i].rule} {rule}", confidence=0.8,
            )  # fmt: skip
    return out


def _year(time: Time) -> int:
    """The year that a time lies in, 0 if it is longer or unknown."""
    return time.start_date.year if time.start_date and calendar.granularity(time.value) in set("YMDQHS") else 0


def _value(parsed: Parsed, kept: Time, years: int, here: list[Time]) -> tuple[str | None, str]:
    """The value of an anniversary, None if it cannot be told, and what told it."""
    said = {_year(t) for t in here}
    published = parsed.document.published
    after = parsed.text[kept.end : kept.end + 7].split()[:1]
    for t in here:
        then = _year(t) + years
        near = published is not None and abs(then - published.year) <= CLOSE
        if then in said or (published and near and abs(then - published.year) < abs(_year(t) - published.year)):
            return calendar.shifted(t.value or "", years, "Y"), "founded"
    before = [t for t in here if t.end <= kept.start]
    follows = [t for t in here if t.start >= kept.end]
    if after and after[0] in OF:
        for t in follows:
            if not before and (published is None or _year(t) + years <= published.year + SOON):
                return calendar.shifted(t.value or "", years, "Y"), "founded"
    for t in [*follows[:1], *reversed(before)] if after and after[0] in AT else [*reversed(before), *follows]:
        between = parsed.text[t.end : kept.start].replace(",", " ").split() if t in before else []
        day = calendar.granularity(t.value) == "D" and not (len(between) <= 1 and set(between) <= MARKS)
        return (t.value or "")[: 4 if day else 10], TOLD
    return None, ""
