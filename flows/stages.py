"""The stages over a work folder: plain functions, to be called by tasks, tests and notebooks alike."""

import json
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Executor, as_completed
from dataclasses import asdict
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows import corrections, ingest, knowledge, publish, reconcile
from flows.artefact import write_json
from flows.document import Document
from flows.partition import extract_part
from flows.progress import Step, tell
from flows.tables import TABLES
from flows.work import Work, read_tables, write_rows, write_tables

PART_WORDS = 20_000
"""Words of a part: few enough to show progress and share out evenly, many enough to cost nothing to hand over."""


def read(raw: Sequence[Path], sources: Sequence[Path], work: Work) -> dict[str, object]:
    """Read the raw paths into parts of the work folder. The summary counts, and names every input file with its hash.

    Raises InputError if a path does not exist or a source list is wrong, CorrectionError if a list of corrections is.
    """
    by_hand = corrections.find(ingest.corrections(raw), raw)
    folder = work.begin("ingest")
    rejects: list[dict[str, object]] = []
    part: list[Document] = []
    doc_ids: set[str] = set()
    size = parts = documents = words = 0
    for item in ingest.read(raw, sources):
        if isinstance(item, ingest.Reject):
            rejects.append(item.row())
            continue
        n = len(item.text.split())
        part.append(item)
        doc_ids.add(item.doc_id)
        size, documents, words = size + n, documents + 1, words + n
        tell(Step("ingest", 1, n))
        if size >= PART_WORDS:
            pq.write_table(ingest.to_arrow(part), folder / f"part-{parts:05}.parquet")
            part, size, parts = [], 0, parts + 1
    if part:
        pq.write_table(ingest.to_arrow(part), folder / f"part-{parts:05}.parquet")
    decided = [c.row() for found in by_hand for c in found.about(doc_ids)]
    write_rows(folder, {"rejects": rejects, "corrections": decided})
    inputs = [asdict(i) for i in ingest.inputs(raw, sources)]
    summary = {"documents": documents, "words": words, "rejects": len(rejects), "inputs": inputs}
    work.finish("ingest", summary)
    return summary


def extract(parts: Sequence[Path], folder: Path, model: str, pool: Executor) -> dict[str, int]:
    """Extract parts of the ingest in the pool's workers, a folder of tables a part. Counts documents, words and rejects."""
    futures = [pool.submit(extract_part, str(part), str(folder / part.stem), model) for part in parts]
    total = {"documents": 0, "words": 0, "rejects": 0}
    for future in as_completed(futures):
        done = future.result()
        tell(Step("extract", done.documents + done.rejects, done.words))
        total = {name: n + getattr(done, name) for name, n in total.items()}
    return total


def join(work: Work, allow_stale: bool = False) -> dict[str, pa.Table]:
    """All parts' tables brought together, corrected, and with them what looks across documents.

    Raises CorrectionError if corrections do not apply any more, unless those are allowed: then they do nothing.
    """
    tables = corrections.to_documents(read_tables([work.need("ingest"), *work.parts("extract")]))
    tables["entities"] = reconcile.entities(tables["entities"], tables["mentions"])
    tables["citations"] = reconcile.citations(tables["citations"], tables["documents"])
    tables = corrections.to_corpus(tables)
    if not allow_stale:
        corrections.need_fresh(tables["corrections"])
    tables["events"], tables["episodes"] = reconcile.episodes(tables)
    tables |= reconcile.series(tables)
    return tables


def judge(tables: dict[str, pa.Table], work: Work) -> dict[str, object]:
    """Judge the tables, quarantine what fails, and leave the clean ones in the work folder."""
    from flows.validate import validate  # Great Expectations takes seconds to import

    tell(Step("validate"))
    texts: dict[str, str] = {}
    for part in work.parts("ingest"):
        held = pq.read_table(part, columns=["doc_id", "text"])
        texts.update(zip(held["doc_id"].to_pylist(), held["text"].to_pylist(), strict=True))
    verdict = validate(tables, texts)
    folder = work.begin("validate")
    write_tables(folder, verdict.tables)
    write_json(folder / "results.json", verdict.results)
    summary = {
        "ok": verdict.ok,
        "failures": list(verdict.failures),
        "expectations": len(verdict.results),
        "failed": dict(sorted(Counter(r["severity"] for r in verdict.results if not r["success"]).items())),
        "rows": {name: verdict.tables[name].num_rows for name in TABLES},
        "rejects": reasons(verdict.tables["rejects"]),
        "stale": verdict.tables["corrections"]["state"].to_pylist().count("stale"),
    }
    work.finish("validate", summary)
    return summary


def promote(work: Work, releases: Path, version: str | None) -> publish.Published:
    """Publish the clean tables as a new version, unless they hold nothing new. Raises ReleaseError if it cannot."""
    tell(Step("publish"))
    folder = work.need("validate")
    return publish.publish(
        {name: pq.read_table(folder / f"{name}.parquet") for name in TABLES},
        json.loads((folder / "results.json").read_text("utf-8")),
        inputs=work.summary("ingest")["inputs"],
        model=work.summary("extract")["model"],
        code=publish.code_fingerprint(),
        knowledge=knowledge.fingerprint(),
        releases=releases,
        version=version,
    )


def reasons(rejects: pa.Table) -> dict[str, int]:
    """How many rejects there are of each reason, the most frequent first."""
    counts = rejects.group_by("reason").aggregate([([], "count_all")])
    return dict(
        sorted(zip(*(counts[c].to_pylist() for c in ("reason", "count_all")), strict=True), key=lambda r: (-r[1], r[0]))
    )
