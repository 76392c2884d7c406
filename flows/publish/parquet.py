"""A table as a Parquet file: declared schema, declared order, the same bytes for the same rows."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.publish.about import NAME
from flows.publish.errors import ReleaseError
from flows.tables import Table
from flows.tables.arrow import arrow_schema

ROW_GROUP = 100_000


def ordered(table: Table, data: pa.Table) -> pa.Table:
    """The rows in the declared order and schema, whatever order they came in. Raises ReleaseError on a null where none may be."""
    keys = dict.fromkeys((*table.sort, *table.key))
    data = data.select(table.names)
    if data.num_rows:
        data = data.sort_by([(name, "ascending") for name in keys])
    try:
        return data.cast(arrow_schema(table)).combine_chunks()
    except (pa.ArrowInvalid, ValueError) as error:
        raise ReleaseError(f"{table.name} is not as declared, so it cannot be published: {error}") from error


def write(table: Table, data: pa.Table, path: Path, version: str) -> None:
    """Write ordered rows. The file says which dataset, version and table it is; nothing in it depends on when or where."""
    about = {"dataset": NAME, "version": version, **{k.decode(): v.decode() for k, v in data.schema.metadata.items()}}
    pq.write_table(
        data.replace_schema_metadata(about), path, compression="zstd", row_group_size=ROW_GROUP, write_statistics=True
    )


def same(data: pa.Table, path: Path) -> bool:
    """Does the file hold the same columns and rows, in the same order? False if it is not there or cannot be read."""
    try:
        there = pq.read_table(path)
    except (OSError, pa.ArrowException):
        return False
    return there.schema.equals(data.schema) and there.equals(data)
