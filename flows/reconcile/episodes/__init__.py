"""Episodes: the tellings of one happening, in one document or many, brought together."""

from collections.abc import Mapping

import pyarrow as pa

from flows.reconcile.episodes.describe import rows
from flows.reconcile.episodes.join import joined
from flows.reconcile.episodes.tellings import tellings
from flows.tables import TABLES
from flows.tables.arrow import in_order, to_arrow

__all__ = ["episodes"]


def episodes(tables: Mapping[str, pa.Table]) -> tuple[pa.Table, pa.Table]:
    """The events with `episode_id` filled in, and the episodes, in the schema and order of the `episodes` table.

    Reads `events`, `event_participants`, `entities`, `mentions`, `documents` and `sentences`. What comes out does not depend on
    the order of the rows; an event that is denied or hypothetical has no episode.
    """
    happenings = joined(tellings(tables))
    entities = tables["entities"]
    names = dict(zip(entities["entity_id"].to_pylist(), entities["name"].to_pylist(), strict=True))
    found = rows(happenings, names)
    of = {t.event_id: row["episode_id"] for h, row in zip(happenings, found, strict=True) for t in h.tellings}
    events = tables["events"]
    column = pa.array([of.get(e) for e in events["event_id"].to_pylist()], pa.string())
    at = events.schema.get_field_index("episode_id")
    return (
        events.set_column(at, events.schema.field(at), column),
        in_order(TABLES["episodes"], to_arrow(TABLES["episodes"], found)),
    )
