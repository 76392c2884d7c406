"""A release says what it is, to people and to machines, and never otherwise than its tables are declared."""

import json
import re
from pathlib import Path

import duckdb
import mlcroissant
import pandas as pd
import pyarrow.parquet as pq
import pytest
import yaml

from flows.knowledge import knowledge
from flows.publish import about
from flows.publish.describe import codelists
from flows.publish.describe.views import VIEWS
from flows.tables import TABLES
from flows.tables.arrow import to_arrow
from flows.tables.changes import changes
from tests.conftest import ROOT
from tests.publishing import release
from tests.sample_tables import sample_rows, sample_tables

DECLARED = {**TABLES, changes.name: changes}
COLUMNS = [(table, column) for table in DECLARED.values() for column in table.columns]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return release(tmp_path_factory.mktemp("releases")).folder


@pytest.fixture(scope="module")
def codebook(folder) -> str:
    return (folder / "CODEBOOK.md").read_text("utf-8")


@pytest.fixture(scope="module")
def croissant(folder) -> mlcroissant.Dataset:
    return mlcroissant.Dataset(jsonld=folder / "croissant.json")


@pytest.fixture(scope="module")
def card(folder) -> dict:
    return yaml.safe_load((folder / "README.md").read_text("utf-8").split("---\n")[1])


def part(text: str, heading: str) -> str:
    """What stands under a heading, up to the next one of its rank or a higher."""
    rank = len(heading) - len(heading.lstrip("#"))
    return re.split(rf"\n#{{1,{rank}}} ", text.split(f"\n{heading}\n")[1])[0]


def test_the_codebook_explains_every_column_and_names_its_codes(codebook):
    for table in DECLARED.values():
        said = part(codebook, f"### {table.name}")
        assert table.description in said
        for column in table.columns:
            (line,) = [one for one in said.splitlines() if one.startswith(f"| `{column.name}` |")]
            assert len(re.findall(r"(?<!\\)\|", line)) == 5
            assert all(f"`{code}`" in line for code in column.enum)
            assert (", required" in line) != column.nullable


def test_the_codebook_gives_the_meaning_of_every_code_of_every_list(codebook):
    for table, column in COLUMNS:
        if column.enum:
            codes = codelists.code_list(column)
            said = part(codebook, f"### {codes.name}")
            assert f"`{table.name}.{column.name}`" in said
            for code in column.enum:
                assert re.search(rf"^\| `{code}` \| \w.* \|$", said, re.M), (table.name, column.name, code)


def test_every_explained_code_is_one_that_some_column_may_hold():
    held = {(codelists.code_list(c).name, code) for _, c in COLUMNS if c.enum for code in c.enum}
    explained = [(row["list"], row["code"]) for row in knowledge("codes")]
    assert not set(explained) - held
    assert len(explained) == len(set(explained))


def test_the_codebooks_links_lead_somewhere(codebook):
    anchors = {
        re.sub(r"[^\w -]", "", head.lower()).strip().replace(" ", "-")
        for head in re.findall(r"^#+ (.*)", codebook, re.M)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", codebook)) <= anchors


def test_the_codebook_says_how_good_the_rows_are_and_what_to_beware_of(codebook):
    quality, limits = part(codebook, "## Measured quality"), part(codebook, "## Known limits")
    for row in knowledge("quality"):
        assert (
            f"| {row['what']} | {row['texts']} | {row['measure']} | {row['result']} | {row['measured_on']} |" in quality
        )
    for row in knowledge("limits"):
        assert row["limit"] in limits
    named = {name for kind in ("quality", "limits") for row in knowledge(kind) for name in row["tables"].split()}
    assert named <= set(TABLES)


def test_the_projects_readme_gives_the_same_results_in_the_same_order():
    grid = (ROOT / "README.md").read_text("utf-8").split("## How good is it")[1].split("\n## ")[0]
    shown = [line.strip("| ").split("|")[-1].strip() for line in grid.splitlines() if line.startswith("|")][2:]
    assert shown == [row["result"] for row in knowledge("quality")]


def test_mlcroissant_accepts_the_croissant_file(croissant):
    issues = croissant.metadata.ctx.issues
    assert not issues.errors
    assert {w for w in issues.warnings if "datePublished" not in w} == set()  # nothing in a release depends on when
    assert croissant.metadata.version == "0.1.0"


@pytest.mark.parametrize("name", DECLARED)
def test_croissant_yields_every_row_of_every_table_as_the_file_holds_it(croissant, folder, name):
    def plain(value: object) -> object:
        if isinstance(value, bytes):
            return value.decode()
        if isinstance(value, list):
            return [plain(v) for v in value]
        return None if value is None or value is pd.NaT or value != value else value

    records = [{k.split("/")[1]: plain(v) for k, v in r.items()} for r in croissant.records(name)]
    rows = pq.read_table(folder / f"{name}.parquet").to_pylist()
    dates = {c.name for c in DECLARED[name].columns if c.type == "date"}
    for row in [*records, *rows]:
        row.update({d: row[d] and pd.Timestamp(row[d]) for d in dates})
    assert records == rows


def test_croissant_holds_the_code_lists_and_points_at_them(croissant, folder):
    codes = [r["codes/quad_class/code"] for r in croissant.records("codes/quad_class")]
    assert codes == list(TABLES["events"].column("quad_class").enum)
    described = json.loads((folder / "croissant.json").read_text("utf-8"))
    fields = {f["@id"]: f for r in described["recordSet"] for f in r["field"]}
    for table, column in COLUMNS:
        field = fields[f"{table.name}/{column.name}"]
        assert ("references" in field) == bool(column.enum)
        assert field.get("repeated", False) == (column.type == "list")


def test_the_data_package_says_the_meaning_of_codes_beside_the_codes_allowed(folder):
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    fields = {(r["name"], f["name"]): f for r in package["resources"] for f in r["schema"]["fields"]}
    for table, column in COLUMNS:
        field = fields[table.name, column.name]
        assert [c["value"] for c in field.get("categories", [])] == list(column.enum)
        assert field.get("constraints", {}).get("enum", []) == list(column.enum)
    labels = {c["value"]: c["label"] for c in fields["figures", "status"]["categories"]}
    assert labels["agreed"] == "Contracted or promised by agreement."


def test_the_data_package_points_from_every_id_to_the_table_that_holds_it(folder):
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        pointed = {
            k["fields"][0]: f"{k['reference']['resource']}.{k['reference']['fields'][0]}"
            for k in resource["schema"].get("foreignKeys", [])
        }
        table = DECLARED[resource["name"]]
        assert pointed == {c.name: c.references for c in table.columns if c.references and c.type != "list"}


def test_the_citation_file_has_what_the_citation_file_format_asks_for(folder):
    said = yaml.safe_load((folder / "CITATION.cff").read_text("utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= said.keys()  # required
    assert (said["cff-version"], said["type"], said["license"]) == ("1.2.0", "dataset", about.LICENSE["name"])
    assert said["version"] == "0.1.0"
    assert all(isinstance(k, str) and k for k in said["keywords"]) and len(set(said["keywords"])) == len(
        said["keywords"]
    )
    assert [work["title"] for work in said["references"]] == [c["title"] for c in knowledge("credits")]
    for work in said["references"]:
        assert {"authors", "title", "type"} <= work.keys() <= {"authors", "title", "type", "url", "notes"}
        assert re.match(r"(https|http|ftp|sftp)://.+", work["url"])
        assert work["authors"][0]["name"] and work["notes"]


def test_every_table_with_rows_is_a_configuration_for_hugging_face(card, folder):
    full = [name for name in DECLARED if pq.read_metadata(folder / f"{name}.parquet").num_rows]
    assert [c["config_name"] for c in card["configs"]] == full
    assert [c["config_name"] for c in card["configs"] if c.get("default")] == ["figures"]
    for config in card["configs"]:
        (file,) = config["data_files"]
        assert file["split"] == "train" and (folder / file["path"]).is_file()
    assert card["license"] == "cc-by-4.0" and card["language"] == ["en"] and card["size_categories"] == ["n<1K"]


@pytest.mark.parametrize(
    ("rows", "size"),
    [(999, "n<1K"), (1_000, "1K<n<10K"), (54_321, "10K<n<100K"), (999_999, "100K<n<1M"), (1_000_000, "1M<n<10M")],
)
def test_the_card_tells_the_size_in_hugging_faces_classes(rows, size):
    from flows.publish.describe.card import card

    assert yaml.safe_load(card({"figures": rows}).split("---\n")[1])["size_categories"] == [size]


def test_the_views_give_each_table_and_the_usual_joins(folder, monkeypatch):
    monkeypatch.chdir(folder)
    with duckdb.connect() as base:
        base.execute((folder / "views.sql").read_text("utf-8")).fetchall()
        there = {name for (name,) in base.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()}
        assert there == {*DECLARED, *(view.name for view in VIEWS)}
        for name in DECLARED:
            n = pq.read_metadata(folder / f"{name}.parquet").num_rows
            assert base.execute(f"SELECT count(*) FROM {name}").fetchall() == [(n,)]
        told = base.execute("SELECT figure_id, sentence, publisher FROM figures_told ORDER BY ALL").fetchall()
        assert len(told) == 2 and told[0][1:] == (None, "Andes | Wire")
        assert told[1][1].startswith("They agreed")


def test_the_views_are_found_from_elsewhere_as_their_head_says(folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with duckdb.connect() as base:
        base.execute(f"SET file_search_path = '{folder}'").fetchall()
        base.execute((folder / "views.sql").read_text("utf-8")).fetchall()
        assert base.execute("SELECT count(*) FROM events").fetchall() == [(2,)]


def _dyads(rows: list[tuple]) -> list[tuple]:
    """The pairs that the view makes of events with these sources, targets and `symmetric`."""
    query = next(view.query for view in VIEWS if view.name == "dyads")
    with duckdb.connect() as base:
        base.execute(
            'CREATE TABLE events (event_id VARCHAR, source VARCHAR[], target VARCHAR[], "symmetric" BOOLEAN, episode_id INT, '
            "doc_id INT, event_type INT, quad_class INT, cameo_root INT, status INT, start_date INT, end_date INT, "
            "date_precision INT, confidence INT)"
        ).fetchall()
        for n, row in enumerate(rows):
            base.execute(
                'INSERT INTO events (event_id, source, target, "symmetric") VALUES (?, ?, ?, ?)', [n, *row]
            ).fetchall()
        return base.execute(f"SELECT event_id, source, target FROM ({query}) ORDER BY ALL").fetchall()


def test_dyads_pair_each_source_with_each_target_and_partners_once():
    assert _dyads([(["CHL", "PER"], ["BOL"], False), (["CHL"], [], False)]) == [
        ("0", "CHL", "BOL"),
        ("0", "PER", "BOL"),
    ]
    assert _dyads([(["PER"], ["CHL"], True), (["BOL", "CHL"], [], True)]) == [("0", "CHL", "PER"), ("1", "BOL", "CHL")]
    assert _dyads([(["CHL", "PER"], ["CHL", "PER"], True), (["CHL"], ["CHL"], False)]) == [("0", "CHL", "PER")]


def test_a_release_says_from_when_its_texts_are_if_that_is_known(folder, tmp_path):
    said = json.loads((folder / "croissant.json").read_text("utf-8"))
    assert said["temporalCoverage"] == "2004-01-01/2015-05-06"
    assert "Texts published 2004-01-01 to 2015-05-06.\n" in (folder / "README.md").read_text("utf-8")
    rows = [row | {"published": None} for row in sample_rows()["documents"]]
    undated = release(tmp_path, sample_tables() | {"documents": to_arrow(TABLES["documents"], rows)}).folder
    assert "temporalCoverage" not in json.loads((undated / "croissant.json").read_text("utf-8"))
    assert "Texts published" not in (undated / "README.md").read_text("utf-8")


def test_the_readme_gives_the_citation_with_the_version(folder):
    text = (folder / "README.md").read_text("utf-8")
    assert "> The dyad authors. dyad: who did what to whom" in text and "Version 0.1.0. Data set. CC-BY-4.0." in text
    (entry,) = re.findall(r"```bibtex\n(.*?)```", text, re.S)
    assert "version = {0.1.0}" in entry and entry.count("{") == entry.count("}")
