"""A release in other formats, for programs that do not read Parquet: csv, xlsx, jsonl, sqlite, duckdb."""

import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from flows.publish.errors import ReleaseError
from flows.publish.export.databases import write_duckdb, write_sqlite
from flows.publish.export.flat import write_csv, write_jsonl
from flows.publish.export.held import Release, opened
from flows.publish.export.workbook import write_xlsx
from flows.publish.versions import LATEST, find

__all__ = ["FORMATS", "export"]

WRITERS: dict[str, Callable[[Release, Path], None]] = {
    "csv": write_csv,
    "xlsx": write_xlsx,
    "jsonl": write_jsonl,
    "sqlite": write_sqlite,
    "duckdb": write_duckdb,
}
FOLDERS = ("csv", "jsonl")
"""The formats with a file a table, in a folder; the others are one file."""
FORMATS = tuple(WRITERS)


def export(releases: Path, form: str, name: str = LATEST, *, out: Path | None = None, only: Sequence[str] = ()) -> Path:
    """Write a published version in another format, whole or not at all; returns the file or folder.

    `form` is one of FORMATS, `name` a version, `latest` or the folder of a release, `out` by default `dyad-VERSION.FORM` in the
    current folder (`dyad-VERSION-FORM` for a folder), `only` names the tables wanted, by default all. Lists become JSON text
    where the format has no lists. Raises ReleaseError if the version or a table is not there, if `out` is there already or
    lies within `releases`, if a table is too long for the format, or if nothing can be written.
    """
    if form not in WRITERS:
        raise ReleaseError(f"{form!r} is no format to export to; choose one of {', '.join(FORMATS)}")
    release = opened(find(releases, name), only)
    stem = f"{release.name}-{release.version}"
    out = out or Path(f"{stem}-{form}" if form in FOLDERS else f"{stem}.{form}")
    _look(out, (releases, release.folder))
    aside = out.with_name(f".{out.name}-{os.getpid()}")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        if form in FOLDERS:
            aside.mkdir()
        WRITERS[form](release, aside)
        aside.rename(out)
    except OSError as error:
        raise ReleaseError(f"{out}: nothing was exported: {error.strerror or error}") from error
    finally:
        _clear([aside, aside.with_name(f"{aside.name}.wal")])
    return out


def _look(out: Path, closed: Iterable[Path]) -> None:
    if os.path.lexists(out):
        raise ReleaseError(f"{out} is there already; move it away, or choose another place with --out")
    if any(folder.resolve() in out.resolve().parents for folder in closed):
        raise ReleaseError(f"{out} lies among the releases, which never change; choose another place with --out")


def _clear(paths: Iterable[Path]) -> None:
    for path in paths:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
