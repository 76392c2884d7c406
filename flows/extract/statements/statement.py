"""A statement: who says what, by which words."""

import datetime as dt
from dataclasses import dataclass

from flows.extract.annotation import Entity
from flows.extract.parse import Sentence


@dataclass(frozen=True, slots=True)
class Statement:
    """`text[start:end]`, attributed; the fields are the columns of the `statements` table."""

    sentence: Sentence
    """That in which the content begins."""
    start: int
    end: int
    speaker: Entity | None
    """None where the speaker has no name, or where several say it together."""
    speaker_name: str
    speaker_country: str | None
    cue: str
    direct: bool
    stance: str | None
    stance_towards: str | None
    start_date: dt.date | None
    end_date: dt.date | None
    date_precision: str
    date_text: str | None
    date_source: str
    citation_ids: tuple[str, ...]
    possible_sources: tuple[str, ...]
    rule: str
    confidence: float
