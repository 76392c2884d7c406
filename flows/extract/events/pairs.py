"""The two of whom a text speaks: the side that an act leaves out because the other is understood."""

from collections.abc import Sequence
from dataclasses import replace

from flows.extract.annotation import Mention
from flows.extract.events.event import Event, parties_of
from flows.extract.events.grammar import surface_subjects
from flows.extract.parse import Parsed

NEAR = 2
"""So many sentences back a meeting tells who "both sides" are."""
DEFINITE = frozenset({"the", "this", "that"})


def met(event: Event, earlier: Sequence[Event], mentions: Sequence[Mention]) -> Event:
    """What "both sides" do, done by the two whose meeting or accord has just been told, unless the sentence names two itself."""
    here = {
        m.entity.actor
        for m in mentions
        if m.sentence == event.sentence and m.start < event.start and m.form not in ("pronoun", "nominal")
    }
    if len(here - {None}) > 1:
        return event
    for other in reversed(earlier):
        if other.sentence.ordinal < event.sentence.ordinal - NEAR:
            break
        if other.symmetric and len(parties_of(other)) == 2 and not other.grounds & {"both", "noun"}:
            sides = (*other.source, *other.target)
            if parties_of(other) == parties_of(event):
                return event
            known = tuple(p for p in event.participants if p[1] not in ("source", "target"))
            if event.symmetric or event.target:
                return replace(event, source=sides[:1], target=sides[1:], participants=known)
            return replace(event, source=sides, participants=known)
    return event


def again(event: Event, earlier: Sequence[Event], parsed: Parsed) -> Event:
    """ "The attack" on somebody told before was made by whoever made it there."""
    if not any(c.lower_ in DEFINITE for c in parsed.doc[event.anchor].children):
        return event
    same = (o for o in reversed(earlier) if o.event_type == event.event_type and o.target == event.target and o.source)
    other = next(same, None)
    return replace(event, source=other.source) if other else event


def facing(event: Event, mentions: Sequence[Mention], pair: tuple[str, str] | None) -> Event:
    """Of two who deal with each other, what one does to nobody named it does to the other, if this sentence or the two before it name the
    other, and this one nobody else."""
    if pair is None or len(event.source) != 1 or event.source[0] not in pair:
        return event
    other = pair[1] if event.source[0] == pair[0] else pair[0]
    told = [
        (m.sentence.ordinal, m.entity.actor)
        for m in mentions
        if event.sentence.ordinal - NEAR <= m.sentence.ordinal <= event.sentence.ordinal
        and m.entity.type in ("state", "person", "organization")
        and m.entity.actor
    ]
    here = {a for n, a in told if n == event.sentence.ordinal}
    return replace(event, target=(other,)) if here <= set(pair) and any(a == other for _, a in told) else event


def by_the_other(event: Event, mentions: Sequence[Mention], parsed: Parsed, pair: tuple[str, str] | None) -> Event:
    """What "he" or "it" does to one of the document's two, the other of them does."""
    doers = surface_subjects(parsed.doc[event.anchor])
    if pair is None or len(event.target) != 1 or event.target[0] not in pair or not doers or doers[0].pos_ != "PRON":
        return event
    turned = facing(replace(event, source=event.target, target=()), mentions, pair)
    return replace(event, source=turned.target) if turned.target else event


def bilateral(events: Sequence[Event], pair: tuple[str, str] | None) -> tuple[str, str] | None:
    """The document's pair of actors, if some sentence tells an act between them."""
    return pair if pair and any(parties_of(e) == set(pair) for e in events) else None
