"""A published version as it stands in its folder. It is read by what it says of itself, so that old ones are read too."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.publish.errors import ReleaseError

DESCRIPTOR = "datapackage.json"
BATCH = 20_000
COLUMNS = ["table", "column", "type", "unit", "meaning"]
"""What is said of each column."""
CODES = ["table", "column", "code", "meaning"]
"""What is said of each code."""


@dataclass(frozen=True)
class Held:
    """A table of a published version."""

    name: str
    path: Path
    description: str
    key: tuple[str, ...]
    """Empty where a column of the key may be null."""
    foreign: tuple[tuple[str, str, str], ...]
    """Column, and the table and column that its values refer to."""
    codes: tuple[tuple[str, str, str], ...]
    """Column, code, and what the code means there."""

    @cached_property
    def schema(self) -> pa.Schema:
        """Columns with types; a column's meaning and unit stand in its metadata."""
        return pq.read_schema(self.path)

    @cached_property
    def n_rows(self) -> int:
        """How many rows the table has."""
        return pq.read_metadata(self.path).num_rows

    @property
    def lists(self) -> list[str]:
        """The columns whose values are lists."""
        return [f.name for f in self.schema if pa.types.is_list(f.type)]

    def columns(self) -> list[tuple[str, str, str, str | None, str]]:
        """Of each column: table, column, type, unit and meaning."""
        found = []
        for field in self.schema:
            said = {k.decode(): v.decode() for k, v in (field.metadata or {}).items()}
            kind = "list of strings" if field.name in self.lists else str(field.type)
            found.append((self.name, field.name, kind, said.get("unit"), said.get("description", "")))
        return found

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The rows, in order."""
        with pq.ParquetFile(self.path) as file:
            yield from file.iter_batches(BATCH)

    def flat_schema(self) -> pa.Schema:
        """The schema with lists as text."""
        return pa.schema([pa.field(f.name, pa.string()) if f.name in self.lists else f for f in self.schema])

    def flat_batches(self) -> Iterator[pa.RecordBatch]:
        """The rows with lists as JSON text, for formats that have no lists."""
        schema = self.flat_schema()
        for batch in self.batches():
            columns = [_as_json(batch[n]) if n in self.lists else batch[n] for n in schema.names]
            yield pa.RecordBatch.from_arrays(columns, schema=schema)


@dataclass(frozen=True)
class Release:
    """A published version, or some tables of it."""

    folder: Path
    name: str
    version: str
    descriptor: dict[str, object]
    """Its datapackage.json."""
    tables: tuple[Held, ...]
    whole: bool
    """False if only some tables are wanted."""

    def about(self) -> dict[str, str]:
        """What it is, in a few words each."""
        licence = ", ".join(licence["name"] for licence in self.descriptor["licenses"])
        cited = f"{self.name}, version {self.version} (data set)"
        what = str(self.descriptor["description"])
        return {"name": self.name, "version": self.version, "description": what, "licence": licence, "cite as": cited}


def opened(folder: Path, only: Sequence[str] = ()) -> Release:
    """The release in a folder, with the tables in `only`, by default all.

    Raises ReleaseError if it has no such table, or if it cannot be read.
    """
    try:
        descriptor = json.loads((folder / DESCRIPTOR).read_text("utf-8"))
        described = {r["name"]: r for r in descriptor["resources"]}
        tables = tuple(_held(folder / resource["path"], resource) for resource in described.values())
        known = {t.name for t in tables}
        others = tuple(_held(p, {}) for p in sorted(folder.glob("*.parquet")) if p.stem not in known)
    except (OSError, ValueError, KeyError, pa.ArrowException) as error:
        raise ReleaseError(
            f"{folder} is damaged and cannot be read: {error}; `dyad verify` tells what is wrong with it"
        ) from error
    tables += others
    if missing := sorted(set(only) - {t.name for t in tables}):
        raise ReleaseError(f"{folder} has no table {', '.join(missing)}; it has {', '.join(t.name for t in tables)}")
    wanted = tuple(t for t in tables if not only or t.name in only)
    return Release(folder, descriptor["name"], descriptor["version"], descriptor, wanted, len(wanted) == len(tables))


def _held(path: Path, resource: dict) -> Held:
    said = {k.decode(): v.decode() for k, v in (pq.read_schema(path).metadata or {}).items()}
    schema = resource.get("schema", {})
    foreign = tuple(
        (key["fields"][0], key["reference"]["resource"], key["reference"]["fields"][0])
        for key in schema.get("foreignKeys", ())
    )
    codes = tuple(
        (field["name"], code["value"], code["label"])
        for field in schema.get("fields", ())
        for code in field.get("categories", ())
    )
    return Held(path.stem, path, said.get("description", ""), tuple(schema.get("primaryKey", ())), foreign, codes)


def _as_json(lists: pa.Array) -> pa.Array:
    said = [None if v is None else json.dumps(v, ensure_ascii=False) for v in lists.to_pylist()]
    return pa.array(said, pa.string())
