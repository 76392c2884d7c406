"""Readings of dates so many units before or after another: two years ago, a month later, the week before last, since then."""

from flows.extract.times import calendar
from flows.extract.times.meaning import Discourse, Found, Meaning
from flows.extract.times.reading import WITHIN, Reading, count_of, dated, length

ENDS = frozenset({"stop", "comma", "break"})
"""What may follow an expression that stands alone."""
FROM_THEN = frozenset({"since"})
"""Words before "then" that make it the date told."""


def ago(found: Found, talk: Discourse) -> Meaning | None:
    """Two years ago; a month later, from the last date told; a year earlier, of the quarter reported on."""
    unit, kind, way = found.value("units"), found.kind("way") or "ago", int(found.value("way") or 1)
    count, number = _how_long(found)
    if (found.has("now") and found.low("now") not in {"now", "today"}) or (unit.startswith("T") and found.has("half")):
        return None
    if found.low("way") == "back" and found.after and found.after[0].kind not in ENDS:
        return None  # "set them two years back in their talks"
    if kind == "before" and (not found.closed or (number is None and found.after and found.after[0].kind not in ENDS)):
        return None
    # two weeks ago is a day, a decade ago a year
    unit_told = {"W": "D", "F": "D", "E": "Y", "V": "Y", "C": "Y", "L": "Y"}.get(unit, unit)
    if unit.startswith("T"):
        now = talk.now("D")
        return Meaning("TIME", now, "relative" if now else "none", told=False)
    if number is None:
        ref = "PAST_REF" if way < 0 else "FUTURE_REF"
        return Meaning("DATE", ref, "relative") if kind == "ago" else Meaning("DURATION", length(count, unit))
    if unit == "Y" and number == 1 and way < 0 and talk.latest("Q") and talk.quarter:
        base: str | None = talk.quarter
    elif kind == "ago":
        base = talk.now(unit_told)
    elif found.words[0].kind == "the":
        base = talk.nearby(*WITHIN.get(unit, unit))
        start = calendar.interval(base)[0]
        base = calendar.of(start, unit_told) if start else None
    else:
        base = talk.latest("M", "D", "Y", "Q") or talk.now(unit_told)
        coarse = {"Y", "E", "C", "V"} if number == int(number) else {"E", "C", "V"}
        if base and calendar.granularity(base) == "Y" and unit not in coarse:
            base = None
        elif base and unit == "Y":
            base = base[:4]
    moved = calendar.shifted(base, way * number, unit) if base else None
    return dated(moved, "relative", told=kind != "ago" and unit != "Y")


def _how_long(found: Found) -> tuple[str, float | None]:
    """How many units before or after: half a year, a year and a half; "the year before" is one."""
    if found.has("part"):
        return "0.5", 0.5
    if not found.has("count") and found.words[0].kind == "the":
        return "1", 1.0
    count, number = count_of(found)
    return (f"{number + 0.5:g}", number + 0.5) if found.has("half") and number is not None else (count, number)


def before_last(found: Found, talk: Discourse) -> Meaning | None:
    """The week before last, the Friday before last."""
    if found.low("last") != "last":
        return None
    if found.kind("unit") == "unit":
        return dated(talk.moved(found.value("unit"), -2), "relative") if found.value("unit") in "YMWQ" else None
    day = talk.published if talk.now("D") else None
    away = day and (
        int(found.value("unit")) - day.isoweekday() - (7 if int(found.value("unit")) >= day.isoweekday() else 0)
    )
    moved = day and away is not None and calendar.moved(day, away - 7, "D")
    return dated(moved.isoformat() if moved else None, "relative")


def night_before(found: Found, talk: Discourse) -> Meaning | None:
    """The night before: of the day before the last one told."""
    if not found.closed:
        return None
    told = talk.nearby("D")
    moved = told and calendar.shifted(told[:10], -1, "D")
    return dated(moved and moved + found.value("part"), "relative", "TIME")


def then(found: Found, talk: Discourse) -> Meaning | None:
    """Since then, by then: the date told shortly before."""
    if not found.before or found.before[-1].low not in FROM_THEN:
        return None
    told = talk.pointed(*"YMDQHS") if talk.nearby(*"YMDQHS") else None
    return dated(told, "relative", told=False) if told and "/" not in told else None


READINGS: dict[str, Reading] = {
    "ago": ago,
    "before_last": before_last,
    "night_before": night_before,
    "then": then,
}
