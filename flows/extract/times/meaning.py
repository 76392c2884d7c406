"""What an expression of time means, before it is tied to its place in the text."""

import datetime as dt
from dataclasses import dataclass, field

from flows.extract.times import calendar
from flows.extract.times.words import Word


@dataclass(frozen=True, slots=True)
class Meaning:
    """Type, value and how it was had; `interval` only where the value does not say it."""

    timex_type: str
    value: str | None
    source: str = "explicit"
    interval: calendar.Interval | None = None
    told: bool = True
    """Whether the text goes on from there: not where it only compares."""


@dataclass(slots=True)
class Found:
    """A pattern found in the text: its words, and those of each named atom."""

    rule: str
    words: list[Word]
    parts: dict[str, Word]
    before: list[Word] = field(default_factory=list)
    after: list[Word] = field(default_factory=list)
    """A few words on either side."""

    def has(self, name: str) -> bool:
        """Whether the atom is there."""
        return name in self.parts

    def low(self, name: str) -> str:
        """Its word in lower case, or ""."""
        return self.parts[name].low if name in self.parts else ""

    def value(self, name: str) -> str:
        """What the atom stands for, or ""."""
        return self.parts[name].value if name in self.parts else ""

    def kind(self, name: str) -> str:
        """Its kind, or ""."""
        return self.parts[name].kind if name in self.parts else ""


@dataclass(slots=True)
class Discourse:
    """What is known at a place of the text: the day of publication as far as known, and the dates told so far."""

    published: dt.date | None
    precision: str
    told: list[str] = field(default_factory=list)
    """Values of the dates told so far, in order."""
    tense: int = 0
    """Of the verb that governs the expression: -1 past, 0 unknown or present, 1 future."""

    def now(self, unit: str) -> str | None:
        """The unit of that kind in which the text was published, None if that is not known."""
        known = {"day": "DMWWEQHSYECL", "month": "MQHYECL", "year": "YECL"}.get(self.precision, "")
        return calendar.of(self.published, unit) if self.published and unit in known else None

    def latest(self, *units: str) -> str | None:
        """The last date told that counts in one of these units."""
        return next((v for v in reversed(self.told) if calendar.granularity(v) in units), None)

    @property
    def quarter(self) -> str | None:
        """The quarter that the text reports on: the last one told that had begun by publication, or that of the last day told."""
        for value in reversed(self.told):
            start, kind = calendar.interval(value)[0], calendar.granularity(value)
            if start and kind in {"Q", "H", "D"} and not (self.published and start > self.published):
                return value if kind in {"Q", "H"} else calendar.of(start, "Q")
        return None

    @property
    def year(self) -> str | None:
        """The year of the last date told, or else of publication."""
        told = next((v for v in reversed(self.told) if calendar.granularity(v) in set("YMDQHSW")), None)
        return told[:4] if told else self.now("Y")
