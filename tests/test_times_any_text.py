"""What any text at all is promised: dates are read back as written, nothing breaks, and time grows with length only."""

import datetime as dt
import functools
from collections import deque
from itertools import pairwise

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.extract import times
from flows.extract.parse import parse
from flows.extract.times import meaning
from flows.tables import TABLES
from flows.tables.arrow import to_arrow
from tests.conftest import document

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
SHORT = ["Jan.", "Feb.", "Mar.", "Apr.", "May", "Jun.", "Jul.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]

FORMS = (
    lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}",
    lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{SHORT[d.month - 1]} {d.day}, {d.year}",
    lambda d: f"{d.day} {SHORT[d.month - 1]} {d.year}",
    lambda d: d.isoformat(),
    lambda d: f"{d.month:02}/{d.day:02}/{d.year}",
    lambda d: f"{d.day:02}.{d.month:02}.{d.year}",
    lambda d: f"{d.day}.{d.month}.{d.year}",
    lambda d: f"{MONTHS[d.month - 1]} {ordinal(d.day)}, {d.year}",
    lambda d: f"{ordinal(d.day)} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{ordinal(d.day)} {MONTHS[d.month - 1]}, {d.year}",
    lambda d: f"the {ordinal(d.day)} of {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"the {ordinal(d.day)} day of {MONTHS[d.month - 1]}, {d.year}",
    lambda d: f"{MONTHS[d.month - 1].upper()} {d.day}, {d.year}",
    lambda d: f"{d:%A}, {MONTHS[d.month - 1]} {d.day}, {d.year}",
    lambda d: f"{d:%A}, {d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{d:%A} {SHORT[d.month - 1]} {d.day}, {d.year}",
)


def ordinal(number: int) -> str:
    """1st, 2nd, 23rd, 30th."""
    ending = "th" if 10 < number < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


STRETCHES = (
    (lambda y: f"{y}", "{y}"),
    (lambda y: f"the year {y}", "{y}"),
    (lambda y: f"fiscal {y}", "{y}"),
    (lambda y: f"FY{y}", "{y}"),
    (lambda y: f"early {y}", "{y}"),
    (lambda y: f"mid-{y}", "{y}"),
    (lambda y: f"the end of {y}", "{y}"),
    (lambda y: f"June {y}", "{y}-06"),
    (lambda y: f"late June {y}", "{y}-06"),
    (lambda y: f"the third quarter of {y}", "{y}-Q3"),
    (lambda y: f"Q3 {y}", "{y}-Q3"),
    (lambda y: f"3Q{y}", "{y}-Q3"),
    (lambda y: f"the first half of {y}", "{y}-H1"),
    (lambda y: f"H1 {y}", "{y}-H1"),
    (lambda y: f"the autumn of {y}", "{y}-FA"),
    (lambda y: f"summer {y}", "{y}-SU"),
    (lambda y: f"{y}-{y + 3}", "{y}/{z}"),
    (lambda y: f"{y}\u2013{y + 3}", "{y}/{z}"),
    (lambda y: f"May-June {y}", "{y}-05/{y}-06"),
    (lambda y: f"May 5-7, {y}", "{y}-05-05/{y}-05-07"),
    (lambda y: f"5 to 7 May {y}", "{y}-05-05/{y}-05-07"),
)
quick = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@quick
@given(day=st.dates(dt.date(1700, 1, 1), dt.date(2100, 12, 31)), form=st.sampled_from(FORMS))
def test_every_date_that_is_written_can_be_read_back(read, day, form):
    said = form(day)
    (found,) = times.find(read(f"The treaty was signed on {said}."))
    assert (found.text, found.value, found.start_date, found.end_date) == (said, day.isoformat(), day, day)


@quick
@given(year=st.integers(1700, 2150), form=st.sampled_from(STRETCHES))
def test_every_stretch_that_is_written_can_be_read_back(read, year, form):
    said, value = form[0](year), form[1].format(y=year, z=year + 3)
    (found,) = times.find(read(f"The treaty was kept in {said}."))
    assert (found.text, found.value) == (said, value)
    assert found.start_date.year == year


BITS = (
    "the a last next 1999 2013 31 0 99 99999999999999 March May second quarter half of to - – / , . years ago '80s 1/0 2 1/2 ½ "
    "hundred pm thousand million and every 25:61 13 00/00/0000 32 0000-00-00 Q4 FY FY20 FY9999 2Q15 '13 easter 9/11 fiscal year "
    "India U.S. 2012-13 anniversary 100th early mid end week weekend before after in 10 a.m. on night decade century back from now "
    "9999 0001 quarter-century 1000th other"
)
PIECES = st.sampled_from([*BITS.split(), "\n", "\t", "\n\n"])


@quick
@given(
    text=st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=80),
    published=st.sampled_from([None, "0001-01-01", "9999-12-31", "2016"]),
)
def test_odd_text_never_breaks_it_and_spans_are_in_order(read, text, published):
    parsed = read(text, published)
    found = times.find(parsed)
    rows = times.rows(parsed, found)
    assert all(parsed.text[t.start : t.end] == t.text for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(not t.start_date or not t.end_date or t.start_date <= t.end_date for t in found)
    assert to_arrow(TABLES["times"], rows).num_rows == len(found)
    for time in found:
        times.period(parsed, time, found)
    for token in parsed.doc:
        times.attached(parsed, found, token)


PIECES_OVER_AND_OVER = (
    "the ", "one ", "March ", "2013-", "last year ", "'80s", "hundred and ", "1990s1990s", ", ", " ", "7", "1-",
    "FY2014 India ", "the 70th anniversary of 1949 ", "10 a.m. on ", "Q1-", "the end of the ",
)  # fmt: skip


@pytest.mark.parametrize("piece", PIECES_OVER_AND_OVER)
def test_a_long_text_of_one_word_over_and_over_is_read_in_steps_that_grow_with_its_length(piece, monkeypatch):
    steps = []

    class Counted(deque):
        def __reversed__(self):
            steps.append(len(self))
            return super().__reversed__()

    text = piece * (100_000 // len(piece))
    monkeypatch.setattr(meaning, "deque", Counted)
    parsed = parse(document(text, "2016-06-28"), blank())
    found = times.find(parsed)
    assert all(text[t.start : t.end] == t.text for t in found)
    assert len(found) <= len(text) // 2
    assert max(steps, default=0) <= meaning.MEMORY


@functools.cache
def blank() -> spacy.language.Language:
    """A pipeline that only cuts words and sentences: long texts are parsed at once."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.max_length = 10**6
    return nlp
