"""datapackage.json: the release described for machines, after Frictionless' Data Package."""

import hashlib
from pathlib import Path

from flows.knowledge import knowledge
from flows.publish import about
from flows.tables import TABLES, Column, Table

FIELD_TYPES = {
    "string": "string",
    "int": "integer",
    "float": "number",
    "bool": "boolean",
    "date": "date",
    "list": "any",  # frictionless' Parquet reader hands over lists in a form that its own type `array` refuses
}


def datapackage(version: str, sources: list[dict[str, object]], folder: Path) -> dict[str, object]:
    """The description of a release whose Parquet files stand in `folder`."""
    return {
        "profile": "data-package",
        "name": about.NAME,
        "title": about.TITLE,
        "description": about.DESCRIPTION,
        "version": version,
        "licenses": [about.LICENSE],
        "keywords": about.KEYWORDS,
        "sources": sources + _credits(),
        "resources": [_resource(table, folder / f"{table.name}.parquet") for table in TABLES.values()],
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
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "path": path.name,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "sha256": digest,  # not as `hash`: frictionless compares that with nothing where a file is Parquet, and fails
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
    field: dict[str, object] = {
        "name": column.name,
        "type": FIELD_TYPES[column.type],
        "description": column.description,
    }
    if column.type == "list":
        field["arrowType"] = "list<string>"
    if column.unit:
        field["unit"] = column.unit
    if constraints := _constraints(column):
        field["constraints"] = constraints
    return field


def _constraints(column: Column) -> dict[str, object]:
    """What the declaration demands; codes within a list cannot be said here."""
    wanted = {
        "required": True if not column.nullable else None,
        "enum": list(column.enum) if column.type != "list" else None,
        "minimum": column.minimum,
        "maximum": column.maximum,
        "pattern": column.pattern,
    }
    return {name: value for name, value in wanted.items() if value not in (None, [])}


def _foreign_key(column: Column) -> dict[str, object]:
    table, key = column.references.split(".")
    return {"fields": [column.name], "reference": {"resource": table, "fields": [key]}}
