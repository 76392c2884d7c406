"""A difference as JSON, for programs."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from flows.publish.diff.difference import Difference

BATCH = 10_000


def json_lines(found: Difference) -> Iterator[str]:
    """The lines of one JSON object: a summary, and in `changes` every row of the table `changes`, one a line."""
    reasons, columns = found.reasons(), found.columns()
    tables = {
        name: asdict(n) | {"reasons": reasons.get(name, {}), "columns": columns.get(name, {})}
        for name, n in found.counts.items()
    }
    summary = {
        "old": found.old.version,
        "new": found.new.version,
        "same": found.level is None,
        "level": found.level,
        "because": found.because(),
        "tables": tables,
    }
    yield json.dumps(summary, ensure_ascii=False, indent=2).removesuffix("\n}") + ',\n  "changes": ['
    left = found.changes.num_rows
    for batch in found.changes.to_batches(BATCH):
        for row in batch.to_pylist():
            left -= 1
            yield f"    {json.dumps(row, ensure_ascii=False)}{',' if left else ''}"
    yield "  ]\n}"
