"""The Prefect flows: one a stage, and the one that runs them all."""

import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from prefect import flow
from prefect.task_runners import ThreadPoolTaskRunner

from flows import MODEL, tasks
from flows.errors import GateError
from flows.extract.parse import describe
from flows.progress import Step, tell
from flows.publish import ReleaseError
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
def validate(work: str, allow_stale: bool = False) -> dict:
    """All documents' tables joined, corrected, judged and cleaned. Raises CorrectionError if corrections are stale."""
    folder = Work(Path(work))
    return tasks.judge(tasks.join(folder, allow_stale), folder)


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
    allow_stale: bool = False,
) -> dict:
    """Raw text to a published release; the summary says what each stage did. Raises GateError if the data fails its gate."""
    with tempfile.TemporaryDirectory(prefix="dyad-") as scratch:
        work = work or scratch
        done = {"ingest": ingest(raw, sources or [], work)}
        done["extract"] = extract(work, model, processes)
        done["validate"] = validate(work, allow_stale)
        if done["validate"]["ok"] and not dry_run:
            done["publish"] = publish(work, releases, version)
        tasks.report("dyad release", summary_text(done), done["validate"]["rows"])
    if not done["validate"]["ok"]:
        raise GateError(done)  # the run is to stand as failed where someone watches it
    return done


def rebuilding(
    raw: list[str], sources: list[str] | None = None, model: str = MODEL, processes: int = 0
) -> Callable[[Path, str], Path]:
    """For `verify`: a function that makes a version anew from these inputs in a releases folder, and says where it is.

    Stale corrections do not stop it: the release says itself which they were. It raises ReleaseError if the data fails its gate.
    """

    def rebuild(releases: Path, version: str) -> Path:
        try:
            done = release(raw, str(releases), sources, None, version, False, model, processes, allow_stale=True)
        except GateError as failed:
            raise ReleaseError(f"v{version} cannot be made again: {failed}") from None
        return Path(done["publish"]["folder"])

    return rebuild


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
