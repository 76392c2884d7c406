"""What the pipeline finds in articles that a careful analyst has annotated stays at least as good as it was.

The annotated articles belong to others and do not come with the project: without them these tests are skipped.
"""

import json
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.conftest import ROOT, publish_folder

SHARED = ROOT.parent / "shared"
FLOORS = {
    "entities.linked": 0.90,
    "figures.all.found": 0.92,
    "figures.core.strict": 0.80,
    "events.typed": 0.70,
    "events.strict": 0.45,
}

TITLES = ("title", "container", "digest_of")
"""Columns that name works by their titles."""

pytestmark = pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the annotated articles are not here")


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_folder(SHARED / "corpus", tmp_path_factory.mktemp("gold"))


@pytest.fixture(scope="module")
def scores(release) -> dict:
    call = [sys.executable, SHARED / "gold" / "score.py", release, SHARED / "gold", SHARED / "corpus", "--json"]
    return json.loads(subprocess.run(call, capture_output=True, text=True, check=True).stdout)


@pytest.mark.parametrize("measure", FLOORS)
def test_the_scores_do_not_fall(scores, measure):
    assert scores[measure]["f1"] >= FLOORS[measure]


def test_an_episode_holds_the_tellings_of_one_happening_and_no_others(release):
    told = pq.read_table(release / "events.parquet").to_pylist()
    right = found = wanted = 0
    for path in sorted((SHARED / "gold").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = (SHARED / "corpus" / f"{path.stem}.txt").read_text("utf-8")
        here = [e for e in told if e["doc_id"] == path.stem and e["episode_id"]]
        matched = {}
        for n, event in enumerate(gold["events"]):
            if found_event := _told(text, event, here):
                matched.setdefault(found_event["event_id"], (_happening(gold["events"], n), found_event["episode_id"]))
        for (one, mine), (other, yours) in combinations(matched.values(), 2):
            right += one == other and mine == yours
            found += mine == yours
            wanted += one == other
    assert right >= 0.9 * found
    assert right >= 0.85 * wanted


def test_a_visit_that_five_articles_tell_is_one_episode(release):
    rows = pq.read_table(release / "episodes.parquet").to_pylist()
    (visit,) = [r for r in rows if r["label"] == "2013-03-22..23 Xi Jinping visits Russia"]
    assert visit["n_documents"] == 5 and visit["n_events"] >= 15
    assert not [r for r in rows if r["label"].endswith("Xi Jinping visits Russia") and r is not visit]


def _happening(events: list[dict], n: int) -> int:
    """The first telling of the happening that an annotated event tells."""
    while "same_as" in events[n]:
        n = events[n]["same_as"]
    return n


def _told(text: str, event: dict, found: list[dict]) -> dict | None:
    """The event found on the trigger of an annotated one; None if there is none."""
    at = -1
    for _ in range(event.get("occurrence", 1)):
        at = text.index(event["quote"], at + 1)
    start = at + max(event["quote"].find(event["trigger"]), 0)
    end = start + len(event["trigger"])
    return next((e for e in found if e["start_char"] < end and start < e["end_char"]), None)


def test_no_words_of_an_article_are_passed_on(release):
    published = b"".join(p.read_bytes() for p in release.iterdir() if p.suffix != ".parquet").decode().casefold()
    published += " ".join(_texts(release)).casefold()
    for title in pq.read_table(release / "documents.parquet")["title"].drop_null().to_pylist():
        published = published.replace(title.casefold(), "")  # a source is named by its title
    for article in (SHARED / "corpus").glob("*.txt"):
        words = article.read_text("utf-8").casefold().split()
        runs = {" ".join(words[i : i + 8]) for i in range(0, len(words) - 8)}
        assert not [run for run in runs if run in published], article.name


def _texts(release: Path) -> list[str]:
    rows = [row for p in release.glob("*.parquet") for row in pq.read_table(p).to_pylist()]
    return [str(v) for row in rows for k, v in row.items() if v is not None and k not in TITLES]
