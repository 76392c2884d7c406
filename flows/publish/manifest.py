"""release.json and SHA256SUMS: what a release was made from, and the hashes of what it is."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version as version_of
from pathlib import Path, PurePath

import pyarrow as pa

from flows.publish import about

SHAPING = (
    "pyarrow",
    "pandas",
    "numpy",
    "spacy",
    "thinc",
    "great-expectations",
    "pint",
    "pycountry",
    "babel",
    "duckdb",
    "charset-normalizer",
    "py3langid",
    "rapidfuzz",
    "pyyaml",
)
"""The libraries whose version may change what a release holds."""
SUMS = "SHA256SUMS"


def manifest(
    version: str,
    tables: Mapping[str, pa.Table],
    results: Sequence[Mapping[str, object]],
    *,
    previous: Mapping[str, object] | None,
    change: Mapping[str, object] | None,
    inputs: Iterable[Mapping[str, object]],
    model: Mapping[str, str],
    code: str,
    knowledge: str,
) -> dict[str, object]:
    """What release.json says; nothing in it depends on when or where the release was made.

    `previous` names the version before, `change` says what the difference is; both are None for the first.
    """
    return {
        "name": about.NAME,
        "version": version,
        "previous": previous,
        "change": change,
        "inputs": sorted(({**i, "path": _relative(i["path"])} for i in inputs), key=lambda i: (i["path"], i["sha256"])),
        "code": code,
        "knowledge": knowledge,
        "model": dict(model),
        "libraries": libraries(),
        "rows": {name: table.num_rows for name, table in tables.items()},
        "expectations": {
            "checked": len(results),
            "failed": {
                severity: sum(not r["success"] for r in results if r["severity"] == severity)
                for severity in ("critical", "warning", "info")
            },
            "rows_removed": sum(int(r["n_removed"]) for r in results if r["expectation"] == "expect_few_rows_removed"),
        },
    }


def libraries() -> dict[str, str]:
    """The versions of the libraries that may change what a release holds."""
    return {name: version_of(name) for name in SHAPING}


def _relative(path: object) -> str:
    """A path as a release may show it: of an absolute one the name only."""
    found = PurePath(str(path))
    return found.name if found.is_absolute() else found.as_posix()


def write_sums(folder: Path) -> None:
    """Write the SHA-256 of every file of a folder, as `sha256sum -c` reads it there."""
    lines = []
    for path in sorted(folder.iterdir()):
        with path.open("rb") as file:
            lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.name}\n")
    (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")
