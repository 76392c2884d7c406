"""Wording beside a number that says how exact it is."""

import functools
from typing import NamedTuple

from flows.extract.quantities.lexemes import Lexeme, Phrases
from flows.knowledge import knowledge


class Approximation(NamedTuple):
    """How exact a wording is; the bounds are factors of the number, None where there is none."""

    approx: str
    low: float | None
    high: float | None
    rule: str


EXACT = Approximation("exact", 1.0, 1.0, "")


@functools.cache
def tables() -> tuple[Phrases[Approximation], Phrases[Approximation]]:
    """The wordings that stand before a number, and those after it."""
    tables = Phrases[Approximation](), Phrases[Approximation]()
    for r in knowledge("approximations"):
        bounds = [float(r[k]) if r[k] else None for k in ("low", "high")]
        tables[r["place"] == "after"].add(r["words"], Approximation(r["approx"], bounds[0], bounds[1], r["_at"]))
    return tables


def approximation(line: list[Lexeme], start: int, end: int) -> Approximation:
    """How exact the number in lexemes `start` to `end` is said to be."""
    before, after = tables()
    hit = before.ending(line, start)
    if hit is None and start and line[start - 1].lower in ("a", "an", "the", "just", "only", "another"):
        hit = before.ending(line, start - 1)
    if hit is None and end < len(line):
        hit = after.match(line, end)
    return hit[0] if hit else EXACT
