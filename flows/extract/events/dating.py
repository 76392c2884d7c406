"""When an act happened: what its clause says."""

from collections.abc import Sequence

from spacy.tokens import Token

from flows.extract import times as clock
from flows.extract.annotation import Time
from flows.extract.events.event import Date
from flows.extract.parse import Parsed


def of_clause(parsed: Parsed, times: Sequence[Time], token: Token) -> Date:
    """The date that the trigger's clause or sentence gives; an empty one if it gives none."""
    time = clock.attached(parsed, times, token)
    if time is None or time.timex_type == "SET":
        return Date()
    start, end, precision = clock.period(parsed, time, times)
    if (start is None and end is None) or (start and end and start > end):
        return Date()
    return Date(start, end, precision, time.text, time.date_source)
