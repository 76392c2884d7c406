"""The verdict on the tables of a release, and the results it rests on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyarrow as pa

Result = dict[str, object]
"""table, expectation, columns, severity, meaning, success, n_checked, n_failed, n_removed, examples: plain values, as JSON takes them."""

EXAMPLES = 5


@dataclass(frozen=True)
class Verdict:
    """What may be published, and whether."""

    tables: dict[str, pa.Table]
    """Every declared table: the rows that may stay, and `rejects` with those that may not."""
    results: list[Result]
    """One for each expectation. `n_failed` counts the rows that broke it, `n_removed` those of them that went to `rejects`,
    `success` is Great Expectations' verdict on the rows that remain."""
    failures: list[str]
    """What stands against publication, in words."""

    @property
    def ok(self) -> bool:
        """May the tables be published?"""
        return not self.failures


def result(
    table: str,
    expectation: str,
    columns: Iterable[str],
    severity: str,
    meaning: str,
    *,
    success: bool,
    n_checked: int,
    n_failed: int,
    n_removed: int = 0,
    examples: Sequence[str] = (),
) -> Result:
    """One result; of the examples (row ids) the first five stay."""
    return {
        "table": table,
        "expectation": expectation,
        "columns": list(columns),
        "severity": severity,
        "meaning": meaning,
        "success": success,
        "n_checked": n_checked,
        "n_failed": n_failed,
        "n_removed": n_removed,
        "examples": list(examples[:EXAMPLES]),
    }


def failures(results: Iterable[Result]) -> list[str]:
    """The critical expectations that failed, in words."""
    return [
        f"{r['table']}: expected that {r['meaning']} (failed {r['n_failed']} of {r['n_checked']} times)"
        for r in results
        if r["severity"] == "critical" and not r["success"]
    ]
