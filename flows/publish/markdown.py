"""Markdown: what the texts of a release are written in."""

from collections.abc import Iterable, Sequence


def cell(text: str) -> str:
    """Text that fits into a cell of a Markdown table."""
    return " ".join(text.replace("\\", "\\\\").replace("|", "\\|").split())


def grid(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; None is an empty cell."""
    lines = [heads, ["---"] * len(heads), *([cell("" if v is None else str(v)) for v in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
