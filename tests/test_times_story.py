"""What users are promised of times that the story tells: what "that year" points to, and days and months of a story of long ago."""

import pytest

from flows.extract import times


@pytest.fixture(scope="session")
def told(read):
    """`told(text, said, published)`: the expression of that wording."""

    def of(text, said, published="2019-06-20"):
        return next(t for t in times.find(read(text, published)) if t.text == said)

    return of


def days(time):
    return time.start_date and str(time.start_date), time.end_date and str(time.end_date)


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("They have met six times since 2013.\n\nThat year a new leader took office.", "That year", "2013"),
        ("Trade was lower than in 2014. That same year, a bridge was opened.", "That same year", "2014"),
        ("Exports have grown every year since 2016. In that year the port opened.", "that year", "2016"),
        ("A pact was signed on May 21, 2014. It is long. Both sides were glad. The same year, trade fell.", "The same year", "2014"),
        ("Trade grew in 2017, faster than in 2012. That year the port opened.", "That year", "2017"),
        ("Ties began in 1992. In May of that year an envoy came.", "May of that year", "1992-05"),
    ],
)  # fmt: skip
def test_that_year_is_the_last_year_told_though_the_text_only_counted_from_it(told, text, said, value):
    assert told(text, said).value == value


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("The envoy came in 2014, after the pact was signed. In October, the banks agreed a swap.", "October", "2014-10"),
        ("The port was seized on March 18, 2014. In May, a gas contract followed.", "May", "2014-05"),
        ("Trade fell in 2018. In October, the envoy came.", "October", "2018-10"),
        ("He landed on March 22, 2013. On Saturday, he met the premier.", "Saturday", "2013-03-23"),
        ("He landed on March 22, 2013. They will meet again on Monday.", "Monday", "2019-06-24"),
        ("He landed on June 17, 2019. On Tuesday, he met the premier.", "Tuesday", "2019-06-18"),
        ("Ministers gathered to sign the accord on Saturday.", "Saturday", "2019-06-15"),
        ("The two sides agreed to meet on Saturday.", "Saturday", "2019-06-22"),
    ],
)  # fmt: skip
def test_a_month_or_weekday_is_that_of_the_story_it_goes_on_with(told, text, said, value):
    assert told(text, said).value == value


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Trade fell 7 percent last year, but in the first five months it rose.", "2019-01-01", "2019-05-31"),
        ("Trade was $95 billion in 2018; in the first five months it fell.", "2019-01-01", "2019-05-31"),
        ("In 2014 the rouble fell. Trade grew in the first five months.", "2014-01-01", "2014-05-31"),
        ("Trade in the first five months of the year fell.", "2019-01-01", "2019-05-31"),
    ],
)
def test_the_first_months_are_of_this_year_unless_a_story_of_another_is_told(told, text, start, end):
    assert days(told(text, "the first five months")) == (start, end)


@pytest.mark.parametrize(
    ("said", "value", "start", "end"),
    [
        ("earlier this year", "2019", "2019-01-01", "2019-06-20"),
        ("later this year", "2019", "2019-06-20", "2019-12-31"),
        ("earlier this month", "2019-06", "2019-06-01", "2019-06-20"),
        ("earlier in the year", "2019", "2019-01-01", "2019-06-20"),
        ("later last year", "2018", "2018-01-01", "2018-12-31"),
        ("the turn of the century", "2000", "1999-01-01", "2001-12-31"),
        ("the turn of the 20th century", "1900", "1899-01-01", "1901-12-31"),
    ],
)
def test_earlier_and_later_reach_to_and_from_publication(told, said, value, start, end):
    time = told(f"The envoys spoke of talks {said}.", said)
    assert (time.value, *days(time)) == (value, start, end)


@pytest.mark.parametrize(
    ("text", "said", "start", "end"),
    [
        ("Ten years after the 2011 uprising, the city is empty.", "Ten years", "2021-01-01", "2021-12-31"),
        ("Two months after the February 2018 coup, arms came.", "Two months", "2018-04-01", "2018-04-30"),
        ("Five years before the crisis of 1997, the bank was founded.", "Five years", "1992-01-01", "1992-12-31"),
        ("Two years after the war ended, trade was low.", "Two years", None, None),
    ],
)
def test_a_length_after_a_dated_event_says_when_that_was(told, text, said, start, end):
    assert days(told(text, said)) == (start, end)


@pytest.mark.parametrize(
    ("text", "said", "start", "end"),
    [
        ("Trade was $32 billion in January to May 2017.", "January", "2017-01-01", "2017-05-31"),
        ("Trade was $32 billion in January to May 2017.", "May 2017", "2017-01-01", "2017-05-31"),
        ("It has bought most oil since at least July 2018.", "July 2018", "2018-07-01", "2019-06-20"),
        ("It has bought most oil since about 2015.", "2015", "2015-01-01", "2019-06-20"),
        ("Nothing is left of pre-2008 trade.", "2008", None, "2007-12-31"),
        ("In the post-2014 years trade fell.", "2014", "2015-01-01", None),
        ("They met in June 2018. Since then, trade has doubled.", "then", "2018-06-01", "2019-06-20"),
        ("Exports rose 3 percent from a year earlier.", "a year earlier", "2018-01-01", "2018-12-31"),
    ],
)
def test_words_around_a_time_say_what_period_it_opens_or_closes(read, text, said, start, end):
    parsed = read(text, "2019-06-20")
    found = times.find(parsed)
    first, last, _ = times.period(parsed, next(t for t in found if t.text == said), found)
    assert (first and str(first), last and str(last)) == (start, end)


@pytest.mark.parametrize(
    ("text", "said", "start", "end"),
    [
        ("In the fiscal year from April 2017 to March 2018, India bought more.", "the fiscal year", "2017-04-01", "2018-03-31"),
        ("In the year to 30 June 2018 exports rose.", "the year", "2017-07-01", "2018-06-30"),
        ("In the financial year to end March 2019, exports rose.", "the financial year", "2018-04-01", "2019-03-31"),
        ("In FY 2017-18, India bought more. Sales in this period fell.", "this period", "2017-04-01", "2018-03-31"),
        ("Arms sales rose in 2012-16. In that period prices fell.", "that period", "2012-01-01", "2016-12-31"),
    ],
)  # fmt: skip
def test_a_year_that_ends_in_any_month_lies_where_the_text_says(told, text, said, start, end):
    assert days(told(text, said)) == (start, end)


def test_half_of_something_else_than_a_year_is_no_half_year(read):
    found = times.find(
        read("They have traded for 25 years. In the first half of those years prices fell.", "2019-06-20")
    )
    assert [t.text for t in found] == ["25 years"]


def test_then_is_a_time_only_where_something_was_told_before(read):
    assert times.find(read("Since then, ties have cooled. The then president agreed.", "2019-06-20")) == []
