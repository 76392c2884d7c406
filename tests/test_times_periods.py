"""What users are promised of stretches of the calendar: parts of years, fiscal years, anniversaries, and dates that a story has come to."""

import pytest

from flows.extract import times
from flows.knowledge import knowledge


@pytest.fixture(scope="session")
def last(read):
    """`last(text, published)`: value, first day and last day of the last expression found."""

    def of(text, published="2016-06-28"):
        time = times.find(read(text, published))[-1]
        return time.value, time.start_date and str(time.start_date), time.end_date and str(time.end_date)

    return of


@pytest.mark.parametrize(
    ("said", "value", "start", "end"),
    [
        ("early 2013", "2013", "2013-01-01", "2013-03-31"),
        ("mid-2013", "2013", "2013-05-01", "2013-08-31"),
        ("late 2013", "2013", "2013-10-01", "2013-12-31"),
        ("the end of 2013", "2013", "2013-12-01", "2013-12-31"),
        ("year-end 2013", "2013", "2013-12-01", "2013-12-31"),
        ("late last year", "2015", "2015-10-01", "2015-12-31"),
        ("early March 2013", "2013-03", "2013-03-01", "2013-03-10"),
        ("end-March 2013", "2013-03", "2013-03-25", "2013-03-31"),
        ("mid-February", "2016-02", "2016-02-11", "2016-02-20"),
        ("the first week of March 2013", "2013-03", "2013-03-01", "2013-03-07"),
        ("the last week of February 2012", "2012-02", "2012-02-23", "2012-02-29"),
        ("the second half of May 2014", "2014-05", "2014-05-16", "2014-05-31"),
        ("late spring 2015", "2015-SP", "2015-05-01", "2015-05-31"),
        ("the late 1990s", "199", "1997-01-01", "1999-12-31"),
        ("the early to mid-1980s", "198", "1980-01-01", "1986-12-31"),
        ("the second half of the 1990s", "199", "1995-01-01", "1999-12-31"),
        ("the first half of the twentieth century", "19", "1900-01-01", "1949-12-31"),
        ("the end of the decade", "201", "2019-01-01", "2019-12-31"),
        ("the 19th and 20th centuries", "18/19", "1800-01-01", "1999-12-31"),
        ("the first decade of the 21st century", "200", "2000-01-01", "2009-12-31"),
        ("the week of June 6", "2016-W23", "2016-06-06", "2016-06-12"),
        ("Q1-Q3 2014", "2014-Q1/2014-Q3", "2014-01-01", "2014-09-30"),
        ("2Q15", "2015-Q2", "2015-04-01", "2015-06-30"),
        ("1H 2015", "2015-H1", "2015-01-01", "2015-06-30"),
        ("November-March 2014", "2013-11/2014-03", "2013-11-01", "2014-03-31"),
        ("May 22, 23 and 24, 2015", "2015-05-22/2015-05-24", "2015-05-22", "2015-05-24"),
        ("December '13", "2013-12", "2013-12-01", "2013-12-31"),
    ],
)
def test_a_part_of_a_longer_time_has_its_own_interval_and_the_value_of_the_whole(read, said, value, start, end):
    (time,) = times.find(read(f"The envoys spoke of {said}.", "2016-06-28"))
    assert (time.text, time.value, str(time.start_date), str(time.end_date)) == (said, value, start, end)


def test_a_narrowed_interval_says_which_line_of_the_table_narrowed_it(read):
    (time,) = times.find(read("Trade fell in late 2013."))
    lines = {r["_at"]: r for r in knowledge("times_parts")}
    assert lines[time.rule.split()[-1]]["part"] == "late"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("India's exports fell in FY2024-25.", "2024-04-01", "2025-03-31"),
        ("India's exports fell in FY25.", "2024-04-01", "2025-03-31"),
        ("Exports from India to Japan were small in 2012-13.", "2012-04-01", "2013-03-31"),
        ("Japan's exports fell in fiscal year 2024.", "2024-04-01", "2025-03-31"),
        ("The United States spent less in fiscal 2024.", "2023-10-01", "2024-09-30"),
        ("The U.S. budget for FY 2024 was passed.", "2023-10-01", "2024-09-30"),
        ("Russian spending rose in fiscal 2024.", "2024-01-01", "2024-12-31"),
        ("Pakistan and China traded more in the 2015-16 fiscal year.", "2015-07-01", "2016-06-30"),
        ("Tokyo was calm. Japan's exports rose in the first quarter of fiscal 2025.", "2025-04-01", "2025-06-30"),
        ("Washington gave aid. The United States helped Jordan in May. More came in FY23.", "2022-10-01", "2023-09-30"),
    ],
)
def test_a_fiscal_year_is_that_of_the_state_that_the_text_tells(last, text, start, end):
    assert last(text, "2025-08-01")[1:] == (start, end)


def test_the_current_fiscal_year_is_the_one_of_the_day_of_publication(last):
    assert last("India will import more this fiscal year.", "2025-02-01") == ("2025", "2024-04-01", "2025-03-31")
    assert last("India imported less in the last fiscal year.", "2025-02-01") == ("2024", "2023-04-01", "2024-03-31")


def test_two_years_with_a_hyphen_are_a_fiscal_year_only_where_that_is_the_custom(last):
    assert last("Russia and China traded more in 2012-13.")[1:] == ("2012-01-01", "2013-12-31")
    assert last("India and Pakistan fought over the 2001-02 standoff.")[1:] == ("2001-01-01", "2002-12-31")


def test_a_fiscal_year_of_nobody_known_is_held_less_surely(read):
    (unknown,) = times.find(read("Spending rose in fiscal 2014."))
    (known,) = times.find(read("Japanese spending rose in fiscal 2014."))
    assert unknown.confidence < known.confidence


def test_fiscal_years_are_those_of_states_that_are_known():
    assert {r["state"] for r in knowledge("times_fiscal")} <= {r["code"] for r in knowledge("states")}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on the 20th anniversary of the treaty signed on July 16, 2001.", "2021-07-16"),
        ("They met on the 70th anniversary of the pact of 1950.", "2020"),
        ("In 2019 they marked the 70th anniversary of diplomatic relations.", "2019"),
        ("In 2019 they marked the 70th anniversary of ties established in 1949.", "2019"),
        ("This year marks the 60th anniversary of the treaty.", "2021"),
        ("August 4, 2021 marks the thirtieth anniversary of the accord.", "2021-08-04"),
        ("They prepare for the 100th anniversary in 2022 of the pact.", "2022"),
        ("They marked the centenary of the pact of 1921.", "2021"),
        ("They spoke of the 40th anniversary of the alliance.", None),
    ],
)
def test_an_anniversary_is_known_where_its_sentence_tells_what_it_keeps_or_when(read, text, value):
    found = times.find(read(text, "2021-08-04"))
    assert [t.value for t in found if "nniversary" in t.text or "centenary" in t.text] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("In 1998 trade grew; the year before, it had fallen.", "1997"),
        ("They signed on March 3, 2014. The following day he resigned.", "2014-03-04"),
        ("They signed on March 3, 2014. The next day he resigned.", "2014-03-04"),
        ("They signed on March 3, 2014. The night before, they had met.", "2014-03-02TNI"),
        ("They signed on March 3, 2014. Two days later he resigned.", "2014-03-05"),
        ("They signed on March 3, 2014. In the same month he resigned.", "2014-03"),
        ("They signed in March 2014. A month later he resigned.", "2014-04"),
        ("They signed in 2009. The same year trade grew.", "2009"),
        ("In the 1990s they fell out. By the end of the decade trade had ceased.", "199"),
        ("The year before, trade had fallen.", None),
    ],
)
def test_a_relative_date_is_counted_from_the_one_that_the_story_has_come_to(last, text, value):
    assert last(text)[0] == value


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("a decade and a half ago", "2001"),
        ("two and a half centuries ago", "1766"),
        ("half a century ago", "1966"),
        ("a quarter-century ago", "1991"),
        ("20 years from now", "2036"),
        ("the week before last", "2016-W24"),
        ("the Friday before last", "2016-06-17"),
        ("the morning of March 3", "2016-03-03TMO"),
        ("December 15 of last year", "2015-12-15"),
        ("New Year's Eve", "2015-12-31"),
        ("International Women’s Day", "2016-03-08"),
        ("Later Monday morning", "2016-06-27TMO"),
        ("not long ago", "PAST_REF"),
    ],
)
def test_rarer_ways_to_count_from_publication_are_read(read, said, value):
    (time,) = times.find(read(f"{said[0].upper()}{said[1:]}, the envoys met.", "2016-06-28"))
    assert (time.text.lower(), time.value) == (said.lower(), value)


def test_the_past_year_reaches_up_to_publication(last):
    assert last("Over the past year, trade fell.") == ("2015", "2015-06-28", "2016-06-28")
    assert last("Last year, trade fell.") == ("2015", "2015-01-01", "2015-12-31")


def test_a_time_of_day_lies_on_the_day_that_is_told_with_it(read):
    found = times.find(read("Supplies ended at 10:00 a.m. on 1 January 2006.", "2005-12-31"))
    assert found[0].value == "2006-01-01T10:00"
    found = times.find(read("On March 3, 2014, at 10:00 a.m., they met.", "2016-06-28"))
    assert found[-1].value == "2014-03-03T10:00"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Talks in December were halted.", "2015-12"),
        ("Elections are scheduled for late February.", "2017-02"),
        ("The mandate will end on Jan. 29.", "2017-01-29"),
        ("The vote was put off until Friday.", "2016-09-30"),
        ("They must agree by Friday.", "2016-09-30"),
        ("By September, inflation had fallen.", "2016-09"),
        ("MOSCOW, Sept. 27 - Envoys are going to meet.", "2016-09-27"),
    ],
)
def test_the_verb_that_a_date_belongs_to_decides_between_last_and_next(last, text, value):
    assert last(text, "2016-09-28")[0] == value


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("two-and-a-half years", "P2Y6M"),
        ("two and a half years", "P2Y6M"),
        ("a quarter of a century", "P25Y"),
        ("a half-century", "P50Y"),
        ("the last 3 fiscal years", "P3Y"),
    ],
)
def test_longer_words_for_lengths_are_read(read, said, value):
    assert [(t.text, t.value) for t in times.find(read(f"They had worked there for {said}."))] == [(said, value)]


@pytest.mark.parametrize(
    "text", ["The talks will last long.", "Fostering the Future was founded there.", "Flight 121 was late."]
)
def test_verbs_names_and_labels_that_look_like_times_are_left_alone(read, text):
    assert times.find(read(text, "2016-06-28")) == []


def test_what_would_happen_on_a_weekday_lies_ahead(last):
    assert last("They said that they would meet on Friday.")[0] == "2016-07-01"
    assert last("They said that they had met on Friday.")[0] == "2016-06-24"


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("the first nine months of 2013", "2013-01-01", "2013-09-30"),
        ("the last three months of 2013", "2013-10-01", "2013-12-31"),
        ("the final two quarters of 2013", "2013-07-01", "2013-12-31"),
        ("the first nine months of last year", "2015-01-01", "2015-09-30"),
        ("the last ten days of May 2015", "2015-05-22", "2015-05-31"),
    ],
)
def test_a_length_at_either_end_of_a_year_or_month_lies_there(read, said, start, end):
    parsed = read(f"Trade fell over {said}.", "2016-06-28")
    found = times.find(parsed)
    periods = [[str(day) for day in times.period(parsed, t, found)[:2]] for t in found]
    assert periods == [[start, end]] * 2


def test_a_length_at_the_end_of_something_else_does_not_reach_up_to_publication(last):
    assert last("They fought in the last two years of the war.") == ("P2Y", None, None)
    assert last("They fought in the last two years.") == ("P2Y", "2014-06-28", "2016-06-28")


def test_the_same_period_is_that_of_the_months_just_told(read):
    text = "In the first half of 2013 trade grew; in the same period in 2012 it had fallen."
    found = times.find(read(text, "2016-06-28"))
    same = next(t for t in found if t.text == "the same period")
    assert (same.value, str(same.start_date), str(same.end_date)) == ("2012-01/2012-06", "2012-01-01", "2012-06-30")


def test_a_year_that_is_only_compared_with_is_not_where_the_story_goes_on(last):
    assert last("In 2012 trade grew more than in 2008. That year demand rose.")[0] == "2012"
