"""The README keeps its word: its queries run on the release in this repository and give the result that it shows."""

import re

import duckdb
import pytest
from typer.main import get_command

from flows.cli import app
from flows.tables import TABLES
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.M | re.S)


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def _sql() -> duckdb.DuckDBPyRelation:
    return duckdb.sql(next(code for language, code in BLOCKS if language == "sql"))


def test_the_result_shown_is_the_result_of_the_query():
    relation = _sql()
    lines = [relation.columns, ["---"] * len(relation.columns), *relation.fetchall()]
    table = "\n".join("| " + " | ".join("" if c is None else str(c) for c in line) + " |" for line in lines)
    shown = re.search(r"<!-- result -->\n(.*)\n<!-- /result -->", README, re.S)
    assert shown and shown.group(1) == table


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_the_code_for_data_frames_finds_the_same_figures(library):
    code = next(code for language, code in BLOCKS if language == "python" and f"import {library}" in code)
    names: dict = {}
    exec(code, names)
    found = [(v / 1e9, s) for v, s in zip(names["trade"]["value"], names["trade"]["text_of_sentence"], strict=True)]
    assert found == [(billion, sentence) for _, billion, *_, sentence in _sql().fetchall()]


def test_every_table_and_every_command_is_in_the_readme():
    commands = get_command(app).commands
    for name in [*TABLES, *commands]:
        assert f"`{name}`" in README or f"dyad {name}" in README, name
    assert all(command.help for command in commands.values())
