"""A release made of the hand-made tables, for the tests of publishing."""

import importlib
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pyarrow as pa
import pytest

from flows.publish import Published, publish
from flows.tables import TABLES
from flows.tables.arrow import to_arrow
from tests.sample_tables import sample_rows, sample_tables

RESULTS = [
    {
        "table": "figures",
        "expectation": "expect_few_rows_removed",
        "columns": ["figure_id"],
        "severity": "critical",
        "meaning": "few rows are removed",
        "success": True,
        "n_checked": 3,
        "n_failed": 1,
        "n_removed": 1,
        "examples": ["copper#f0-1"],
    }
]
MADE_FROM = {
    "inputs": [
        {"path": "raw/visit.txt", "sha256": "a" * 64, "n_bytes": 12},
        {"path": "/home/jdoe/secret/copper.txt", "sha256": "b" * 64, "n_bytes": 34},
    ],
    "model": {"name": "en_small", "version": "1.2.3"},
    "code": "c0de",
    "knowledge": "facts",
}


def release(releases: Path, tables: Mapping[str, pa.Table] | None = None, **known: object) -> Published:
    return publish(tables or sample_tables(), RESULTS, releases=releases, **{**MADE_FROM, **known})


def hugging_face(monkeypatch: pytest.MonkeyPatch, cache: Path) -> ModuleType:
    """The `datasets` package, quiet, offline, and with its cache in a folder of the test's."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    datasets = importlib.import_module("datasets")
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", cache / "hub")
    datasets.disable_progress_bars()
    return datasets


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def latest(releases: Path) -> str:
    return (releases / "latest").readlink().name


def with_value(value: float) -> dict[str, pa.Table]:
    rows = sample_rows()
    rows["figures"][1]["value"] = value
    return {name: to_arrow(TABLES[name], some) for name, some in rows.items()}
