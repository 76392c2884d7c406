"""Ingest as a whole: which files become documents, which become rejects, and that nothing is lost or raised."""

import gzip
import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.document import Document
from flows.ingest import InputError, Reject, from_arrow, inputs, read, row, to_arrow
from flows.tables import TABLES
from flows.tables import arrow as declared

TALKS = "Ministers of both countries met in Vienna on Monday. They talked about the price of gas and the length of the new line.\n"
GRAIN = "The two presidents agreed that more grain should be shipped through the northern ports, and signed a plan for it.\n"
RUSSIAN = "Президенты двух стран встретились в понедельник в Вене и говорили о цене на газ и о новом трубопроводе.\n"


def write(folder: Path, **files: str | bytes) -> Path:
    """Files in a folder; `__` in a name is a slash and `_0_` a dot."""
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_0_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def lines(*records: object) -> str:
    return "".join(json.dumps(r) + "\n" for r in records)


def both(*raw: Path, **options) -> tuple[dict[str, Document], list[Reject]]:
    """Documents by id, and rejects."""
    got = list(read(raw, **options))
    documents = [d for d in got if isinstance(d, Document)]
    assert len({d.doc_id for d in documents}) == len(documents)
    return {d.doc_id: d for d in documents}, [r for r in got if isinstance(r, Reject)]


def test_folders_are_read_recursively_and_in_the_order_of_paths(tmp_path):
    write(tmp_path, b_0_txt=TALKS, a__z_0_md=GRAIN)
    documents, rejects = both(tmp_path)
    assert list(documents) == ["a/z", "b"]
    assert [d.path for d in documents.values()] == ["a/z.md", "b.txt"]
    assert [d.format for d in documents.values()] == ["md", "txt"]
    assert rejects == []


def test_a_file_can_be_given_in_place_of_a_folder(tmp_path):
    write(tmp_path, b_0_txt=TALKS, a_0_txt=GRAIN)
    documents, _ = both(tmp_path / "b.txt")
    assert list(documents) == ["b"]


def test_files_about_the_documents_are_no_documents(tmp_path):
    write(tmp_path, README_0_md=GRAIN, _0_hidden_0_txt=GRAIN, corrections_0_csv="x", LICENSE="x", a_0_txt=TALKS)
    documents, rejects = both(tmp_path)
    assert list(documents) == ["a"]
    assert rejects == []


def test_a_path_that_does_not_exist_stops_at_once_and_says_which(tmp_path):
    with pytest.raises(InputError, match=r"nowhere: no such file or folder; give"):
        read([tmp_path / "nowhere"])
    with pytest.raises(InputError, match="no raw path"):
        read([])


def test_the_bytes_are_identified_by_their_hash(tmp_path):
    write(tmp_path, a_0_txt=TALKS)
    documents, _ = both(tmp_path)
    assert documents["a"].sha256 == hashlib.sha256(TALKS.encode()).hexdigest()


def test_every_input_file_is_named_with_its_hash(tmp_path):
    write(tmp_path, a_0_txt=TALKS, sources_0_csv="path,title\na.txt,A\n", x_0_pdf=b"%PDF", more__list_0_csv="path\n")
    got = list(inputs([tmp_path], [tmp_path / "more" / "list.csv"]))
    names = [i.path for i in got]
    assert names == ["a.txt", "more/list.csv", "x.pdf", "sources.csv", "sources/list.csv"]
    assert got[0].sha256 == hashlib.sha256(TALKS.encode()).hexdigest()
    assert got[0].size == len(TALKS)


def test_equal_paths_below_two_folders_are_told_apart_and_none_is_lost(tmp_path):
    write(tmp_path, one__a_0_txt=TALKS, two__a_0_txt=GRAIN, two__a_0_md="# Heading\n\n" + GRAIN)
    documents, _ = both(tmp_path / "one", tmp_path / "two")
    assert list(documents) == ["a", "two/a", "two/a.txt"]
    assert documents["a"].text == TALKS


def test_a_file_that_is_reached_twice_is_read_once(tmp_path):
    write(tmp_path, a__b_0_txt=TALKS)
    documents, rejects = both(tmp_path, tmp_path / "a", tmp_path / "a" / "b.txt")
    assert list(documents) == ["a/b"]
    assert rejects == []


@pytest.mark.parametrize(
    ("name", "content", "reason", "detail"),
    [
        ("a_0_txt", b"", "empty", "no text"),
        ("a_0_txt", b" \n\t\n", "empty", "no text"),
        ("a_0_txt", b"--- *** ---\n", "empty", "no letter"),
        ("a_0_txt", b"abc\0def and the rest of it", "not text", "NUL"),
        ("a_0_txt", bytes(range(1, 32)) * 20, "not text", "control characters"),
        ("a_0_txt", b"\xff\xfea", "not text", "utf-16-le"),
        ("a_0_txt", RUSSIAN.encode(), "not English", "looks like ru"),
        ("a_0_pdf", b"%PDF-1.7", "unknown format", ".jsonl"),
        ("a_0_jsonl_0_gz", b"\x1f\x8bno gzip at all", "broken gzip", "after line 0"),
        ("a_0_jsonl_0_gz", b"", "empty", "no line"),
        ("a_0_jsonl_0_gz", gzip.compress(b"", mtime=0), "empty", "no line"),
        ("a_0_jsonl", b"", "empty", "no line"),
        ("a_0_jsonl", b"\n  \n", "empty", "only blank lines"),
        ("a_0_jsonl", b'[\n {"text": "x"},\n {"text": "y"}\n]\n', "not JSON Lines", "each document on a line"),
        ("a_0_jsonl", b'{\n "text": "x"\n}\n', "not JSON Lines", "each document on a line"),
        ("a_0_jsonl", b'{"text": "cut off', "malformed JSON", "line 1"),
        ("a_0_jsonl", b"[" * 100_000, "malformed JSON", "line 1"),
        ("a_0_jsonl", b"[1, 2]\n", "malformed JSON", "not an object"),
        ("a_0_jsonl", b'{"doc_id": "x"}\n', "no text", "line 1"),
        ("a_0_jsonl", b'{"text": 7}\n', "no text", "not a string"),
        ("a_0_jsonl", b'{"text": "a\\u0000b"}\n', "not text", "NUL"),
    ],
)
def test_what_cannot_be_read_is_a_reject_that_says_why(tmp_path, name, content, reason, detail):
    write(tmp_path, **{name: content})
    documents, rejects = both(tmp_path)
    assert documents == {}
    assert [r.reason for r in rejects] == [reason]
    assert detail in rejects[0].detail


def test_the_second_of_two_equal_texts_is_a_reject_that_names_the_first(tmp_path):
    write(tmp_path, a_0_txt=TALKS, b_0_txt=TALKS.replace("\n", "\r\n"), c_0_txt=GRAIN)
    documents, rejects = both(tmp_path)
    assert list(documents) == ["a", "c"]
    assert [(r.path, r.reason, r.detail) for r in rejects] == [("b.txt", "duplicate", "the same text as a")]


def test_a_text_beyond_the_limit_is_a_reject_whatever_holds_it(tmp_path):
    long = TALKS * 40
    write(
        tmp_path, a_0_txt=long, b_0_jsonl=lines({"text": long}, {"text": "x" * 20_000}, {"doc_id": "ok", "text": TALKS})
    )
    documents, rejects = both(tmp_path, limit=1000)
    assert list(documents) == ["ok"]
    assert [(r.path, r.reason) for r in rejects] == [
        ("a.txt", "too long"),
        ("b.jsonl:1", "too long"),
        ("b.jsonl:2", "too long"),
    ]


def test_a_folder_that_links_to_itself_is_read_once(tmp_path):
    write(tmp_path, a_0_txt=TALKS)
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "missing")
    documents, rejects = both(tmp_path)
    assert list(documents) == ["a"]
    assert [r.reason for r in rejects] == ["not a file"]


def test_a_reject_is_a_row_of_the_rejects_table(tmp_path):
    write(tmp_path, a_0_txt=b"")
    _, rejects = both(tmp_path)
    table = declared.to_arrow(TABLES["rejects"], [r.row() for r in rejects])
    assert table.to_pylist()[0]["stage"] == "ingest"


def test_each_json_line_is_a_document_with_the_metadata_it_gives(tmp_path):
    record = {
        "doc_id": "wire/17",
        "text": TALKS,
        "title": "Talks",
        "authors": ["Ann Lee", "Bo Berg"],
        "publisher": "The Courier",
        "published": "2013-03",
        "url": "https://example.org/17",
        "rights": "CC BY 4.0",
        "redistribute": True,
    }
    write(tmp_path, a_0_jsonl=lines(record, {"text": GRAIN, "authors": "Ann Lee; Bo Berg"}))
    documents, _ = both(tmp_path)
    first, second = documents["wire/17"], documents["a:2"]
    assert (first.title, first.authors, first.publisher) == ("Talks", ("Ann Lee", "Bo Berg"), "The Courier")
    assert (first.published.isoformat(), first.published_precision, first.published_source) == (
        "2013-03-01",
        "month",
        "metadata",
    )
    assert (first.source_url, first.rights, first.redistribute) == ("https://example.org/17", "CC BY 4.0", True)
    assert second.authors == ("Ann Lee", "Bo Berg")
    assert (first.path, first.format) == ("a.jsonl:1", "jsonl")


def test_a_gzipped_file_is_read_like_a_plain_one_up_to_where_it_breaks(tmp_path):
    packed = gzip.compress(
        lines(*({"text": f"Note {n}: the ministers of the two states met."} for n in range(3000))).encode()
    )
    write(tmp_path, a_0_jsonl_0_gz=packed, b_0_jsonl_0_gz=packed[: len(packed) // 2])
    documents, rejects = both(tmp_path)
    assert len([d for d in documents if d.startswith("a:")]) == 3000
    assert rejects[-1].path == "b.jsonl.gz"
    assert rejects[-1].reason == "broken gzip"


def test_a_wide_json_file_as_some_shells_write_it_is_read(tmp_path):
    write(tmp_path, a_0_jsonl=lines({"doc_id": "x", "text": TALKS}, {"doc_id": "y", "text": GRAIN}).encode("utf-16"))
    documents, _ = both(tmp_path)
    assert list(documents) == ["x", "y"]
    assert {d.encoding for d in documents.values()} == {"utf-16-le"}


def test_wide_text_without_a_mark_is_read(tmp_path):
    write(
        tmp_path, a_0_txt=TALKS.encode("utf-16-be"), b_0_jsonl=lines({"doc_id": "y", "text": GRAIN}).encode("utf-16-le")
    )
    documents, rejects = both(tmp_path)
    assert (documents["a"].text, documents["y"].text, rejects) == (TALKS, GRAIN, [])
    assert (documents["a"].encoding, documents["y"].encoding) == ("utf-16-be", "utf-16-le")


def test_a_file_named_gz_that_is_not_packed_is_read_and_one_packed_without_the_name_too(tmp_path):
    write(tmp_path, a_0_jsonl_0_gz=lines({"doc_id": "x", "text": TALKS}))
    write(tmp_path, b_0_jsonl=gzip.compress(lines({"doc_id": "y", "text": GRAIN}).encode()))
    documents, rejects = both(tmp_path)
    assert (list(documents), rejects) == (["x", "y"], [])


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("cp1252", "It’s “quoted” in São Paulo, at €5"),
        ("gb18030", "It’s “quoted”"),
        ("gb18030", "President Xi Jinping (习近平) spoke"),
        ("big5", "President Ma Ying-jeou (馬英九) spoke"),
        ("cp932", "Prime Minister Abe (安倍晋三) spoke"),
        ("cp949", "President Moon (문재인) of the Republic (대한민국 대통령) spoke"),
        ("cp1251", "Minister Lavrov (Лавров) told «Известия»"),
        ("cp1250", "in Łódź and Kraków"),
        ("mac-roman", "It’s “quoted” in a café"),
    ],
)
def test_a_few_foreign_words_in_english_tell_the_encoding(tmp_path, encoding, said):
    text = f"{TALKS}\n{said}, as the agency wrote.\n\n{GRAIN}"
    write(tmp_path, a_0_txt=text.encode(encoding))
    documents, _ = both(tmp_path)
    assert (documents["a"].text, documents["a"].encoding) == (text, encoding)


def test_a_doc_id_that_comes_twice_is_made_unique(tmp_path):
    write(tmp_path, a_0_jsonl=lines({"doc_id": "x", "text": TALKS}, {"doc_id": "x", "text": GRAIN}))
    documents, rejects = both(tmp_path)
    assert len(documents) == 2
    assert rejects == []


def test_a_date_that_is_none_is_told_and_the_document_gets_in_without_it(tmp_path):
    write(tmp_path, a_0_jsonl=lines({"doc_id": "x", "text": TALKS, "published": "last week", "title": "Talks"}))
    documents, rejects = both(tmp_path)
    assert documents["x"].published is None
    assert documents["x"].title == "Talks"
    assert (rejects[0].table, rejects[0].row_id, rejects[0].reason) == ("documents", "x", "bad metadata")
    assert "'last week' is no date" in rejects[0].detail


def test_half_a_surrogate_pair_does_no_harm(tmp_path):
    write(
        tmp_path,
        a_0_jsonl=rb'{"doc_id": "x\ud800", "text": "The ministers of the two states \ud83d met.", "title": "\udc00"}',
    )
    documents, _ = both(tmp_path)
    table = to_arrow(documents.values())
    assert "states \ufffd met" in table["text"][0].as_py()


def test_words_may_not_be_passed_on_unless_somebody_says_so(tmp_path):
    write(tmp_path, a_0_txt=TALKS)
    documents, _ = both(tmp_path)
    assert documents["a"].redistribute is False
    assert documents["a"].rights is None


def test_a_document_has_a_row_that_fits_the_declared_table(tmp_path):
    write(tmp_path, a_0_txt=TALKS)
    documents, _ = both(tmp_path)
    cells = row(documents["a"])
    assert set(cells) == set(TABLES["documents"].names) - {"n_sentences"}
    assert (cells["n_chars"], cells["n_words"]) == (len(TALKS), len(TALKS.split()))
    assert declared.to_arrow(TABLES["documents"], [cells]).num_rows == 1


def test_documents_come_back_from_the_work_folder_as_they_were(tmp_path):
    write(
        tmp_path, a_0_txt="Talks in Vienna\n\nBy Ann Lee\nMarch 3, 2015\n\n" + TALKS, b_0_jsonl=lines({"text": GRAIN})
    )
    documents, _ = both(tmp_path)
    assert from_arrow(to_arrow(documents.values())) == list(documents.values())
    assert from_arrow(to_arrow([])) == []


def test_reading_twice_gives_the_same(tmp_path):
    write(tmp_path, a_0_txt=TALKS, b__c_0_txt=GRAIN, d_0_bin=b"\0")
    assert list(read([tmp_path])) == list(read([tmp_path]))


def test_documents_come_one_at_a_time(tmp_path):
    write(tmp_path, a_0_jsonl=lines({"text": TALKS}, {"text": GRAIN}) + "not json\n")
    stream = read([tmp_path])
    assert isinstance(next(stream), Document)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400), ending=st.sampled_from(["txt", "md", "jsonl", "jsonl.gz"]))
def test_any_bytes_end_as_documents_or_rejects(tmp_path_factory, data, ending):
    folder = tmp_path_factory.mktemp("any")
    (folder / f"a.{ending}").write_bytes(data)
    for result in read([folder]):
        assert isinstance(result, Document | Reject)
        if isinstance(result, Reject):
            declared.to_arrow(TABLES["rejects"], [result.row()])
        else:
            assert from_arrow(to_arrow([result])) == [result]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
FIELDS = ["doc_id", "title", "authors", "publisher", "published", "url", "rights", "redistribute", "digest_of"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record=st.fixed_dictionaries({"text": st.just(TALKS) | JSON}, optional=dict.fromkeys(FIELDS, JSON)))
def test_any_metadata_in_a_json_line_is_taken_or_told(tmp_path_factory, record):
    folder = tmp_path_factory.mktemp("any")
    (folder / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")
    got = list(read([folder]))
    assert got
    for result in got:
        if isinstance(result, Document):
            assert from_arrow(to_arrow([result])) == [result]
