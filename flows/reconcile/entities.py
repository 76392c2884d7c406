"""The entities of all documents brought together: one row each."""

import pyarrow as pa
import pyarrow.compute as pc

from flows.tables import TABLES
from flows.tables.arrow import in_order, to_arrow

REFERRING = ("pronoun", "nominal")
"""Forms of mention that do not name."""


def entities(entities: pa.Table, mentions: pa.Table) -> pa.Table:
    """One row an entity_id, in the schema and order of the `entities` table.

    `entities` holds the rows that each document made, `mentions` those of all documents. `n_mentions` counts the mentions
    by name, and may be 0 where a text only means somebody ("the Chinese president"); `n_documents` counts the documents that
    mention the entity in any form; entities without any mention are left out. Aliases are united; where documents disagree on
    the name, type, country or wikidata_id of an entity, what most say wins, then what comes first in the alphabet (a null
    comes last). What comes out does not depend on the order of the rows.
    """
    named = pc.invert(pc.is_in(mentions["form"], pa.array(REFERRING)))
    counted = pa.table(
        {
            "entity_id": mentions["entity_id"],
            "doc_id": mentions["doc_id"],
            "named": pc.if_else(named, mentions["mention_id"], pa.scalar(None, pa.string())),
        }
    )
    counts = counted.group_by("entity_id").aggregate([("named", "count_distinct"), ("doc_id", "count_distinct")])
    result = counts.rename_columns({"named_count_distinct": "n_mentions", "doc_id_count_distinct": "n_documents"})
    for column in ("name", "type", "country", "wikidata_id", "origin"):
        result = result.join(_majority(entities, column), "entity_id", join_type="inner")
    ordered = in_order(TABLES["entities"], result)
    aliases = _aliases(entities)
    rows = ordered.to_pylist()
    for row in rows:
        row["aliases"] = [a for a in aliases[row["entity_id"]] if a and a != row["name"]]
    return to_arrow(TABLES["entities"], rows)


def _majority(entities: pa.Table, column: str) -> pa.Table:
    """The value of a column that most rows of an entity hold, then the first in the alphabet; null only if all are."""
    votes = entities.select(["entity_id", column]).group_by(["entity_id", column]).aggregate([([], "count_all")])
    ordered = votes.sort_by([("entity_id", "ascending"), ("count_all", "descending"), (column, "ascending")])
    filled = ordered.filter(pc.is_valid(ordered[column]))
    first = filled.group_by("entity_id", use_threads=False).aggregate([(column, "first")])
    every = pa.table({"entity_id": pc.unique(entities["entity_id"])})
    return every.join(first.rename_columns({f"{column}_first": column}), "entity_id")


def _aliases(entities: pa.Table) -> dict[str, list[str]]:
    """All other names of each entity, sorted, each once: the aliases, and the names that lost the vote."""
    flat = pc.list_flatten(entities["aliases"])
    parents = pc.list_parent_indices(entities["aliases"])
    pairs = pa.concat_tables(
        [
            pa.table({"entity_id": pc.take(entities["entity_id"], parents), "alias": flat}),
            pa.table({"entity_id": entities["entity_id"], "alias": entities["name"]}),
        ]
    )
    distinct = pairs.group_by(["entity_id", "alias"]).aggregate([])
    ordered = distinct.sort_by([("entity_id", "ascending"), ("alias", "ascending")])
    listed = ordered.group_by("entity_id", use_threads=False).aggregate([("alias", "list")])
    return dict(zip(listed["entity_id"].to_pylist(), listed["alias_list"].to_pylist(), strict=True))
