"""Official values of quantities, from the knowledge tables, and how far a figure is from them."""

import datetime as dt
import functools
from dataclasses import dataclass

from flows.knowledge import knowledge
from flows.reconcile.series.amount import Amount, digits
from flows.reconcile.series.quantity import Quantity, quantity, tolerances


@dataclass(frozen=True, slots=True)
class Reference:
    """An official value."""

    value: float
    unit: str
    source: str


@functools.cache
def references() -> dict[tuple[Quantity, str], Reference]:
    """Official values by quantity and unit."""
    found = {}
    for row in knowledge("reference_series"):
        cells = {name: value or None for name, value in row.items()} | {
            "form": "level",
            "start_date": dt.date.fromisoformat(row["start_date"]),
            "end_date": dt.date.fromisoformat(row["end_date"]),
        }
        about = quantity(cells)
        if about is None or (about, row["unit"]) in found:
            raise ValueError(f"{row['_at']}: {'told twice' if about else 'no quantity that a series could be about'}")
        found[about, row["unit"]] = Reference(float(row["value"]), row["unit"], row["source"])
    return found


def deviation(amount: Amount, about: Quantity, reference: Reference | None) -> float | None:
    """The value by the official one, less 1; None where the wording and usual statistical differences allow that one."""
    if reference is None or not reference.value:
        return None
    usual = abs(reference.value) * tolerances()[about.measure]
    if amount.low <= reference.value + usual and amount.high >= reference.value - usual:
        return None
    return digits(amount.value / reference.value - 1)
