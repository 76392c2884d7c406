"""No text, however odd, stops the reading of citations, and every citation is evidenced by the text it stands in."""

import dataclasses
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.document import Block
from flows.extract import citations
from flows.extract.citations.reference import read
from flows.extract.citations.split import works
from flows.extract.parse import Parsed, Sentence
from tests.conftest import document

PIECES = st.sampled_from(
    ["Ibid.", "op. cit.", "p. 5", "Lo, B.", "Ana Ruiz", "(London: Hurst, 2008)", "“Canals,”", "“", "”", '"', "‘", "’", "»", "Xinhua",
     "12 May 2012", "[3]", "[iv]", "see also", "http://a.b/c", "](http://x.y)", "[", "]", "(", ")", ";", ",", ".", ":", "//", "*", "_",
     "and", "&", "et al.", "vol. 3", "no. 2", "2012", "31 February 2013", "1.", "2.", "¹", "^2", "note 4", "王海:", "年", "Source:", "\n", " "]
)  # fmt: skip
ANY = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map(" ".join))


def parsed(text, section):
    """A document of one section with its sentences, a line each, without the language model."""
    lines, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            lines.append((start, start + len(line.strip())))
        at += len(line) + 1
    plain = dataclasses.replace(document(text), blocks=tuple(Block(a, b, section) for a, b in lines))
    sentences = tuple(Sentence(f"doc#{i}", i, a, b, section, i, i, i + 1) for i, (a, b) in enumerate(lines))
    return Parsed(plain, None, sentences, tuple(range(len(lines))))


def check(text, section):
    """The citations of a text, each within it."""
    document_read = parsed(text, section)
    found = citations.find(document_read)
    rows = citations.rows(document_read, found)
    assert len({r["citation_id"] for r in rows}) == len(rows)
    for row in rows:
        assert row["text"] and text[row["start_char"] : row["end_char"]] == row["text"]
        assert row["anchor_char"] is None or 0 <= row["anchor_char"] < len(text)
        assert row["title"] is None or row["title"].strip()
        assert 0 <= row["confidence"] <= 1
    return found


@settings(max_examples=150, deadline=None)
@given(ANY, st.sampled_from(["note", "reference", "body"]))
def test_any_text_gives_citations_that_it_holds(text, section):
    check(text, section)


@settings(max_examples=100, deadline=None)
@given(ANY)
def test_a_note_is_cut_into_parts_in_order(text):
    spans = works(text)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@settings(max_examples=100, deadline=None)
@given(ANY)
def test_what_is_read_of_a_reference_lies_within_it(text):
    reading = read(text)
    if reading is not None:
        assert 0 <= reading.start <= reading.end <= len(text)


def test_long_runs_of_marks_end():
    for piece in ("1", "[", "(", "“", '"', "'", "[1]", "Lo; ", "A. ", "1999. ", "(19 ", "*a ", "¹", "Name and "):
        for section in ("note", "body"):
            check(piece * (100_000 // len(piece)), section)
