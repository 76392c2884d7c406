"""One reference read: authors, title, container, date, pages, address."""

import re
from dataclasses import dataclass, replace

from flows.extract.citations import unquoted
from flows.extract.citations.chunks import chunks, sentence_end
from flows.extract.citations.citation import Work
from flows.extract.citations.cues import anywhere, at_start, cues
from flows.extract.citations.dates import dates
from flows.extract.citations.heads import PROSE_ENDS, head
from flows.extract.citations.names import authors
from flows.extract.citations.prepare import Prepared, prepare
from flows.extract.citations.publication import publication
from flows.extract.citations.quotes import Quote, quotes
from flows.extract.citations.registers import is_body, is_outlet

TITLE_WORDS = re.compile(r"[^\W_]")
MISSING_OPENING = re.compile(r"^[^“\"”]{8,300}?[,.?!][”\"](?=\s+[A-Z])")
BREAK = re.compile(r"[.;:,]\s+(?=[^\W\d_])")
NO_DATE = re.compile(r"[(\[]\s?(?:n\.\s?d\.?|undated)\s?[)\]]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """A work, and the span of the words that name it in the text read."""

    work: Work
    start: int
    end: int


def read(text: str, listed: bool = False) -> Reading | None:
    """The work that a reference names; None if it names none. In a list of references (`listed`) less is asked for."""
    prepared = prepare(text)
    start = lead(prepared.text)
    return (
        _interview(prepared, len(prepared.text) - len(prepared.text.lstrip()))
        or _quoted(prepared, start)
        or unquoted_reading(prepared, start, listed)
        or _address(prepared, text)
    )


def remains(text: str) -> Reading | None:
    """What is certain of a note that is cut off or garbled: names, a date, pages; None if the text says something else.

    A quotation mark that is never closed shows that a title was begun, which nobody can know.
    """
    prepared = prepare(text)
    plain = prepared.text
    start = lead(plain)
    opened = next((i for i, c in enumerate(plain[start:], start) if c in '“„«"'), None)
    head_end = opened if opened is not None else len(plain)
    parts = chunks(plain, start)
    names = authors(plain[start:head_end]) or ()
    dated = next((c for c in parts if c.kind == "date" and c.date), None)
    pages = next((c for c in parts if c.pages), None)
    bare = all(c.kind in ("date", "pages", "volume", "place") for c in parts)
    if len(plain.split()) > 40 or quotes(plain) or not (opened is not None or names or (parts and bare)):
        return None
    if opened is not None and not names and plain[start:opened].strip(" ,.:"):
        return None
    end = len(plain.rstrip())
    date = dated.date.value if dated and dated.date and (bare or names) else None
    return Reading(
        Work(names, None, None, date, pages.pages if pages and bare else None, None, "remains", 0.3), start, end
    )


def lead(text: str, start: int = 0) -> int:
    """Where the reference itself begins: after "see also", "quoted in" and the like."""
    while True:
        match = at_start("lead").match(text, start) or at_start("again").match(text, start)
        gap = len(text) - len(text[start:].lstrip(" ,;:.*_–—-")) - start
        if match is None or match.end() == start:
            return start + gap
        start = match.end()


def _interview(prepared: Prepared, start: int) -> Reading | None:
    """Words spoken to the author, which have no printed title: the words that say so stand for it."""
    text = prepared.text
    match = at_start("interview").match(text, start)
    if match is None or quotes(text):
        return None
    found = [c for c in chunks(text, start) if c.kind == "date"]
    stop = sentence_end(text, start)
    first = next((c for c in chunks(text, start) if c.kind == "words"), None)
    if first is None or not found or found[0].start > stop:
        return None
    rule = cues("interview").get(match[0].strip(" ,:").lower(), "interview")
    work = Work(title=first.text, date=found[0].date.value if found[0].date else None, rule=rule, confidence=0.8)
    return Reading(work, start, _bracketed(text, found[0].end))


def _address(prepared: Prepared, text: str) -> Reading | None:
    """A reference that is an address and no more than a few words."""
    if prepared.url is None or len(prepared.text.split()) > 25:
        return None
    end = prepared.url_end
    start = max(text.rfind("http", 0, end), text.rfind("www.", 0, end), 0)
    start = text.rfind("http", 0, start) if text[max(0, start - 8) : start].startswith("http") else start
    return Reading(Work(url=prepared.url, rule="address", confidence=0.5), start, end)


def title_quote(text: str, start: int) -> Quote | None:
    """The quoted stretch that is the title: it stands by itself, not within a longer title that is not quoted."""
    for quote in quotes(text):
        if quote.start < start or not TITLE_WORDS.search(text[quote.inner : quote.close]):
            continue
        before, after = text[start : quote.start].rstrip(), text[quote.end :].lstrip()
        inner = text[quote.inner : quote.close].strip()
        closed = (
            inner[-1:] in ",.;?!"
            or after[:1] in ("", ",", ".", ";", ":", "(", "[")
            or after[:1].isupper()
            or after[:1].isdigit()
        )
        closed = closed or at_start("within").match(after) is not None or after.startswith(("by ", "–", "-", "—"))
        opened = (
            not before
            or before[-1] in ",.:;)]–—-/"
            or before.split()[-1].lower().strip(".,") in _openers()
            or authors(before) is not None
        )
        if closed and (opened or inner[-1:] == ",") and (len(inner) >= 4):
            return quote
    return None


def _openers() -> frozenset[str]:
    """Words that may stand before a quoted title."""
    return frozenset(w for use in ("kind", "lead", "again") for cue in cues(use) for w in cue.split()[-1:]) | {
        "in",
        "of",
        "by",
        "al",
    }


def _quoted(prepared: Prepared, start: int) -> Reading | None:
    """A reference whose title stands in quotation marks."""
    text = prepared.text
    quote = title_quote(text, start)
    if quote is None:
        return _half_quoted(prepared, start)
    title = tidy(text[quote.inner : quote.close])
    names, head_start, dated = _head(text, start, quote.start)
    year = dated if dated and len(dated) == 4 else None
    held = publication(prepared, quote.end, authors_wanted=not names, year=year)
    container, people = held.container, names or held.authors
    if not names and container is None:
        before = text[start : quote.start].strip(" ,:.;")
        if before and (is_outlet(before) or is_body(before)):
            container = before
    if len(names) == 1 and is_outlet(names[0]) and container is None:
        container, people = names[0], ()
    known = bool(people or container or held.date or dated or prepared.url)
    if not known or not title:
        return None
    work = Work(
        people,
        title,
        container,
        held.date or dated,
        held.pages,
        prepared.url,
        "quoted",
        0.95 if held.date or dated else 0.8,
    )
    return Reading(work, head_start, max(quote.end, held.end, prepared.url_end))


def _half_quoted(prepared: Prepared, start: int) -> Reading | None:
    """A reference whose title has only the closing quotation mark."""
    match = MISSING_OPENING.match(prepared.text[start:])
    if match is None:
        return None
    close = start + match.end() - 1
    found = head(prepared.text[:close], start)
    held = publication(prepared, close + 1, authors_wanted=False)
    title = tidy(prepared.text[found.end : close])
    if not title or not (held.date and (found.authors or held.container)):
        return None
    work = Work(found.authors, title, held.container, held.date, held.pages, prepared.url, "quoted", 0.7)
    return Reading(work, start, max(close + 1, held.end, prepared.url_end))


def _head(text: str, start: int, end: int) -> tuple[tuple[str, ...], int, str | None]:
    """What stands before a quoted title: authors, where they begin, and a date in brackets."""
    dated = dates(text[start:end])
    stop = start + dated[0].start if dated else end
    date = dated[0].value if dated else None
    if undated := NO_DATE.search(text, start, end):
        stop = min(stop, undated.start())
    for at in _beginnings(text, start, stop):
        words = text[at:stop].rstrip(" ,:.;([-–—") + ("." if text[at:stop].rstrip(" ,:;([-–—")[-1:] == "." else "")
        kind = re.search(
            rf"[:,]\s*(?:{'|'.join(sorted(map(re.escape, cues('kind')), key=len, reverse=True))})\s*$",
            words,
            re.IGNORECASE,
        )
        words = words[: kind.start()] if kind else words
        names = authors(words)
        if names and (at == start or len(words.split()) <= 30):
            return names, at, date
        if words and is_outlet(words):
            return (words.strip(" ."),), at, date
    found = head(text[:stop], start)
    if found.authors and not anywhere("lead").search(text, found.end, stop):
        return found.authors, start, date
    return (), end if not text[start:end].strip(" ,:;.(") or at_prose(text[start:end]) else start, date


def at_prose(text: str) -> bool:
    """True for running words before a reference: more small words than a name has."""
    words = text.split()
    return sum(w[:1].islower() for w in words) >= 3


def _beginnings(text: str, start: int, end: int) -> list[int]:
    """Where authors may begin before a title: at the start, after a lead-in within it, after a full stop or a comma."""
    found = [start]
    found += [m.end() for m in PROSE_ENDS.finditer(text, start, end)]
    found += [m.end() for m in anywhere("again").finditer(text, start, end)]
    found += [m.end() for m in BREAK.finditer(text, start, end)]
    return sorted({lead(text, at) for at in found if at < end})[:40]


def unquoted_reading(prepared: Prepared, start: int, listed: bool) -> Reading | None:
    """A reference without quotation marks."""
    found = unquoted.read(prepared, start, listed)
    if found is None:
        return None
    work, first, end = found
    return Reading(replace(work, title=tidy(work.title) if work.title else None), first, max(end, prepared.url_end))


def tidy(title: str) -> str:
    """A title without the white space and punctuation around it and with single spaces."""
    title = " ".join(title.split()).strip(" ,;:*_")
    while title and title[-1] in ".,;:" and not title.endswith(("...", "U.S.", "U.N.", "D.C.")):
        title = title[:-1].rstrip()
    if title[:1] in '“"' and not set(title[1:]) & set('”"'):
        title = title[1:]
    return title.strip()


def _bracketed(text: str, end: int) -> int:
    """The end of a span, with the bracket that closes right after it."""
    return end + 1 if text[end : end + 1] in (")", "]") else end
