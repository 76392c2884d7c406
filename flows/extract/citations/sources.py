"""Lines that name the source of a text or table: "Source: China Daily, <address>"."""

import re

from flows.extract.citations.chunks import chunks
from flows.extract.citations.citation import Work
from flows.extract.citations.prepare import prepare
from flows.extract.citations.reference import Reading, read
from flows.extract.citations.registers import is_body, is_outlet, plain

SLUG = re.compile(r"/([\w%-]{8,200})(?:\.\w{2,5})?/?(?:[?#].*)?$")


def read_source(text: str, title: str | None, rule: str) -> list[Reading]:
    """The works that a source line names, its cue left out. `title` is the document's own, which an address may repeat.

    A line with an outlet and an address names the very text it stands under: its title is the document's if the address says so.
    """
    prepared = prepare(text)
    reading = read(text, listed=False)
    if reading is not None and (reading.work.title or reading.work.date):
        return [reading]
    parts = [c for c in chunks(prepared.text, 0) if c.kind in ("words", "place") and not c.bracket]
    if not parts or not (prepared.url or len(prepared.text.split()) <= 16):
        return []
    named = [c for c in parts if is_outlet(c.text) or is_body(c.text)]
    dated = next((c.date.value for c in chunks(prepared.text, 0) if c.kind == "date" and c.date), None)
    if len(named) > 1 and len(named) == len(parts):
        return [Reading(Work((), None, c.text, dated, None, None, rule, 0.7), c.start, c.end) for c in named]
    first = parts[0]
    if not first.text[:1].isupper() and not named:
        return []
    own = title if title and prepared.url and _same(prepared.url, title) else None
    work = Work((), own, first.text, dated, None, prepared.url, rule, 0.8 if prepared.url else 0.6)
    return [Reading(work, first.start, max(first.end, prepared.url_end))]


def _same(url: str, title: str) -> bool:
    """True if the last part of an address repeats a title."""
    match = SLUG.search(url)
    words = set(plain(title.replace("-", " ")).split())
    slug = set(re.split(r"[-_%]+", match[1].lower())) if match else set()
    return len(words) >= 2 and len(words & slug) >= 0.75 * len(words)
