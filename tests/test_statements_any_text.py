"""Statements hold up on any text: quotation marks of all kinds, balanced or not."""

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.extract import entities, statements, times
from flows.extract.parse import load_model, parse
from flows.extract.statements.quotation import quotations
from tests.conftest import document

PIECES = st.lists(
    st.sampled_from(
        ['"', "“", "”", "‘", "’", "'", "''", "«", "»", "„", " ", " ", ". ", ", ", "? ", "\n\n", "Peru", "he", "said", "says",
         "that", "the deal", "is", "dead", "states'", "'tis", "the 1990's", "5\" pipe", "rock 'n' roll", "—", ":", "[3]", "according to"]
    ),
    max_size=40,
)  # fmt: skip


def found(text):
    parsed = parse(document(text, "2020-01-01"), load_model())
    return parsed, statements.find(parsed, entities.find(parsed), times.find(parsed))


@settings(max_examples=60, deadline=None)
@given(PIECES)
def test_no_mixture_of_marks_breaks_it_and_every_statement_lies_in_the_text(pieces):
    text = "".join(p if p.isspace() or not p[0].isalnum() else f"{p} " for p in pieces)
    parsed, rows = found(text)
    for s in rows:
        assert 0 <= s.start < s.end <= len(text) and text[s.start : s.end].strip()
        assert s.sentence.start <= s.start < s.sentence.end
        assert 0 < s.confidence <= 1 and s.speaker_name and s.cue
    assert statements.rows(parsed, rows) == statements.rows(parsed, found(text)[1])


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab .,'\"“”‘’«»„\n5S—", max_size=200))
def test_quotations_never_overlap_nor_leave_their_paragraph(text):
    blocks = document(text).blocks
    last = 0
    for q in quotations(text, blocks):
        assert last <= q.start < q.inner_start <= q.inner_end <= q.end
        assert any(b.start <= q.start and q.end <= b.end for b in blocks)
        last = q.end


def test_apostrophes_and_inches_open_no_quotation():
    for text in (
        "It's the states' own business, 'tis said, since the 1990's.",
        "The pipe is 5\" wide and 12' long.",
        "The ministers' view of rock 'n' roll in the '60s was dim.",
    ):
        assert quotations(text, document(text).blocks) == []


def test_quotations_of_all_kinds_are_found():
    for text in ("He said “no deal”.", 'He said "no deal".', "He said ‘no deal’.", "He said 'no deal'.", "He said «no deal».", "He said ''no deal''.", "He said „no deal“.", "He said ``no deal″."):  # fmt: skip
        [q] = quotations(text, document(text).blocks)
        assert text[q.inner_start : q.inner_end] == "no deal"


def test_a_quotation_that_is_never_closed_ends_with_its_sentence():
    text = "Merkel said: “The deal is off. The talks in Lima went on for hours. Nobody spoke."
    [q] = quotations(text, document(text).blocks)
    assert (text[q.inner_start : q.inner_end], q.closed) == ("The deal is off.", False)


def test_a_very_long_sentence_is_read_in_bounded_time():
    text = "Peru said that " + "the deal, which " * 1500 + "is dead."
    _, rows = found(text)
    assert len(rows) < 20
