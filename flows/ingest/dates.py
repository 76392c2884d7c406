"""Dates of publication: as metadata writes them, as lines of a text show them, as paths hold them."""

import datetime as dt
import re
from dataclasses import dataclass

from dateutil.parser import parserinfo

MONTHS = {name.lower(): n for n, names in enumerate(parserinfo.MONTHS, 1) for name in names}
WEEKDAYS = [name.lower() for names in parserinfo.WEEKDAYS for name in names]

MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
WRITTEN = (
    rf"{MONTH} {DAY},? ?{YEAR}",
    rf"{DAY}(?: of)? {MONTH},? {YEAR}",
    rf"{DAY}-{MONTH}-{YEAR}",
    rf"{YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})",
    r"(?P<first>\d{1,2})[-/.](?P<second>\d{1,2})[-/.]" + YEAR,
    rf"{MONTH},? {YEAR}",
)
DATES = tuple(re.compile(rf"(?<![\w/]){p}(?:(?=T\d\d:)|(?![\w/]|[-.]\d))", re.I) for p in WRITTEN)
AROUND = re.compile(
    r"\b(?:" + "|".join(WEEKDAYS) + r"|at|on|\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m)?|\d{1,2} ?[ap]\.?m|[ap]\.?m|t|z"
    r"|gmt|utc|est|edt|et|cst|cdt|pst|pdt|bst|cet|cest|msk|hkt|jst)\b|[+-]\d{1,2}(?::?\d\d)?\b",
    re.I,
)
"""What may stand around a date on a line that is a date and no more, punctuation aside: weekday, time, zone."""
READABLE = re.compile(r"[^\W_]")

IN_PATH = (
    re.compile(r"(?<![A-Za-z0-9])(?P<year>(?:19|20)\d\d)([-_./])(?P<month>\d\d)\2(?P<day>\d\d)(?![A-Za-z0-9])"),
    re.compile(r"(?<![A-Za-z0-9])(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?![A-Za-z0-9])"),
    re.compile(r"(?<![A-Za-z0-9])(?P<year>(?:19|20)\d\d)[-_/](?P<month>\d\d)(?=/|$)"),
)
ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ]\d\d:\d\d\S*(?: \S+)?)?)?)?")


@dataclass(frozen=True, slots=True)
class Date:
    """A date of publication; `day` is the first day of the month or year where only that is known."""

    day: dt.date
    precision: str
    """day, month or year."""


def make(year: int, month: int | None = None, day: int | None = None) -> Date | None:
    """The date, or None if the calendar has no such day."""
    try:
        return Date(dt.date(year, month or 1, day or 1), "day" if day else "month" if month else "year")
    except ValueError:
        return None


def iso(value: object) -> Date:
    """The date of `2013`, `2013-03`, `2013-03-25` or a date with a time. Raises ValueError for anything else."""
    match = ISO.fullmatch(str(value).strip())
    parts = [int(p) for p in match.groups() if p] if match else []
    date = make(*parts) if parts and 0 not in parts else None
    if date is None:
        raise ValueError(f"{str(value)[:40]!r} is no date; write 2013, 2013-03 or 2013-03-25")
    return date


def find(text: str) -> tuple[Date, int, int] | None:
    """The first full date written in the text, with its span. Where day and month could change places, only the year."""
    found = None
    for pattern in DATES:
        for match in pattern.finditer(text):
            if (date := _read(match)) and (found is None or match.start() < found[1]):
                found = date, match.start(), match.end()
            break
    return found


def alone(text: str) -> Date | None:
    """The date of a text that holds a date and at most a weekday and a time beside it; None for any other text."""
    found = find(text)
    if found is None:
        return None
    date, start, end = found
    rest = f"{text[:start]} {text[end:].removeprefix('T')}"
    return None if READABLE.search(AROUND.sub(" ", rest)) else date


def in_path(path: str) -> Date | None:
    """The date that a path or address holds as its name or as a folder (`/2013/03/25/`, `2013-03-25-…`)."""
    for pattern in IN_PATH:
        for match in pattern.finditer(path):
            parts = match.groupdict()
            date = make(int(parts["year"]), int(parts["month"]), int(parts["day"]) if "day" in parts else None)
            if date and int(parts["month"]) and int(parts.get("day") or 1):
                return date
    return None


def _read(match: re.Match[str]) -> Date | None:
    """The date of a match of one of `DATES`."""
    parts = match.groupdict()
    year = int(parts["year"])
    if "first" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        if first == second or second > 12:
            return make(year, first, second)
        return make(year, second, first) if first > 12 else make(year)
    month = parts["month"].lower()
    number = int(month) if month.isdigit() else MONTHS[month]
    day = int(parts["day"]) if parts.get("day") else None
    return make(year, number, day) if number and day != 0 else None
