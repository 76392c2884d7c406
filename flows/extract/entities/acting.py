"""Whom a person acts for: whoever heads an international organisation counts for it, and not for the state that he comes from."""

import functools
from collections.abc import Iterable
from dataclasses import replace

from flows.extract.annotation import Entity, Mention
from flows.extract.entities.lexicon import people
from flows.extract.entities.offices import days_of, posts
from flows.extract.entities.page import Page
from flows.knowledge import knowledge


@functools.cache
def _homes() -> dict[str, str | None]:
    return {s.entity.entity_id: s.entity.country for _, s in people()}


@functools.cache
def _organisations() -> frozenset[str]:
    return frozenset(row["short"] for row in knowledge("organizations") if row["short"])


def home(entity: Entity) -> str | None:
    """The country that an entity belongs to, whoever it acts for."""
    return entity.country or (_homes().get(entity.entity_id) if entity.type == "person" else None)


def acting(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions, the heads of international organisations acting for these if the document was published while they were in office."""
    days, meant = days_of(page), {}
    if not days:
        return list(mentions)
    out = []
    for m in mentions:
        if m.entity.type == "person":
            if m.entity.entity_id not in meant:
                meant[m.entity.entity_id] = _on_behalf(m.entity, days)
            m = replace(m, entity=meant[m.entity.entity_id])
        out.append(m)
    return out


def _on_behalf(person: Entity, days: tuple[str, str]) -> Entity:
    """The person, under the short code of the organisation that he heads through all these days, if he heads one only and no state."""
    held = set(posts(person.entity_id, days))
    return replace(person, country=None, short=held.pop()) if len(held) == 1 and held <= _organisations() else person
