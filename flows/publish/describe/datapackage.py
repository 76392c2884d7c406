"""datapackage.json: the release described for machines, after Frictionless' Data Package."""

from collections.abc import Mapping
from pathlib import Path

from flows.knowledge import knowledge
from flows.publish import about
from flows.publish.describe.codelists import code_list
from flows.publish.describe.digest import sha256
from flows.tables import Column, Table

FIELD_TYPES = {
    "string": "string",
    "int": "integer",
    "float": "number",
    "bool": "boolean",
    "date": "date",
    "list": "any",  # frictionless' Parquet reader hands over lists in a form that its own type `array` refuses
}


def datapackage(
    version: str,
    history: Mapping[str, object],
    sources: list[dict[str, object]],
    folder: Path,
    declared: Mapping[str, Table],
) -> dict[str, object]:
    """The description of a release whose Parquet files stand in `folder`.

    `history` says which version was before (`previous`), and what the difference is (`change`); None for the first.
    """
    return {
        "profile": "data-package",
        "name": about.NAME,
        "title": about.TITLE,
        "description": about.DESCRIPTION,
        "version": version,
        **{name: told for name, told in history.items() if told},
        "licenses": [about.LICENSE],
        "contributors": [{"title": about.AUTHOR, "role": "author"}],
        "keywords": about.KEYWORDS,
        "sources": sources + _credits(),
        "resources": [_resource(table, folder / f"{table.name}.parquet") for table in declared.values()],
    }


def _credits() -> list[dict[str, object]]:
    """The works that the knowledge tables draw on, as sources."""
    return [
        {
            "title": c["title"],
            "path": c["path"],
            "author": c["author"],
            "rights": c["licence"],
            "usedFor": c["used_for"],
        }
        for c in knowledge("credits")
    ]


def _resource(table: Table, path: Path) -> dict[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "path": path.name,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "sha256": sha256(
            path
        ),  # not as `hash`: frictionless compares that with nothing where a file is Parquet, and fails
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, object]:
    schema: dict[str, object] = {"fields": [_field(column) for column in table.columns]}
    if not any(table.column(name).nullable for name in table.key):
        schema["primaryKey"] = list(table.key)
    keys = [_foreign_key(column) for column in table.columns if column.references and column.type != "list"]
    if keys:
        schema["foreignKeys"] = keys
    return schema


def _field(column: Column) -> dict[str, object]:
    gaps = column.type == "int" and column.nullable  # frictionless' Parquet reader makes floats of integers with nulls
    field: dict[str, object] = {
        "name": column.name,
        "type": "number" if gaps else FIELD_TYPES[column.type],
        "description": column.description,
    }
    if column.type == "list":
        field["arrowType"] = "list<string>"
    if column.unit:
        field["unit"] = column.unit
    if constraints := _constraints(column):
        field["constraints"] = constraints
    if codes := code_list(column):
        field["categories"] = [{"value": code, "label": meaning or code} for code, meaning in codes.meanings.items()]
    return field


def _constraints(column: Column) -> dict[str, object]:
    """What the declaration demands; codes within a list cannot be said here, nor bounds of a column with nulls (read as NaN)."""
    wanted = {
        "required": True if not column.nullable else None,
        "enum": list(column.enum) if column.type != "list" else None,
        "minimum": None if column.nullable else column.minimum,
        "maximum": None if column.nullable else column.maximum,
        "pattern": column.pattern,
    }
    return {name: value for name, value in wanted.items() if value not in (None, [])}


def _foreign_key(column: Column) -> dict[str, object]:
    table, key = column.references.split(".")
    return {"fields": [column.name], "reference": {"resource": table, "fields": [key]}}
