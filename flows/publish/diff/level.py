"""The rule that names the next version: what a difference means to those who read the last one."""

from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

Level = Literal["major", "minor", "patch"]

BREAKING = (
    "table_removed", "column_removed", "column_renamed", "type_changed", "unit_changed", "nulls_allowed", "code_removed",
    "code_redefined", "key_changed", "ids_changed",
)  # fmt: skip
"""After these a query written for the last version can fail, or mean something else."""
MORE = ("table_added", "column_added", "code_added")
BY_HAND = ("correction", "correction withdrawn")


def level(changes: pa.Table) -> Level | None:
    """How much a difference (rows of `changes`) matters: None if there is none.

    Major: a query for the last version can break. Minor: there are more rows, columns, tables or codes, or rows are gone.
    Patch: only values or descriptions are other than before, or a correction took rows out, or no longer does.
    """
    if not changes.num_rows:
        return None
    what = changes["change"]
    if _any(what, BREAKING):
        return "major"
    if _any(what, MORE):
        return "minor"
    rows = pc.is_in(what, value_set=pa.array(["row_added", "row_removed"]))
    by_hand = pc.is_in(changes["reason"], value_set=pa.array(BY_HAND))
    return "minor" if pc.any(pc.and_not(rows, by_hand)).as_py() else "patch"


def raised(version: tuple[int, int, int], by: Level) -> tuple[int, int, int]:
    """The next version. Before 1.0.0 nothing is promised yet: what would raise the major number raises the minor one."""
    major, minor, patch = version
    if by == "patch":
        return major, minor, patch + 1
    return (major + 1, 0, 0) if by == "major" and major else (major, minor + 1, 0)


def _any(what: pa.ChunkedArray, kinds: tuple[str, ...]) -> bool:
    return bool(pc.any(pc.is_in(what, value_set=pa.array(kinds))).as_py())
