"""The command line as a person uses it: the real command, real files, and what it says."""

import csv
import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from flows.cli import COMMANDS
from flows.cli.published import Format
from flows.publish.export import FORMATS
from flows.tables import TABLES
from flows.tables.arrow import to_arrow
from tests.publishing import release, with_value
from tests.sample_tables import sample_rows

NEWS = """Trade talks in Moscow

MOSCOW, March 3 (Example Wire) - Chinese Foreign Minister Wang Yi met his Russian counterpart Sergei Lavrov in Moscow.

Trade between China and Russia reached $190 billion in 2022, and the two countries signed a gas agreement.
"""


def dyad(*args: object, home: Path, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess:
    """Run the real command with a home of its own."""
    env = os.environ | {"HOME": str(home), "PREFECT_HOME": str(home / ".prefect"), "COLUMNS": "120"} | env
    return subprocess.run(
        [sys.executable, "-m", "flows", *map(str, args)], capture_output=True, text=True, env=env, cwd=cwd, timeout=300
    )


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home for all runs, so that Prefect sets up its database once."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A folder with a text, a dump, an empty file and a picture."""
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "talks.txt").write_text(NEWS, encoding="utf-8")
    line = {
        "doc_id": "dump-1",
        "text": "Japan protested to China over the islands on Monday.",
        "published": "2012-09-12",
    }
    with gzip.open(folder / "dump.jsonl.gz", "wt", encoding="utf-8") as dump:
        dump.write(json.dumps(line) + "\nnot json\n")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)))
    return folder


def test_help_names_every_command_and_imports_nothing_heavy():
    code = "import sys, flows.cli; print([m for m in ('prefect', 'pandas', 'spacy', 'great_expectations') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"
    said = subprocess.run([sys.executable, "-m", "flows", "--help"], capture_output=True, text=True).stdout
    commands = [command.__name__ for group in COMMANDS.values() for command in group]
    assert {"release", "validate", "publish", "versions", "diff", "verify", "export", "correct"} <= set(commands)
    assert all(name in said for name in commands)


def test_one_command_takes_raw_text_to_a_release_and_a_second_finds_nothing_new(raw, tmp_path, home):
    first = dyad("release", "--raw", raw, "--releases", tmp_path / "releases", home=home)
    assert first.returncode == 0, first.stderr
    assert "Read 2 documents" in first.stdout and "3 rejects" in first.stdout
    assert "Published" in first.stdout and "Next:" in first.stdout
    latest = tmp_path / "releases" / "latest"
    assert latest.resolve().name == "v0.1.0"
    assert {r["path"] for r in pq.read_table(latest / "rejects.parquet").to_pylist()} >= {"empty.txt", "photo.txt"}
    figures = pq.read_table(latest / "figures.parquet").to_pylist()
    assert [(f["value"], f["unit"], f["measure"]) for f in figures] == [(190e9, "USD", "trade_turnover")]

    second = dyad("release", "--raw", raw, "--releases", tmp_path / "releases", home=home)
    assert second.returncode == 0 and "Nothing new" in second.stdout
    assert [p.name for p in sorted((tmp_path / "releases").iterdir())] == ["latest", "v0.1.0"]

    why = ["value=191000000000", "--reason", "the table says 191", "--author", "A. Rey", "--date", "2026-03-01"]
    where = ["--raw", raw, "--releases", tmp_path / "releases"]
    written = dyad("correct", figures[0]["figure_id"], *why, *where, home=home)
    assert written.returncode == 0, written.stderr
    assert "value: 190000000000 → 191000000000" in written.stdout
    third = dyad("release", *where, home=home)
    assert third.returncode == 0, third.stderr
    assert latest.resolve().name == "v0.1.1" and "(patch)" in third.stdout
    (figure,) = pq.read_table(latest / "figures.parquet").to_pylist()
    assert (figure["value"], figure["corrected_by"]) == (191e9, "A. Rey")
    changed = pq.read_table(latest / "changes.parquet").to_pylist()
    told = {(c["key"], c["column"], c["old"], c["new"], c["reason"]) for c in changed}
    assert (figure["figure_id"], "value", "190000000000.0", "191000000000.0", "correction") in told


def test_the_stages_one_by_one_publish_the_same_bytes(raw, tmp_path, home):
    work = tmp_path / "work"
    for call in (["ingest", "--raw", raw], ["extract"], ["validate"], ["publish", "--releases", tmp_path / "a"]):
        done = dyad(*call, "--work", work, home=home)
        assert done.returncode == 0, done.stderr
    assert dyad("release", "--raw", raw, "--releases", tmp_path / "b", "--workers", 2, home=home).returncode == 0
    sums = [(tmp_path / x / "v0.1.0" / "SHA256SUMS").read_text() for x in "ab"]
    assert sums[0] == sums[1]


def test_a_dry_run_publishes_nothing(raw, tmp_path, home):
    done = dyad("release", "--raw", raw, "--releases", tmp_path / "releases", "--dry-run", home=home)
    assert done.returncode == 0 and "expectations hold" in done.stdout
    assert not (tmp_path / "releases").exists()


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    """A folder with two versions that differ in one value."""
    folder = tmp_path / "releases"
    release(folder)
    release(folder, with_value(11.0))
    return folder


def test_versions_lists_what_is_there_and_what_it_changed(releases, home):
    done = dyad("versions", "--releases", releases, home=home)
    assert done.returncode == 0, done.stderr
    first, second = [line for line in done.stdout.splitlines() if "v0.1" in line][:2]
    assert "v0.1.0" in first and "latest" not in first
    assert second.startswith("latest") and "v0.1.1" in second and "patch: 1 row changed" in second
    told = json.loads(dyad("versions", "--releases", releases, "--json", home=home).stdout)
    assert [(v["version"], v["previous"], v["latest"]) for v in told] == [
        ("0.1.0", None, False),
        ("0.1.1", "0.1.0", True),
    ]


def test_diff_shows_the_changed_value_and_ends_with_1_and_with_0_if_there_is_none(releases, home):
    done = dyad("diff", "0.1.0", "latest", "--releases", releases, home=home)
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("patch: 1 row changed")
    assert "value: 12000.0 → 11.0" in done.stdout
    same = dyad("diff", releases / "v0.1.1", "v0.1.1", "--releases", releases, home=home)
    assert (same.returncode, same.stdout) == (0, "Nothing is different between 0.1.1 and 0.1.1.\n")


def test_diff_in_json_is_for_programs_in_any_locale(releases, home):
    done = dyad("diff", "v0.1.0", "v0.1.1", "--json", "--releases", releases, home=home, LC_ALL="C", PYTHONUTF8="0")
    told = json.loads(done.stdout)
    assert done.returncode == 1 and (told["same"], told["level"]) == (False, "patch")
    assert told["tables"]["figures"]["changed"] == 1
    assert [(c["column"], c["new"]) for c in told["changes"]] == [("value", "11.0")]


def test_diff_in_json_can_be_cut_short_by_its_reader(tmp_path, home):
    rows = sample_rows()
    release(tmp_path)
    rows["entities"] += [rows["entities"][0] | {"entity_id": f"state:{number:06}"} for number in range(20_000)]
    release(tmp_path, {name: to_arrow(TABLES[name], some) for name, some in rows.items()})
    command = f"{sys.executable} -m flows diff 0.1.0 0.2.0 --json --releases {tmp_path} | head -n 3"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, env=os.environ | {"HOME": str(home)})
    assert len(done.stdout.splitlines()) == 3 and done.stderr == ""


def test_verify_finds_a_flipped_bit(releases, home):
    sound = dyad("verify", "--releases", releases, home=home)
    assert sound.returncode == 0 and "v0.1.1" in sound.stdout
    path = releases / "v0.1.1" / "events.parquet"
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)
    harmed = dyad("verify", "0.1.1", "--releases", releases, home=home)
    assert harmed.returncode == 1 and "events.parquet: not as published" in harmed.stderr
    told = json.loads(dyad("verify", "0.1.1", "--json", "--releases", releases, home=home).stdout)
    assert (told["ok"], told["faults"]) == (False, ["events.parquet: not as published"])


@pytest.mark.parametrize("form", FORMATS)
def test_export_writes_every_format(releases, tmp_path, home, form):
    out = tmp_path / "out"
    call = ["export", "0.1.0", "--format", form, "--table", "figures", "--out", out, "--releases", releases]
    done = dyad(*call, home=home)
    assert done.returncode == 0, done.stderr
    assert "Written" in done.stdout and out.exists()
    assert out.is_dir() == (form in ("csv", "jsonl"))


def test_the_formats_of_the_command_are_those_of_the_export():
    assert tuple(f.value for f in Format) == FORMATS


def test_correct_writes_the_old_value_beside_the_new(releases, tmp_path, home):
    (tmp_path / "raw").mkdir()
    figure = pq.read_table(releases / "latest" / "figures.parquet", filters=[("value", "==", 11.0)]).to_pylist()[0]
    call = [
        "correct",
        figure["figure_id"],
        "status=forecast",
        "--reason",
        "it says: to come",
        "--raw",
        tmp_path / "raw",
    ]
    done = dyad(*call, "--releases", releases, home=home, DYAD_AUTHOR="B. Herder")
    assert done.returncode == 0, done.stderr
    (line,) = csv.DictReader((tmp_path / "raw" / "corrections.csv").read_text("utf-8").splitlines())
    assert (line["table"], line["row_id"], line["column"]) == ("figures", figure["figure_id"], "status")
    assert (line["expected"], line["value"], line["author"]) == ("actual", "forecast", "B. Herder")


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["diff", "0.1.0", "0.7.0"], "v0.1.0, v0.1.1"),
        (["verify", "1.0.0"], "v0.1.0, v0.1.1"),
        (["export", "0.9.9", "--format", "csv"], "0.9.9"),
        (["versions", "--releases", "raw"], "no releases"),
        (["correct", "copper#f1-2", "value=3", "--reason", "r", "--author", "a"], "copper#f1-2"),
        (["correct", "copper#f12-25", "value", "--reason", "r", "--author", "a"], "FIELD=VALUE"),
        (["correct", "copper#f12-25", "value=1", "value=2", "--reason", "r", "--author", "a"], "twice"),
        (["correct", "copper#f12-25", "--reject", "--accept", "--reason", "r", "--author", "a"], "not both"),
        (["correct", "copper#f12-25", "--reason", "r", "--author", "a"], "column=value"),
    ],
)
def test_a_wrong_call_about_releases_is_one_clear_line_and_exit_code_2(releases, home, call, said):
    (releases.parent / "raw").mkdir()
    done = dyad(*call, home=home, cwd=releases.parent)
    assert done.returncode == 2, done.stdout + done.stderr
    assert said in done.stderr and "Traceback" not in done.stderr
    assert sorted(p.name for p in (releases.parent / "raw").iterdir()) == []


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["release", "--raw", "nowhere"], "nowhere"),
        (["ingest", "--raw", "dated"], "sources.csv"),
        (["release", "--raw", "talks.txt", "--version", "one"], "one"),
        (["extract", "--work", "."], "dyad ingest"),
        (["publish", "--work", "."], "dyad validate"),
        (["serve", "--raw", "talks.txt", "--cron", "at noon"], "at noon"),
        (["serve", "--raw", "talks.txt"], "prefect server start"),
    ],
)
def test_a_wrong_call_is_one_clear_line_and_exit_code_2(tmp_path, home, call, said):
    (tmp_path / "talks.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "dated").mkdir()
    (tmp_path / "dated" / "sources.csv").write_text("path,published\na.txt,the third of March\n", encoding="utf-8")
    done = dyad(*call, home=home, cwd=tmp_path)
    assert done.returncode == 2, done.stdout + done.stderr
    assert said in done.stderr and "Traceback" not in done.stderr


def test_texts_without_a_single_document_fail_the_gate_and_publish_nothing(tmp_path, home):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "empty.txt").write_bytes(b"")
    done = dyad("release", "--raw", tmp_path / "raw", "--releases", tmp_path / "releases", home=home)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "documents" in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "releases" / "v0.1.0").exists()
