"""Corrections by hand."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.options import RELEASES, Releases
from flows.cli.running import running


def correct(
    row_id: Annotated[
        str, typer.Argument(metavar="ID", help="Key of the row; its parts joined by | if it has several.")
    ],
    changes: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FIELD=VALUE]...", help="Values to change: lists joined by |, nothing for null."),
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why.")] = ...,
    author: Annotated[str, typer.Option("--author", envvar="DYAD_AUTHOR", help="Who decides it.")] = ...,
    date: Annotated[
        dt.datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="When; today if not given.")
    ] = None,
    accept: Annotated[bool, typer.Option("--accept", help="The row is right as it is.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="The row does not belong into the data.")] = False,
    table: Annotated[
        str | None, typer.Option("--table", help="Table of the row, where the ID alone does not tell.")
    ] = None,
    raw: Annotated[Path, typer.Option("--raw", help="Folder of texts, whose corrections.csv takes it.")] = Path("raw"),
    releases: Releases = RELEASES,
    seen_in: Annotated[str, typer.Option("--release", help="Release in which the row was seen.")] = "latest",
) -> None:
    """Write down a correction of a row; the next release applies it, and every one after that."""
    with running() as terminal:
        from flows.corrections import correct as run
        from flows.errors import UserError
        from flows.publish.versions import find

        if accept and reject:
            raise UserError("a row is accepted or rejected, not both")
        written = run(
            row_id,
            _values(changes or []),
            reason=reason,
            author=author,
            date=date.date() if date else dt.date.today(),
            raw=raw,
            release=find(releases, seen_in),
            action="accept" if accept else "reject" if reject else "change",
            table=table,
        )
        terminal.show_corrected(written, raw / "corrections.csv")


def _values(changes: list[str]) -> dict[str, str]:
    from flows.errors import UserError

    values = dict(change.partition("=")[::2] for change in changes)
    if wrong := [change for change in changes if "=" not in change]:
        raise UserError(f"{wrong[0]!r} is no FIELD=VALUE, such as status=forecast")
    if len(values) < len(changes):
        raise UserError("a field is given twice; give each once")
    return values
