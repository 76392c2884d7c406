"""From raw text to a release: the whole way, or stage by stage."""

import shlex
from contextlib import suppress
from typing import Annotated

import typer

import flows
from flows.cli.options import (
    RAW,
    RELEASES,
    WORK,
    AllowStale,
    Model,
    Path,
    Raw,
    Releases,
    Sources,
    Version,
    Workers,
    WorkFolder,
)
from flows.cli.running import look, running, texts, with_own
from flows.runners import interruptible


def release(
    raw: Raw = RAW,
    releases: Releases = RELEASES,
    sources: Sources = [],  # noqa: B006
    version: Version = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Do everything but publish.")] = False,
    allow_stale: AllowStale = False,
    workers: Workers = 0,
    model: Model = flows.MODEL,
    work: Annotated[
        Path | None, typer.Option("--work", help="Keep each stage's tables here instead of in a temporary folder.")
    ] = None,
) -> None:
    """Read, extract, validate and publish: from raw text to a release, in one go."""
    with running() as terminal:
        look(raw, sources, releases, version)
        from flows.errors import GateError
        from flows.release import release as run

        with interruptible(), terminal.progress():
            try:
                done = run(
                    texts(raw),
                    str(releases),
                    texts(with_own(sources)),
                    work=str(work) if work else None,
                    version=version,
                    dry_run=dry_run,
                    model=model,
                    processes=workers,
                    allow_stale=allow_stale,
                )
            except GateError as failed:
                done = failed.done
        terminal.show_read(done["ingest"])
        terminal.show_judged(done["validate"])
        if "publish" in done:
            terminal.show_published(done["publish"])
    _gate(done["validate"], "nothing was published")


def ingest(raw: Raw = RAW, sources: Sources = [], work: WorkFolder = WORK) -> None:  # noqa: B006
    """Read the texts into a work folder."""
    with running() as terminal:
        look(raw, sources)
        from flows.release import ingest as run

        with interruptible(), terminal.progress():
            done = run(texts(raw), texts(with_own(sources)), str(work))
        terminal.show_read(done)
        terminal.show_next(f"dyad extract --work {shlex.quote(str(work))}")


def extract(work: WorkFolder = WORK, workers: Workers = 0, model: Model = flows.MODEL) -> None:
    """Extract entities, times, figures, events, statements and citations from the texts of a work folder."""
    with running() as terminal:
        from flows.release import extract as run

        with interruptible(), terminal.progress():
            done = run(str(work), model, workers)
        terminal.show_extracted(done)
        terminal.show_next(f"dyad validate --work {shlex.quote(str(work))}")


def validate(work: WorkFolder = WORK, allow_stale: AllowStale = False) -> None:
    """Join, correct and judge the tables of a work folder; rows that fail go to rejects."""
    with running() as terminal:
        from flows.release import validate as run

        with interruptible(), terminal.progress():
            done = run(str(work), allow_stale)
        terminal.show_judged(done)
        if done["ok"]:
            terminal.show_next(f"dyad publish --work {shlex.quote(str(work))}")
    _gate(done, f"see {work / 'validate' / 'results.json'}")


def publish(work: WorkFolder = WORK, releases: Releases = RELEASES, version: Version = None) -> None:
    """Publish the validated tables of a work folder as a new version."""
    with running() as terminal:
        from flows.publish import check
        from flows.release import publish as run
        from flows.work import Work

        check(releases, version)
        judged = Work(work).summary("validate")
        if judged["ok"]:
            with interruptible(), terminal.progress():
                done = run(str(work), str(releases), version)
            terminal.show_published(done)
    _gate(judged, "nothing was published")


def serve(
    raw: Raw = RAW,
    releases: Releases = RELEASES,
    sources: Sources = [],  # noqa: B006
    cron: Annotated[
        str | None, typer.Option("--cron", help="When to run, as a cron line; without it only when asked.")
    ] = None,
    name: Annotated[str, typer.Option("--name", help="Name of the deployment.")] = "dyad",
) -> None:
    """Register the release flow as a deployment at a Prefect server and run it when it is due, until Ctrl-C."""
    with running() as terminal:
        look(raw, sources, releases)
        from flows.release import release as run
        from flows.runners import check_cron, need_server

        check_cron(cron)
        server = need_server()
        terminal.out.print(f"Serving deployment [bold]release/{name}[/bold] at {server}; Ctrl-C stops.")
        with suppress(KeyboardInterrupt):  # Ctrl-C is how serving ends
            run.serve(
                name=name,
                cron=cron,
                parameters={
                    "raw": texts(p.resolve() for p in raw),
                    "releases": str(releases.resolve()),
                    "sources": texts(p.resolve() for p in with_own(sources)),
                },
            )


def _gate(judged: dict, consequence: str) -> None:
    if not judged["ok"]:
        from flows import terminal

        terminal.show_error(f"the data failed its gate; {consequence}.")
        raise typer.Exit(1)
