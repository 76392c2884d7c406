"""A note cut into the works that it cites."""

import re
from itertools import pairwise

from flows.extract.citations.chunks import sentence_end
from flows.extract.citations.cues import alternatives
from flows.extract.citations.dates import dates
from flows.extract.citations.names import authors
from flows.extract.citations.prepare import prepare
from flows.extract.citations.quotes import quotes
from flows.extract.citations.reference import read

SENTENCE = re.compile(rf"[.;,)]\s+(?={alternatives('lead')}\s)|[.;,]\s+(?={alternatives('again')})", re.IGNORECASE)
SMALL_LEADS = re.compile(r"(?:and|also|as well as|according to|for example|for instance|e\.g)\b", re.IGNORECASE)
BETWEEN = re.compile(
    r"[\s),.\]]*(?:(?:pp?\.|pages?|:)\s?)?(?:\d{1,4}(?:[-–—]\d{1,4})?)?[\s.,;)]*(?:(?:and|also|see(?: also)?)\b[\s,]*)?",
    re.IGNORECASE,
)
MOST = 60
"""Works in one note that are read, at most."""


def works(text: str) -> list[tuple[int, int]]:
    """Spans of a note that each may name one work, in order."""
    plain = prepare(text).text
    cuts = {0, len(plain)}
    marks = quotes(plain)
    inside = [(q.start, q.end) for q in marks]
    depth = at = 0
    for i, char in enumerate(plain):
        while at < len(inside) and inside[at][1] <= i:
            at += 1
        if at < len(inside) and inside[at][0] <= i:
            continue
        depth = max(depth + (char in "([") - (char in ")]"), 0)
        if char in ";；" and depth == 0:
            cuts.add(i + 1)
    for match in SENTENCE.finditer(plain):
        quoted = any(a <= match.start() < b for a, b in inside)
        small = SMALL_LEADS.match(plain, match.end()) is not None and match[0][0] != ";"
        if not quoted and not small and _level(plain, match.start() + 1):
            cuts.add(match.end())
    for first, second in pairwise(marks):
        if any(first.end <= c <= second.start for c in cuts):
            continue
        if (cut := _between(plain, first.end, second.start)) is not None:
            cuts.add(cut)
    cuts |= _sentences(plain, inside, sorted(cuts))
    ordered = sorted(cuts)
    spans = [(a, b) for a, b in pairwise(ordered) if any(map(str.isalnum, plain[a:b]))]
    return _joined(plain, spans)[:MOST]


def _sentences(text: str, inside: list[tuple[int, int]], cuts: list[int]) -> set[int]:
    """Where a sentence that cites begins after one that does."""
    found: set[int] = set()
    tried = 0
    for a, b in pairwise(cuts):
        at = a
        while (stop := sentence_end(text, at, b)) < b and (tried := tried + 1) <= MOST:
            after = stop + 1
            at = after
            quoted = any(x <= stop < y for x, y in inside)
            last = max([c for c in found if c > a], default=a)
            if quoted or not _level(text, after) or not _whole(text[last:after]):
                continue
            if _whole(text[after:b]):
                found.add(after)
    return found


def _whole(text: str) -> bool:
    """True if the text cites a work with title and date."""
    reading = read(text) if dates(text) else None
    return reading is not None and reading.work.title is not None and reading.work.date is not None


def _level(text: str, at: int) -> bool:
    """True if no bracket is open at an offset."""
    before = text[max(0, at - 300) : at]
    return before.count("(") <= before.count(")") and before.count("[") <= before.count("]")


def _between(text: str, start: int, end: int) -> int | None:
    """Where the second of two works with quoted titles begins: after the date of the first, before the second's authors."""
    dated = dates(text[start:end])
    if not dated:
        return None
    for date in reversed(dated):
        after = start + date.end
        match = BETWEEN.match(text, after, end)
        at = match.end() if match else after
        between = text[at:end].strip(" ,:.;(")
        if not between or authors(between):
            return at
    stops = [m.end() for m in re.finditer(r"[.;]\s+", text[start:end])]
    for stop in stops:
        if start + stop > start + dated[0].end and authors(text[start + stop : end].strip(" ,:.;(")):
            return start + stop
    return None


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans, where authors parted by semicolons are one with the work that follows them."""
    joined: list[tuple[int, int]] = []
    names_from = None
    for a, b in spans:
        words = text[a:b].strip(" ;,")
        if not joined and authors(words) and len(words) < 80 and text[b - 1 : b] == ";":
            names_from = a if names_from is None else names_from
            continue
        joined.append((a if names_from is None else names_from, b))
        names_from = None
    if names_from is not None:
        joined.append((names_from, spans[-1][1]))
    return joined
