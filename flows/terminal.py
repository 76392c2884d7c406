"""What a person sees in the terminal: the progress of a run, its summary, and errors."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from flows.progress import Step, listening

LABELS = {"ingest": "reading", "extract": "extracting", "validate": "validating", "publish": "publishing"}

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


@contextmanager
def progress() -> Iterator[None]:
    """Show the steps told within the block: a bar with documents and words per second on a terminal, nothing elsewhere."""
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description:<11}"),
        BarColumn(bar_width=24),
        TextColumn("{task.fields[said]}"),
        TimeElapsedColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )
    starting = bar.add_task("starting", total=None, said="")
    shown: dict[str, _Stage] = {}
    lock = threading.Lock()

    def show(step: Step) -> None:
        with lock:
            if step.stage not in shown:
                bar.update(starting, visible=False)
                for other in shown.values():
                    bar.update(other.task, total=1, completed=1)
                shown[step.stage] = _Stage(bar.add_task(LABELS[step.stage], total=None, said=""))
            stage = shown[step.stage].add(step)
            bar.update(stage.task, total=stage.total, completed=stage.words, said=stage.said())

    with bar, listening(show):
        yield


class _Stage:
    """What a stage has done so far."""

    def __init__(self, task: int) -> None:
        self.task, self.began = task, monotonic()
        self.documents = self.words = 0
        self.total: int | None = None

    def add(self, step: Step) -> "_Stage":
        self.documents += step.documents
        self.words += step.words
        self.total = step.total_words or self.total
        return self

    def said(self) -> str:
        if not self.documents:
            return ""
        speed = self.words / max(monotonic() - self.began, 1e-3)
        return f"{self.documents:,} documents, {speed:,.0f} words/s"


def show_read(done: dict) -> None:
    """What ingest did."""
    out.print(
        f"Read {_count(done['documents'], 'document')} ({done['words']:,} words), {_count(done['rejects'], 'reject')}."
    )


def show_extracted(done: dict) -> None:
    """What extraction did."""
    out.print(
        f"Extracted {_count(done['documents'], 'document')} ({done['words']:,} words), {_count(done['rejects'], 'failure')}."
    )


def show_judged(done: dict) -> None:
    """Rows a table, expectations, and what failed the gate."""
    table = Table(box=None, pad_edge=False, show_header=True, header_style="bold")
    table.add_column("table")
    table.add_column("rows", justify="right")
    for name, n in done["rows"].items():
        table.add_row(name, f"{n:,}")
    out.print(table)
    failed = done["failed"]
    held = done["expectations"] - sum(failed.values())
    said = f" ({', '.join(f'{n} {severity}' for severity, n in failed.items())}; see validation.json)" if failed else ""
    out.print(
        f"{held} of {done['expectations']} expectations hold{said}; {_count(done['rows']['rejects'], 'reject')}.",
        soft_wrap=True,
    )
    for reason, n in done["rejects"].items():
        out.print(f"  {n:,} × {reason}", markup=False)
    for failure in done["failures"]:
        err.print(Text.assemble(("failed:", "red"), f" {failure}"), soft_wrap=True)


def show_published(done: dict) -> None:
    """Where the release is, and what to do next."""
    folder = Path(done["folder"])
    if done["new"]:
        out.print(Text.assemble(("Published", "green"), f" {folder}"), soft_wrap=True)
    else:
        out.print(
            Text.assemble(("Nothing new:", "green"), f" {folder} already holds exactly these tables."), soft_wrap=True
        )
    figures = folder.parent / "latest" / "figures.parquet"
    show_next(f"python -c \"import pandas; print(pandas.read_parquet('{figures}'))\"")


def show_next(command: str) -> None:
    """The next command to try, as it has to be typed where the program was started by `uv run`, or else."""
    out.print(
        Text.assemble("Next: ", ("uv run " if "UV" in os.environ else "", "bold"), (command, "bold")), soft_wrap=True
    )


def show_error(message: str) -> None:
    """An error, on standard error."""
    err.print(Text.assemble(("error:", "red"), f" {message}"), soft_wrap=True)


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"
