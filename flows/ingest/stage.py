"""The stage: from raw paths to documents and rejects, one at a time."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from flows.document import Document
from flows.ingest import dates, files
from flows.ingest.duplicates import Duplicates
from flows.ingest.files import File
from flows.ingest.known import Known
from flows.ingest.language import other_language
from flows.ingest.names import Names
from flows.ingest.outcome import Reject
from flows.ingest.readers import Draft, drafts
from flows.ingest.sections import layout
from flows.ingest.sources import Sources

LIMIT = 20_000_000
"""Characters of the longest text that is read."""


def read(raw: Sequence[Path], sources: Sequence[Path] = (), limit: int = LIMIT) -> Iterator[Document | Reject]:
    """The documents below the raw paths, and what did not get in, in order: raw paths as given, below each by path.

    `sources` are lists of sources beside the `sources.csv` of the raw folders; of two that speak of one document the later
    has the word, and a folder's own list before all. The iterator holds one document at a time.
    Raises InputError, before anything is read, if a raw path or a list cannot be used.
    """
    found = files.find(raw)
    return _read(found, Sources([*map(Path, sources), *files.lists(found, raw)]), limit)


def _read(found: Sequence[File], sources: Sources, limit: int) -> Iterator[Document | Reject]:
    names, duplicates = Names(), Duplicates()
    for file in found:
        for draft in drafts(file, limit):
            if isinstance(draft, Reject):
                yield draft
                continue
            listed = sources.of(draft)
            if refused := _refuse(draft, duplicates):
                yield refused
            else:
                document, doubtful = _document(draft, names.of(draft), listed)
                duplicates.add(draft.text, document.doc_id)
                yield document
                for wrong in doubtful:
                    detail = f"{wrong}; the document is in without it"
                    yield Reject(draft.path, "bad metadata", detail, "documents", document.doc_id)
    yield from sources.idle()


def _refuse(draft: Draft, duplicates: Duplicates) -> Reject | None:
    """Why a text does not get in; None if it does."""
    if not any(map(str.isalnum, draft.text)):
        return Reject(draft.path, "empty", "no letter or digit in it" if draft.text.strip() else "no text in it")
    if (before := duplicates.of(draft.text)) is not None:
        return Reject(draft.path, "duplicate", f"the same text as {before}")
    if finding := other_language(draft.text):
        return Reject(draft.path, "not English", finding)
    return None


def _document(draft: Draft, doc_id: str, listed: Known) -> tuple[Document, tuple[str, ...]]:
    """The document of a draft, and what is wrong with metadata that it does without.

    What its line, the lists and its front matter tell goes before what its text shows, and that before what its path holds.
    """
    told = draft.own.over(listed)
    page = layout(draft.text, told)
    told = told.over(page.matter)
    known = told.over(page.shown)
    published, source = told.published, "metadata"
    if published is None:
        published, source = page.shown.published, "text"
    if published is None:
        published = dates.in_path(known.url or "") or dates.in_path(draft.name) or dates.in_path(draft.path)
        source = "inferred" if published else "none"
    document = Document(
        doc_id=doc_id,
        path=draft.path,
        text=draft.text,
        blocks=page.blocks,
        sha256=draft.sha256,
        format=draft.format,
        encoding=draft.encoding,
        title=known.title,
        authors=known.authors or (),
        publisher=known.publisher,
        published=published.day if published else None,
        published_precision=published.precision if published else "none",
        published_source=source,
        source_url=known.url,
        digest_of=known.digest_of,
        rights=known.rights,
        redistribute=bool(known.redistribute),
    )
    return document, draft.wrong + page.wrong


def row(document: Document) -> dict[str, object]:
    """The row of the `documents` table, but for `n_sentences`, which only the parse knows."""
    left_out = {"text", "blocks"}
    cells: dict[str, object] = {f: getattr(document, f) for f in document.__slots__ if f not in left_out}
    return cells | {
        "authors": list(document.authors),
        "n_chars": len(document.text),
        "n_words": len(document.text.split()),
    }
