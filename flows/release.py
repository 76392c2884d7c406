"""The Prefect flows: one a stage, and the one that runs them all."""

import tempfile
from dataclasses import asdict
from pathlib import Path

from prefect import flow
from prefect.task_runners import ThreadPoolTaskRunner

from flows import MODEL, tasks
from flows.errors import GateError
from flows.extract.parse import describe
from flows.progress import Step, tell
from flows.runners import cores, share_out, workers
from flows.work import Work


@flow(name="ingest")
def ingest(raw: list[str], sources: list[str], work: str) -> dict:
    """Raw paths to documents."""
    return tasks.read([Path(p) for p in raw], [Path(p) for p in sources], Work(Path(work)))


@flow(name="extract", task_runner=ThreadPoolTaskRunner(max_workers=48))
def extract(work: str, model: str = MODEL, processes: int = 0) -> dict:
    """Documents to sentences, entities, times, figures and events, part by part."""
    folder = Work(Path(work))
    parts, read = folder.parts("ingest"), folder.summary("ingest")
    tell(Step("extract", total_words=read["words"]))
    out = folder.begin("extract")
    with workers(min(processes or cores(), len(parts))) as pool:
        runs = [tasks.extract.submit(some, out, model, pool) for some in share_out(parts)]
        totals = [run.result() for run in runs]
    summary = {k: sum(t[k] for t in totals) for k in ("documents", "words", "rejects")} | {"model": describe(model)}
    folder.finish("extract", summary)
    return summary


@flow(name="validate")
def validate(work: str) -> dict:
    """All documents' tables joined, judged and cleaned."""
    folder = Work(Path(work))
    return tasks.judge(tasks.join(folder), folder)


@flow(name="publish")
def publish(work: str, releases: str, version: str | None = None) -> dict:
    """The clean tables as a version in the releases folder."""
    published = tasks.promote(Work(Path(work)), Path(releases), version)
    return asdict(published) | {"folder": str(published.folder)}


@flow(name="release")
def release(
    raw: list[str],
    releases: str = "releases",
    sources: list[str] | None = None,
    work: str | None = None,
    version: str | None = None,
    dry_run: bool = False,
    model: str = MODEL,
    processes: int = 0,
) -> dict:
    """Raw text to a published release; the summary says what each stage did. Raises GateError if the data fails its gate."""
    with tempfile.TemporaryDirectory(prefix="dyad-") as scratch:
        work = work or scratch
        done = {"ingest": ingest(raw, sources or [], work)}
        done["extract"] = extract(work, model, processes)
        done["validate"] = validate(work)
        if done["validate"]["ok"] and not dry_run:
            done["publish"] = publish(work, releases, version)
        tasks.report("dyad release", summary_text(done), done["validate"]["rows"])
    if not done["validate"]["ok"]:
        raise GateError(done)  # the run is to stand as failed where someone watches it
    return done


def summary_text(done: dict) -> str:
    """What a run did, in Markdown."""
    read, judged, out = done["ingest"], done["validate"], done.get("publish")
    held = judged["expectations"] - sum(judged["failed"].values())
    lines = [
        f"Documents: {read['documents']:,}, words: {read['words']:,}, rejects: {judged['rows']['rejects']:,}.",
        f"{held} of {judged['expectations']} expectations hold.",
        *(f"- **failed:** {failure}" for failure in judged["failures"]),
    ]
    if out:
        lines.append(f"Published as v{out['version']}." if out["new"] else f"Nothing new since v{out['version']}.")
    return "\n\n".join(lines)
