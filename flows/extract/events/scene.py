"""Where an act happens, and whose it is when only the place tells."""

from collections.abc import Sequence

from spacy.tokens import Token

from flows.extract.events import grammar, prepositions
from flows.extract.events.actors import Cast
from flows.extract.events.cues import cues
from flows.extract.events.trigger import classes_of

PLACES = ("in", "near", "at")
WITHIN = ("in", "at", "near", "outside")


def place(verb: Token, cast: Cast) -> list[int]:
    """The place that a clause says it happens in."""
    found = prepositions.phrases(verb)
    return [n for name in PLACES for noun in found.get(name, []) for n in cast.at(noun) if cast.actor(n)][:1]


def people(verb: Token, cast: Cast) -> tuple[list[int], list[int]]:
    """For an act of people without a country, the country it happens in: "police in Kenya arrested", "was arrested in Kenya"."""
    doers, passive = grammar.subjects(verb), grammar.is_passive(verb)
    if not (passive or any("AGENT" in classes_of(d.lemma_) for d in doers)):
        return [], []
    found = prepositions.phrases(verb, *doers, *grammar.objects(verb))
    place = [n for name in PLACES for noun in found.get(name, []) for n in cast.at(noun) if cast.actor(n)]
    if not place and any(_official(d) for d in doers):  # "HARARE, Zimbabwe - Police arrested"
        place = cast.reported_from(verb)
    return ([], place[:1]) if passive else (place[:1], [])


def _official(noun: Token) -> bool:
    """Whether a noun means who acts for the state at home: "police", "the president"."""
    return noun.lemma_.lower() in cues("official") and not grammar.possessors(noun)


def places(hosts: Sequence[Token], cast: Cast) -> list[int]:
    """The places that the phrases of an act's words name: "in Lima"."""
    found = prepositions.phrases(*hosts)
    nouns = [n for name in WITHIN for n in found.get(name, [])]
    return [n for noun in nouns for n in cast.at(noun) if cast.kind(n) == "place"]
