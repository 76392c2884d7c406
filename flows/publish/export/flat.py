"""A text file a table: csv and jsonl, with the release's codebook and citation beside them."""

import json
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pyarrow.csv as pc

from flows.artefact import write_json
from flows.publish.export.held import DESCRIPTOR, Release

BESIDE = ("CODEBOOK.md", "DICTIONARY.md", "CITATION.cff")
"""What goes with the tables, where the release has it."""


def write_csv(release: Release, folder: Path) -> None:
    """Write `<table>.csv` a table, with a datapackage.json; UTF-8, dates ISO 8601, lists JSON, no value an empty cell."""
    for table in release.tables:
        with pc.CSVWriter(folder / f"{table.name}.csv", table.flat_schema()) as out:
            for batch in table.flat_batches():
                out.write_batch(batch)
    write_json(folder / DESCRIPTOR, _described(release))
    _beside(release, folder)


def write_jsonl(release: Release, folder: Path) -> None:
    """Write `<table>.jsonl` a table: an object a row, dates ISO 8601, lists as lists, no value as null."""
    for table in release.tables:
        with (folder / f"{table.name}.jsonl").open("w", encoding="utf-8", newline="\n") as out:
            for batch in table.batches():
                out.writelines(
                    json.dumps(row, ensure_ascii=False, default=date.isoformat) + "\n" for row in batch.to_pylist()
                )
    _beside(release, folder)


def _beside(release: Release, folder: Path) -> None:
    for name in BESIDE:
        if (release.folder / name).is_file():
            shutil.copyfile(release.folder / name, folder / name)


def _described(release: Release) -> dict[str, object]:
    """The release's data package, of these tables, as CSV."""
    here = {table.name: table for table in release.tables}
    resources = [_resource(r, set(here)) for r in release.descriptor["resources"] if r["name"] in here]
    return {**release.descriptor, "resources": resources}


def _resource(resource: Mapping[str, object], here: set[str]) -> dict[str, object]:
    schema = dict(resource["schema"])
    schema["fields"] = [_field(field) for field in schema["fields"]]
    keys = [key for key in schema.pop("foreignKeys", ()) if key["reference"]["resource"] in here]
    if keys:
        schema["foreignKeys"] = keys
    kept = {k: v for k, v in resource.items() if k not in ("sha256", "bytes")}
    as_csv = {"path": f"{resource['name']}.csv", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
    return {**kept, **as_csv, "schema": schema}


def _field(field: Mapping[str, object]) -> dict[str, object]:
    plain = {k: v for k, v in field.items() if k != "arrowType"}
    return {**plain, "type": "array"} if "arrowType" in field else plain
