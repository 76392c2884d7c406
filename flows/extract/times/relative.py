"""Readings of dates counted from the day of publication or from a date told before."""

import re

from flows.extract.times import calendar
from flows.extract.times.meaning import Discourse, Found, Meaning
from flows.extract.times.reading import Reading, beside_now, count_of, dated, length

BACK_TO_TEXT = frozenset({"same", "that", "following", "previous", "preceding", "prior"})
"""Words that point to the date last told, not to publication."""
WITHIN = {"Y": "YMDQHS", "M": "MD", "D": "D", "Q": "QMD", "W": "DW", "E": "EYMDQHS", "C": "CEYMDQHS"}
"""The granularities of the dates told that lie in one year, month … and so tell which."""
SEVERAL = frozenset(
    {"small", "number", "few", "couple", "unit", "units", "season", "seasons", "period", "decade", "half"}
)
"""Kinds of words before which "the past" and "the future" are the beginning of something else."""


def ago(found: Found, talk: Discourse) -> Meaning | None:
    """Two years ago; a month later, from the last date told; a year earlier, of the quarter reported on."""
    unit, kind, way = found.value("units"), found.kind("way"), int(found.value("way"))
    count, number = count_of(found)
    if kind == "before" and found.after and found.after[0].kind not in {"stop", "comma", "break"}:
        return None
    # two weeks ago is a day, a decade ago a year
    unit_told = "D" if unit in {"D", "W", "F"} else "Y" if unit in {"E", "C", "L"} else unit
    if unit.startswith("T"):
        now = talk.now("D")
        return Meaning("TIME", now, "relative" if now else "none", told=False)
    if number is None:
        return Meaning("DATE", "PAST_REF", "relative") if kind == "ago" else Meaning("DURATION", length(count, unit))
    if unit == "Y" and number == 1 and way < 0 and talk.latest("Q") and talk.quarter:
        base: str | None = talk.quarter
    elif kind == "ago":
        base = talk.now(unit_told)
    else:
        base = talk.latest("M", "D", "Y", "Q") or talk.now(unit_told)
        if base and calendar.granularity(base) == "Y" and unit not in {"Y", "E", "C"}:
            base = None
        elif base and unit == "Y":
            base = base[:4]
    moved = calendar.shifted(base, way * number, unit) if base else None
    return dated(moved, "relative", told=kind != "ago" and unit != "Y")


def year_ago(found: Found, talk: Discourse) -> Meaning | None:
    """The year-earlier quarter, a year-ago period, the quarter a year ago, last year's quarter."""
    if found.value("unit") != "Y":
        return None
    base = talk.quarter if talk.latest("Q") or found.value("unit2") == "Q" else talk.latest("Y", "M")
    base = base or talk.now("Y")
    return dated(calendar.shifted(base, -1, "Y") if base else None, "relative", told=False)


def of_unit(found: Found, talk: Discourse) -> Meaning | None:
    """Last year, earlier this month, the end of this week; that year, the following year from the last date told."""
    unit, deictic = found.value("unit"), found.value("deictic")
    if not found.has("deictic") or found.kind("deictic") == "the":
        # "the day of the attack" is told by the attack
        return None if found.words[-1].kind == "unit" and found.then("of") else _the_unit(unit, talk)
    if unit.startswith("T") or unit == "L" or (found.words[0].proper and found.words[-1].proper):
        return None
    if unit == "E" and found.low("deictic") in {"past", "last", "coming", "next"}:
        return Meaning("DURATION", length("1", unit, 1.0), "relative", beside_now(talk, int(deictic), unit))
    told = talk.latest(*WITHIN.get(unit, unit)) if found.low("deictic") in BACK_TO_TEXT else None
    start = calendar.interval(told)[0]
    base = calendar.of(start, unit) if start else talk.now(unit)
    if found.low("deictic") == "latest" and unit == "Q":
        base = talk.quarter or talk.moved("Q", -1)
    return dated(calendar.shifted(base, int(deictic or 0), unit) if base else None, "relative")


def _the_unit(unit: str, talk: Discourse) -> Meaning | None:
    """The year, the quarter: that of the last date told, or else of publication."""
    if unit == "Q":
        return dated(talk.quarter or talk.moved("Q", -1), "relative")
    if unit == "WE":
        return dated(talk.moved("WE", 0 if talk.tense > 0 else -1), "relative")
    return dated(talk.latest(unit) or talk.now(unit), "relative") if unit in {"Y", "M", "W", "D"} else None


def the_period(found: Found, talk: Discourse) -> Meaning | None:
    """The 1988 period, the latest period: a quarter if quarters are spoken of; the same period, that of the last date told."""
    if found.low("deictic") == "same" and talk.told:
        return dated(talk.told[-1].value, "relative")
    base = talk.quarter if talk.latest("Q") else talk.latest("Y", "M")
    if not found.has("year"):
        return dated(base, "relative")
    if found.value("unit") not in {"", "Q"}:
        return None
    return dated(found.value("year") + (base[4:] if base and "Q" in base else ""))


def fixed(found: Found, talk: Discourse) -> Meaning | None:
    """Now, today, recently."""
    word = found.parts["fixed"]
    if found.words[0].kind == "the" and found.after and found.after[0].kind in SEVERAL:
        return None
    day = re.fullmatch(r"day([+-]\d+)(T\w+)?", word.value)
    if word.timex_type == "NONE":
        return Meaning("NONE", None)
    if not day:
        if found.has("part"):
            return None
        return Meaning(word.timex_type, word.value, "relative" if "REF" in word.value else "explicit")
    if not talk.now("D") or not talk.published:
        # "today" in a text of an unknown day is as good as "now"
        return (
            Meaning("DATE", "PRESENT_REF", "relative")
            if word.value == "day+0"
            else Meaning(word.timex_type, None, "none")
        )
    moved = calendar.moved(talk.published, int(day[1]), "D")
    part = found.value("part") or day[2] or ""
    return dated(moved and moved.isoformat() + part, "relative", "TIME" if part else "DATE")


READINGS: dict[str, Reading] = {
    "ago": ago,
    "year_ago": year_ago,
    "of_unit": of_unit,
    "the_period": the_period,
    "fixed": fixed,
}
