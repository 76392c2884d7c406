"""Corrections for the tests, on the hand-made tables."""

import datetime as dt
from collections.abc import Iterable

import pyarrow as pa

from flows.corrections import Correction
from flows.tables import TABLES
from flows.tables.arrow import to_arrow
from tests.sample_tables import sample_rows

DAY = dt.date(2024, 2, 29)
ORE = "copper#f12-25"
"""The figure of 12,000 tonnes."""


def change(
    table: str, row_id: str, column: str, expected: str | None, value: str | None, author: str = "A. Rey"
) -> Correction:
    return Correction(table, row_id, "change", column, expected, value, "checked", author, DAY)


def judge(action: str, table: str, row_id: str, expected: str | None = None, column: str | None = None) -> Correction:
    return Correction(table, row_id, action, column, expected, None, "checked", "A. Rey", DAY)


def drawn(corrections: Iterable[Correction]) -> dict[str, pa.Table]:
    """The hand-made tables as they are before anybody corrected them, and corrections to apply."""
    rows = sample_rows()
    for name in rows:
        rows[name] = [{k: v for k, v in row.items() if k != "corrected_by"} for row in rows[name]]
    rows["corrections"] = [c.row() for c in corrections]
    return {name: to_arrow(TABLES[name], some) for name, some in rows.items()}


def by_key(data: pa.Table, table: str) -> dict[object, dict[str, object]]:
    """The rows of a table by their key."""
    return {row[TABLES[table].key[0]]: row for row in data.to_pylist()}
