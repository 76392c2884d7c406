"""The authors at the start of a reference without quotation marks."""

import re
from dataclasses import dataclass

from flows.extract.citations.chunks import ABBREVIATION
from flows.extract.citations.names import INITIALS, authors
from flows.extract.citations.registers import family_first, given_names, is_body

BOUNDARY = re.compile(r"[,.:;]\s+|\s[–—]\s|[：]\s?")
PROSE_ENDS = re.compile(r"\b(?:in|see|by|is|are|from|of|on|also|e\.g\.,?|cf\.):?\s+(?=[^\W\d_a-z])")
"""Words of a sentence after which the reference it names may begin."""


@dataclass(frozen=True, slots=True)
class Head:
    """The authors at the start of a reference, and where what follows them begins."""

    authors: tuple[str, ...]
    end: int


def head(text: str, start: int) -> Head:
    """The longest run of authors at the start of a reference; no authors if what stands there is none."""
    best = Head((), start)
    for n, match in enumerate(BOUNDARY.finditer(text, start)):
        if n > 12 or match.start() - start > 300:
            break
        words = text[start : match.start()]
        mark = match[0].strip()
        if mark == "." and ABBREVIATION.search(words):
            words += "."
            if not INITIALS.fullmatch(words.split()[-1]) or len(words.split()) < 2:
                continue
        names = authors(words)
        if names is None:
            if n > 3 and not best.authors:
                break
            continue
        if (best.authors or n) and not all(map(_known, names)) and not (_inverted(words, names) and mark == "."):
            continue
        if best.authors and len(names) == 1 and "," in names[0]:
            continue
        best = Head(names, match.end())
    return best


def _known(name: str) -> bool:
    """True if a name is a person's or body's for certain."""
    words = name.split()
    return (
        is_body(name)
        or words[0] in given_names()
        or words[0] in family_first()
        or any(INITIALS.fullmatch(w) and "." in w for w in words)
    )


def _inverted(words: str, names: tuple[str, ...]) -> bool:
    """True if the names were written family name first, with a comma."""
    return not words.startswith(names[0].split()[0])


def after_prose(text: str, start: int, end: int) -> int | None:
    """Where a reference begins after running words: "The best account is Bobo Lo, Title (...)"."""
    if sum(w[:1].islower() for w in text[start:end].split()[:6]) < 2:
        return None
    for match in list(PROSE_ENDS.finditer(text, start, end))[:30]:
        found = head(text[:end], match.end())
        if found.authors and (_known(found.authors[0]) or " " in found.authors[0]) and found.end < end:
            return match.end()
    return None
