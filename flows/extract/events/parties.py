"""Source and target of an act, as the grammar has them."""

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from flows.extract.events import grammar
from flows.extract.events.actors import PARTIES, Cast
from flows.extract.events.match import slot
from flows.extract.events.trigger import Trigger

VERB_TARGET = ("obj", "dat", "to", "against", "with", "on", "at", "toward", "towards", "for", "from", "over", "into", "of", "in", "comp")
NOUN_TARGET = ("to", "on", "against", "with", "between", "for", "at", "over", "of", "in")
NOUN_SOURCE = ("poss", "by", "from", "of")
TOGETHER = ("with", "alongside", "together")
_RECIPROCAL = ("each", "one")


@dataclass(frozen=True, slots=True)
class Parties:
    """The mentions (by number in the cast) that act and that it is aimed at."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    symmetric: bool


def reciprocal(token: Token) -> bool:
    """Whether the parties do it to each other."""
    near = [*token.children, *(c for o in grammar.objects(token) for c in [o, *o.children])] if token.pos_ == "VERB" else token.children
    return any(
        (t.lower_ == "other" and any(c.lower_ == "each" for c in t.children))
        or (t.lower_ == "another" and any(c.lower_ == "one" for c in t.children))
        or t.lower_ == "mutual"
        for t in near
    )


def _complement_parties(verb: Token, cast: Cast, depth: int = 3) -> list[int]:
    found: list[int] = []
    for inner in grammar.complements(verb):
        for subject in (c for c in inner.children if c.dep_ in grammar.SUBJECTS):
            found += cast.of(subject)
        for name in VERB_TARGET[:-1]:
            if found:
                break
            for noun in slot(name, inner, "verb"):
                found += cast.of(noun)
        if not found and depth:
            found = _complement_parties(inner, cast, depth - 1)
    return found


def fill(name: str, token: Token, kind: str, cast: Cast, strict: bool) -> list[int]:
    """The actors in a slot of a trigger."""
    if name == "comp":
        return _complement_parties(token, cast)
    if name == "poss":
        return cast.modifiers(token)
    return list(dict.fromkeys(n for noun in slot(name, token, kind) for n in cast.of(noun, strict)))


def _first(names: Iterable[str], token: Token, kind: str, cast: Cast, strict: bool, but: set[str]) -> list[int]:
    for name in names:
        found = [n for n in fill(name, token, kind, cast, strict) if cast.mentions[n].entity.entity_id not in but]
        if found:
            return found
    return []


def _ids(numbers: Iterable[int], cast: Cast) -> set[str]:
    return {cast.mentions[n].entity.entity_id for n in numbers}


def of(row: Trigger, token: Token, cast: Cast, act: Token | None = None, act_row: Trigger | None = None) -> Parties:
    """The parties of a trigger; `act` is the noun that names the act where the verb only says that it happens."""
    if row.pos == "noun":
        source = _first(row.source or NOUN_SOURCE, token, "noun", cast, False, set())
        if row.symmetric:
            source = _all(NOUN_SOURCE if not row.source else row.source, token, cast)
        target = _first(row.target or NOUN_TARGET, token, "noun", cast, False, _ids(source, cast))
    else:
        verb = token.head if row.pos == "adj" else token
        source = _first(row.source or ("subj",), verb, "verb", cast, True, set())
        for partner in TOGETHER[:1] if row.target[:1] != ("with",) and not row.symmetric else ():
            del partner
        names = (act_row.target if act_row and act_row.target else row.target) or VERB_TARGET
        mine = _ids(source, cast)
        target = _first(names, token, "verb", cast, False, mine)
        if act is not None and act_row is not None:
            if not source:
                source = _first(act_row.source or NOUN_SOURCE, act, "noun", cast, False, _ids(target, cast))
            target = target or _first(act_row.target or NOUN_TARGET, act, "noun", cast, False, _ids(source, cast))
            if act_row.symmetric:
                beside = [n for n in cast.modifiers(act) if n not in source and n not in target]
                target = target or [n for n in beside if cast.mentions[n].entity.entity_id not in _ids(source, cast)]
    symmetric = row.symmetric or bool(act_row and act_row.symmetric) or reciprocal(act or token)
    return _settled(source, target, symmetric, cast)


def _all(names: Iterable[str], token: Token, cast: Cast) -> list[int]:
    return list(dict.fromkeys(n for name in names for n in fill(name, token, "noun", cast, False)))


def _settled(source: list[int], target: list[int], symmetric: bool, cast: Cast) -> Parties:
    """Own territory is no target; of two who act together on nobody else, the first is source and the others are target."""
    codes = {cast.actor(n) for n in source}
    target = [
        n for n in target if cast.actor(n) not in codes or cast.mentions[n].entity.type in ("person", "organization")
    ]
    if symmetric and not target and len(codes) > 1:
        first = cast.actor(source[0])
        target = [n for n in source if cast.actor(n) != first]
        source = [n for n in source if cast.actor(n) == first]
    return Parties(tuple(source), tuple(target), symmetric and bool(source or target))


def is_party(n: int, cast: Cast) -> bool:
    """Whether a mention names somebody who can act, rather than a place or a thing."""
    return cast.mentions[n].entity.type in PARTIES
