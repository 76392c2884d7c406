"""Polls of readers: a question, and options with counts or percentages."""

import re
from collections.abc import Sequence

from flows.ingest.cues import found
from flows.ingest.shape import is_prose

COUNT = re.compile(
    r"\(?\d[\d,. ]*\s*(?:votes?\s*)?(?:\(\s*\d{1,3}(?:[.,]\d+)?\s*%\s*\)|%|votes?)\)?|\d{1,3}(?:[.,]\d+)?\s*%\s*\(\s*\d[\d,]*(?:\s*votes?)?\s*\)",
    re.I,
)
"""A line that is nothing but a count of votes and its share."""


def mark(texts: Sequence[str], sections: list[str | None]) -> None:
    """Give the section `poll` to the blocks of polls among those that have no section yet."""
    i = 0
    while i < len(texts):
        if sections[i] is not None or not _is_count(texts[i]):
            i += 1
            continue
        first = last = i
        counts = 1
        for j in range(i + 1, min(i + 40, len(texts))):
            if _is_count(texts[j]):
                last, counts = j, counts + 1
            elif j - last > 2 or is_prose(texts[j]):
                break
        question = cue = False
        while first > 0 and i - first < 4 and sections[first - 1] is None:
            above = texts[first - 1]
            if found("poll", above):
                cue = True
            elif question and not found("poll", above):
                break
            elif above.rstrip().endswith("?"):
                question = True
            elif is_prose(above) and above.endswith("."):
                break
            first -= 1
        if counts >= 2 and (cue or question):
            for j in range(first, last + 1):
                sections[j] = "poll"
        i = last + 1


def _is_count(text: str) -> bool:
    """True for a count of votes."""
    return len(text) <= 60 and COUNT.fullmatch(text) is not None
