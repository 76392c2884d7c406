"""The tables of a release, each declared once. Everything that describes or checks a table derives from here."""

from flows.tables.claims import citations, statements
from flows.tables.column import Column, Table
from flows.tables.corrections import corrections
from flows.tables.entities import entities, mentions
from flows.tables.events import episodes, event_participants, events
from flows.tables.measures import figures, times
from flows.tables.series import contradictions, derived_figures, outcomes, series, series_figures
from flows.tables.text import documents, rejects, sentences

TABLES: dict[str, Table] = {
    t.name: t
    for t in (
        *(documents, sentences, entities, mentions, times, figures),
        *(events, event_participants, episodes, statements, citations),
        *(series, derived_figures, series_figures, outcomes, contradictions, corrections, rejects),
    )
}

__all__ = ["TABLES", "Column", "Table"]
