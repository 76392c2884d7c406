"""What users are promised of times: that they are found, what they mean, and that no text breaks them."""

from dataclasses import replace

import pytest

from flows.document import Block
from flows.extract import times
from flows.extract.parse import parse
from flows.extract.times import finder, grammar
from flows.knowledge import knowledge
from flows.tables import TABLES
from flows.tables.arrow import to_arrow
from tests.conftest import document


@pytest.fixture(scope="session")
def values(read):
    """`values(text, published)`: the expressions found, with their values."""
    return lambda text, published="2016-06-28": [(t.text, t.value) for t in times.find(read(text, published))]


@pytest.fixture(scope="session")
def interval(read):
    """`interval(text, published)`: first day, last day and precision of the only expression found."""

    def of(text, published="2016-06-28"):
        (time,) = times.find(read(text, published))
        return str(time.start_date), str(time.end_date), time.date_precision

    return of


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("March 22, 2013", "2013-03-22"),
        ("22 March 2013", "2013-03-22"),
        ("Mar. 22, 2013", "2013-03-22"),
        ("the 22nd of March 2013", "2013-03-22"),
        ("2013-03-22", "2013-03-22"),
        ("03/22/2013", "2013-03-22"),
        ("22.03.2013", "2013-03-22"),
        ("Friday, March 22, 2013", "2013-03-22"),
        ("Jun 28, 2016 06:25 PM", "2016-06-28T18:25"),
        ("March 2013", "2013-03"),
        ("early March 2013", "2013-03"),
        ("the end of March 2013", "2013-03"),
        ("the year 2013", "2013"),
        ("mid-2013", "2013"),
        ("the 1990s", "199"),
        ("the early to mid-1980s", "198"),
        ("the nineties", "199"),
        ("the '80s", "198"),
        ("the 21st century", "20"),
        ("the late 20th century", "19"),
        ("nineteen ninety-six", "1996"),
        ("two thousand and thirteen", "2013"),
        ("the twenty-second of March 2013", "2013-03-22"),
        ("the twenty-first century", "20"),
        ("the mid-1800s", "18"),
        ("the first quarter of 2015", "2015-Q1"),
        ("Q1 2015", "2015-Q1"),
        ("the second half of 2015", "2015-H2"),
        ("the final quarter of 2015", "2015-Q4"),
        ("the spring of 2013", "2013-SP"),
        ("the winter of 2012-13", "2012-WI"),
        ("fiscal 2014", "2014"),
        ("FY2014", "2014"),
        ("March 22-23, 2013", "2013-03-22/2013-03-23"),
        ("January-November 1996", "1996-01/1996-11"),
        ("2012–13", "2012/2013"),
        ("2013/2014", "2013/2014"),
        ("Christmas 2015", "2015-12-25"),
        ("Easter Monday 2016", "2016-03-28"),
    ],
)
def test_a_date_that_names_its_year_is_read_whole(values, said, value):
    assert values(f"The delegations met in {said}.", None) == [(said, value)]


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("last year", "2015"),
        ("this month", "2016-06"),
        ("earlier this month", "2016-06"),
        ("two years ago", "2014"),
        ("a decade ago", "2006"),
        ("September last year", "2015-09"),
        ("the 5th of this month", "2016-06-05"),
        ("last September", "2015-09"),
        ("yesterday", "2016-06-27"),
        ("yesterday afternoon", "2016-06-27TAF"),
        ("last Friday", "2016-06-24"),
        ("next Monday", "2016-07-04"),
        ("last week", "2016-W25"),
        ("this quarter", "2016-Q2"),
        ("last summer", "2015-SU"),
        ("the third quarter of last year", "2015-Q3"),
        ("next year's first quarter", "2017-Q1"),
        ("the end of the year", "2016"),
        ("recent years", "PAST_REF"),
        ("the near future", "FUTURE_REF"),
    ],
)
def test_a_relative_date_is_counted_from_the_day_of_publication(values, said, value):
    assert values(f"Officials spoke of {said}.") == [(said, value)]


@pytest.mark.parametrize(
    ("said", "kind", "value"),
    [
        ("three days", "DURATION", "P3D"),
        ("a decade", "DURATION", "P10Y"),
        ("half a century", "DURATION", "P50Y"),
        ("24 hours", "DURATION", "PT24H"),
        ("the next 30 years", "DURATION", "P30Y"),
        ("twenty-four months", "DURATION", "P24M"),
        ("2 1/2 years", "DURATION", "P2Y6M"),
        ("several weeks", "DURATION", "PXW"),
        ("a couple of years", "DURATION", "P2Y"),
        ("more than two thousand years", "DURATION", "P2000Y"),
        ("every year", "SET", "P1Y"),
        ("every two years", "SET", "P2Y"),
        ("each Thursday", "SET", "XXXX-WXX-4"),
    ],
)
def test_lengths_and_repetitions_have_their_own_types(read, said, kind, value):
    assert [(t.text, t.timex_type, t.value) for t in times.find(read(f"They worked there for {said}."))] == [
        (said, kind, value)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The parties may march on the capital if prices fall.",
        "Su-35 jets, T-72 tanks and the G20 were on the agenda.",
        "The council adopted Resolution 1929.",
        "Sales came to 2000 million roubles.",
        "The drill was called Peace Shield-2021.",
        "See https://example.org/2016/06/28/story.html for more.",
        "A second visit to the second country followed.",
        "Call +7 495 123-45-67 or turn to p. 1994.",
        "1994 people were hurt.",
        "About a quarter of the oil is sold abroad.",
        "He is 52 years old.",
        "The fall of the government came on the day of the strike.",
        "Theresa May met Jan Novak, as the Sunday Times reported.",
        "She was in her thirties and paid in 20s.",
        "At the end of the day nobody bought Christmas trees.",
        "Under 50 U.S.C. 1681 it is 1200 pixels wide.",
    ],
)
def test_words_and_numbers_that_only_look_like_times_are_left_alone(values, text):
    assert values(text) == []


def test_the_interval_is_closed_and_as_long_as_the_words_say(interval):
    assert interval("Trade rose in 2013.") == ("2013-01-01", "2013-12-31", "year")
    assert interval("Trade rose in February 2012.") == ("2012-02-01", "2012-02-29", "month")
    assert interval("Trade rose in the second quarter of 2013.") == ("2013-04-01", "2013-06-30", "quarter")
    assert interval("Trade rose in the 1990s.") == ("1990-01-01", "1999-12-31", "decade")
    assert interval("Trade rose in the winter of 2012.") == ("2012-12-01", "2013-02-28", "range")
    assert interval("They met on May 5-7, 2013.") == ("2013-05-05", "2013-05-07", "range")
    assert interval("Ties warmed over the last decade.") == ("2006-06-28", "2016-06-28", "range")
    assert interval("Ties warmed over the past two years.") == ("2014-06-28", "2016-06-28", "range")


def test_the_first_months_of_a_year_have_their_interval(read):
    months, year = times.find(read("Over the first six months of 2019 exports doubled."))
    assert (months.text, months.value, str(months.end_date)) == ("the first six months", "P6M", "2019-06-30")
    assert year.text == "2019"


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("the 12 months to June 2015", "2014-07-01", "2015-06-30"),
        ("the nine months ended Dec. 31, 2013", "2013-04-01", "2013-12-31"),
        ("the year to March 2014", "2013-04-01", "2014-03-31"),
    ],
)
def test_a_length_that_says_when_it_ends_has_its_interval(read, said, start, end):
    time = times.find(read(f"Over {said}, exports doubled."))[0]
    assert (time.timex_type, str(time.start_date), str(time.end_date)) == ("DURATION", start, end)


def test_without_a_day_of_publication_nothing_is_guessed(read):
    found = times.find(read("Last year they met on Tuesday and in March; in 2010 they had not.", None))
    assert [(t.text, t.start_date and t.start_date.year) for t in found] == [
        ("Last year", None),
        ("Tuesday", None),
        ("March", None),
        ("2010", 2010),
    ]
    assert [t.date_source for t in found] == ["none", "none", "none", "explicit"]


def test_a_year_of_publication_is_enough_for_years_but_not_for_days(values):
    assert values("Last year trade fell; on Tuesday it rose.", "2013") == [("Last year", "2012"), ("Tuesday", None)]


def test_a_bare_month_follows_the_tense_of_its_verb(values):
    assert values("They met in October.") == [("October", "2015-10")]
    assert values("They will meet in October.") == [("October", "2016-10")]
    assert values("The summit is expected in October.") == [("October", "2016-10")]
    assert values("They met in May.") == [("May", "2016-05")]


def test_a_bare_month_lies_in_the_year_that_the_story_has_come_to(values):
    text = "In 2011 the pipeline opened. In March the first oil flowed. A month later the price fell. That year demand rose."
    assert [v for _, v in values(text)] == ["2011", "2011-03", "2011-04", "2011"]


def test_months_of_a_range_share_the_year_at_its_end(values):
    assert values("It ran from January to March 2015.") == [("January", "2015-01"), ("March 2015", "2015-03")]


def test_line_breaks_inside_an_expression_do_no_harm(values):
    assert values("The treaty was signed on July 16,\n2001 in the\nspring.")[0] == ("July 16,\n2001", "2001-07-16")


def test_no_expression_runs_on_from_a_heading_into_the_text(nlp):
    text = "Trade in March\n2013 was a good year."
    parts = document(text)
    parted = replace(parts, blocks=(Block(0, 14, "heading"), Block(15, len(text), "body")))
    assert [t.text for t in times.find(parse(parts, nlp))] == ["March\n2013"]
    assert [t.text for t in times.find(parse(parted, nlp))] == ["March", "2013"]


def test_cells_of_a_table_are_not_run_together(values):
    assert values("Exports\t2010\t2011\nImports\t12\t14") == [("2010", "2010"), ("2011", "2011")]


def test_every_kind_of_word_in_the_table_has_a_use():
    kinds = {row["kind"] for row in knowledge("times_words")}
    assert kinds <= set(grammar.LETTERS) | {"label", "magnitude", "bound", "numeral"}


def test_every_pattern_has_a_reading():
    rules = {rule.name for those in grammar.RULES.values() for _, rule in those}
    assert rules == {name for name, _ in grammar.PATTERNS} == set(finder.READINGS)


def test_rows_fit_the_declared_table_and_hold_on_to_the_text(read):
    parsed = read("On March 22, 2013 they met.\n\nTwo years ago trade fell, now it grows every year.", "2016-06-28")
    rows = times.rows(parsed, times.find(parsed))
    assert to_arrow(TABLES["times"], rows).num_rows == 4
    assert all(parsed.text[r["start_char"] : r["end_char"]] == r["text"] for r in rows)
    assert len({r["time_id"] for r in rows}) == 4
