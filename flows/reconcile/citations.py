"""Works cited that are themselves in the corpus: found by title, author and date, tolerant of typing."""

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
from rapidfuzz import fuzz

ALIKE = 0.9
"""How alike two titles must be, 0 to 1."""
RAREST, MOST = 4, 200
"""Words of a title by which it is looked up, and titles that may share such a word."""
SMALL = frozenset(["a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"])
DAYS_APART = 45
"""Days by which the dates of one work may differ: printed, put on the web, taken from a wire."""
BATCH = 50_000


@dataclass(frozen=True, slots=True)
class Titled:
    """A document, as a citation may name it."""

    doc_id: str
    title: str
    """In small letters without accents and punctuation; so are all words here."""
    words: frozenset[str]
    people: frozenset[str]
    """Words of the authors' names."""
    publisher: frozenset[str]
    published: dt.date | None
    precision: str


def citations(citations: pa.Table, documents: pa.Table) -> pa.Table:
    """The table of citations with `cites_doc_id` filled where the work cited is one of the documents.

    The titles must be alike; authors and dates, where both sides tell them, must agree; short titles need an author or a date
    that does. A text never cites itself: its own title in a source line says where it stands. Row order is kept; what comes out
    does not depend on the order of the documents. The work done grows with the number of rows, not with its square.
    """
    titled = {
        d.doc_id: d for d in map(_document, sorted(documents.to_pylist(), key=lambda row: row["doc_id"])) if d.title
    }
    index = _index(list(titled.values()))
    found: list[str | None] = []
    known: dict[tuple[object, ...], str | None] = {}
    columns = ["doc_id", "title", "authors", "container", "date"]
    for batch in citations.select(columns).to_batches(max_chunksize=BATCH):
        for row in batch.to_pylist():
            key = (row["title"], tuple(row["authors"] or ()), row["container"], row["date"], row["doc_id"])
            if key not in known:
                known[key] = _cited(row, titled, index)
            found.append(known[key])
        known.clear()
    at = citations.schema.get_field_index("cites_doc_id")
    field = citations.schema.field(at)
    return citations.set_column(at, field, pa.array(found, field.type))


def plain(text: str) -> str:
    """The text in small letters, without accents and punctuation, with single spaces."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w\s]|_", " ", re.sub(r"(?<=\w)['’](?=\w)", "", bare)).split())


def _document(row: Mapping[str, object]) -> Titled:
    """What a row of `documents` tells of its work."""
    title = plain(str(row["title"] or ""))
    names = row["authors"] if isinstance(row["authors"], list) else []
    published = row["published"] if isinstance(row["published"], dt.date) else None
    return Titled(
        str(row["doc_id"]), title, _words(title), frozenset(w for n in names for w in plain(str(n)).split()),
        _words(plain(str(row["publisher"] or ""))), published, str(row["published_precision"]),
    )  # fmt: skip


def _words(title: str) -> frozenset[str]:
    """The words of a title by which it can be told from others."""
    return frozenset(w for w in title.split() if w not in SMALL)


def _index(titled: Sequence[Titled]) -> dict[str, list[str]]:
    """The documents whose title holds a word, or is the one given."""
    index: dict[str, list[str]] = {}
    for document in titled:
        for key in document.words | {document.title}:
            index.setdefault(key, []).append(document.doc_id)
    return index


def _cited(row: Mapping[str, object], titled: Mapping[str, Titled], index: Mapping[str, list[str]]) -> str | None:
    """The document that a citation names, the most alike first, then the first id."""
    title = plain(str(row["title"] or ""))
    words = _words(title)
    own = titled.get(str(row["doc_id"]))
    if not words or (own is not None and _alike(title, own.title) >= ALIKE):
        return None
    known = (w for w in words if len(index.get(w, ())) in range(1, MOST + 1))
    rare = sorted(known, key=lambda w: (len(index[w]), w))[:RAREST]
    shared = Counter(doc_id for word in rare for doc_id in index[word])
    shared.update(dict.fromkeys(index.get(title, ()), len(rare)))
    best: tuple[float, str] | None = None
    for doc_id in sorted(d for d, n in shared.items() if 2 * n >= len(rare)):
        document = titled[doc_id]
        if doc_id == row["doc_id"] or 2 * len(words & document.words) < max(len(words), len(document.words)):
            continue
        alike = _alike(title, document.title) if _agrees(row, document, words) else 0.0
        if alike >= ALIKE and (best is None or alike > best[0]):
            best = alike, doc_id
    return best[1] if best else None


def _alike(a: str, b: str) -> float:
    """How alike two titles are, 0 to 1; a subtitle may be missing from one of them."""
    if a == b:
        return 1.0
    if 2 * min(len(a), len(b)) < max(len(a), len(b)):
        return 0.0
    if min(len(a), len(b)) >= 20 and (a.startswith(b) or b.startswith(a)):
        return 0.95
    return fuzz.ratio(a, b, score_cutoff=100 * ALIKE) / 100


def _agrees(row: Mapping[str, object], document: Titled, words: frozenset[str]) -> bool:
    """True if author and date do not speak against it, and for a short title one of them speaks for it."""
    names = row["authors"] if isinstance(row["authors"], list) else []
    people = {w for n in names for w in plain(str(n)).split() if len(w) > 1}
    held = _words(plain(str(row["container"] or "")))
    by = bool(people & document.people)
    within = bool(held) and (held <= document.publisher or (bool(document.publisher) and document.publisher <= held))
    if people and document.people and not by and not within:
        return False
    dated = _same_time(str(row["date"]) if row["date"] else None, document)
    if dated is False:
        return False
    return len(words) >= 4 or by or (within and dated is True)


def _same_time(date: str | None, document: Titled) -> bool | None:
    """Whether the date of a citation is that of the document; None where either is not known."""
    if date is None or document.published is None:
        return None
    if document.precision == "year" or len(date) == 4:
        return date[:4] == f"{document.published.year:04}"
    parts = [int(p) for p in date.split("-")]
    if len(parts) == 2 or document.precision == "month":
        months = (parts[0] - document.published.year) * 12 + parts[1] - document.published.month
        return abs(months) <= 1
    return abs((dt.date(*parts) - document.published).days) <= DAYS_APART
