"""The files below the raw paths, in order, and what each is."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath

from flows.ingest.encoding import printable
from flows.ingest.outcome import InputError

ENDINGS = {".jsonl.gz": "jsonl", ".jsonl": "jsonl", ".txt": "txt", ".md": "md"}
"""The endings that are read, and the format that each means."""
SOURCES, CORRECTIONS = "sources.csv", "corrections.csv"
ABOUT = {SOURCES, CORRECTIONS, "facts.csv", "citation.cff", "datapackage.json", "thumbs.db", "desktop.ini"}
"""Files that are about the documents, or left by an operating system, and no documents."""
ABOUT_STEMS = {"readme", "license", "licence", "changelog"}


@dataclass(frozen=True, slots=True)
class File:
    """A file below one of the raw paths."""

    full: Path
    root: Path
    """The raw folder; for a raw file its folder."""
    nth: int
    """Which of the raw paths it came by."""
    path: str
    """Path below the root, with slashes."""

    @property
    def format(self) -> str | None:
        """jsonl, txt or md; None if it is none of these."""
        return next((f for ending, f in ENDINGS.items() if self.path.lower().endswith(ending)), None)

    @property
    def stem(self) -> str:
        """The path without its ending."""
        ending = next((e for e in ENDINGS if self.path.lower().endswith(e)), PurePosixPath(self.path).suffix)
        return self.path[: len(self.path) - len(ending)] or self.path

    @property
    def sized(self) -> int:
        """Size in bytes."""
        return self.full.stat().st_size


@dataclass(frozen=True, slots=True)
class Input:
    """A file that shapes a release: what it is called and what it holds."""

    path: str
    """Path below the raw folder, after the folder's name if there are several; `sources/NAME` for a list given beside."""
    sha256: str
    size: int


def find(raw: Sequence[Path]) -> list[File]:
    """The files that are, or should be, documents: raw paths in the order given, below each by path; none twice.

    Raises InputError if a raw path does not exist, or if there is none.
    """
    if not raw:
        raise InputError("no raw path was given; name a folder or file with documents")
    files, seen = [], set()
    for nth, place in enumerate(Path(p) for p in raw):
        root, paths = _below(place)
        for full in paths:
            real = os.path.realpath(full)
            if real not in seen:
                seen.add(real)
                files.append(File(full, root, nth, shown(full.relative_to(root))))
    return files


def inputs(raw: Sequence[Path], sources: Sequence[Path] = ()) -> Iterator[Input]:
    """Every file that shapes what comes of these arguments, with the SHA-256 of its bytes: documents, source lists, corrections.

    Raises InputError as `read` does. A file that cannot be opened is left out: it becomes a reject, and shapes nothing else.
    """
    found = find(raw)
    many = len({f.root for f in found}) > 1
    named = [(f.full, f"{shown(f.root.resolve().name)}/{f.path}" if many else f.path) for f in found]
    near = lists(found, raw)
    roots = sorted({f.root for f in found}, key=lambda r: len(r.parts), reverse=True)
    for path in (*near, *corrections(raw)):
        root = next((r for r in roots if r in path.parents), path.parent)
        below = shown(path.relative_to(root))
        named.append((path, f"{shown(root.resolve().name)}/{below}" if many else below))
    given = {path.resolve() for path in near}
    named += [(path, f"sources/{shown(path.name)}") for path in map(Path, sources) if path.resolve() not in given]
    yield from (i for path, name in named if (i := _measured(path, name)))


def shown(path: PurePath | str) -> str:
    """A path with slashes as a release shows it: the name that its bytes spell in UTF-8, whatever the locale makes of them."""
    return printable(os.fsencode(PurePath(path).as_posix()).decode("utf-8", "surrogateescape"))


def lists(files: Sequence[File], raw: Sequence[Path]) -> list[Path]:
    """The `sources.csv` of the raw folders and of the folders between them and a document, in order, none twice."""
    folders: dict[Path, None] = {}
    for place in map(Path, raw):
        folders.setdefault(place if place.is_dir() else place.parent)
    for file in files:
        between = [p for p in file.full.parents if p == file.root or file.root in p.parents]
        for folder in reversed(between):
            folders.setdefault(folder)
    return [path for folder in folders if (path := folder / SOURCES).is_file()]


def corrections(raw: Sequence[Path]) -> list[Path]:
    """The `corrections.csv` of raw folders, and of the folders of raw files, in order, none twice."""
    folders = dict.fromkeys(place if place.is_dir() else place.parent for place in map(Path, raw))
    return [path for folder in folders if (path := folder / CORRECTIONS).is_file()]


def _below(place: Path) -> tuple[Path, list[Path]]:
    """The root of a raw path, and the files below it sorted by path."""
    try:
        if place.is_dir():
            return place, sorted(_walk(place), key=lambda p: os.fsencode(p.relative_to(place)))
        if place.exists():
            return place.parent, [place]
    except OSError as error:
        raise InputError(f"{place}: cannot be looked into ({error.strerror}); check its permissions") from None
    raise InputError(f"{place}: no such file or folder; give the path of a folder or file with documents")


def _walk(root: Path) -> Iterator[Path]:
    """All files below a folder but hidden ones and those about the documents; links are followed, loops are not."""
    visited = {os.path.realpath(root)}

    def fail(error: OSError) -> None:
        raise InputError(f"{error.filename}: cannot be looked into ({error.strerror}); check its permissions")

    for folder, below, names in os.walk(root, followlinks=True, onerror=fail):
        keep = []
        for name in sorted(below):
            real = os.path.realpath(Path(folder, name))
            if not name.startswith(".") and name != "__MACOSX" and real not in visited:
                visited.add(real)
                keep.append(name)
        below[:] = keep
        for name in names:
            lower = name.lower()
            if not (name.startswith(".") or lower in ABOUT or lower.split(".")[0] in ABOUT_STEMS):
                yield Path(folder, name)


def _measured(path: Path, name: str) -> Input | None:
    """The file as an input; None if it is no regular file or cannot be read."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as stream:
            return Input(name, hashlib.file_digest(stream, "sha256").hexdigest(), path.stat().st_size)
    except OSError:
        return None
