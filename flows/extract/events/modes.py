"""Modes of what is asked for, refused or threatened: told by the act that it is about."""

import functools

from spacy.tokens import Token

from flows.extract.events import grammar
from flows.extract.events.actors import Cast
from flows.extract.events.match import match
from flows.extract.events.trigger import Trigger
from flows.knowledge import knowledge


@functools.cache
def _table() -> dict[tuple[str, str, str], str]:
    return {(r["event_type"], r["about"], r["about_mode"]): r["mode"] for r in knowledge("event_modes")}


def mode(event_type: str, row: Trigger, token: Token, cast: Cast) -> str | None:
    """The mode of an event whose trigger is `row`: the row's own, else what the table says of the act that it asks for,
    refuses or threatens ("refused to meet": meet; "will not withdraw": yield)."""
    if row.event_type == event_type and row.mode:
        return row.mode
    if row.event_type != event_type:
        return _about(event_type, row)
    for verb in grammar.complements(token):
        inner = match(verb, cast)
        if inner is not None:
            return _about(event_type, inner)
    return None


def _about(event_type: str, act: Trigger) -> str | None:
    told = _table()
    return told.get((event_type, act.event_type, act.mode or "")) or told.get((event_type, act.event_type, ""))
