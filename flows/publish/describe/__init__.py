"""What a release says of itself, to people and machines, all of it derived from the declared tables."""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from flows.artefact import write_json
from flows.publish.describe.citation import citation
from flows.publish.describe.codebook import codebook
from flows.publish.describe.croissant import croissant
from flows.publish.describe.datapackage import datapackage
from flows.publish.describe.readme import readme
from flows.publish.describe.sources import period, sources
from flows.publish.describe.views import views
from flows.tables import Table

__all__ = ["describe"]


def describe(
    folder: Path,
    version: str,
    history: Mapping[str, object],
    tables: Mapping[str, pa.Table],
    declared: Mapping[str, Table],
) -> None:
    """Write the descriptions of a version into the folder in which its Parquet files already stand.

    `history` says which version was before and what the difference from it is, `declared` are the tables of the release, `tables`
    their rows. Writes datapackage.json, croissant.json, README.md, CODEBOOK.md,
    CITATION.cff and views.sql.
    """
    whose = sources(tables["documents"])
    write_json(folder / "datapackage.json", datapackage(version, history, whose, folder, declared))
    write_json(folder / "croissant.json", croissant(version, period(tables["documents"]), folder, declared))
    texts = {
        "README.md": readme(version, tables, whose, declared),
        "CODEBOOK.md": codebook(version, declared),
        "CITATION.cff": citation(version),
        "views.sql": views(version, declared),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
