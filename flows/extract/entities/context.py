"""Words that are a name in some surroundings only: the guards of the table `name_contexts`."""

import functools
import re

from flows.extract.entities.lexicon import Sense, cell, fold
from flows.knowledge import knowledge

BEFORE = re.compile(r"([^\s\w]|\w+)\s*\Z")
AFTER = re.compile(r"\s*(\w+|\S)")


@functools.cache
def _guards() -> dict[str, tuple[dict[str, str], ...]]:
    guards: dict[str, list[dict[str, str]]] = {}
    for row in knowledge("name_contexts"):
        guards.setdefault(fold(row["name"]), []).append(row)
    return {name: tuple(rows) for name, rows in guards.items()}


def _word(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found.group(1) if found else ""


def _fits(word: str, listed: str) -> bool:
    words = cell(listed)
    return (
        word in words
        or ("A-Z" in words and word[:1].isupper() and word != "The")
        or ("^" in words and (not word or word in ".!?"))
    )


def allowed(sense: Sense, flat: str, start: int, end: int) -> bool:
    """Whether a reading of the name at `flat[start:end]` fits what stands before and after it."""
    if sense.use == "prefix" and flat[end : end + 1] != "-":
        return False
    for row in _guards().get(flat[start:end], ()):
        if row["entity"] and row["entity"] != sense.entity.name:
            continue
        before = _word(BEFORE, flat[max(0, start - 40) : start])
        after = _word(AFTER, flat[end : end + 40])
        if row["before"] and not _fits(before, row["before"]):
            return False
        if row["after"] and not _fits(after, row["after"]):
            return False
        if _fits(before, row["not_before"]) or _fits(after, row["not_after"]):
            return False
    return True
