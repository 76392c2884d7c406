"""The command line as a person uses it: the real command, real files, and what it says."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

NEWS = """Trade talks in Moscow

MOSCOW, March 3 (Example Wire) - Chinese Foreign Minister Wang Yi met his Russian counterpart Sergei Lavrov in Moscow.

Trade between China and Russia reached $190 billion in 2022, and the two countries signed a gas agreement.
"""


def dyad(*args: object, home: Path, cwd: Path | None = None) -> subprocess.CompletedProcess:
    """Run the real command with a home of its own."""
    env = os.environ | {"HOME": str(home), "PREFECT_HOME": str(home / ".prefect"), "COLUMNS": "120"}
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
    assert all(name in said for name in ("release", "ingest", "extract", "validate", "publish", "serve"))


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
