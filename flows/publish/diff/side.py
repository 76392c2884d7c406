"""One side of a comparison: a published release, or tables that may become one."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from flows.publish.describe.codelists import code_list
from flows.publish.errors import ReleaseError
from flows.publish.manifest import SUMS
from flows.tables import TABLES, Column, Table
from flows.tables.arrow import arrow_schema
from flows.tables.changes import changes

RULES = ("code", "knowledge", "model", "libraries")
"""What release.json says of the rules that made a release; the same documents under the same rules give the same rows."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column as a reader of the release meets it."""

    name: str
    type: str
    nullable: bool
    unit: str
    description: str
    codes: Mapping[str, str]
    """The codes it may hold, with their meaning, "" where none is told; empty where any value may stand."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table in order, and the key; no columns in the key if one of them may be null."""

    fields: Mapping[str, Field]
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """Tables with their layouts, and what made them."""

    version: str | None
    """Without the v; None for tables not published yet."""
    layouts: Mapping[str, Layout]
    data: Mapping[str, pa.Table | ds.Dataset]
    rules: Mapping[str, object]
    sums: str | None
    """SHA-256 of the release's list of checksums."""

    def rows(self, table: str) -> int:
        """The number of rows of a table; 0 if there is no such table."""
        found = self.data.get(table)
        if found is None:
            return 0
        return found.num_rows if isinstance(found, pa.Table) else found.count_rows()


def unpublished(tables: Mapping[str, pa.Table], rules: Mapping[str, object]) -> Side:
    """Tables as declared, made by the rules."""
    layouts = {
        name: _layout(arrow_schema(t), _key(t), {c.name: _codes(c) for c in t.columns}) for name, t in TABLES.items()
    }
    return Side(None, layouts, tables, {name: rules.get(name) for name in RULES}, None)


def release(folder: Path) -> Side:
    """A published release. Raises ReleaseError if the folder does not hold a whole one."""
    try:
        package = json.loads((folder / "datapackage.json").read_text("utf-8"))
        made = json.loads((folder / "release.json").read_text("utf-8"))
        resources = {
            r["name"]: r for r in package["resources"] if r["name"] != changes.name and r["format"] == "parquet"
        }
        paths = {name: folder / r["path"] for name, r in resources.items()}
        layouts = {name: _published(pq.read_schema(paths[name]), r["schema"]) for name, r in resources.items()}
        data = {name: ds.dataset(path, format="parquet") for name, path in paths.items()}
        sums = folder / SUMS
        digest = hashlib.sha256(sums.read_bytes()).hexdigest()
        return Side(str(package["version"]), layouts, data, {name: made.get(name) for name in RULES}, digest)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, pa.ArrowException) as error:
        raise ReleaseError(f"{folder} does not hold a whole release: {error}") from error


def _published(schema: pa.Schema, described: Mapping[str, object]) -> Layout:
    codes = {}
    for field in described["fields"]:
        listed = dict.fromkeys(field.get("constraints", {}).get("enum", ()), "")
        told = {c["value"]: c["label"] for c in field.get("categories", ()) if c["label"] != c["value"]}
        codes[field["name"]] = listed | dict.fromkeys((c["value"] for c in field.get("categories", ())), "") | told
    return _layout(schema, tuple(described.get("primaryKey", ())), codes)


def _key(table: Table) -> tuple[str, ...]:
    return () if any(table.column(name).nullable for name in table.key) else table.key


def _codes(column: Column) -> dict[str, str]:
    found = code_list(column)
    return found.meanings if found else {}


def _layout(schema: pa.Schema, key: tuple[str, ...], codes: Mapping[str, Mapping[str, str]]) -> Layout:
    fields = {}
    for field in schema:
        about = {k.decode(): v.decode() for k, v in (field.metadata or {}).items()}
        unit, description = about.get("unit", ""), about.get("description", "")
        kind = "list<string>" if pa.types.is_list(field.type) else str(field.type)
        fields[field.name] = Field(field.name, kind, field.nullable, unit, description, codes.get(field.name, {}))
    return Layout(fields, key)
