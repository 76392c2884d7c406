"""Quoted stretches of a reference: titles, as a rule."""

import re
from dataclasses import dataclass

OPENING = {"“": "”", "„": "”", "«": "»", "‟": "”", "『": "』", "「": "」", "《": "》", "〈": "〉"}
CLOSING = frozenset("”»』」》〉")
GERMAN = str.maketrans("»«", "«»")
"""Guillemets that point inwards."""
SINGLE = re.compile(r"(?<![\w’'])[‘'](?=\w|“)")
SINGLE_END = re.compile(r"[,.?!…][’'](?!\w)|(?<=[\w)\]”?!])[’'](?=[,.;:)]|\s[(\[A-Z]|$)")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted stretch `text[start:end]`, quotation marks and all; the words between them are `text[inner:close]`."""

    start: int
    inner: int
    close: int
    end: int


def quotes(text: str) -> list[Quote]:
    """The outermost quoted stretches in order. A mark that is never closed opens nothing; typewriter marks pair off in turn."""
    text = text.replace("''", '" ').replace("``", '" ')
    if -1 < text.find("»") < (text.find("«") + 1 or len(text)):
        text = text.translate(GERMAN)
    found: list[Quote] = []
    i = 0
    while i < len(text):
        char = text[i]
        if char in OPENING:
            end = _closing(text, i)
        elif char == '"':
            end = text.find('"', i + 1)
        elif char in "‘'" and SINGLE.match(text, i) and (match := SINGLE_END.search(text, i + 2)):
            end = match.end() - 1
        else:
            end = -1
        if end > i:
            found.append(Quote(i, i + 1, end, end + 1))
            i = end
        i += 1
    return found


def _closing(text: str, start: int) -> int:
    """Where the mark that opens at `start` is closed: the mark at its depth, else the first that closes; -1 if none does."""
    depth, first = 0, -1
    mark = text[start]
    for i in range(start, min(len(text), start + 1000)):
        if text[i] == mark:
            depth += 1
        elif text[i] in CLOSING or (text[i] == '"' and mark in "“„") or (text[i] == "“" and mark == "„"):
            depth -= 1
            first = i if first < 0 else first
            if depth == 0:
                return i
    return first
