"""Short forms brought back to the work meant: ibid., op. cit., Author, Short title."""

import re
from dataclasses import replace

from flows.extract.citations.chunks import chunks
from flows.extract.citations.citation import Work
from flows.extract.citations.cues import anywhere, at_start, cues
from flows.extract.citations.names import authors, surnames
from flows.extract.citations.reference import Reading, lead
from flows.extract.citations.registers import plain

NUMBER = re.compile(
    r"(?:\b(?:supra|infra|above|see)?\s?(?:foot|end)?note|\b(?:fn|n)\.)\s?(?P<n>\d{1,4})\b", re.IGNORECASE
)
PAGES = re.compile(
    r"[\s,.:;)\]–-]*(?:(?:at|pp?\.?|pages?|s\.|c\.|с\.)\s?)?(?P<pages>\d{1,4}(?:\s?[-–—]\s?\d{1,4})?)(?!\d|\s?[A-Za-z]{3})"
)
SURNAME_PAGES = re.compile(
    r"(?P<name>[^\d,]{2,60}?)(?:,\s|\s)\(?(?:(?P<year>(?:19|20)\d\d)[a-z]?\)?[,:]?\s?)?(?:pp?\.\s?)?(?P<pages>\d{1,4}(?:[-–—]\d{1,4})?)?\.?\s*$"
)
FARTHEST = 100
"""Works of one author that a short form may mean, the latest first."""


class Earlier:
    """The works cited so far, to be asked what a short form means."""

    def __init__(self) -> None:
        """Nothing was cited yet."""
        self._last: Work | None = None
        self._noted: dict[str, Work] = {}
        self._by_surname: dict[str, list[Work]] = {}
        self._held: dict[str, Work] = {}

    def add(self, marker: str | None, work: Work) -> None:
        """Remember a work under its note's marker."""
        self._last = work
        if marker is not None:
            self._noted.setdefault(marker, work)
        for name in surnames(work.authors):
            self._by_surname.setdefault(name, []).append(work)
        if work.container and work.date:
            self._held.setdefault(" ".join(plain(work.container).split()[:3]), work)

    def last(self) -> Work | None:
        """The work cited last."""
        return self._last

    def noted(self, marker: str) -> Work | None:
        """The first work of the note with a marker."""
        return self._noted.get(marker)

    def by(self, people: tuple[str, ...], title: str | None) -> Work | None:
        """The latest work by an author; its title begins with, or holds all words of, the short one where there is one."""
        short = plain(title).split() if title else []
        for name in sorted(surnames(people)):
            for work in reversed(self._by_surname.get(name, [])[-FARTHEST:]):
                full = plain(work.title or "").split()
                if not short or (full and (full[: len(short)] == short or set(short) <= set(full))):
                    return work
        return None

    def completed(self, work: Work) -> Work:
        """The work, with the date of what holds it where that was cited in full before."""
        if work.container and not work.date:
            held = self._held.get(" ".join(plain(work.container).split()[:3]))
            if (
                held
                and plain(held.container or "").startswith(plain(work.container))
                and len(plain(work.container).split()) >= 3
            ):
                return replace(work, date=held.date)
        return work


def meant(text: str, known: Earlier) -> Reading | None:
    """What a short form means: the work cited before, with the pages of this place; None if the text is no short form.

    A short form whose work is not found gives what it says itself.
    """
    start = lead(text)
    if match := at_start("same").match(text, start):
        work = known.last()
        rule = cues("same").get(match[0].strip(" ,:").lower(), "ibid")
        pages = PAGES.match(text, match.end())
        end = pages.end() if pages else start + len(match[0].rstrip(" ,:"))
        return Reading(_again(work, pages["pages"] if pages else None, rule), start, end)
    cited = anywhere("earlier").search(text[:300], start)
    number = NUMBER.search(text[:300], start)
    if cited is None and number is None:
        return None
    at = min(m.start() for m in (cited, number) if m)
    last = max(m.end() for m in (cited, number) if m)
    people = authors(text[start:at].split("“")[0].split('"')[0].strip(" ,.:;([")) or ()
    first = next((c.text for c in chunks(text[:at], start) if authors(c.text)), "")
    people = people or authors(first) or ()
    if not people and number is None:
        return None
    work = (known.noted(number["n"]) if number else None) or known.by(people, None)
    pages = PAGES.match(text, last)
    rule = cues("earlier").get(cited[0].lower().strip(" ."), "op. cit.") if cited else "note above"
    if work is None and not people:
        return None
    again = _again(work, pages["pages"] if pages else None, rule)
    return Reading(again if work else replace(again, authors=people), start, pages.end() if pages else last)


def surname_only(text: str, known: Earlier) -> Reading | None:
    """A short form of names alone, or with pages or year: "Lo.", "Lo, 45", "Lo 2008"; None if no such work was cited."""
    start = lead(text)
    match = SURNAME_PAGES.match(text[:120], start) if len(text) - start <= 120 else None
    if match is None:
        alone = text[start:].strip(" .;,")
        work = known.by(authors(alone) or (), None) if len(alone.split()) <= 4 else None
        return Reading(_again(work, None, "short form"), start, start + len(text[start:].rstrip())) if work else None
    people = authors(match["name"]) if match["pages"] or match["year"] else authors(text[start:].strip(" .;,"))
    work = known.by(people, None) if people else None
    if work is None or (match["year"] and work.date and not work.date.startswith(match["year"])):
        return None
    return Reading(_again(work, match["pages"], "short form"), start, match.end())


def shortened(reading: Reading, known: Earlier) -> Reading:
    """A reference without date and container, completed from the work that its author and short title mean."""
    work = reading.work
    if work.date or not work.authors or not (work.title or work.pages) or work.url:
        return reading
    full = known.by(work.authors, work.title)
    return replace(reading, work=_again(full, work.pages, "short form")) if full else reading


def _again(work: Work | None, pages: str | None, rule: str) -> Work:
    """The work told again with pages of its own."""
    if work is None:
        return Work(pages=pages, rule=rule, confidence=0.4)
    return replace(work, pages=pages, rule=rule, confidence=round(work.confidence * 0.9, 4))
