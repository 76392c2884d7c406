"""The words that expressions of time are made of, from the knowledge tables `times_words` and `times_phrases`."""

import functools
from dataclasses import dataclass

from flows.knowledge import knowledge


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word or phrase is in the grammar, and what it stands for."""

    kind: str
    value: str
    rule: str
    timex_type: str = ""


PARTED = frozenset(" '-")
"""Characters that make several words of an entry."""

Phrases = dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]
"""Expressions of several words by their first word, the longest first."""


def _by_first(entries: list[tuple[str, Entry]]) -> Phrases:
    found: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for words_of, entry in entries:
        # apostrophes and dashes are words of their own
        spelled = tuple(words_of.replace("'", " '").replace("-", " - ").split())
        found.setdefault(spelled[0], []).append((spelled, entry))
    return {first: tuple(sorted(those, key=lambda e: -len(e[0]))) for first, those in found.items()}


@functools.cache
def _entries() -> tuple[tuple[str, Entry], ...]:
    """Words of the grammar and named days."""
    grammar = tuple((r["word"], Entry(r["kind"], r["value"], r["_at"])) for r in knowledge("times_words"))
    days = tuple((r["name"], Entry("feast", f"{r['kind']}:{r['rule']}", r["_at"])) for r in knowledge("times_days"))
    return grammar + days


@functools.cache
def _fixed() -> tuple[tuple[str, Entry], ...]:
    return tuple((r["phrase"], Entry("fixed", r["value"], r["_at"], r["type"])) for r in knowledge("times_phrases"))


@functools.cache
def words() -> dict[str, Entry]:
    """Single words in lower case, fixed expressions of one word among them."""
    return {word: entry for word, entry in _fixed() + _entries() if not PARTED & set(word)}


@functools.cache
def compounds() -> Phrases:
    """Words of the grammar that are written as several: at least, a number of, new year's eve."""
    return _by_first([(word, entry) for word, entry in _entries() if PARTED & set(word)])


@functools.cache
def states() -> Phrases:
    """Names and adjectives of states, as rows of words; acronyms with dots too. The value is the code under which their acts count."""
    found: dict[str, Entry] = {}
    for row in knowledge("states"):
        said = [row["name"], *row["aliases"].split(";"), *row["demonyms"].split(";")]
        dotted = [" . ".join(s) for s in said if s.isupper() and s.isalpha()]
        for name in filter(None, [*said, *dotted]):
            found.setdefault(name.lower(), Entry("state", row["country"] or row["code"], row["_at"]))
    return _by_first(list(found.items()))


@functools.cache
def phrases() -> Phrases:
    """Fixed expressions of several words."""
    return _by_first([(phrase, entry) for phrase, entry in _fixed() if PARTED & set(phrase)])
