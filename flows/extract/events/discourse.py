"""Across the sentences of a document: parties and dates that an earlier or later telling of the same act gives."""

from collections.abc import Sequence
from dataclasses import replace

from flows.extract.annotation import Mention
from flows.extract.entities.discourse import dyad
from flows.extract.events.event import Date, Event

COMPLETED = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE", "SANCTION", "ASSAULT"})
BILATERAL = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE"})
"""Acts that take two: where one side is not told it is the document's other actor."""


def _parties(event: Event) -> frozenset[str]:
    return frozenset(event.source) | frozenset(event.target)


def completed(events: Sequence[Event], mentions: Sequence[Mention]) -> list[Event]:
    """Events with the side filled in that another telling of the act, or the document's pair of actors, gives."""
    pair = dyad(mentions)
    found: list[Event] = []
    for n, event in enumerate(events):
        if not event.source and not event.target:
            if event.symmetric and pair and event.status != "planned":
                event = replace(event, source=(pair[0],), target=(pair[1],), confidence=0.45)
            else:
                continue
        elif event.event_type in COMPLETED and not (event.source and event.target):
            others = [*reversed(found), *events[n + 1 :]]
            event = _filled(event, others, pair)
        found.append(event)
    return [e for e in found if e.source or e.target]


def _filled(event: Event, others: Sequence[Event], pair: tuple[str, str] | None) -> Event:
    known = event.source or event.target
    for other in others:
        if other.event_type == event.event_type and other.mode == event.mode and other.source and other.target:
            if event.source and other.source == event.source:
                return replace(event, target=other.target)
            if event.target and other.target == event.target and not event.symmetric:
                return replace(event, source=other.source)
    if event.event_type in BILATERAL and pair and len(known) == 1 and known[0] in pair and (event.symmetric or event.mode == "visit"):
        rest = tuple(a for a in pair if a != known[0])
        return replace(event, target=rest) if event.source else replace(event, source=rest)
    return event


def dated(events: Sequence[Event]) -> list[Event]:
    """Events with the date that other tellings of the same act give, where they give but one."""
    dates: dict[tuple[object, ...], set[Date]] = {}
    for e in events:
        if e.date.source != "none":
            dates.setdefault(_same(e), set()).add(Date(e.date.start, e.date.end, e.date.precision))
    found = []
    for e in events:
        known = dates.get(_same(e), set())
        if e.date.source == "none" and len(known) == 1 and e.mode == "visit":
            (date,) = known
            e = replace(e, date=replace(date, source="relative"))
        found.append(e)
    return found


def _same(event: Event) -> tuple[object, ...]:
    return event.event_type, event.mode, event.source, event.target


def single(events: Sequence[Event]) -> list[Event]:
    """One event an act and sentence: of several triggers with one type, the same parties and date, the surest."""
    best: dict[tuple[object, ...], Event] = {}
    for e in events:
        key = (e.sentence.ordinal, e.event_type, _parties(e), e.date.start)
        if key not in best or e.confidence > best[key].confidence:
            best[key] = e
    return sorted(best.values(), key=lambda e: (e.start, e.end, e.event_type))
