"""Shared by all tests: the language model, loaded once, and small documents made from plain strings."""

import datetime as dt
import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language

from flows.document import Block, Document
from flows.extract import entities, figures, times
from flows.extract.parse import MODEL, Parsed, describe, load_model, parse
from flows.runners import Here, settle
from flows.work import Work

settle()
ROOT = Path(__file__).resolve().parent.parent


def document(text: str, published: str | None = None, section: str = "body", **known: object) -> Document:
    """A document of plain paragraphs, published on an ISO date, month or year."""
    parts = [int(p) for p in published.split("-")] if published else []
    blocks = tuple(Block(m.start(), m.end(), section) for m in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text))
    return Document(
        doc_id="doc",
        path="doc.txt",
        text=text,
        blocks=blocks or (Block(0, len(text), section),),
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        format="txt",
        encoding="utf-8",
        published=dt.date(*[*parts, 1, 1][:3]) if parts else None,
        published_precision={0: "none", 1: "year", 2: "month", 3: "day"}[len(parts)],
        published_source="metadata" if parts else "none",
        **known,
    )


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The language model, loaded once."""
    return load_model()


@pytest.fixture(scope="session")
def read(nlp: Language) -> Callable[..., Parsed]:
    """`read(text, published=None)` parses a small document."""
    return lambda text, published=None, **known: parse(document(text, published, **known), nlp)


def publish_folder(raw: Path, folder: Path) -> Path:
    """All stages, without Prefect, over a raw folder; the folder of the release."""
    from flows import stages

    work = Work(folder / "work")
    stages.read([raw], [], work)
    out = work.begin("extract")
    counts = stages.extract(work.parts("ingest"), out, MODEL, Here())
    work.finish("extract", counts | {"model": describe()})
    judged = stages.judge(stages.join(work), work)
    assert judged["ok"], judged["failures"]
    return stages.promote(work, folder / "releases", None).folder


@pytest.fixture(scope="session")
def digests(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a release made from the project's own raw texts."""
    return publish_folder(ROOT / "raw", tmp_path_factory.mktemp("digests"))


@pytest.fixture
def told(read):
    """`told(text)`: for each figure text, measure, form, commodity, status, period and the two sides."""

    def slots(text):
        parsed = read(text, "2024-07-15")
        rows = figures.rows(parsed, figures.find(parsed, entities.find(parsed), times.find(parsed)))
        return [
            (
                r["text"], r["measure"], r["form"], r["commodity"], r["status"],
                " ".join(str(r[k] or "-") for k in ("start_date", "end_date")),
                f"{r['reporter'] or '-'} {r['partner'] or '-'}",
            )
            for r in rows
        ]  # fmt: skip

    return slots
