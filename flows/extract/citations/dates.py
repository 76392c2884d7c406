"""Dates in references: 12 May 1994, February 1994, Spring 2013, 2013-03-25, (2012, March 5), 2013年3月25日, 1999."""

import datetime as dt
import functools
import re
from dataclasses import dataclass

from babel.dates import get_month_names

from flows.knowledge import knowledge

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "pl", "ru", "uk", "tr")
SEASON = r"(?:spring|summer|autumn|fall|winter)"
YEAR = r"(?P<{0}>(?:1[5-9]|20)\d\d)(?!\d)"
DAY = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th|\.)?"
DIGITS = re.compile(r"\d{4}")
BEFORE, AFTER = 48, 32
"""Characters before and after a year that belong to a date at most."""
MORE = r"(?:\s?[-–—/]\s?[0-3]?\d(?:st|nd|rd|th|\.)?)?"
"""The rest of a span of days."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and its span in the text: `value` is 1999, 1994-02 or 2013-03-25; of a span of time, its beginning."""

    value: str
    start: int
    end: int


@functools.cache
def months() -> dict[str, int]:
    """The number of a month by its names in small letters."""
    named = {
        name.lower().rstrip("."): number
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for number, name in get_month_names(width, context, language).items()
        if not name.isdigit()
    }
    return named | {row["name"].lower(): int(row["month"]) for row in knowledge("citation_months")}


@functools.lru_cache(maxsize=4096)
def dates(text: str) -> tuple[Dated, ...]:
    """The dates in a text, in order, none within another. Where day and month could change places, only the year counts."""
    found = []
    for start, end in _around_years(text):
        for match in _pattern().finditer(text, start, end):
            value = _value({k: v for k, v in match.groupdict().items() if v is not None})
            if value:
                found.append(Dated(value, match.start(), match.end()))
    return tuple(found)


def _around_years(text: str) -> list[tuple[int, int]]:
    """The stretches of a text that may hold a date: what stands near four digits."""
    spans: list[tuple[int, int]] = []
    for match in DIGITS.finditer(text):
        start, end = max(match.start() - BEFORE, 0), match.end() + AFTER
        if spans and start <= spans[-1][1]:
            start = spans.pop()[0]
        spans.append((start, end))
    return spans


@functools.cache
def _pattern() -> re.Pattern[str]:
    """One alternative a way to write a date; the names of its groups begin with its letter."""
    names = "|".join(sorted(map(re.escape, months()), key=lambda n: (-len(n), n)))
    month = rf"(?P<{{0}}>{names})(?!\w)\.?"

    def part(pattern: str, name: str) -> str:
        return pattern.format(name)

    other = rf"(?:\s?[-–—/]\s?(?:{names}|{SEASON})(?!\w)\.?)?"
    ways = (
        rf"{part(YEAR, 'ay')}(?P<asep>[-/.])(?P<am>\d\d?)(?P=asep)(?P<ad>\d\d?)(?![\d])",
        rf"(?P<bd>\d\d?)(?P<bsep>[-/.])(?P<bm>\d\d?)(?P=bsep){part(YEAR, 'by')}",
        r"(?P<cy>\d{4}) ?年(?: ?(?P<cm>\d\d?) ?月)?(?: ?(?P<cd>\d\d?) ?日)?",
        r"(?P<ny>\d{4}) nian(?: (?P<nm>\d\d?) yue)?(?: (?P<nd>\d\d?) ri)?",
        rf"{part(DAY, 'dd')}{MORE}\s?(?:of )?(?:de )?{part(month, 'dm')}(?: de)?,?\s?{part(YEAR, 'dy')}",
        rf"{part(month, 'em')}\s?{part(DAY, 'ed')}{MORE}(?:\s?[-–—]\s?(?:{names})\.? \d\d?)?[.,]?\s?{part(YEAR, 'ey')}",
        rf"{part(YEAR, 'fy')}[,.]?\s{part(month, 'fm')}\s?{part(DAY, 'fd')}(?!\d)",
        rf"{part(YEAR, 'gy')}[,.]?\s{part(DAY, 'gd')} ?{part(month, 'gm')}",
        rf"{part(month, 'hm')}{other},?\s?(?:of )?{part(YEAR, 'hy')}",
        rf"{part(YEAR, 'iy')}(?:,\s?{part(month, 'im')}|[ (]{part(month, 'jm')}(?=[),.;:]|$))",
        rf"{SEASON}(?:\s?[-–—/]\s?{SEASON})?,?\s?{part(YEAR, 'ky')}",
        rf"{part(YEAR, 'ly')}(?:[a-z](?![a-z])|[-–/](?:\d\d){{1,2}}(?!\d))?(?![%°])",
    )
    return re.compile(r"(?<![\w$€£¥.])(?<!\d[-–/,])(?:" + "|".join(ways) + r")(?!\w)", re.IGNORECASE)


def _value(parts: dict[str, str]) -> str | None:
    """The value of the parts of a match, None if the calendar has no such year or month."""
    year = month = day = None
    for name, text in parts.items():
        if name.endswith("y"):
            year = int(text)
        elif name.endswith("m"):
            month = int(text) if text.isdigit() else months()[text.lower()]
        elif name.endswith("d"):
            day = int(text)
    if year is None or not 1500 <= year <= 2099:
        return None
    if parts.get("bsep", ".") != "." and month is not None and day is not None and month != day:
        if day <= 12 and month <= 12:
            return str(year)
        if month > 12:
            month, day = day, month
    if month is None or not 1 <= month <= 12:
        return str(year)
    try:
        return dt.date(year, month, day or 0).isoformat()
    except ValueError:
        return f"{year}-{month:02}"
