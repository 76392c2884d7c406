"""A correction: what a person decided about one row, and what they saw when they did."""

import datetime as dt
import json
from dataclasses import asdict, dataclass

from flows.corrections.values import forbidden, parse, same
from flows.tables import TABLES, Table
from flows.tables.codes import CORRECTIONS

ELSEWHERE = {
    "documents": "what is known of a document stands in sources.csv",
    "sentences": "sentences are the text as it is",
    "episodes": "an episode follows from its events: correct those",
    "series": "a series follows from its figures: correct those",
    "series_figures": "a series follows from its figures: correct those",
    "derived_figures": "a derived figure follows from figures: correct those",
    "outcomes": "an outcome follows from its figures: correct those",
    "contradictions": "a contradiction follows from its figures: correct those",
}
"""Where to mend what cannot be corrected row by row."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A line of a list of corrections; the fields are columns of the `corrections` table. Values are cells, None for empty."""

    table: str
    row_id: str
    action: str
    column: str | None
    expected: str | None
    value: str | None
    reason: str
    author: str
    date: dt.date

    @property
    def correction_id(self) -> str:
        """What it is about, in one string."""
        return f"{self.table}/{self.row_id}/{self.column or ''}"

    @property
    def about(self) -> Table:
        """The table of its row."""
        return TABLES[self.table]

    def row(self) -> dict[str, object]:
        """The row of the `corrections` table, but for its state."""
        return {"correction_id": self.correction_id} | asdict(self)

    def wanted(self) -> object:
        """The value that it changes to."""
        return parse(self.about.column(str(self.column)), self.value or "")

    def expects(self) -> dict[str, object]:
        """The values that the row has to hold, by column."""
        if self.column:
            return {self.column: parse(self.about.column(self.column), self.expected or "")}
        return {name: parse(self.about.column(name), cell) for name, cell in _cells(self.expected).items()}


def fault(c: Correction) -> str | None:
    """What is wrong with a correction as it is written; None if nothing is."""
    try:
        return _about(c) or (_change(c) if c.action == "change" else _judgement(c))
    except ValueError as error:
        return str(error)


def correctable(name: str) -> Table:
    """The table whose rows can be corrected. Raises ValueError if there is none of that name, or they cannot be."""
    if name not in TABLES:
        raise ValueError(f"there is no table {name!r}")
    if not TABLES[name].correctable:
        raise ValueError(elsewhere(name))
    return TABLES[name]


def elsewhere(name: str) -> str:
    """Why rows of a table cannot be corrected, and what to do."""
    return f"rows of {name} cannot be corrected; {ELSEWHERE.get(name, 'correct the rows they rest on')}"


def _about(c: Correction) -> str | None:
    table = correctable(c.table)
    if c.action not in CORRECTIONS:
        return f"action {c.action!r} is none of {', '.join(CORRECTIONS)}"
    for name in ("row_id", "reason", "author"):
        if not getattr(c, name):
            return f"{name} is missing"
    if c.column and c.column not in table.names:
        return f"{c.table} has no column {c.column!r}"
    return None


def _change(c: Correction) -> str | None:
    if c.column not in c.about.changeable:
        some = ", ".join(c.about.changeable) or "none; accept or reject the row"
        return f"{c.column or 'no column'} cannot be changed; of {c.table} these can: {some}"
    (expected,) = c.expects().values()
    wanted = c.wanted()
    if same(expected, wanted):
        return f"{c.column} is to be changed to what it is"
    return forbidden(c.about.column(c.column), wanted)


def _judgement(c: Correction) -> str | None:
    if c.value:
        return f"a value stands beside {c.action}; to change a value write change"
    if unknown := [name for name in ([] if c.column else _cells(c.expected)) if name not in c.about.names]:
        return f"{c.table} has no column {unknown[0]!r}"
    c.expects()
    return None


def _cells(expected: str | None) -> dict[str, str]:
    """The cells of a whole row, by column. Raises ValueError if it is not written as one."""
    try:
        cells = json.loads(expected or "{}")
    except (ValueError, RecursionError):
        cells = None
    if not isinstance(cells, dict) or not all(isinstance(v, str) for v in cells.values()):
        raise ValueError('expected is no JSON object of texts, such as {"measure": "exports"}')
    return cells
