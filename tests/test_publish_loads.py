"""The files of a release load in the programs that people use, with the same rows and types in each."""

import shutil
import subprocess
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from flows.publish.export import export
from flows.tables import TABLES
from flows.tables.arrow import arrow_schema
from flows.tables.changes import changes
from tests.conftest import ROOT
from tests.publishing import hugging_face, release, with_value

DECLARED = {**TABLES, changes.name: changes}


@pytest.fixture(scope="module")
def releases(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("releases")
    release(folder, version="0.1.0")
    release(folder, with_value(13000.0), version="0.1.1")
    return folder


@pytest.fixture(scope="module")
def folder(releases) -> Path:
    return releases / "latest"


@pytest.fixture
def hub(monkeypatch, tmp_path):
    return hugging_face(monkeypatch, tmp_path)


@pytest.mark.parametrize("name", DECLARED)
def test_pandas_reads_every_table(folder, name):
    rows = pq.read_table(folder / f"{name}.parquet").to_pylist()
    frame = pd.read_parquet(folder / f"{name}.parquet")
    assert list(frame.columns) == DECLARED[name].names and len(frame) == len(rows)
    key = next(c.name for c in DECLARED[name].columns if not c.nullable and c.type == "string")
    assert list(frame[key]) == [row[key] for row in rows]


@pytest.mark.parametrize("name", DECLARED)
def test_polars_reads_every_table_with_lists_dates_and_nulls(folder, name):
    path = folder / f"{name}.parquet"
    assert pl.read_parquet(path).to_dicts() == pq.read_table(path).to_pylist()
    kinds = {"list": pl.List(pl.String), "date": pl.Date, "int": pl.Int64, "float": pl.Float64, "bool": pl.Boolean}
    assert pl.scan_parquet(path).collect_schema() == {
        c.name: kinds.get(c.type, pl.String) for c in DECLARED[name].columns
    }


@pytest.mark.parametrize("name", DECLARED)
def test_duckdb_reads_every_table_with_lists_dates_and_nulls(folder, name):
    path = folder / f"{name}.parquet"
    relation = duckdb.sql(f"SELECT * FROM '{path}'")
    assert relation.columns == DECLARED[name].names
    assert relation.fetchall() == [tuple(row.values()) for row in pq.read_table(path).to_pylist()]


def test_duckdb_finds_dataset_version_and_table_within_the_file(folder):
    query = f"SELECT decode(key), decode(value) FROM parquet_kv_metadata('{folder / 'figures.parquet'}')"
    said = dict(duckdb.sql(query).fetchall())
    assert (said["dataset"], said["version"], said["table"]) == ("dyad", "0.1.1", "figures")


@pytest.mark.parametrize("name", DECLARED)
def test_a_pyarrow_dataset_has_the_declared_schema(folder, name):
    data = ds.dataset(folder / f"{name}.parquet")
    assert data.schema.equals(arrow_schema(DECLARED[name]))
    assert data.to_table().equals(pq.read_table(folder / f"{name}.parquet"))


def test_a_pyarrow_dataset_runs_over_several_versions_and_filters(releases):
    data = ds.dataset([releases / v / "figures.parquet" for v in ("v0.1.0", "v0.1.1")])
    found = data.to_table(columns=["value"], filter=ds.field("reporter") == "CHL")
    assert sorted(found["value"].to_pylist()) == [12000.0, 13000.0]
    assert data.count_rows() == 4


def test_hugging_face_loads_every_table_that_has_rows_by_its_name(folder, hub):
    names = hub.get_dataset_config_names(str(folder))
    assert set(DECLARED) - set(names) == {n for n in DECLARED if not pq.read_metadata(folder / f"{n}.parquet").num_rows}
    for name in names:
        found = hub.load_dataset(str(folder), name, split="train")
        assert found.with_format("arrow")[:].to_pylist() == pq.read_table(folder / f"{name}.parquet").to_pylist()


def test_hugging_face_loads_the_figures_by_default_with_their_types(folder, hub):
    found = hub.load_dataset(str(folder), split="train")
    assert found.features["figure_id"] == hub.Value("string") and found.features["start_date"] == hub.Value("date32")
    events = hub.load_dataset(str(folder), "events", split="train")
    assert events.features["source"] == hub.List(hub.Value("string")) and events[0]["target"] == ["CHL"]


def _r(code: str, folder: Path) -> str:
    run = subprocess.run(["Rscript", "--vanilla", "-e", code], cwd=folder, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not here")
def test_r_reads_the_exported_csv(releases, tmp_path):
    out = export(releases, "csv", out=tmp_path / "csv")
    code = """
        events <- read.csv("events.csv", na.strings = "", encoding = "UTF-8")
        cat(nrow(events), class(as.Date(events$start_date)), sum(events$end_char - events$start_char), sum(is.na(events$place)))
    """
    rows = pq.read_table(releases / "latest" / "events.parquet").to_pylist()
    length = sum(row["end_char"] - row["start_char"] for row in rows)
    assert _r(code, out) == f"{len(rows)} Date {length} {sum(row['place'] is None for row in rows)}"


@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not here")
@pytest.mark.parametrize(
    ("package", "form", "code"),
    [
        (
            "RSQLite",
            "sqlite",
            'base <- DBI::dbConnect(RSQLite::SQLite(), "it"); x <- DBI::dbReadTable(base, "figures")',
        ),
        ("jsonlite", "jsonl", 'x <- jsonlite::stream_in(file("it/figures.jsonl"), verbose = FALSE)'),
        ("arrow", None, 'x <- arrow::read_parquet("latest/figures.parquet")'),
    ],
)
def test_r_reads_the_figures_through_the_packages_it_has(releases, tmp_path, package, form, code):
    if "TRUE" not in _r(f'cat(requireNamespace("{package}", quietly = TRUE))', tmp_path):
        pytest.skip(f"R has no {package} here")
    where = export(releases, form, out=tmp_path / "it").parent if form else releases
    values = pq.read_table(releases / "latest" / "figures.parquet")["value"].to_pylist()
    assert _r(f"{code}; cat(x$value)", where) == " ".join(f"{v:g}" for v in values)


def test_the_newest_release_of_this_repository_loads_in_each(hub):
    folder = ROOT / "releases" / "latest"
    path = folder / "figures.parquet"
    rows = pq.read_table(path).num_rows
    assert len(pd.read_parquet(path)) == pl.read_parquet(path).height == ds.dataset(path).count_rows() == rows
    assert duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall() == [(rows,)]
    assert hub.load_dataset("parquet", data_files=str(path), split="train").num_rows == rows
