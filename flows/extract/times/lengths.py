"""Readings of lengths of time and of what comes again and again."""

import datetime as dt

from flows.extract.times import calendar
from flows.extract.times.meaning import Discourse, Found, Meaning
from flows.extract.times.reading import Reading, beside_now, count_of, length, nearest

MONTHS = {"M": 1, "Q": 3}
ENDED = frozenset({"to", "ended", "ending", "through"})
NEXT_TO_YEAR = frozenset({"month", "small", "ordinal", "comma"})
AND_A_HALF = {"Y": "P1Y6M", "TH": "PT1H30M", "TM": "PT1M30S"}


def span(found: Found, talk: Discourse) -> Meaning | None:
    """The past two years, the next 30 years, the first nine months (of 2023): a length, and where it lies."""
    unit, kind, way = found.value("units"), found.kind("deictic"), found.value("deictic")
    if not found.has("count") and not found.has("few"):
        if kind == "recent" and unit != "Y":
            return Meaning("DURATION", length("X", unit), "relative")
        return Meaning("DATE", "PAST_REF" if kind in {"recent", "last"} else "FUTURE_REF", "relative")
    count, number = ("X", None) if found.has("count2") else count_of(found, "few" if found.has("few") else "count")
    value = length(count, unit, number)
    if kind == "ordinal":
        return Meaning("DURATION", value, "explicit", _opening(found, talk, number)) if way == "1" else None
    beside = beside_now(talk, int(way) * number, unit) if kind in {"last", "next"} and number is not None else None
    return Meaning("DURATION", value, "relative", beside)


def _opening(found: Found, talk: Discourse, number: float | None) -> calendar.Interval | None:
    """The first so many months or quarters of the year that follows, or else of the year in force."""
    months = MONTHS.get(found.value("units"), 0) * int(number or 0)
    if not 1 <= months <= 12:
        return None
    follows = (
        len(found.after) > 1 and found.after[0].kind in {"of", "in"} and found.after[1].kind in {"year", "bigyear"}
    )
    year = found.after[1].value if follows else talk.year
    return calendar.interval(f"{year}-01/{year}-{months:02}") if year else None


def duration(found: Found, talk: Discourse) -> Meaning | None:
    """Three days, a decade, half a century, 24 hours, a year and a half; ages and fractions are none."""
    unit = found.value("units") or found.value("unit")
    if found.then("old") or found.then("dash", "old"):
        return None
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
        if found.tag in {"NOUN", "NUM", "SYM"} and found.words[0].kind == "a":
            return Meaning("SET", length("1", unit, 1.0))
    count, number = count_of(found)
    return Meaning("DURATION", length(count, unit, number), "explicit", _closing(found, talk, unit, number))


def _closing(found: Found, talk: Discourse, unit: str, number: float | None) -> calendar.Interval | None:
    """Where a length lies whose end follows: the 12 months to June, the year ended March 31, 2014."""
    kinds = [w.kind for w in found.after]
    if (
        number is None
        or unit not in {"Y", "Q", "M"}
        or found.after[0:1] == []
        or found.after[0].low not in ENDED
        or kinds[1:2] != ["month"]
    ):
        return None
    month = int(found.after[1].value)
    year = next(
        (
            w.value
            for w, before in zip(found.after[2:5], kinds[1:4], strict=False)
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


def ahead(found: Found, talk: Discourse) -> Meaning | None:
    """The weeks ahead."""
    return Meaning("DURATION", length("X", found.value("units")), "relative")


def every(found: Found, talk: Discourse) -> Meaning | None:
    """Every year, each July, every two weeks, Tuesdays."""
    kind, value = found.kind("what"), found.value("what")
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
    "year_to": year_to,
    "vague": vague,
    "set": every,
}
