"""The period that a time and the words around it mean: since 2013, from May to July, until 2030, by the end of the year."""

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from flows.extract.annotation import Time
from flows.extract.parse import Parsed
from flows.extract.times.calendar import Interval
from flows.knowledge import knowledge

REACH = 60
"""No word before a time that bears on it stands further off than so many characters."""
RUN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")


def _cue(parsed: Parsed, start: int, end: int) -> tuple[str, str]:
    """What the words right before a time, after `start`, make of it, and what is known before them; "" if nothing."""
    before = parsed.text[max(start, end - REACH) : end].lower()
    words = RUN.findall(before)
    if not words or before[before.rfind(words[-1]) + len(words[-1]) :].strip():
        return "", ""
    for cue in _cues():
        size = len(cue[0])
        if tuple(words[-size:]) == cue[0]:
            return cue[1], " ".join(words[:-size])
    return "", " ".join(words)


def _cues() -> list[tuple[tuple[str, ...], str]]:
    """Words before a time and what they make of it, the longest first."""
    rows = [(tuple(r["words"].split()), r["bound"]) for r in knowledge("times_bounds")]
    return sorted(rows, key=lambda r: -len(r[0]))


def _partner(parsed: Parsed, time: Time, times: Sequence[Time], step: int) -> Time | None:
    """The time that forms a range with this one (from … to, between … and), before or after it."""
    i = bisect_left(times, time.start, key=lambda t: t.start) + step
    if not 0 <= i < len(times) or times[i].sentence is not time.sentence and times[i].sentence != time.sentence:
        return None
    first, last = (time, times[i]) if step > 0 else (times[i], time)
    between = parsed.text[first.end : last.start].lower().strip()
    opened, _ = _cue(parsed, first.sentence.start, first.start)
    if between in {"-", "–", "—", "to", "through", "until", "till", "and", "into", "and into", "up to", "to the"}:
        if between.endswith("and") and opened != "between":
            return None
        if between in {"to", "to the"} and opened not in {"from", "between"}:
            return None
        return times[i] if first.start_date and last.end_date and first.start_date <= last.end_date else None
    return None


def period(parsed: Parsed, time: Time, times: Sequence[Time] = ()) -> Interval:
    """First day, last day (None where open) and precision of the period that a time means with the words before it.

    `times`, all times of the document in order, lets it see ranges of two times ("between 1970 and 1980"); either gives the whole.
    """
    start, end, precision = time.start_date, time.end_date, time.date_precision
    if not start and not end:
        return start, end, precision
    for step in (1, -1):
        other = _partner(parsed, time, times, step) if times else None
        if other:
            first, last = (time, other) if step > 0 else (other, time)
            return first.start_date, last.end_date, "range"
    if time.timex_type not in {"DATE", "TIME"}:
        return start, end, precision
    bound, _ = _cue(parsed, time.sentence.start, time.start)
    published = parsed.document.published if parsed.document.published_precision == "day" else None
    match bound:
        case "since":
            return start, published if published and start and published >= start else None, "range"
        case "from":
            return start, None, precision
        case "until" | "by":
            return None, end, precision
        case "before":
            return None, start and _day(start, -1), precision
        case "after":
            return end and _day(end, 1), None, precision
    return start, end, precision


def _day(day: dt.date, step: int) -> dt.date | None:
    """The day before or after, None at the end of the calendar."""
    try:
        return day + dt.timedelta(step)
    except OverflowError:
        return None
