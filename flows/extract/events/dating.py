"""When an act happened: what its clause, or its part of an enumeration, says."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Span, Token

from flows.extract import times as clock
from flows.extract.annotation import Time
from flows.extract.events import grammar
from flows.extract.events.cues import cues
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
BOUNDS = frozenset({"since", "before", "ahead", "until", "till", "prior", "pending"})
"""Before something else that has its own date."""
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
    here = [t for t in times if t.sentence == sentence and (t.start_date or t.end_date) and not t.rule.endswith("told")]
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
    return None if time is None or _vague(parsed, times, time, token) or _set_apart(parsed, time, token) else time


def _vague(parsed: Parsed, times: Sequence[Time], time: Time, token: Token) -> bool:
    """Whether a sentence that takes its date from another says itself, if vaguely, when it is: "in recent years"."""
    sentence = parsed.sentence_of(token)
    if time.sentence == sentence:
        return False
    own = [t for t in times if t.sentence == sentence and t.value == "PAST_REF"]
    return any(parsed.doc[t.tokens[0] : t.tokens[1]].root.dep_ != "amod" for t in own)


def _set_apart(parsed: Parsed, time: Time, token: Token) -> bool:
    return (
        _earlier(parsed, time, token)
        or _compared(parsed, time, token)
        or _aside(parsed, time, token)
        or _bounding(parsed, time, token)
        or _when_said(parsed, time, token)
    )


def _earlier(parsed: Parsed, time: Time, token: Token) -> bool:
    """Whether the date is that of what came of the act: "cut ties on Monday after it accused them"."""
    word = parsed.doc[time.tokens[0]]
    clause = token
    for _ in range(_DEPTH):
        if clause.dep_ == "advcl":
            after = any(c.dep_ == "mark" and c.lower_ == "after" for c in clause.children)
            return after and not clause.is_ancestor(word) and time.sentence == parsed.sentence_of(token)
        if clause.head.i == clause.i:
            return False
        clause = clause.head
    return False


def _bounding(parsed: Parsed, time: Time, token: Token) -> bool:
    """Whether the date is that of another thing before or since which it happened: "ahead of the visit on 14 April"."""
    if time.sentence != parsed.sentence_of(token):
        return False
    word, named = parsed.doc[time.tokens[0]], False
    if any(c.ent_type_ == "ORDINAL" or c.tag_ == "JJS" for c in token.children) and word.head.lower_ == "since":
        return True  # "their fifth meeting since 2013"
    for _ in range(_DEPTH):
        if word.i == token.i or word.head.i == word.i or word.is_ancestor(token):
            return False
        inside = time.tokens[0] <= word.i < time.tokens[1]
        named = named or (word.pos_ in ("NOUN", "PROPN", "VERB") and not inside)
        joins = word.dep_ in ("prep", "mark", "pcomp")
        if joins and ((named and word.lower_ in BOUNDS) or _long_after(word)):
            return True
        word = word.head
    return False


def _long_after(word: Token) -> bool:
    """Whether a word says by how much later it was: "a few weeks after"."""
    return word.lower_ == "after" and any(c.dep_ == "npadvmod" and c.tag_ == "NNS" for c in word.children)


def _when_said(parsed: Parsed, time: Time, token: Token) -> bool:
    """Whether the date is when somebody told of the act: "they had signed it, the minister said on Monday"."""
    if time.sentence != parsed.sentence_of(token):
        return False
    said = _verb(parsed.doc[time.tokens[0]], token)
    verb = parsed.doc[said]
    if said == token.i or verb.lemma_.lower() not in cues("report") or not verb.is_ancestor(token):
        return False
    clause = token
    while clause.head.i != said and clause.head.i != clause.i:
        clause = clause.head
    return clause.dep_ == "ccomp"


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
