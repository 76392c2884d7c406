"""The one parse: offsets are those of the text, sentences stay within their paragraph."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.extract.parse import parse
from tests.conftest import document

LINE = st.text(st.sampled_from("aB. \t\n“”’'—é中\u200b\u2028☃1,;:!?-()[]"), max_size=120)


@given(LINE)
@settings(max_examples=150, deadline=None)
def test_every_sentence_reproduces_its_text_and_lies_in_one_paragraph(nlp, text):
    source = document(text)
    parsed = parse(source, nlp)
    assert len(parsed.doc.text) == len(text)
    for sentence in parsed.sentences:
        words = text[sentence.start : sentence.end]
        assert words and words == words.strip(" \t\n")
        block = source.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end
    assert [s.ordinal for s in parsed.sentences] == list(range(len(parsed.sentences)))


def test_a_line_break_within_a_sentence_does_not_end_it(read):
    parsed = read("Russia and China signed a gas\ncontract in Shanghai.\n\nJapan\nobjected to it.")
    assert [parsed.text[s.start : s.end] for s in parsed.sentences] == [
        "Russia and China signed a gas\ncontract in Shanghai.",
        "Japan\nobjected to it.",
    ]


def test_a_place_in_the_text_leads_to_its_sentence(read):
    parsed = read("Putin came to Beijing. He met Xi.")
    first, second = parsed.sentences
    assert parsed.sentence_at(0) == first
    assert parsed.sentence_at(parsed.text.index("Xi")) == second
    assert parsed.sentence_of(parsed.doc[-1]) == second
    assert parsed.span(second).text.strip() == "He met Xi."


def test_text_comes_out_the_same_whatever_was_parsed_before(nlp):
    text = "On Friday the two ministers talked about coal.\n\nExports of 3 million tonnes were agreed."
    alone = [t.dep_ for t in parse(document(text), nlp).doc]
    parse(document("Something else entirely, about fish and ships. " * 30), nlp)
    assert [t.dep_ for t in parse(document(text), nlp).doc] == alone


@pytest.mark.parametrize("marks", ["’", "$", "“”", "-", "%#"])
def test_a_text_drowned_in_marks_is_read_in_time_that_grows_with_its_length(read, marks):
    text = f"Trade grew. {marks * 50_000} Exports fell."
    parsed = read(text)
    words = [parsed.text[s.start : s.end] for s in parsed.sentences]
    assert words[0] == "Trade grew." and words[-1].endswith("Exports fell.")
    assert len(parsed.doc) < 200


def test_a_sentence_too_long_to_be_told_is_no_prose(read):
    assert [s.prose for s in read("Trade grew. Exports fell.").sentences] == [True, True]
    assert not any(s.prose for s in read("Peru and Chile and " * 1500).sentences)
