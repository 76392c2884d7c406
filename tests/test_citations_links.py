"""Which works cited are themselves documents of the corpus."""

import datetime as dt

import pytest

from flows.reconcile import citations
from flows.tables import TABLES
from flows.tables.arrow import to_arrow

CANALS = {"doc_id": "ruiz", "title": "Don’t Misread the Canal Treaty", "authors": ["Ana Ruiz"], "publisher": "Canal Review", "published": dt.date(2013, 3, 25), "published_precision": "day"}  # fmt: skip
LETTERS = {"doc_id": "letters", "title": "Letters", "authors": ["Bo Lund"], "publisher": "Dawn", "published": dt.date(2012, 5, 1), "published_precision": "month"}  # fmt: skip
CITING = {"doc_id": "citing", "title": "Two Seas and their Canal", "authors": [], "publisher": None, "published": None, "published_precision": "none"}  # fmt: skip


def linked(
    title, authors=(), container=None, date=None, documents=(CANALS, LETTERS, CITING), doc_id="citing", kind="note"
):
    """The document that one citation is found to name."""
    row = {"citation_id": f"{doc_id}#c0-9", "doc_id": doc_id, "sentence_id": f"{doc_id}#0", "start_char": 0, "end_char": 9, "kind": kind, "title": title, "authors": list(authors), "container": container, "date": date, "rule": "citation:quoted", "confidence": 0.9}  # fmt: skip
    table = citations(to_arrow(TABLES["citations"], [row]), to_arrow(TABLES["documents"], list(documents)))
    assert table.schema.equals(to_arrow(TABLES["citations"], [row]).schema)
    return table["cites_doc_id"].to_pylist()[0]


@pytest.mark.parametrize(
    "title",
    ["Don't Misread the Canal Treaty", "Don’t misread the canal treaty", "Dont Misread the Canal-Treaty", "Don't Mis-read the Canal Treaty", "Don't Misraed the Canal Treaty"],
)  # fmt: skip
def test_a_work_in_the_corpus_is_found_however_its_title_is_typed(title):
    assert linked(title, ["Ana Ruiz"], "Canal Review", "2013-03-25") == "ruiz"


def test_what_is_not_told_does_not_speak_against_it():
    assert linked("Don't Misread the Canal Treaty") == "ruiz"
    assert linked("Don't Misread the Canal Treaty", date="2013") == "ruiz"
    assert linked("Don't Misread the Canal Treaty", ["A. Ruiz"], date="2013-04-02") == "ruiz"


def test_another_author_another_year_or_another_title_is_another_work():
    assert linked("Don't Misread the Canal Treaty", ["Olga Petrova"]) is None
    assert linked("Don't Misread the Canal Treaty", ["Ana Ruiz"], date="2009-03-25") is None
    assert linked("Don't Misread the Pipeline Treaty", ["Ana Ruiz"], date="2013-03-25") is None


def test_a_short_title_needs_an_author_or_a_container_with_its_date():
    assert linked("Letters") is None
    assert linked("Letters", date="2012-05") is None
    assert linked("Letters", ["Bo Lund"]) == "letters"
    assert linked("Letters", container="Dawn", date="2012-05-12") == "letters"


def test_a_text_does_not_cite_itself_nor_its_own_copy():
    copy = CANALS | {"doc_id": "copy"}
    title = "Don’t Misread the Canal Treaty"
    assert linked(title, container="Canal Review", doc_id="ruiz", kind="source", documents=[CANALS, copy]) is None


def test_the_order_of_the_documents_changes_nothing():
    copy = CANALS | {"doc_id": "a-copy"}
    ways = ([CANALS, copy, CITING], [copy, CITING, CANALS])
    assert {linked("Don't Misread the Canal Treaty", documents=way) for way in ways} == {"a-copy"}


def test_an_empty_corpus_has_no_links():
    assert linked("Don't Misread the Canal Treaty", documents=[]) is None
    assert linked(None) is None
    assert linked("¿?!") is None


def test_many_documents_with_the_same_words_are_told_apart():
    many = [
        CANALS | {"doc_id": f"n{i}", "title": f"Canal Treaty Report Number {i} of the Commission"} for i in range(800)
    ]
    assert linked("Canal Treaty Report Number 417 of the Commission", documents=many) == "n417"
