"""The tables of a release, each declared once. Everything that describes or checks a table derives from here."""

from flows.tables.column import Column, Table
from flows.tables.entities import entities, mentions
from flows.tables.events import event_participants, events
from flows.tables.measures import figures, times
from flows.tables.text import documents, rejects, sentences

TABLES: dict[str, Table] = {
    t.name: t for t in (documents, sentences, entities, mentions, times, figures, events, event_participants, rejects)
}

__all__ = ["TABLES", "Column", "Table"]
