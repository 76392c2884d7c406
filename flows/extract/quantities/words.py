"""Words that are, or are part of, a number."""

import functools
from typing import NamedTuple

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


class Number(NamedTuple):
    """A number read from lexemes up to, not including, `end`."""

    value: float
    end: int
    scale: float
    """1e6 for `5 million`; `value` holds it."""
    form: str
    """digits, words, vague (dozens, a few hundred) or part (a fraction such as two thirds)."""


@functools.cache
def words(kind: str) -> dict[str, float]:
    """The words of one kind in the table of numerals, with their values."""
    return {r["word"]: float(r["value"]) for r in knowledge("numerals") if r["kind"] == kind}


@functools.cache
def openers() -> frozenset[str]:
    """Lower-case words with which a number may begin."""
    return frozenset(
        {*words("unit"), *words("ten"), *words("hundred"), *words("vague"), "a", "an", "half", "quarter", *VULGAR}
    )
