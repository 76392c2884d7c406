"""Pieces of SQL that the comparison is built from."""

from collections.abc import Iterable


def name(of: str) -> str:
    """A name as an SQL identifier."""
    return '"' + of.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as an SQL string."""
    return "'" + text.replace("'", "''") + "'"


def text(value: str, kind: str) -> str:
    """A value as text: lists as JSON, dates as ISO 8601, numbers with the fewest digits that give them back."""
    return f"CAST(to_json({value}) AS VARCHAR)" if kind.startswith("list") else f"CAST({value} AS VARCHAR)"


def json_object(values: Iterable[tuple[str, str]]) -> str:
    """Named values as the text of a JSON object."""
    return f"CAST(json_object({', '.join(f'{literal(key)}, {value}' for key, value in values)}) AS VARCHAR)"


def joined(values: Iterable[str]) -> str:
    """Values as one text with bars between them, as `flows.tables.rows.row_name` does it."""
    return " || '|' || ".join(f"coalesce(CAST({value} AS VARCHAR), '')" for value in values)
