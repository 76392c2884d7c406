"""Publish the clean tables as a version: immutable, complete or not there at all, the same bytes for the same inputs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from flows.publish import manifest, parquet
from flows.publish.datapackage import datapackage
from flows.publish.dictionary import dictionary
from flows.publish.errors import ReleaseError
from flows.publish.fingerprint import code_fingerprint
from flows.publish.readme import readme
from flows.publish.sources import sources
from flows.publish.staging import alone, staged
from flows.publish.versions import check, next_version, point_latest, published
from flows.publish.withhold import withhold
from flows.tables import TABLES

__all__ = ["Published", "ReleaseError", "check", "code_fingerprint", "publish"]


@dataclass(frozen=True, slots=True)
class Published:
    """A version that is in the releases folder."""

    version: str
    """Without the v."""
    folder: Path
    new: bool
    """False if the newest version held exactly these tables already, so that nothing was published."""


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
    Without a `version` the minor number is raised, and nothing is published if the newest version holds the same tables.
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
    there = published(releases)
    if there and wanted is None:
        newest = releases / f"v{there[-1]}"
        if all(parquet.same(ready[name], newest / f"{name}.parquet") for name in TABLES):
            point_latest(releases)
            return Published(there[-1], newest, False)
    version = next_version(releases, wanted)
    with staged(releases, f"v{version}") as folder:
        _write(ready, results, made_from, version, folder)
    point_latest(releases)
    return Published(version, releases / f"v{version}", True)


def _write(
    ready: Mapping[str, pa.Table],
    results: Sequence[Mapping[str, object]],
    made_from: Mapping[str, object],
    version: str,
    folder: Path,
) -> None:
    for name, table in TABLES.items():
        parquet.write(table, ready[name], folder / f"{name}.parquet", version)
    whose = sources(ready["documents"])
    manifest.write_json(folder / "datapackage.json", datapackage(version, whose, folder))
    manifest.write_json(folder / "validation.json", [dict(sorted(r.items())) for r in results])
    manifest.write_json(folder / "release.json", manifest.manifest(version, ready, results, **made_from))
    (folder / "DICTIONARY.md").write_text(dictionary(version), encoding="utf-8", newline="\n")
    (folder / "README.md").write_text(readme(version, ready, whose), encoding="utf-8", newline="\n")
    manifest.write_sums(folder)
