"""Where and when a work came out: what stands after its title."""

import re
from dataclasses import dataclass

from flows.extract.citations.chunks import Chunk, chunks, with_year
from flows.extract.citations.cues import alternatives, at_start
from flows.extract.citations.names import authors
from flows.extract.citations.prepare import Prepared
from flows.extract.citations.registers import family_first, given_names, is_body, is_outlet, people, places, plain

BY = re.compile(r"by\s+(?=[^\W\d_])", re.IGNORECASE)
DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+){1,3}")
TRAILING_NUMBER = re.compile(r"\s+(?:\d{1,3}(?:[/:]\d{1,4})*|[IVXLC]{1,6})$")
TRAILING_YEAR = re.compile(r"^[^\d]{3,60}\s(?:19|20)\d\d$")
PRINTED = re.compile(r"[^:]{2,30}:\s")
"""What may be the place before a publisher: "Singapore: ISEAS"."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What follows a title."""

    container: str | None
    date: str | None
    pages: str | None
    authors: tuple[str, ...]
    end: int
    """Where the last of these ends."""


def publication(prepared: Prepared, start: int, authors_wanted: bool, year: str | None = None) -> Publication:
    """Container, date and pages from an offset on, and the authors if they stand after the title.

    `year` is that of the work where it was told before; a day and month without a year belong to it.
    """
    text = prepared.text
    parts = chunks(text, start)
    dated = _date(parts)
    limit = dated.start if dated is not None else None
    names: tuple[str, ...] = ()
    container: str | None = None
    end = start
    for i, part in enumerate(parts):
        if part.bracket or part.kind not in ("words", "series") or _names_editors(parts, i):
            continue
        late = limit is not None and part.start >= limit
        if late and (not (is_outlet(part.text) or is_body(part.text)) or part.start - (limit or 0) > 60):
            break
        if authors_wanted and not names and (people := _byline(part, parts[i + 1 :])):
            names, end = people, part.end
            continue
        if (held := _container(text, part, prepared.italics, parts[i + 1 :])) and not _better(held[0], parts, i, limit):
            container, end = held[0], max(end, held[1])
            break
        if held is None and limit is None and part.text[:1].islower():
            break
    pages = next((p for p in parts if p.pages and (dated is None or p.start - dated.end < 80)), None)
    for part in (dated, pages):
        if part is not None:
            end = max(end, part.end + (text[part.end : part.end + 1] in (")", "]")))
    date = dated.date.value if dated is not None and dated.date else None
    if year and (day := next((p for p in parts if p.kind == "day"), None)):
        date, end = with_year(day.text, year), max(end, day.end)
    return Publication(container, date, pages.pages if pages else None, names, end)


def _date(parts: list[Chunk]) -> Chunk | None:
    """The chunk that dates the work: one that is a date, or a bracket that ends with one, else any that ends with one."""
    certain = [p for p in parts if p.date and p.kind in ("date", "publisher")]
    for part in certain:
        finer = [
            q
            for q in certain
            if q.date
            and part.date
            and q.date.value.startswith(part.date.value)
            and len(q.date.value) > len(part.date.value)
        ]
        return finer[0] if finer and finer[0].start - part.end < 60 else part
    return next((p for p in parts if p.date and p.date.end == p.end and len(p.date.value) > 4), None) or next(
        (p for p in parts if p.date and p.date.end == p.end and p.kind == "words" and TRAILING_YEAR.search(p.text)),
        None,
    )


def _byline(part: Chunk, following: list[Chunk]) -> tuple[str, ...]:
    """The authors, where a chunk after the title names them."""
    by = BY.match(part.text)
    names = authors(part.text[by.end() :] if by else part.text)
    if not names or (not by and (is_outlet(part.text) or is_body(part.text))):
        return ()
    if by:
        return names
    known = all(len(n.split()) > 1 and (n.split()[0] in given_names() or n.split()[0] in family_first()) for n in names)
    held = any(p.kind == "words" and not p.bracket and p.text[:1].isupper() for p in following[:2])
    edited = bool(following) and following[0].kind == "editor"
    sure = all(plain(n) in people() for n in names)
    return names if (sure or (known and held)) and not edited else ()


def _names_editors(parts: list[Chunk], i: int) -> bool:
    """True if a chunk names editors: "Azizian and Lukin, eds.", "ed. by Samuel Kim"; one that holds a title does not."""
    before = parts[i - 1] if i else None
    after = parts[i + 1] if i + 1 < len(parts) else None
    if before is not None and before.kind == "editor" and before.text.lower().rstrip(".") not in ("ed", "eds"):
        return authors(parts[i].text) is not None
    edited = (
        after is not None
        and after.kind == "editor"
        and after.text.lower().rstrip(".") in ("ed", "eds", "editor", "editors")
    )
    return edited and any(p.kind == "words" and not p.bracket for p in parts[i + 2 :])


def _better(held: str, parts: list[Chunk], i: int, limit: int | None) -> bool:
    """True if the chunk after the one that could be the container is it: an outlet, or what has volumes, of a body."""
    if i + 1 >= len(parts) or parts[i + 1].kind != "words" or (limit is not None and parts[i + 1].start >= limit):
        return False
    following = parts[i + 1]
    if DOMAIN.fullmatch(held):
        return following.text[:1].isupper()
    if is_outlet(held) or not is_body(held):
        return False
    return is_outlet(following.text) or (i + 2 < len(parts) and parts[i + 2].kind == "volume")


def _container(
    text: str, part: Chunk, italics: tuple[tuple[int, int], ...], following: list[Chunk]
) -> tuple[str, int] | None:
    """The container that a chunk names, and where its name ends."""
    for a, b in italics:
        if a < part.end and b > part.start and a >= part.start - 2:
            return text[a:b].strip(" ,.;:"), b
    words, start = part.text, part.start
    for use in ("within", "kind", "within"):
        match = at_start(use).match(words)
        phrase = use == "within" and match is not None and (len(match[0].split()) > 1 or words[:3] in ("In ", "In:"))
        if match and (words[:1].islower() or phrase):
            start, words = start + match.end(), words[match.end() :]
    words = words[: part.date.start - start] if part.date and part.date.start > start and _cuts(part) else words
    volume = re.search(rf",?\s(?:{alternatives('volume')})\s?[\dIVXLC].*$", words, re.IGNORECASE)
    words = words[: volume.start()] if volume else words
    words = TRAILING_NUMBER.sub("", words.rstrip(" ,.:")).rstrip(" ,.:")
    words = re.sub(r"\s+(?:in|on|of|for|dated|editorial)$", "", words.strip("*_“”\"' 《》«»"))
    if PRINTED.match(words) and (plain(words.split(":")[0]) in places() or words.split(":")[0].isupper()):
        return None
    if len(words) < 2 or not (
        words[0].isupper()
        or words[0].isdigit()
        or words[0] > "\u2e80"
        or is_outlet(words)
        or ".com" in words
        or ".org" in words
        or words.isalpha()
    ):
        return None
    if words[0].islower() and not is_outlet(words) and len(words.split()) > 1:
        return None
    if len(words) > 250 or not any(map(str.isalpha, words)) or (words[0].islower() and not following):
        return None
    return words, start + len(words)


def _cuts(part: Chunk) -> bool:
    """True if the date in a chunk is the work's and no part of a name: it ends the chunk and is finer than a year."""
    return part.date is not None and part.date.end == part.end and (len(part.date.value) > 4)
