"""The cue words of the knowledge table `sections`, ready to be looked for in a block."""

import functools
import re

from flows.knowledge import knowledge

LONGEST_START, LONGEST_ANY = 40, 25
"""Words of the longest block that a cue at its start, or anywhere in it, can claim."""
CREDIT = re.compile(r"[(\[][^()\[\]]{2,80}[)\]]\.?$")
AROUND = re.compile(r"^[\W_]+|[\W_]+$")


@functools.cache
def words(use: str) -> frozenset[str]:
    """All cues of a use that stand alone (`whole` and `word`), in small letters."""
    return frozenset(
        r["cue"].lower() for r in knowledge("sections") if r["use"] == use and r["where"] in ("whole", "word")
    )


@functools.cache
def proper(use: str) -> dict[str, str]:
    """The cues of a use as they are written, by their small letters."""
    return {r["cue"].lower(): r["cue"] for r in knowledge("sections") if r["use"] == use}


def is_whole(use: str, text: str) -> bool:
    """True if the text is one of the cues and nothing else."""
    return bare(text) in words(use)


def found(use: str, text: str) -> bool:
    """True if a cue claims the text: as a whole, at its start, or anywhere in it."""
    if len(text) > 600:
        return False
    n = text.count(" ") + 1
    if n <= 6 and is_whole(use, text):
        return True
    plain = " ".join(text.split()).lstrip("*_#>([-–—•·\\ ").lower()
    start, anywhere = _patterns(use)
    return bool(
        (start and n <= LONGEST_START and start.match(plain))
        or (anywhere and n <= LONGEST_ANY and anywhere.search(plain))
    )


def is_caption(text: str) -> bool:
    """True if the text ends with a picture's credit in brackets."""
    end = CREDIT.search(text[-90:])
    return end is not None and any(word in end[0].lower() for word in words("caption"))


def bare(text: str) -> str:
    """The text in small letters with single spaces, without punctuation and marks around it."""
    return AROUND.sub("", " ".join(text.split()).lower())


@functools.cache
def _patterns(use: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """Patterns for the start of a block and for anywhere in it."""

    def pattern(where: str, before: str) -> re.Pattern[str] | None:
        cues = sorted(
            (r["cue"].lower() for r in knowledge("sections") if r["use"] == use and r["where"] == where), key=len
        )
        ends = (re.escape(c) + (r"(?![^\W\d_])" if c[-1].isalpha() else "") for c in reversed(cues))
        return re.compile(f"{before}(?:{'|'.join(ends)})") if cues else None

    return pattern("start", ""), pattern("any", r"(?<!\w)")
