"""Sentence by sentence: triggers, their parties, their status, made into events."""

import datetime as dt
import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from flows.extract.annotation import Mention, Time
from flows.extract.entities import mention_ids
from flows.extract.events import dating, grammar, parties, status
from flows.extract.events.actors import Cast
from flows.extract.events.event import Date, Event
from flows.extract.events.match import ANCHORS, lemma, match, named_act
from flows.extract.events.parties import Parties
from flows.extract.events.trigger import Trigger, index
from flows.extract.parse import Parsed, Sentence

SECTIONS = frozenset({"title", "heading", "body"})
COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
GIVING = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID"})
"""Acts that say little if nobody is known who does them and only something of a state's is on the other side."""
MATERIAL_CONFLICT = frozenset({"MOBILIZE", "SANCTION", "COERCE", "ASSAULT", "PROTEST"})
OBLIGING = frozenset({"must", "should"})
BEGINNING = frozenset({"begin", "start", "open", "kick"})
JUST = dt.timedelta(days=2)
SPAN = 8
"""A trigger of verb and noun is quoted whole if it is no longer than so many tokens."""


@dataclass(frozen=True, slots=True)
class Act:
    """A trigger found in a sentence, with what it says."""

    token: Token
    act: Token | None
    """The noun that names the act, where the trigger's verb only says that it happens."""
    row: Trigger
    event_type: str
    parties: Parties
    reading: status.Reading
    confidence: float


@functools.cache
def _heads() -> frozenset[str]:
    return frozenset(word for _, word in index())


def acts(parsed: Parsed, sentence: Sentence, cast: Cast) -> Iterator[Act]:
    """The acts that a sentence tells, each once, in the order of their triggers."""
    span = parsed.span(sentence)
    candidates = [t for t in span if (t.pos_ in ANCHORS and lemma(t) in _heads()) or t.lower_ in OBLIGING]
    if not candidates or parsed.text[sentence.start : sentence.end].rstrip("\"'”’)").endswith("?"):
        return
    taken: set[int] = set()
    for token in sorted(candidates, key=lambda t: (t.pos_ not in ("VERB", "AUX", "ADJ"), t.i)):
        if token.i in taken or cast.inside(token):
            continue
        obliged = _obligation(token, cast)
        if obliged is not None:
            yield obliged
            continue
        row = match(token, cast)
        if row is not None and row.event_type != "@complement":
            yield from _act(row, token, cast, taken)


def _act(row: Trigger, token: Token, cast: Cast, taken: set[int]) -> Iterator[Act]:
    verb = token.head if row.pos == "adj" else token
    if row.pos == "noun":
        reading = status.of_noun(token, row.event_type, cast)
        if reading is not None:
            yield from _made(row, row, token, None, parties.of(row, token, cast), reading, cast)
        return
    if row.event_type == "@object":
        for noun in (n for o in grammar.objects(token) for n in grammar.conjuncts(o)):
            act = named_act(noun, cast)
            if act is not None:
                taken.add(noun.i)
                reading = status.of_verb(verb, act.event_type, cast)
                if reading is not None:
                    yield from _made(row, act, token, noun, parties.of(row, token, cast, noun, act), reading, cast)
        return
    if any("obj" in c.slots for c in row.conditions):
        taken.update(n.i for o in grammar.objects(token) for n in grammar.conjuncts(o))
    for c in token.children:
        if c.dep_ in ("prep", "prt") and c.lower_ in row.words:
            taken.update(p.i for p in c.children if p.dep_ == "pobj")
    reading = status.of_verb(verb, row.event_type, cast)
    if reading is not None:
        who = parties.of(row, token, cast)
        if who.source or who.authored or _by_somebody(verb, cast):
            yield from _made(row, row, token, None, who, reading, cast)


def _by_somebody(verb: Token, cast: Cast) -> bool:
    """Whether an act whose doer is no known party has one at all: an agent, or, in the passive, nobody named."""
    doers = grammar.subjects(verb)
    return all(cast.is_agent(d) for d in doers) and (bool(doers) or grammar.is_passive(verb))


def _obligation(token: Token, cast: Cast) -> Act | None:
    """ "Russia says Israel must end the attacks": whoever says what another must do demands it."""
    if token.lower_ not in OBLIGING or token.tag_ != "MD":
        return None
    verb = token.head
    matrix = verb.head
    if (
        verb.dep_ != "ccomp"
        or matrix.pos_ != "VERB"
        or not status.reports(matrix)
        or any(c.dep_ == "expl" for c in verb.children)
    ):
        return None
    source = [n for s in grammar.subjects(matrix) for n in cast.of(s, True)]
    mine = {cast.actor(n) for n in source}
    target = [n for s in grammar.surface_subjects(verb) for n in cast.of(s) if cast.actor(n) not in mine]
    row = match(matrix, cast)
    if not source or not target or (row is not None and row.event_type not in ("@complement", "@object")):
        return None
    reading = status.of_verb(matrix, "REQUEST", cast)
    demand = index()["verb", "demand"][-1]
    return reading and Act(token, verb, demand, "REQUEST", Parties(tuple(source), tuple(target), False), reading, 0.6)


def _made(
    row: Trigger, act: Trigger, token: Token, noun: Token | None, who: Parties, reading: status.Reading, cast: Cast
) -> Iterator[Act]:
    event_type, told = act.event_type, row.status or act.status or reading.status
    if reading.refused:
        event_type, told = ("REJECT", "occurred") if event_type in {*COOPERATIVE, "AGREE"} else (event_type, "denied")
    elif told == "planned" and event_type in COOPERATIVE:
        event_type = "AGREE"
    elif told == "planned" and event_type in MATERIAL_CONFLICT:
        event_type = "THREATEN"
    pointless = act.event_type in GIVING or any(d.pos_ == "PRON" for d in grammar.subjects(token))
    if who.unnamed and pointless and not any(cast.stands_alone(n, token.doc) for n in who.target):
        return  # "our agency supports American families", "I call upon all Americans": nobody deals with anybody
    if row.pos == "noun" and not who.target and not who.symmetric and event_type in ("AGREE", "CONCEDE"):
        return
    confidence = 0.75 if who.source and who.target else 0.55
    if row.pos == "noun":
        confidence -= 0.1
    if who.source or who.target:
        settled = status.Reading(told, reading.refused, reading.speakers)
        yield Act(token, noun, act if row.event_type == "@object" else row, event_type, who, settled, confidence)
    elif who.symmetric or who.authored:
        settled = status.Reading(told, reading.refused, reading.speakers)
        yield Act(token, noun, act if row.event_type == "@object" else row, event_type, who, settled, 0.4)


def events(
    parsed: Parsed, times: Sequence[Time], sentence: Sentence, act: Act, cast: Cast, ids: list[str]
) -> Iterator[Event]:
    """The events of an act, one for each date that it is told of: codes, dates and participants."""
    for date in dating.of_clause(parsed, times, act.act or act.token):
        yield _event(parsed, sentence, act, cast, ids, date)


def _event(parsed: Parsed, sentence: Sentence, act: Act, cast: Cast, ids: list[str], date: Date) -> Event:
    low, high = act.token, act.act or act.token
    for part in act.token.children:
        if part.dep_ in ("prt", "prep") and part.lower_ in act.row.words and part.i == act.token.i + 1:
            high = part if high is act.token else high
    first, last = min(low.i, high.i), max(low.i, high.i)
    if last - first > SPAN:
        first = last = (act.act or act.token).i
    start, end = parsed.doc[first].idx, parsed.doc[last].idx + len(parsed.doc[last])
    mentions = cast.mentions
    source, target = act.parties.source, act.parties.target
    members = [(n, "source") for n in source] + [(n, "target") for n in target]
    places = [n for n in _places(act, cast) if n not in source and n not in target]
    members += [(n, "place") for n in places]
    speaker = next((n for s in act.reading.speakers for n in cast.of(s) if n not in source), None)
    mode = act.row.mode if act.row.event_type == act.event_type else None
    return Event(
        sentence, start, end, act.token.i, act.event_type, mode, act.row.contexts,
        tuple(dict.fromkeys(c for n in source if (c := cast.actor(n)))),
        tuple(dict.fromkeys(c for n in target if (c := cast.actor(n)))),
        act.parties.symmetric, _status(parsed, act, date), date,
        mentions[places[0]].entity.entity_id if places else None,
        mentions[speaker].entity.entity_id if speaker is not None else None,
        tuple(dict.fromkeys((mentions[n].entity.entity_id, role, ids[cast.named_near(n)]) for n, role in members)),
        act.row.rule, round(act.confidence, 2), act.parties.authored, act.parties.unnamed,
    )  # fmt: skip


def _status(parsed: Parsed, act: Act, date: Date) -> str:
    """What began some time ago and has no end goes on; so does a visit that began when the text was written."""
    if act.reading.status != "occurred" or date.start is None:
        return act.reading.status
    if date.end is None and date.source != "none" and any(c.lower_ in ("has", "have") for c in act.token.children):
        return "ongoing"
    published = parsed.document.published if parsed.document.published_precision == "day" else None
    begun = act.act is not None or act.row.mode == "visit"
    if begun and published and lemma(act.token) in BEGINNING and abs(published - date.start) <= JUST:
        return "ongoing"
    return act.reading.status


def _places(act: Act, cast: Cast) -> list[int]:
    hosts = [act.token] + ([act.act] if act.act is not None else [])
    found = grammar.phrases(*hosts)
    nouns = [n for name in ("in", "at", "near", "outside") for n in found.get(name, [])]
    return [n for noun in nouns for n in cast.at(noun) if cast.mentions[n].entity.type == "place"]


def told(parsed: Parsed, mentions: list[Mention], times: Sequence[Time]) -> list[Event]:
    """The events that the sentences of a document tell by themselves, in order."""
    cast, ids = Cast(mentions), mention_ids(mentions)
    found = []
    for sentence in parsed.sentences:
        if sentence.section in SECTIONS:
            for act in acts(parsed, sentence, cast):
                found += events(parsed, times, sentence, act, cast, ids)
    return sorted(found, key=lambda e: (e.start, e.end, e.event_type))
