"""What a release promises: complete or not there, the same bytes for the same rows, described, and without withheld words."""

import json
import os
import random
import re
import subprocess
from pathlib import Path

import duckdb
import frictionless
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.knowledge import knowledge
from flows.publish import ReleaseError, code_fingerprint, publish
from flows.publish.fingerprint import PACKAGE
from flows.publish.markdown import cell
from flows.tables import TABLES
from flows.tables.arrow import arrow_schema, to_arrow
from flows.validate import checks_of
from flows.validate.quarantine import quarantine
from tests.publishing import MADE_FROM, RESULTS, files, hugging_face, latest, release
from tests.sample_tables import CLOSED, OPEN, TEXTS, sample_rows, sample_tables


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return release(tmp_path_factory.mktemp("releases")).folder


def test_a_release_holds_every_table_and_its_description(folder):
    tables = {f"{name}.parquet" for name in (*TABLES, "changes")}
    people = {"README.md", "CODEBOOK.md", "CHANGES.md", "CITATION.cff"}
    machines = {"datapackage.json", "croissant.json", "views.sql", "validation.json", "release.json", "SHA256SUMS"}
    assert set(files(folder)) == tables | people | machines


def test_the_first_version_is_0_1_0_and_latest_leads_to_it(folder):
    assert folder.name == "v0.1.0"
    assert latest(folder.parent) == "v0.1.0"
    assert pq.read_table(folder.parent / "latest" / "events.parquet").num_rows == 2


def test_the_same_rows_give_the_same_bytes_wherever_and_in_whatever_order(folder, tmp_path):
    shuffled = random.Random(7)
    tables = {}
    for name, rows in sample_rows().items():
        shuffled.shuffle(rows)
        tables[name] = pa.concat_tables([to_arrow(TABLES[name], [row]) for row in rows])
    results = [dict(sorted(r.items(), reverse=True)) for r in RESULTS]
    turned = {**MADE_FROM, "inputs": MADE_FROM["inputs"][::-1]}
    again = publish(tables, results, releases=tmp_path / "elsewhere" / "releases", **turned)
    assert files(again.folder) == files(folder)


def test_nothing_in_a_release_says_where_or_when_it_was_made(folder):
    everything = b"".join(files(folder).values())
    for private in (str(folder.parent), str(Path.home()), os.uname().nodename, "jdoe", "pandas_metadata"):
        assert private.encode() not in everything
    assert not re.search(rb"20\d\d-\d\d-\d\dT", everything)


def test_the_parquet_files_carry_the_declared_schema_meaning_and_version(folder):
    for name, table in TABLES.items():
        schema = pq.read_schema(folder / f"{name}.parquet")
        assert schema.equals(arrow_schema(table))
        assert [f.metadata[b"description"].decode() for f in schema] == [c.description for c in table.columns]
        assert (schema.metadata[b"dataset"], schema.metadata[b"version"]) == (b"dyad", b"0.1.0")
        assert (schema.metadata[b"table"], schema.metadata[b"title"]) == (name.encode(), table.title.encode())


def test_rows_stand_in_the_declared_order(folder):
    starts = pq.read_table(folder / "mentions.parquet").select(["doc_id", "start_char"]).to_pylist()
    assert starts == sorted(starts, key=lambda r: (r["doc_id"], r["start_char"]))


def test_frictionless_accepts_the_data_package(folder):
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "message"])


def test_frictionless_finds_a_row_that_breaks_the_data_package(folder, tmp_path):
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        (tmp_path / resource["path"]).write_bytes((folder / resource["path"]).read_bytes())
    rows = [row | {"measure": "happiness"} for row in sample_rows()["figures"]]
    pq.write_table(to_arrow(TABLES["figures"], rows), tmp_path / "figures.parquet")
    pq.write_table(to_arrow(TABLES["events"], []), tmp_path / "events.parquet")
    (tmp_path / "datapackage.json").write_text(json.dumps(package))
    found = {kind for (kind,) in frictionless.validate(str(tmp_path / "datapackage.json")).flatten(["type"])}
    assert {"constraint-error", "foreign-key"} <= found


def test_the_data_package_says_licence_version_sources_units_and_keys(folder):
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert package["licenses"][0]["name"] == "CC-BY-4.0" and package["version"] == "0.1.0"
    assert [(s["title"], s["redistribute"]) for s in package["sources"] if "redistribute" in s] == [
        ("Andes | Wire", False),
        ("The Daily Yak", True),
    ]
    resources = {r["name"]: r["schema"] for r in package["resources"]}
    assert resources["event_participants"]["primaryKey"] == list(TABLES["event_participants"].key)
    assert {k["reference"]["resource"] for k in resources["mentions"]["foreignKeys"]} == {
        "entities",
        "documents",
        "sentences",
    }
    fields = {f["name"]: f for f in resources["documents"]["fields"]}
    assert fields["n_chars"]["unit"] == "code points"
    assert fields["sha256"]["constraints"] == {"required": True, "pattern": "[0-9a-f]{64}"}


def test_the_checksums_are_those_that_sha256sum_finds(folder):
    run = subprocess.run(["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=folder, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout
    assert run.stdout.count(": OK") == len(files(folder)) - 1


def test_release_json_says_what_it_was_made_from_and_how_it_was_judged(folder):
    made = json.loads((folder / "release.json").read_text("utf-8"))
    assert (made["name"], made["version"]) == ("dyad", "0.1.0")
    assert [i["path"] for i in made["inputs"]] == ["copper.txt", "raw/visit.txt"]
    assert (made["code"], made["knowledge"], made["model"]) == ("c0de", "facts", MADE_FROM["model"])
    assert made["libraries"]["pyarrow"] == pa.__version__
    assert made["rows"] == {name: table.num_rows for name, table in sample_tables().items()}
    assert made["expectations"] == {
        "checked": 1,
        "failed": {"critical": 0, "warning": 0, "info": 0},
        "rows_removed": 1,
    }
    assert json.loads((folder / "validation.json").read_text("utf-8")) == RESULTS


def test_the_readme_shows_how_to_load_and_cite_and_names_the_sources(folder):
    text = (folder / "README.md").read_text("utf-8")
    assert "\n# dyad 0.1.0\n" in text
    assert "Version 0.1.0. Data set." in text and "CC" in text
    assert "| Andes \\| Wire | 1 | all rights reserved | no |" in text
    assert "| copper | Ore, and who asked for it |  | Andes \\| Wire | 2004 |" in text
    assert "B. Writer" in text and "https://yak.example/visit" in text


def test_a_release_credits_the_works_that_its_knowledge_rests_on(folder):
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    works = {s["title"]: s for s in package["sources"] if "usedFor" in s}
    text = (folder / "README.md").read_text("utf-8")
    assert (works["GeoNames"]["rights"], works["GeoNames"]["path"]) == ("CC BY 4.0", "https://www.geonames.org/")
    for credit in knowledge("credits"):
        assert works[credit["title"]]["author"] == credit["author"]
        assert f"| [{credit['title']}]({credit['path']}) | {credit['author']} | {credit['licence']} |" in text


def test_the_readmes_own_examples_run(folder, monkeypatch, tmp_path):
    monkeypatch.chdir(folder)
    hugging_face(monkeypatch, tmp_path)
    text = (folder / "README.md").read_text("utf-8")
    for code in re.findall(r"```python\n(.*?)```", text, re.S):
        found: dict[str, object] = {}
        exec(code, found)
        assert len(found["figures"]) == 2
    (query,) = re.findall(r"```sql\n(.*?)```", text, re.S)
    rows = duckdb.sql(query).fetchall()
    assert [(r[0], r[1], r[4], r[5]) for r in rows] == [("MNG", "NPL", 4e7, "USD"), ("CHL", "PER", 12000.0, "t")]
    assert rows[0][-1].startswith("They agreed") and rows[1][-1] is None


def test_pandas_polars_and_duckdb_read_lists_dates_and_text_alike(folder):
    path = folder / "events.parquet"
    frame, other = pd.read_parquet(path), pl.read_parquet(path)
    assert list(frame["source"].iloc[1]) == other["source"].to_list()[1] == ["MNG"]
    assert frame["start_date"].iloc[1] == other["start_date"][1]
    assert duckdb.sql(f"SELECT target[1] FROM '{path}' ORDER BY doc_id").fetchall() == [("CHL",), ("NPL",)]


def runs(text: str, n: int = 5) -> list[str]:
    words = re.findall(r"\w+", text.casefold())
    return [" ".join(words[i : i + n]) for i in range(len(words) - n + 1)]


def strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [s for v in value.values() for s in strings(v)]
    if isinstance(value, list):
        return [s for v in value for s in strings(v)]
    return [value] if isinstance(value, str) else []


def test_no_run_of_words_of_a_withheld_document_is_anywhere_in_a_release(tmp_path):
    rows = sample_rows()
    rows["sentences"][4]["section"] = "footer"
    rows["sentences"][1]["section"] = "footer"
    rows["rejects"] += [
        {"path": "copper.txt", "stage": "extract", "reason": "extraction failed", "detail": f"cannot parse {CLOSED!r}"},
        {
            "path": "unknown.txt",
            "stage": "extract",
            "reason": "extraction failed",
            "detail": f"cannot parse {CLOSED!r}",
        },
        {"path": "notes/visit.txt", "stage": "extract", "reason": "a warning", "detail": f"cannot parse {OPEN!r}"},
    ]
    tables = {name: to_arrow(TABLES[name], some) for name, some in rows.items()}
    clean = quarantine(tables, TEXTS, checks_of)[0].clean
    folder = release(tmp_path, clean).folder
    there = [
        s for name in TABLES for row in pq.read_table(folder / f"{name}.parquet").to_pylist() for s in strings(row)
    ]
    there += [content.decode() for name, content in files(folder).items() if not name.endswith(".parquet")]
    held = set().union(*(runs(s) for s in there))
    assert not held & set(runs(CLOSED))
    assert held >= set(runs("met his Nepali counterpart in Ulaanbaatar"))
    raw = b"".join(files(folder).values()).decode("utf-8", "ignore").casefold()
    assert not [r for r in runs(CLOSED) if r in raw]


def test_a_withheld_document_keeps_its_facts_offsets_and_the_reasons_of_its_rejects(folder):
    figures = pq.read_table(folder / "figures.parquet").to_pylist()
    assert figures[0]["doc_id"] == "copper" and figures[0]["text"] == "12,000 tonnes"
    sentences = pq.read_table(folder / "sentences.parquet").to_pylist()
    assert [s["text"] is None for s in sentences] == [s["doc_id"] == "copper" for s in sentences]
    assert all(s["end_char"] > s["start_char"] for s in sentences)
    assert pq.read_table(folder / "rejects.parquet")["detail"].to_pylist() == ["no reader for .pdf"]


def test_tables_whose_validation_failed_are_not_published(tmp_path):
    with pytest.raises(ReleaseError, match="1 critical"):
        publish(sample_tables(), [RESULTS[0] | {"success": False}], releases=tmp_path, **MADE_FROM)
    assert list(tmp_path.iterdir()) == []


def test_a_null_where_none_may_be_and_a_missing_table_are_refused(tmp_path):
    rows = sample_rows()
    rows["figures"][0]["unit"] = None
    with pytest.raises(ReleaseError, match="figures"):
        release(tmp_path, sample_tables() | {"figures": to_arrow(TABLES["figures"], rows["figures"])})
    tables = sample_tables()
    del tables["events"]
    with pytest.raises(ReleaseError, match="events"):
        release(tmp_path, tables)
    assert list(tmp_path.iterdir()) == []


def test_tables_without_rows_can_be_published_and_read(tmp_path):
    empty = {name: to_arrow(TABLES[name], []) for name in TABLES if name not in ("documents", "sentences")}
    folder = release(tmp_path, sample_tables() | empty).folder
    assert pq.read_table(folder / "events.parquet").num_rows == 0
    assert frictionless.validate(str(folder / "datapackage.json")).valid


def test_the_fingerprint_of_the_code_is_over_its_python_files(tmp_path, monkeypatch):
    assert re.fullmatch(r"[0-9a-f]{64}", code_fingerprint())
    assert code_fingerprint() == code_fingerprint.__wrapped__()
    (tmp_path / "one.py").write_text("x = 1\n")
    monkeypatch.setattr("flows.publish.fingerprint.PACKAGE", tmp_path)
    first = code_fingerprint.__wrapped__()
    (tmp_path / "notes.txt").write_text("no code")
    assert code_fingerprint.__wrapped__() == first
    (tmp_path / "one.py").rename(tmp_path / "two.py")
    assert code_fingerprint.__wrapped__() != first
    assert (PACKAGE / "publish").is_dir()


@given(st.text())
def test_any_text_fits_into_one_cell_of_a_markdown_table(text):
    shown = cell(text)
    assert "\n" not in shown and "\r" not in shown
    assert not re.search(r"(?<!\\)(\\\\)*\|", shown)
