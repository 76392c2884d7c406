"""Rows that were rejected by hand, and what becomes of the rows that refer to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from flows.tables import TABLES, Column, Table
from flows.tables.arrow import to_arrow
from flows.tables.rows import ROW, as_json, document_of, parents_first, row_name

Row = dict[str, object]
Tables = dict[str, pa.Table]
Gone = dict[str, dict[str, str]]
"""By table the keys of rows that are there no more, each with the author of the correction."""

REJECTED = "rejected by correction"
"""The reason that stands in `rejects` for a row that somebody rejected."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A row that was rejected, or cannot stand without one that was."""

    table: str
    row: Row
    author: str
    why: str
    """What goes to the detail of the reject."""
    reason: str = REJECTED


def signed(row: Row, author: str | None) -> Row:
    """The row with an author in `corrected_by`, once."""
    names = dict.fromkeys([*str(row["corrected_by"] or "").split("; "), *str(author or "").split("; ")])
    return row | {"corrected_by": "; ".join(filter(None, names)) or None}


def replaced(data: pa.Table, meant: pa.Array | pa.ChunkedArray, rows: Sequence[Row]) -> pa.Table:
    """The data with some rows in place of those meant."""
    rest = data.filter(pc.invert(meant))
    return pa.concat_tables([rest, pa.Table.from_pylist(list(rows), data.schema)]) if rows else rest


def remove(tables: Tables, given: Mapping[str, pa.Table], lost: Sequence[Lost]) -> Tables:
    """The tables after rows are lost (which are no longer in them): `rejects` names these rows.

    A row that must refer to a lost one is lost too; a reference that may be empty is emptied. An entity that nothing mentions
    any more is lost with its last mention. `given` are the tables as they were.
    """
    out, lost = dict(tables), list(lost)
    gone: Gone = {}
    for one in lost:
        gone.setdefault(one.table, {})[row_name(TABLES[one.table], one.row)] = one.author
    gone["entities"] = gone.get("entities", {}) | _unmentioned(out["mentions"], given["mentions"], lost)
    for name in parents_first():
        if name in gone and name == "entities":
            key = out[name]["entity_id"]
            out[name] = out[name].filter(pc.invert(pc.is_in(key, pa.array(list(gone[name]), pa.string()))))
        for column in TABLES[name].columns:
            parent = column.references.split(".")[0] if column.references else None
            if parent and gone.get(parent) and TABLES[name].correctable:
                out[name], further = _without(TABLES[name], out[name], column, gone[parent])
                lost += further
                mine = gone.setdefault(name, {})
                mine |= {row_name(TABLES[name], one.row): one.author for one in further}
    out["rejects"] = pa.concat_tables([out["rejects"], _rejects(lost, given)])
    return out


def _unmentioned(mentions: pa.Table, before: pa.Table, lost: Sequence[Lost]) -> dict[str, str]:
    """The entities that had mentions and have none left, each with who took them."""
    took = {str(one.row["mention_id"]): one.author for one in lost if one.table == "mentions"}
    last = before.filter(pc.invert(pc.is_in(before["entity_id"], pc.unique(mentions["entity_id"]))))
    now = mentions.filter(pc.is_in(mentions["mention_id"], last["mention_id"].combine_chunks()))
    took |= dict(zip(now["mention_id"].to_pylist(), now["corrected_by"].to_pylist(), strict=True))
    pairs = zip(last["entity_id"].to_pylist(), last["mention_id"].to_pylist(), strict=True)
    return {entity: took.get(mention) or "" for entity, mention in pairs}


def _without(table: Table, data: pa.Table, column: Column, gone: Mapping[str, str]) -> tuple[pa.Table, list[Lost]]:
    """The rows of a table without references, in one column, to rows that are gone; and the rows that cannot do without."""
    keys = pa.array(list(gone), pa.string())
    if column.type == "list":
        flat = pc.is_in(pc.list_flatten(data[column.name]), keys)
        at = pc.unique(pc.filter(pc.list_parent_indices(data[column.name]), flat))
        meant = pc.is_in(pa.array(range(data.num_rows), pa.int64()), at.cast(pa.int64()))
    else:
        meant = pc.is_in(data[column.name], keys)
    kept, lost = [], []
    for row in data.filter(meant).to_pylist():
        held = row[column.name]
        author = next(gone[k] for k in (held if isinstance(held, list) else [held]) if k in gone)
        if column.type == "list":
            kept.append(signed(row | {column.name: [k for k in held if k not in gone]}, author))
        elif column.nullable:
            kept.append(signed(row | {column.name: None}, author))
        else:
            parent = column.references.split(".")[0]
            why = f"{column.name} {held!r} was rejected from {parent}"
            lost.append(Lost(table.name, row, author, why, f"refers to rejected {parent}"))
    return replaced(data, meant, kept), lost


def _rejects(lost: Sequence[Lost], given: Mapping[str, pa.Table]) -> pa.Table:
    """The lost rows as rows of `rejects`."""
    rows = []
    for table in (TABLES[name] for name in dict.fromkeys(one.table for one in lost)):
        some = [one for one in lost if one.table == table.name]
        documents = document_of(table, to_arrow(table, [one.row for one in some]), given).to_pylist()
        for one, document in zip(some, documents, strict=True):
            name = row_name(table, one.row)
            rows.append(
                {
                    "path": document or name,
                    "stage": "correct",
                    "table": table.name,
                    "row_id": name,
                    "reason": one.reason,
                    "detail": one.why + ROW + as_json(one.row),
                }
            )
    return to_arrow(TABLES["rejects"], rows)
