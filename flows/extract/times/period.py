"""The period that a time and the words around it mean: since 2013, from May to July, until 2030, by the end of the year."""

import datetime as dt
import functools
import re
from bisect import bisect_left
from collections.abc import Sequence

from flows.extract.annotation import Time
from flows.extract.parse import Parsed
from flows.extract.times.calendar import Interval, granularity
from flows.knowledge import knowledge

REACH = 60
"""No word before a time that bears on it stands further off than so many characters."""
GLUED = {"post": "after", "pre": "before"}
"""What is written on to a year with a dash: post-2014."""
HEDGES = frozenset({"about", "around", "roughly", "approximately", "circa"})
"""Words between a bound and its time that leave it as it is: since about 2013, until at least 2030."""
COMPARED = ("times.ago", "times.year_ago", "times.the_period")
"""Rules of times that one only compares with: it rose from a year earlier."""
LEAST = ("at", "least")
WORDS = re.compile(r"[^\W\d_]+")
DASHES = "-‐‑‒–"
ONWARD = re.compile(
    r"\s*(?:[-‐‑‒–—]\s*|\bto (?:the )?|\buntil )(?P<now>present|date|today|now)\b|\s*,?\s*(?:and )?(?:onwards?|beyond)\b"
)
"""What leaves a period open after its first time: up to the present, or onwards."""
JOINED = re.compile(r"\s*(?:(?P<open>[-‐‑‒–—]|through|until|till|into|up to)|(?P<to>to(?: the)?)|(?P<and>and))\s*")
"""What stands between the two times of a range: alone, after "from", after "between"."""


@functools.cache
def _bounds() -> tuple[tuple[tuple[str, ...], str], ...]:
    """Words before a time and what they make of it, the longest first."""
    rows = [(tuple(r["words"].split()), r["bound"]) for r in knowledge("times_bounds")]
    return tuple(sorted(rows, key=lambda r: -len(r[0])))


def _bound(parsed: Parsed, time: Time) -> str:
    """What the words right before a time make of it; "" if nothing."""
    before = parsed.text[max(time.sentence.start, time.start - REACH) : time.start].lower()
    if before[-1:].strip():
        word = WORDS.findall(before[-5:-1])[-1:] if before[-1] in DASHES else []
        return GLUED.get(word[0], "") if word and before[:-1].endswith(word[0]) else ""
    words = WORDS.findall(before)
    if not words or not before.rstrip().endswith(words[-1]):
        return ""
    while words and words[-1] in HEDGES:
        words.pop()
    if tuple(words[-2:]) == LEAST:
        words = words[:-2]
    return next((bound for cue, bound in _bounds() if tuple(words[-len(cue) :]) == cue), "")


def _onward(parsed: Parsed, time: Time) -> str:
    """The same of the words right after it: 2018-present, 2018 onwards; "" if nothing."""
    after = ONWARD.match(parsed.text[time.end : time.end + REACH].lower())
    return "" if not after else "since" if after["now"] else "from"


def _range(parsed: Parsed, first: Time, last: Time) -> bool:
    """Whether two times in a row are the ends of one period."""
    joined = JOINED.fullmatch(parsed.text[first.end : last.start].lower())
    if not joined or not first.start_date or not last.end_date or first.start_date > last.end_date:
        return False
    opened = _bound(parsed, first)
    months = granularity(first.value) == granularity(last.value) == "M"
    return bool(
        joined["open"]
        or (joined["to"] and (months or opened in {"from", "between"}))
        or (joined["and"] and opened == "between")
    )


def _opening(parsed: Parsed, length: Time, year: Time) -> bool:
    """Whether a time only names the year or month of the length before it: "the first nine months of 2023"."""
    joined = parsed.text[length.end : year.start].split() in (["of"], ["of", "the"])
    if not joined or length.timex_type != "DURATION" or not length.start_date or not length.end_date:
        return False
    return bool(
        year.start_date and year.end_date and year.start_date <= length.start_date and length.end_date <= year.end_date
    )


def period(parsed: Parsed, time: Time, times: Sequence[Time] = ()) -> Interval:
    """First day, last day (None where open) and precision of the period that a time means with the words before it.

    `times`, all times of the document in order, lets it see ranges of two times ("between 1970 and 1980"): either gives the
    whole, and the year in "the first nine months of 2023" gives those.
    A time without an interval comes back as it is.
    """
    start, end, precision = time.start_date, time.end_date, time.date_precision
    if not start or not end:
        return start, end, precision
    at = bisect_left(times, time.start, key=lambda t: t.start)
    if 0 < at < len(times) and _opening(parsed, times[at - 1], times[at]):
        time = times[at - 1]
        return time.start_date, time.end_date, time.date_precision
    for first, last in ((at, at + 1), (at - 1, at)):
        if first >= 0 and last < len(times) and _range(parsed, times[first], times[last]):
            return times[first].start_date, times[last].end_date, "range"
    if time.timex_type not in {"DATE", "TIME"} or "/" in (time.value or ""):
        return start, end, precision
    document = parsed.document
    match _onward(parsed, time) or _bound(parsed, time):
        case "since":
            until = document.published if document.published_precision == "day" else None
            return start, until if until and until >= start else None, "range"
        case "from" if not time.rule.startswith(COMPARED):
            return start, None, precision
        case "until" | "by":
            return None, end, precision
        case "before":
            return None, _neighbour(start, -1), precision
        case "after":
            return _neighbour(end, 1), None, precision
    return start, end, precision


def _neighbour(day: dt.date, step: int) -> dt.date | None:
    """The day before or after, None at the end of the calendar."""
    try:
        return day + dt.timedelta(step)
    except OverflowError:
        return None
