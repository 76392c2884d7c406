"""References without quotation marks: books, reports, documents, reference lists, wire service lines."""

import re
from dataclasses import replace

from flows.extract.citations import foreign
from flows.extract.citations.chunks import BARE_PAGES, Chunk, chunks, sentence_end
from flows.extract.citations.citation import Work
from flows.extract.citations.cues import at_start, holding
from flows.extract.citations.dates import dates
from flows.extract.citations.heads import after_prose, head
from flows.extract.citations.names import authors
from flows.extract.citations.prepare import Prepared
from flows.extract.citations.publication import BY, publication
from flows.extract.citations.registers import is_body, is_outlet

PROSE = re.compile(
    r"\b(?:is|was|are|were|has|have|had|will|would|did|does|may|might|can|could|should|said|says|argued?|argues|thanks?|noted|notes|claimed|refers?|remains?|became|we|I|it|this|these|they)\b"
)
NUMBERED = re.compile(
    r"(?P<series>(?:[A-Z][\w.&-]* ){0,4}(?:Report|Paper|Document|Doc\.?|Bulletin|Brief|Memorandum))(?: No\.?)? [A-Z]*\d[\w-]*"
)
"""A report's series and number, before its title."""
DATED_END = re.compile(r"[\s,]+(?:of|on|dated|from|adopted|signed)?[\s,]*$")


def read(prepared: Prepared, start: int, listed: bool) -> tuple[Work, int, int] | None:
    """The work that a reference names and the span of the words that name it; None if it names none for certain."""
    found = foreign.chinese(prepared, start) or foreign.russian(prepared, start)
    for reading in (_author_date, _book, _plain):
        found = found or reading(prepared, start, listed)
    return (found[0], start, found[1]) if found else None


def _author_date(prepared: Prepared, start: int, listed: bool) -> tuple[Work, int] | None:
    """A reference with the date after the authors: Lo, B. (2008). Title. Container, 3(2), 4-5."""
    text = prepared.text
    first = next((d for d in dates(text[: start + 500]) if d.start >= start), None)
    if first is None:
        return None
    before = text[start : first.start].rstrip()
    bracket = before.endswith(("(", "["))
    if not bracket and (not before or before[-1] not in ",."):
        return None
    names = authors(before.rstrip(" (["))
    close = first.end + len(text[first.end :]) - len(text[first.end :].lstrip(" )].,:;–-"))
    if not names or close >= len(text) or not any(map(str.isalpha, text[close:])):
        return None
    if not bracket and text[first.end : first.end + 1] not in (".", ":", ",", ";", " "):
        return None
    title, after = _first_title(prepared, close)
    if title is None or (not bracket and not listed and text[first.end : first.end + 1] not in (".", ":")):
        return None
    held = publication(prepared, after, authors_wanted=False, year=first.value if len(first.value) == 4 else None)
    finer = held.date if held.date and held.date.startswith(first.value) else None
    container = None if held.container and holding("press").search(held.container) else held.container
    work = Work(names, title, container, finer or first.value, held.pages, prepared.url, "author-date", 0.9)
    return work, max(after, held.end)


def _first_title(prepared: Prepared, start: int) -> tuple[str | None, int]:
    """The title that begins at an offset: what is in italics, else the first sentence, else what stands before a comma."""
    text = prepared.text
    for a, b in prepared.italics:
        if start <= a <= start + 2:
            return text[a:b], b
    stop = sentence_end(text, start)
    later = [a for a, _ in prepared.italics if a > start]
    second = sentence_end(text, stop + 1, min([len(text), *later]))
    if (later and stop < later[0]) or (text[stop : stop + 1] in ("?", "!") and any(map(str.isalpha, text[second:]))):
        stop = second if _in_small_letters(text[stop + 1 : second]) else stop
    stop = min([stop, *later])
    words = text[start:stop]
    bracket = re.search(r"\s\((?=[^()]*(?:19|20)\d\d\)|[A-Z][^()]*:)", words)
    parts = [c for c in chunks(text[: start + bracket.start()] if bracket else text[:stop], start) if not c.bracket]
    ended = not any(map(str.isalpha, text[stop:])) or (later and stop == later[0])
    if ended or any(c.kind in ("pages", "place", "volume") for c in parts[1:]):
        stop = _title_end(parts) or stop
    title = text[start:stop].strip(" .,;:")
    mark = stop < len(text) and text[stop] in "?!"
    return (title + (text[stop] if mark else "")) if title and len(title) <= 400 else None, stop + 1 if mark else stop


def _in_small_letters(text: str) -> bool:
    """True for a sentence of a title: small letters but at its beginning."""
    words = [w for w in text.split() if w[:1].isalpha()]
    return len(words) >= 3 and sum(w[0].islower() for w in words) >= 0.6 * len(words)


def _title_end(parts: list[Chunk]) -> int | None:
    """Where the title ends that is followed by commas only: before the first outlet, publisher, number or date."""
    end = None
    for i, part in enumerate(parts):
        following = parts[i + 1] if i + 1 < len(parts) else None
        if i and (
            part.kind in ("date", "pages", "volume", "editor", "place", "series")
            or is_outlet(part.text)
            or holding("press").search(part.text)
            or is_body(part.text)
            or BY.match(part.text)
            or (part.date is not None and part.date.end == part.end and len(part.date.value) > 4)
            or (part.text.isupper() and following is not None and following.kind == "place")
        ):
            break
        if i and part.kind == "words" and at_start("within").match(part.text) and part.text[:1].islower():
            break
        end = part.end
    return end


def _book(prepared: Prepared, start: int, listed: bool) -> tuple[Work, int] | None:
    """A reference with place, publisher and year in brackets: Bobo Lo, Title (Place: Publisher, 2008), p. 12."""
    text = prepared.text
    printed = next((c for c in chunks(text, start) if c.bracket and c.date and (c.kind == "publisher" or c.date)), None)
    if printed is None or printed.start - start < 8:
        return None
    found = head(text[: printed.start - 1], start)
    if not found.authors and (begin := after_prose(text, start, printed.start - 1)) is not None:
        start = begin
        found = head(text[: printed.start - 1], start)
    names, title_from = found.authors, found.end
    parts = [c for c in chunks(text[: printed.start - 1], title_from) if c.kind in ("words", "place", "date")]
    while parts and at_start("editor").match(parts[0].text) and len(parts[0].text) < 12:
        parts = parts[1:]
    cut = next(
        (
            c.start
            for c in chunks(text[: printed.start - 1], title_from)
            if c.kind in ("editor", "kind", "volume") and c.start > title_from + 3
        ),
        None,
    )
    parts = [c for c in parts if cut is None or c.start < cut] if cut else parts
    if not parts or (PROSE.search(text[title_from : printed.start]) and not names and not listed):
        return None
    container = None
    italic = next(((a, b) for a, b in prepared.italics if a >= title_from - 1 and b < printed.start), None)
    title_end = parts[-1].end
    start_title = parts[0].start
    if italic and italic[0] - start_title <= 2:
        title_end = italic[1]
    elif italic and not names:
        names = authors(text[start : italic[0]]) or names
        start_title, title_end = italic if names else (start_title, title_end)
    elif len(parts) > 1 and not names and ":" in printed.text and _begins_anew(parts[1]):
        title_end, container = parts[0].end, text[parts[1].start : parts[-1].end]
    elif (
        len(parts) > 1
        and ":" not in printed.text
        and (is_outlet(parts[-1].text) or (printed.date and len(printed.date.value) > 4))
        and parts[-1].text[:1].isupper()
    ):
        title_end, container = parts[-2].end, parts[-1].text
    elif len(parts) == 1 and ":" not in printed.text and is_outlet(parts[0].text) and not listed:
        return None
    held = publication(prepared, printed.start - 1, authors_wanted=False)
    series = next((c for c in chunks(text[: printed.start - 1], title_end) if c.kind == "series"), None)
    container = container or (series.text if series else held.container if printed.kind == "date" else None)
    title = text[start_title:title_end] + (text[title_end] if text[title_end : title_end + 1] in ("?", "!") else "")
    if not names and not listed and not _like_title(title):
        return None
    date = printed.date.value if printed.date else None
    work = Work(names, title, container, date, held.pages, prepared.url, "book", 0.85 if names else 0.7)
    return work, max(printed.end + 1, held.end)


def _begins_anew(part: Chunk) -> bool:
    """True if a chunk after a comma can be a name of its own."""
    return part.text[:1].isupper() and len(part.text.split()) >= 2 and not part.text.lower().startswith(("and ", "or "))


def _like_title(text: str) -> bool:
    """True if words without an author can be the title of a work."""
    words = text.split()
    return bool(words) and len(text) <= 300 and not words[0][:1].islower() and not PROSE.search(text)


def _plain(prepared: Prepared, start: int, listed: bool) -> tuple[Work, int] | None:
    """A reference that is only cut by commas and full stops: a report, a document, a line of a wire service, a web page."""
    text = prepared.text
    found = head(text, start)
    parts = chunks(text, found.end)
    dated = next((c for c in parts if c.date and (c.kind == "date" or c.date.end == c.end)), None)
    pages = next((c for c in parts if c.pages), None)
    last = parts[-1] if parts and parts[-1].kind == "volume" and found.authors and not pages else None
    last = last if last and BARE_PAGES.fullmatch(last.text) else None
    if not parts or not (dated or prepared.url or (found.authors and (pages or last or listed)) or _citing(parts)):
        return None
    words = [c for c in parts if c.kind == "words" and (dated is None or c.start <= dated.start)]
    if not words and not found.authors:
        return None
    end = max(c.end for c in (dated, pages, last, words[-1] if words else None) if c)
    end += text[end : end + 1] in (")", "]")
    date = dated.date.value if dated and dated.date else None
    number = pages.pages if pages else last.text if last else None
    known = Work(found.authors, None, None, date, number, prepared.url, "author", 0.6)
    if not words:
        name = text[start : found.end].strip(" ,.:;")
        held_in = replace(known, authors=(), container=name, rule="outlet", confidence=0.8)
        return held_in if is_outlet(name) else known, end
    if not found.authors and is_outlet(words[0].text):
        title = _undated(text[words[1].start : words[-1].end]) if len(words) > 1 else None
        return replace(known, title=title, container=words[0].text, rule="outlet", confidence=0.75), end
    if not found.authors and len(words) == 1 and is_body(words[0].text):
        return replace(known, authors=(words[0].text,)), end
    numbered = NUMBERED.fullmatch(words[0].text) if len(words) > 1 else None
    words = words[1:] if numbered else words
    title, after = _first_title(prepared, words[0].start)
    if title is None or not (
        listed or numbered or _certain(title, bool(found.authors), bool(pages or last), prepared, parts)
    ):
        return None
    held = publication(prepared, after, authors_wanted=not found.authors)
    container = numbered["series"] if numbered else held.container
    if container and (
        holding("press").search(container) or not (held.date or listed or is_outlet(container) or is_body(container))
    ):
        container = None
    work = replace(
        known, authors=found.authors or held.authors, title=_undated(title), container=container, date=held.date or date,
        pages=held.pages or number, rule="plain", confidence=0.75 if found.authors else 0.65,
    )  # fmt: skip
    return work, max(end if dated or last else after, held.end)


def _certain(title: str, authors: bool, pages: bool, prepared: Prepared, parts: list[Chunk]) -> bool:
    """True if words without quotation marks are a title, and no running text."""
    if authors:
        return pages or prepared.url is not None or PROSE.search(title) is None
    return _like_title(title) and (
        holding("document").search(title) is not None or prepared.url is not None or _citing(parts)
    )


def _citing(parts: list[Chunk]) -> bool:
    """True if some chunk names a newspaper or the like, with a date, volume or pages beside it."""
    outlet = any(c.kind == "words" and is_outlet(c.text) for c in parts)
    return outlet and any(c.kind in ("date", "volume", "pages") for c in parts)


def _undated(title: str) -> str:
    """A title without the date that closes it: "Joint Statement of 27 September 2010"."""
    found = dates(title)
    if found and found[-1].end >= len(title.rstrip(" .,)")) and len(found[-1].value) > 4:
        return DATED_END.sub("", title[: found[-1].start].rstrip(" ("))
    return title
