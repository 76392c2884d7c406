"""What an expert knows, as tables: CSV files beside this one, each headed by `#` lines that explain it."""

import csv
import functools
from collections.abc import Iterator
from pathlib import Path

from flows.fingerprint import fingerprint as hash_of

FOLDER = Path(__file__).parent


@functools.cache
def knowledge(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `<name>.csv` (a path below this folder, without ending), empty cells as "".

    Raises FileNotFoundError if there is no such table and ValueError, with file and line, if a row has too many or too few cells.
    """
    path = FOLDER / f"{name}.csv"
    rows = []
    with path.open(encoding="utf-8", newline="") as lines:
        numbered = ((n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#"))
        where: list[int] = []

        def following() -> Iterator[str]:
            for n, line in numbered:
                where.append(n)
                yield line

        reader = csv.reader(following(), skipinitialspace=True)
        head = next(reader)
        for cells in reader:
            if len(cells) != len(head):
                raise ValueError(f"{path.name}, line {where[-1]}: {len(cells)} cells, not {len(head)}")
            rows.append({**dict(zip(head, (c.strip() for c in cells), strict=True)), "_at": f"{name}:{where[-1]}"})
    return tuple(rows)


@functools.cache
def fingerprint() -> str:
    """SHA-256 over the names and bytes of all knowledge tables."""
    return hash_of(FOLDER, "*.csv")
