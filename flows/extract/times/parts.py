"""Readings of parts of the year, the week and the day: quarters, halves, seasons, weekdays, times of day."""

from flows.extract.times import calendar
from flows.extract.times.dates import day as day_of_month
from flows.extract.times.meaning import Discourse, Found, Meaning
from flows.extract.times.reading import UNKNOWN, Reading, clock_of, dated


def _part(found: Found) -> str | None:
    """Q3 or H1 as the words say, None if there is no such part of a year."""
    if found.has("quarter"):
        said = found.low("quarter").upper()
        return f"Q{said[0]}" if said[0].isdigit() else said
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
    if found.has("year"):
        return dated(f"{found.value('year')}-{part}")
    if found.has("ago"):
        year = talk.moved("Y", -1)
        return dated(year and f"{year}-{part}", "relative", told=False)
    if found.has("deictic"):
        if found.value("unit2") != "Y":
            return None
        year = talk.moved("Y", int(found.value("deictic") or 0))
        return dated(year and f"{year}-{part}", "relative")
    year = _year_of_quarter(int(part[1]), talk) if part[0] == "Q" else talk.year
    return dated(year and f"{year}-{part}", "relative")


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
    away = int(found.value("weekday")) - talk.published.isoweekday()
    if found.has("unit"):
        if found.value("unit") != "W":
            return None
        away += 7 * int(found.value("deictic") or 0)
    elif found.value("deictic") == "-1":
        away -= 7 if away >= 0 else 0
    elif found.value("deictic") == "1":
        away += 7 if away <= 0 else 0
    elif talk.tense > 0:
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
    now = talk.now("D")
    return Meaning("TIME", (now or "XXXX-XX-XX") + at, "relative" if now else "none")


def daypart(found: Found, talk: Discourse) -> Meaning | None:
    """This morning; the evening, of the day last told."""
    told = None if found.has("deictic") else talk.latest("D")
    day = told[:10] if told else talk.now("D")
    return dated(day and day + found.value("part"), "relative", "TIME")


READINGS: dict[str, Reading] = {
    "quarter": quarter,
    "halves": halves,
    "season": season,
    "season_of": season_of,
    "weekday": weekday,
    "clock": clock,
    "daypart": daypart,
}
