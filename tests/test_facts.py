"""The release of the project's own texts holds what the five articles tell: each fact of facts.csv, one test a fact."""

import csv
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

FOLDER = Path(__file__).parent
FACTS = list(csv.DictReader((FOLDER / "facts.csv").open(encoding="utf-8")))
MISSED = {row["fact"]: row["why"] for row in csv.DictReader((FOLDER / "facts_missed.csv").open(encoding="utf-8"))}
"""Facts that the release is known to miss. They fail here on purpose, and must leave the list once they are found."""


def _marked(fact: dict) -> object:
    why = MISSED.get(fact["fact"])
    return pytest.param(fact, id=fact["fact"], marks=[pytest.mark.xfail(reason=why, strict=True)] if why else [])


@pytest.fixture(scope="session")
def tables(digests: Path) -> dict[str, list[dict]]:
    return {name: pq.read_table(digests / f"{name}.parquet").to_pylist() for name in ("figures", "events")}


@pytest.mark.parametrize("fact", [_marked(f) for f in FACTS if f["kind"] == "figure"])
def test_the_release_holds_the_figure(tables, fact):
    def tells(row: dict) -> bool:
        sides = (row["reporter"], row["partner"])
        wanted = (fact["reporter"] or None, fact["partner"] or None)
        return (
            row["doc_id"] == fact["document"]
            and abs(abs(row["value"]) - abs(float(fact["value"]))) <= 1e-6 * abs(float(fact["value"]))
            and row["unit"] == fact["unit"]
            and row["measure"] in fact["measure"].split("|")
            and row["form"] in fact["form"].split("|")
            and row["commodity"] in [c or None for c in fact["commodity"].split("|")]
            and row["status"] in fact["status"].split("|")
            and [row["start_date"], row["end_date"]] in _periods(fact)
            and (set(sides) == set(wanted) if row["flow"] == "two_way" else sides == wanted)
        )

    near = [r for r in tables["figures"] if r["doc_id"] == fact["document"]]
    assert any(tells(r) for r in near), f"not among {[(r['text'], r['measure'], r['status']) for r in near]}"


@pytest.mark.parametrize("fact", [_marked(f) for f in FACTS if f["kind"] == "event"])
def test_the_release_holds_the_event(tables, fact):
    source, target = ({a for a in fact[side].split("+") if a} for side in ("source", "target"))

    def tells(row: dict) -> bool:
        told = set(row["source"]), set(row["target"])
        return (
            row["doc_id"] == fact["document"]
            and row["event_type"] in fact["event_type"].split("|")
            and (told[0] | told[1] == source | target if fact["symmetric"] == "true" else told == (source, target))
            and [row["start_date"], row["end_date"]] in _periods(fact)
            and row["status"] == "occurred"
        )

    assert any(tells(r) for r in tables["events"])


def _periods(fact: dict) -> list[list[date | None]]:
    """`start..end`, several readings parted by `|`; an open side is empty."""
    return [[date.fromisoformat(d) if d else None for d in p.split("..")] for p in fact["period"].split("|")]
