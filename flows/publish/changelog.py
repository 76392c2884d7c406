"""CHANGES.md: what a release changed, for people."""

from collections.abc import Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from flows.publish import about
from flows.publish.diff import Difference
from flows.publish.diff.level import BY_HAND
from flows.publish.diff.words import said
from flows.publish.markdown import grid
from flows.tables.column import CONFIDENCE, RULE

SHOWN = 50
"""Changed values shown one by one; the table has all."""

MEANING = {
    "major": "**Major:** a query written for {old} can break, or mean something else.",
    "minor": "**Minor:** there is more than in {old}, or rows are gone; no query written for it breaks.",
    "patch": "**Patch:** the same rows and columns as in {old}, but for what was put right.",
    None: "Nothing is different from {old}.",
}
UNKNOWN = "not known"
BOOKKEEPING = (RULE.name, CONFIDENCE.name)
"""Columns that change with every turn of a screw in the rules: counted, not listed."""


def changelog(version: str, found: Difference | None) -> str:
    """The changes of a release in Markdown; `found` is None for the first one."""
    if found is None:
        return f"# {about.NAME} {version}\n\nThe first version: there is none to compare it with.\n"
    meaning = MEANING[found.level].format(old=found.old.version)
    return "\n".join(
        [f"# {about.NAME} {version}: what changed since {found.old.version}\n\n{meaning}\n", *_parts(found)]
    )


def _parts(found: Difference) -> Iterator[str]:
    if found.declared.num_rows:
        rows = [[f"`{row['table']}`", said(row)] for row in found.declared.to_pylist()]
        yield f"## Tables and columns\n\n{grid(['table', 'change'], rows)}\n"
    yield f"## Rows\n\n{grid(['table', 'before', 'now', 'added', 'removed', 'changed', 'why'], _tables(found))}\n"
    if found.values.num_rows:
        rows = [[f"`{table}`", counted(columns)] for table, columns in found.columns().items()]
        yield f"## Values\n\n{grid(['table', 'changed values by column'], rows)}\n"
    shown = found.values.filter(pc.invert(pc.is_in(found.values["column"], value_set=pa.array(BOOKKEEPING))))
    if shown.num_rows:
        yield _listed(shown)
    yield "`changes.parquet` holds every change, a row each: `table`, `change`, `key`, `column`, `old`, `new`, `reason`.\n"


def _listed(values: pa.Table) -> str:
    """Values one by one, those corrected by hand first."""
    by_hand = pc.is_in(values["reason"], value_set=pa.array(BY_HAND))
    values = pa.concat_tables([values.filter(by_hand), values.filter(pc.invert(by_hand))])
    heads = ["table", "key", "column", "old", "new", "reason"]
    rows = [[row[head] for head in heads] for row in values.slice(0, SHOWN).to_pylist()]
    some = f"the first {SHOWN:,} of {values.num_rows:,}" if values.num_rows > SHOWN else "all of them"
    others = " and ".join(f"`{name}`" for name in BOOKKEEPING)
    note = f"Here are {some} but those of {others}. Empty stands for null, and for words that may not be passed on."
    return f"{note}\n\n{grid(heads, rows)}\n"


def _tables(found: Difference) -> Iterator[list[object]]:
    reasons = found.reasons()
    for name, n in found.counts.items():
        yield [
            f"`{name}`",
            *(f"{x:,}" for x in (n.before, n.after, n.added, n.removed, n.changed)),
            counted(reasons.get(name, {})),
        ]


def counted(numbers: Mapping[str, int]) -> str:
    """Things with their numbers in words: rules changed (12), not known (1)."""
    return ", ".join(f"{what or UNKNOWN} ({n:,})" for what, n in numbers.items())
