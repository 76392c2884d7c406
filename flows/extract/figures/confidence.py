"""How sure a figure is: by where each of its slots comes from, weighed by the table of confidence.

A figure is right if all its slots are, so its confidence is the product of what the table gives for each.
"""

import functools
from collections.abc import Mapping

from flows.extract.figures.context import Context, verbal
from flows.extract.figures.measure import Meaning
from flows.extract.figures.period import Period
from flows.extract.figures.sides import FLOWS, PAIRS, Sides
from flows.extract.figures.window import Window
from flows.knowledge import knowledge

SURE = 0.9
"""A quantity of no less confidence is plain."""
NEAR, MIDDLE = 2.0, 4.0
"""Costs up to which a cue is near, or at a middle distance."""

TRADED = FLOWS - {"contract_value", "loan", "aid", "arms_quantity", "price"} | PAIRS
"""Measures of what moves in some period, told or not."""
PLAIN = TRADED | {"military_spending", "gdp", "reserves"}
"""Measures whose words mean one thing, and whose sides the grammar tells."""
BESIDE = 3
"""Words between a number and a time that stands right after it."""


@functools.cache
def _weights() -> Mapping[tuple[str, str], float]:
    return {(r["slot"], r["source"]): float(r["sure"]) for r in knowledge("confidence")}


def confidence(sources: Mapping[str, str]) -> float:
    """The probability (0..1) that all slots of a figure are right, by the source of each of them."""
    sure = 1.0
    for slot, source in sources.items():
        sure *= _weights()[slot, source]
    return round(sure, 3)


def sources(
    c: Context,
    meaning: Meaning,
    shape: str,
    goods: str | None,
    date: Period,
    expected: tuple[str, str],
    side: Sides,
    w: Window,
) -> dict[str, str]:
    """For each slot of a figure, where it was taken from: as the table of confidence calls it."""
    return {
        "quantity": "plain" if c.quantity.confidence >= SURE else "doubtful",
        "measure": _measure(meaning),
        "kind": "plain" if meaning.measure in PLAIN else "mixed",
        "form": shape.split("_")[0],
        "commodity": _commodity(c, meaning, goods, w),
        "status": _status(expected),
        "period": _period(c, shape, date, expected[0], meaning, w),
        "sides": _sides(c, meaning, side, w),
        "sentence": _sentence(c, w),
    }


def _measure(meaning: Meaning) -> str:
    if meaning.rule in ("default", "per_unit", "of product", "count", "size"):
        return "default"
    if meaning.rule in ("continued", "restated"):
        return meaning.rule
    if meaning.hub is None:
        return "kind" if meaning.cost < NEAR else "continued"
    return "near" if meaning.cost <= NEAR else "middle" if meaning.cost <= MIDDLE else "far"


def _commodity(c: Context, meaning: Meaning, goods: str | None, w: Window) -> str:
    here = {r["commodity"] for _, _, r in w.goods} | {c.quantity.commodity}
    if goods is None:
        return "left out" if len(here) > 1 and meaning.measure in FLOWS else "none"
    if goods not in here:
        return "earlier"
    return "told" if len(here - {None}) == 1 else "chosen"


def _status(expected: tuple[str, str]) -> str:
    if expected[1] == "default":
        return "plain"
    return "word" if ":" in expected[1] or expected[1] in ("measure", "modal") else "inferred"


def _period(c: Context, shape: str, date: Period, expected: str, meaning: Meaning, w: Window) -> str:
    dated = [t for t in w.times if t.start_date or t.end_date]
    if date.source == "none":
        if expected == "actual" and meaning.measure in TRADED and shape != "share":
            return "missing change" if shape == "change_relative" else "missing"
        return "left out" if dated else "none"
    own = [t for t in dated if t.text == date.text]
    if not own:
        return "earlier"
    if len(dated) == 1:
        return "only"
    last = c.quantity.tokens[1]
    return "beside" if any(0 <= t.tokens[0] - last <= BESIDE for t in own) else "chosen"


def _sides(c: Context, meaning: Meaning, side: Sides, w: Window) -> str:
    here = {p.actor for p in w.parties}
    told = {a for a in (side.reporter, side.partner) if a}
    wanted = 2 if meaning.measure in FLOWS | PAIRS else 1
    if not told:
        return "open" if here else "none"
    if not told <= here:
        return "half earlier" if told & here else "earlier"
    if len(told) < wanted:
        return "open" if len(here) > len(told) else "half"
    if len(here) > len(told):
        return "chosen"
    firm = {
        p.actor
        for p in w.parties
        if p.role in ("source", "dest", "owner", "subject", "with") and p.mention.form != "pronoun"
    }
    return "told" if told <= firm else "named"


def _sentence(c: Context, w: Window) -> str:
    if not verbal(c.parsed, c.quantity):
        return "fragment"
    n = len([q for q in w.quantities if q.dimension not in ("count", "multiple")])
    return "one number" if n <= 1 else "two numbers" if n == 2 else "many numbers"
