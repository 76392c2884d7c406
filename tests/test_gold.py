"""What the pipeline finds in articles that a careful analyst has annotated stays at least as good as it was.

The annotated articles belong to others and do not come with the project: without them these tests are skipped.
"""

import json
import subprocess
import sys
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
    return [str(v) for row in rows for k, v in row.items() if v is not None and k not in ("title", "digest_of")]
