"""The versions in a releases folder, each with what it says of itself."""

import json
from dataclasses import dataclass
from pathlib import Path

from flows.publish.errors import ReleaseError
from flows.publish.versions import LATEST, published


@dataclass(frozen=True, slots=True)
class Listed:
    """A published version."""

    version: str
    """Without the v."""
    latest: bool
    documents: int
    rows: int
    """Rows of all tables."""
    tables: int
    previous: str | None
    """The version before, that it was compared with; null for the first, and for versions that do not say it."""
    level: str | None
    """What the difference means to readers: major, minor or patch."""
    because: list[str]
    """What makes up the difference."""


def listed(releases: Path) -> list[Listed]:
    """The versions in a releases folder, oldest first.

    Raises ReleaseError if there is none, or if one does not say what it is.
    """
    there = published(releases)
    if not there:
        raise ReleaseError(f"no releases in {releases}; `dyad release` makes the first")
    newest = releases / LATEST
    latest = newest.resolve().name if newest.is_symlink() else None
    return [_listed(releases / f"v{version}", latest) for version in there]


def _listed(folder: Path, latest: str | None) -> Listed:
    try:
        made = json.loads((folder / "release.json").read_text("utf-8"))
        rows, change, previous = made["rows"], made.get("change") or {}, made.get("previous") or {}
        return Listed(
            version=made["version"],
            latest=folder.name == latest,
            documents=rows["documents"],
            rows=sum(rows.values()),
            tables=len(rows),
            previous=previous.get("version"),
            level=change.get("level"),
            because=list(change.get("because", ())),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReleaseError(f"{folder} does not hold a whole release ({error}); move it away") from error
