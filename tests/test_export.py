"""`export` gives the rows of a release, all of them and unchanged, to programs that do not read Parquet."""

import csv
import datetime as dt
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import duckdb
import frictionless
import openpyxl
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.publish import ReleaseError
from flows.publish.describe.views import VIEWS
from flows.publish.export import FORMATS, export, workbook
from flows.tables import TABLES
from flows.tables.arrow import to_arrow
from tests.conftest import ROOT
from tests.publishing import files, release
from tests.sample_tables import sample_rows, sample_tables

ODD = [
    '="x"',
    "a,b",
    'say "no"',
    "two\nlines",
    "tab\there",
    " space ",
    "🚢",
    "null",
    "",
    "'",
    "http://a.example",
    "\x01",
    "10",
]
"""What a careless writer or reader makes something else of."""


@pytest.fixture(scope="module")
def releases(tmp_path_factory) -> Path:
    """Two versions; the newer one has odd names, a date before Excel's calendar and a very long text."""
    folder = tmp_path_factory.mktemp("releases")
    release(folder)
    rows = sample_rows()
    rows["entities"][0] |= {"aliases": ODD, "name": "x" * 40_000}
    rows["documents"][0] |= {"title": "=1+1", "authors": ["A. N. Other", 'the "B"'], "published": dt.date(1899, 12, 31)}
    release(folder, {name: to_arrow(TABLES[name], some) for name, some in rows.items()}, version="0.2.0")
    return folder


@pytest.fixture(scope="module")
def exported(releases, tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("exported")
    return {form: export(releases, form, out=folder / f"all.{form}") for form in FORMATS}


def held(releases: Path, name: str, version: str = "0.2.0") -> list[dict]:
    return pq.read_table(releases / f"v{version}" / f"{name}.parquet").to_pylist()


def flat(rows: list[dict], whole: type = bool) -> list[dict]:
    """Rows with lists as JSON text, dates as ISO text and truth as `whole`."""

    def one(value: object) -> object:
        if isinstance(value, list):
            return json.dumps(value, ensure_ascii=False)
        if isinstance(value, dt.date):
            return value.isoformat()
        return whole(value) if isinstance(value, bool) else value

    return [{k: one(v) for k, v in row.items()} for row in rows]


@pytest.mark.parametrize("name", TABLES)
def test_csv_holds_every_value_and_tells_nothing_from_empty(exported, releases, name):
    def text(value: object) -> str:
        if value is None:
            return ""
        return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)

    with (exported["csv"] / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    expected = flat(held(releases, name))
    floats = {c.name for c in TABLES[name].columns if c.type == "float"}
    assert len(rows) == len(expected)
    for row, wanted in zip(rows, expected, strict=True):
        for column, value in wanted.items():
            if column in floats and value is not None:
                assert float(row[column]) == value
            else:
                assert row[column] == text(value)


def test_pandas_and_polars_read_the_csv_files_alike(exported, releases):
    for name, rows in ((name, held(releases, name)) for name in ("figures", "entities", "sentences")):
        frame, other = pd.read_csv(exported["csv"] / f"{name}.csv"), pl.read_csv(exported["csv"] / f"{name}.csv")
        assert list(frame.columns) == other.columns == TABLES[name].names
        assert len(frame) == other.height == len(rows)
    frame = pd.read_csv(exported["csv"] / "entities.csv")
    assert json.loads(frame["aliases"][0]) == held(releases, "entities")[0]["aliases"]


def test_frictionless_accepts_the_csv_files_with_their_data_package(exported):
    report = frictionless.validate(str(exported["csv"] / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "message"])


def test_the_codebook_and_the_citation_go_with_the_text_files(exported, releases):
    for form in ("csv", "jsonl"):
        for name in ("CODEBOOK.md", "CITATION.cff"):
            assert (exported[form] / name).read_bytes() == (releases / "v0.2.0" / name).read_bytes()


@pytest.mark.parametrize("name", TABLES)
def test_jsonl_holds_every_row_with_lists_and_nulls(exported, releases, name):
    lines = (exported["jsonl"] / f"{name}.jsonl").read_text("utf-8").split("\n")
    dated = [{k: v.isoformat() if isinstance(v, dt.date) else v for k, v in r.items()} for r in held(releases, name)]
    assert [json.loads(line) for line in lines[:-1]] == dated and lines[-1] == ""


@pytest.mark.parametrize("name", TABLES)
def test_sqlite_holds_every_row(exported, releases, name):
    with closing(sqlite3.connect(exported["sqlite"])) as base:
        base.row_factory = sqlite3.Row
        rows = [dict(row) for row in base.execute(f"SELECT * FROM {name} ORDER BY rowid")]
    assert rows == flat(held(releases, name), int)


def test_sqlite_knows_keys_meanings_and_version(exported):
    with closing(sqlite3.connect(exported["sqlite"])) as base:
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        assert base.execute("PRAGMA foreign_key_list(figures)").fetchall()
        assert [row[1] for row in base.execute("PRAGMA table_info(event_participants)") if row[5]] == list(
            TABLES["event_participants"].key
        )
        assert dict(base.execute("SELECT * FROM about"))["version"] == "0.2.0"
        said = base.execute(
            'SELECT unit, meaning FROM about_columns WHERE "table" = ? AND "column" = ?', ("documents", "n_chars")
        )
        assert said.fetchall() == [("code points", "Length of the text.")]
    with closing(sqlite3.connect(exported["sqlite"])) as base, pytest.raises(sqlite3.IntegrityError):
        base.execute("INSERT INTO entities SELECT * FROM entities")


@pytest.mark.parametrize("name", TABLES)
def test_duckdb_holds_every_row_with_its_types(exported, releases, name):
    with duckdb.connect(str(exported["duckdb"]), read_only=True) as base:
        found = base.execute(f"SELECT * FROM {name}").to_arrow_table()
    assert found.to_pylist() == held(releases, name)


def test_duckdb_knows_keys_meanings_views_and_version(exported):
    with duckdb.connect(str(exported["duckdb"]), read_only=True) as base:
        assert base.execute("SELECT it FROM about WHERE about = 'version'").fetchall() == [("0.2.0",)]
        views = base.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
        assert {name for (name,) in views} == {view.name for view in VIEWS}
        assert len(base.execute("SELECT sentence FROM figures_told").fetchall()) == 2
        said = base.execute(
            "SELECT comment FROM duckdb_columns() WHERE table_name = 'documents' AND column_name = 'n_chars'"
        )
        assert said.fetchall() == [("Length of the text. Unit: code points.",)]
        keys = base.execute(
            "SELECT count(*) FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'"
        ).fetchall()
        assert keys[0][0] > 10


@pytest.mark.parametrize("name", TABLES)
def test_excel_holds_every_row_and_makes_no_formulas_links_or_numbers_of_text(exported, releases, name):
    sheet = openpyxl.load_workbook(exported["xlsx"])[name]
    head, *rows = sheet.iter_rows()
    assert [cell.value for cell in head] == TABLES[name].names
    lists = {c.name for c in TABLES[name].columns if c.type == "list"}
    expected = held(releases, name)
    assert len(rows) == len(expected)
    for row, wanted in zip(rows, expected, strict=True):
        for cell, (column, value) in zip(row, wanted.items(), strict=True):
            assert cell.data_type != "f" and cell.hyperlink is None
            if column in lists:
                assert json.loads(cell.value) == value
            elif isinstance(value, dt.date):
                assert cell.value == (dt.datetime(*value.timetuple()[:3]) if value.year > 1900 else value.isoformat())
            elif isinstance(value, str) and len(value) > workbook.CELL:
                assert cell.value == value[: workbook.CELL - len(workbook.CUT)] + workbook.CUT
            else:
                assert cell.value == (None if value == "" else value)


def test_excel_says_first_what_it_is_and_what_the_columns_mean(exported):
    book = openpyxl.load_workbook(exported["xlsx"], read_only=True)
    assert book.sheetnames == ["about", "about_columns", "about_codes", *TABLES, "changes"]
    about = dict(row[:2] for row in book["about"].values)
    assert (about["version"], about["licence"]) == ("0.2.0", "CC-BY-4.0")
    assert ("documents", "n_chars", "int64", "code points", "Length of the text.") in list(book["about_columns"].values)
    assert ("figures", "rate", "per_year", "A year.") in list(book["about_codes"].values)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60), st.integers(1, 2_000))
def test_whatever_the_text_it_fits_into_a_cell_of_excel(text, times):
    fitting = workbook._fitting(text * times)
    assert len(fitting.encode("utf-16-le")) // 2 <= workbook.CELL
    assert fitting == text * times or (
        fitting.endswith(workbook.CUT) and (text * times).startswith(fitting[: -len(workbook.CUT)])
    )


def test_a_table_longer_than_a_sheet_is_refused_with_the_way_out(releases, tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "ROWS", 4)
    with pytest.raises(ReleaseError, match=r"sentences has 7 rows, .* --table"):
        export(releases, "xlsx", out=tmp_path / "x.xlsx", only=["sentences"])
    export(releases, "xlsx", out=tmp_path / "y.xlsx", only=["figures"])
    assert [p.name for p in tmp_path.iterdir()] == ["y.xlsx"]


@pytest.mark.parametrize("form", FORMATS)
def test_some_tables_of_an_older_version_can_be_had(releases, tmp_path, form):
    out = export(releases, form, "v0.1.0", out=tmp_path / "new" / f"some.{form}", only=["figures", "mentions"])
    match form:
        case "csv" | "jsonl":
            names = {p.stem for p in out.iterdir() if p.suffix == f".{form}"}
        case "xlsx":
            names = set(openpyxl.load_workbook(out, read_only=True).sheetnames)
        case "sqlite":
            with closing(sqlite3.connect(out)) as base:
                names = {name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
                assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        case "duckdb":
            with duckdb.connect(str(out)) as base:
                names = {name for (name,) in base.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    assert names - {"about", "about_columns", "about_codes"} == {"figures", "mentions"}


def test_csv_of_some_tables_is_a_data_package_of_its_own(releases, tmp_path):
    out = export(releases, "csv", out=tmp_path / "some", only=["figures", "mentions"])
    report = frictionless.validate(str(out / "datapackage.json"))
    assert report.valid and {task.name for task in report.tasks} == {"figures", "mentions"}


@pytest.mark.parametrize("form", FORMATS)
def test_the_first_version_in_this_repository_can_be_exported(tmp_path, form):
    out = export(ROOT / "releases", form, "0.1.0", out=tmp_path / "first")
    if form == "csv":
        rows = pd.read_csv(out / "events.csv")
        assert len(rows) == pq.read_metadata(ROOT / "releases" / "v0.1.0" / "events.parquet").num_rows
        assert (out / "DICTIONARY.md").is_file()
    assert out.exists()


def test_by_default_it_is_named_after_the_version_and_stands_in_the_current_folder(releases, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert export(releases, "sqlite") == Path("dyad-0.2.0.sqlite")
    assert export(releases, "csv", "0.1.0") == Path("dyad-0.1.0-csv")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["dyad-0.1.0-csv", "dyad-0.2.0.sqlite"]


def test_a_release_is_as_it_was_after_an_export(releases, tmp_path):
    before = files(releases)
    for form in FORMATS:
        export(releases, form, out=tmp_path / form)
    assert files(releases) == before


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"form": "dta"}, "'dta' is no format .* csv, xlsx, jsonl, sqlite, duckdb"),
        ({"name": "0.9.0"}, r"'0\.9\.0' is no release; .* v0\.1\.0, v0\.2\.0"),
        ({"name": "newest"}, "'newest' is no release"),
        ({"only": ["figures", "weather"]}, "no table weather; it has documents"),
    ],
)
def test_what_cannot_be_exported_is_refused_in_words(releases, tmp_path, wanted, said):
    with pytest.raises(ReleaseError, match=said):
        export(releases, wanted.pop("form", "csv"), out=tmp_path / "x", **wanted)
    assert not list(tmp_path.iterdir())


def test_nothing_is_written_over_or_into_a_release(releases, tmp_path):
    (tmp_path / "mine.csv").write_text("mine")
    with pytest.raises(ReleaseError, match="there already"):
        export(releases, "csv", out=tmp_path / "mine.csv")
    assert (tmp_path / "mine.csv").read_text() == "mine"
    for inside in (releases / "v0.1.0" / "x", releases / "latest" / "x", releases / "v0.2.0", releases / "v9.9.9"):
        with pytest.raises(ReleaseError, match=r"there already|among the releases"):
            export(releases, "csv", out=inside)


def test_a_folder_without_releases_and_a_damaged_release_are_told(tmp_path):
    with pytest.raises(ReleaseError, match="there are: none"):
        export(tmp_path, "csv", out=tmp_path / "x")
    folder = release(tmp_path / "releases", sample_tables()).folder
    (folder / "events.parquet").write_bytes(b"PAR1")
    with pytest.raises(ReleaseError, match="damaged"):
        export(tmp_path / "releases", "csv", out=tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_an_export_that_breaks_off_leaves_nothing(releases, tmp_path, monkeypatch):
    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for form, inner in (
        ("csv", "flat.write_json"),
        ("xlsx", "workbook._explained"),
        ("sqlite", "databases._explain"),
        ("duckdb", "databases._explain"),
    ):
        with monkeypatch.context() as patch, pytest.raises(ReleaseError, match="nothing was exported: No space"):
            patch.setattr(f"flows.publish.export.{inner}", broken)
            export(releases, form, out=tmp_path / form)
    assert not list(tmp_path.iterdir())


def test_tables_with_no_rows_and_columns_of_any_number_of_rows_come_through(tmp_path):
    many = to_arrow(TABLES["rejects"], ({"path": f"{n:06}", "stage": "ingest", "reason": "x"} for n in range(45_000)))
    release(tmp_path / "releases", sample_tables() | {"rejects": many, "citations": to_arrow(TABLES["citations"], [])})
    out = export(tmp_path / "releases", "jsonl", out=tmp_path / "x", only=["rejects", "citations"])
    assert (out / "citations.jsonl").read_text() == ""
    assert (out / "rejects.jsonl").read_text().count("\n") == 45_000
    base = export(tmp_path / "releases", "duckdb", out=tmp_path / "y", only=["rejects"])
    with duckdb.connect(str(base)) as opened:
        paths = opened.execute("SELECT path FROM rejects").to_arrow_table()["path"]
    assert paths.equals(pa.chunked_array([many["path"].combine_chunks()]))
