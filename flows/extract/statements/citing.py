"""Which notes a statement ends in."""

import calendar
import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol

CLOSE = 6
"""Most code points between a content and the marker of its note."""
FAR = 200
"""Most code points between a cue that follows its content and the marker behind both."""
BETWEEN = re.compile(r"[\s.,;:!?\"”’'»)\]\[(]*")
MONTH = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")
STOP = re.compile(r"[.!?;][\"”’')]?\s")


class Cited(Protocol):
    """What is asked of a citation."""

    citation_id: str
    kind: str
    anchor_char: int | None
    authors: tuple[str, ...]
    date: str | None


class Notes:
    """The notes of a document by the place of their markers in the text."""

    def __init__(self, citations: Sequence[Cited], text: str) -> None:
        noted = [c for c in citations if c.kind == "note" and c.anchor_char is not None]
        self.citations = sorted(noted, key=lambda c: (c.anchor_char, c.citation_id))
        self.anchors = [c.anchor_char for c in self.citations]
        self.text = text

    def at(self, end: int, cue_end: int) -> list[Cited]:
        """The notes whose markers stand where a content ends, or behind the cue that follows it."""
        if not self.anchors:
            return []
        found = self._behind(end, CLOSE)
        if not found and cue_end > end:
            found = self._behind(cue_end, FAR)
        return found

    def _behind(self, place: int, reach: int) -> list[Cited]:
        first = bisect_left(self.anchors, place)
        if first == len(self.anchors) or self.anchors[first] - place > reach:
            return []
        anchor = self.anchors[first]
        if reach == CLOSE and not BETWEEN.fullmatch(self.text, place, anchor):
            return []
        if reach == FAR and STOP.search(self.text, place, max(anchor - 1, place)):
            return []
        last = first
        while last < len(self.anchors) and self.anchors[last] == anchor:
            last += 1
        return self.citations[first:last]


def day_of(notes: Sequence[Cited]) -> tuple[dt.date, dt.date, str, str] | None:
    """First and last day, precision and words of the date of the one work noted; None if it tells no month."""
    found = MONTH.fullmatch(notes[0].date or "") if len(notes) == 1 else None
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2]), int(found[3] or 0)
    try:
        first = dt.date(year, month, day or 1)
        last = first if day else first.replace(day=calendar.monthrange(year, month)[1])
    except ValueError:
        return None
    return first, last, "day" if day else "month", found[0]
