"""What extractors are promised of times: the period that a time means where it stands, and the time that a word belongs to."""

import datetime as dt

import pytest

from flows.extract import times


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Trade has doubled since 2013.", "2013-01-01", "2016-06-28"),
        ("From 2018, gas will flow.", "2018-01-01", None),
        ("Starting in May 2014 they met often.", "2014-05-01", None),
        ("It avoided sanctions until January 2015.", None, "2015-01-31"),
        ("It will be built by the end of 2020.", None, "2020-12-31"),
        ("Before 2010 there was no line.", None, "2009-12-31"),
        ("After 2011 there was one.", "2012-01-01", None),
        ("Beyond 2011 there was none.", "2012-01-01", None),
        ("Tariffs (2013-present) were high.", "2013-01-01", "2016-06-28"),
        ("Ties were good from 1991 to the present day.", "1991-01-01", "2016-06-28"),
        ("From 2013 onwards they met.", "2013-01-01", None),
        ("It will be done by late 2020.", None, "2020-12-31"),
        ("They met since mid-2014.", "2014-05-01", "2016-06-28"),
        ("From mid-March to early April 2014 they met.", "2014-03-11", "2014-04-10"),
        ("All through the 1990s they met.", "1990-01-01", "1999-12-31"),
        ("Between 1970 and 1980 trade grew.", "1970-01-01", "1980-12-31"),
        ("It fell from late 2014 into the autumn of 2015.", "2014-10-01", "2015-11-30"),
        ("They ruled from 1989-1992.", "1989-01-01", "1992-12-31"),
        ("In the first six months of 2019 trade grew.", "2019-01-01", "2019-06-30"),
        ("Trade grew in 2012.", "2012-01-01", "2012-12-31"),
    ],
)
def test_the_words_before_a_time_open_and_close_its_period(read, text, start, end):
    parsed = read(text, "2016-06-28")
    found = times.find(parsed)
    for time in found:
        first, last, _ = times.period(parsed, time, found)
        assert (first and str(first), last and str(last)) == (start, end)


def test_since_a_year_is_open_where_publication_is_unknown(read):
    parsed = read("Trade has doubled since 2013.")
    (time,) = times.find(parsed)
    assert times.period(parsed, time) == (dt.date(2013, 1, 1), None, "range")


@pytest.mark.parametrize(
    ("text", "word", "time"),
    [
        ("Exports came to $31 billion in 2012 and may climb to $45 billion in 2015.", "31", "2012"),
        ("Exports came to $31 billion in 2012 and may climb to $45 billion in 2015.", "45", "2015"),
        ("In 2009 they signed a contract that was cancelled in 2011.", "signed", "2009"),
        ("In 2009 they signed a contract that was cancelled in 2011.", "cancelled", "2011"),
        ("Steel production in 1994 might climb to 9 million tonnes.", "9", "1994"),
        ("April 1996, when the president visited Beijing, was a turning point after 1991.", "visited", "April 1996"),
        ("Nothing of the kind was agreed.", "agreed", None),
    ],
)
def test_a_word_gets_the_time_of_its_own_clause(read, text, word, time):
    parsed = read(text, "2016-06-28")
    token = next(t for t in parsed.doc if t.text == word)
    found = times.attached(parsed, times.find(parsed), token)
    assert (found and found.text) == time


def test_a_date_that_opens_a_sentence_holds_for_those_that_follow_in_its_paragraph(read):
    parsed = read(
        "In 2009 the two sides fell out. Envoys were recalled. Trade ceased.\n\nThe war went on.", "2016-06-28"
    )
    found = times.find(parsed)
    of = {t.text: times.attached(parsed, found, t) for t in parsed.doc}
    assert (of["recalled"], of["ceased"], of["went"]) == (found[0], found[0], None)


@pytest.mark.parametrize("vague", ["In the 1990s", "In the early 1990s", "In the first half of the 20th century"])
def test_a_decade_or_part_of_one_does_not_set_the_scene_for_the_sentences_that_follow(read, vague):
    parsed = read(f"{vague} the two sides fell out. Envoys were recalled.", "2016-06-28")
    found = times.find(parsed)
    assert times.attached(parsed, found, next(t for t in parsed.doc if t.text == "recalled")) is None


def test_an_anniversary_that_repeats_a_date_leaves_the_word_to_that_date(read):
    parsed = read("In June 2011, on the tenth anniversary of the pact, they signed.", "2016-06-28")
    found = times.find(parsed)
    signed = next(t for t in parsed.doc if t.text == "signed")
    assert times.attached(parsed, found, signed).text == "June 2011"
