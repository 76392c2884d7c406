"""Is a release as it was published, and does it come out the same when it is made again?"""

import hashlib
import json
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.publish.manifest import SUMS
from flows.publish.versions import VERSION, find, published

LINE = re.compile(r"([0-9a-f]{64})  ([^/\\\x00-\x1f]+)")
MADE_FROM = ("inputs", "code", "knowledge", "model", "libraries", "previous")
"""What release.json says a release was made from."""

Rebuild = Callable[[Path, str], Path]
"""Makes a version anew in a releases folder that holds the version before it; its folder."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found of a release."""

    version: str
    """Without the v."""
    folder: Path
    n_files: int
    """Files that its checksums name."""
    faults: tuple[str, ...]
    """What is not as it was published, a line each."""
    rebuilt: bool = False
    """Was it made again?"""
    made_otherwise: tuple[str, ...] = ()
    """What it is made from now that is not as it was then, a line each: the likely reason of the differences."""
    differences: tuple[str, ...] = ()
    """The files that came out otherwise, a line each."""

    @property
    def ok(self) -> bool:
        """Is it as published, and, if made again, the same?"""
        return not (self.faults or self.differences)


def verify(releases: Path, name: str, rebuild: Rebuild | None = None) -> Verified:
    """Check a release, named by its version or as `latest`, against its checksums and those that a later release holds of it.

    With `rebuild` it is made again in a folder aside and compared, byte by byte; the releases folder is not touched.
    Raises ReleaseError if there is no such release; what `rebuild` raises is passed on.
    """
    folder = find(releases, name).resolve()
    sums, faults = _read_sums(folder)
    faults += _against_sums(folder, sums)
    said = _said(folder)
    version = str(said.get("version") or folder.name.removeprefix("v"))
    faults += [] if faults else _names(folder, version)
    faults += _by_neighbours(releases, folder, said)
    if rebuild is None:
        return Verified(version, folder, len(sums), tuple(faults))
    with tempfile.TemporaryDirectory(prefix="dyad-verify-") as aside:
        base = Path(aside) / "releases"
        base.mkdir()
        before = (said.get("previous") or {}).get("version")
        if before:
            (base / f"v{before}").symlink_to(find(releases, before).resolve())
        again = rebuild(base, version)
        otherwise = _made_otherwise(said, _said(again))
        differences = _differences(_hashes(folder), _hashes(again))
    return Verified(version, folder, len(sums), tuple(faults), True, tuple(otherwise), tuple(differences))


def _read_sums(folder: Path) -> tuple[dict[str, str], list[str]]:
    """The checksums of a release by file name, and what is wrong with their file."""
    try:
        *lines, rest = (folder / SUMS).read_bytes().decode("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        return {}, [f"{SUMS}: cannot be read: {getattr(error, 'strerror', None) or 'not UTF-8'}"]
    sums: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        found = LINE.fullmatch(line)
        if not found or found[2] in sums:
            return sums, [f"{SUMS}, line {number}: no checksum of a file, or of one named before"]
        sums[found[2]] = found[1]
    if rest or not sums:
        return sums, [f"{SUMS}: {'its last line does not end' if rest else 'names no file'}"]
    return sums, []


def _against_sums(folder: Path, sums: dict[str, str]) -> Iterator[str]:
    for name, wanted in sums.items():
        path = folder / name
        if not path.is_file():
            yield f"{name}: missing"
        elif _hash(path) != wanted:
            yield f"{name}: not as published"
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name not in sums and name != SUMS and not path.is_dir():
            yield f"{name}: was not published with this release"


def _said(folder: Path) -> dict:
    """What release.json says; empty if it cannot be read."""
    try:
        said = json.loads((folder / "release.json").read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _names(folder: Path, version: str) -> Iterator[str]:
    """Where folder, release.json and tables do not agree on what they are."""
    if VERSION.fullmatch(folder.name.removeprefix("v")) and folder.name != f"v{version}":
        yield f"release.json: says {version}, but the folder is {folder.name}"
    for path in sorted(folder.glob("*.parquet")):
        try:
            about = pq.read_schema(path).metadata or {}
        except (OSError, pa.ArrowException):
            yield f"{path.name}: cannot be read"
            continue
        found = (about.get(b"version", b"").decode(), about.get(b"table", b"").decode())
        if found != (version, path.stem):
            yield f"{path.name}: says that it is {found[1]} of version {found[0]}"


def _by_neighbours(releases: Path, folder: Path, said: dict) -> Iterator[str]:
    """Whether the checksums are those that the next release recorded, and those of the release before as recorded here."""
    if folder.parent != releases.resolve():
        return
    for version in published(releases):
        before = _said(releases / f"v{version}").get("previous") or {}
        if f"v{before.get('version')}" == folder.name and before.get("sums") not in (None, _hash(folder / SUMS)):
            yield f"{SUMS}: not what v{version} recorded of it"
    before = said.get("previous") or {}
    path = releases / f"v{before.get('version')}" / SUMS
    if before.get("sums") and path.is_file() and before["sums"] != _hash(path):
        yield f"v{before['version']}/{SUMS}: not what this release recorded of it"


def _made_otherwise(then: dict, now: dict) -> Iterator[str]:
    for name in MADE_FROM:
        if then.get(name) != now.get(name):
            yield from _inputs(then.get(name), now.get(name)) if name == "inputs" else _other(name, then, now)


def _inputs(then: object, now: object) -> Iterator[str]:
    was, are = ({i["path"]: i["sha256"] for i in some or ()} for some in (then, now))
    for path in sorted(was.keys() | are.keys()):
        if was.get(path) != are.get(path):
            yield f"input {path}: {'new' if path not in was else 'gone' if path not in are else 'changed'}"


def _other(name: str, then: dict, now: dict) -> Iterator[str]:
    was, are = then.get(name), now.get(name)
    if isinstance(was, dict) and isinstance(are, dict):
        for key in sorted(was.keys() | are.keys()):
            if was.get(key) != are.get(key):
                yield f"{name} {key}: {was.get(key)} then, {are.get(key)} now"
    else:
        yield f"{name}: another than then"


def _differences(then: dict[str, str], now: dict[str, str]) -> Iterator[str]:
    for name in sorted(then.keys() | now.keys()):
        if name not in now:
            yield f"{name}: does not come out again"
        elif name not in then:
            yield f"{name}: comes out now, and was not published"
        elif then[name] != now[name]:
            yield f"{name}: comes out otherwise"


def _hashes(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): _hash(p) for p in folder.rglob("*") if p.is_file()}


def _hash(path: Path) -> str:
    """The SHA-256 of a file; empty if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
