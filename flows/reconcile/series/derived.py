"""Figures that a text implies: a level and its change since the year before give the level of that year."""

from collections import defaultdict
from collections.abc import Sequence

from flows.reconcile.series.amount import Amount, digits, spelled
from flows.reconcile.series.point import Point

Row = dict[str, object]


def derived(points: Sequence[Point]) -> list[Row]:
    """The rows of `derived_figures`: for each actual change of a year and level of the same quantity, year and sentence.

    "Dropped by 28 percent to US$68 billion in 2015" implies 68 / (1 - 0.28) for 2014. The bounds come from what the wordings
    of both allow. A change of -100 % or less implies nothing.
    """
    levels: dict[tuple[object, ...], list[Point]] = defaultdict(list)
    for p in points:
        if p.quantity.form == "level" and p.status == "actual":
            levels[p.told["sentence_id"], p.quantity].append(p)
    found = []
    for change in points:
        if change.quantity.form != "change_relative" or change.status != "actual":
            continue
        for level in levels.get((change.told["sentence_id"], change.quantity.of_form("level")), ()):
            if row := _before(level, change):
                found.append(row)
    return found


def earlier(level: Amount, change: Amount) -> Amount | None:
    """The amount from which a change by so many percent led to a level; None for a fall to nothing."""
    if min(change.value, change.low) <= -100:
        return None
    ends = [
        digits(bound / (1 + percent / 100))
        for bound in (level.low, level.high)
        for percent in (change.low, change.high)
    ]
    return Amount(digits(level.value / (1 + change.value / 100)), min(ends), max(ends), level.loose or change.loose)


def _before(level: Point, change: Point) -> Row | None:
    amount = earlier(level.amount, change.amount)
    about = level.quantity.before()
    if amount is None or about is None:
        return None
    percent = change.amount.value
    sign = "+" if percent >= 0 else "-"
    return about.cells() | {
        "derived_id": f"{level.figure_id}/{about.start_date.year}",
        "doc_id": level.doc_id,
        "figure_ids": sorted([level.figure_id, change.figure_id]),
        "entity_id": about.entity_id,
        "status": level.status,
        "unit": level.unit,
        "value": amount.value,
        "value_low": amount.low,
        "value_high": amount.high,
        "approx": "range",
        "arithmetic": (
            f"{spelled(level.amount.value, level.unit)} in {level.quantity.year} / (1 {sign} {abs(percent):.12g} %) "
            f"= {spelled(amount.value, level.unit)} in {about.year}"
        ),
    }
