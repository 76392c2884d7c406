"""Sentence by sentence: triggers, their parties, their status, made into events."""

import dataclasses
import datetime as dt
import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from flows.extract.annotation import Mention, Time
from flows.extract.entities import mention_ids
from flows.extract.events import dating, grammar, groups, modes, participants, parties, scene, status
from flows.extract.events.actors import Cast
from flows.extract.events.event import Date, Event
from flows.extract.events.groups import BESIDE
from flows.extract.events.match import ANCHORS, lemma, match, named_act
from flows.extract.events.parties import Parties
from flows.extract.events.trigger import Trigger, ambiguous, classes_of, index
from flows.extract.parse import Parsed, Sentence

SECTIONS = frozenset({"title", "heading", "body"})
COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
GIVING = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID"})
"""Acts that say little if nobody is known who does them and only something of a state's is on the other side."""
MATERIAL_CONFLICT = frozenset({"MOBILIZE", "SANCTION", "COERCE", "ASSAULT", "PROTEST"})
FACING = MATERIAL_CONFLICT | {"ACCUSE", "REJECT", "REQUEST", "THREATEN"}
OBLIGING = frozenset({"must", "should"})
BEGINNING = frozenset({"begin", "start", "open", "kick"})
EMBEDDED = ("acl", "relcl", "advcl", "pcomp")
"""Where a verb does not head a clause of its own."""
JUST = dt.timedelta(days=2)
MONTH = dt.timedelta(days=31)
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
    grounds: frozenset[str] = frozenset()
    members: tuple[participants.Member, ...] = ()
    """Who the words name on either side, known parties or not."""


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
                if reading is not None and act.mode == "visit" and lemma(verb) in status.cues("heralding"):
                    reading = status.Reading("planned", False, reading.speakers)
                if reading is not None:
                    yield from _made(row, act, token, noun, parties.of(row, token, cast, noun, act), reading, cast)
        return
    if any("obj" in c.slots for c in row.conditions):
        named = [n for o in grammar.objects(token) for n in grammar.conjuncts(o)]
        taken.update(n.i for n in named)  # and "sanctions" of "a raft of sanctions"
        taken.update(p.i for n in named if "AMOUNT" in classes_of(lemma(n)) for p in groups.counted(n))
    for c in token.children:
        if c.dep_ in ("prep", "prt") and c.lower_ in row.words:
            taken.update(p.i for p in c.children if p.dep_ == "pobj")
    reading = status.of_verb(verb, row.event_type, cast)
    if reading is not None:
        who = parties.of(row, token, cast)
        told = any("subj" in c.slots and not c.negated for c in row.conditions)
        if who.source or who.authored or told or _by_somebody(verb, cast):
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
    entities = {cast.mentions[n].entity.entity_id for n in source}
    whom = [n for s in grammar.surface_subjects(verb) for n in cast.of(s)]
    whom = [n for n in whom if cast.mentions[n].form != "pronoun" or cast.mentions[n].entity.entity_id not in entities]
    row = match(matrix, cast)
    if not source or not whom or (row is not None and row.event_type not in ("@complement", "@object")):
        return None
    reading = status.of_verb(matrix, "REQUEST", cast)
    demand = index()["verb", "demand"][-1]
    members = tuple([(n, "source") for n in source] + [(n, "target") for n in whom])
    parties = Parties(tuple(source), tuple(n for n in whom if cast.actor(n) not in mine), False)
    return reading and Act(token, verb, demand, "REQUEST", parties, reading, frozenset({"obliged"}), members)


def _made(
    row: Trigger, act: Trigger, token: Token, noun: Token | None, who: Parties, reading: status.Reading, cast: Cast
) -> Iterator[Act]:
    event_type, told = act.event_type, row.status or act.status or reading.status
    if told == "denied" and event_type in ("CONCEDE", "AGREE"):
        event_type, told = "REJECT", "occurred"  # "did not give permission": that refuses it
    if reading.refused:
        event_type, told = ("REJECT", "occurred") if event_type in {*COOPERATIVE, "AGREE"} else (event_type, "denied")
    elif told == "planned" and event_type in COOPERATIVE:
        event_type = "AGREE"
    elif told == "planned" and event_type in MATERIAL_CONFLICT:
        event_type = "THREATEN"
    settled = status.Reading(told, reading.refused, reading.speakers)
    shown = act if row.event_type == "@object" else row
    members = tuple(participants.members(shown, token, noun, who, cast))
    if event_type in FACING and row.pos == "verb" and not who.target and "-" not in shown.target:
        mine = {cast.actor(n) for n in who.source}
        named = [n for n, role in members if role == "target" and cast.kind(n) == "state"]
        named = [n for n in named if cast.actor(n) not in mine]
        who = dataclasses.replace(who, target=tuple(named), loose=True) if named and who.source else who
    nameless = not who.source and any(
        _acts(n, token, cast) if role == "source" else who.unnamed and _meets(n, token, event_type, cast)
        for n, role in members
    )
    told = any("subj" in c.slots and not c.negated for c in row.conditions)
    pointless = act.event_type in GIVING or any(d.pos_ == "PRON" for d in grammar.subjects(token))
    if (
        who.unnamed
        and pointless
        and not (nameless or told)
        and not any(participants.stands_alone(n, token.doc, cast) for n in who.target)
    ):
        return  # "our agency supports American families", "I call upon all Americans": nobody deals with anybody
    if row.pos == "noun" and not who.target and not who.symmetric and event_type in ("AGREE", "CONCEDE"):
        return
    if not (who.source or who.target or who.symmetric or who.authored or nameless):
        return
    grounds = frozenset(_grounds(row, act, token, who, nameless, settled, cast))
    yield Act(token, noun, shown, event_type, who, settled, grounds, members)


def _grounds(
    row: Trigger, act: Trigger, token: Token, who: Parties, nameless: bool, reading: status.Reading, cast: Cast
) -> Iterator[str]:
    """What the wording of an act says of how sure it is."""
    if row.pos == "noun":
        yield "noun"
    if not act.conditions and ambiguous(row.pos, lemma(token)):
        yield "ambiguous"
    if nameless:
        yield "nameless"
    if who.loose:
        yield "loose"
    if reading.speakers:
        yield "reported"
    if token.dep_ in EMBEDDED:
        yield "embedded"
    meant = [cast.mentions[n] for n in (*who.source, *who.target)]
    if len(meant) == 2 and meant[0].form == "nominal" and meant[0].tokens == meant[1].tokens:
        yield "both"
    words = [(n, cast.word(n, token.doc)) for n in (*who.source, *who.target)]
    if any(cast.mentions[n].form in ("pronoun", "nominal") for n, _ in words):
        yield "pronoun"
    if any(w.dep_ in BESIDE for n, w in words if n in who.target):
        yield "modifier"
    if len({cast.actor(n) for n, _ in words}) > 2:
        yield "several"


def _acts(n: int, token: Token, cast: Cast) -> bool:
    """Whether a mention that is no known party shows who acts: an unknown person or body, or a state that stands behind them."""
    word = cast.word(n, token.doc)
    if cast.kind(n) == "state":  # "Iran-backed militias"
        return word.head.tag_ == "VBN" and word.head.dep_ == "amod"
    return cast.kind(n) in ("person", "organization") and cast.mentions[n].form not in ("pronoun", "demonym")


def _meets(n: int, token: Token, event_type: str, cast: Cast) -> bool:
    """Whether a mention that is no known party shows whom somebody unknown turns on: "the strikers sued the company"."""
    doers = grammar.subjects(token)
    known = cast.kind(n) in ("person", "organization") and cast.mentions[n].form not in ("pronoun", "demonym")
    return known and event_type in FACING and bool(doers) and all(d.pos_ in ("NOUN", "PROPN") for d in doers)


def events(
    parsed: Parsed, times: Sequence[Time], sentence: Sentence, act: Act, cast: Cast, ids: list[str]
) -> Iterator[Event]:
    """The events of an act, one for each date that it is told of: codes, dates and participants."""
    for date in dating.of_clause(parsed, times, act.act or act.token):
        yield _event(parsed, sentence, act, cast, ids, Date() if _to_come(parsed, act, date) else date)


def _to_come(parsed: Parsed, act: Act, date: Date) -> bool:
    """Whether a date is that of what an act is about: nothing has happened at a time after the text was written."""
    published = parsed.document.published if parsed.document.published_precision == "day" else None
    told = act.reading.status in ("occurred", "ongoing") and act.event_type != "AGREE"
    return bool(told and published and date.start and date.start > published + MONTH)


def _event(parsed: Parsed, sentence: Sentence, act: Act, cast: Cast, ids: list[str], date: Date) -> Event:
    low, high = act.token, act.act or act.token
    for part in act.token.children:
        if part.dep_ in ("prt", "prep") and part.lower_ in act.row.words and part.i == act.token.i + 1:
            high = part if high is act.token else high
    first, last = min(low.i, high.i), max(low.i, high.i)
    if last - first > SPAN:
        first = last = (act.act or act.token).i
    start, end = parsed.doc[first].idx, parsed.doc[last].idx + len(parsed.doc[last])
    hosts = [act.token] + ([act.act] if act.act is not None else [])
    mentions = cast.mentions
    source, target = act.parties.source, act.parties.target
    members = list(act.members)
    sides = {n for n, _ in members}
    members += [(n, "instrument") for n in participants.instruments(hosts, cast) if n not in sides]
    places = [n for n in scene.places(hosts, cast) if n not in source and n not in target]
    members += [(n, "place") for n in places if n not in sides]
    mode = modes.mode(act.event_type, act.row, act.token, cast)
    return Event(
        sentence, start, end, act.token.i, act.event_type, mode, act.row.contexts,
        tuple(dict.fromkeys(c for n in source if (c := cast.actor(n)))),
        tuple(dict.fromkeys(c for n in target if (c := cast.actor(n)))),
        act.parties.symmetric, _status(parsed, act, date), date,
        mentions[places[0]].entity.entity_id if places else None,
        tuple(dict.fromkeys((mentions[n].entity.entity_id, role, ids[cast.named_near(n)]) for n, role in members)),
        act.row.rule, act.grounds, authored=act.parties.authored, unnamed=act.parties.unnamed,
    )  # fmt: skip


def _status(parsed: Parsed, act: Act, date: Date) -> str:
    """What began some time ago and has no end goes on; so does a visit that began when the text was written. What the
    present tense tells of a time long gone ("in May 2001 Peru expels") is over."""
    published = parsed.document.published
    if act.reading.status == "ongoing" and act.token.tag_ in ("VBZ", "VBP") and date.end and published:
        return "occurred" if date.end < published - MONTH else "ongoing"
    if act.reading.status != "occurred" or date.start is None:
        return act.reading.status
    if date.end is None and date.source != "none" and any(c.lower_ in ("has", "have") for c in act.token.children):
        return "ongoing"
    published = parsed.document.published if parsed.document.published_precision == "day" else None
    begun = act.act is not None or act.row.mode == "visit"
    if begun and published and lemma(act.token) in BEGINNING and abs(published - date.start) <= JUST:
        return "ongoing"
    return act.reading.status


def told(parsed: Parsed, mentions: list[Mention], times: Sequence[Time]) -> list[Event]:
    """The events that the sentences of a document tell by themselves, in order."""
    cast, ids = Cast(mentions, parsed), mention_ids(mentions)
    found = []
    for sentence in parsed.sentences:
        if sentence.section in SECTIONS and sentence.prose:
            for act in acts(parsed, sentence, cast):
                found += events(parsed, times, sentence, act, cast, ids)
    return sorted(found, key=lambda e: (e.start, e.end, e.event_type))
