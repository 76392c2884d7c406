"""Where a sentence ends although the parse runs on: at note markers and at the numbers of a list."""

import re
from bisect import bisect_right

BREAK = re.compile(
    r"[.!?,;]?[\"”’']{0,2}\[\d{1,3}\](?=\s|$|[,;.])"  # a marker in brackets
    r"|(?<=[a-z])[.!?,][\"”’']{0,2}\d{1,3}(?=\s+[\"“‘(]?[A-Z]|\s*$)"  # digits run on to the stop
    r"|;\s+(?:and\s+)?\(?(?:\d|i{1,3}|iv|v|[a-e])\)"
)
"""A stop with a note marker behind it, or the number of the next point of a list."""
STOPS = ".!?"


class Breaks:
    """The breaks of a text."""

    def __init__(self, text: str) -> None:
        self.spans = [(m.start(), m.end()) for m in BREAK.finditer(text)]

    def cut(self, start: int, end: int, text: str) -> tuple[int, int]:
        """`start` to `end` up to the first break in it, the quotation mark before a marker kept."""
        i = bisect_right(self.spans, (start, start))
        if i < len(self.spans) and self.spans[i][0] < end:
            at = self.spans[i][0]
            words = text[at : self.spans[i][1]]
            kept = re.match(r"[.!?,]?[\"”’']{1,2}", words)
            end = min(end, at + (len(kept.group()) if kept else 0))
        return start, end

    def between(self, one: int, other: int) -> bool:
        """Whether there is a break between two places."""
        low, high = min(one, other), max(one, other)
        i = bisect_right(self.spans, (low, low))
        return i < len(self.spans) and self.spans[i][0] < high
