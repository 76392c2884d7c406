"""What an expression of time is made of, what is known at its place, and what it means."""

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from flows.extract.times import calendar
from flows.extract.times.fiscal import Fiscal
from flows.extract.times.word import Word

KNOWN_BY = {"day": "DMWWEQHSYECL", "month": "MQHYECL", "year": "YECL"}
"""The units in which "this" and "last" can be told, by the precision of the day of publication."""
MEMORY = 64
"""So many dates told are kept in mind."""
OPENING = 1
"""A date that opens a sentence has no more words before it: "In 2013"."""
LONG_AGO = 14
"""A story of a day told so many days before publication is told on from that day, not from publication."""
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
    rule: str = ""
    """The line of a knowledge table that had a say, if the words themselves do not lead to it."""
    sure: bool = True
    """Whether nothing had to be taken for granted: not where it is open whose fiscal year is meant."""
    count: int = 0
    """Of an anniversary, how many years after the day that it keeps."""


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
    alone: bool = True
    """Whether its last word says nothing of the word after it: not in "this fiscal stimulus"."""
    closed: bool = True
    """Whether nothing hangs on its last word: not in "the year before the war"."""

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
    aside: bool = False
    """Whether the text only compares with it or counts from it, and goes on from another: than in 2012, since 2012."""
    near: bool = False
    """Whether it was counted from publication: last year."""
    explicit: bool = False
    """Whether it gives its own year."""
    interval: calendar.Interval | None = None
    """Only where the value does not say it."""


@dataclass(slots=True)
class Discourse:
    """What is known at a place of the text: the day of publication as far as known, and the dates told so far."""

    published: dt.date | None
    precision: str
    told: deque[Told] = field(default_factory=lambda: deque(maxlen=MEMORY))
    spell: tuple[dt.date, dt.date, int] | None = None
    """The last stretch of several whole months told, and the sentence that told it."""
    sentence: int = 0
    block: int = 0
    opens: bool = False
    """Whether the expression opens its sentence."""
    way: Callable[[], int] = lambda: 0
    """Looks up `tense`."""
    owner: Callable[[str], tuple[Fiscal, bool] | None] = lambda style: None
    """Looks up whose fiscal year is meant: `Owners.of`."""

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
        return next((t.value for t in self._back() if calendar.granularity(t.value) in units), None)

    def _back(self) -> Iterator[Told]:
        """The dates told that the text goes on from, the last first."""
        return (t for t in reversed(self.told) if not t.aside)

    def pointed(self, *units: str) -> str | None:
        """The date that "that year" or "the same month" points to: the last told, an aside too where its sentence has no other."""
        going = {t.sentence for t in self._back()}
        for told in reversed(self.told):
            if calendar.granularity(told.value) in units and not (
                told.aside and (told.sentence in going or self.sentence - told.sentence > FORCE)
            ):
                return told.value
        return None

    def nearby(self, *units: str) -> str | None:
        """The last date told that counts in one of these units, if that was in this sentence or the few before."""
        for told in self._back():
            if self.sentence - told.sentence > FORCE:
                return None
            if calendar.granularity(told.value) in units:
                return told.value
        return None

    @property
    def year(self) -> str | None:
        """The year of the last date told, or else of publication."""
        told = self.latest(*"YMDQHSW")
        return told[:4] if told else self.now("Y")

    def year_of_first(self, month: int) -> str | None:
        """The year of "the first months" up to that one: of the story told, else the last that had seen them by publication.

        A bare year or "last year" of the time of publication is what they are set against: "$95 billion in 2014; in the first
        six months it fell".
        """
        now = self.published.year if self.published and self.precision != "year" else None
        for told in self._back():
            unit = calendar.granularity(told.value)
            if told.block != self.block and self.sentence - told.sentence > FORCE:
                break
            if unit not in set("YMDQHS") or told.near:
                continue
            if told.frame or unit != "Y" or now is None or int(told.value[:4]) < now - 1:
                return told.value[:4]
        if now is None or not self.published:
            return self.year
        return f"{now - (month > self.published.month and self.tense < 0):04}"

    @property
    def spell_here(self) -> tuple[dt.date, dt.date] | None:
        """The last stretch of several whole months, if it was told in this sentence or the few before."""
        here = self.spell and self.sentence - self.spell[2] <= FORCE
        return self.spell[:2] if self.spell and here else None

    @property
    def day_here(self) -> str | None:
        """The last day told in the same sentence."""
        told = next(self._back(), None)
        same = told and told.sentence == self.sentence and calendar.granularity(told.value) == "D"
        return told.value[:10] if told and same else None

    @property
    def year_in_force(self) -> str | None:
        """The year of the last date that opened a sentence, if that was shortly before in the same paragraph."""
        for told in self._back():
            if told.block != self.block or self.sentence - told.sentence > FORCE:
                return None
            if told.frame and calendar.granularity(told.value) in set("YMDQHS"):
                return told.value[:4]
        return None

    @property
    def year_going_on(self) -> str | None:
        """The year of the story that an expression at the head of its sentence takes further: that of the sentence before.

        A bare year tells it in the same paragraph only, and only if it is no more the year of publication or the one before.
        """
        told = next(self._back(), None)
        if not told or not self.opens or told.near or self.sentence - told.sentence > 1:
            return None
        unit = calendar.granularity(told.value)
        known = unit in {"M", "D"}
        if unit == "Y" and told.block == self.block and self.published:
            known = int(told.value[:4]) < self.published.year - 1
        return told.value[:4] if known else None

    @property
    def day_going_on(self) -> dt.date | None:
        """The day told shortly before, with its year, if that is long before publication: the story of then is told on."""
        for told in self._back():
            if self.sentence - told.sentence > FORCE or calendar.granularity(told.value) != "D":
                return None
            day = calendar.interval(told.value)[0]
            return day if day and told.explicit and self.published and (self.published - day).days > LONG_AGO else None
        return None

    @property
    def year_at_hand(self) -> str | None:
        """The year of a date told shortly before: of a month or a day in the last sentences, of a bare year in the same sentence."""
        for told in self._back():
            unit, away = calendar.granularity(told.value), self.sentence - told.sentence
            if away > FORCE:
                return None
            if unit in {"M", "D", "Q", "H", "S"} or (unit == "Y" and (told.frame or away == 0)):
                return told.value[:4]
        return None

    @property
    def quarter(self) -> str | None:
        """The quarter that the text reports on: the last one told that had begun by publication, or that of the last day told."""
        for told in self._back():
            start, kind = calendar.interval(told.value)[0], calendar.granularity(told.value)
            if start and kind in {"Q", "H", "D"} and not (self.published and start > self.published):
                return told.value if kind in {"Q", "H"} else calendar.of(start, "Q")
        return None
