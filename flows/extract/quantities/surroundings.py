"""What stands right beside a number: signs that make it part of something else."""

from flows.extract.quantities.lexemes import DASHES, Lexeme, glued
from flows.extract.quantities.words import Number


def _score(line: list[Lexeme], n: Number) -> bool:
    """True for the first number of a score, a vote or a format of talks: 14-0, 50-50, 5+1."""
    sign = line[n.end]
    if n.end + 1 >= len(line) or line[n.end + 1].kind != "n" or not glued(sign, line[n.end + 1]) or n.form != "digits":
        return False
    other = line[n.end + 1].text
    return sign.text == "+" or (other.isdecimal() and len(other) < 4 and n.scale == 1 and float(other) <= n.value)


def stands_free(line: list[Lexeme], start: int, n: Number, joined: bool) -> bool:
    """False for numbers that are part of a name, an ordinal, a version, a telephone number or a note marker."""
    if start:
        last = line[start - 1]
        if glued(last, line[start]):
            if last.kind != "s" or last.text in "[#@/^_\\":
                return False
            if (
                last.text in DASHES
                and not joined
                and start > 1
                and glued(line[start - 2], last)
                and line[start - 2].kind != "s"
            ):
                return False
            if (
                last.text in ".,;:!?”’\"'»"
                and start > 1
                and glued(line[start - 2], last)
                and line[start - 2].text not in "$([-–—"
            ):
                return False
            if last.text == "+" and (len(line[start].text) > 3 or (start > 1 and glued(line[start - 2], last))):
                return False
    if n.end < len(line):
        last, following = line[n.end - 1], line[n.end]
        if glued(last, following):
            if following.lower in ("st", "nd", "rd", "th", "s") and last.kind == "n":
                return False
            if (following.text == "+" or following.text in DASHES) and _score(line, n):
                return False
            if (
                following.text in ":/"
                and n.end + 1 < len(line)
                and line[n.end + 1].kind == "n"
                and glued(following, line[n.end + 1])
            ):
                return False
            if (
                following.text == "."
                and n.end + 1 < len(line)
                and line[n.end + 1].kind == "n"
                and glued(following, line[n.end + 1])
            ):
                return False
            if following.text == "]" and start and line[start - 1].text == "[":
                return False
    return True
