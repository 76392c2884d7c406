"""How a command runs and ends: settings first, errors as one line, and an exit code."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import typer

OWN_SOURCES = Path(__file__).resolve().parent.parent.parent / "raw" / "sources.csv"
"""The project's own source list: it tells known originals by their hash, wherever they lie."""


@contextmanager
def running() -> Iterator[ModuleType]:
    """Settings before anything heavy is imported; yields flows.terminal. Whatever goes wrong ends as one line and an exit code, without a traceback."""
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
    except typer.Exit:
        raise
    except Exception as error:
        if runners.debugging():
            raise
        terminal.show_error(f"{type(error).__name__}: {error}\nThis is a fault of dyad; DYAD_DEBUG=1 shows where.")
        raise typer.Exit(3) from None


def look(raw: list[Path], sources: list[Path], releases: Path | None = None, version: str | None = None) -> None:
    """Look at the call before the costly part begins. Raises UserError if it cannot be right."""
    from flows import ingest, publish

    ingest.read(raw, sources)  # finds the files and reads the lists at once, the texts only when asked
    if releases is not None:
        publish.check(releases, version)


def with_own(sources: list[Path]) -> list[Path]:
    """The project's own source list and those given; a later one has the word."""
    return [*([OWN_SOURCES] if OWN_SOURCES.is_file() else []), *sources]


def texts(paths: Iterable[Path]) -> list[str]:
    """Paths as the flows take them."""
    return [str(p) for p in paths]
