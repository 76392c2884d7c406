"""A correction from the list in the raw folder to the release: it survives every rebuild, or stops it."""

import json
import shutil

import pyarrow.parquet as pq
import pytest

from flows import stages
from flows.corrections import CorrectionError, correct
from flows.extract.parse import MODEL, describe
from flows.runners import Here
from flows.work import Work
from tests.correcting import DAY

TEXT = "Brazilian exports of crude oil to China reached $31 billion in 2020. Brazil and China signed a trade agreement in 2004.\n"


def build(folder, allow_stale=False, raw=None):
    """All stages over the folder's texts; the folder of the release."""
    work = Work(folder / "work")
    stages.read([raw or folder / "raw"], [], work)
    out = work.begin("extract")
    work.finish("extract", stages.extract(work.parts("ingest"), out, MODEL, Here()) | {"model": describe()})
    judged = stages.judge(stages.join(work, allow_stale), work)
    assert judged["ok"], judged["failures"]
    return stages.promote(work, folder / "releases", None).folder


def rows(release, table):
    return pq.read_table(release / f"{table}.parquet").to_pylist()


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A raw folder and its first release."""
    folder = tmp_path_factory.mktemp("begun")
    (folder / "raw").mkdir()
    (folder / "raw" / "oil.txt").write_text(TEXT, encoding="utf-8")
    build(folder)
    return folder


@pytest.fixture
def folder(begun, tmp_path):
    return shutil.copytree(begun, tmp_path / "mine", symlinks=True)


@pytest.fixture
def decide(folder):
    def decide(row_id, changes=(), **known):
        latest = folder / "releases" / "latest"
        return correct(row_id, dict(changes), reason="the yearbook has 27", author="A. Rey", date=DAY,
                       raw=folder / "raw", release=latest, **known)  # fmt: skip

    return decide


def test_a_corrected_value_stands_in_the_next_release_and_in_every_rebuild_and_its_series_follow(folder, decide):
    (figure,) = rows(folder / "releases" / "latest", "figures")
    assert (figure["value"], figure["corrected_by"]) == (31e9, None)
    decide(figure["figure_id"], {"value": "27e9"})
    (folder / "raw" / "other.txt").write_text("Norway sold gas to Poland for $2 billion in 2019.\n", encoding="utf-8")
    for _ in range(2):
        release = build(folder)
        found = {f["figure_id"]: f for f in rows(release, "figures")}[figure["figure_id"]]
        assert (found["value"], found["value_canonical"], found["corrected_by"]) == (27e9, 27e9, "A. Rey")
        assert 27e9 in [s["value"] for s in rows(release, "series")]
        assert 31e9 not in [s["value"] for s in rows(release, "series")]
    (told,) = [c for c in rows(release, "corrections") if c["column"] == "value"]
    assert (told["expected"], told["value"], told["reason"]) == ("31000000000", "27000000000", "the yearbook has 27")
    inputs = json.loads((release / "release.json").read_text("utf-8"))["inputs"]
    assert "corrections.csv" in [i["path"] for i in inputs]


def test_a_rejected_event_has_no_episode_and_stands_in_the_rejects(folder, decide):
    (event,) = rows(folder / "releases" / "latest", "events")
    decide(event["event_id"], action="reject")
    release = build(folder)
    assert not rows(release, "events") and not rows(release, "episodes") and not rows(release, "event_participants")
    assert event["event_id"] in [r["row_id"] for r in rows(release, "rejects")]


def test_a_corrected_event_gives_its_episode_the_corrected_values(folder, decide):
    (event,) = rows(folder / "releases" / "latest", "events")
    decide(event["event_id"], {"start_date": "2005-01-01", "end_date": "2005-12-31", "date_text": "2005"})
    ((episode,), (after,)) = (rows(build(folder), name) for name in ("episodes", "events"))
    assert str(episode["start_date"]) == "2005-01-01" and after["episode_id"] == episode["episode_id"]


def test_a_correction_that_has_become_stale_stops_the_release_unless_it_is_allowed_to(folder, decide):
    (figure,) = rows(folder / "releases" / "latest", "figures")
    decide(figure["figure_id"], {"measure": "imports"})
    (folder / "raw" / "oil.txt").write_text(TEXT.replace("$31", "some $31"), encoding="utf-8")
    with pytest.raises(CorrectionError, match=f"figures {figure['figure_id']} measure: there is no such row"):
        build(folder)
    assert [p.name for p in (folder / "releases").glob("v*")] == ["v0.1.0"]
    release = build(folder, allow_stale=True)
    (stale,) = rows(release, "corrections")
    assert (stale["state"], stale["note"]) == ("stale", "there is no such row")
    assert [f["measure"] for f in rows(release, "figures")] == ["exports"]


def test_a_wrong_list_is_told_before_anything_is_read(folder):
    shutil.rmtree(folder / "work")
    (folder / "raw" / "corrections.csv").write_text("table,row_id\nfigures,x\n", encoding="utf-8")
    with pytest.raises(CorrectionError, match="line 1"):
        stages.read([folder / "raw"], [], Work(folder / "work"))
    assert not (folder / "work").exists()


def test_a_file_read_by_itself_has_its_own_corrections_and_none_of_its_neighbours(folder, decide):
    (folder / "raw" / "gas.txt").write_text("Norway sold gas to Poland for $2 billion in 2019.\n", encoding="utf-8")
    for figure in rows(build(folder), "figures"):
        decide(figure["figure_id"], action="accept")
    release = build(folder, raw=folder / "raw" / "gas.txt")
    assert [f["corrected_by"] for f in rows(release, "figures")] == ["A. Rey"]
    assert len(rows(release, "corrections")) == 1
