"""Readings of parts of the year, the week and the day: quarters, halves, seasons, weekdays, times of day."""

from dataclasses import replace

from flows.extract.times import calendar
from flows.extract.times.dates import day as day_of_month
from flows.extract.times.meaning import Discourse, Found, Meaning
from flows.extract.times.reading import UNKNOWN, Reading, clock_of, dated, full_year, shared_year

OF_YEAR = frozenset({"year", "bigyear", "shortyear", "fiscal", "fiscalyear"})
"""Kinds of words that name what a quarter or half is of, right after "of" or a word or two later."""
DEADLINES = frozenset({"until", "till"})
"""Before a weekday that is still to come: until Monday."""


def _part(found: Found) -> str | None:
    """Q3 or H1 as the words say, None if there is no such part of a year."""
    if found.has("both"):
        return found.value("both")[:2]
    if found.has("quarter"):
        return found.value("quarter")
    unit, nth = found.value("unit"), int(found.value("nth"))
    if unit == "Q" and 1 <= nth <= 4:
        return f"Q{nth}"
    if unit == "H" and nth in (1, 2, -1):
        return f"H{nth if nth > 0 else 2}"
    return None


def _year_of_quarter(quarter: int, talk: Discourse) -> str | None:
    """The year of a bare quarter: that of publication, the one before if it would lie ahead of a past verb, or by more than one."""
    now = talk.now("Q")
    if not now:
        return talk.year
    ahead = quarter - int(now[-1])
    return calendar.shifted(now[:4], -1 if ahead > 1 or (ahead > 0 and talk.tense < 0) else 0, "Y")


def quarter(found: Found, talk: Discourse) -> Meaning | None:
    """The third quarter of 2013, Q3 2013, next year's first half."""
    part = _part(found)
    if not part:
        return None
    if found.has("both"):
        return dated(f"{full_year(found.value('both')[2:])}-{part}")
    if found.has("year"):
        year = full_year(found.value("year"))
        fiscal = found.has("fiscal") or found.kind("year") == "fiscalyear"
        return _of_fiscal_year(int(year), part, talk) if fiscal else dated(f"{year}-{part}")
    if found.has("ago"):
        year = talk.moved("Y", -1)
        return dated(year and f"{year}-{part}", "relative", told=False)
    if found.has("deictic"):
        if found.value("unit2") != "Y":
            return None
        year = talk.moved("Y", int(found.value("deictic") or 0))
        return dated(year and f"{year}-{part}", "relative")
    if (
        part[0] == "H"
        and found.then("of")
        and not any(w.kind in OF_YEAR or (w.kind, w.value) == ("unit", "Y") for w in found.after[1:4])
    ):
        return None  # the first half of those years
    year = _year_of_quarter(int(part[1]), talk) if part[0] == "Q" else talk.year_of_first(6 * int(part[1]))
    return dated(year and f"{year}-{part}", "relative")


def _of_fiscal_year(label: int, part: str, talk: Discourse) -> Meaning | None:
    """The third quarter of fiscal 2024: of that state's fiscal year, of the calendar year where the text does not tell whose."""
    owner, value = talk.owner(""), f"{label:04}-{part}"
    if not owner:
        return replace(known, sure=False) if (known := dated(value)) else None
    fiscal, sure = owner
    within = fiscal.interval(fiscal.first_year(label), part)
    return Meaning("DATE", value, "explicit", within, rule=fiscal.rule, sure=sure) if within[0] else None


def quarters(found: Found, talk: Discourse) -> Meaning | None:
    """Q1-Q3 2014, the first and second quarters of 2014."""
    if found.has("quarter"):
        first, last = found.value("quarter"), found.value("quarter2")
    else:
        if found.value("units") != "Q":
            return None
        first, last = f"Q{found.value('nth')}", f"Q{found.value('nth2')}"
        if found.kind("link") == "and" and int(found.value("nth2")) != int(found.value("nth")) + 1:
            return None
    if first[0] != last[0] or not "1" <= first[1] < last[1] <= ("4" if first[0] == "Q" else "2"):
        return None
    year = found.value("year") or talk.year
    return dated(year and f"{year}-{first}/{year}-{last}", "explicit" if found.has("year") else "relative")


def halves(found: Found, talk: Discourse) -> Meaning | None:
    """The last half of 1989, the final quarter of 2015, the first two quarters of 1990; other counts are left to lengths."""
    year, nth = found.value("year"), found.value("deictic") or found.value("ordinal")
    if found.has("count"):
        return (
            dated(f"{year}-H{nth}")
            if found.value("units") == "Q" and found.value("count") == "2" and nth in {"1", "2"}
            else None
        )
    if found.value("unit") == "Q":
        return dated(f"{year}-Q4") if nth == "-1" else None
    return (
        dated(f"{year}-H{'2' if nth == '-1' else nth}")
        if found.value("unit") == "H" and nth in {"1", "2", "-1"}
        else None
    )


def season(found: Found, talk: Discourse) -> Meaning | None:
    """The spring of 2013."""
    return dated(f"{found.value('year')}-{found.value('season')}")


def season_of(found: Found, talk: Discourse) -> Meaning | None:
    """Last fall, this summer, this past spring, the winter, summer last year; but not the fall of an empire."""
    season = found.value("season")
    if found.has("unit"):
        year = talk.moved("Y", int(found.value("deictic") or 0)) if found.value("unit") == "Y" else None
        return dated(year and f"{year}-{season}", "relative")
    deictic = found.value("shift") or found.value("deictic")
    if not deictic and found.then("of"):
        return None
    if not deictic and (year := shared_year(found, "season")):
        return dated(f"{year}-{season}")
    told = talk.year_in_force
    if told and not deictic:
        return dated(f"{told}-{season}", "relative")
    year, now = talk.now("Y"), talk.now("S")
    if not year or not now or not talk.published:
        return UNKNOWN
    if deictic == "0" and now.endswith(season):
        return dated(now, "relative")
    value: str | None = f"{year}-{season}"
    started = (calendar.interval(value)[0] or talk.published) <= talk.published
    gone = talk.tense < 0 and deictic in {"", "0"}
    if (deictic == "-1" and (not started or value == now)) or (gone and not started):
        value = calendar.shifted(f"{year}-{season}", -1, "Y")
    elif deictic == "1" and started:
        value = calendar.shifted(f"{year}-{season}", 1, "Y")
    return dated(value, "relative")


def weekday(found: Found, talk: Discourse) -> Meaning | None:
    """On Tuesday, last Friday, Friday evening: the nearest on the side that the tense tells."""
    part = found.value("part")
    kind = "TIME" if part else "DATE"
    if not talk.now("D") or not talk.published:
        return Meaning(kind, None, "none")
    then = None if found.has("unit") or found.has("deictic") or talk.tense > 0 else talk.day_going_on
    if then:
        on = calendar.moved(then, (int(found.value("weekday")) - then.isoweekday()) % 7, "D")
        return dated(on and on.isoformat() + part, "relative", kind)
    away = int(found.value("weekday")) - talk.published.isoweekday()
    if found.has("unit"):
        if found.value("unit") != "W":
            return None
        away += 7 * int(found.value("deictic") or 0)
    elif found.value("deictic") == "-1":
        away -= 7 if away >= 0 else 0
    elif found.value("deictic") == "1":
        away += 7 if away <= 0 else 0
    elif talk.tense > 0 or (found.before and found.before[-1].low in DEADLINES):
        away += 7 if away < 0 else 0
    else:
        away -= 7 if away > 0 else 0
    day = calendar.moved(talk.published, away, "D")
    return dated(day and day.isoformat() + part, "relative", kind)


def clock(found: Found, talk: Discourse) -> Meaning | None:
    """10 p.m. Wednesday, 18:25, noon."""
    at = clock_of(found)
    if not at:
        return None
    if found.has("month"):
        on = day_of_month(found, talk)
        return Meaning("TIME", on.value, on.source) if on else None
    if found.has("weekday"):
        on = weekday(found, talk)
        return Meaning("TIME", on.value and on.value[:10] + at, on.source) if on else None
    on = _day_after(found, talk)
    if on and on.value:
        return Meaning("TIME", on.value[:10] + at, on.source)
    now = talk.day_here or talk.now("D")
    return Meaning("TIME", (now or "XXXX-XX-XX") + at, "relative" if now else "none")


def _day_after(found: Found, talk: Discourse) -> Meaning | None:
    """The day that follows a time of day: at 10 a.m. on Tuesday, at 6 p.m. on 1 January 2006."""
    rest = found.after[1:] if found.after and found.after[0].low == "on" else []
    kinds = [w.kind for w in rest[:3]]
    if kinds[:1] == ["weekday"]:
        return weekday(replace(found, parts={"weekday": rest[0]}), talk)
    if kinds[:2] == ["month", "small"] or kinds[:2] == ["small", "month"]:
        month, number = (rest[0], rest[1]) if kinds[0] == "month" else (rest[1], rest[0])
        year = next((w for w in rest[2:4] if w.kind == "year"), None)
        parts = {"month": month, "day": number} | ({"year": year} if year else {})
        return day_of_month(replace(found, parts=parts, after=[]), talk)
    return None


def daypart(found: Found, talk: Discourse) -> Meaning | None:
    """This morning; the evening, of the day last told."""
    told = None if found.has("deictic") else talk.latest("D")
    day = told[:10] if told else talk.now("D")
    return dated(day and day + found.value("part"), "relative", "TIME")


READINGS: dict[str, Reading] = {
    "quarter": quarter,
    "quarters": quarters,
    "halves": halves,
    "season": season,
    "season_of": season_of,
    "weekday": weekday,
    "clock": clock,
    "daypart": daypart,
}
