"""Numbers in digits, words and mixtures of both."""

import math

from flows.extract.quantities import units
from flows.extract.quantities.digits import digits
from flows.extract.quantities.fractions import and_half, part
from flows.extract.quantities.lexemes import DASHES, Lexeme, glued
from flows.extract.quantities.words import VULGAR, Number, openers, words

WHOLES = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 1000, 10_000, 100_000})
"""Numbers of which so many are said to be a part: one in four."""
LONGEST = 24
"""No number is written in more words."""


def number(line: list[Lexeme], i: int) -> Number | None:
    """The number that begins at lexeme `i`, or None."""
    if i >= len(line):
        return None
    if line[i].kind == "n":
        found = digits(line, i)
    elif line[i].text in VULGAR:
        of = i + 2 < len(line) and line[i + 1].lower == "of" and line[i + 2].lower not in ("a", "one")
        found = Number(VULGAR[line[i].text], i + 1, 1, "part" if of else "digits")
    elif line[i].lower in openers():
        found = part(line, i) or _vague(line, i) or _words(line, i)
    else:
        return None
    if found is None or found.form in ("part", "vague"):
        return found
    share = _of_so_many(line, found)
    if share is not None:
        return share
    found = _scaled(line, and_half(line, found))
    return found if math.isfinite(found.value) else None


def _of_so_many(line: list[Lexeme], found: Number) -> Number | None:
    """One in four, nine out of ten, two of every three: a share."""
    i = found.end
    word = " ".join(x.lower for x in line[i : i + 2])
    i += 2 if word in ("out of", "in every", "of every") else line[i].lower == "in" if i < len(line) else 0
    i += i < len(line) and word == "out of" and line[i].lower == "every"
    if i == found.end or i >= len(line) or found.value not in range(1, 100):
        return None
    whole = digits(line, i) if line[i].kind == "n" else _words(line, i)
    if whole is None or whole.value not in WHOLES or found.value >= whole.value or whole.end >= len(line):
        return None
    measured = units.unit(line, whole.end)
    if line[whole.end].kind != "w" or (measured and measured[0].dimension in ("time", "age")):
        return None
    return Number(found.value / whole.value, whole.end, 1, "part")


def _vague(line: list[Lexeme], i: int) -> Number | None:
    """Dozens, tens of thousands, a few hundred: the least that they mean, or the middle of it."""
    vague, scales = words("vague"), {**words("scale"), **words("hundred"), **words("dozen")}
    j = i + (line[i].lower == "a")
    if j >= len(line) or line[j].lower not in vague:
        return None
    value, end = vague[line[j].lower], j + 1
    plural = line[j].lower.endswith("s")
    of = end + (end < len(line) and line[end].lower == "of")
    following = line[of].lower if of < len(line) else ""
    scale = scales.get(following[:-1] if plural and of > end and following.endswith("s") else following)
    if (scale and (of > end) == (plural or line[j].lower == "couple")) or (scale and line[j].lower == "couple"):
        more = words("scale").get(line[of + 1].lower) if scale < 1e3 and of + 1 < len(line) else None
        if more:  # several hundred million
            return Number(value * scale * more, of + 2, scale * more, "vague")
        return Number(value * scale, of + 1, scale, "vague")
    if not plural or line[j].lower == "tens" or j > i or (i and line[i - 1].kind == "n"):
        return None
    return Number(value, end, 1, "vague")


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
            if scale < scales[word]:  # one thousand two hundred million
                total, current = 0.0, total + current
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


def _inserted(line: list[Lexeme], found: Number) -> Number:
    """The number with a scale that an editor has put in brackets after it: 200 [million]."""
    texts = [x.lower for x in line[found.end : found.end + 5] if x.text != "\\"]
    factor = words("scale").get(texts[1]) if len(texts) > 2 and texts[0] == "[" and texts[2] == "]" else None
    if factor is None or found.scale > 1:
        return found
    end = next(k for k in range(found.end, len(line)) if line[k].text == "]") + 1
    return found._replace(value=found.value * factor, end=end, scale=factor)


def _scaled(line: list[Lexeme], found: Number) -> Number:
    """The number times the scale words after it: 1.34 million, 5 hundred thousand, 2.5-billion."""
    value, end, scale, form = _inserted(line, found)
    while end < len(line):
        at = end + (line[end].text in DASHES and glued(line[end - 1], line[end]))  # not: 160 billion — billion
        factor = words("scale").get(line[at].lower) if at < len(line) else None
        if factor is None and at < len(line) and line[at].lower == "hundred" and form == "digits":
            factor = 100.0
        if factor is None or (scale > 1 and factor < scale and form != "digits"):
            break
        value, end, scale = value * factor, at + 1, scale * factor
    if scale >= 1e6 and end < len(line) and line[end].kind == "n":
        rest = _scaled(line, digits(line, end))
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
