"""When an act happened: what its clause, or its part of an enumeration, says."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Span, Token

from flows.extract import times as clock
from flows.extract.annotation import Time
from flows.extract.events import grammar
from flows.extract.events.event import Date
from flows.extract.parse import Parsed, Sentence

OPENING = 6
"""A date among the first words of a part sets the scene for it."""
JOINTS = frozenset({",", "and", "in", "on", "again", "then", "later"})
"""Words between the dates of a list: "in 1997, 2005 and again in 2008"."""
PLAIN = frozenset({"day", "month"})
"""Dates precise enough to hold for what the next sentence tells."""
SPANNING = frozenset({"between", "from"})
"""Before two dates that are the ends of one period."""
LIKENESS = frozenset({"like", "unlike", "than"})
"""Before what the act is only compared with."""
_DEPTH = 12


def of_clause(parsed: Parsed, times: Sequence[Time], token: Token) -> list[Date]:
    """The dates that the trigger's clause or sentence gives, one for each time that it was done; an empty one if it gives none."""
    time = _time(parsed, times, token)
    if time is None or time.timex_type == "SET":
        return [Date()]
    listed = _listed(parsed, times, time) if _own(parsed, time, token) else [time]
    return [d for t in listed if (d := _date(parsed, t, times))] or [Date()]


def of_sentence(parsed: Parsed, times: Sequence[Time], sentence: Sentence) -> tuple[Token, Date] | None:
    """The subject and the date of a sentence whose main verb tells what was done then; None if it is not told so plainly."""
    here = [t for t in times if t.sentence == sentence and (t.start_date or t.end_date)]
    root = next((t for t in parsed.span(sentence) if t.dep_ == "ROOT"), None)
    if len(here) != 1 or here[0].date_precision not in PLAIN or root is None or root.tag_ != "VBD":
        return None
    subjects = grammar.surface_subjects(root)
    date = _date(parsed, here[0], times) if clock.attached(parsed, here, root) else None
    return (subjects[0], date) if subjects and date else None


def _date(parsed: Parsed, time: Time, times: Sequence[Time]) -> Date | None:
    start, end, precision = clock.period(parsed, time, times)
    if (start is None and end is None) or (start and end and start > end):
        return None
    return Date(start, end, precision, time.text, time.date_source)


def _time(parsed: Parsed, times: Sequence[Time], token: Token) -> Time | None:
    span = parsed.span(parsed.sentence_of(token))
    part = next((p for p in _parts(span) if p.start <= token.i < p.end), span)
    if len(part) < len(span):
        own = [t for t in times if part.start <= t.tokens[0] < part.end and (t.start_date or t.end_date)]
        if own:
            return clock.attached(parsed, own, token) or (own[0] if own[0].tokens[0] - part.start < OPENING else None)
    time = clock.attached(parsed, times, token)
    return None if time is None or _compared(parsed, time, token) or _aside(parsed, time, token) else time


def _parts(span: Span) -> Iterator[Span]:
    """The parts of a sentence that semicolons and the numbers of a list ("2)") set apart."""
    edges = [t.i for t in span if t.lower_ == ";" or (t.lower_ == ")" and t.i > span.start and _number(t.nbor(-1)))]
    for first, last in pairwise([span.start, *edges, span.end]):
        if last > first:
            yield span.doc[first:last]


def _number(token: Token) -> bool:
    return len(token) < 3 and (token.is_digit or token.lower_ in ("i", "ii", "iii", "iv", "v", "a", "b", "c", "d", "e"))


def _compared(parsed: Parsed, time: Time, token: Token) -> bool:
    """Whether the date is that of something else, which the act is only likened to: "like that of May 2010"."""
    word = parsed.doc[time.tokens[0]]
    for _ in range(_DEPTH):
        if word.lower_ in LIKENESS and word.dep_ in ("prep", "mark") and time.sentence == parsed.sentence_of(token):
            return not word.is_ancestor(token)
        if word.head.i == word.i or word.pos_ in ("VERB", "AUX"):
            return False
        word = word.head
    return False


def _aside(parsed: Parsed, time: Time, token: Token) -> bool:
    """Whether the date stands in a relative clause about something else: "a thaw that began in 2010"."""
    if time.sentence != parsed.sentence_of(token):
        return False
    word = parsed.doc[time.tokens[0]]
    for _ in range(_DEPTH):
        if word.dep_ == "relcl":
            return (
                word.i != token.i
                and not word.is_ancestor(token)
                and word.head.i != token.i
                and word.head.head.i != token.i
            )
        if word.head.i == word.i:
            return False
        word = word.head
    return False


def _own(parsed: Parsed, time: Time, token: Token) -> bool:
    """Whether a date stands with the trigger's own verb, not with another clause's ("as I said on 3 and 5 May, they met")."""
    return _verb(parsed.doc[time.tokens[0]], token) in (token.i, _verb(token, token.head))


def _verb(word: Token, stop: Token) -> int:
    """Index of the first verb at or above a word, or of `stop` if that comes first."""
    for _ in range(_DEPTH):
        if word.pos_ in ("VERB", "AUX") or word.i == stop.i or word.head.i == word.i:
            break
        word = word.head
    return word.i


def _listed(parsed: Parsed, times: Sequence[Time], time: Time) -> list[Time]:
    """The dates that are listed with one, itself among them."""
    here = [
        t for t in times if t.sentence == time.sentence and t.date_precision == time.date_precision and t.start_date
    ]
    if time not in here:
        return [time]
    n = here.index(time)
    first, last = n, n
    while first > 0 and _together(parsed, here[first - 1], here[first]):
        first -= 1
    while last + 1 < len(here) and _together(parsed, here[last], here[last + 1]):
        last += 1
    if last > first:
        before = here[first].tokens[0]
        if before > time.sentence.first and {parsed.doc[i].lower_ for i in (before, before - 1)} & SPANNING:
            return [time]
    return here[first : last + 1]


def _together(parsed: Parsed, one: Time, other: Time) -> bool:
    between = [t.lower_ for t in parsed.doc[one.tokens[1] : other.tokens[0]]]
    return bool({",", "and"} & set(between)) and set(between) <= JOINTS
