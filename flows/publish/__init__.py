"""Publish the clean tables as a version: immutable, complete or not there at all, the same bytes for the same inputs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from flows.artefact import write_json
from flows.publish import diff, manifest, parquet
from flows.publish.changelog import changelog
from flows.publish.describe import describe
from flows.publish.errors import ReleaseError
from flows.publish.fingerprint import code_fingerprint
from flows.publish.staging import alone, staged
from flows.publish.versions import FIRST, before, check, following, free, point_latest
from flows.publish.withhold import withhold
from flows.tables import TABLES
from flows.tables.arrow import to_arrow
from flows.tables.changes import changes

__all__ = ["Published", "ReleaseError", "check", "code_fingerprint", "publish"]


@dataclass(frozen=True, slots=True)
class Published:
    """A version that is in the releases folder."""

    version: str
    """Without the v."""
    folder: Path
    new: bool
    """False if the newest version held exactly these tables already, so that nothing was published."""
    since: str | None = None
    """The version that it was compared with; None for the first."""
    level: str | None = None
    """What the difference means to readers: major, minor or patch; None for the first, or if nothing differs."""
    because: tuple[str, ...] = ()
    """What makes up the difference, in a few words each."""


def publish(
    tables: Mapping[str, pa.Table],
    results: Sequence[Mapping[str, object]],
    *,
    inputs: Iterable[Mapping[str, object]],
    model: Mapping[str, str],
    code: str,
    knowledge: str,
    releases: Path,
    version: str | None = None,
) -> Published:
    """Publish clean tables, with the results of their validation, as a new version in `releases`.

    `inputs` are path, sha256 and n_bytes of each file read, `model` the language model, `code` and `knowledge` fingerprints.
    The release is compared with the newest version before it, and without a `version` the difference decides which number is
    raised; nothing is published if there is none. Tables published again have the same bytes if that earlier version is there.
    The order of the rows does not matter. Raises ReleaseError if a critical expectation failed, if the version is there
    already or if the folder cannot be written; then the folder is as it was.
    """
    failed = [r for r in results if r["severity"] == "critical" and not r["success"]]
    if failed:
        raise ReleaseError(
            f"{len(failed)} critical expectations failed, so nothing is published; see the results of validation"
        )
    if missing := [name for name in TABLES if name not in tables]:
        raise ReleaseError(f"there is no release without these tables: {', '.join(missing)}")
    ready = {name: parquet.ordered(TABLES[name], data) for name, data in withhold(tables).items()}
    made_from = {"inputs": inputs, "model": model, "code": code, "knowledge": knowledge}
    check(releases, version)
    try:
        with alone(releases):
            return _publish(ready, results, made_from, releases, version)
    except OSError as error:
        raise ReleaseError(f"{releases}: nothing was published: {error.strerror or error}") from error


def _publish(
    ready: Mapping[str, pa.Table],
    results: Sequence[Mapping[str, object]],
    made_from: Mapping[str, object],
    releases: Path,
    wanted: str | None,
) -> Published:
    since = before(releases, wanted)
    new = diff.unpublished(ready, {**made_from, "libraries": manifest.libraries()})
    found = diff.difference(diff.release(releases / f"v{since}"), new) if since else None
    if found and found.level is None and wanted is None:
        point_latest(releases)
        return Published(since, releases / f"v{since}", False, since)
    version = free(releases, wanted) if wanted else following(since, found.level) if found else FIRST
    with staged(releases, f"v{version}") as folder:
        _write(ready, results, made_from, found, version, folder)
    point_latest(releases)
    told = (found.old.version, found.level, tuple(found.because())) if found else ()
    return Published(version, releases / f"v{version}", True, *told)


def _write(
    ready: Mapping[str, pa.Table],
    results: Sequence[Mapping[str, object]],
    made_from: Mapping[str, object],
    found: diff.Difference | None,
    version: str,
    folder: Path,
) -> None:
    for name, table in TABLES.items():
        parquet.write(table, ready[name], folder / f"{name}.parquet", version)
    what = found.changes if found else to_arrow(changes, [])
    what = parquet.ordered(changes, what)
    parquet.write(changes, what, folder / "changes.parquet", version)
    write_json(folder / "validation.json", [dict(sorted(r.items())) for r in results])
    history = _history(found)
    write_json(folder / "release.json", manifest.manifest(version, ready, results, **made_from, **history))
    (folder / "CHANGES.md").write_text(changelog(version, found), encoding="utf-8", newline="\n")
    describe(folder, version, history, {**ready, changes.name: what}, {**TABLES, changes.name: changes})
    manifest.write_sums(folder)


def _history(found: diff.Difference | None) -> dict[str, dict[str, object] | None]:
    """What the descriptors say of the version before and of the difference from it."""
    if not found:
        return {"previous": None, "change": None}
    return {
        "previous": {"version": found.old.version, "sums": found.old.sums},
        "change": {"level": found.level, "because": found.because()},
    }
