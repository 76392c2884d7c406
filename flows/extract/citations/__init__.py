"""Works that a text cites: in notes, reference lists, source lines and the running text."""

import re
from dataclasses import replace

from flows.extract.annotation import row_id
from flows.extract.citations import anchors
from flows.extract.citations.citation import Citation, Work
from flows.extract.citations.earlier import Earlier, meant, shortened, surname_only
from flows.extract.citations.inline import inline
from flows.extract.citations.names import surnames
from flows.extract.citations.notes import Note, notes, source_cue
from flows.extract.citations.prepare import LONGEST
from flows.extract.citations.reference import Reading, read, remains
from flows.extract.citations.sources import read_source
from flows.extract.citations.split import works
from flows.extract.parse import Parsed

__all__ = ["Citation", "Work", "find", "rows"]

BRACKETED = re.compile(r"\((?P<cue>[Ss]ources?):\s?(?P<rest>[^()\n]{2,200})\)")
Found = tuple[str | None, str, int | None, Reading]
"""Marker, kind, anchor and reading, whose span counts in the document."""


def find(parsed: Parsed) -> list[Citation]:
    """The citations of a document in the order of their references."""
    texts = anchors.running(parsed)
    found = [*_noted(parsed, texts), *_sources(parsed)]
    found += [(None, "inline", r.start, r) for r in inline(texts)]
    found.sort(key=lambda f: (f[3].start, f[3].end))
    nth: dict[tuple[int, int], int] = {}
    result = []
    for marker, kind, anchor, reading in found:
        start, end = _trimmed(parsed.text, reading.start, reading.end)
        if start >= end or not parsed.sentences:
            continue
        number = nth.get((start, end), 0)
        nth[start, end] = number + 1
        w = replace(reading.work, title=reading.work.title or None, container=reading.work.container or None)
        result.append(
            Citation(
                row_id(parsed.document.doc_id, "c", start, end, number), parsed.sentence_at(start), start, end,
                parsed.text[start:end], marker, kind, anchor, w.authors, w.title, w.container, w.date, w.pages, w.url,
                w.rule, w.confidence,
            )
        )  # fmt: skip
    return result


def rows(parsed: Parsed, citations: list[Citation]) -> list[dict[str, object]]:
    """The rows of `citations`; `cites_doc_id` is filled when all documents are known."""
    return [
        {
            "citation_id": c.citation_id,
            "doc_id": parsed.document.doc_id,
            "sentence_id": c.sentence.sentence_id,
            "start_char": c.start,
            "end_char": c.end,
            "marker": c.marker,
            "kind": c.kind,
            "text": c.text,
            "anchor_char": c.anchor_char,
            "authors": list(c.authors),
            "title": c.title,
            "container": c.container,
            "date": c.date,
            "pages": c.pages,
            "url": c.url,
            "cites_doc_id": None,
            "rule": f"citation:{c.rule}" if ":" not in c.rule else c.rule,
            "confidence": c.confidence,
        }
        for c in citations
    ]


def _noted(parsed: Parsed, texts: list[tuple[int, str]]) -> list[Found]:
    """What notes and reference lists cite, and where the text points to it."""
    all_notes = notes(parsed)
    marked = [n for n in all_notes if n.marker is not None]
    at = dict(zip((n.start for n in marked), anchors.numbered(texts, [n.marker or "" for n in marked]), strict=True))
    told = anchors.by_author(texts)
    listed = Earlier()
    read_at: dict[int, list[Reading]] = {}
    for note in all_notes:
        if note.listed:
            read_at[note.start] = _entries(parsed.text, note)
            for reading in read_at[note.start]:
                listed.add(note.marker, reading.work)
    known = Earlier()
    found: list[Found] = []
    for note in all_notes:
        for reading in read_at[note.start] if note.listed else _cited(parsed.text, note, known, listed):
            anchor = at.get(note.start)
            if anchor is None and reading.work.date:
                keys = [(name, reading.work.date[:4]) for name in sorted(surnames(reading.work.authors[:1]))]
                anchor = next((told[k][0] for k in keys if k in told), None)
            found.append((note.marker, "note", anchor, reading))
    return found


def _entries(text: str, note: Note) -> list[Reading]:
    """The work of an entry in a list of references."""
    reading = read(text[note.start : min(note.end, note.start + LONGEST)], listed=True)
    return [_moved(reading, note.start)] if reading else []


def _cited(text: str, note: Note, known: Earlier, listed: Earlier) -> list[Reading]:
    """The works that a note cites; what it cites in full is remembered for the notes after it."""
    words = text[note.start : min(note.end, note.start + LONGEST)]
    found = []
    for a, b in works(words):
        piece = words[a:b]
        reading = meant(piece, known) or surname_only(piece, known)
        if reading is None:
            reading = read(piece)
            if reading is None:
                reading = surname_only(piece, listed)
                if reading is None:
                    continue
            full = shortened(reading, known)
            reading = full if full is not reading else shortened(reading, listed)
        work = known.completed(reading.work)
        known.add(note.marker, work)
        found.append(_moved(Reading(work, reading.start, reading.end), note.start + a))
    if not found and note.marker is not None and (left := remains(words)) is not None:
        found.append(_moved(left, note.start))
    return found


def _sources(parsed: Parsed) -> list[Found]:
    """What source lines name, and sources in brackets in the running text."""
    found: list[Found] = []
    document = parsed.document
    for block in document.blocks:
        text = parsed.text[block.start : block.end]
        if block.section == "reference" and (cue := source_cue(text)) is not None:
            marker, rule, length = cue
            rest = text[length : length + LONGEST]
            start = block.start + length + len(rest) - len(rest.lstrip(" :*_"))
            rest = rest.lstrip(" :*_")
            found += [(marker, "source", None, _moved(r, start)) for r in read_source(rest, document.title, rule)]
        elif block.section == "body":
            for match in BRACKETED.finditer(text):
                readings = read_source(match["rest"], None, "source line")
                at = block.start + match.start("rest")
                found += [
                    (match["cue"].capitalize(), "source", block.start + match.start(), _moved(r, at)) for r in readings
                ]
    return found


def _moved(reading: Reading, offset: int) -> Reading:
    """The reading with its span moved by an offset."""
    return Reading(reading.work, reading.start + offset, reading.end + offset)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space and separators around it."""
    while start < end and (text[start].isspace() or text[start] in ",;:"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    return start, end
