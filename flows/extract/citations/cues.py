"""The cue words of the knowledge table `citation_cues` as patterns."""

import functools
import re

from flows.knowledge import knowledge


@functools.cache
def cues(use: str) -> dict[str, str]:
    """The cues of a use in small letters, with the knowledge entry of each."""
    return {row["cue"].lower(): row["_at"] for row in knowledge("citation_cues") if row["use"] == use}


@functools.cache
def alternatives(use: str) -> str:
    """A pattern for any cue of a use, the longest first; a full stop at its end may be missing or double."""
    words = sorted((cue.rstrip(".") for cue in cues(use)), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(_word(w) for w in dict.fromkeys(words)) + r")(?!\w)\.?"


@functools.cache
def at_start(use: str) -> re.Pattern[str]:
    """A cue of a use at the start of a text, with white space and a comma or colon after it."""
    return re.compile(rf"\s*{alternatives(use)}\s?[,:]?\s*", re.IGNORECASE)


@functools.cache
def anywhere(use: str) -> re.Pattern[str]:
    """A cue of a use anywhere in a text."""
    return re.compile(rf"(?<!\w){alternatives(use)}", re.IGNORECASE)


@functools.cache
def holding(use: str) -> re.Pattern[str]:
    """Any word of a use, in the singular or plural; a star at the end of a cue stands for any ending."""
    words = sorted((cue.rstrip(".") for cue in cues(use)), key=lambda w: (-len(w), w))
    ends = (_word(w[:-1]) + r"\w*" if w.endswith("*") else _word(w) + "s?" for w in dict.fromkeys(words))
    return re.compile(rf"(?<!\w)(?:{'|'.join(ends)})(?!\w)", re.IGNORECASE)


@functools.cache
def markers() -> dict[str, tuple[str, str]]:
    """The cues that name the source of a text, with their marker and knowledge entry."""
    return {r["cue"].lower(): (r["marker"], r["_at"]) for r in knowledge("citation_cues") if r["use"] == "source"}


def _word(cue: str) -> str:
    """The cue as a pattern: any white space between its words."""
    return r"\s+".join(re.escape(part) for part in cue.split())
