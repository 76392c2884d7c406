"""Lists of sources: how a line finds its document, who has the last word, and what a bad list says."""

import hashlib
import json

import pytest

from flows.document import Document
from flows.ingest import InputError, Reject, read

TEXT = "Ministers of both countries met in Vienna on Monday, and talked about the price of gas.\n"
DATED = "Talks in Vienna\nMarch 3, 2015\n\n" + TEXT


def one(*raw, sources=()) -> Document:
    (document,) = read(raw, sources)
    return document


def test_a_line_finds_its_document_by_path_below_the_list(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text(TEXT)
    (tmp_path / "sources.csv").write_text(
        "path,title,published,redistribute,authors\nsub/a.txt,Talks,2014-02,yes,Ann Lee; Bo Berg\n"
    )
    document = one(tmp_path)
    assert (document.title, document.authors, document.redistribute) == ("Talks", ("Ann Lee", "Bo Berg"), True)
    assert (document.published.isoformat(), document.published_precision) == ("2014-02-01", "month")


def test_the_older_form_of_the_list_is_read(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    head = "path,title,authors,publisher,published,rights,redistribute\n"
    (tmp_path / "sources.csv").write_text(head + "a.txt,Talks,,The Courier,2013,all rights reserved,false\n")
    document = one(tmp_path)
    assert (document.publisher, document.rights, document.redistribute) == ("The Courier", "all rights reserved", False)


def test_a_line_finds_its_document_by_hash_wherever_it_lies(tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "renamed.txt").write_text(TEXT)
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    listed = tmp_path / "elsewhere.csv"
    listed.write_text(f"sha256,title\n{digest.upper()},Talks\n")
    assert one(tmp_path / "raw", sources=[listed]).title == "Talks"


def test_a_list_given_beside_the_folder_does_not_claim_files_of_the_same_name(tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text(TEXT)
    listed = tmp_path / "list.csv"
    listed.write_text("path,title\na.txt,Another text\n")
    assert one(tmp_path / "raw", sources=[listed]).title is None


def test_a_json_line_is_found_by_its_doc_id(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"doc_id": "wire/1", "text": TEXT}))
    (tmp_path / "sources.csv").write_text("path,publisher\nwire/1,The Courier\n")
    assert one(tmp_path).publisher == "The Courier"


def test_the_line_itself_goes_before_the_list_and_the_list_before_the_text(tmp_path):
    record = {"doc_id": "x", "text": DATED, "publisher": "Own"}
    (tmp_path / "a.jsonl").write_text(json.dumps(record))
    (tmp_path / "sources.csv").write_text("path,publisher,published\nx,List,2015-03-04\n")
    document = one(tmp_path)
    assert document.publisher == "Own"
    assert (document.published.isoformat(), document.published_source) == ("2015-03-04", "metadata")
    assert document.title == "Talks in Vienna"


def test_path_goes_before_hash_and_the_nearer_list_before_the_farther(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text(TEXT)
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    (tmp_path / "sources.csv").write_text(
        f"path,sha256,title,publisher,rights\nsub/a.txt,,Far,Far,\n,{digest},Hash,,By hash\n"
    )
    (tmp_path / "sub" / "sources.csv").write_text("path,title\na.txt,Near\n")
    document = one(tmp_path)
    assert (document.title, document.publisher, document.rights) == ("Near", "Far", "By hash")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("path,titel\na.txt,T\n", "line 1: unknown column 'titel'"),
        ("path,path\na.txt,T\n", "line 1: a column is named twice"),
        ("title\nT\n", "line 1: no column path or sha256"),
        ("", "line 1: no column path or sha256"),
        ("path,published\na.txt,yesterday\n", "line 2: published: 'yesterday' is no date"),
        ("path,published\na.txt,2013-02-30\n", "line 2: published: '2013-02-30' is no date"),
        ("path,redistribute\na.txt,maybe\n", "line 2: redistribute: 'maybe' is neither"),
        ("path,title\na.txt,T,more\n", "line 2: 3 cells under 2 columns"),
        ("path,sha256\n,\nx,abc\n", "line 3: sha256 'abc' has not 64"),
        ("path,title\na.txt,T\na.txt,U\n", "line 3: path a.txt was given before"),
        ("path,title\n,T\n", "line 2: neither path nor sha256"),
        ("path,title\na\0b,T\n", "line 2"),
        ('path,title\na.txt,"never closed\n', "line 2: unexpected end of data"),
        ("path;title\na.txt;T\n", "line 1: unknown column 'path;title'"),
    ],
)
def test_a_bad_list_stops_at_once_and_says_where(tmp_path, content, message):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "sources.csv").write_text(content)
    with pytest.raises(InputError) as error:
        read([tmp_path])
    assert f"sources.csv, {message}" in str(error.value)


def test_a_list_that_is_missing_or_not_utf8_stops_at_once(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    with pytest.raises(InputError, match="cannot be read"):
        read([tmp_path], [tmp_path / "none.csv"])
    (tmp_path / "list.csv").write_bytes(b"path\n\xff\n")
    with pytest.raises(InputError, match="not UTF-8"):
        read([tmp_path], [tmp_path / "list.csv"])


def test_lines_that_lead_to_no_document_are_told_in_the_rejects(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"doc_id": "wire/1", "text": TEXT}))
    (tmp_path / "spare.txt").write_text(TEXT)  # a duplicate: it stands where the list says, though it does not get in
    digest = hashlib.sha256(b"elsewhere").hexdigest()
    (tmp_path / "sources.csv").write_text(
        f"path,sha256,title\nwire/1,,A\nspare.txt,,B\nspaer.txt,,C\n,{digest},D\nwire/2,,E\n"
    )
    idle = [r for r in read([tmp_path]) if isinstance(r, Reject) and r.reason == "idle source"]
    assert [(r.path, r.detail.split(";")[0]) for r in idle] == [
        ("sources.csv", "no such document: line 4 (spaer.txt), line 6 (wire/2)")
    ]
