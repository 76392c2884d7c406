"""The versions in a releases folder: vMAJOR.MINOR.PATCH, compared as numbers, and `latest`, a link to the newest."""

import os
import re
from pathlib import Path

from flows.publish.diff.level import Level, raised
from flows.publish.diff.side import release
from flows.publish.errors import ReleaseError

FIRST = "0.1.0"
LATEST = "latest"
VERSION = re.compile(r"(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})", re.ASCII)


def numbers(version: str) -> tuple[int, int, int]:
    """The three numbers of a version, with or without its v. Raises ReleaseError if it is none."""
    found = VERSION.fullmatch(version.removeprefix("v"))
    if not found:
        raise ReleaseError(f"{version!r} is no version: write three numbers, such as 1.2.0")
    major, minor, patch = (int(n) for n in found.groups())
    return major, minor, patch


def published(releases: Path) -> list[str]:
    """The versions in a releases folder (without v), oldest first."""
    names = [p.name[1:] for p in releases.glob("v*") if p.is_dir()] if releases.is_dir() else []
    return sorted((n for n in names if VERSION.fullmatch(n)), key=numbers)


def earlier(releases: Path, version: str) -> str | None:
    """The newest version in a releases folder that is older than the one given; None if there is none."""
    older = [v for v in published(releases) if numbers(v) < numbers(version)]
    return older[-1] if older else None


def before(releases: Path, wanted: str | None = None) -> str | None:
    """The version that the next one is compared with: the newest, or the newest that is older than one wanted.

    None if there is none. Raises ReleaseError if the one wanted is no version or is there already.
    """
    if wanted is not None:
        return earlier(releases, free(releases, wanted))
    there = published(releases)
    return there[-1] if there else None


def find(releases: Path, name: str) -> Path:
    """The folder of a release, named by its version (0.2.0, v0.2.0), as `latest`, or by its own path.

    Raises ReleaseError if there is none; the text says which there are.
    """
    if VERSION.fullmatch(name.removeprefix("v")):
        folder = releases / f"v{name.removeprefix('v')}"
    else:
        folder = releases / LATEST if name == LATEST else Path(name)
    if not name or not folder.is_dir():
        there = ", ".join(f"v{v}" for v in published(releases)) or "none"
        raise ReleaseError(f"{name!r} is no release; in {releases} there are: {there}")
    return folder


def free(releases: Path, wanted: str) -> str:
    """The version wanted, without its v. Raises ReleaseError if it is no version or is there already."""
    version = ".".join(str(n) for n in numbers(wanted))
    if os.path.lexists(releases / f"v{version}"):
        raise ReleaseError(
            f"{releases / f'v{version}'} is there already, and a release never changes; choose another version"
        )
    return version


def following(version: str, by: Level) -> str:
    """The version after one, as the level of the difference demands."""
    return ".".join(str(n) for n in raised(numbers(version), by))


def check(releases: Path, version: str | None = None) -> None:
    """Look whether a version can be published into a folder, before costly work. Changes nothing.

    Raises ReleaseError if the folder cannot be written to, if the version is there already, if `latest` is not a link, or if the
    version before is damaged, so that nothing can be compared with it.
    """
    existing = releases
    while not os.path.lexists(existing) and existing != existing.parent:
        existing = existing.parent
    if not existing.is_dir():
        raise ReleaseError(f"{existing} is not a folder, so nothing can be published in {releases}")
    if not os.access(existing, os.W_OK | os.X_OK):
        raise ReleaseError(f"{existing} cannot be written to; choose another releases folder or change its permissions")
    latest = releases / LATEST
    if latest.exists() and not latest.is_symlink():
        raise ReleaseError(f"{latest} is not a link; move it away, it is where the link to the newest version stands")
    if since := before(releases, version):
        release(releases / f"v{since}")


def point_latest(releases: Path) -> None:
    """Let `latest` link to the newest version; the old link is replaced in one step. Raises ReleaseError if it cannot be."""
    newest = f"v{published(releases)[-1]}"
    link, fresh = releases / LATEST, releases / f".{LATEST}-new"
    if link.is_symlink() and link.readlink() == Path(newest):
        return
    try:
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(newest)
        fresh.replace(link)
    except OSError as error:
        why = error.strerror or error
        raise ReleaseError(f"{releases / newest} is complete, but {link} could not be moved to it: {why}") from error
