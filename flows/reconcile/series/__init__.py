"""The figures of all documents brought together: one row a quantity and period, and what follows from that."""

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import pyarrow as pa

from flows.reconcile.series.agreement import agree
from flows.reconcile.series.contradictions import contradictions
from flows.reconcile.series.derived import derived
from flows.reconcile.series.outcomes import outcomes
from flows.reconcile.series.point import Point, points
from flows.reconcile.series.quantity import Quantity
from flows.reconcile.series.reference import deviation, references
from flows.tables import TABLES
from flows.tables.arrow import to_arrow

Row = dict[str, object]
READ = (
    "figure_id", "doc_id", "sentence_id", "start_char", "end_char", "text", "measure", "form", "value", "value_low", "value_high",
    "approx", "unit", "value_canonical", "unit_canonical", "commodity", "status", "start_date", "end_date", "reporter",
    "partner", "flow", "rate", "entity_id",
)  # fmt: skip
"""Columns of `figures` that count here."""


def series(tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """The tables `series, series_figures, derived_figures, outcomes, contradictions`.

    They follow from `figures`, the dates of `documents` and `statements`, and the knowledge tables; the order of rows does
    not matter, and a further document changes only the series it has figures of.
    """
    told = points(tables["figures"].select(READ).to_pylist())
    implied = derived(told)
    every = [*told, *points(implied)]
    groups: dict[str, list[Point]] = defaultdict(list)
    for point in sorted(every, key=lambda p: p.order):
        groups[point.series_id].append(point)
    rows: list[tuple[Quantity, Row]] = []
    members: list[Row] = []
    for series_id, some in groups.items():
        row, parts = _series(series_id, some)
        rows.append((some[0].quantity, row))
        members += parts
    found = {
        "series": [row for _, row in rows],
        "series_figures": members,
        "derived_figures": [
            row | {name: _finite(row[name]) for name in ("value_low", "value_high")} for row in implied
        ],
        "outcomes": outcomes(told, rows, references(), _made_on(tables)),
        "contradictions": contradictions(told),
    }
    return {name: to_arrow(TABLES[name], some) for name, some in found.items()}


def _series(series_id: str, some: Sequence[Point]) -> tuple[Row, list[Row]]:
    """The row of a series, and those of its figures."""
    about, unit = some[0].quantity, some[0].unit
    together = agree([p.amount for p in some])
    reference = references().get((about, unit)) if some[0].status == "actual" else None
    chosen = [p for p, standing in zip(some, together.standings, strict=True) if standing == "reconciled"]
    values = [p.amount.value for p in some]
    row = about.cells() | {
        "series_id": series_id,
        "entity_id": about.entity_id,
        "status": some[0].status,
        "unit": unit,
        "value": together.value,
        "value_min": min(values),
        "value_max": max(values),
        "n_figures": sum(p.figure_id is not None for p in some),
        "n_documents": len({p.doc_id for p in some}),
        "agreement": together.agreement,
        "reference_value": reference.value if reference else None,
        "reference_source": reference.source if reference else None,
        "deviation": deviation(chosen[0].amount, about, reference) if chosen else None,
    }
    parts = [
        {
            "series_id": series_id,
            "member_id": p.figure_id or p.derived_id,
            "figure_id": p.figure_id,
            "derived_id": p.derived_id,
            "value": p.amount.value,
            "value_low": _finite(p.amount.low),
            "value_high": _finite(p.amount.high),
            "conversion": p.conversion,
            "standing": standing,
            "deviation": deviation(p.amount, about, reference),
        }
        for p, standing in zip(some, together.standings, strict=True)
    ]
    return row, parts


def _finite(bound: object) -> object:
    return bound if bound is not None and math.isfinite(bound) else None


def _made_on(tables: Mapping[str, pa.Table]) -> Callable[[Point], dt.date | None]:
    """When an expectation was told: the date of the innermost statement around it that has one, else that of publication."""
    documents = tables["documents"]
    published = dict(zip(documents["doc_id"].to_pylist(), documents["published"].to_pylist(), strict=True))
    spoken: dict[str, list[Row]] = defaultdict(list)
    for s in (
        tables["statements"].select(["doc_id", "start_char", "end_char", "start_date", "date_precision"]).to_pylist()
    ):
        if s["start_date"] is not None and s["date_precision"] in ("day", "month"):
            spoken[s["doc_id"]].append(s)

    def told(point: Point) -> dt.date | None:
        start, end = point.told["start_char"], point.told["end_char"]
        around = [s for s in spoken[point.doc_id] if s["start_char"] <= start and end <= s["end_char"]]
        inner = min(around, key=lambda s: (s["end_char"] - s["start_char"], s["start_char"]), default=None)
        return inner["start_date"] if inner else published.get(point.doc_id)

    return told
