"""The checks of rows against each other: counts that must add up, and what two rows say of one thing."""

import functools

import pyarrow as pa
import pyarrow.compute as pc

from flows.knowledge import knowledge
from flows.tables import TABLES, Table
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


def _counts(table: str, column: str, rows_of: str, counted: str, what: str, by_name: bool = False) -> Check:
    """The column is the number of distinct values of column `counted` in the rows of another table with the row's key.

    `by_name` leaves out the rows whose form of mention names nothing.
    """
    (key,) = TABLES[table].key

    def holds(data: pa.Table, around: Around) -> pa.Array:
        rows = around.clean[rows_of]
        if by_name:
            rows = rows.filter(pc.invert(pc.is_in(rows["form"], value_set=NOT_BY_NAME)))
        counts = rows.group_by(key).aggregate([(counted, "count_distinct")])
        found = _matches(data[key], counts, key, f"{counted}_count_distinct")
        return optional(pc.equal(pc.fill_null(found, 0), data[column]))

    return Check(
        table,
        "wrong count",
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


def _apart() -> Check:
    def holds(data: pa.Table, around: Around) -> pa.Array:
        """Each sentence begins where the one before it in the document has ended; the rows are in that order."""
        if data.num_rows < 2:
            return pa.repeat(True, data.num_rows)
        after, before = data.slice(1), data.slice(0, data.num_rows - 1)
        other = pc.not_equal(after["doc_id"], before["doc_id"])
        apart = pc.or_(other, pc.greater_equal(after["start_char"], before["end_char"]))
        return pa.chunked_array([pa.array([True]), *apart.chunks])

    return Check(
        "sentences",
        "overlap",
        ("doc_id", "ordinal", "start_char", "end_char"),
        "warning",
        "a sentence begins where the one before it has ended, or later",
        holds,
        lambda row, around: f"begins at {row['start_char']}, before the last sentence has ended",
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
    "documents": [_counts("documents", "n_sentences", "sentences", "sentence_id", "its sentences"), _dated()],
    "entities": [
        _counts("entities", "n_mentions", "mentions", "mention_id", "its mentions by name", by_name=True),
        _counts("entities", "n_documents", "mentions", "doc_id", "documents that mention it"),
    ],
    "sentences": [_apart()],
    "events": [_of_type("quad_class", "quad_class"), _of_type("cameo_root", "cameo_root"), _of_type("mode", "modes")],
    "event_participants": [_same_entity(), _same_document()],
    "figures": [_plausible()],
}
"""The checks of each table that has any."""
