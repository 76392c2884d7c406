"""What any text at all is promised: dates are read back as written, nothing breaks, and time grows with length only."""

import datetime as dt
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
    lambda d: f"{d:%A}, {MONTHS[d.month - 1]} {d.day}, {d.year}",
)
quick = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@quick
@given(day=st.dates(dt.date(1700, 1, 1), dt.date(2100, 12, 31)), form=st.sampled_from(FORMS))
def test_every_date_that_is_written_can_be_read_back(read, day, form):
    said = form(day)
    (found,) = times.find(read(f"The treaty was signed on {said}."))
    assert (found.text, found.value, found.start_date, found.end_date) == (said, day.isoformat(), day, day)


BITS = (
    "the a last next 1999 2013 31 0 99 99999999999999 March May second quarter half of to - – / , . years ago '80s 1/0 2 1/2 ½ "
    "hundred pm thousand million and every 25:61 13 00/00/0000 32 0000-00-00 Q4 FY FY20 easter 9/11"
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


@pytest.mark.parametrize(
    "piece", ["the ", "one ", "March ", "Jan. ", "2013-", "last year ", "'80s", "hundred and ", "a few "]
)
def test_a_long_text_of_one_word_over_and_over_is_read_in_steps_that_grow_with_its_length(piece, monkeypatch):
    steps = []

    class Counted(deque):
        def __reversed__(self):
            steps.append(len(self))
            return super().__reversed__()

    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    blank.max_length = 10**6
    monkeypatch.setattr(meaning, "deque", Counted)
    found = times.find(parse(document(piece * (100_000 // len(piece)), "2016-06-28"), blank))
    assert len(found) <= 25_000
    assert max(steps, default=0) <= meaning.MEMORY
