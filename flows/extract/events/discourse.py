"""Across the sentences of a document: parties and dates that another telling of the same act gives."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from flows.extract.annotation import Mention, Time
from flows.extract.entities.discourse import dyad
from flows.extract.events import dating, match, pairs
from flows.extract.events.cues import cues
from flows.extract.events.event import Date, Event, parties_of
from flows.extract.events.grammar import surface_subjects
from flows.extract.parse import Parsed

COMPLETED = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE", "SANCTION", "ASSAULT"})
BILATERAL = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE"})
"""Acts that take two: where one side is not told it is the document's other actor."""
JOINT = frozenset({"AGREE", "SUPPORT", "CONSULT"})
FACING = frozenset({"ACCUSE", "REJECT", "CONCEDE", "RETREAT", "SANCTION", "THREATEN"})
"""Acts by which one of a pair turns on or gives in to the other."""
VARIED = frozenset({"SUPPORT", "AGREE", "ASSAULT"})
"""Acts of so many kinds that two of one type are aimed at the same side only within the document's pair."""
TOGETHER = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""What two say together when they meet."""
FRESH = dt.timedelta(days=31)
"""A visit so long before publication is what a document is about."""


def completed(events: Sequence[Event], mentions: Sequence[Mention], parsed: Parsed) -> list[Event]:
    """Events with the side filled in that another telling of the act, or the document's pair of actors, gives."""
    pair = pairs.bilateral(events, dyad(mentions))
    found: list[Event] = []
    for n, event in enumerate(events):
        if "both" in event.grounds:
            event = pairs.met(event, found, mentions)
        elif "noun" in event.grounds and event.target and not event.source and not event.unnamed:
            event = pairs.again(event, found, parsed)
        if event.authored and not event.source:
            event = _signed(event, found, pair)
        elif event.unnamed:
            pass
        elif event.source and not event.target and (asker := _answered(event, found, parsed)):
            event = replace(event, target=asker)
        elif not event.source and not event.target and event.symmetric and event.status in ("occurred", "ongoing"):
            event = _together(event, found, pair)
        elif event.event_type in COMPLETED and bool(event.source) != bool(event.target):
            event = _filled(event, [*reversed(found), *events[n + 1 :]], pair)
        if event.source and not event.target and event.event_type in FACING | {"REQUEST"}:
            event = pairs.facing(event, mentions, pair)
        elif event.target and not event.source and not event.unnamed and event.event_type in FACING | {"REQUEST"}:
            event = pairs.by_the_other(event, mentions, parsed, pair)
        alone = event.symmetric and event.event_type == "COOPERATE" and len(parties_of(event)) < 2
        if (
            event.source or event.target or event.participants
        ) and not alone:  # nobody cooperates with himself: "set up a commission"
            found.append(event)
    return found


def _together(event: Event, earlier: Sequence[Event], pair: tuple[str, str] | None) -> Event:
    """What is done together by nobody named: by those who did something together just before, else by the document's pair."""
    for other in reversed(earlier):
        if other.sentence.block != event.sentence.block or other.sentence.ordinal < event.sentence.ordinal - 1:
            break
        if other.symmetric and len(parties_of(other)) > 1 and "noun" not in other.grounds:
            return replace(event, source=other.source, target=other.target)
    return replace(event, source=(pair[0],), target=(pair[1],)) if pair else event


def _answered(event: Event, earlier: Sequence[Event], parsed: Parsed) -> tuple[str, ...]:
    """Whom an act that answers ("accepted", "refused") answers: who has just turned to the one who acts."""
    if match.lemma(parsed.doc[event.anchor]) not in cues("reply"):
        return ()
    for other in reversed(earlier):
        if other.sentence.block != event.sentence.block or other.sentence.ordinal < event.sentence.ordinal - 1:
            break
        if other.source and set(event.source) <= set(other.target) and not set(event.source) & set(other.source):
            return other.source
    return ()


def _signed(event: Event, earlier: Sequence[Event], pair: tuple[str, str] | None) -> Event:
    """What a joint document says, said by those who made it: the parties of the latest joint act, else the document's pair."""
    last = next(
        (e for e in reversed(earlier) if e.symmetric and e.event_type in JOINT and len(parties_of(e)) > 1), None
    )
    authors = tuple(dict.fromkeys((*last.source, *last.target))) if last else pair or ()
    others = tuple(a for a in authors if a not in event.target)
    if event.symmetric and len(authors) > 1:
        return replace(event, source=authors[:1], target=authors[1:])
    return replace(event, source=others)


def _filled(event: Event, others: Sequence[Event], pair: tuple[str, str] | None) -> Event:
    """One side is told: the other is that of the nearest like act, or, of acts that take two, the document's other actor."""
    alike = [o for o in others if o.event_type == event.event_type and o.mode == event.mode and o.target]
    if event.event_type in VARIED and not event.symmetric:
        alike = [o for o in alike if pair and parties_of(o) <= set(pair)]
    same = next((o for o in alike if event.source and o.source == event.source and len(o.target) == 1), None)
    if same is None and event.event_type == "SANCTION" and event.source:
        same = next((o for o in alike if not set(o.target) & set(event.source)), None)
    if same is not None:
        return replace(event, target=same.target)
    if event.target and event.event_type == "CONSULT":
        same = next((o for o in alike if o.source and o.target == event.target), None)
        if same is not None:
            return replace(event, source=same.source)
    known = event.source or event.target
    two = event.symmetric or event.event_type == "CONSULT"
    if event.event_type in BILATERAL and two and pair and len(known) == 1 and known[0] in pair:
        rest = tuple(a for a in pair if a != known[0])
        return replace(event, target=rest) if event.source else replace(event, source=rest)
    return event


def dated(events: Sequence[Event], times: Sequence[Time], mentions: Sequence[Mention], parsed: Parsed) -> list[Event]:
    """Events with the date that other tellings of the same act, or the acts that they go with, give."""
    timed = {t.sentence.ordinal for t in times if _tells(t, parsed)}
    found = [_refined(e, events) for e in events]
    found = [_retold(e, n, found, parsed) for n, e in enumerate(found)]
    found = [_beside(e, n, found) for n, e in enumerate(found)]
    for n, e in enumerate(found):  # in order: a paragraph may go on so for several sentences
        found[n] = _continued(e, n, found, timed, parsed)
    found = [e if e.sentence.ordinal in timed else _then(e, times, mentions, parsed) for e in found]
    main = _main(found, parsed)
    away = timed | {e.sentence.ordinal for e in found if e.mode == "visit" and e.date.source == "none"}
    return [e if e.sentence.ordinal in away or _loose(e, parsed, ("had",)) else _during(e, main) for e in found]


def _tells(time: Time, parsed: Parsed) -> bool:
    """Whether an expression of time says, if vaguely, when the sentence happens: "in recent years", but not "as soon as
    possible" or "recent steps"."""
    if time.timex_type == "SET" or time.rule.endswith("told"):
        return False
    if time.value in ("PRESENT_REF", "FUTURE_REF"):
        return time.start_date is not None
    dated = time.start_date is not None or time.end_date is not None
    return dated or parsed.doc[time.tokens[0] : time.tokens[1]].root.dep_ != "amod"


def _loose(event: Event, parsed: Parsed, aux: tuple[str, ...] = ("have", "has")) -> bool:
    """Whether a perfect tense ("have agreed") leaves an act out of the time that the sentences around it tell of."""
    return any(c.dep_ == "aux" and c.lower_ in aux for c in parsed.doc[event.anchor].children)


def _undated(event: Event) -> bool:
    return event.date.source == "none" and event.status in ("occurred", "ongoing")


def _another(event: Event, parsed: Parsed) -> bool:
    """Whether the words beside a visit say that it is another than the one told before: "his first visit"."""
    return any(c.lemma_.lower() in cues("another") for c in parsed.doc[event.anchor].children) or any(
        c.lemma_.lower() in cues("another")
        for o in parsed.doc[event.anchor].children
        if o.dep_ == "dobj"
        for c in o.children
    )


def _taken(event: Event, date: Date) -> Event:
    return replace(event, date=replace(date, text=None, source="relative"))


def _same(event: Event) -> tuple[object, ...]:
    return event.event_type in JOINT and event.mode, parties_of(event), event.mode == "visit" and event.source


def _travellers(event: Event) -> set[str]:
    return {entity for entity, role, _ in event.participants if role == "source" and entity.startswith("person:")}


def _apart(event: Event, other: Event) -> bool:
    """Whether two visits are of different people."""
    one, two = _travellers(event), _travellers(other)
    return other.mode != "visit" or bool(one and two and not one & two)


def _refined(event: Event, events: Sequence[Event]) -> Event:
    """ "The September statement" with the day that another telling gives it."""
    if not event.symmetric or event.date.start is None or event.date.end is None or event.date.precision == "day":
        return event
    for other in events:
        d = other.date
        if (
            other.event_type == event.event_type and other.symmetric and parties_of(other) == parties_of(event)
            and d.precision == "day" and d.start and d.end and event.date.start <= d.start and d.end <= event.date.end
        ):  # fmt: skip
            return replace(event, date=replace(d, text=event.date.text))
    return event


def _retold(event: Event, n: int, events: Sequence[Event], parsed: Parsed) -> Event:
    """A visit told again has the date of its latest dated telling, else of the next."""
    if not _undated(event) or event.mode != "visit" or _another(event, parsed):
        return event
    for other in [*reversed(events[:n]), *events[n + 1 :]]:
        if other.date.source != "none" and _same(other) == _same(event) and not _apart(event, other):
            return _taken(event, other.date)
    return event


def _beside(event: Event, n: int, events: Sequence[Event]) -> Event:
    """What the parties of a dated meeting or accord do in the same sentence is done then."""
    if not _undated(event) or event.status != "occurred":
        return event
    for other in [*reversed(events[:n]), *events[n + 1 :]]:
        near = (
            ("embedded" not in other.grounds or other.start < event.start)
            and other.sentence == event.sentence
            and other.date.source != "none"
            and other.event_type in JOINT
        )
        if near and (parties_of(event) <= parties_of(other) or parties_of(other) <= parties_of(event)):
            return _taken(event, other.date)
    return event


def _continued(event: Event, n: int, events: Sequence[Event], timed: set[int], parsed: Parsed) -> Event:
    """What the same parties do in the next sentence of a paragraph, without a date of its own, is told of the same time."""
    here = event.sentence
    if not _undated(event) or event.status != "occurred" or here.ordinal in timed or _loose(event, parsed):
        return event
    for other in reversed(events[:n]):
        before = other.sentence
        if before.ordinal < here.ordinal - 1 or before.block != here.block:
            break
        if (
            before.ordinal == here.ordinal - 1
            and other.date.source != "none"
            and parties_of(other) == parties_of(event)
        ):
            return _taken(event, other.date) if other.event_type in JOINT else event
    return event


def _then(event: Event, times: Sequence[Time], mentions: Sequence[Mention], parsed: Parsed) -> Event:
    """What "he" does whom the sentence before tells to have done something that day, he does then."""
    here = event.sentence
    doers = surface_subjects(parsed.doc[event.anchor])
    if not (_undated(event) and event.status == "occurred" and event.source and here.ordinal and doers):
        return event
    before = parsed.sentences[here.ordinal - 1]
    if before.block != here.block or doers[0].lower_ not in ("he", "she", "they", "it"):
        return event
    told = dating.of_sentence(parsed, times, before)
    if told is None:
        return event
    actors = {m.entity.actor for m in mentions if m.sentence == before and m.tokens[0] <= told[0].i < m.tokens[1]}
    return _taken(event, told[1]) if set(event.source) <= actors else event


def _main(events: Sequence[Event], parsed: Parsed) -> Event | None:
    """The visit or meeting that a document reports: dated to the day, shortly before it was published."""
    published = parsed.document.published if parsed.document.published_precision == "day" else None
    if published is None:
        return None
    for e in events:
        first, last = e.date.start, e.date.end
        met = e.event_type == "CONSULT" or (
            (e.symmetric or len(e.source) > 1) and e.event_type in JOINT and e.status == "occurred"
        )
        if met and e.date.precision == "day" and first and last and len(parties_of(e)) > 1:
            if not published - FRESH <= first <= published:
                continue
            return e
    return None


def _during(event: Event, main: Event | None) -> Event:
    """What the parties of the main meeting do together without another date they do there."""
    there = event.event_type in TOGETHER or (event.event_type == "CONSULT" and event.mode != "visit")
    if main is None or not _undated(event) or event.status != "occurred" or not there:
        return event
    both = parties_of(main)
    joint = event.symmetric or event.event_type == "CONSULT"
    together = (joint and parties_of(event) == both) or frozenset(event.source) == both
    return _taken(event, main.date) if together else event
