"""Documents whose rights forbid passing on their words are published without them."""

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from flows.tables import TABLES


def withhold(tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """The tables with every column that holds words null where they may not be passed on.

    A document that is not in `documents` has no known rights, so its words are withheld too. Of `rejects` only a detail that
    can hold words is: the row of a table that has words, or what a stage after ingest says of a whole document.
    """
    documents = tables["documents"]
    passed_on = documents.filter(pc.fill_null(documents["redistribute"], False))
    free = {name: passed_on[name].combine_chunks() for name in ("doc_id", "path")}
    out = dict(tables)
    for name, table in TABLES.items():
        words = [c.name for c in table.columns if c.words]
        if words:
            out[name] = _blanked(tables[name], words, _withheld_rows(name, tables[name], free))
    return out


def _withheld_rows(name: str, data: pa.Table, free: Mapping[str, pa.Array]) -> pa.ChunkedArray:
    if name != "rejects":
        return pc.invert(pc.is_in(data["doc_id"], value_set=free["doc_id"]))
    wordy = pa.array([t.name for t in TABLES.values() if any(c.words for c in t.columns)])
    whole = pc.and_(pc.is_null(data["table"]), pc.not_equal(data["stage"], "ingest"))
    holds_words = pc.or_(pc.is_in(data["table"], value_set=wordy), whole)
    known = pc.or_(*(pc.is_in(data["path"], value_set=free[column]) for column in ("doc_id", "path")))
    return pc.and_(holds_words, pc.invert(known))


def _blanked(data: pa.Table, columns: list[str], rows: pa.ChunkedArray) -> pa.Table:
    for name in columns:
        at = data.schema.get_field_index(name)
        empty = pa.scalar(None, data.schema.field(at).type)
        data = data.set_column(at, data.schema.field(at), pc.if_else(rows, empty, data[name]))
    return data
