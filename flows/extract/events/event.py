"""An event: who did what to whom, as one sentence tells it."""

import datetime as dt
from dataclasses import dataclass

from flows.extract.annotation import row_id
from flows.extract.parse import Parsed, Sentence


@dataclass(frozen=True, slots=True)
class Date:
    """When it happened: a closed interval and where it comes from."""

    start: dt.date | None = None
    end: dt.date | None = None
    precision: str = "none"
    text: str | None = None
    source: str = "none"


@dataclass(frozen=True, slots=True)
class Event:
    """A telling of an act; the fields are the columns of the `events` table."""

    sentence: Sentence
    start: int
    end: int
    """The trigger: `text[start:end]`."""
    anchor: int
    """Index of the trigger's token."""
    event_type: str
    mode: str | None
    contexts: tuple[str, ...]
    source: tuple[str, ...]
    target: tuple[str, ...]
    symmetric: bool
    status: str
    date: Date
    place: str | None
    participants: tuple[tuple[str, str, str], ...]
    """(entity_id, role, mention_id)."""
    rule: str
    grounds: frozenset[str] = frozenset()
    """What speaks for and against it (the rows of `event_confidence.csv`)."""
    confidence: float = 0.5
    authored: bool = False
    """Told of a document: its authors act."""
    unnamed: bool = False
    """Done by somebody who is no known party."""


def parties_of(event: Event) -> frozenset[str]:
    """The codes of all who take part on either side."""
    return frozenset(event.source) | frozenset(event.target)


def event_ids(parsed: Parsed, events: list[Event]) -> list[str]:
    """The id of each event, in the order given; events on one span are told apart by their order."""
    seen: dict[tuple[int, int], int] = {}
    ids = []
    for e in events:
        nth = seen.get((e.start, e.end), 0)
        seen[e.start, e.end] = nth + 1
        ids.append(row_id(parsed.document.doc_id, "e", e.start, e.end, nth))
    return ids
