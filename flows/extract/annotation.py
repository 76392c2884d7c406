"""What extractors hand each other: entities, mentions and times found in one document."""

import datetime as dt
from dataclasses import dataclass, field

from flows.extract.parse import Sentence


@dataclass(frozen=True, slots=True)
class Entity:
    """A named thing. `actor` is how it counts as a party: its state's ISO 3166-1 alpha-3 code, or its short name."""

    entity_id: str
    name: str
    type: str
    country: str | None = None
    short: str | None = None
    """Short name of an actor that belongs to no state: NATO, EU, UN."""
    wikidata_id: str | None = None
    aliases: tuple[str, ...] = ()
    origin: str = "knowledge"

    @property
    def actor(self) -> str | None:
        """The code under which it is a source, target, reporter or partner; None if it can be none."""
        return self.country or self.short


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where the text names, or by a pronoun or noun phrase means, an entity."""

    entity: Entity
    sentence: Sentence
    start: int
    end: int
    text: str
    form: str
    rule: str
    confidence: float
    tokens: tuple[int, int] = field(default=(0, 0))
    """First token and the one after the last, in the parse."""


@dataclass(frozen=True, slots=True)
class Time:
    """An expression of time and what it means."""

    sentence: Sentence
    start: int
    end: int
    text: str
    timex_type: str
    value: str | None
    start_date: dt.date | None
    end_date: dt.date | None
    date_precision: str
    date_source: str
    rule: str
    confidence: float
    tokens: tuple[int, int] = field(default=(0, 0))
    """First token and the one after the last, in the parse."""


def row_id(doc_id: str, letter: str, start: int, end: int, nth: int = 0) -> str:
    """The id of a row by its span; `nth` tells rows of one span apart."""
    return f"{doc_id}#{letter}{start}-{end}" + (f".{nth}" if nth else "")
