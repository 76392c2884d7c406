"""A difference between two releases, once it is found."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from flows.publish.diff.level import Level, level
from flows.publish.diff.rows import Counts
from flows.publish.diff.side import Side

OF_ROWS = ("row_added", "row_removed", "value_changed")
SAID = {
    "nulls_allowed": ("column", "may now be null"),
    "nulls_ended": ("column", "no longer null"),
    "ids_changed": ("kind of id", "changed"),
}
"""Changes whose codes do not read as words."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What is different in a release, seen from an earlier one."""

    old: Side
    new: Side
    changes: pa.Table
    """Rows of the table `changes`, in its declared order."""
    counts: Mapping[str, Counts]
    """Rows of each table of the newer release, in its order."""

    @property
    def level(self) -> Level | None:
        """How much it matters to a reader; None if nothing is different."""
        return level(self.changes)

    @property
    def declared(self) -> pa.Table:
        """The changes of the declarations."""
        return self.changes.filter(pc.invert(self._of_rows()))

    @property
    def rows(self) -> pa.Table:
        """The changes of rows."""
        return self.changes.filter(self._of_rows())

    @property
    def values(self) -> pa.Table:
        """The changed values."""
        return self.changes.filter(pc.equal(self.changes["change"], "value_changed"))

    def of(self, table: str) -> pa.Table:
        """The changes of a table's rows."""
        rows = self.rows
        return rows.filter(pc.equal(rows["table"], table))

    def reasons(self) -> dict[str, dict[str, int]]:
        """For each table the reasons of its changes of rows with their numbers, the most frequent first; "" where unknown."""
        return _counted(self.rows, "reason")

    def columns(self) -> dict[str, dict[str, int]]:
        """For each table the columns with changed values and their numbers, the most frequent first."""
        return _counted(self.values, "column")

    def because(self) -> list[str]:
        """What makes up the difference, in a few words each: 1 column added, 12 rows added."""
        declared = Counter(self.declared["change"].to_pylist())
        said = [_count(n, *SAID.get(what, what.split("_"))) for what, n in sorted(declared.items())]
        for what in ("added", "removed", "changed"):
            if n := sum(getattr(c, what) for c in self.counts.values()):
                said.append(_count(n, "row", what))
        return said

    def _of_rows(self) -> pa.ChunkedArray:
        return pc.is_in(self.changes["change"], value_set=pa.array(OF_ROWS))


def _counted(rows: pa.Table, column: str) -> dict[str, dict[str, int]]:
    counted = rows.group_by(["table", column]).aggregate([([], "count_all")]).to_pylist()
    found: dict[str, dict[str, int]] = {}
    for row in sorted(counted, key=lambda r: (-r["count_all"], r[column] or "")):
        found.setdefault(row["table"], {})[row[column] or ""] = row["count_all"]
    return found


def _count(n: int, noun: str, what: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'} {what}"
