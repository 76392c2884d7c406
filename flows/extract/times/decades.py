"""Readings of decades and centuries."""

import re

from flows.extract.times import calendar
from flows.extract.times.meaning import Discourse, Found, Meaning
from flows.extract.times.reading import YEARS_OF, Reading, count_of, dated, length

LAST_TURN = 3000


def decade(found: Found, talk: Discourse) -> Meaning | None:
    """The 1990s, the early to mid-1980s, the nineties, the '80s; but not her thirties, nor twenties in bank notes."""
    written = found.low("decade")
    digits = re.sub(r"\D", "", written)
    if len(digits) < 4 and written[0].isalnum() and found.words[0].kind != "the":
        if [w.kind in {"and", "or", "to", "dash", "decade"} for w in found.before[-2:]] != [True, True]:
            return None
        if (first := re.sub(r"\D", "", found.before[-2].low)) and digits:
            return dated(first[:2] + digits[0]) if len(first) == 4 and first[2] < digits[0] else None
    if not digits:
        return dated("19" + found.value("decade"))
    if digits.endswith("00") and digits < "2000":
        return dated(digits[:2])
    if len(digits) == 2:
        digits = ("20" if int(digits) < 30 else "19") + digits
    return dated(digits[:3])


def _of_century(found: Found) -> str | None:
    """The value of the century that the words number, None if there is none."""
    number = int(found.value("number"))
    return f"{number - 1:02}" if found.value("unit") == "C" and 1 <= number <= 30 else None


def century(found: Found, talk: Discourse) -> Meaning | None:
    """The 21st century; the first half of the twentieth century."""
    value = _of_century(found)
    return dated(value) if value else None


def centuries(found: Found, talk: Discourse) -> Meaning | None:
    """The 19th and 20th centuries."""
    first, last = int(found.value("number")), int(found.value("number2"))
    if found.value("units") != "C" or not 1 <= first < last <= 30:
        return None
    return dated(f"{first - 1:02}/{last - 1:02}")


def decade_of(found: Found, talk: Discourse) -> Meaning | None:
    """The first decade of the 21st century, the last decade of this century."""
    nth = int(found.value("nth"))
    if found.value("decade") != "E" or found.value("unit") != "C" or nth not in range(-1, 11) or not nth:
        return None
    century = _of_century(found) if found.has("number") else talk.now("C")
    return dated(
        century and f"{century}{(nth - 1) % 10 if nth > 0 else 9}", "explicit" if found.has("number") else "relative"
    )


def decades_of(found: Found, talk: Discourse) -> Meaning | None:
    """The first two decades of the 21st century."""
    count, number = count_of(found, "few" if found.has("few") else "count")
    if found.value("decades") != "E" or found.value("unit") != "C" or found.value("nth") not in {"1", "-1"}:
        return None
    century = _of_century(found) if found.has("number") else talk.now("C")
    within = None
    if century and number and number <= 9:
        first = 100 * int(century) + (0 if found.value("nth") == "1" else 100 - 10 * int(number))
        within = calendar.interval(f"{first:04}/{first + 10 * int(number) - 1:04}")
    return Meaning("DURATION", length(count, "E", number), "explicit" if found.has("number") else "relative", within)


def turn(found: Found, talk: Discourse) -> Meaning | None:
    """The turn of the century: the year that begins it, the nearest such year where no number tells which, and those beside it."""
    size = YEARS_OF.get(found.value("unit"), 0)
    if size < YEARS_OF["C"]:
        return None
    nth, now = int(found.value("number") or 0), talk.now("Y")
    year = size * (nth - 1) if nth else size * round(int(now) / size) if now else 0
    if not YEARS_OF["C"] <= year <= LAST_TURN:
        return None
    within = calendar.interval(f"{year - 1:04}/{year + 1:04}")
    return Meaning("DATE", f"{year:04}", "explicit" if nth else "relative", within)


READINGS: dict[str, Reading] = {
    "decade": decade,
    "century": century,
    "centuries": centuries,
    "decade_of": decade_of,
    "decades_of": decades_of,
    "turn": turn,
}
