"""What was expected, aimed at or agreed, beside what came."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from flows.reconcile.series.amount import digits
from flows.reconcile.series.point import Point
from flows.reconcile.series.quantity import Quantity
from flows.reconcile.series.reference import Reference

Row = dict[str, object]
Came = tuple[float, str, str]
"""An actual value, its source, and where that is: corpus or official."""
EXPECTED = frozenset({"forecast", "target", "agreed"})


def outcomes(
    points: Sequence[Point],
    series: Iterable[tuple[Quantity, Row]],
    references: dict[tuple[Quantity, str], Reference],
    made_on: Callable[[Point], dt.date | None],
) -> list[Row]:
    """The rows of `outcomes`: for each expected level the actual value of the corpus, and that of a reference series.

    `series` are rows, each with its quantity; of them those that are actual and have a value count. What was told after the
    period ended is no expectation, and stays out.
    """
    came: dict[tuple[Quantity, str], list[Came]] = defaultdict(list)
    for about, row in series:
        if row["status"] == "actual" and row["value"] is not None:
            came[about, row["unit"]].append((row["value"], row["series_id"], "corpus"))
    for key, reference in references.items():
        came[key].append((reference.value, reference.source, "official"))
    found = []
    for p in sorted(points, key=lambda p: p.order):
        if p.status not in EXPECTED or p.quantity.form != "level" or p.figure_id is None:
            continue
        told = made_on(p)
        if told and told > p.quantity.end_date:
            continue
        found += [_row(p, actual, told) for actual in came.get((p.quantity, p.unit), ())]
    return found


def _row(p: Point, came: Came, told: dt.date | None) -> Row:
    actual, source, where = came
    q, expected = p.quantity, p.amount.value
    horizon = round((q.end_date - told).days / 365.25, 2) if told else None
    return {
        name: getattr(q, name) for name in ("measure", "commodity", "reporter", "partner", "start_date", "end_date")
    } | {
        "outcome_id": f"{p.figure_id}/{where}",
        "figure_id": p.figure_id,
        "unit": p.unit,
        "made_on": told,
        "horizon_years": horizon,
        "expected_value": expected,
        "actual_value": actual,
        "actual_source": source,
        "difference": digits(actual - expected),
        "ratio": digits(actual / expected) if expected else None,
    }
