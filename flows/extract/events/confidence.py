"""How sure an event is: weights of what speaks for and against it, from a table."""

import functools
import math
from collections.abc import Sequence
from dataclasses import replace

from flows.extract.events.event import Event
from flows.knowledge import knowledge


@functools.cache
def weights() -> dict[str, float]:
    """Ground -> its weight in log-odds; `base` is what all events start from."""
    return {row["ground"]: float(row["weight"]) for row in knowledge("event_confidence")}


def grounds(event: Event) -> frozenset[str]:
    """All that speaks for or against an event: how it was found, and what it leaves open."""
    found = set(event.grounds)
    if not event.source:
        found.add("no_source")
    if not event.target:
        found.add("no_target")
    if event.symmetric:
        found.add("symmetric")
    found.add(event.event_type)
    found.add(event.status)
    if event.date.source == "explicit":
        found.add("dated")
    return frozenset(found)


def weighed(events: Sequence[Event]) -> list[Event]:
    """Events with their confidence: about the share of such events whose type and parties are right."""
    return [replace(e, confidence=round(1 / (1 + math.exp(-_sum(e))), 2)) for e in events]


def _sum(event: Event) -> float:
    return weights()["base"] + math.fsum(weights().get(g, 0.0) for g in grounds(event))
