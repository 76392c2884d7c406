"""Readings of dates counted from the day of publication or from a date told before."""

import datetime as dt
import re
from dataclasses import replace

from flows.extract.times import calendar
from flows.extract.times.meaning import FORCE, Discourse, Found, Meaning
from flows.extract.times.parts import DEADLINES
from flows.extract.times.reading import WITHIN, Reading, beside_now, dated, length

BACK_TO_TEXT = frozenset({"same", "that", "following", "previous", "preceding", "prior"})
"""Words that point to the date last told, not to publication."""
WITHIN_IT = frozenset({"over", "during", "within", "throughout"})
"""Words before "the last year" that make it the twelve months up to publication."""
JUST_AFTER = frozenset({1, 2})
"""Days on which "this weekend" is still the last one."""
THERE = frozenset({"this", "that"})
"""Words before "period" that point to a range of years or months told shortly before."""
OPENS_FISCAL = frozenset({"from", "(", "beginning", "starting", "began"})
"""Words between a fiscal year and its first month, and how many words that takes with the year."""
AFTER_FISCAL = 3
SEVERAL = frozenset(
    {"small", "number", "few", "couple", "unit", "units", "season", "seasons", "period", "decade", "half"}
)
"""Kinds of words before which "the past" and "the future" are the beginning of something else."""


def year_ago(found: Found, talk: Discourse) -> Meaning | None:
    """The year-earlier quarter, a year-ago period, the quarter a year ago, last year's quarter."""
    if found.value("unit") != "Y":
        return None
    if found.kind("unit2") == "period" and not talk.nearby("Q") and (spell := talk.spell_here):
        return _same_months(spell, spell[0].year - 1)
    base = talk.quarter if talk.latest("Q") or found.value("unit2") == "Q" else talk.latest("Y", "M")
    base = base or talk.now("Y")
    return dated(calendar.shifted(base, -1, "Y") if base else None, "relative", told=False)


def of_unit(found: Found, talk: Discourse) -> Meaning | None:
    """Last year, earlier this month, the end of this week; that year, the following year from the last date told."""
    meaning = _of_unit(found, talk)
    within = _so_far(found, talk, meaning.value) if meaning and not meaning.interval else None
    return replace(meaning, interval=within) if meaning and within else meaning


def _so_far(found: Found, talk: Discourse, value: str | None) -> calendar.Interval | None:
    """Of the year, month or week of publication, the days up to it or those from it on: earlier this year, later this week."""
    start, end, _ = calendar.interval(value)
    way, now = found.words[0].kind, talk.published if talk.now("D") else None
    if way not in {"earlier", "later"} or not now or not start or not end or not start <= now <= end:
        return None
    return (start, now, "range") if way == "earlier" else (now, end, "range")


def _of_unit(found: Found, talk: Discourse) -> Meaning | None:
    """As `of_unit`, but of the whole year, month … even where it is only its earlier or later part."""
    unit, deictic = found.value("unit"), found.value("deictic")
    if found.has("fiscal") and not found.has("deictic") and unit == "Y":
        fiscal = _fiscal_from(found, talk) or _fiscal(0, talk)
        if fiscal:
            return fiscal
    if not found.has("deictic") or found.kind("deictic") == "the":
        # "the day of the attack" is told by the attack
        return None if found.words[-1].kind == "unit" and found.then("of") else _the_unit(found, unit, talk)
    if unit.startswith("T") or unit == "L" or (found.words[0].proper and found.words[-1].proper):
        return None
    if unit in {"E", "V"} and found.low("deictic") in {"past", "last", "coming", "next"}:
        return Meaning("DURATION", length("1", unit, 1.0), "relative", beside_now(talk, int(deictic), unit))
    if found.has("fiscal") and unit == "Y" and (fiscal := _fiscal(int(deictic or -1), talk)):
        return fiscal
    if unit == "WE" and found.low("deictic") == "this" and talk.published and talk.published.isoweekday() in JUST_AFTER:
        deictic = "0" if talk.tense > 0 else "-1"
    back = found.low("deictic") in BACK_TO_TEXT or (found.low("deictic") == "next" and _from_there(found, talk))
    told = talk.pointed(*WITHIN.get(unit, unit)) if back else None
    start = calendar.interval(told)[0]
    base = calendar.of(start, unit) if start else talk.now(unit)
    if found.low("deictic") == "latest" and unit == "Q":
        base = talk.quarter or talk.moved("Q", -1)
    value = calendar.shifted(base, int(deictic or 0), unit) if base else None
    meaning = dated(value, "relative")
    if meaning and value and not told and _around(found):
        return replace(meaning, interval=beside_now(talk, int(deictic or 0), unit))
    return meaning


def _around(found: Found) -> bool:
    """Whether the year up to publication is meant, or that from it on, not the one of the calendar: over the past year."""
    within = bool(found.before) and found.before[-1].low in WITHIN_IT
    return found.words[0].kind == "the" and (
        found.low("deictic") == "past" or (within and found.low("deictic") in {"last", "next"})
    )


def _from_there(found: Found, talk: Discourse) -> bool:
    """Whether "the next day" is that after the last date told, not after publication: in a story told in the past."""
    the = found.words[0].kind == "the" or (found.before and found.before[-1].kind == "the")
    return bool(the) and talk.tense < 0


def of_fiscal(found: Found, talk: Discourse) -> Meaning | None:
    """This fiscal, as for the year."""
    if not found.alone:
        return None
    way = int(found.value("deictic"))
    return _fiscal(way, talk) or dated(talk.moved("Y", way), "relative")


def _fiscal(away: int, talk: Discourse) -> Meaning | None:
    """The fiscal year in which the text was published, or one so many years away; None if it is not known whose."""
    owner = talk.owner("") if talk.now("D") and talk.published else None
    if not owner or not talk.published:
        return None
    fiscal, sure = owner
    label = fiscal.label(talk.published) + away
    within = fiscal.interval(fiscal.first_year(label))
    return Meaning("DATE", f"{label:04}", "relative", within, rule=fiscal.rule, sure=sure) if within[0] else None


def _fiscal_from(found: Found, talk: Discourse) -> Meaning | None:
    """The fiscal year whose first month follows: the fiscal year from April 2023, the fiscal year (April 2023 to March 2024)."""
    after = found.after
    if len(after) < AFTER_FISCAL or (after[0].low not in OPENS_FISCAL) or after[1].kind != "month":
        return None
    year = next((w for w in after[2:4] if w.kind == "year"), None)
    first = calendar.date(int(year.value), int(after[1].value)) if year else None
    end = first and calendar.moved(first, 1, "Y")
    if not first or not end:
        return None
    owner = talk.owner("")
    label = owner[0].label(first) if owner else first.year
    within = (first, end - dt.timedelta(1), "range")
    return Meaning("DATE", f"{label:04}", "explicit", within, rule=owner[0].rule if owner else "")


def _the_unit(found: Found, unit: str, talk: Discourse) -> Meaning | None:
    """The year, the quarter: that of the last date told, or else of publication; the decade only by its beginning or end."""
    edge = any(w.kind in {"part", "mod"} for w in found.words)
    if unit in {"E", "C"}:
        told = None if talk.tense > 0 else talk.nearby(*WITHIN[unit])
        start = calendar.interval(told)[0]
        return dated(calendar.of(start, unit) if start else talk.now(unit), "relative") if edge else None
    if unit == "Q":
        return dated(talk.quarter or talk.moved("Q", -1), "relative")
    if unit == "D":
        day = talk.latest("D") or talk.now("D")
        return dated(day and day[:10], "relative")
    if unit == "WE":
        ahead = talk.tense > 0 or (found.before and found.before[-1].low in DEADLINES)
        return dated(talk.moved("WE", 0 if ahead else -1), "relative")
    return (
        dated(talk.nearby(unit) or talk.now(unit) or talk.latest(unit), "relative") if unit in {"Y", "M", "W"} else None
    )


def _same_months(spell: tuple[dt.date, dt.date], year: int) -> Meaning | None:
    """The months of a stretch of the calendar in another year."""
    start, end = (calendar.moved(day, year - spell[0].year, "Y") for day in spell)
    if not start or not end:
        return None
    end = calendar.last_of_month(end.year, end.month) or end
    return dated(f"{calendar.of(start, 'M')}/{calendar.of(end, 'M')}", "relative", told=False)


def the_period(found: Found, talk: Discourse) -> Meaning | None:
    """The 1988 period, the latest period: a quarter if quarters are spoken of; the same period, that of the last date told."""
    named = found.after[1].value if found.then("in", "year") or found.then("of", "year") else ""
    if found.low("deictic") == "same" and (spell := talk.spell_here):
        return _same_months(spell, int(named or spell[0].year))
    if found.low("deictic") == "same" and named:
        return dated(named, "relative", told=False)
    if found.low("deictic") == "same" and talk.told:
        return dated(talk.told[-1].value, "relative")
    last = talk.told[-1] if talk.told else None
    if found.low("deictic") in THERE and last and "/" in last.value and talk.sentence - last.sentence <= FORCE:
        whole = dated(last.value, "relative", told=False)
        return replace(whole, interval=last.interval) if whole else None
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
    if "REF" in word.value and found.words[-1].proper and not found.words[0].proper:
        return None  # "Fostering the Future" is a name
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
    "year_ago": year_ago,
    "of_unit": of_unit,
    "of_fiscal": of_fiscal,
    "the_period": the_period,
    "fixed": fixed,
}
