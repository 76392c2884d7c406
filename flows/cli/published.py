"""What can be done with releases that are there: list, compare, verify, export."""

from dataclasses import asdict
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

import flows
from flows.cli.options import RAW, RELEASES, Json, Model, Raw, Releases, Sources, Workers
from flows.cli.running import look, running, texts, with_own
from flows.runners import interruptible

Named = Annotated[str, typer.Argument(metavar="RELEASE", help="Version (0.2.0), or `latest`.")]
Format = Enum("Format", {name: name for name in ("csv", "xlsx", "jsonl", "sqlite", "duckdb")})
"""The formats of `flows.publish.export`, named here so that help needs no import of it."""


def versions(releases: Releases = RELEASES, as_json: Json = False) -> None:
    """List the versions in a releases folder, each with what it changed."""
    with running() as terminal:
        from flows.publish.listing import listed

        found = listed(releases)
        if as_json:
            terminal.print_json([asdict(v) for v in found])
        else:
            terminal.show_versions(found, releases)


def diff(
    old: Annotated[str, typer.Argument(metavar="A", help="Version (0.1.0), `latest`, or folder of a release.")],
    new: Annotated[str, typer.Argument(metavar="B", help="The release to compare with it.")],
    releases: Releases = RELEASES,
    rows: Annotated[int, typer.Option("--rows", min=0, help="Changed rows and values to show of each table.")] = 5,
    as_json: Json = False,
) -> None:
    """Show what is different in release B, seen from release A. Exit code 0: nothing, 1: something."""
    with running() as terminal:
        from flows.publish import diff as compare
        from flows.publish.versions import find

        found = compare.difference(*(compare.release(find(releases, name)) for name in (old, new)))
        if as_json:
            terminal.print_lines(compare.json_lines(found))
        else:
            terminal.show_difference(found, rows)
    raise typer.Exit(int(found.level is not None))


def verify(
    name: Named = "latest",
    releases: Releases = RELEASES,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Make it anew from the texts, and compare.")] = False,
    raw: Raw = RAW,
    sources: Sources = [],  # noqa: B006
    workers: Workers = 0,
    model: Model = flows.MODEL,
    as_json: Json = False,
) -> None:
    """Check a release against its checksums, and with --rebuild against the texts. Exit code 0: as published, 1: not."""
    with running() as terminal:
        from flows.publish.verify import verify as run
        from flows.publish.versions import find

        if rebuild:
            from flows.release import rebuilding

            look(raw, sources)
            find(releases, name)
            with interruptible(), terminal.progress():
                found = run(releases, name, rebuilding(texts(raw), texts(with_own(sources)), model, workers))
        else:
            found = run(releases, name)
        if as_json:
            terminal.print_json({"ok": found.ok} | asdict(found))
        else:
            terminal.show_verified(found)
    raise typer.Exit(int(not found.ok))


def export(
    name: Named = "latest",
    form: Annotated[Format, typer.Option("--format", help="Format to write.")] = ...,
    out: Annotated[
        Path | None, typer.Option("--out", help="File or folder to write; by default named after the version.")
    ] = None,
    only: Annotated[list[str], typer.Option("--table", help="Only this table; may be given several times.")] = [],  # noqa: B006
    releases: Releases = RELEASES,
) -> None:
    """Write a release in another format: csv, xlsx, jsonl, sqlite or duckdb."""
    with running() as terminal:
        from flows.publish.export import export as run

        done = run(releases, form.value, name, out=out, only=only)
        terminal.show_written(done)
