"""One database file: sqlite, with keys, and duckdb, with keys, comments and the views of the release."""

import re
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pyarrow as pa

from flows.publish.export.held import CODES, COLUMNS, Held, Release

VIEWS = "views.sql"
CREATES_VIEW = re.compile(r"\bCREATE\s+(?:OR\s+REPLACE\s+)?VIEW\s+(?:IF\s+NOT\s+EXISTS\s+)?\"?(\w+)", re.I)

SQLITE_TYPES = {"int64": "INTEGER", "double": "REAL", "bool": "INTEGER"}
DUCKDB_TYPES = {"int64": "BIGINT", "double": "DOUBLE", "bool": "BOOLEAN", "date32[day]": "DATE"}


def write_sqlite(release: Release, path: Path) -> None:
    """Write a SQLite file with primary and foreign keys: lists as JSON text, dates as ISO text, booleans as 0 and 1.

    The table `about` holds version, licence and the like, `about_columns` and `about_codes` what columns and codes mean.
    """
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("PRAGMA synchronous = OFF")  # what breaks off is thrown away
        for table in release.tables:
            _fill_sqlite(base, table, {t.name for t in release.tables})
        _explain(base, release)


def write_duckdb(release: Release, path: Path) -> None:
    """Write a DuckDB file: tables with types, keys and comments, and, of a whole release, its views; `about` … as in sqlite."""
    import duckdb

    with duckdb.connect(str(path)) as base:
        for table in release.tables:
            _fill_duckdb(base, table)
        _explain(base, release)
        if release.whole and (release.folder / VIEWS).is_file():
            here = {t.name for t in release.tables}
            for statement in duckdb.extract_statements((release.folder / VIEWS).read_text("utf-8")):
                made = CREATES_VIEW.search(statement.query)
                if not (made and made[1] in here):  # a view onto a Parquet file is a table here
                    base.execute(statement)


def _explain(base: "sqlite3.Connection | duckdb.DuckDBPyConnection", release: Release) -> None:  # noqa: F821
    """The tables that say what it is, in words that both databases take."""
    made = {
        "about": (["about", "it"], list(release.about().items())),
        "about_columns": (COLUMNS, [row for table in release.tables for row in table.columns()]),
        "about_codes": (CODES, [(table.name, *row) for table in release.tables for row in table.codes]),
    }
    for name, (columns, rows) in made.items():
        base.execute(f"CREATE TABLE {name} ({', '.join(f'{_quoted(c)} VARCHAR' for c in columns)})")
        if rows:  # DuckDB refuses to insert none
            base.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", rows)


def _fill_sqlite(base: sqlite3.Connection, table: Held, here: set[str]) -> None:
    parts = [f"{_quoted(f.name)} {SQLITE_TYPES.get(str(f.type), 'TEXT')}{_null(f)}" for f in table.schema]
    if table.key:
        parts.append(f"PRIMARY KEY ({_names(table.key)})")
    foreign = [key for key in table.foreign if key[1] in here]
    parts += [f"FOREIGN KEY ({_quoted(c)}) REFERENCES {_quoted(t)} ({_quoted(k)})" for c, t, k in foreign]
    base.execute(f"CREATE TABLE {_quoted(table.name)} ({', '.join(parts)})")
    slots = ", ".join("?" * len(table.schema))
    days = [n for n, f in enumerate(table.schema) if pa.types.is_date(f.type)]
    for batch in table.flat_batches():
        columns = [column.to_pylist() for column in batch.columns]
        for n in days:
            columns[n] = [value and date.isoformat(value) for value in columns[n]]
        base.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({slots})", zip(*columns, strict=True))
    for column, *_ in foreign:
        index = _quoted(f"{table.name}_{column}")
        base.execute(f"CREATE INDEX {index} ON {_quoted(table.name)} ({_quoted(column)})")


def _fill_duckdb(base: "duckdb.DuckDBPyConnection", table: Held) -> None:  # noqa: F821
    name = _quoted(table.name)
    parts = [f"{_quoted(f.name)} {_duckdb_type(f.type)}{_null(f)}" for f in table.schema]
    if table.key:
        parts.append(f"PRIMARY KEY ({_names(table.key)})")
    base.execute(f"CREATE TABLE {name} ({', '.join(parts)})")
    for batch in table.batches():
        base.register("arriving", pa.Table.from_batches([batch]))
        base.execute(f"INSERT INTO {name} SELECT * FROM arriving")
        base.unregister("arriving")
    base.execute(f"COMMENT ON TABLE {name} IS {_text(table.description)}")
    for _, column, _, unit, meaning in table.columns():
        said = f"{meaning} Unit: {unit}." if unit else meaning
        base.execute(f"COMMENT ON COLUMN {name}.{_quoted(column)} IS {_text(said)}")


def _duckdb_type(kind: pa.DataType) -> str:
    return f"{_duckdb_type(kind.value_type)}[]" if pa.types.is_list(kind) else DUCKDB_TYPES.get(str(kind), "VARCHAR")


def _null(field: pa.Field) -> str:
    return "" if field.nullable else " NOT NULL"


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(_quoted(c) for c in columns)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(said: str) -> str:
    return "'" + said.replace("'", "''") + "'"
