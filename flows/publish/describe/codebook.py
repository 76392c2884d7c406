"""CODEBOOK.md: every table, column and code of a release, how good its rows are and what it does not do, for people."""

from collections.abc import Mapping

from flows.knowledge import knowledge
from flows.publish.describe import codelists
from flows.publish.describe.views import VIEWS
from flows.publish.markdown import grid
from flows.tables import Column, Table

HEAD = """\
# Codebook of dyad {version}

Offsets count Unicode code points of the document's text (decoded, byte-order mark removed, CRLF and CR turned to LF), from 0, the end
not included. Periods are closed intervals. What is drawn from one document has ids that are stable: the same document under the same
rules gives the same ids in every release. A column is marked `required` if it is never null.

- [Tables](#tables)
- [Code lists](#code-lists)
- [Views](#views)
- [Measured quality](#measured-quality)
- [Known limits](#known-limits)
"""
OPEN_LISTS = """\
### Lists of others

States are ISO 3166-1 alpha-3 (states of the past by the code that they had), money ISO 4217, languages ISO 639-1. A rate of money by
quantity is written `USD/bbl`.

Units other than money, UCUM style:

{units}

Contexts of PLOVER (`events.contexts`):

{contexts}

Modes of PLOVER (`events.mode`):

{modes}

Actors that are no state:

{actors}
"""
TYPES = {"list": "list of strings", "int": "integer", "bool": "boolean"}


def codebook(version: str, declared: Mapping[str, Table]) -> str:
    """The codebook in Markdown."""
    return "\n".join(
        [
            HEAD.format(version=version),
            "## Tables\n",
            *(_table(table) for table in declared.values()),
            "## Code lists\n",
            *_code_lists(declared),
            _open_lists(),
            "## Views\n",
            "`views.sql` makes these in DuckDB, beside one a table.\n",
            grid(["view", "what it shows"], [[f"`{view.name}`", view.description] for view in VIEWS]) + "\n",
            "## Measured quality\n",
            _quality(declared) + "\n",
            "## Known limits\n",
            _limits(declared),
        ]
    )


def _table(table: Table) -> str:
    key, sort = (", ".join(f"`{name}`" for name in names) for names in (table.key, table.sort))
    rows = [[f"`{c.name}`", _type(c), c.unit, _meaning(c)] for c in table.columns]
    return (
        f"### {table.name}\n\n{table.description}\n\nKey: {key}. Sorted by {sort}.\n\n"
        f"{grid(['column', 'type', 'unit', 'meaning'], rows)}\n"
    )


def _type(column: Column) -> str:
    kind = TYPES.get(column.type, column.type)
    return kind if column.nullable else f"{kind}, required"


def _meaning(column: Column) -> str:
    said = [column.description]
    if codes := codelists.code_list(column):
        said.append(f"One of [{codes.name}](#{codes.name}): {', '.join(f'`{code}`' for code in column.enum)}.")
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


def _code_lists(declared: Mapping[str, Table]) -> list[str]:
    columns = [(table, column) for table in declared.values() for column in table.columns]
    parts = []
    for codes in codelists.code_lists(column for _, column in columns):
        users = [f"`{t.name}.{c.name}`" for t, c in columns if c.enum and codelists.code_list(c).name == codes.name]
        rows = [[f"`{code}`", meaning] for code, meaning in codes.meanings.items()]
        parts.append(f"### {codes.name}\n\nOf {', '.join(users)}.\n\n{grid(['code', 'meaning'], rows)}\n")
    return parts


def _open_lists() -> str:
    def listed(head: str, rows: list[tuple[str, str]]) -> str:
        return grid(["code", head], [[f"`{code}`", meaning] for code, meaning in rows])

    return OPEN_LISTS.format(
        units=listed("dimension", codelists.units()),
        contexts=listed("meaning", codelists.plover_contexts()),
        modes=listed("modes", codelists.plover_modes()),
        actors=listed("name", codelists.short_names()),
    )


def _quality(declared: Mapping[str, Table]) -> str:
    rows = [
        [_names(row["tables"]), row["what"], row["texts"], row["measure"], row["result"], row["measured_on"]]
        for row in knowledge("quality")
        if _about(row, declared)
    ]
    said = "Measured on texts that were at hand while the rules were written; expect less on others.\n\n"
    return said + grid(["tables", "what", "texts", "measure", "result", "measured on"], rows)


def _limits(declared: Mapping[str, Table]) -> str:
    rows = [row for row in knowledge("limits") if _about(row, declared)]
    return "".join(f"- {_names(row['tables']) or 'All tables'}: {row['limit']}\n" for row in rows)


def _about(row: Mapping[str, str], declared: Mapping[str, Table]) -> bool:
    names = row["tables"].split()
    return not names or any(name in declared for name in names)


def _names(tables: str) -> str:
    return ", ".join(f"`{name}`" for name in tables.split())
