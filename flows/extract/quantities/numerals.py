"""Numbers in digits, words and mixtures of both."""

import functools
import math
from typing import NamedTuple

from flows.extract.quantities.lexemes import DASHES, Lexeme, glued
from flows.knowledge import knowledge

VULGAR = {
    "½": 1 / 2,
    "⅓": 1 / 3,
    "⅔": 2 / 3,
    "¼": 1 / 4,
    "¾": 3 / 4,
    "⅕": 1 / 5,
    "⅛": 1 / 8,
    "⅜": 3 / 8,
    "⅝": 5 / 8,
    "⅞": 7 / 8,
}
DENOMINATORS = frozenset({2, 3, 4, 5, 8, 10, 16, 32})


LONGEST = 24
"""No number is written in more words."""
PORTIONS = frozenset(
    {"first", "second", "third", "fourth", "last", "latter", "this", "other", "next", "past", "each", "per"}
)
"""Words after which half and quarter name a stretch of time: the second half of the year."""

LESS = frozenset(
    {"more", "less", "higher", "lower", "larger", "smaller", "bigger", "cheaper", "fewer", "below", "above"}
)
"""Words after which a fraction in words is one: a third cheaper."""


class Number(NamedTuple):
    """A number read from lexemes up to, not including, `end`."""

    value: float
    end: int
    scale: float
    """1e6 for `5 million`; `value` holds it."""
    form: str
    """digits, words, or part (a fraction such as two thirds)."""


@functools.cache
def words(kind: str) -> dict[str, float]:
    """The words of one kind in the table of numerals, with their values."""
    return {r["word"]: float(r["value"]) for r in knowledge("numerals") if r["kind"] == kind}


@functools.cache
def openers() -> frozenset[str]:
    """Lower-case words with which a number may begin."""
    return frozenset({*words("unit"), *words("ten"), *words("hundred"), "a", "an", "half", "quarter"})


def number(line: list[Lexeme], i: int) -> Number | None:
    """The number that begins at lexeme `i`, or None."""
    if i >= len(line):
        return None
    if line[i].kind == "n":
        found = _digits(line, i)
    elif line[i].text in VULGAR:
        found = Number(VULGAR[line[i].text], i + 1, 1, "digits")
    elif line[i].lower in openers():
        found = _part(line, i) or _words(line, i)
    else:
        return None
    if found is None or found.form == "part":
        return found
    found = _scaled(line, _and_half(line, found))
    return found if math.isfinite(found.value) else None


def _digits(line: list[Lexeme], i: int) -> Number:
    digits = "".join(c for c in line[i].text if c.isdecimal() or c == ".")
    value, end = float(digits), i + 1
    if end < len(line) and line[end].text in VULGAR:
        return Number(value + VULGAR[line[end].text], end + 1, 1, "digits")
    over = _over(line, i)
    if over is not None:  # 1/4
        return Number(over, i + 3, 1, "digits")
    mixed = end + (end < len(line) and line[end].text in DASHES)
    over = _over(line, mixed)
    if over is not None and over < 1:  # 7 3/4
        return Number(value + over, mixed + 3, 1, "digits")
    return Number(value, end, 1, "digits")


def _over(line: list[Lexeme], i: int) -> float | None:
    """The fraction `a/b` at lexeme `i`, for the denominators that prices and measures have."""
    if i + 2 >= len(line) or line[i + 1].text != "/" or line[i].kind != "n" or line[i + 2].kind != "n":
        return None
    if not (glued(line[i], line[i + 1]) and glued(line[i + 1], line[i + 2])):
        return None
    a, b = line[i].text, line[i + 2].text
    if not (a.isdecimal() and b.isdecimal() and len(a) <= 2 and len(b) <= 2) or int(b) not in DENOMINATORS:
        return None
    return int(a) / int(b) if int(a) < int(b) else None


def _part(line: list[Lexeme], i: int) -> Number | None:
    """A fraction in words: one third, two-thirds, a quarter of, half of the."""
    parts, count, j = words("part"), 1.0, i
    if line[i].lower in ("a", "an", "one") or line[i].lower in words("unit"):
        count = words("unit").get(line[i].lower, 1)
        j = i + 1
        j += j < len(line) and line[j].text in DASHES
    elif line[i].lower not in ("half", "quarter") or (i and line[i - 1].lower in PORTIONS):
        return None
    if j >= len(line) or line[j].lower not in parts:
        return None
    value, after = count / parts[line[j].lower], line[j + 1].lower if j + 1 < len(line) else ""
    if after in words("scale"):  # half a million is read below, a quarter million here
        return Number(value * words("scale")[after], j + 2, words("scale")[after], "words")
    if line[j].lower == "half" and after in ("a", "an") and j + 2 < len(line) and line[j + 2].lower in words("scale"):
        scale = words("scale")[line[j + 2].lower]
        return Number(value * scale, j + 3, scale, "words")
    whole = (
        after in ("of", "the", "its", "their", "his", "all", "our", "that")
        if line[j].lower == "half"
        else after == "of"
    )
    plural = count > 1 or line[i].lower == "one"
    if line[j].lower == "half" and j == i and (j + 1 == len(line) or line[j + 1].text in ",.;:)"):
        whole = i > 0 and line[i - 1].lower in ("than", "by", "about", "nearly", "almost", "roughly", "over")
    whole = whole or (after in LESS or (i > 0 and line[i - 1].lower == "by"))  # fell by a fifth, a third cheaper
    if not (whole or (plural and line[j].lower not in ("half", "quarter", "second"))) or value > 1:
        return None
    return Number(value, j + 1, 1, "part")


def _words(line: list[Lexeme], i: int) -> Number | None:
    units, tens, scales = words("unit"), words("ten"), words("scale")
    total = current = 0.0
    scale, seen, last, j = 1.0, False, "", i
    while j < min(len(line), i + LONGEST):
        word = line[j].lower
        if (
            word in ("a", "an")
            and not seen
            and j + 1 < len(line)
            and line[j + 1].lower in ("hundred", "dozen", *scales)
        ):
            current, last = 1.0, "unit"
        elif word in tens and last in ("", "hundred", "scale"):
            current, last = current + tens[word], "ten"
        elif word in units and (last in ("", "hundred", "scale") or (last == "ten" and 0 < units[word] < 10)):
            current, last = current + units[word], "unit"
        elif word == "hundred" and last in ("unit", "ten") and current < 100:
            current, last = current * 100, "hundred"
        elif word == "dozen" and last in ("unit", "ten"):
            current, last = current * 12, "dozen"
        elif word in scales and last in ("unit", "ten", "hundred", "dozen"):
            total, current, last, scale = total + current * scales[word], 0.0, "scale", max(scale, scales[word])
        elif seen and (word == "and" or line[j].text in DASHES) and _goes_on(line, j, last):
            j += 1
            continue
        elif word == "point" and last in ("unit", "ten") and j + 1 < len(line) and line[j + 1].lower in units:
            j, decimals = j + 1, ""
            while j < len(line) and units.get(line[j].lower, 10) < 10 and len(decimals) < 12:
                decimals += str(int(units[line[j].lower]))
                j += 1
            return Number(total + current + float("0." + decimals), j, 1, "words")
        else:
            break
        seen = True
        j += 1
    if not seen:
        return None
    return Number(total + current, j, scale, "words")


def _goes_on(line: list[Lexeme], j: int, last: str) -> bool:
    """True if the number goes on after the `and` or hyphen at `j`: two hundred and five, twenty-five."""
    after = line[j + 1].lower if j + 1 < len(line) else ""
    if line[j].lower == "and":
        return last in ("hundred", "scale") and (after in words("unit") or after in words("ten"))
    return (last == "ten" and 0 < words("unit").get(after, 0) < 10) or (
        last in ("unit", "ten") and after in ("hundred", *words("scale"))
    )


def _and_half(line: list[Lexeme], found: Number) -> Number:
    """Two and a half, two and a quarter."""
    words_after = [x.lower for x in line[found.end : found.end + 3]]
    if found.scale == 1 and words_after[:2] == ["and", "a"] and words_after[2:] in (["half"], ["quarter"]):
        return found._replace(value=found.value + (0.5 if words_after[2] == "half" else 0.25), end=found.end + 3)
    return found


def _scaled(line: list[Lexeme], found: Number) -> Number:
    """The number times the scale words after it: 1.34 million, 5 hundred thousand, 2.5-billion."""
    value, end, scale, form = found
    while end < len(line):
        at = end + (line[end].text in DASHES and glued(line[end - 1], line[end]))  # not: 160 billion — billion
        factor = words("scale").get(line[at].lower) if at < len(line) else None
        if factor is None and at < len(line) and line[at].lower == "hundred" and form == "digits":
            factor = 100.0
        if factor is None or (scale > 1 and factor < scale and form != "digits"):
            break
        value, end, scale = value * factor, at + 1, scale * factor
    if scale >= 1e6 and end < len(line) and line[end].kind == "n":
        rest = _scaled(line, _digits(line, end))
        if 1 < rest.scale < scale and rest.value < scale:  # 1 trillion 300 billion
            return Number(value + rest.value, rest.end, scale, form)
    return Number(value, end, scale, form)


def suffix(line: list[Lexeme], i: int) -> tuple[float, int] | None:
    """A scale in letters after a number (5bn, 5 mln): its factor and the lexeme after it."""
    if i < len(line) and line[i].lower in words("suffix"):
        return words("suffix")[line[i].lower], i + 1 + (
            i + 1 < len(line) and line[i + 1].text == "." and line[i].lower == "mln"
        )
    return None
