"""References with a title in the running text: (Author, “Title,” Container, 12 May 1994)."""

import re
from collections.abc import Sequence

from flows.extract.citations.citation import Work
from flows.extract.citations.dates import dates
from flows.extract.citations.names import authors
from flows.extract.citations.reference import Reading, tidy
from flows.extract.citations.registers import is_outlet

TITLED = re.compile(r"[“\"](?P<title>[^“”\"\n]{6,250})(?P<mark>,[”\"]|[”\"],|[?!][”\"],?)\s(?:(?:in|published in)\s)?")
CONTAINER = re.compile(r"(?:[Tt]he\s)?[A-Z][\w&’'.-]*(?:\s(?:[A-Z][\w&’'.-]*|of|the|and|in|on|for|de|la|et|&)){0,8}")
AUTHOR = re.compile(
    r"(?P<names>(?:[^\W\d_a-z][\w.’'-]*\s){1,3}[^\W\d_a-z][\w’'-]+(?:\sand\s(?:[^\W\d_a-z][\w.’'-]*\s){1,3}[^\W\d_a-z][\w’'-]+)?),\s$"
)
PLACE = re.compile(r",\s[A-Z][a-z]+(?=,\s)")


def inline(texts: Sequence[tuple[int, str]]) -> list[Reading]:
    """The references in running text that tell title, container and date; spans count in the document."""
    found = []
    for offset, text in texts:
        for match in TITLED.finditer(text):
            if (reading := _read(text, match)) is not None:
                found.append(Reading(reading.work, offset + reading.start, offset + reading.end))
    return found


def _read(text: str, match: re.Match[str]) -> Reading | None:
    """The reference whose title a match is."""
    held = CONTAINER.match(text, match.end())
    if held is None or held.end() - held.start() > 90:
        return None
    place = PLACE.match(text, held.end())
    at = place.end() if place else held.end()
    gap = re.compile(r",?\s\(?(?:on\s|dated\s)?").match(text, at)
    dated = next(iter(dates(text[gap.end() : gap.end() + 40])), None) if gap else None
    if gap is None or dated is None or dated.start > 0:
        return None
    if len(dated.value) == 4 and not ("(" in gap[0] or is_outlet(held[0])):
        return None
    before = AUTHOR.search(text[max(0, match.start() - 120) : match.start()])
    names = authors(before["names"]) if before else None
    start = match.start() - (len(before[0]) if before and names else 0)
    end = gap.end() + dated.end
    end += text[end : end + 1] == ")" and "(" in gap[0]
    work = Work(names or (), tidy(match["title"]), held[0].rstrip(" ,."), dated.value, None, None, "inline", 0.8)
    return Reading(work, start, end)
