"""Rows that break a critical check, and rows that refer to them, go to `rejects`; the rest is clean."""

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import TopologicalSorter

import pyarrow as pa
import pyarrow.compute as pc

from flows.tables import TABLES, Table
from flows.tables.arrow import to_arrow
from flows.validate.check import Around, Check, Row

ROW = "; the row: "
"""What stands in the detail of a reject between the fault and the row as JSON."""


@dataclass(frozen=True)
class Removed:
    """The rows of one table that broke a check."""

    rows: pa.Table
    """The rows, as they came in."""
    by_check: Mapping[int, list[int]] = field(default_factory=dict)
    """For a check, by its index, the rows (indices into `rows`) that broke it."""


def quarantine(
    given: Mapping[str, pa.Table], texts: Mapping[str, str], checks_of: Callable[[Table], Sequence[Check]]
) -> tuple[Around, dict[str, Removed]]:
    """Split every table, those first that others refer to; what was removed is in the clean `rejects` beside those given.

    `rejects` itself is never split: there is no further place to put its rows.
    """
    around, removed = Around(given, {}, texts), {}
    for name in order():
        checks = [] if name == "rejects" else checks_of(TABLES[name])
        around.clean[name], removed[name] = split(given[name], checks, around)
    found = [rejects(TABLES[name], removed[name], checks_of(TABLES[name]), around) for name in TABLES]
    around.clean["rejects"] = pa.concat_tables([given["rejects"], *found])
    return around, removed


def order() -> list[str]:
    """The names of the tables, each after those it refers to. Raises CycleError if tables refer to each other in a circle."""
    refers = {
        name: [c.references.split(".")[0] for c in table.columns if c.references] for name, table in TABLES.items()
    }
    return list(TopologicalSorter(refers).static_order())


def split(data: pa.Table, checks: Sequence[Check], around: Around) -> tuple[pa.Table, Removed]:
    """Split a table into the rows that keep to all critical checks and those that do not."""
    keep = pa.chunked_array([pa.repeat(True, data.num_rows)])
    broken = {}
    for i, check in enumerate(checks):
        if check.severity == "critical":
            holds = check.holds(data, around)
            if not pc.all(holds).as_py():
                broken[i] = holds
                keep = pc.and_(keep, holds)
    if not broken:
        return data, Removed(data.slice(0, 0))
    out = pc.invert(keep)
    by_check = {i: pc.indices_nonzero(pc.invert(pc.filter(holds, out))).to_pylist() for i, holds in broken.items()}
    return data.filter(keep), Removed(data.filter(out), by_check)


def rejects(table: Table, removed: Removed, checks: Sequence[Check], around: Around) -> pa.Table:
    """The removed rows as rows of `rejects`: one each, the first broken check as reason, all faults and the row in the detail."""
    faults: dict[int, list[int]] = {}
    for check, rows in sorted(removed.by_check.items()):
        for row in rows:
            faults.setdefault(row, []).append(check)
    documents = document_of(table, removed.rows, around).to_pylist()
    found: dict[tuple, dict[str, object]] = {}
    for at, row in enumerate(removed.rows.to_pylist()):
        first = checks[faults[at][0]]
        about = {
            "path": documents[at] or row_name(table, row),
            "stage": "validate",
            "table": table.name,
            "row_id": row_name(table, row),
            "reason": first.reason_of(row, around) if first.reason_of else first.reason,
            "detail": "; ".join(checks[i].fault(row, around) for i in faults[at]) + ROW + as_json(row),
        }
        found[tuple(about.values())] = about
    return to_arrow(TABLES["rejects"], found.values())


def document_of(table: Table, data: pa.Table, around: Around) -> pa.ChunkedArray | pa.Array:
    """For each row its doc_id: its own, or that of the row it refers to; null where a row belongs to no one document."""
    if "doc_id" in table.names:
        return data["doc_id"]
    for column in table.columns:
        if column.references:
            parent, key = column.references.split(".")
            if "doc_id" in TABLES[parent].names:
                there = around.given[parent]
                at = pc.index_in(data[column.name], value_set=there[key].combine_chunks())
                return there["doc_id"].combine_chunks().take(at)
    return pa.nulls(data.num_rows, pa.string())


def row_name(table: Table, row: Row) -> str:
    """The key of a row in one string; a part that is missing is empty."""
    return "|".join("" if row[k] is None else str(row[k]) for k in table.key)


def as_json(row: Row) -> str:
    """A row as JSON: columns in their order, dates in ISO form, never an error."""
    return json.dumps(row, ensure_ascii=False, default=lambda v: v.isoformat() if isinstance(v, dt.date) else str(v))
