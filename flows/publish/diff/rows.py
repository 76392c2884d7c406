"""The rows of two releases set side by side in DuckDB: added, removed, changed."""

import tempfile
from dataclasses import dataclass

import duckdb

from flows.publish.diff import sql
from flows.publish.diff.pair import Pair
from flows.publish.diff.reasons import Reasons
from flows.publish.diff.side import Side

SPAN = ("doc_id", "start_char", "end_char")
"""What names the evidence of a row, whatever its id."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of a table in two releases, told apart by their keys."""

    before: int
    after: int
    added: int
    removed: int
    changed: int


def connect() -> duckdb.DuckDBPyConnection:
    """A database in memory; what does not fit goes to the system's folder for such, and nothing is fetched from the network."""
    return duckdb.connect(
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "preserve_insertion_order": "false",
            "temp_directory": tempfile.gettempdir(),
        }
    )


def begin(con: duckdb.DuckDBPyConnection) -> None:
    """Make the table `changes`, empty."""
    columns = ("table", "change", "key", "column", "old", "new", "reason")
    con.execute(f"CREATE TABLE changes ({', '.join(f'{sql.name(c)} VARCHAR' for c in columns)})")


def compare(con: duckdb.DuckDBPyConnection, pair: Pair, old: Side, new: Side, reasons: Reasons) -> tuple[Counts, bool]:
    """Add the differences of a table's rows to `changes`. Returns counts, and whether the ids are made in another way."""
    con.register("old", old.data[pair.name])
    con.register("new", new.data[pair.name])
    con.execute(f"CREATE OR REPLACE TEMP TABLE unlike AS {_by_key(pair) if pair.key else _by_content(pair)}")
    counted = dict(con.execute("SELECT change, count(*) FROM unlike GROUP BY change").fetchall())
    added, removed, changed = (counted.get(what, 0) for what in ("row_added", "row_removed", "value_changed"))
    before, after = old.rows(pair.name), new.rows(pair.name)
    if counted:
        con.execute(f"CREATE OR REPLACE TEMP TABLE differing AS {reasons.explained(con, pair)}")
        con.execute(f"INSERT INTO changes {_whole_rows(pair)}")
        for column in pair.shared if changed else ():
            con.execute(f"INSERT INTO changes {_values(pair, column)}")
    moved = _moved(con, pair) if added and removed else 0
    con.unregister("old")
    con.unregister("new")
    return Counts(before, after, added, removed, changed), moved > after - added


def _by_key(pair: Pair) -> str:
    """Rows that only one side has, or that differ in a shared column; columns are prefixed by their side."""
    on = " AND ".join(f"o.{sql.name(k)} = n.{sql.name(k)}" for k in pair.key)
    first = sql.name(pair.key[0])
    differ = [_differ(pair, c, f"o.{sql.name(c)}", f"n.{sql.name(c)}") for c in pair.shared]
    columns = [f"o.{sql.name(c)} AS {sql.name(f'old.{c}')}" for c in pair.old.fields]
    columns += [f"n.{sql.name(c)} AS {sql.name(f'new.{c}')}" for c in pair.new.fields]
    return f"""
        SELECT CASE WHEN o.{first} IS NULL THEN 'row_added' WHEN n.{first} IS NULL THEN 'row_removed'
            ELSE 'value_changed' END AS change, {", ".join(columns)}
        FROM old o FULL JOIN new n ON {on}
        WHERE {" OR ".join([f"o.{first} IS NULL", f"n.{first} IS NULL", *differ])}"""


def _by_content(pair: Pair) -> str:
    """Rows that one side has more often than the other, as text, where no key tells them apart."""
    as_text = {
        side: ", ".join(f"{sql.text(sql.name(c), layout.fields[c].type)} AS {sql.name(c)}" for c in pair.shared)
        for side, layout in (("old", pair.old), ("new", pair.new))
    }
    parts = []
    for mine, other, what in (("old", "new", "row_removed"), ("new", "old", "row_added")):
        held = {side: sql.name if side == mine else _no_text for side in ("old", "new")}
        columns = ", ".join(f"{held[s](c)} AS {sql.name(f'{s}.{c}')}" for s in ("old", "new") for c in pair.shared)
        left = f"SELECT {as_text[mine]} FROM {mine} EXCEPT ALL SELECT {as_text[other]} FROM {other}"
        parts.append(f"SELECT '{what}' AS change, {columns} FROM ({left})")
    return " UNION ALL ".join(parts)


def _no_text(_: str) -> str:
    return "CAST(NULL AS VARCHAR)"


def _differ(pair: Pair, column: str, old: str, new: str) -> str:
    """Are the values of a column different? Compared as text where its type has changed."""
    if pair.retyped(column):
        old, new = sql.text(old, pair.old.fields[column].type), sql.text(new, pair.new.fields[column].type)
    return f"{old} IS DISTINCT FROM {new}"


def _whole_rows(pair: Pair) -> str:
    """A query for the changes of rows added and removed; of those removed it keeps what quotes no document."""
    removed = sql.json_object((c, sql.name(f"old.{c}")) for c in pair.wordless)
    return f"""
        SELECT {sql.literal(pair.name)}, change, {_key(pair)}, NULL,
            CASE change WHEN 'row_removed' THEN {removed} END, NULL, reason
        FROM differing WHERE change <> 'value_changed'"""


def _values(pair: Pair, column: str) -> str:
    """A query for the changed values of a column, null for words that may not be shown."""
    old, new = sql.name(f"old.{column}"), sql.name(f"new.{column}")
    before, after = sql.text(old, pair.old.fields[column].type), sql.text(new, pair.new.fields[column].type)
    shown = "true" if column in pair.wordless else "free"
    return f"""
        SELECT {sql.literal(pair.name)}, change, {_key(pair)}, {sql.literal(column)}, CASE WHEN {shown} THEN {before} END,
            CASE WHEN {shown} THEN {after} END, reason
        FROM differing WHERE change = 'value_changed' AND {_differ(pair, column, old, new)}"""


def _key(pair: Pair) -> str:
    return sql.joined(_either(c) for c in pair.named_by) or "NULL"


def _either(column: str) -> str:
    return f"coalesce({sql.name(f'new.{column}')}, {sql.name(f'old.{column}')})"


def _moved(con: duckdb.DuckDBPyConnection, pair: Pair) -> int:
    """Rows that are gone under one id and there under another: of the same span, or the same in all but the id."""
    rest = [c for c in pair.shared if c not in pair.key]
    if len(pair.key) != 1 or not rest:
        return 0
    telling = SPAN if set(SPAN) <= set(rest) else rest
    old, new = (
        f"SELECT {', '.join(sql.name(f'{side}.{c}') for c in telling)} FROM differing WHERE change = '{what}'"
        for side, what in (("old", "row_removed"), ("new", "row_added"))
    )
    ((moved,),) = con.execute(f"SELECT count(*) FROM ({old} INTERSECT {new})").fetchall()
    return moved
