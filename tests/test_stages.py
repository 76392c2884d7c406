"""The stages over a work folder: what each leaves for the next, and what happens when something is missing or fails."""

import pyarrow.parquet as pq
import pytest

from flows import ingest, partition, stages
from flows.errors import UserError
from flows.extract.parse import MODEL
from flows.knowledge import fingerprint, knowledge
from flows.runners import Here
from flows.tables import TABLES
from flows.tables.arrow import to_arrow
from flows.work import Work, read_tables


@pytest.fixture
def work(tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "good.txt").write_text("Vladimir Putin visited China in May 2014. He met Xi Jinping.", encoding="utf-8")
    (raw / "ill.txt").write_text("The ministers of Japan and India met in Tokyo last week.", encoding="utf-8")
    work = Work(tmp_path / "work")
    stages.read([raw], [], work)
    return work


def test_a_document_that_fails_costs_itself_and_not_the_run(work, monkeypatch):
    whole = partition.extract

    def fails_on_one(document, nlp):
        if document.doc_id == "ill":
            raise RuntimeError("a fault in a rule")
        return whole(document, nlp)

    monkeypatch.setattr(partition, "extract", fails_on_one)
    out = work.begin("extract")
    assert stages.extract(work.parts("ingest"), out, MODEL, Here()) | {"words": 0} == {
        "documents": 1,
        "words": 0,
        "rejects": 1,
    }
    tables = read_tables(sorted(out.iterdir()))
    assert tables["documents"]["doc_id"].to_pylist() == ["good"]
    (reject,) = tables["rejects"].to_pylist()
    assert reject["path"] == "ill.txt" and reject["stage"] == "extract"
    assert "a fault in a rule" in reject["detail"] and "test_stages.py" in reject["detail"]


def test_large_corpora_are_cut_into_parts_that_lose_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(stages, "PART_WORDS", 20)
    for n in range(7):
        (tmp_path / f"{n}.txt").write_text(f"China and Russia signed agreement number {n} on trade.", encoding="utf-8")
    work = Work(tmp_path / "work")
    summary = stages.read([tmp_path], [], work)
    held = [d.doc_id for p in work.parts("ingest") for d in ingest.from_arrow(pq.read_table(p))]
    assert held == [str(n) for n in range(7)] and summary["documents"] == 7
    assert len(work.parts("ingest")) == 3


def test_a_stage_before_its_turn_says_which_command_comes_first(tmp_path):
    with pytest.raises(UserError, match="dyad ingest"):
        Work(tmp_path).need("ingest")


def test_a_stage_begun_again_forgets_what_came_after_it(work):
    out = work.begin("extract")
    stages.extract(work.parts("ingest"), out, MODEL, Here())
    work.finish("extract", {"model": {}})
    work.begin("ingest")
    with pytest.raises(UserError):
        work.need("extract")


def test_rejects_are_counted_by_reason_the_most_frequent_first():
    rows = [{"path": p, "stage": "ingest", "reason": r} for p, r in (("a", "empty"), ("b", "binary"), ("c", "empty"))]
    assert list(stages.reasons(to_arrow(TABLES["rejects"], rows)).items()) == [("empty", 2), ("binary", 1)]


def test_a_row_with_a_column_that_no_table_declares_is_refused():
    with pytest.raises(KeyError, match="colour"):
        to_arrow(TABLES["rejects"], [{"path": "a", "colour": "red"}])


def test_a_broken_knowledge_table_names_file_and_line(tmp_path, monkeypatch):
    import flows.knowledge as module

    (tmp_path / "broken.csv").write_text("# about\n\nname,code\nChina,CHN\nRussia\n", encoding="utf-8")
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match=r"broken\.csv, line 5"):
        knowledge.__wrapped__("broken")


def test_knowledge_tables_all_read_and_have_a_fingerprint():
    import flows.knowledge as module

    names = [p.relative_to(module.FOLDER).with_suffix("").as_posix() for p in module.FOLDER.rglob("*.csv")]
    assert len(names) > 20
    for name in names:
        assert knowledge(name)[0]["_at"].startswith(name)
        assert (module.FOLDER / f"{name}.csv").read_text(encoding="utf-8").startswith("#"), f"{name} explains itself"
    assert len(fingerprint()) == 64
