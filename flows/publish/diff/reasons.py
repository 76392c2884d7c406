"""Why a row is not as it was: its document, a correction, or the rules that read it."""

from dataclasses import dataclass

import duckdb
import pyarrow as pa

from flows.publish.diff import sql
from flows.publish.diff.pair import Pair
from flows.publish.diff.side import Side
from flows.tables import TABLES
from flows.tables.corrections import corrections

METADATA = (
    "title", "authors", "publisher", "published", "published_precision", "published_source", "source_url", "digest_of",
    "rights", "redistribute",
)  # fmt: skip
"""Columns of `documents` that a source list can change while the text stays."""
NEEDED = {"doc_id", "sha256", "redistribute"}
CORRECTED = "corrected_by"
REJECTED = {"stage", "table", "row_id"}


@dataclass(frozen=True, slots=True)
class Reasons:
    """What is known of two releases that explains how they differ."""

    old: Side
    new: Side
    rules: bool
    """Were they made by different rules?"""
    documents: bool
    """Is any document new, gone or not as it was?"""
    corrections: bool
    """Were other corrections made?"""

    def explained(self, con: duckdb.DuckDBPyConnection, pair: Pair) -> str:
        """A query for the rows of `unlike` with `reason`, and with `free`: may the words of their document be shown?"""
        owner, joins = self._owner(con, pair)
        corrected = _by_hand(pair) + _corrected(pair) + _rejected(self.new, con, pair)
        return f"""
            SELECT u.*, coalesce(f.free, false) AS free, CASE {corrected}
                WHEN f.fate IN ('new document', 'document gone', 'document changed') THEN f.fate
                WHEN f.fate IS NOT NULL THEN {"NULL" if self.rules else "f.fate"}
                WHEN {owner} IS NULL THEN {self._beyond(False)} ELSE {self._beyond(True)} END AS reason
            FROM unlike u {joins} LEFT JOIN fates f ON f.doc_id = {owner}"""

    def _beyond(self, owned: bool) -> str:
        """Why a row is not as it was though its own document is, or though it has none; NULL where it can have several causes."""
        causes = {"rules changed": self.rules, "other documents": self.documents, "correction": self.corrections}
        found = [cause for cause, there in causes.items() if there]
        return sql.literal(found[0]) if len(found) == 1 or (owned and self.rules) else "NULL"

    def _owner(self, con: duckdb.DuckDBPyConnection, pair: Pair) -> tuple[str, str]:
        """The document of a row of `unlike` in SQL, its own or that of a row it refers to, and the joins that find it."""
        if "doc_id" in pair.shared:
            return _either("doc_id"), ""
        columns = TABLES[pair.name].columns if pair.name in TABLES else ()
        links = [c for c in columns if c.references and c.type != "list" and c.name in pair.shared]
        owners = [
            (c.name, view) for n, c in enumerate(links) if (view := self._owners(con, f"owners{n}", c.references))
        ]
        joins = " ".join(f"LEFT JOIN {view} ON {view}.id = {_either(column)}" for column, view in owners)
        found = ", ".join(f"{view}.doc_id" for _, view in owners)
        return (f"coalesce({found})" if found else "CAST(NULL AS VARCHAR)"), joins

    def _owners(self, con: duckdb.DuckDBPyConnection, view: str, references: str) -> str | None:
        """Make a table of which document each row of another table belongs to; its name, or None if that cannot be told."""
        name, key = references.split(".")
        held = []
        for side in (self.old, self.new):
            if name in side.layouts and {key, "doc_id"} <= set(side.layouts[name].fields):
                held.append(f"SELECT {sql.name(key)} AS id, doc_id FROM {view}_{len(held)}")
                con.register(f"{view}_{len(held) - 1}", side.data[name])
        if not held:
            return None
        union = " UNION ALL ".join(held)
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE {view} AS SELECT id, min(doc_id) AS doc_id FROM ({union}) GROUP BY id"
        )
        return view


def reasons(con: duckdb.DuckDBPyConnection, old: Side, new: Side) -> Reasons:
    """Make the table `fates`, what became of each document, and say what else explains the differences."""
    con.execute("CREATE TABLE fates (doc_id VARCHAR, fate VARCHAR, free BOOLEAN)")
    layouts = [s.layouts["documents"].fields for s in (old, new) if "documents" in s.layouts]
    if len(layouts) == 2 and all(set(fields) >= NEEDED for fields in layouts):
        con.register("old", old.data["documents"])
        con.register("new", new.data["documents"])
        told = [
            c for c in METADATA if all(c in fields for fields in layouts) and layouts[0][c].type == layouts[1][c].type
        ]
        described = " OR ".join(f"o.{c} IS DISTINCT FROM n.{c}" for c in told)
        con.execute(f"""
            INSERT INTO fates SELECT coalesce(n.doc_id, o.doc_id), CASE WHEN o.doc_id IS NULL THEN 'new document'
                WHEN n.doc_id IS NULL THEN 'document gone' WHEN o.sha256 IS DISTINCT FROM n.sha256 THEN 'document changed'
                WHEN {described} THEN 'metadata changed' END, coalesce(o.redistribute AND n.redistribute, false)
            FROM old o FULL JOIN new n ON o.doc_id = n.doc_id""")
        con.unregister("old")
        con.unregister("new")
    ((moved,),) = con.execute("SELECT count(*) FROM fates WHERE fate IS NOT NULL").fetchall()
    return Reasons(old, new, dict(old.rules) != dict(new.rules), moved > 0, _corrections(old) != _corrections(new))


def _corrections(side: Side) -> list[dict[str, object]]:
    data = side.data.get(corrections.name)
    return [] if data is None else (data if isinstance(data, pa.Table) else data.to_table()).to_pylist()


def _by_hand(pair: Pair) -> str:
    """Cases for the rows that say what was corrected."""
    made = "true" if pair.name == corrections.name else "false"
    if pair.name == "rejects" and "stage" in pair.shared:
        made = f"{_either('stage')} = 'correct'"
    return f"""
        WHEN {made} AND change = 'row_removed' THEN 'correction withdrawn' WHEN {made} THEN 'correction'"""


def _corrected(pair: Pair) -> str:
    """Cases for a row that a correction changed, or no longer does."""
    old, new = (
        f"u.{sql.name(f'{side}.{CORRECTED}')}" if pair.key and CORRECTED in layout.fields else "CAST(NULL AS VARCHAR)"
        for side, layout in (("old", pair.old), ("new", pair.new))
    )
    now, before = f"nullif(CAST({new} AS VARCHAR), '[]')", f"nullif(CAST({old} AS VARCHAR), '[]')"
    return f"""
        WHEN {now} IS NOT NULL AND {now} IS DISTINCT FROM {before} THEN 'correction'
        WHEN {now} IS NULL AND {before} IS NOT NULL AND change = 'value_changed' THEN 'correction withdrawn'"""


def _rejected(new: Side, con: duckdb.DuckDBPyConnection, pair: Pair) -> str:
    """A case for a row that a correction took out: then `rejects` says so."""
    if not pair.key or "rejects" not in new.layouts or not set(new.layouts["rejects"].fields) >= REJECTED:
        return ""
    con.register("rejected", new.data["rejects"])
    key = sql.joined(f"u.{sql.name(f'old.{c}')}" for c in pair.key)
    return f"""
        WHEN change = 'row_removed' AND {key} IN (
            SELECT row_id FROM rejected WHERE "table" = {sql.literal(pair.name)} AND stage = 'correct'
        ) THEN 'correction'"""


def _either(column: str) -> str:
    return f"coalesce(u.{sql.name(f'new.{column}')}, u.{sql.name(f'old.{column}')})"
