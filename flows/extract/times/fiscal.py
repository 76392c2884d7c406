"""Fiscal years: whose is meant where the text speaks of one, and when it begins and ends."""

import datetime as dt
import functools
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flows.extract.parse import Parsed, Sentence
from flows.extract.times import calendar
from flows.extract.times.vocabulary import states
from flows.extract.times.word import Word
from flows.extract.times.words import phrase
from flows.knowledge import knowledge

Named = tuple[int, int, str]
"""Offset of a name, index of the word after it, and the state."""


@dataclass(frozen=True, slots=True)
class Fiscal:
    """When a state's fiscal years begin, and what they are called."""

    month: int = 1
    day: int = 1
    by_end: bool = False
    """Whether a single number means the calendar year that it ends in."""
    hyphen: bool = False
    """Whether two years with a hyphen mean one fiscal year without further words."""
    rule: str = ""

    @property
    def split(self) -> bool:
        """Whether it lies in two calendar years."""
        return (self.month, self.day) != (1, 1)

    def first_year(self, label: int) -> int:
        """The calendar year in which the fiscal year of that number begins."""
        return label - (self.by_end and self.split)

    def label(self, day: dt.date) -> int:
        """The number of the fiscal year in which a day lies."""
        began = day.year - ((day.month, day.day) < (self.month, self.day))
        return began + (self.by_end and self.split)

    def interval(self, began: int, part: str = "") -> calendar.Interval:
        """First and last day of the fiscal year that begins in a calendar year, or of its Q1, H2 …"""
        start = calendar.date(began, self.month, self.day) if 1 <= began <= dt.MAXYEAR else None
        unit = part[:1] or "Y"
        first = start and calendar.moved(start, int(part[1:] or 1) - 1, unit)
        after = first and calendar.moved(first, 1, unit)
        if not first or not after:
            return calendar.NOTHING
        precision = "quarter" if unit == "Q" else "year" if unit == "Y" and not self.split else "range"
        return first, after - dt.timedelta(1), precision


@functools.cache
def _years() -> dict[str, Fiscal]:
    found = {}
    for row in knowledge("times_fiscal"):
        month, day = map(int, row["begins"].split("-"))
        found[row["state"]] = Fiscal(month, day, row["named_by"] == "end", row["hyphen"] == "yes", row["_at"])
    return found


class Owners:
    """The states that a text names, and whose fiscal year is meant where it speaks of one. They are looked up when first needed."""

    def __init__(self, parsed: Parsed, words: Sequence[Word]) -> None:
        self._parsed = parsed
        self._words = list(words)
        self._of: dict[str, tuple[list[Named], str]] = {}

    def of(self, sentence: Sentence, block: int, at: int, style: str) -> tuple[Fiscal, bool] | None:
        """The fiscal year meant by the expression at offset `at`, and whether its own paragraph, which begins at `block`, tells.

        It is that of the state right before it, else of the first that its sentence names, of the first in the last sentence of
        the paragraph that named one, or of the one that the text names most; None if there is none. `style` is "" where any
        fiscal year can be meant, "split" for those in two calendar years, "hyphen" for those that need no further word.
        """
        named, most = self._named(style)
        first, here, last = (bisect_left(named, c, key=lambda n: n[0]) for c in (sentence.start, at, sentence.end))
        if here > first and self._owns(named[here - 1], at):
            return _fiscal(named[here - 1][2]), True
        if last > first:
            return _fiscal(named[first][2]), True
        if first > 0 and named[first - 1][0] >= block:
            opened = self._parsed.sentence_at(named[first - 1][0]).start
            return _fiscal(named[bisect_left(named, opened, key=lambda n: n[0])][2]), True
        return (_fiscal(most), False) if most else None

    def _owns(self, named: Named, at: int) -> bool:
        """Whether a state stands right before offset `at`: Japan's fiscal 2024, the Indian fiscal year."""
        between = self._words[named[1] : bisect_left(self._words, at, key=lambda w: w.start)]
        return all(w.kind == "possessive" for w in between)

    def _named(self, style: str) -> tuple[list[Named], str]:
        """Every state named that has such fiscal years, and the one named most."""
        if style not in self._of:
            if style:
                found = [n for n in self._named("")[0] if getattr(_fiscal(n[2]), style)]
            else:
                words = enumerate(self._words)
                at = [(w, i, f) for i, w in words if w.proper and (f := phrase(self._words, i, states()))]
                found = [(w.start, i + f[0], f[1].value) for w, i, f in at]
            self._of[style] = found, Counter(n[2] for n in found).most_common(1)[0][0] if found else ""
        return self._of[style]


def _fiscal(state: str) -> Fiscal:
    return _years().get(state, Fiscal())
