"""Rows of any table: their names, their documents, and which tables come before which."""

import datetime as dt
import json
from collections.abc import Mapping
from graphlib import TopologicalSorter

import pyarrow as pa
import pyarrow.compute as pc

from flows.tables import TABLES, Table

ROW = "; the row: "
"""What stands in the detail of a reject between the fault and the row as JSON."""


def row_name(table: Table, row: Mapping[str, object]) -> str:
    """The key of a row in one string; a part that is missing is empty."""
    return "|".join("" if row[k] is None else str(row[k]) for k in table.key)


def row_names(table: Table, data: pa.Table) -> pa.Array | pa.ChunkedArray:
    """The names of all rows of a table whose key is of strings."""
    parts = [pc.fill_null(data[k], "") for k in table.key]
    return pc.binary_join_element_wise(*parts, "|") if len(parts) > 1 else parts[0]


def as_json(row: Mapping[str, object]) -> str:
    """A row as JSON: columns in their order, dates in ISO form, never an error."""
    return json.dumps(row, ensure_ascii=False, default=lambda v: v.isoformat() if isinstance(v, dt.date) else str(v))


def document_of(table: Table, data: pa.Table, given: Mapping[str, pa.Table]) -> pa.ChunkedArray | pa.Array:
    """For each row its doc_id: its own, or that of the row of `given` it refers to; null where it belongs to no one document."""
    if "doc_id" in table.names:
        return data["doc_id"]
    for column in table.columns:
        if column.references:
            parent, key = column.references.split(".")
            if "doc_id" in TABLES[parent].names:
                there = given[parent]
                at = pc.index_in(data[column.name], value_set=there[key].combine_chunks())
                return there["doc_id"].combine_chunks().take(at)
    return pa.nulls(data.num_rows, pa.string())


def parents_first() -> list[str]:
    """The names of the tables, each after those it refers to. Raises CycleError if tables refer to each other in a circle."""
    refers = {
        name: [c.references.split(".")[0] for c in table.columns if c.references] for name, table in TABLES.items()
    }
    return list(TopologicalSorter(refers).static_order())
