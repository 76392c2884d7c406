"""The command line: thin commands over the flows. The only place with exit codes.

Exit codes: 0 published or nothing new, 1 the data failed its gate, 2 the call or the input was wrong, 3 a fault of
the program, 130 interrupted. Nothing heavy is imported before a command runs, so that `--help` is instant.
"""

import shlex
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated

import typer

import flows
from flows.runners import interruptible

OWN_SOURCES = Path(__file__).resolve().parent.parent / "raw" / "sources.csv"
"""The project's own source list: it tells known originals by their hash, wherever they lie."""

app = typer.Typer(
    name="dyad",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="Turn English text about how states deal with each other into a dataset release.",
    epilog="Example: [bold]dyad release --raw raw --releases releases[/bold]",
)

Raw = Annotated[
    list[Path],
    typer.Option("--raw", help="Folder or file of texts (.txt .md .jsonl .jsonl.gz); may be given several times."),
]
Sources = Annotated[
    list[Path], typer.Option("--sources", help="CSV with metadata of the texts, beside each folder's own sources.csv.")
]
Releases = Annotated[Path, typer.Option("--releases", help="Folder that holds the releases.")]
WorkFolder = Annotated[Path, typer.Option("--work", help="Folder where each stage leaves its tables for the next.")]
Version = Annotated[str | None, typer.Option("--version", help="Insist on this version of the data, such as 0.2.0.")]
Workers = Annotated[int, typer.Option("--workers", min=0, help="Worker processes; 0 means one a core.")]
Model = Annotated[str, typer.Option("--model", help="Package of the spaCy model that reads the text.")]

DEFAULT_RAW = [Path("raw")]
DEFAULT_WORK = Path(".dyad/work")


@app.callback(invoke_without_command=True)
def dyad(
    version: Annotated[bool, typer.Option("--version", help="Print the version of the program and stop.")] = False,
) -> None:
    """Options of the program itself."""
    if version:
        typer.echo(f"dyad {flows.__version__}")
        raise typer.Exit


@app.command(epilog="Example: [bold]dyad release --raw my_texts --releases my_releases[/bold]")
def release(
    raw: Raw = DEFAULT_RAW,
    releases: Releases = Path("releases"),
    sources: Sources = [],  # noqa: B006
    version: Version = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Do everything but publish.")] = False,
    workers: Workers = 0,
    model: Model = flows.MODEL,
    work: Annotated[
        Path | None, typer.Option("--work", help="Keep each stage's tables here instead of in a temporary folder.")
    ] = None,
) -> None:
    """Read, extract, validate and publish: from raw text to a release, in one go."""
    with running() as terminal:
        _check(raw, sources, releases, version)
        from flows.errors import GateError
        from flows.release import release as run

        with interruptible(), terminal.progress():
            kept = str(work) if work else None
            try:
                done = run(
                    _texts(raw), str(releases), _texts(_with_own(sources)), kept, version, dry_run, model, workers
                )
            except GateError as failed:
                done = failed.done
        terminal.show_read(done["ingest"])
        terminal.show_judged(done["validate"])
        if "publish" in done:
            terminal.show_published(done["publish"])
    _gate(done["validate"], "nothing was published")


@app.command(epilog="Example: [bold]dyad ingest --raw my_texts --work work[/bold]")
def ingest(raw: Raw = DEFAULT_RAW, sources: Sources = [], work: WorkFolder = DEFAULT_WORK) -> None:  # noqa: B006
    """Read the texts into a work folder."""
    with running() as terminal:
        _check(raw, sources)
        from flows.release import ingest as run

        with interruptible(), terminal.progress():
            done = run(_texts(raw), _texts(_with_own(sources)), str(work))
        terminal.show_read(done)
        terminal.show_next(f"dyad extract --work {shlex.quote(str(work))}")


@app.command(epilog="Example: [bold]dyad extract --work work --workers 2[/bold]")
def extract(work: WorkFolder = DEFAULT_WORK, workers: Workers = 0, model: Model = flows.MODEL) -> None:
    """Extract entities, times, figures and events from the texts of a work folder."""
    with running() as terminal:
        from flows.release import extract as run

        with interruptible(), terminal.progress():
            done = run(str(work), model, workers)
        terminal.show_extracted(done)
        terminal.show_next(f"dyad validate --work {shlex.quote(str(work))}")


@app.command(epilog="Example: [bold]dyad validate --work work[/bold]")
def validate(work: WorkFolder = DEFAULT_WORK) -> None:
    """Join and judge the tables of a work folder; rows that fail go to rejects."""
    with running() as terminal:
        from flows.release import validate as run

        with interruptible(), terminal.progress():
            done = run(str(work))
        terminal.show_judged(done)
        if done["ok"]:
            terminal.show_next(f"dyad publish --work {shlex.quote(str(work))}")
    _gate(done, f"see {work / 'validate' / 'results.json'}")


@app.command(epilog="Example: [bold]dyad publish --work work --releases my_releases[/bold]")
def publish(work: WorkFolder = DEFAULT_WORK, releases: Releases = Path("releases"), version: Version = None) -> None:
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


@app.command(epilog='Example: [bold]dyad serve --cron "0 3 * * *"[/bold]')
def serve(
    raw: Raw = DEFAULT_RAW,
    releases: Releases = Path("releases"),
    sources: Sources = [],  # noqa: B006
    cron: Annotated[
        str | None, typer.Option("--cron", help="When to run, as a cron line; without it only when asked.")
    ] = None,
    name: Annotated[str, typer.Option("--name", help="Name of the deployment.")] = "dyad",
) -> None:
    """Register the release flow as a deployment at a Prefect server and run it when it is due, until Ctrl-C."""
    with running() as terminal:
        _check(raw, sources, releases)
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
                    "raw": _texts(p.resolve() for p in raw),
                    "releases": str(releases.resolve()),
                    "sources": _texts(p.resolve() for p in _with_own(sources)),
                },
            )


@contextmanager
def running() -> Iterator["flows.terminal"]:
    """Settings before anything heavy is imported; whatever goes wrong ends as one line and an exit code, without a traceback."""
    from flows import runners, terminal
    from flows.errors import UserError

    runners.settle()
    try:
        yield terminal
    except KeyboardInterrupt:
        terminal.show_error("interrupted; nothing was published. The same command starts again.")
        raise typer.Exit(130) from None
    except UserError as error:
        terminal.show_error(str(error))
        raise typer.Exit(2) from None
    except Exception as error:
        if runners.debugging():
            raise
        terminal.show_error(f"{type(error).__name__}: {error}\nThis is a fault of dyad; DYAD_DEBUG=1 shows where.")
        raise typer.Exit(3) from None


def _gate(judged: dict, consequence: str) -> None:
    if not judged["ok"]:
        from flows import terminal

        terminal.show_error(f"the data failed its gate; {consequence}.")
        raise typer.Exit(1)


def _check(raw: list[Path], sources: list[Path], releases: Path | None = None, version: str | None = None) -> None:
    """Look at the call before the costly part begins."""
    from flows import ingest, publish

    ingest.read(raw, sources)  # finds the files and reads the lists at once, the texts only when asked
    if releases is not None:
        publish.check(releases, version)


def _with_own(sources: list[Path]) -> list[Path]:
    return [*([OWN_SOURCES] if OWN_SOURCES.is_file() else []), *sources]  # a later list has the word


def _texts(paths: Iterable[Path]) -> list[str]:
    return [str(p) for p in paths]


def main() -> None:
    """Run the command line."""
    sys.exit(app(standalone_mode=True))
