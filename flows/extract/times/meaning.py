"""What an expression of time is made of, what is known at its place, and what it means."""

import datetime as dt
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from flows.extract.times import calendar
from flows.extract.times.word import Word

KNOWN_BY = {"day": "DMWWEQHSYECL", "month": "MQHYECL", "year": "YECL"}
"""The units in which "this" and "last" can be told, by the precision of the day of publication."""
MEMORY = 64
"""So many dates told are kept in mind."""
OPENING = 1
"""A date that opens a sentence has no more words before it: "In 2013"."""
FORCE = 2
"""A date that sets the scene is in force for so many sentences after its own, in its paragraph."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """Type, value and how it was had."""

    timex_type: str
    value: str | None
    source: str = "explicit"
    interval: calendar.Interval | None = None
    """Only where the value does not say it."""
    told: bool = True
    """Whether the text goes on from there: not where it only compares."""


@dataclass(slots=True)
class Found:
    """A pattern found in the text: its words, those of each named atom, and a few on either side."""

    rule: str
    words: list[Word]
    parts: dict[str, Word]
    before: list[Word] = field(default_factory=list)
    after: list[Word] = field(default_factory=list)
    tag: str = ""
    """Part of speech of the token right before."""

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

    def then(self, *kinds: str) -> bool:
        """Whether the words that follow are of these kinds, in this order."""
        return [w.kind for w in self.after[: len(kinds)]] == list(kinds)


@dataclass(frozen=True, slots=True)
class Told:
    """A date told earlier in the text, and where."""

    value: str
    frame: bool
    """Whether it is explicit and opens its sentence, and so sets the scene for what follows."""
    sentence: int
    block: int


@dataclass(slots=True)
class Discourse:
    """What is known at a place of the text: the day of publication as far as known, and the dates told so far."""

    published: dt.date | None
    precision: str
    told: deque[Told] = field(default_factory=lambda: deque(maxlen=MEMORY))
    sentence: int = 0
    block: int = 0
    way: Callable[[], int] = lambda: 0
    """Looks up `tense`."""

    @property
    def tense(self) -> int:
        """Of what governs the expression: -1 past, 1 future, 0 not told."""
        return self.way()

    def now(self, unit: str) -> str | None:
        """The unit of that kind in which the text was published, None if that is not known."""
        return (
            calendar.of(self.published, unit) if self.published and unit in KNOWN_BY.get(self.precision, "") else None
        )

    def moved(self, unit: str, count: float) -> str | None:
        """The unit of that kind so many after that of publication."""
        now = self.now(unit)
        return calendar.shifted(now, count, unit) if now else None

    def latest(self, *units: str) -> str | None:
        """The last date told that counts in one of these units."""
        return next((t.value for t in reversed(self.told) if calendar.granularity(t.value) in units), None)

    @property
    def year(self) -> str | None:
        """The year of the last date told, or else of publication."""
        told = self.latest(*"YMDQHSW")
        return told[:4] if told else self.now("Y")

    @property
    def year_in_force(self) -> str | None:
        """The year of the last date that opened a sentence, if that was shortly before in the same paragraph."""
        for told in reversed(self.told):
            if told.block != self.block or self.sentence - told.sentence > FORCE:
                return None
            if told.frame and calendar.granularity(told.value) in set("YMDQHS"):
                return told.value[:4]
        return None

    @property
    def year_at_hand(self) -> str | None:
        """The year of a date told shortly before: of a month or a day in the last sentences, of a bare year in the same sentence."""
        for told in reversed(self.told):
            unit, away = calendar.granularity(told.value), self.sentence - told.sentence
            if away > FORCE:
                return None
            if unit in {"M", "D", "Q", "H", "S"} or (unit == "Y" and (told.frame or away == 0)):
                return told.value[:4]
        return None

    @property
    def quarter(self) -> str | None:
        """The quarter that the text reports on: the last one told that had begun by publication, or that of the last day told."""
        for told in reversed(self.told):
            start, kind = calendar.interval(told.value)[0], calendar.granularity(told.value)
            if start and kind in {"Q", "H", "D"} and not (self.published and start > self.published):
                return told.value if kind in {"Q", "H"} else calendar.of(start, "Q")
        return None
