"""Participants that the discourse adds: for each party that another sentence tells, the mention it was carried from."""

from collections.abc import Sequence
from dataclasses import replace

from flows.extract.annotation import Mention
from flows.extract.entities import mention_ids
from flows.extract.events.event import Event

KINDS = frozenset({"state", "person", "organization", "place"})


def shown(events: Sequence[Event], mentions: list[Mention]) -> list[Event]:
    """Events with a participant for each code of source and target; sides that only other sentences tell are marked in `grounds`."""
    actors = {m.entity.entity_id: m.entity.actor for m in mentions}
    ids = mention_ids(mentions)
    placed: dict[str, list[tuple[int, str, str]]] = {}
    for m, mention_id in zip(mentions, ids, strict=True):
        if m.entity.actor and m.entity.type in KINDS:
            placed.setdefault(m.entity.actor, []).append((m.start, m.entity.entity_id, mention_id))
    return [_shown(e, actors, placed) for e in events]


def _shown(event: Event, actors: dict[str, str | None], placed: dict[str, list[tuple[int, str, str]]]) -> Event:
    added: list[tuple[str, str, str]] = []
    grounds = set(event.grounds)
    for role, codes in (("source", event.source), ("target", event.target)):
        told = {actors.get(entity) for entity, other, _ in event.participants if other == role}
        for code in codes:
            if code not in told and (near := _nearest(event, placed.get(code, []))):
                added.append((near[0], role, near[1]))
                grounds.add("carried")
    if not added:
        return event
    if {role for _, role, _ in added} == {"source", "target"}:
        grounds.add("guessed")
    return replace(event, participants=(*event.participants, *added), grounds=frozenset(grounds))


def _nearest(event: Event, places: list[tuple[int, str, str]]) -> tuple[str, str] | None:
    """The last mention before the end of an event, else the first after it."""
    best = None
    for start, entity, mention in places:
        if best is not None and start >= event.end:
            break
        best = entity, mention
    return best
