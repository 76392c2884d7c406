"""The checks of rows against each other: counts that must add up, and what two rows say of one thing."""

import functools

import pyarrow as pa
import pyarrow.compute as pc

from flows.knowledge import knowledge
from flows.tables import Table
from flows.validate.check import Around, Check, Row, optional

NOT_BY_NAME = pa.array(["pronoun", "nominal"])
"""Forms of mention that name nothing."""


def checks(table: Table) -> list[Check]:
    """The checks of a table against the others: warnings and hints, the row stays and the release says so."""
    return CHECKS.get(table.name, [])


def _matches(values: pa.ChunkedArray, to: pa.Table, key: str, wanted: str) -> pa.Array:
    """For each value, column `wanted` of the row of `to` whose column `key` holds it; null where none does."""
    at = pc.index_in(values, value_set=to[key].combine_chunks())
    return to[wanted].combine_chunks().take(at)


def _counts(column: str, rows_of: str, key: str, by_name: bool, what: str) -> Check:
    table = "documents" if rows_of == "sentences" else "entities"

    def counted(around: Around) -> pa.Table:
        rows = around.clean[rows_of]
        if by_name:
            rows = rows.filter(pc.invert(pc.is_in(rows["form"], value_set=NOT_BY_NAME)))
        return rows.group_by(key).aggregate([(key, "count")])

    def holds(data: pa.Table, around: Around) -> pa.Array:
        found = _matches(data[key], counted(around), key, f"{key}_count")
        return optional(pc.equal(pc.fill_null(found, 0), data[column]))

    return Check(
        table,
        "count does not add up",
        (column,),
        "warning",
        f"{column} is the number of {what}",
        holds,
        lambda row, around: f"{column} {row[column]} is not the number of {what}",
    )


def _of_type(column: str, listed: str) -> Check:
    """The column holds what PLOVER's row of the event type gives, one or several, in its column `listed`."""

    @functools.cache
    def pairs() -> pa.Array:
        types = [row for row in knowledge("plover") if row["kind"] == "event"]
        return pa.array([f"{row['code']} {value}" for row in types for value in row[listed].split("|")], pa.string())

    def holds(data: pa.Table, around: Around) -> pa.ChunkedArray:
        pair = pc.binary_join_element_wise(data["event_type"], data[column], " ")
        return pc.or_(pc.is_in(pair, value_set=pairs()), pc.is_null(pair))

    return Check(
        "events",
        "code against its type",
        ("event_type", column),
        "warning",
        f"{column} is one that PLOVER gives to the event_type",
        holds,
        lambda row, around: f"{column} {row[column]!r} does not belong to {row['event_type']}",
    )


def _same_entity() -> Check:
    def holds(data: pa.Table, around: Around) -> pa.ChunkedArray:
        meant = _matches(data["mention_id"], around.clean["mentions"], "mention_id", "entity_id")
        return optional(pc.equal(meant, data["entity_id"]))

    return Check(
        "event_participants",
        "mention of another",
        ("entity_id", "mention_id"),
        "warning",
        "the mention names the entity that takes part",
        holds,
        lambda row, around: f"mention {row['mention_id']!r} does not name {row['entity_id']!r}",
    )


def _same_document() -> Check:
    def holds(data: pa.Table, around: Around) -> pa.ChunkedArray:
        told = _matches(data["event_id"], around.clean["events"], "event_id", "doc_id")
        named = _matches(data["mention_id"], around.clean["mentions"], "mention_id", "doc_id")
        return optional(pc.equal(told, named))

    return Check(
        "event_participants",
        "mention elsewhere",
        ("event_id", "mention_id"),
        "warning",
        "the mention stands in the document that tells the event",
        holds,
        lambda row, around: f"mention {row['mention_id']!r} and event {row['event_id']!r} stand in different documents",
    )


def _dated() -> Check:
    return Check(
        "documents",
        "undated",
        ("published",),
        "info",
        "the date of publication is known, so relative dates can be resolved",
        lambda data, around: pc.is_valid(data["published"]),
        lambda row, around: "the date of publication is not known",
        ("ExpectColumnValuesToNotBeNull", {"column": "published"}),
    )


def _plausible() -> Check:
    def fault(row: Row, around: Around) -> str:
        return f"implausible: {row['plausible_note']}"

    return Check(
        "figures",
        "implausible",
        ("plausible",),
        "info",
        "value, unit and measure can go together",
        lambda data, around: optional(data["plausible"]),
        fault,
        ("ExpectColumnValuesToBeInSet", {"column": "plausible", "value_set": [True]}),
    )


CHECKS = {
    "documents": [_counts("n_sentences", "sentences", "doc_id", False, "its sentences"), _dated()],
    "entities": [_counts("n_mentions", "mentions", "entity_id", True, "its mentions by name")],
    "events": [_of_type("quad_class", "quad_class"), _of_type("cameo_root", "cameo_root"), _of_type("mode", "modes")],
    "event_participants": [_same_entity(), _same_document()],
    "figures": [_plausible()],
}
"""The checks of each table that has any."""
