"""Kinds of happening: which of them a telling is of, by its type, its trigger and the noun beside it."""

import functools
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from flows.knowledge import knowledge
from flows.tables.codes import EVENT_TYPES

DAY, MONTH, YEAR, NEVER = range(4)
"""How precise a date is; NEVER stands for no date and for periods longer than a year."""
LEVELS = {"day": DAY, "month": MONTH, "year": YEAR, "never": -1}
"""How precise a common date is enough; of "never" no date is precise enough."""
STILL_TO_COME = frozenset({"AGREE", "THREATEN"})
"""Types under which an act that is still to come is coded; its trigger says which it will be."""
NEAR = 12
"""A noun so many words from its verb may be its object."""
BE = frozenset({"be", "been", "being", "is", "are", "was", "were"})


@dataclass(frozen=True, slots=True)
class Kind:
    """A row of `episode_kinds.csv`."""

    name: str
    family: str
    types: frozenset[str]
    mode: str
    words: frozenset[str]
    carriers: frozenset[str]
    objects: frozenset[str]
    direction: str
    generic: bool
    counted: bool
    enough: int
    slack: int
    lasts: bool
    people: bool
    thing: str
    one: str
    many: str
    together: str

    @property
    def by_matter(self) -> bool:
        """Whether tellings are of one happening only if they speak of the same matter too."""
        return self.enough < DAY


@dataclass(frozen=True, slots=True)
class Reading:
    """The kind of a telling, and the noun that names the act."""

    kind: Kind
    noun: int | None
    """Number of the word in the sentence; None where a verb alone tells it."""
    plural: bool


def _set(cell: str) -> frozenset[str]:
    return frozenset(x for x in cell.split("|") if x)


@functools.cache
def kinds() -> tuple[Kind, ...]:
    """The rows of the table, in its order."""
    return tuple(
        Kind(
            r["kind"], r["family"], _set(r["types"]), r["mode"], _set(r["words"]), _set(r["carriers"]), _set(r["objects"]),
            r["direction"], r["generic"] == "yes", r["counted"] == "yes", LEVELS[r["enough"]], int(r["slack"] or 0),
            r["lasts"] == "yes", r["people"] == "yes", r["thing"], r["one"], r["many"], r["together"] or r["many"],
        )
        for r in knowledge("episode_kinds")
    )  # fmt: skip


@functools.cache
def _nouns() -> frozenset[str]:
    return frozenset().union(*(k.objects | k.words for k in kinds()))


@functools.cache
def _carriers() -> frozenset[str]:
    return frozenset().union(*(k.carriers for k in kinds()))


@functools.cache
def singular(word: str) -> tuple[str, bool]:
    """A noun of the table in its base form and whether the word is its plural; any other word as it is."""
    nouns = _nouns()
    for ending, instead in (("ies", "y"), ("es", ""), ("s", "")):
        if word not in nouns and word.endswith(ending) and word[: -len(ending)] + instead in nouns:
            return word[: -len(ending)] + instead, True
    return word, False


@functools.cache
def _triggers() -> dict[str, dict[str, str]]:
    return {row["_at"]: row for row in knowledge("triggers")}


@functools.cache
def trigger(rule: str) -> tuple[tuple[str, ...], str, str, str]:
    """Base forms, type, mode and part of speech of the trigger that made an event, by its rule; nothing if it is no trigger."""
    row = _triggers().get(rule)
    return (tuple(row["trigger"].split()), row["event_type"], row["mode"], row["pos"]) if row else ((), "", "", "")


def base(rule: str) -> str:
    """The word that names the act in the trigger of a rule: a noun, or a verb; empty for a rule that is no trigger."""
    bases, _, _, pos = trigger(rule)
    return bases[-1 if pos == "noun" else 0] if bases else ""


def _forms(bases: Sequence[str]) -> frozenset[str]:
    """The words of a trigger and the phrase that they make."""
    return frozenset({*bases, " ".join(bases)})


def read(event_type: str, mode: str | None, rule: str, words: Sequence[str], span: tuple[int, int]) -> Reading:
    """The kind of a telling: type and mode of the event, the rule that made it, the words of its sentence in lower case.

    `span` is the first word of the trigger and the one after its last. Raises ValueError if the table has no row for the type.
    """
    bases, meant, usual, pos = trigger(rule)
    mode = mode or usual
    if event_type in STILL_TO_COME and meant in EVENT_TYPES:
        event_type = meant
    forms = _forms(bases) | {singular(w)[0] for w in words[span[0] : span[1]]}
    noun: int | None = None
    if not forms & _carriers():
        named = [n for n in range(*span) if singular(words[n])[0] in _nouns()]
        noun = span[1] - 1 if pos == "noun" else named[-1] if named else None
    else:
        noun = _beside(words, span, frozenset().union(*(k.objects for k in kinds() if forms & k.carriers)))
    about = singular(words[noun])[0] if noun is not None else ""
    for kind in kinds():
        if event_type not in kind.types or (kind.mode and kind.mode != mode):
            continue
        itself = not (kind.words or kind.objects) or forms & kind.words
        if itself or (about in kind.objects and forms & kind.carriers):
            told = noun is not None and (pos == "noun" or about in kind.words | kind.objects)
            return Reading(kind, noun if told else None, told and _plural(words[noun], bases))
    raise ValueError(f"episode_kinds.csv has no row for {event_type}")


def _plural(word: str, bases: Sequence[str]) -> bool:
    return singular(word)[1] or (bool(bases) and word == bases[-1] + "s")


def _beside(words: Sequence[str], span: tuple[int, int], nouns: frozenset[str]) -> int | None:
    """Which of the nouns is most likely the object of a verb: in the trigger, right before it, after it, before it."""
    first, last = span
    within = [n for n in range(first, last) if singular(words[n])[0] in nouns]
    if within:
        return within[-1]
    before = [n for n in range(max(first - NEAR, 0), first) if singular(words[n])[0] in nouns]
    after = [n for n in range(last, min(last + NEAR, len(words))) if singular(words[n])[0] in nouns]
    passive = first > 0 and words[first - 1] in BE
    if before and (passive or before[-1] == first - 1 or not after):
        return before[-1]
    return after[0] if after else None


@functools.cache
def cues(meaning: str) -> frozenset[str]:
    """The words of `episode_cues.csv` with a meaning."""
    return frozenset(row["cue"] for row in knowledge("episode_cues") if row["meaning"] == meaning)


def cue(words: Sequence[str], at: int) -> str | None:
    """What the words before a noun say of it: "same", "another", "new"; None if nothing."""
    for n in range(at - 1, max(at - 7, -1), -1):
        word = words[n]
        if word in _STOPS:
            return None
        for meaning in ("another", "same", "new"):
            if word in cues(meaning):
                return meaning
        if word in cues("one_of"):
            return "new"
        if word.endswith(("'s", "’s", "s'", "s’")):
            return None
    return None


_STOPS: Collection[str] = frozenset(
    {"of", "in", "to", "with", "for", "on", "at", "and", "by", "from", "as", "during", "after", "before", ",", ";"}
)
"""Words at which the noun phrase before a noun ends."""
