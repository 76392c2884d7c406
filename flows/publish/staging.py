"""A folder is built aside, made safe on the disk, and moved into place whole: there is a release, or there is none."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.publish.errors import ReleaseError

PREFIX = ".staging-"


@contextmanager
def alone(releases: Path) -> Iterator[None]:
    """Be the only one that publishes into a folder, which is made if need be; what a dead run left is removed.

    Raises ReleaseError if another run is at it.
    """
    releases.mkdir(parents=True, exist_ok=True)
    handle = os.open(releases, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ReleaseError(f"another run is publishing into {releases}; try again when it is done") from error
        for stale in releases.glob(f"{PREFIX}*"):
            shutil.rmtree(stale)
        yield
    finally:
        os.close(handle)


@contextmanager
def staged(releases: Path, name: str) -> Iterator[Path]:
    """An empty folder that becomes `releases/name` when the block ends, and vanishes if it raises."""
    folder = releases / f"{PREFIX}{name}"
    folder.mkdir()
    try:
        yield folder
        for path in sorted(folder.rglob("*")):
            sync(path)
        sync(folder)
        folder.rename(releases / name)
        sync(releases)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def sync(path: Path) -> None:
    """Have the disk hold what was written to a file or folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
