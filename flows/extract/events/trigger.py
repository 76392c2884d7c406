"""Trigger words: the rows of `triggers.csv`, ready to be looked up, and the nouns that their conditions speak of."""

import functools
from dataclasses import dataclass

from flows.knowledge import knowledge

SPECIAL = ("@object", "@complement", "none")
GENERIC = frozenset({"*", "ACT", "any", "clause", "coop", "conf", "other"})
"""Values that hardly narrow anything: a row with another condition is the better fit."""
NAMED = {"PERSON": "person", "STATE": "state", "ORGANIZATION": "organization", "PLACE": "place", "ACTOR": ""}
"""Conditions that a named entity of a type fits; ACTOR: any that counts as a party. (BOTH: at least two parties.)"""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a row: in one of the slots stands one of the values (or, negated, none of them)."""

    slots: tuple[str, ...]
    values: frozenset[str]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Trigger:
    """A row of the trigger table."""

    words: tuple[str, ...]
    """Base forms: for a verb the verb first, for a noun the noun last."""
    pos: str
    event_type: str
    """A PLOVER type or one of `SPECIAL`."""
    mode: str | None
    source: tuple[str, ...]
    target: tuple[str, ...]
    symmetric: bool
    conditions: tuple[Condition, ...]
    status: str | None
    contexts: tuple[str, ...]
    rule: str
    rank: tuple[int, int] = (0, 0)
    """Sort key: more conditions first, then the order of the table."""


@functools.cache
def classes() -> dict[str, frozenset[str]]:
    """Noun -> the classes that it belongs to."""
    found: dict[str, set[str]] = {}
    for row in knowledge("event_nouns"):
        found.setdefault(row["noun"], set()).add(row["class"])
    return {noun: frozenset(names) for noun, names in found.items()}


def classes_of(lemma: str) -> frozenset[str]:
    """The classes of a noun, empty if it has none; a plural that the model leaves as it is ("Dozens") has those of its singular."""
    word = lemma.lower()
    single = word.removesuffix("ies") + "y" if word.endswith("ies") else word.removesuffix("s")
    return classes().get(word) or classes().get(single, frozenset())


def _split(cell: str) -> tuple[str, ...]:
    return tuple(x for x in cell.split("|") if x)


def condition(text: str) -> Condition:
    """A condition as it is written in the table. Raises ValueError if it has no `=`."""
    slots, sign, values = text.partition("=")
    if not sign or not values:
        raise ValueError(f"condition {text!r} is not slot=value")
    return Condition(_split(slots.rstrip("!")), frozenset(_split(values)), slots.endswith("!"))


def _weight(c: Condition) -> int:
    if c.values & GENERIC and "conf" not in c.values:
        return 1
    return 3 if all(v == v.lower() for v in c.values) else 2


def trigger(row: dict[str, str], place: int = 0) -> Trigger:
    """A row of the table as a trigger."""
    words = tuple(row["trigger"].split())
    conditions = tuple(condition(c) for c in row["condition"].split())
    weight = sum(_weight(c) for c in conditions) + 2 * (len(words) - 1)
    return Trigger(
        words, row["pos"], row["event_type"], row["mode"] or None, _split(row["source"]), _split(row["target"]),
        row["symmetric"] == "yes", conditions, row["status"] or None, _split(row["contexts"]), row["_at"], (-weight, place),
    )  # fmt: skip


@functools.cache
def index() -> dict[tuple[str, str], tuple[Trigger, ...]]:
    """(pos, head word) -> its triggers, most specific first."""
    found: dict[tuple[str, str], list[Trigger]] = {}
    for place, row in enumerate(knowledge("triggers")):
        t = trigger(row, place)
        found.setdefault((t.pos, t.words[-1] if t.pos == "noun" else t.words[0]), []).append(t)
    return {key: tuple(sorted(rows, key=lambda t: t.rank)) for key, rows in found.items()}


@functools.cache
def ambiguous(pos: str, word: str) -> bool:
    """Whether a word tells acts of several types, by its rows without a condition on what it goes with apart."""
    return len({t.event_type for t in index().get((pos, word), ()) if t.event_type not in SPECIAL}) > 1


@functools.cache
def plover() -> dict[str, dict[str, str]]:
    """PLOVER type -> its row: quad class, CAMEO root, modes, contexts."""
    return {row["code"]: row for row in knowledge("plover") if row["kind"] == "event"}
