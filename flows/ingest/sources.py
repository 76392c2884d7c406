"""The lists of sources: what is known of documents by their path or by the hash of their bytes."""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from flows.ingest.known import NAMES, UNKNOWN, Known, known
from flows.ingest.outcome import InputError, Reject
from flows.ingest.readers import Draft
from flows.lists import filled

COLUMNS = ("path", "sha256", *NAMES)
NAMED = 5
"""Idle lines of a list that are named one by one."""
SHA256 = re.compile(r"[0-9a-f]{64}")


class Sources:
    """Rows of all source lists, found by path and by hash."""

    def __init__(self, lists: Sequence[Path]) -> None:
        """Read the lists; where two speak of one document, the later has the word. Raises InputError for a bad list."""
        self._paths: dict[Path, Known] = {}
        self._names: dict[str, Known] = {}
        self._hashes: dict[str, Known] = {}
        self._rows: list[tuple[Path, int, str, Path, str]] = []
        self._found: set[str | Path] = set()
        for path in lists:
            self._read(path)

    def of(self, draft: Draft) -> Known:
        """What the lists say of a document: by path, and for a JSON line by doc_id, before by hash."""
        self._found |= {draft.sha256, draft.name, draft.path}
        by_hash = self._hashes.get(draft.sha256, UNKNOWN)
        if draft.format == "jsonl":
            return self._names.get(draft.name, UNKNOWN).over(by_hash)
        return self._paths.get(draft.file.full.resolve(), UNKNOWN).over(by_hash)

    def idle(self) -> Iterator[Reject]:
        """A reject for each list with lines whose path leads to no file, and that no document was found by."""
        lost: dict[Path, list[str]] = {}
        for path, line, name, place, digest in self._rows:
            if name and not {name, digest} & self._found and not place.exists():
                lost.setdefault(path, []).append(f"line {line} ({name[:80]})")
        for path, lines in lost.items():
            more = f" and {len(lines) - NAMED} more" if len(lines) > NAMED else ""
            detail = f"no such document: {', '.join(lines[:NAMED])}{more}; paths count from the folder of the list"
            yield Reject(path.name, "idle source", detail)

    def _read(self, path: Path) -> None:
        """Add the rows of one list."""
        folder, seen = path.resolve().parent, set()
        for line, row in filled(path, _check_head, InputError, "; give the path of a CSV file"):
            self._add(row, f"{path}, line {line}", folder, seen)
            name = row.get("path", "")
            self._rows.append((path, line, name, folder / _file_name(name), row.get("sha256", "").lower()))

    def _add(self, row: dict[str, str], where: str, folder: Path, seen: set[str]) -> None:
        """Add one row. Raises InputError, with the place, for what is wrong with it."""
        name, digest = row.get("path", ""), row.get("sha256", "").lower()
        if not name and not digest:
            raise InputError(f"{where}: neither path nor sha256; say which document the line is about")
        if digest and not SHA256.fullmatch(digest):
            raise InputError(
                f"{where}: sha256 {digest[:20]!r} has not 64 hexadecimal digits; leave it empty or mend it"
            )
        for key in (f"path {name}" if name else "", f"sha256 {digest}" if digest else ""):
            if key in seen:
                raise InputError(f"{where}: {key} was given before; keep one line")
            seen.add(key) if key else None
        told, wrong = known(row)
        if wrong:
            raise InputError(f"{where}: {'; '.join(wrong)}")
        if name:
            try:
                place = Path(folder, _file_name(name)).resolve()
            except (OSError, ValueError, RuntimeError):
                raise InputError(f"{where}: {name[:40]!r} is no path; mend it") from None
            self._paths[place] = told.over(self._paths.get(place, UNKNOWN))
            self._names[name] = told.over(self._names.get(name, UNKNOWN))
        if digest:
            self._hashes[digest] = told.over(self._hashes.get(digest, UNKNOWN))


def _file_name(name: str) -> str:
    """A name as the system spells file names, which are UTF-8 on the disk whatever the locale."""
    return os.fsdecode(name.encode("utf-8", "surrogateescape"))


def _check_head(path: Path, head: list[str]) -> None:
    """Raise InputError unless the head line names columns that are known, each once, and one that finds a document."""
    unknown = [c for c in head if c not in COLUMNS]
    if unknown:
        raise InputError(
            f"{path}, line 1: unknown column {unknown[0]!r}; columns are {', '.join(COLUMNS)}, with commas between"
        )
    if len(set(head)) < len(head):
        raise InputError(f"{path}, line 1: a column is named twice")
    if not {"path", "sha256"} & set(head):
        raise InputError(
            f"{path}, line 1: no column path or sha256; one of them has to say which document a line is about"
        )
