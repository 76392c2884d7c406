"""Readings of lengths of time and of what comes again and again."""

import datetime as dt

from flows.extract.times import calendar
from flows.extract.times.meaning import Discourse, Found, Meaning
from flows.extract.times.reading import Reading, beside_now, count_of, length, nearest
from flows.extract.times.words import SIDES

MONTHS = {"M": 1, "Q": 3}
OFTEN = frozenset({"once", "twice", "thrice"})
"""Before "a year", these make it a repetition."""
ENDED = frozenset({"to", "ended", "ending", "through"})
BEFORE_MONTH = frozenset({"part", "dash", "the", "of", "small", "ordinal"})
"""Kinds of words between it and the month: the year to 31 March, to the end of March."""
NEXT_TO_YEAR = frozenset({"month", "small", "ordinal", "comma"})
AND_A_HALF = {"Y": "P1Y6M", "TH": "PT1H30M", "TM": "PT1M30S"}


def span(found: Found, talk: Discourse) -> Meaning | None:
    """The past two years, the next 30 years, the first nine months (of 2023): a length, and where it lies."""
    unit, kind, way = found.value("units"), found.kind("deictic"), found.value("deictic")
    if not found.has("count") and not found.has("few"):
        if kind == "last" and found.then("of"):
            return None  # "the last days of the war" are told by the war
        if kind == "recent" and unit != "Y":
            return Meaning("DURATION", length("X", unit), "relative")
        return Meaning("DATE", "PAST_REF" if kind in {"recent", "last"} else "FUTURE_REF", "relative")
    count, number = ("X", None) if found.has("count2") else count_of(found, "few" if found.has("few") else "count")
    value = length(count, unit, number)
    if kind == "ordinal":
        if way not in {"1", "-1"}:
            return None
        return Meaning("DURATION", value, "explicit", (_opening if way == "1" else _ending)(found, talk, number))
    if found.then("of"):
        return Meaning("DURATION", value, "explicit", _ending(found, talk, number) if kind == "last" else None)
    beside = beside_now(talk, int(way) * number, unit) if kind in {"last", "next"} and number is not None else None
    return Meaning("DURATION", value, "relative", beside)


def _opening(found: Found, talk: Discourse, number: float | None) -> calendar.Interval | None:
    """The first so many days of the month, months or quarters of the year that follows, or else of the year in force."""
    if found.value("units") == "D" and found.then("of", "month"):
        first = _month_after(found, talk)
        last = first and number and 1 <= number <= 28 and first + dt.timedelta(int(number) - 1)
        return (first, last, "range") if first and last else None
    months = MONTHS.get(found.value("units"), 0) * int(number or 0)
    if not 1 <= months <= 12:
        return None
    named = found.then("of") or found.then("in", "year")
    year = _year_after(found, talk) if named else talk.year_of_first(months)
    return calendar.interval(f"{year}-01/{year}-{months:02}") if year else None


def _year_after(found: Found, talk: Discourse) -> str | None:
    """The year that follows: of 2013, of last year, of the year; None if something else does."""
    rest = [w for w in found.after[1:4] if w.kind not in {"the", "fiscal"}]
    kinds = [w.kind for w in rest]
    if kinds[:1] == ["year"] or kinds[:1] == ["bigyear"]:
        return rest[0].value
    if kinds[:1] == ["unit"] and rest[0].value == "Y":
        return talk.nearby("Y") or talk.now("Y") or talk.year
    if kinds[:1] and kinds[0] in {"this", "last", "next"} and kinds[1:2] == ["unit"] and rest[1].value == "Y":
        return talk.moved("Y", int(rest[0].value))
    return None


def _ending(found: Found, talk: Discourse, number: float | None) -> calendar.Interval | None:
    """The last so many days of the month, months or quarters of the year that follows."""
    months = MONTHS.get(found.value("units"), 0) * int(number or 0)
    if 1 <= months <= 12 and (year := _year_after(found, talk)):
        return calendar.interval(f"{year}-{13 - months:02}/{year}-12")
    first = _month_after(found, talk) if found.value("units") == "D" and found.then("of", "month") else None
    last = first and calendar.last_of_month(first.year, first.month)
    if not last or not number or not 1 <= number <= 28:
        return None
    return last - dt.timedelta(int(number) - 1), last, "range"


def _month_after(found: Found, talk: Discourse) -> dt.date | None:
    """The first day of the month that follows: of March 2013."""
    named = next((w.value for w in found.after[2:4] if w.kind == "year"), None)
    year = named or nearest(int(found.after[1].value), talk)
    return calendar.date(int(year), int(found.after[1].value)) if year else None


def duration(found: Found, talk: Discourse) -> Meaning | None:
    """Three days, a decade, half a century, 24 hours, a year and a half; ages and fractions are none."""
    unit = found.value("units") or found.value("unit")
    if found.then("old") or found.then("dash", "old"):
        return None
    if found.kind("count") == "year" and [w.low in SIDES for w in found.before[-2:-1]] == [True]:
        return None  # the post-2014 years
    if unit == "Q" and (found.words[-2].kind == "dash" or found.then("of")):
        return None
    if found.has("part"):
        half = {"Y": "P6M", "E": "P5Y", "C": "P50Y", "D": "PT12H", "TH": "PT30M", "M": "P15D"}.get(unit)
        return Meaning("DURATION", half) if half else None
    if found.kind("count") == "a":
        if unit in {"Q", "TS", "WE"} or found.then("dash"):
            return None
        if found.has("half"):
            return Meaning("DURATION", AND_A_HALF[unit]) if unit in AND_A_HALF else None
        often = found.before and found.before[-1].low in OFTEN
        if (often or found.tag in {"NOUN", "NUM", "SYM"}) and found.words[0].kind == "a":
            return Meaning("SET", length("1", unit, 1.0))
    count, number = count_of(found)
    if found.has("half") and number is not None:
        count, number = f"{number + 0.5:g}", number + 0.5
    value = length(count, unit, number)
    if (on := _counted(found, unit, number))[0]:
        return Meaning("DURATION", value, "relative", on, told=False)
    return Meaning("DURATION", value, "explicit", _closing(found, talk, unit, number))


def _counted(found: Found, unit: str, number: float | None) -> calendar.Interval:
    """Where a length lies that counts from a dated happening: two years after the 2011 uprising, a month before May 2014."""
    way = found.after[0] if found.after else None
    if not way or way.low not in {"after", "before"} or number is None or unit not in {"Y", "M", "E", "C"}:
        return calendar.NOTHING
    for i, word in enumerate(found.after[1:], 1):
        if word.kind in {"year", "bigyear"}:
            month = found.after[i - 1] if found.after[i - 1].kind == "month" else None
            base = f"{int(word.value):04}" + (f"-{month.value}" if month else "")
            exact = month is not None or unit != "M"
            return (
                calendar.interval(calendar.shifted(base, int(way.value) * number, unit)) if exact else calendar.NOTHING
            )
        if word.kind not in {"the", "of", "in", "a", "other", "possessive", "month"}:
            break
    return calendar.NOTHING


def _closing(found: Found, talk: Discourse, unit: str, number: float | None) -> calendar.Interval | None:
    """Where a length lies whose end follows: the 12 months to June, the year ended March 31, 2014."""
    if number is None or unit not in {"Y", "Q", "M"} or not found.after or found.after[0].low not in ENDED:
        return None
    at = next((i for i, w in enumerate(found.after[1:], 1) if w.kind not in BEFORE_MONTH and w.low != "on"), 0)
    if not at or found.after[at].kind != "month":
        return None
    kinds = [w.kind for w in found.after[at:]]
    month = int(found.after[at].value)
    year = next(
        (
            w.value
            for w, before in zip(found.after[at + 1 : at + 4], kinds[:3], strict=False)
            if w.kind == "year" and before in NEXT_TO_YEAR
        ),
        None,
    )
    year = year or nearest(month, talk)
    end = calendar.last_of_month(int(year), month) if year else None
    start = end and calendar.moved(end + dt.timedelta(1), -number, unit)
    return (start, end, "range") if start and end else None


def year_to(found: Found, talk: Discourse) -> Meaning | None:
    """The year to March 2014; without what closes it, it is a date: the year."""
    if found.value("unit") != "Y" or not found.after or found.after[0].low not in ENDED:
        return None
    return Meaning("DURATION", "P1Y", "explicit", _closing(found, talk, "Y", 1.0))


def vague(found: Found, talk: Discourse) -> Meaning | None:
    """For years, within weeks or months."""
    if not found.before or found.before[-1].kind not in {"bound", "in"}:
        return None
    return Meaning("DURATION", length("X", found.value("units")))


def lasting(found: Found, talk: Discourse) -> Meaning | None:
    """A week-long visit, a decades-long quarrel."""
    one = found.kind("unit") == "unit"
    return Meaning("DURATION", length("1" if one else "X", found.value("unit"), 1.0 if one else None))


def ahead(found: Found, talk: Discourse) -> Meaning | None:
    """The weeks ahead."""
    return Meaning("DURATION", length("X", found.value("units")), "relative")


def every(found: Found, talk: Discourse) -> Meaning | None:
    """Every year, each July, every two weeks, Tuesdays."""
    kind, value = found.kind("what"), found.value("what")
    if any(w.kind == "alternate" for w in found.words):
        return Meaning("SET", length("2", value if kind == "unit" else "M" if kind == "month" else "W", 2.0))
    match kind:
        case "weekday" | "weekdays":
            return Meaning("SET", f"XXXX-WXX-{value}{found.value('parts')}")
        case "month" | "season" | "seasons":
            return Meaning("SET", f"XXXX-{value}")
        case "daypart":
            return Meaning("SET", f"XXXX-XX-XX{value}")
    count, number = count_of(found) if found.has("count") else ("1", 1.0)
    return Meaning("SET", length(count, value, number))


READINGS: dict[str, Reading] = {
    "span": span,
    "duration": duration,
    "ahead": ahead,
    "lasting": lasting,
    "year_to": year_to,
    "vague": vague,
    "set": every,
}
