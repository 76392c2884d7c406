"""The head of a text: its title, byline and date, where the text itself shows them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from flows.ingest import dates
from flows.ingest.credits import credits, date_line, is_outlet
from flows.ingest.cues import bare, found, is_whole, proper
from flows.ingest.dates import Date
from flows.ingest.shape import MARKDOWN_HEADING, MARKED, is_final, is_name, is_prose, is_short, is_title_case, plain

ZONE = 12
"""Blocks that the head has at most."""
BY = re.compile(
    r"\(?(?:(?:commentary|analysis|report|article|opinion|essay|interview|written|posted|story|text) )?"
    r"(?:by:?|authors?:)\s+(?P<rest>\S.*)",
    re.I | re.S,
)
TIME = re.compile(r"\d{1,2}[:.]\d\d\s*(?:[AaPp]\.?[Mm]\.?)?(?:\s*\(?[A-Z]{2,4}\)?)?")
PLACE = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}(?:, [A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}){1,2}")
DATELINE = re.compile(
    r"(?:(?P<city>[A-Z][\w.'’/ -]{1,40}(?:, [A-Z][\w.'’ -]{1,30}){0,2}?)(?:,? (?P<date>[^()]{3,25}))? )?"
    r"\((?P<agency>[^()]{2,40})\)\s*(?:[-–—]{1,2}|:)\s"
)
SOURCE = re.compile(r"source:\s*(?P<name>[^|,;:\d]{2,40}?)(?= published|[|,;:\d]|\s{2}|$)", re.I)
COLON = re.compile(r"(?P<name>[^:\n]{4,50}): (?P<title>\S.{8,})", re.S)


@dataclass(slots=True)
class Head:
    """What the head shows; empty where it is silent."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: Date | None = None
    candidates: list[int] = field(default_factory=list)
    """Blocks that could be the title."""
    dated: list[int] = field(default_factory=list)
    """Blocks that are a date and no more."""


def mark(texts: Sequence[str], sections: list[str | None], title: str | None, authors: Sequence[str]) -> Head:
    """Give sections to the blocks of the head that have none yet, and say what it shows.

    `title` and `authors` are what the metadata says: it helps to recognise the lines, and is not overruled.
    """
    head = Head()
    updated, announced = None, False
    for i, text in enumerate(texts[:ZONE]):
        if sections[i] in ("reference", "byline"):
            _signed(text, head)
            _is_byline(text, authors, head)
            sections[i] = "byline"
        if sections[i] is not None:
            continue
        if BY.match(plain(text)) and _is_byline(text, authors, head):
            sections[i] = "byline"
        elif line := date_line(text, first=i == 0):
            head.dated.append(i)
            sections[i] = "byline"
            head.publisher = head.publisher or line.outlet
            head.authors = head.authors or ((line.name,) if line.name else ())
            announced = announced or line.published
            if line.updated:
                updated = updated or line.date
            elif head.published is None or line.published:
                head.published = line.date
        elif TIME.fullmatch(text) or _is_byline(text, authors, head):
            sections[i] = "byline"
        elif _could_be_title(text, i, texts, title):
            head.candidates.append(i)
            if MARKDOWN_HEADING.match(text) and text.startswith("# "):
                head.candidates, rest = [i], head.candidates
                for j in rest:
                    sections[j] = "heading"
        elif not head.candidates or head.dated or head.authors or not _is_deck(texts, i):
            _dateline(text, head)
            break
    head.published = head.published or updated
    if head.dated and not announced and _is_chronicle(texts, head.dated[0] + 1):
        head.published = None
        for i in head.dated:
            sections[i] = "heading"
    _places(texts, sections, head)
    _choose(texts, sections, head, title, authors)
    return head


def _is_byline(text: str, authors: Sequence[str], head: Head) -> bool:
    """True for a line that says who wrote the text, or who brought it; what it says is noted."""
    line = plain(text)
    if len(line) > 200:
        return False
    if match := BY.match(line):
        if found_date := dates.find(line):
            head.published = head.published or found_date[0]
        listed, publisher = credits(match["rest"])
        if listed or publisher or found_date:
            head.authors = head.authors or listed
            head.publisher = head.publisher or publisher
            return True
    if authors and bare(line) in {bare("; ".join(authors)), bare(", ".join(authors)), *map(bare, authors)}:
        return True
    if bare(line) in proper("agency"):
        head.publisher = head.publisher or proper("agency")[bare(line)]
        return True
    return found("byline", text) and not is_prose(text)


def _is_deck(texts: Sequence[str], i: int) -> bool:
    """True for a sentence or two between title and byline."""
    below = texts[i + 1 : i + 4]
    return len(texts[i]) <= 300 and any(len(t) <= 90 and (BY.match(plain(t)) or dates.alone(plain(t))) for t in below)


def _is_chronicle(texts: Sequence[str], start: int) -> bool:
    """True if dates head the parts of the text, so that the first of them is no date of publication."""
    return sum(1 for t in texts[start:] if len(t) <= 40 and dates.alone(plain(t))) >= 2


def _signed(text: str, head: Head) -> None:
    """Note date and outlet of a line at the head such as "Source: Agency | 2015-03-03 10:15 | Editor: A"."""
    line = plain(text)
    if len(line) > 160 or is_prose(line):
        return
    if found_date := dates.find(line):
        head.published = head.published or found_date[0]
    match = SOURCE.match(line)
    if match and is_outlet(match["name"].strip()):
        head.publisher = head.publisher or match["name"].strip()


def _could_be_title(text: str, i: int, texts: Sequence[str], title: str | None) -> bool:
    """True if the block could be the title: a short line, or a sentence in title case, before other text."""
    if i == len(texts) - 1:
        return False
    if title and bare(text) == bare(title):
        return True
    if MARKDOWN_HEADING.match(text):
        return True
    if MARKED.match(text):
        return False
    if is_final(text) and plain(text)[-1:] in ".!":
        return i == 0 and is_title_case(text) and len(text.split()) <= 20
    return is_short(text) or (i == 0 and len(text) < 140 and plain(text).endswith("?"))


def _dateline(text: str, head: Head) -> None:
    """Note the agency, and the date if it has a year, of a report that begins "LONDON, March 3, 2013 (Agency) -"."""
    if match := DATELINE.match(text[:200]):
        agency = match["agency"].strip()
        if agency.lower() in proper("agency"):
            head.publisher = head.publisher or proper("agency")[agency.lower()]
            if match["date"] and (date := dates.alone(match["date"])):
                head.published = head.published or date


def _places(texts: Sequence[str], sections: list[str | None], head: Head) -> None:
    """A place on the line over a date or time belongs to the byline."""
    for i in list(head.candidates):
        after = i + 1
        timed = after < len(texts) and (after in head.dated or TIME.fullmatch(texts[after]))
        if timed and sections[after] == "byline" and PLACE.fullmatch(plain(texts[i])):
            sections[i] = "byline"
            head.candidates.remove(i)


def _choose(
    texts: Sequence[str], sections: list[str | None], head: Head, title: str | None, authors: Sequence[str]
) -> None:
    """Decide which candidate is the title; the others are headings, an outlet, an author or a venue."""
    candidates = [i for i in head.candidates if not is_whole("generic_heading", texts[i])]
    for i in head.candidates:
        sections[i] = "heading"
    if not candidates:
        return
    known = [i for i in candidates if title and _same_title(texts[i], title)]
    credited = [i for i in candidates if _author_before_colon(texts, i, authors)]
    if len(candidates) > 1:
        _beside_date(texts, sections, head, candidates)
    _venue(texts, sections, head, candidates, title)
    _below_date(texts, sections, head, candidates)
    candidates = [i for i in candidates if sections[i] == "heading"]
    long = [i for i in candidates if len(texts[i].split()) >= 4 and not plain(texts[i])[0].islower()]
    likely = known or credited or ([] if title else long or candidates)
    if not likely:
        return
    best = likely[0]
    sections[best] = "title"
    head.title = _unstopped(plain(texts[best]))
    match = COLON.fullmatch(head.title) if best in credited else None
    if match:
        head.title = match["title"]
        head.authors = head.authors or (match["name"],)


def _same_title(text: str, title: str) -> bool:
    """True if the line is the title that the metadata gives, or most of its words are the same."""
    line, wanted = bare(text), bare(title)
    if line == wanted or line.partition(": ")[2] == wanted:
        return True
    first, second = set(line.split()), set(wanted.split())
    return len(first & second) >= 0.6 * max(len(first), len(second))


def _venue(
    texts: Sequence[str], sections: list[str | None], head: Head, candidates: list[int], title: str | None
) -> None:
    """A short line over place and time says where something was said: no title, unless it is the first of several lines."""
    for n, i in enumerate(candidates):
        after = i + 1
        while after < len(texts) and sections[after] == "byline" and not TIME.fullmatch(texts[after]):
            after += 1
        timed = after < len(texts) and TIME.fullmatch(texts[after])
        if timed and len(texts[i].split()) <= 6 and (n > 0 or len(candidates) == 1 or title):
            sections[i] = "byline"


def _below_date(texts: Sequence[str], sections: list[str | None], head: Head, candidates: list[int]) -> None:
    """A word or two below date, time or byline, with the title above, say where or who."""
    for i in candidates[1:]:
        if sections[i - 1] == "byline" and len(texts[i].split()) <= (2 if is_prose(texts[i + 1]) else 3):
            sections[i] = "byline"


def _unstopped(title: str) -> str:
    """The title without a full stop at its end, unless that belongs to an abbreviation."""
    stopped = title.endswith(".") and "." not in title.split()[-1][:-1] and not title.endswith("..")
    return title[:-1] if stopped and len(title.split()[-1]) > 4 else title


def _beside_date(texts: Sequence[str], sections: list[str | None], head: Head, candidates: list[int]) -> None:
    """A short line directly over the date, beside a longer one, is the outlet or the author."""
    for i in candidates:
        after = next((j for j in range(i + 1, len(texts)) if texts[j]), None)
        line = plain(texts[i])
        n = len(line.split())
        longer = any(len(texts[j].split()) > n for j in candidates if j != i)
        if after not in head.dated or n > 4 or not longer:
            continue
        if is_outlet(line) or n == 1:
            head.publisher = head.publisher or line
        elif is_name(line) and any(j < i for j in candidates):
            head.authors = head.authors or (line,)
        else:
            continue
        sections[i] = "byline"


def _author_before_colon(texts: Sequence[str], i: int, authors: Sequence[str]) -> bool:
    """True for "Name: Title" where the metadata or a credit elsewhere in the text confirms that the name is the author's."""
    match = COLON.fullmatch(plain(texts[i]))
    if match is None or not is_name(match["name"]):
        return False
    name = match["name"]
    if bare(name) in map(bare, authors):
        return True
    others = (t for j, t in enumerate(texts) if j != i and len(t) < 400)
    return any(t.startswith((f"{name}, ", f"{name} is a", f"By {name}")) for t in others)
