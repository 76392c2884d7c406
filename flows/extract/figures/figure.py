"""A number that measures something, with what it measures."""

import datetime as dt
from dataclasses import dataclass

from flows.extract.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity with its meaning: the columns of the `figures` table."""

    quantity: Quantity
    measure: str
    form: str
    value: float
    low: float | None
    high: float | None
    approx: str
    commodity: str | None
    status: str
    start_date: dt.date | None
    end_date: dt.date | None
    date_precision: str
    date_text: str | None
    date_source: str
    reporter: str | None
    partner: str | None
    flow: str | None
    rate: str
    domain: str
    entity_id: str | None
    plausible: bool
    plausible_note: str | None
    rule: str
    confidence: float
