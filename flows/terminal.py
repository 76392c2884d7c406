"""What a person sees in the terminal: the progress of a run, its summary, and errors."""

import json
import os
import shlex
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from flows.progress import Step, listening

if TYPE_CHECKING:
    import pyarrow as pa

    from flows.corrections import Correction
    from flows.publish.diff import Difference
    from flows.publish.listing import Listed
    from flows.publish.verify import Verified

LABELS = {"ingest": "reading", "extract": "extracting", "validate": "validating", "publish": "publishing"}

SHORT = 80
"""Characters shown of a value."""

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
    if done["stale"]:
        out.print(f"{_count(done['stale'], 'correction')} left out as stale; see corrections.parquet.")
    for failure in done["failures"]:
        err.print(Text.assemble(("failed:", "red"), f" {failure}"), soft_wrap=True)


def show_published(done: dict) -> None:
    """Where the release is, what it changes, and what to do next."""
    folder = Path(done["folder"])
    if done["new"]:
        out.print(Text.assemble(("Published", "green"), f" {folder}"), soft_wrap=True)
        if done["level"]:
            out.print(f"Since v{done['since']} ({done['level']}): {', '.join(done['because'])}.", soft_wrap=True)
    else:
        out.print(
            Text.assemble(("Nothing new:", "green"), f" {folder} already holds exactly these tables."), soft_wrap=True
        )
    figures = folder.parent / "latest" / "figures.parquet"
    show_next(f"python -c \"import pandas; print(pandas.read_parquet('{figures}'))\"")


def show_versions(found: Sequence["Listed"], releases: Path) -> None:
    """A line a version: how much is in it, and what it changed."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head, justify in (
        ("", "left"),
        ("version", "left"),
        ("documents", "right"),
        ("rows", "right"),
        ("since", "left"),
    ):
        table.add_column(head, justify=justify, no_wrap=True)
    table.add_column("change", overflow="fold")
    for v in found:
        said = Text(f"{v.level}: {', '.join(v.because)}" if v.level else "")
        mark = Text("latest" if v.latest else "", "green")
        table.add_row(
            mark, f"v{v.version}", f"{v.documents:,}", f"{v.rows:,}", f"v{v.previous}" if v.previous else "", said
        )
    out.print(table)
    if len(found) > 1:
        show_next(f"dyad diff {found[-2].version} {found[-1].version} --releases {shlex.quote(str(releases))}")


def show_difference(found: "Difference", rows: int) -> None:
    """The level, changes of the declarations, a line a table, and the first changed rows and values of each."""
    from flows.publish.changelog import counted  # brings pyarrow and DuckDB along
    from flows.publish.diff.words import said

    if found.level is None:
        out.print(
            Text.assemble(("Nothing is different", "green"), f" between {found.old.version} and {found.new.version}.")
        )
        return
    out.print(Text.assemble((found.level, "bold"), f": {', '.join(found.because())}"), soft_wrap=True)
    for change in found.declared.to_pylist():
        out.print(Text(f"  {change['table']}: {said(change)}".replace("`", "")), soft_wrap=True)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("table")
    for head in ("before", "now", "added", "removed", "changed"):
        table.add_column(head, justify="right")
    table.add_column("why", overflow="fold")
    reasons = found.reasons()
    for name, n in found.counts.items():
        numbers = (n.before, n.after, n.added, n.removed, n.changed)
        table.add_row(name, *(f"{x:,}" for x in numbers), counted(reasons.get(name, {})))
    out.print(table)
    for name, columns in found.columns().items():
        out.print(Text(f"  values of {name}: {counted(columns)}"), soft_wrap=True)
    for name in found.counts if rows else ():
        _show_rows(found.of(name), rows)


def _show_rows(changes: "pa.Table", rows: int) -> None:
    marks = {"row_added": ("+", "green"), "row_removed": ("-", "red"), "value_changed": ("~", "yellow")}
    for row in changes.slice(0, rows).to_pylist():
        value = f" {row['column']}: {_short(row['old'])} → {_short(row['new'])}" if row["column"] else ""
        why = f" ({row['reason']})" if row["reason"] else ""
        out.print(Text.assemble(marks[row["change"]], f" {row['table']} {row['key']}{value}{why}"), soft_wrap=True)
    if changes.num_rows > rows:
        out.print(f"  … and {changes.num_rows - rows:,} more; --rows shows more, --json all")


def _short(value: str | None) -> str:
    return "null" if value is None else value if len(value) <= SHORT else f"{value[:SHORT]}…"


def show_verified(found: "Verified") -> None:
    """Is a release as it was published, and does it come out the same again?"""
    if found.ok:
        again = ", and it comes out the same when it is made again" if found.rebuilt else ""
        said = f" v{found.version}: {_count(found.n_files, 'file')} as published{again}."
        out.print(Text.assemble(("Verified", "green"), said), soft_wrap=True)
    for fault in (*found.faults, *found.differences):
        err.print(Text.assemble(("failed:", "red"), f" {fault}"), soft_wrap=True)
    for cause in found.made_otherwise:
        err.print(Text(f"made otherwise: {cause}"), soft_wrap=True)


def show_written(path: Path) -> None:
    """A file or folder that was written."""
    out.print(Text.assemble(("Written", "green"), f" {path}"), soft_wrap=True)


def show_corrected(written: Sequence["Correction"], path: Path) -> None:
    """The corrections that were written down, and what makes them take effect."""
    for c in written:
        value = f" {c.column}: {c.expected or 'null'} → {c.value or 'null'}" if c.action == "change" else ""
        out.print(Text.assemble((c.action, "green"), f" {c.table} {c.row_id}{value}"), soft_wrap=True)
    out.print(Text(f"Written to {path}; the next release has it."), soft_wrap=True)
    show_next(f"dyad release --raw {shlex.quote(str(path.parent))}")


def print_json(content: object) -> None:
    """JSON for programs, on standard output."""
    print_lines([json.dumps(content, ensure_ascii=False, indent=2, default=str)])


def print_lines(lines: Iterable[str]) -> None:
    """Lines for programs, on standard output, in UTF-8 whatever the locale; ends in silence if nobody reads on."""
    try:
        for line in lines:
            sys.stdout.buffer.write(f"{line}\n".encode())
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else the interpreter complains at its end


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
