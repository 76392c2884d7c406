"""Wording beside a number that says how exact it is."""

import functools
from typing import NamedTuple

from flows.extract.quantities.lexemes import DASHES, Lexeme, Phrases
from flows.knowledge import knowledge


class Approximation(NamedTuple):
    """How exact a wording is; the bounds are factors of the number, None where there is none."""

    approx: str
    low: float | None
    high: float | None
    rule: str


EXACT = Approximation("exact", 1.0, 1.0, "")


@functools.cache
def tables() -> dict[str, Phrases[Approximation]]:
    """The wordings by place: `before` a number, `after` it, or `in` it."""
    out = {place: Phrases[Approximation]() for place in ("before", "after", "in")}
    for r in knowledge("approximations"):
        low, high = (float(r[k]) if r[k] else None for k in ("low", "high"))
        out[r["place"]].add(r["words"], Approximation(r["approx"], low, high, r["_at"]))
    return out


def approximation(line: list[Lexeme], start: int, end: int) -> Approximation:
    """How exact the number in lexemes `start` to `end` is said to be."""
    places = tables()
    hit = places["before"].ending(line, start)
    if hit is None and start and line[start - 1].lower in ("a", "an", "the", "just", "only", "another"):
        hit = places["before"].ending(line, start - 1)
    dashed = end + (end < len(line) and line[end].text in DASHES)
    hit = hit or places["after"].match(line, end) or (places["after"].match(line, dashed) if dashed > end else None)
    return hit[0] if hit else EXACT


def vagueness(line: list[Lexeme], start: int) -> Approximation:
    """How exact the vague number that begins at lexeme `start` is: a few hundred, dozens."""
    hit = tables()["in"].match(line, start + (line[start].lower == "a"))
    return hit[0] if hit else EXACT
