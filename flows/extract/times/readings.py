"""How each pattern of the grammar is read: from its words to a meaning, or None if it is no time after all."""

import re
from collections.abc import Callable

from flows.extract.times import calendar
from flows.extract.times.meaning import Discourse, Found, Meaning

Reading = Callable[[Found, Discourse], Meaning | None]
BOUND = frozenset({"small", "number", "few", "couple", "unit", "units", "season", "seasons", "period", "decade", "century"})
"""Kinds of words that turn "the past" and "the future" before them into something else."""
READINGS: dict[str, Reading] = {}


def reads(name: str) -> Callable[[Reading], Reading]:
    """Registers a reading for the patterns of that name."""

    def register(reading: Reading) -> Reading:
        READINGS[name] = reading
        return reading

    return register


def _year(text: str) -> str:
    """Four digits of a year written with two or four."""
    return text if len(text) > 2 else ("20" if int(text) < 50 else "19") + text.zfill(2)


def _dated(value: str | None, source: str = "explicit", timex_type: str = "DATE") -> Meaning | None:
    """A date, if there is such a day."""
    if value is None:
        return Meaning(timex_type, None, "none")
    return Meaning(timex_type, value, source) if calendar.interval(value)[0] else None


def _clock(found: Found) -> str:
    """The T part of a time of day, or ""."""
    at = found.low("clock") if found.kind("clock") != "small" else found.value("clock")
    if found.kind("clock") == "noon":
        return found.value("clock")
    hour, _, rest = at.partition(":")
    if not hour:
        return ""
    size = int(hour)
    if found.has("ampm"):
        if size > 12:
            return ""
        size = size % 12 + int(found.value("ampm"))
    if size > 24:
        return ""
    return f"T{size:02}:{rest}" if rest else f"T{size:02}:00"


def nearest(month: int, talk: Discourse, day: int | None = None) -> str | None:
    """The year of a bare month or day of a month: the nearest to publication on the side that the tense tells.

    Without a day of publication it is the year last told.
    """
    if not talk.published or talk.precision == "year":
        last = talk.latest("Y", "M", "D", "Q", "H", "S")
        return last[:4] if last else None
    now = talk.published
    away = month - now.month + ((day - now.day) / 31 if day is not None else 0)
    year = now.year
    if away > 0 and (talk.tense < 0 and (day is None or away > 3) or away > 6):
        year -= 1
    elif away < 0 and (talk.tense > 0 or away < -6 and talk.tense == 0):
        year += 1
    return f"{year:04}"


@reads("written")
def written(found: Found, talk: Discourse) -> Meaning | None:
    """2013-03-22, 03/22/2013, 22.03.2013."""
    date, kind = found.parts["date"].low.upper(), found.kind("date")
    if kind == "iso":
        return _dated(date.rstrip("Z"), timex_type="TIME" if "T" in date else "DATE")
    a, b, c = re.split(r"[/.]", date)
    month, day = (b, a) if kind == "dotted" or int(a) > 12 else (a, b)
    clock = _clock(found)
    return _dated(f"{_year(c)}-{int(month):02}-{int(day):02}{clock}", timex_type="TIME" if clock else "DATE")


@reads("date")
def date(found: Found, talk: Discourse) -> Meaning | None:
    """March 22, 2013; 22 March; Friday, March 22; Jun 28, 2016 06:25 PM."""
    month, day = found.value("month"), int(found.value("day"))
    year = found.value("year")
    source = "explicit" if year else "relative"
    year = year or nearest(int(month), talk, day)
    if not 1 <= day <= 31:
        return None
    if not year:
        return Meaning("DATE", f"XXXX-{month}-{day:02}", "none")
    clock = _clock(found)
    return _dated(f"{year}-{month}-{day:02}{clock}", source, "TIME" if clock else "DATE")


@reads("days")
def days(found: Found, talk: Discourse) -> Meaning | None:
    """March 22-23, 2013; 22 to 24 March; March 30 - April 2."""
    month, month2 = found.value("month"), found.value("month2") or found.value("month")
    first, last = int(found.value("day")), int(found.value("day2"))
    if (month, first) >= (month2, last):
        return None
    year = found.value("year") or nearest(int(month), talk, first)
    if not year:
        return Meaning("DATE", f"XXXX-{month}-{first:02}/XXXX-{month2}-{last:02}", "none")
    return _dated(f"{year}-{month}-{first:02}/{year}-{month2}-{last:02}", "explicit" if found.has("year") else "relative")


@reads("months")
def months(found: Found, talk: Discourse) -> Meaning | None:
    """January-November 1996."""
    year = found.value("year") or nearest(int(found.value("month2")), talk)
    source = "explicit" if found.has("year") else "relative"
    if not year:
        return Meaning("DATE", f"XXXX-{found.value('month')}/XXXX-{found.value('month2')}", "none")
    return _dated(f"{year}-{found.value('month')}/{year}-{found.value('month2')}", source)


@reads("month")
@reads("part_month")
def month(found: Found, talk: Discourse) -> Meaning | None:
    """March; early March 2013; the end of March."""
    year = found.value("year")
    source = "explicit" if year else "relative"
    year = year or nearest(int(found.value("month")), talk)
    return _dated(f"{year}-{found.value('month')}", source) if year else Meaning("DATE", f"XXXX-{found.value('month')}", "none")


@reads("month_of")
def month_of(found: Found, talk: Discourse) -> Meaning | None:
    """Last April, this September; July last year."""
    month = int(found.value("month"))
    if found.has("unit"):
        if found.value("unit") != "Y" or not found.value("deictic"):
            return None
        year = _moved(talk, "Y", int(found.value("deictic")))
        return _dated(year and f"{year}-{month:02}", "relative")
    now = talk.now("M")
    if not now:
        return Meaning("DATE", None, "none")
    year, here = int(now[:4]), int(now[5:])
    match found.value("deictic"):
        case "-1":
            year -= month >= here
        case "1":
            year += month <= here
    return _dated(f"{year:04}-{month:02}", "relative")


@reads("years")
def years(found: Found, talk: Discourse) -> Meaning | None:
    """2012-13, 1970-1980."""
    first, last = found.value("year"), found.low("year2")
    if len(last) == 2:
        last = first[:2] + last
    if not re.fullmatch(r"\d{4}", last) or not int(first) < int(last) <= int(first) + 300:
        return None
    return _dated(f"{first}/{last}")


@reads("year")
def year(found: Found, talk: Discourse) -> Meaning | None:
    """2013, the year 2013, mid-2013, the end of 2013."""
    return _dated(found.value("year"))


@reads("fiscal")
def fiscal(found: Found, talk: Discourse) -> Meaning | None:
    """Fiscal 2013, FY2013: the year of that number."""
    return _dated(_year(found.value("year")))


@reads("decade")
def decade(found: Found, talk: Discourse) -> Meaning | None:
    """The 1990s, the early to mid-1980s, the nineties."""
    digits = re.sub(r"\D", "", found.low("decade"))
    if not digits:
        digits = "19" + found.value("decade")
    elif len(digits) == 2:
        digits = ("20" if int(digits) < 30 else "19") + digits[0]
    return _dated(digits[:3])


@reads("century")
def century(found: Found, talk: Discourse) -> Meaning | None:
    """The 21st century."""
    number = int(found.value("number"))
    return _dated(f"{number - 1:02}") if found.value("unit") == "C" and 1 <= number <= 40 else None


def _quarter(found: Found, name: str = "nth") -> str | None:
    """Q3 or H1 as the words say, None if there is no such part of a year."""
    if found.has("quarter"):
        return found.low("quarter").upper()
    unit, nth = found.value("unit"), int(found.value(name))
    if unit == "Q" and 1 <= nth <= 4:
        return f"Q{nth}"
    if unit == "H" and nth in (1, 2, -1):
        return f"H{nth if nth > 0 else 2}"
    return None


def _moved(talk: Discourse, unit: str, count: float) -> str | None:
    """The unit of publication moved by so many."""
    now = talk.now(unit)
    return calendar.shifted(now, count, unit) if now else None


def _year_of_quarter(quarter: int, talk: Discourse) -> str | None:
    """The year of a bare quarter: that of publication, the one before if it would lie ahead of a past verb by more than one."""
    now = talk.now("Q")
    if not now:
        return talk.year
    ahead = quarter - int(now[-1])
    return calendar.shifted(now[:4], -1 if ahead > 1 or ahead > 0 and talk.tense < 0 else 0, "Y")


@reads("quarter")
def quarter(found: Found, talk: Discourse) -> Meaning | None:
    """The third quarter of 2013, Q3 2013, next year's first half."""
    part = _quarter(found)
    if not part:
        return None
    if found.has("year"):
        return _dated(f"{found.value('year')}-{part}")
    if found.has("ago"):
        year = _moved(talk, "Y", -1)
        return _dated(year and f"{year}-{part}", "relative")
    if found.has("deictic"):
        if found.value("unit2") != "Y":
            return None
        year = _moved(talk, "Y", int(found.value("deictic") or 0))
        return _dated(year and f"{year}-{part}", "relative")
    year = _year_of_quarter(int(part[1]), talk) if part[0] == "Q" else talk.year
    return _dated(year and f"{year}-{part}", "relative")


@reads("halves")
def halves(found: Found, talk: Discourse) -> Meaning | None:
    """The last half of 1989, the first two quarters of 1990; other counts are left to `span`."""
    last = found.value("deictic") == "-1" or found.value("ordinal") in {"2", "-1"}
    if found.has("count") and (found.value("units") != "Q" or found.value("count") != "2"):
        return None
    if not (last or found.value("ordinal") == "1"):
        return None
    return _dated(f"{found.value('year')}-H{2 if last else 1}")


@reads("season")
def season(found: Found, talk: Discourse) -> Meaning | None:
    """The spring of 2013."""
    return _dated(f"{found.value('year')}-{found.value('season')}")


@reads("season_of")
def season_of(found: Found, talk: Discourse) -> Meaning | None:
    """Last fall, this summer, this past spring, the winter."""
    season = found.value("season")
    if found.has("unit"):
        year = _moved(talk, "Y", int(found.value("deictic") or 0)) if found.value("unit") == "Y" else None
        return _dated(year and f"{year}-{season}", "relative")
    year, now = talk.now("Y"), talk.now("S")
    if not year or not now:
        return Meaning("DATE", None, "none")
    value = f"{year}-{season}"
    started = calendar.interval(value)[0] <= talk.published
    deictic = found.value("shift") or found.value("deictic")
    if deictic == "-1" and (not started or value == now):
        value = calendar.shifted(value, -1, "Y")
    elif deictic == "1" and started:
        value = calendar.shifted(value, 1, "Y")
    return _dated(value, "relative")


@reads("weekday")
def weekday(found: Found, talk: Discourse) -> Meaning | None:
    """On Tuesday, last Friday, Friday evening: the nearest on the side that the tense tells."""
    part = found.value("part")
    kind = "TIME" if part else "DATE"
    if not talk.now("D"):
        return Meaning(kind, None, "none")
    away = int(found.value("weekday")) - talk.published.isoweekday()
    if found.has("unit"):
        if found.value("unit") != "W":
            return None
        away += 7 * int(found.value("deictic") or 0)
    elif found.value("deictic") == "-1":
        away -= 7 if away >= 0 else 0
    elif found.value("deictic") == "1" or talk.tense > 0:
        away += 7 if away <= 0 and (away < 0 or found.has("deictic")) else 0
    else:
        away -= 7 if away > 0 else 0
    day = calendar.moved(talk.published, away, "D")
    return _dated(day and day.isoformat() + part, "relative", kind)


@reads("clock")
def clock(found: Found, talk: Discourse) -> Meaning | None:
    """10 p.m. Wednesday, 18:25."""
    at = _clock(found)
    if not at or (found.kind("clock") == "small" and not found.has("ampm")):
        return None
    if found.has("month"):
        on = date(found, talk)
        return Meaning("TIME", on.value, on.source) if on else None
    if found.has("weekday"):
        on = weekday(found, talk)
        return Meaning("TIME", on.value and on.value[:10] + at, on.source) if on else None
    now = talk.now("D")
    return Meaning("TIME", (now or "XXXX-XX-XX") + at, "relative" if now else "none")


@reads("daypart")
def daypart(found: Found, talk: Discourse) -> Meaning | None:
    """This morning, the evening."""
    told = None if found.has("deictic") else talk.latest("D")
    day = told[:10] if told else talk.now("D")
    return _dated(day and day + found.value("part"), "relative", "TIME")


def _count(found: Found, name: str = "count") -> tuple[str, float | None]:
    """How many, as a value says it (X for some) and as a number."""
    if not found.has(name):
        return "X", None
    word = found.parts[name]
    if word.kind == "few":
        return "X", None
    number = float(word.value or 1)
    return (str(int(number)) if number == int(number) else word.value), number


def _period(count: str, unit: str, number: float | None = None) -> str | None:
    """P3D, PT2H, PXY; None if the unit makes no period."""
    if unit.startswith("T"):
        return f"PT{count}{unit[1]}"
    if unit == "E" and number:
        return f"P{int(10 * number)}Y"
    if unit == "C" and number:
        return f"P{int(100 * number)}Y"
    if unit == "L" and number:
        return f"P{int(1000 * number)}Y"
    if unit == "F":
        return f"P{int(2 * number)}W" if number else "PXW"
    return f"P{count}{unit}"


@reads("ago")
def ago(found: Found, talk: Discourse) -> Meaning | None:
    """Two years ago; a month later, from the last date told; a year earlier, of the quarter spoken of."""
    unit, kind = found.value("units"), found.kind("way")
    count, number = _count(found)
    way = int(found.value("way"))
    if kind == "before" and found.after and found.after[0].kind not in {"stop", "comma", "break"}:
        return None
    if unit.startswith("T"):
        now = talk.now("D")
        return Meaning("TIME", now, "relative" if now else "none", told=False)
    if number is None and kind != "ago":
        return Meaning("DURATION", _period(count, unit))
    if number is None:
        return Meaning("DATE", "PAST_REF", "relative")
    if unit == "Y" and number == 1 and way < 0 and talk.latest("Q"):
        base = talk.quarter
    elif kind == "ago":
        base = talk.now("D" if unit in {"D", "W", "F"} else unit)
    else:
        base = talk.latest("M", "D", "Y", "Q") or talk.now("D" if unit in {"D", "W", "F"} else unit)
        if base and calendar.granularity(base) == "Y" and unit not in {"Y", "E", "C"}:
            base = None
        elif base and unit == "Y":
            base = base[:4]
    moved = base and calendar.shifted(base, way * number, unit)
    meaning = _dated(moved, "relative")
    return meaning and Meaning(meaning.timex_type, meaning.value, meaning.source, told=kind != "ago" and unit != "Y")


@reads("year_ago")
def year_ago(found: Found, talk: Discourse) -> Meaning | None:
    """The year-earlier quarter, a year-ago period, the quarter a year ago, last year's quarter."""
    if found.value("unit") != "Y":
        return None
    base = talk.quarter if talk.latest("Q") or found.value("unit2") == "Q" else talk.latest("Y", "M")
    base = base or talk.now("Y")
    meaning = _dated(base and calendar.shifted(base, -1, "Y"), "relative")
    return meaning and Meaning("DATE", meaning.value, meaning.source, told=False)


@reads("of_unit")
def of_unit(found: Found, talk: Discourse) -> Meaning | None:
    """Last year, earlier this month, the end of this week; that year, the following year from the last date told."""
    unit, deictic = found.value("unit"), found.value("deictic")
    if not deictic and found.kind("deictic") != "latest":
        return the_unit(found, talk)
    if unit.startswith("T") or unit == "L":
        return None
    if found.words[-1].low.istitle() and found.words[0].low.istitle():
        return None
    told = found.low("deictic") in {"same", "that", "following", "previous", "preceding", "prior"}
    base = talk.latest(*{"Y": "YMDQHS", "M": "MD", "D": "D", "Q": "Q", "W": "DW"}.get(unit, unit)) if told else None
    if base:
        base = calendar.of(calendar.interval(base)[0], unit)
    else:
        base = talk.now(unit)
    if found.kind("deictic") == "latest" and not told and unit == "Q":
        base = talk.quarter or _moved(talk, "Q", -1)
    return _dated(base and calendar.shifted(base, int(deictic or 0), unit), "relative")


def the_unit(found: Found, talk: Discourse) -> Meaning | None:
    """The year, the quarter: that of the last date told, or else of publication."""
    unit = found.value("unit")
    if unit == "Q":
        return _dated(talk.quarter or _moved(talk, "Q", -1), "relative")
    if unit == "WE":
        return _dated(talk.now("D") and calendar.shifted(talk.now("WE"), -1 if talk.tense <= 0 else 0, "W"), "relative")
    if unit not in set("YMWD"):
        return None
    return _dated(talk.latest(unit) or talk.now(unit), "relative")


@reads("the_period")
def the_period(found: Found, talk: Discourse) -> Meaning | None:
    """The 1988 period, the latest period: a quarter if quarters are spoken of."""
    base = talk.quarter if talk.latest("Q") else talk.latest("Y", "M")
    if found.has("year"):
        if found.has("unit") and found.value("unit") not in {"", "Q"}:
            return None
        return _dated(found.value("year") + (base[4:] if base and "Q" in base else ""))
    return _dated(base, "relative") if base else Meaning("DATE", None, "none")


@reads("span")
def span(found: Found, talk: Discourse) -> Meaning | None:
    """The past two years, the next 30 years, the first nine months (of 2023): a length, and where it lies."""
    unit, kind, way = found.value("units"), found.kind("deictic"), found.value("deictic")
    if not found.has("count") and not found.has("few"):
        match kind:
            case "recent":
                return Meaning("DATE", "PAST_REF", "relative") if unit == "Y" else Meaning("DURATION", _period("X", unit))
            case "last":
                return Meaning("DATE", "PAST_REF", "relative")
        return Meaning("DATE", "FUTURE_REF", "relative")
    count, number = ("X", None) if found.has("count2") else _count(found, "few" if found.has("few") else "count")
    value = _period(count, unit, number)
    if kind == "ordinal":
        return Meaning("DURATION", value, "explicit", _opening(found, talk, number)) if number or way == "1" else None
    if kind not in {"last", "next"} or number is None or unit.startswith("T") or talk.precision != "day":
        return Meaning("DURATION", value, "relative")
    other = calendar.moved(talk.published, int(way) * number, unit)
    ends = sorted((talk.published, other)) if other else None
    return Meaning("DURATION", value, "relative", (ends[0], ends[1], "range") if ends else None)


def _opening(found: Found, talk: Discourse, number: float | None) -> calendar.Interval | None:
    """The interval of the first so many months or quarters of a year: of the year right after, or else of the year in force."""
    months = {"M": 1, "Q": 3}.get(found.value("units"), 0) * int(number or 0)
    if found.value("deictic") != "1" or not 1 <= months <= 12:
        return None
    following = [w for w in found.after[:2] if w.kind in {"year", "bigyear"}] if found.after and found.after[0].low in {"of", "in"} else []
    year = following[0].value if following else talk.year
    return calendar.interval(f"{year}-01/{year}-{months:02}") if year else None


@reads("duration")
def duration(found: Found, talk: Discourse) -> Meaning | None:
    """Three days, a decade, 24 hours, a minute and a half."""
    unit = found.value("units") or found.value("unit")
    count, number = _count(found)
    if found.kind("count") == "a" and (unit in {"Q", "TS", "WE"} or found.after and found.after[0].kind == "dash"):
        return None
    if found.after and (found.after[0].kind == "old" or found.after[0].kind == "dash" and found.after[1:2] and found.after[1].kind == "old"):
        return None
    if unit == "Q" and (found.words[-2].kind == "dash" or found.after and found.after[0].kind == "of"):
        return None
    if found.has("half"):
        half = {"Y": "P1Y6M", "TM": "PT1M30S", "TH": "PT1H30M"}.get(unit)
        return Meaning("DURATION", half) if half else None
    if number is not None and number != int(number):
        return Meaning("DURATION", f"P{int(number)}Y{round(12 * (number - int(number)))}M" if unit == "Y" else _period(count, unit, number))
    return Meaning("DURATION", _period(count, unit, number))


@reads("vague")
def vague(found: Found, talk: Discourse) -> Meaning | None:
    """For years, within weeks or months."""
    if not found.before or found.before[-1].low not in {"for", "within", "over", "after", "in", "took", "take", "many"}:
        return None
    return Meaning("DURATION", _period("X", found.value("units")))


@reads("set")
def every(found: Found, talk: Discourse) -> Meaning | None:
    """Every year, each July, every two weeks, Tuesdays."""
    kind, value = found.kind("what"), found.value("what")
    match kind:
        case "weekday" | "weekdays":
            return Meaning("SET", f"XXXX-WXX-{value}{found.value('parts')}")
        case "month" | "season":
            return Meaning("SET", f"XXXX-{value}")
        case "daypart":
            return Meaning("SET", f"XXXX-XX-XX{value}")
    count, number = _count(found) if found.has("count") else ("1", 1.0)
    return Meaning("SET", _period(count, value, number))


@reads("fixed")
def fixed(found: Found, talk: Discourse) -> Meaning | None:
    """Now, today, recently."""
    word = found.parts["fixed"]
    if found.words[0].kind == "the" and found.after and found.after[0].kind in BOUND:
        return None
    if not word.value.startswith("day"):
        return Meaning(word.timex_type, word.value, "relative" if "REF" in word.value else "explicit")
    away, part = re.fullmatch(r"day([+-]\d+)(T\w+)?", word.value).groups()
    if not talk.now("D"):
        return Meaning(word.timex_type, None, "none")
    day = calendar.moved(talk.published, int(away), "D")
    return _dated(day and day.isoformat() + (part or ""), "relative", word.timex_type)