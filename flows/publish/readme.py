"""README.md of a release: what it is, how to load it, whose the texts are."""

from collections.abc import Mapping

import pyarrow as pa

from flows.knowledge import knowledge
from flows.publish import about
from flows.publish.dictionary import cell
from flows.tables import TABLES

LISTED = 50
"""Documents named one by one; more are left to the table."""

LOADING = """\
## Load it

Paths are relative to this folder.

pandas:

```python
import pandas as pd

figures = pd.read_parquet("figures.parquet")
```

polars:

```python
import polars as pl

figures = pl.read_parquet("figures.parquet")
```

DuckDB, each figure with the sentence that tells it:

```sql
SELECT f.reporter, f.partner, f.measure, f.start_date, f.value, f.unit, f.status, s.text AS sentence
FROM 'figures.parquet' f JOIN 'sentences.parquet' s USING (sentence_id)
ORDER BY f.start_date, f.figure_id;
```

R:

```r
library(arrow)

figures <- read_parquet("figures.parquet")
```

`sha256sum -c SHA256SUMS` tells whether the files are as published.
"""

FILES = """\
## What is here

{tables}

`DICTIONARY.md` explains every column. `datapackage.json` says the same to machines (Frictionless Data Package).
`validation.json` holds the result of every expectation, `release.json` what the release was made from: inputs with their
hashes, code, knowledge tables, language model and libraries. What did not get in is in `rejects.parquet`, with the reason.
"""

LICENCE = """\
## Licence and citation

The tables are licensed under [{title}]({path}). Cite them as

> {name}, version {version} (data set).

The texts they were drawn from stay their owners'. Where a text may not be passed on, `sentences.text` is null: offsets, hashes and
facts are there, its words are not. Where it may, name its author and publisher as `documents.parquet` gives them.
"""


CREDITS = """\
## Credits

Codes, names and identifiers rest on the work of others, under their own licences; dyad chose from it and reshaped it.

{works}
"""


def readme(version: str, tables: Mapping[str, pa.Table], sources: list[dict[str, object]]) -> str:
    """The README of a release in Markdown."""
    rows = [[f"`{name}.parquet`", f"{tables[name].num_rows:,}", t.description] for name, t in TABLES.items()]
    return "\n".join(
        [
            f"# {about.NAME} {version}\n\n{about.DESCRIPTION}\n",
            FILES.format(tables=_grid(["file", "rows", "what a row is"], rows)),
            LOADING,
            LICENCE.format(**about.LICENSE | {"name": about.NAME, "version": version}),
            _sources(tables["documents"], sources),
            CREDITS.format(works=_credits()),
        ]
    )


def _sources(documents: pa.Table, sources: list[dict[str, object]]) -> str:
    passed_on = {True: "yes", False: "no"}
    rows = [[s["title"], s["documents"], s["rights"], passed_on[s["redistribute"]]] for s in sources]
    parts = ["## Sources\n", _grid(["publisher", "documents", "rights", "words passed on"], rows) + "\n"]
    if documents.num_rows <= LISTED:
        heads = ["document", "title", "authors", "publisher", "published", "address", "retells"]
        parts.append(_grid(heads, [_document(row) for row in documents.to_pylist()]) + "\n")
    return "\n".join(parts)


def _credits() -> str:
    rows = [[f"[{c['title']}]({c['path']})", c["author"], c["licence"], c["used_for"]] for c in knowledge("credits")]
    return _grid(["work", "by", "licence", "used for"], rows)


def _document(row: Mapping[str, object]) -> list[object]:
    published = str(row["published"] or "")
    known = {"year": published[:4], "month": published[:7]}.get(row["published_precision"], published)
    return [
        row["doc_id"],
        row["title"],
        ", ".join(row["authors"]),
        row["publisher"],
        known,
        row["source_url"],
        row["digest_of"],
    ]


def _grid(heads: list[str], rows: list[list[object]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *([cell("" if v is None else str(v)) for v in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
