"""Numbers in digits, as they are grouped and punctuated."""

from flows.extract.quantities import currencies, units
from flows.extract.quantities.lexemes import DASHES, Lexeme, glued
from flows.extract.quantities.words import VULGAR, Number, words

DENOMINATORS = frozenset({2, 3, 4, 5, 8, 10, 16, 32})
MONTHS = frozenset(["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"])  # fmt: skip


def digits(line: list[Lexeme], i: int) -> Number:
    """The number whose digits are lexeme `i`, without scales."""
    text = "".join(c for c in line[i].text if c.isdecimal() or c == ".")
    value, end = float(text if text.count(".") < 2 else text.replace(".", "")), _spaced(line, i)
    if end > i + 1:
        return Number(float("".join(x.text for x in line[i:end])), end, 1, "digits")
    comma = _decimal_comma(line, i)
    if comma is not None:
        return Number(comma, i + 3, 1, "digits")
    if end < len(line) and line[end].text in VULGAR:
        return Number(value + VULGAR[line[end].text], end + 1, 1, "digits")
    over = _over(line, i)
    if over is not None:  # 1/4 percent, 1/4 of the oil
        part = i + 4 < len(line) and line[i + 3].lower == "of" and line[i + 4].lower not in ("a", "one")
        return Number(over, i + 3, 1, "part" if part else "digits")
    mixed = end + (end < len(line) and line[end].text in DASHES)
    over = _over(line, mixed)
    if over is not None and over < 1:  # 7 3/4
        return Number(value + over, mixed + 3, 1, "digits")
    return Number(value, end, 1, "digits")


def _spaced(line: list[Lexeme], i: int) -> int:
    """The lexeme after the digits at `i` with the groups of three that follow them after one space each: 2 500 000 tonnes."""
    j = i + 1
    if not line[i].text.isdecimal() or len(line[i].text) > 3 or line[i].text[0] == "0":
        return j
    before = line[i - 1] if i else None
    if before and (before.kind == "n" or before.lower in MONTHS):
        return j
    while (
        j < min(len(line), i + 6)
        and len(line[j].text) == 3
        and line[j].text.isdecimal()
        and line[j].start == line[j - 1].end + 1
    ):
        j += 1
    if j == i + 1 or j >= len(line) or line[j].kind == "n" or line[j].start > line[j - 1].end + 1:
        return i + 1
    if j > i + 2 and line[j].kind == "w":
        return j
    return j if units.unit(line, j) or currencies.after(line, j) or line[j].lower in words("scale") else i + 1


def _decimal_comma(line: list[Lexeme], i: int) -> float | None:
    """The value of digits with a decimal comma, before a scale or percent: 12,5 percent."""
    if i + 3 >= len(line) or line[i + 1].text != "," or line[i + 2].kind != "n" or not line[i].text.isdecimal():
        return None
    decimals, following = line[i + 2].text, line[i + 3].lower
    if not (
        glued(line[i], line[i + 1]) and glued(line[i + 1], line[i + 2]) and decimals.isdecimal() and len(decimals) < 3
    ):
        return None
    if following in words("scale") or following in words("suffix") or following in ("%", "percent", "per", "pct"):
        return float(f"{line[i].text}.{decimals}")
    return None


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
