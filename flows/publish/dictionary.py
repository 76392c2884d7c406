"""DICTIONARY.md: every table and column of a release, for people."""

from flows.tables import TABLES, Column, Table


def dictionary(version: str) -> str:
    """The data dictionary in Markdown."""
    parts = [
        f"# Data dictionary of dyad {version}\n",
        "Offsets count Unicode code points of the document's text (decoded, byte-order mark removed, CRLF and CR turned to LF), "
        "from 0, the end not included. Periods are closed intervals. A column is marked `required` if it is never null.\n",
    ]
    parts += [_table(table) for table in TABLES.values()]
    return "\n".join(parts)


def cell(text: str) -> str:
    """Text that fits into a cell of a Markdown table."""
    return " ".join(text.replace("\\", "\\\\").replace("|", "\\|").split())


def _table(table: Table) -> str:
    head = [
        f"## {table.name}\n",
        f"{table.description}\n",
        f"Key: {', '.join(f'`{k}`' for k in table.key)}. Sorted by {', '.join(f'`{k}`' for k in table.sort)}.\n",
        "| column | type | unit | meaning |",
        "|---|---|---|---|",
    ]
    return "\n".join(head + [_row(c) for c in table.columns]) + "\n"


def _row(column: Column) -> str:
    kind = {"list": "list of strings", "int": "integer", "bool": "boolean"}.get(column.type, column.type)
    if not column.nullable:
        kind += ", required"
    return f"| `{column.name}` | {kind} | {cell(column.unit or '')} | {cell(_meaning(column))} |"


def _meaning(column: Column) -> str:
    said = [column.description]
    if column.enum:
        said.append("One of " + ", ".join(f"`{code}`" for code in column.enum) + ".")
    if column.minimum is not None:
        said.append(f"At least {column.minimum:g}.")
    if column.maximum is not None:
        said.append(f"At most {column.maximum:g}.")
    if column.pattern:
        said.append(f"Matches `{column.pattern}`.")
    if column.references:
        said.append(f"Refers to `{column.references}`.")
    if column.words:
        said.append("Null where the document may not be passed on.")
    return " ".join(said)
