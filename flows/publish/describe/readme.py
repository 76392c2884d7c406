"""README.md of a release: what it is, how to load it, whose the texts are."""

from collections.abc import Mapping

import pyarrow as pa

from flows.knowledge import knowledge
from flows.publish import about
from flows.publish.describe.card import card
from flows.publish.describe.citation import bibtex, reference
from flows.publish.describe.sources import period
from flows.publish.markdown import grid
from flows.tables import Table

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

SQL views of every table, and of what most queries begin with (figures and events with their sentence, pairs of states by year, trade
by year), are in `views.sql`:

```sh
duckdb -init views.sql
```

Hugging Face datasets, a configuration a table that has rows:

```python
from pathlib import Path

from datasets import load_dataset

figures = load_dataset(str(Path.cwd()), "figures", split="train")
```

R:

```r
library(arrow)

figures <- read_parquet("figures.parquet")
```

For other programs `dyad export --format csv` (or xlsx, jsonl, sqlite, duckdb) writes the tables in another format.

`sha256sum -c SHA256SUMS` tells whether the files are as published.
"""

FILES = """\
## What is here

{tables}

`CODEBOOK.md` explains every column and code, says how good the rows are and what to beware of. `datapackage.json` (Frictionless Data
Package) and `croissant.json` (Croissant) say the same to machines. `validation.json` holds the result of every expectation,
`release.json` what the release was made from: inputs with their hashes, code, knowledge tables, language model and libraries. What did
not get in is in `rejects.parquet`, with the reason. `CHANGES.md` tells what is different from the version before, `changes.parquet` row
by row.
"""

LICENCE = """\
## Licence and citation

The tables are licensed under [{title}]({path}). Cite them, with the version, as

> {reference}

`CITATION.cff` says so to machines; for BibTeX:

```bibtex
{bibtex}
```

The texts they were drawn from stay their owners'. Where a text may not be passed on, `sentences.text` is null: offsets, hashes and
facts are there, its words are not. Where it may, name its author and publisher as `documents.parquet` gives them.
"""


CREDITS = """\
## Credits

Codes, names and identifiers rest on the work of others, under their own licences; dyad chose from it and reshaped it.

{works}
"""


def readme(
    version: str, tables: Mapping[str, pa.Table], sources: list[dict[str, object]], declared: Mapping[str, Table]
) -> str:
    """The README of a release in Markdown, headed by what Hugging Face reads of it."""
    counts = {name: tables[name].num_rows for name in declared}
    rows = [[f"`{name}.parquet`", f"{counts[name]:,}", table.description] for name, table in declared.items()]
    licence = {**about.LICENSE, "reference": reference(version), "bibtex": bibtex(version)}
    return "\n".join(
        [
            card(counts),
            f"# {about.NAME} {version}\n\n{about.DESCRIPTION}\n",
            FILES.format(tables=grid(["file", "rows", "what a row is"], rows)),
            LOADING,
            LICENCE.format(**licence),
            _sources(tables["documents"], sources),
            CREDITS.format(works=_credits()),
        ]
    )


def _sources(documents: pa.Table, sources: list[dict[str, object]]) -> str:
    passed_on = {True: "yes", False: "no"}
    rows = [[s["title"], s["documents"], s["rights"], passed_on[s["redistribute"]]] for s in sources]
    when = period(documents)
    parts = ["## Sources\n", f"Texts published {when.replace('/', ' to ')}.\n"] if when else ["## Sources\n"]
    parts.append(grid(["publisher", "documents", "rights", "words passed on"], rows) + "\n")
    if documents.num_rows <= LISTED:
        heads = ["document", "title", "authors", "publisher", "published", "address", "retells"]
        parts.append(grid(heads, [_document(row) for row in documents.to_pylist()]) + "\n")
    return "\n".join(parts)


def _credits() -> str:
    rows = [[f"[{c['title']}]({c['path']})", c["author"], c["licence"], c["used_for"]] for c in knowledge("credits")]
    return grid(["work", "by", "licence", "used for"], rows)


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
