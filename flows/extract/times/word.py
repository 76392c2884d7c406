"""One word of a text as the grammar of time sees it."""

from dataclasses import dataclass

from flows.extract.times.vocabulary import Entry


@dataclass(slots=True)
class Word:
    """`text[start:end]`, what the grammar takes it for, and what it stands for there."""

    start: int
    end: int
    low: str
    kind: str
    value: str = ""
    rule: str = ""
    timex_type: str = ""
    """Of a fixed expression."""
    proper: bool = False
    """Whether it begins with a capital letter."""


def made(start: int, end: int, low: str, entry: Entry, proper: bool = False) -> Word:
    """The word that an entry of the tables describes."""
    return Word(start, end, low, entry.kind, entry.value, entry.rule, entry.timex_type, proper)
