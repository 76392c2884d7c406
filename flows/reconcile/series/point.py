"""A figure, told or derived, as one point of a series: quantity, status, and its amount in the unit of the series."""

import functools
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flows.knowledge import knowledge
from flows.reconcile.series.amount import Amount, amount, digits
from flows.reconcile.series.quantity import Quantity, quantity

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of a series."""

    quantity: Quantity
    status: str
    unit: str
    amount: Amount
    doc_id: str
    figure_id: str | None
    derived_id: str | None
    conversion: str | None
    """How the amount was brought to the unit; None if it was told in it."""
    told: Row
    """The row that it was made from."""

    @property
    def series_id(self) -> str:
        """The series that it belongs to."""
        return f"{self.quantity.key}/{self.status}/{self.unit}"

    @property
    def order(self) -> tuple[float, float, float, str, str]:
        """Sorts points the same way whatever order their documents came in."""
        return (self.amount.value, self.amount.low, self.amount.high, self.figure_id or "", self.derived_id or "")


def points(figures: Iterable[Row]) -> list[Point]:
    """The points that rows of `figures` make; rows that name no quantity make none. Derived rows have `derived_id`."""
    found = []
    for row in figures:
        about = quantity(row)
        if about is not None and math.isfinite(row["value"]):
            found.append(point(row, about))
    return found


def point(row: Row, about: Quantity) -> Point:
    """The point of a row about a known quantity, in the canonical unit; money in dollars where a rate of its year is known."""
    told, unit, conversion = amount(row), row["unit"], None
    canonical, value = row.get("unit_canonical"), row.get("value_canonical")
    if canonical and canonical != unit and value is not None and row["value"]:
        factor = value / row["value"]
        if factor > 0:
            told, unit, conversion = told.times(factor), canonical, f"1 {unit} = {digits(factor):g} {canonical}"
    rate = rates().get((unit, about.year))
    if rate is not None:
        told = told.times(1 / float(rate["per_usd"]))
        unit, conversion = "USD", f"{rate['per_usd']} {unit} = 1 USD, average of {rate['year']}, {rate['source']}"
    return Point(
        about, row["status"], unit, told, row["doc_id"], row.get("figure_id"), row.get("derived_id"), conversion, row
    )


@functools.cache
def rates() -> dict[tuple[str, int], dict[str, str]]:
    """Exchange rates by currency and year."""
    return {(r["currency"], int(r["year"])): r for r in knowledge("exchange_rates")}
