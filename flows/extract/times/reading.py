"""What the readings share: dates checked against the calendar, years of dates that give none, counts and lengths."""

import re
from collections.abc import Callable
from dataclasses import replace

from flows.extract.times import calendar
from flows.extract.times.meaning import Discourse, Found, Meaning

Reading = Callable[[Found, Discourse], Meaning | None]
"""From a pattern found to its meaning, or None if it is no time after all."""

UNKNOWN = Meaning("DATE", None, "none")
LINKS = frozenset({"dash", "to", "and", "or"})
"""Between the last two parts of a list or range."""
BETWEEN = frozenset({"comma", "small", "ordinal", "the", "of", "mod"})
"""What else a list of days or months may hold."""
WITHIN = {
    "Y": "YMDQHS",
    "M": "MD",
    "D": "D",
    "Q": "QMD",
    "W": "DW",
    "E": "EYMDQHS",
    "C": "CEYMDQHS",
    "S": "S",
    "H": "H",
}
"""The granularities of the dates told that lie in one year, month … and so tell which."""
YEARS_OF = {"E": 10, "V": 25, "C": 100, "L": 1000}
"""How many years the long units have."""
CENTURY_TURN = 50
"""Years of two digits below it are of this century."""


def full_year(text: str) -> str:
    """Four digits of a year written with two or four."""
    return text if len(text) > 2 else ("20" if int(text) < CENTURY_TURN else "19") + text.zfill(2)


def dated(value: str | None, source: str = "explicit", timex_type: str = "DATE", told: bool = True) -> Meaning | None:
    """A date, None if there is no such day; without a value, a date that cannot be told."""
    if value is None:
        return Meaning(timex_type, None, "none")
    return Meaning(timex_type, value, source, told=told) if calendar.interval(value)[0] else None


def shared_year(found: Found, kind: str = "month") -> str:
    """The year that follows a later part of the same range or list: 2015 for January in "January and March 2015", else "".

    `kind` is that of the parts: months or seasons.
    """
    linked = month = False
    for i, word in enumerate(found.after):
        if word.kind in LINKS:
            linked = True
        elif word.kind == kind:
            month = linked
        elif linked and found.has("day") and word.kind in {"small", "ordinal"}:
            month = True
        elif word.kind in {"year", "bigyear"}:
            return word.value if month else ""
        elif word.kind not in BETWEEN or (i == 0 and word.kind != "comma"):
            return ""
    return ""


def fiscal_year(label: str, talk: Discourse) -> Meaning | None:
    """The fiscal year of that number, of the state that the text tells; where it tells none, the calendar year."""
    owner = talk.owner("")
    if not owner:
        return replace(known, sure=False) if (known := dated(label)) else None
    fiscal, sure = owner
    within = fiscal.interval(fiscal.first_year(int(label)))
    return Meaning("DATE", label, "explicit", within, rule=fiscal.rule, sure=sure) if within[0] else None


def nearest(month: int, talk: Discourse, day: int | None = None) -> str | None:
    """The year of a bare month or day of a month.

    In a story of another year it is that year; else the nearest to publication on the side that the tense tells. Without
    a day of publication it is the year that the text has just told, or not known.
    """
    told = talk.year_in_force or talk.year_going_on
    if told and talk.published and told != f"{talk.published.year:04}" and talk.tense < 0:
        return told
    if not talk.published or talk.precision == "year":
        return talk.year_at_hand
    now, year = talk.published, talk.published.year
    away = month - now.month + ((day - now.day) / 31 if day is not None else 0)
    if away > 0 and ((away > 6 and talk.tense <= 0) or (talk.tense < 0 and (day is None or away > 3))):
        year -= 1
    elif away < (0 if day is None else -1) and (talk.tense > 0 or (away < -6 and talk.tense == 0)):
        year += 1
    return f"{year:04}"


def beside_now(talk: Discourse, count: float, unit: str) -> calendar.Interval | None:
    """The so many units up to the day of publication, or from it on; None where that day or the length is not known."""
    if not talk.now("D") or not talk.published or unit.startswith("T"):
        return None
    other = calendar.moved(talk.published, count, unit)
    return (min(talk.published, other), max(talk.published, other), "range") if other else None


def clock_of(found: Found) -> str:
    """The T part of the time of day among the words, or ""."""
    if found.kind("clock") == "noon":
        return found.value("clock")
    at = found.value("clock") if found.kind("clock") == "small" else found.low("clock").replace(".", ":")
    hour, _, rest = at.partition(":")
    if not hour or (found.has("ampm") and int(hour) > 12):
        return ""
    size = int(hour) % 12 + int(found.value("ampm")) if found.has("ampm") else int(hour)
    minutes = rest or "00"
    return f"T{size:02}:{minutes}" if size <= 24 and re.fullmatch(r"[0-5]\d(:[0-5]\d)?", minutes) else ""


def count_of(found: Found, name: str = "count") -> tuple[str, float | None]:
    """How many, as a value says it (X for some) and as a number."""
    if not found.has(name) or found.kind(name) == "few":
        return "X", None
    number = float(found.value(name) or 1)
    return (str(int(number)) if number == int(number) else f"{number:g}"), number


def length(count: str, unit: str, number: float | None = None) -> str:
    """P3D, PT2H, P30Y, PXM."""
    if unit.startswith("T"):
        return f"PT{count}{unit[1]}"
    if number is not None and unit in YEARS_OF:
        return f"P{number * YEARS_OF[unit]:.0f}Y"
    if unit == "F":
        return f"P{2 * number:.0f}W" if number is not None else "PXW"
    if unit == "Y" and number is not None and number != int(number):
        return f"P{int(number)}Y{round(12 * (number - int(number)))}M"
    return f"P{count}{unit}"
