"""The work folder: what one stage leaves for the next, as Parquet and JSON."""

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.artefact import write_json
from flows.errors import UserError
from flows.tables import TABLES
from flows.tables.arrow import to_arrow


class WorkError(UserError):
    """A stage was called before the one it needs, or its folder is not a work folder."""


@dataclass(frozen=True, slots=True)
class Work:
    """A work folder, with a folder a stage."""

    root: Path

    def begin(self, stage: str) -> Path:
        """An empty folder for a stage; what an earlier run left there, and the stages after it, are removed."""
        stages = ("ingest", "extract", "validate")
        for later in stages[stages.index(stage) :]:
            shutil.rmtree(self.root / later, ignore_errors=True)
        folder = self.root / stage
        folder.mkdir(parents=True)
        return folder

    def need(self, stage: str) -> Path:
        """The folder that a stage left, complete. Raises WorkError if it did not run to its end."""
        folder = self.root / stage
        if not (folder / "done.json").is_file():
            raise WorkError(f"{self.root}: no finished {stage} here; run `dyad {stage} --work {self.root}` first")
        return folder

    def finish(self, stage: str, summary: Mapping[str, object]) -> None:
        """Mark a stage as complete, with its summary."""
        write_json(self.root / stage / "done.json", summary)

    def summary(self, stage: str) -> dict:
        """The summary that a stage left."""
        return json.loads((self.need(stage) / "done.json").read_text("utf-8"))

    def parts(self, stage: str) -> list[Path]:
        """The parts that a stage left, in order."""
        return sorted(p for p in self.need(stage).iterdir() if p.name.startswith("part-"))


def write_rows(folder: Path, rows: Mapping[str, Iterable[Mapping[str, object]]]) -> None:
    """Write a Parquet file a table into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, some in rows.items():
        pq.write_table(to_arrow(TABLES[name], some), folder / f"{name}.parquet")


def write_tables(folder: Path, tables: Mapping[str, pa.Table]) -> None:
    """Write a Parquet file a table into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        pq.write_table(table, folder / f"{name}.parquet")


def read_tables(folders: Iterable[Path]) -> dict[str, pa.Table]:
    """The tables of several folders, each table joined over the folders in order; a table nobody wrote has no rows."""
    folders = list(folders)
    tables = {}
    for name, table in TABLES.items():
        found = [pq.read_table(f / f"{name}.parquet") for f in folders if (f / f"{name}.parquet").is_file()]
        tables[name] = pa.concat_tables(found) if found else to_arrow(table, [])
    return tables
