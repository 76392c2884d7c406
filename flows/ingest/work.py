"""Documents as an Arrow table, for the work folder: a stage can be run on its own over what ingest left there."""

from collections.abc import Iterable
from dataclasses import fields

import pyarrow as pa

from flows.document import Block, Document

BLOCK = pa.struct([("start", pa.int64()), ("end", pa.int64()), ("section", pa.string())])
SPECIAL = {
    "text": pa.large_string(),
    "blocks": pa.large_list(BLOCK),
    "authors": pa.list_(pa.string()),
    "published": pa.date32(),
    "redistribute": pa.bool_(),
}
SCHEMA = pa.schema([(f.name, SPECIAL.get(f.name, pa.string())) for f in fields(Document)])
"""A column for every field of `Document`."""


def to_arrow(documents: Iterable[Document]) -> pa.Table:
    """The documents, whole, a row each."""
    columns: dict[str, list[object]] = {name: [] for name in SCHEMA.names}
    for document in documents:
        for name, cells in columns.items():
            cells.append(getattr(document, name))
        columns["blocks"][-1] = [{"start": b.start, "end": b.end, "section": b.section} for b in document.blocks]
    return pa.table(columns, schema=SCHEMA)


def from_arrow(table: pa.Table) -> list[Document]:
    """The documents of a table that `to_arrow` made. Raises KeyError if a column is missing."""
    missing = set(SCHEMA.names) - set(table.column_names)
    if missing:
        raise KeyError(f"no columns {', '.join(sorted(missing))}")
    return [
        Document(
            **row
            | {
                "authors": tuple(row["authors"]),
                "blocks": tuple(Block(b["start"], b["end"], b["section"]) for b in row["blocks"]),
            }
        )
        for row in table.select(SCHEMA.names).to_pylist()
    ]
