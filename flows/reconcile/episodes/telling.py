"""A telling: an event with all that says which happening it tells."""

import functools
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import chain

from flows.knowledge import knowledge
from flows.reconcile.episodes.kinds import NEVER, Kind

WORD = re.compile(r"\w+(?:[.'’-]\w+)*['’]?|[,;]")
STEM = 6
"""Letters by which words of one family ("criticism", "criticised") are known."""
REACH = 14
"""Words on either side of a trigger that say what it is about."""
HARDLY = frozenset(
    {"said", "says", "president", "minister", "foreign", "country", "countries", "also", "year", "years"}
)
"""Words that say little of the matter."""

Side = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """An event as one telling of a happening."""

    event_id: str
    doc_id: str
    sentence_id: str
    ordinal: int
    """Place of the sentence in the document."""
    at: int
    """First code point of the trigger."""
    event_type: str
    text: str
    base: str
    """The trigger's base form, or its words where that is not known; of a verb with a noun the noun."""
    status: str
    kind: Kind
    source: Side
    target: Side
    """Who acts and towards whom, in the kind's direction, sorted; all in `source` where the sides do it together."""
    told: tuple[Side, Side, bool]
    """Source, target and symmetric as the event has them."""
    start: int | None
    end: int | None
    """First and last day, as ordinals."""
    precision: str | None
    level: int
    place: str | None
    where: str | None
    """State in which the place lies."""
    people: frozenset[tuple[str, str]]
    bodies: frozenset[tuple[str, str]]
    """(state, entity_id) of the persons and organisations who take part; of a visit, those who travel."""
    named: frozenset[str]
    """Agreements and named events that are its names."""
    plural: bool
    cue: str | None
    """What the words before its noun say: see `kinds.cue`."""
    noun: bool
    """Told by a noun ("the visit"), not by a verb alone."""
    during: bool
    """Told as the time in which something else was done: "during the visit"."""
    head: bool
    """Told in a title or heading."""
    published: tuple[int, int] | None
    """First and last day on which the document may have been published."""
    sentence: str = field(repr=False)
    span: tuple[int, int]
    """The trigger in the sentence."""

    @property
    def parties(self) -> frozenset[str]:
        """All who take part."""
        return frozenset(self.source) | frozenset(self.target)

    @property
    def open(self) -> bool:
        """Whether its period has a beginning or an end only."""
        return (self.start is None) != (self.end is None)

    @property
    def dated(self) -> bool:
        """Whether it has a date of a year or less."""
        return self.level < NEVER


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a sentence in lower case, and where they begin and end."""

    lower: list[str]
    starts: list[int]
    ends: list[int]

    def within(self, span: tuple[int, int]) -> tuple[int, int]:
        """The number of the first word of a span and of the one after its last; one word at least, if there are any."""
        first = min(bisect_right(self.ends, span[0]), max(len(self.lower) - 1, 0))
        return first, max(bisect_left(self.starts, span[1]), first + 1)


def words(sentence: str) -> Words:
    """The words, commas and semicolons of a sentence; of one without any, the sentence itself."""
    found = list(WORD.finditer(sentence))
    if not found:
        return Words([sentence.lower()], [0], [len(sentence)])
    return Words([m.group().lower() for m in found], [m.start() for m in found], [m.end() for m in found])


@functools.lru_cache(maxsize=1 << 16)
def topic(sentence: str, span: tuple[int, int]) -> frozenset[str]:
    """The stems of the words around a trigger that say what it is about."""
    told = words(sentence)
    first, last = told.within(span)
    near = told.lower[max(first - REACH, 0) : first] + told.lower[last : last + REACH]
    return frozenset(w[:STEM] for w in near if len(w) > 3 and w.isalpha() and w not in _common())


@functools.cache
def _common() -> frozenset[str]:
    """Words that say nothing of the matter: function words and the names of states."""
    from spacy.lang.en.stop_words import STOP_WORDS  # spaCy takes seconds to import

    states = chain.from_iterable(re.findall(r"\w+", " ".join(r.values()).lower()) for r in knowledge("states"))
    return frozenset(STOP_WORDS) | frozenset(states) | HARDLY
