"""Rows that break a critical check, and rows that refer to them, go to `rejects`; the rest is clean."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from flows.tables import TABLES, Table
from flows.tables.arrow import to_arrow
from flows.tables.rows import ROW, as_json, document_of, parents_first, row_name
from flows.validate.check import Around, Check


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
    for name in parents_first():
        checks = [] if name == "rejects" else checks_of(TABLES[name])
        around.clean[name], removed[name] = split(given[name], checks, around)
    found = [rejects(TABLES[name], removed[name], checks_of(TABLES[name]), around) for name in TABLES]
    around.clean["rejects"] = pa.concat_tables([given["rejects"], *found])
    return around, removed


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
    documents = document_of(table, removed.rows, around.given).to_pylist()
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
