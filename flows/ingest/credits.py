"""Lines that credit somebody: names of authors and outlets, and lines that are a date with little beside it."""

import re
from dataclasses import dataclass

from flows.ingest import dates
from flows.ingest.cues import bare, proper, words
from flows.ingest.dates import Date
from flows.ingest.shape import is_final, is_name, plain

SPLIT = re.compile(r",? and |\s*[;&]\s*|, ")
SEVERAL = re.compile(r" and |&|;")
PLACE = re.compile(r" in [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?(?=[,;|(]| and | \||$)")
AFTER_NAMES = re.compile(r"\s*(?:[|•·(–—]| - |, (?=\d)|\bfor [A-Z]|\bon (?=[A-Z\d])|\n)")
SEPARATORS = " ,|•·/()[]–—-\t"
BARS = ("|", "•", "·", "/")


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that is a date, with at most a word of announcement, an outlet or a name beside it."""

    date: Date
    published: bool = False
    """True if the line says that it is the date of publication."""
    updated: bool = False
    """True if the line says that it is the date of a later change."""
    outlet: str | None = None
    name: str | None = None


def date_line(text: str, first: bool = False) -> DateLine | None:
    """The date of a line that is a date; None for other lines. `first` is for the first line, which may be the title."""
    line = plain(text)
    if len(line) > 90:
        return None
    if date := dates.alone(line):
        return DateLine(date)
    found = dates.find(line)
    if found is None:
        return None
    date, start, end = found
    before = bare(line[:start])
    if len(before.split()) <= 6 and not is_final(line):
        if any(before == w or before.endswith(f" {w}") for w in words("updated")):
            return DateLine(date, updated=True)
        if any(before == w or before.endswith(f" {w}") for w in words("published")):
            return DateLine(date, published=True)
    beside = " ".join(dates.AROUND.sub(" ", f"{line[:start]} {line[end:]}").split()).strip(SEPARATORS)
    if is_outlet(beside) and len(beside.split()) <= 5:
        return DateLine(date, outlet=proper("agency").get(beside.lower(), beside))
    cut_before = line[:start].rstrip().endswith((*BARS, ",", "–", "—", "-"))
    cut_after = line[end:].lstrip().startswith((*BARS, "–", "—"))
    if not first and (cut_before or cut_after) and len(beside.split()) <= 3 and (is_name(beside) or beside.istitle()):
        barred = any(bar in line for bar in BARS)
        return DateLine(date, name=beside if barred and is_name(beside) else None)
    return None


def names(text: str) -> tuple[str, ...]:
    """The persons that a list of names names; none if one of them does not look like a name.

    After a comma alone comes what a person is, or where; after "and" another person.
    """
    parts = [p.strip(" .*_") for p in SPLIT.split(text) if p.strip(" .*_")]
    if not SEVERAL.search(text):
        parts = parts[:1]
    return tuple(parts) if all(map(is_name, parts)) else ()


def credits(text: str) -> tuple[tuple[str, ...], str | None]:
    """The authors and the outlet of what follows "By"."""
    first = AFTER_NAMES.split(PLACE.sub("", text), maxsplit=1)[0]
    parts = [p.strip(" .") for p in SPLIT.split(first) if p.strip(" .")]
    outlets = [p for p in parts if is_outlet(p)]
    persons = [p for p in parts if p not in outlets]
    listed = names((" and " if SEVERAL.search(first) else ", ").join(persons))
    return listed, outlets[0] if outlets and (listed or not persons) else None


def is_outlet(text: str) -> bool:
    """True if the text names an agency, or has a word of newspapers' and publishers' names in it."""
    parts = text.lower().split()
    return text.lower() in proper("agency") or (len(parts) <= 6 and not words("outlet").isdisjoint(parts))
