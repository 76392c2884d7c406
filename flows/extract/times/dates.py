"""Readings of dates that name a day, a month, a year or a longer stretch of the calendar."""

import datetime as dt
import re
from dataclasses import replace

from flows.extract.times import calendar
from flows.extract.times.meaning import Discourse, Found, Meaning
from flows.extract.times.reading import (
    UNKNOWN,
    Reading,
    clock_of,
    dated,
    fiscal_year,
    full_year,
    nearest,
    shared_year,
)

SURELY_YEARS = 1700
"""From here on a number of four digits is a year, unless something speaks against it."""
BEFORE_YEARS = frozenset(
    {"in", "since", "by", "from", "until", "till", "before", "after", "around", "about", "circa", "during", "between"}
)


def _year(found: Found, talk: Discourse, month: str, day: int | None = None) -> tuple[str | None, str]:
    """The year of a date and how it was had."""
    if year := found.value("year") or shared_year(found):
        return year, "explicit"
    return nearest(int(month), talk, day), "relative"


def written(found: Found, talk: Discourse) -> Meaning | None:
    """2013-03-22, 03/22/2013, 22.03.2013."""
    date, kind = found.parts["date"].low.upper(), found.kind("date")
    if kind == "iso":
        return dated(date.rstrip("Z"), timex_type="TIME" if "T" in date else "DATE")
    first, second, year = re.split(r"[/.]", date)
    month, day = (second, first) if kind == "dotted" or int(first) > 12 else (first, second)
    clock = clock_of(found)
    return dated(f"{full_year(year)}-{int(month):02}-{int(day):02}{clock}", timex_type="TIME" if clock else "DATE")


def day(found: Found, talk: Discourse) -> Meaning | None:
    """March 22, 2013; 22 March; Friday, March 22; Jun 28, 2016 06:25 PM."""
    if found.has("of") and found.value("of") != "D":
        return None
    month, number = found.value("month"), int(found.value("day"))
    if not 1 <= number <= 31:
        return None
    year, source = _year(found, talk, month, number)
    clock = found.value("part") or clock_of(found)
    if not year:
        return Meaning("TIME" if clock else "DATE", f"XXXX-{month}-{number:02}{clock}", "none")
    return dated(f"{year}-{month}-{number:02}{clock}", source, "TIME" if clock else "DATE")


def week_of(found: Found, talk: Discourse) -> Meaning | None:
    """The week of June 6, the week ending 12 June 2015: the week in which that day lies."""
    within = day(found, talk) if found.value("unit") in {"W", "WE"} else None
    on = within and calendar.interval(within.value)[0]
    if not within or not on:
        return None
    value = calendar.of(on, found.value("unit"))
    return Meaning("DATE", value, within.source, calendar.interval(value))


def anniversary(found: Found, talk: Discourse) -> Meaning | None:
    """The 70th anniversary: known only when the rest of the sentence is."""
    if found.parts["count"].proper and found.words[0].kind != "the":
        return None
    count = int(found.value("count"))
    return Meaning("DATE", None, "none", told=False, count=count) if 1 <= count <= 1000 else None


def days(found: Found, talk: Discourse) -> Meaning | None:
    """March 22-23, 2013; 22 to 24 March; March 30 - April 2; March 22, 23 and 24."""
    month, month2 = found.value("month"), found.value("month2") or found.value("month")
    first, last = int(found.value("day")), int(found.value("day2"))
    if (month, first) >= (month2, last):
        return None
    year, source = _year(found, talk, month, first)
    if not year:
        return Meaning("DATE", f"XXXX-{month}-{first:02}/XXXX-{month2}-{last:02}", "none")
    return dated(f"{year}-{month}-{first:02}/{year}-{month2}-{last:02}", source)


def months(found: Found, talk: Discourse) -> Meaning | None:
    """January-November 1996; November-March, which ends in the year after."""
    month, month2 = found.value("month"), found.value("month2")
    year, source = _year(found, talk, month2)
    if not year:
        return Meaning("DATE", f"XXXX-{month}/XXXX-{month2}", "none")
    return dated(f"{int(year) - (month > month2):04}-{month}/{year}-{month2}", source)


def month(found: Found, talk: Discourse) -> Meaning | None:
    """March; early March 2013; the end of March."""
    if found.has("word") and found.value("word") != "M":
        return None
    year, source = _year(found, talk, found.value("month"))
    return (
        dated(f"{year}-{found.value('month')}", source)
        if year
        else Meaning("DATE", f"XXXX-{found.value('month')}", "none")
    )


def month_of(found: Found, talk: Discourse) -> Meaning | None:
    """Last April, this September; July last year, March of the same year, December 15 of last year."""
    month = int(found.value("month"))
    if found.has("unit"):
        if found.value("unit") != "Y":
            return None
        told = found.kind("deictic") == "latest"
        year = talk.year if told else talk.moved("Y", int(found.value("deictic")))
        day = f"-{int(found.value('day')):02}" if found.has("day") else ""
        return dated(year and f"{year}-{month:02}{day}", "relative")
    now = talk.now("M")
    if not now:
        return UNKNOWN
    year, here = int(now[:4]), int(now[5:])
    match found.value("deictic"):
        case "-1":
            year -= month >= here
        case "1":
            year += month <= here
    return dated(f"{year:04}-{month:02}", "relative")


def day_of(found: Found, talk: Discourse) -> Meaning | None:
    """The 5th of this month, the 9th of the same month."""
    if found.value("unit") != "M":
        return None
    told = talk.latest("M", "D") if found.kind("deictic") == "latest" else None
    month = told[:7] if told else talk.moved("M", int(found.value("deictic") or 0))
    return dated(month and f"{month}-{int(found.value('day')):02}", "relative")


def within_month(found: Found, talk: Discourse) -> Meaning | None:
    """The first week of March, the last days of April 2014, the second half of May: the month, and what part of it."""
    whole, unit = month(found, talk), found.value("part")
    start, end, _ = calendar.interval(whole and whole.value)
    nth = int(found.value("nth"))
    if unit == "D" and found.kind("part") == "units":
        unit, nth = "W", 1 if nth == 1 else -1
    if not whole or unit not in {"W", "H"} or nth not in {-1, 1, 2, 3, 4} or (unit == "H" and nth > 2):
        return None
    if not start or not end:
        return whole
    size = 7 if unit == "W" else 15
    last_half = unit == "H" and nth in {-1, 2}
    first = (
        start.replace(day=16)
        if last_half
        else end - dt.timedelta(size - 1)
        if nth < 0
        else start + dt.timedelta(size * (nth - 1))
    )
    last = end if nth < 0 or last_half else first + dt.timedelta(size - 1)
    return replace(whole, interval=(first, last, "range"))


def years(found: Found, talk: Discourse) -> Meaning | None:
    """2012-13, 1970-1980, fiscal year 2013/14."""
    first, last = full_year(found.value("year")), found.low("year2")
    if len(last) == 2:
        last = first[:2] + last
    if not re.fullmatch(r"\d{4}", last) or not int(first) < int(last) <= int(first) + 300:
        return None
    if int(last) == int(first) + 1:
        told = any(w.kind in {"fiscal", "fiscalyear"} for w in found.words)
        bare = not told and len(found.words) == 3 and found.words[1].kind == "dash" and found.tag == "ADP"
        owner = talk.owner("split" if told else "hyphen") if told or bare else None
        if owner and (told or owner[1]):
            within = owner[0].interval(int(first))
            return Meaning("DATE", f"{first}/{last}", "explicit", within, rule=owner[0].rule, sure=owner[1])
    return dated(f"{first}/{last}")


def year(found: Found, talk: Discourse) -> Meaning | None:
    """2013, the year 2013, mid-2013, the end of 2013; an early year only after a word such as "in" that calls for one."""
    if found.value("units") not in {"", "D", "W", "M"}:
        return None
    called = len(found.words) > 1 or (found.before and found.before[-1].low in BEFORE_YEARS)
    sure = found.kind("year") != "shortyear" and int(found.value("year")) >= SURELY_YEARS
    if not sure and not called:
        return None
    return dated(found.value("year"))


def fiscal(found: Found, talk: Discourse) -> Meaning | None:
    """Fiscal 2013, FY2013: the year of that number, and the interval of that state's fiscal year."""
    return fiscal_year(full_year(found.value("year")), talk)


def named_day(found: Found, talk: Discourse) -> Meaning | None:
    """Christmas, Victory Day 2015: a feast by its month and day, by its day after Easter, or once and for all."""
    if found.after and found.after[0].kind == "other" and found.after[0].proper:
        return None
    kind, _, rule = found.value("feast").partition(":")
    if kind == "date":
        return dated(rule)
    said = found.value("year")
    if kind == "easter":
        now = said or talk.year
        easter = calendar.easter_of(int(now)) if now else None
        moved = easter and calendar.moved(easter, int(rule), "D")
        return dated(moved.isoformat(), "explicit" if said else "relative") if moved else UNKNOWN
    if not re.fullmatch(r"\d\d-\d\d", rule):
        return None
    here = said or nearest(int(rule[:2]), talk, int(rule[3:]))
    return (
        dated(f"{here}-{rule}", "explicit" if said else "relative") if here else Meaning("DATE", f"XXXX-{rule}", "none")
    )


READINGS: dict[str, Reading] = {
    "written": written,
    "day": day,
    "days": days,
    "months": months,
    "within_month": within_month,
    "month": month,
    "month_of": month_of,
    "day_of": day_of,
    "years": years,
    "year": year,
    "fiscal": fiscal,
    "week_of": week_of,
    "anniversary": anniversary,
    "named_day": named_day,
}
