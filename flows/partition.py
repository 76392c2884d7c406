"""A part of the corpus through extraction: plain functions that a worker process can run."""

import traceback
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from flows.document import Document
from flows.extract import Rows, extract
from flows.extract.parse import load_model
from flows.ingest import from_arrow, row
from flows.work import write_rows


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a part."""

    documents: int
    words: int
    rejects: int


def extract_part(part: str, folder: str, model: str) -> Done:
    """Extract the documents of one part of the ingest (a Parquet file) into a folder of tables.

    A document that fails costs that document: it goes to `rejects` with the reason and the line of code.
    """
    nlp = load_model(model)
    tables: Rows = {"documents": [], "rejects": []}
    words = 0
    for document in from_arrow(pq.read_table(part)):
        about = row(document)
        words += about["n_words"]
        try:
            rows = extract(document, nlp)
        except Exception as error:
            tables["rejects"].append(_reject(document, error))
            continue
        tables["documents"].append(about | {"n_sentences": len(rows["sentences"])})
        for name, some in rows.items():
            tables.setdefault(name, []).extend(some)
    write_rows(Path(folder), tables)
    return Done(len(tables["documents"]), words, len(tables["rejects"]))


def _reject(document: Document, error: Exception) -> dict[str, object]:
    at = traceback.extract_tb(error.__traceback__)[-1]
    return {
        "path": document.path,
        "stage": "extract",
        "reason": f"extraction failed: {type(error).__name__}",
        "detail": f"{error} (in {Path(at.filename).name}, line {at.lineno}); please report it with this document",
    }
