"""Bodies that every state has ("the Russian Foreign Ministry"): joined with the state that stands beside them."""

import functools
from dataclasses import replace

import pycountry

from flows.extract.annotation import Entity
from flows.extract.entities.lexicon import Sense, cell, slug, states, things
from flows.extract.entities.match import Match
from flows.knowledge import knowledge

REACH = 300
"""How far back, in characters, a body named without its state may take it from."""
AHEAD = 40
"""How far ahead a person may stand who tells whose body it is ("Foreign Ministry spokesman Qin Gang")."""


@functools.cache
def _own() -> dict[tuple[str, str], Entity]:
    """Bodies with a name of their own, by mould and state."""
    known = {sense.entity.name: sense.entity for _, sense in things() if sense.entity.type == "organization"}
    return {
        (row["name"], state): known[name]
        for row in knowledge("bodies")
        for state, _, name in (item.partition("=") for item in cell(row["own"]))
    }


@functools.cache
def _states() -> dict[str, Sense]:
    """The states of today by their code."""
    return {
        s.entity.country: s for _, s in reversed(list(states())) if s.entity.entity_id == f"state:{s.entity.country}"
    }


@functools.cache
def names() -> frozenset[str]:
    """What such bodies are called without a state."""
    return frozenset(alias for row in knowledge("bodies") for alias in cell(row["aliases"]))


@functools.cache
def body_of(mould: Entity, state: Entity, alias: str) -> Entity:
    """The body of that state."""
    own = _own().get((mould.name, state.country or ""))
    if own:
        return own
    name = mould.name.format(state.name)
    bare = mould.name.removesuffix(" ({})").removesuffix(" of {}")
    aliases = tuple(dict.fromkeys((f"{bare} of {state.name}", f"{bare} ({state.name})")))
    return Entity(f"organization:{slug(name)}", name, "organization", state.country, None, None, aliases)


def _state(match: Match) -> Sense | None:
    return next((s for s in match.senses if s.entity.type == "state"), None)


def compose(text: str, found: list[Match]) -> list[Match]:
    """The matches, each body joined with its state; a body whose state cannot be told is left out."""
    out: list[Match] = []
    skip = False
    for i, match in enumerate(found):
        if skip:
            skip = False
            continue
        sense = next((s for s in match.senses if s.use == "body"), None)
        if sense is None:
            out.append(match)
            continue
        before = out[-1] if out else None
        after = found[i + 1] if i + 1 < len(found) else None
        alias, use = text[match.start : match.end], "always"
        gap = text[before.end : match.start] if before else None
        if after and _state(after) and text[match.end : after.start] in (" of ", " of the "):
            state, start, end, skip = _state(after), match.start, after.end, True
        elif before and _state(before) and gap == " " and _state(before).form != "metonym":
            state, start, end = _state(before), before.start, match.end
            out.pop()
        elif before and _state(before) and gap in ("'s ", "’s ", "s' ", "s’ "):
            state, start, end = _state(before), match.start, match.end
        elif match.senses[0] is not sense:
            out.append(match)
            continue
        elif alias[0].isupper() and (state := _nearest(text, out, match, after)):
            start, end, use = match.start, match.end, "nearest"
        else:
            continue
        entity = body_of(sense.entity, state.entity, alias)
        out.append(Match(start, end, (replace(sense, entity=entity, use=use),)))
    return out


def _is_current(state: Entity) -> bool:
    """Whether a state exists today: a ministry named without its state is hardly one of the past."""
    return state.entity_id == f"state:{state.country}" and pycountry.countries.get(alpha_3=state.country) is not None


def _nearest(text: str, before: list[Match], match: Match, after: Match | None) -> Sense | None:
    """The state of a body named without one: that of the person who follows, else the one named last."""
    if after and after.start - match.end < AHEAD and after.senses[0].entity.type == "person":
        state = _states().get(after.senses[0].entity.country or "")
        if state:
            return state
    for earlier in reversed(before):
        if match.start - earlier.end > REACH:
            return None
        if (state := _state(earlier)) and _is_current(state.entity):
            return state
    return None
