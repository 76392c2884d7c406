"""Arrow schemas and tables from the declarations."""

from collections.abc import Iterable, Mapping

import pyarrow as pa

from flows.tables.column import Column, Table

ARROW_TYPES = {
    "string": pa.string(),
    "int": pa.int64(),
    "float": pa.float64(),
    "bool": pa.bool_(),
    "date": pa.date32(),
    "list": pa.list_(pa.string()),
}


def arrow_field(column: Column) -> pa.Field:
    """The column as an Arrow field, its meaning and unit in the metadata."""
    about = {"description": column.description}
    if column.unit:
        about["unit"] = column.unit
    return pa.field(column.name, ARROW_TYPES[column.type], column.nullable, about)


def arrow_schema(table: Table) -> pa.Schema:
    """The table's Arrow schema, with title and description in its metadata."""
    return pa.schema(
        [arrow_field(c) for c in table.columns],
        {"table": table.name, "title": table.title, "description": table.description},
    )


def to_arrow(table: Table, rows: Iterable[Mapping[str, object]]) -> pa.Table:
    """Rows as an Arrow table in the declared schema; a column that a row leaves out is null.

    Nullability is the business of `validate`, so fields are built nullable here and a bad row can still be seen.
    """
    schema = pa.schema([f.with_nullable(True) for f in arrow_schema(table)], arrow_schema(table).metadata)
    rows = list(rows)
    unknown = {k for r in rows for k in r} - set(table.names)
    if unknown:
        raise KeyError(f"{table.name}: no such columns: {', '.join(sorted(unknown))}")
    return pa.Table.from_pylist(rows, schema=schema)


def in_order(table: Table, data: pa.Table) -> pa.Table:
    """The rows in the declared order."""
    return data.sort_by([(name, "ascending") for name in table.sort]) if data.num_rows else data
