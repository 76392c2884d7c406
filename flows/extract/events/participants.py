"""Everybody whom the words of an act name on either side: those who count as parties, and those of no known state beside them."""

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token

from flows.extract.events import grammar, prepositions
from flows.extract.events.actors import PARTIES, Cast
from flows.extract.events.anaphora import antecedent
from flows.extract.events.groups import BESIDE
from flows.extract.events.match import slot
from flows.extract.events.parties import NOUN_SOURCE, NOUN_TARGET, VERB_TARGET, Parties
from flows.extract.events.trigger import Trigger

Member = tuple[int, str]
"""Number of a mention in the cast, and the role it plays."""
KINDS = frozenset({*PARTIES, "place", "publication"})
"""Types of entities that can be on a side."""
INSTRUMENTS = frozenset({"agreement", "named_event"})
CLAUSES = frozenset({"relcl", "advcl", "ccomp", "parataxis"})
"""Where what a phrase names ends and another act begins."""
NOMINAL = frozenset({"amod", "compound", "nmod", "poss", "nummod", "appos"})
PEOPLE = ("of", "from", "in", "at", "for", "by", "with")
OWNERS = ("of", "by")
LONGEST = 80
"""So many words of a phrase are looked at."""
_DEPTH = 6


def members(row: Trigger, token: Token, act: Token | None, who: Parties, cast: Cast) -> list[Member]:
    """The mentions on either side of an act, each once in a role: the parties, what else their phrases name of them, and,
    where a side has no party, whom its phrase names. `act` is the noun that names the act where the trigger is only a verb
    that says that it happens."""
    noun = token if row.pos == "noun" and act is None else act
    verb = None if noun is token else token.head if row.pos == "adj" else token
    source = _side(who.source, cast, token.doc) or _named(_doers(row, verb, noun), cast)
    target = _side(who.target, cast, token.doc)
    if not target:
        target = _first(_whom(row, verb, noun), cast, source)
    elif row.pos == "verb" and not _own(row) and not who.symmetric:  # "hit Iran-backed groups in Iraq"
        objects = grammar.objects(token)
        if not any(o.is_ancestor(w) or o.i == w.i for n in target for w in [cast.word(n, token.doc)] for o in objects):
            target += _first([objects], cast, source)
    if not target and verb is not None:
        target = _first(_further(row, verb), cast, source)
    return [(n, "source") for n in source] + [(n, "target") for n in target if n not in source]


def _side(parties: Iterable[int], cast: Cast, doc: Doc) -> list[int]:
    """The parties of a side; a person in apposition stands for the adjective before ("the Iranian minister, X")."""
    return list(dict.fromkeys(_person(n, cast, doc) for n in parties))


def _person(n: int, cast: Cast, doc: Doc) -> int:
    if cast.kind(n) == "person":
        return n
    beside = _phrase(_top(cast.word(n, doc)), cast)
    return next((o for o in beside if cast.kind(o) == "person" and cast.actor(o) == cast.actor(n)), n)


def _top(word: Token) -> Token:
    """The noun of the phrase that a word stands in as a modifier or apposition."""
    for _ in range(_DEPTH):
        if word.dep_ not in NOMINAL or word.head.pos_ not in ("NOUN", "PROPN"):
            break
        word = word.head
    return word


def _phrase(noun: Token, cast: Cast) -> Iterator[int]:
    """The mentions that stand right beside a noun or in apposition to it, itself among them."""
    for token in (noun, *(c for c in noun.children if c.dep_ in NOMINAL)):
        yield from (n for n in cast.at(token) if cast.mentions[n].entity.type in KINDS)


def _inside(noun: Token, cast: Cast) -> Iterator[int]:
    """The mention that the phrase of a noun names first, relative clauses left out; that of the noun itself before others."""
    if own := [n for n in cast.at(noun) if cast.kind(n) in KINDS]:
        return iter(own)
    waiting = [noun]
    found: dict[int, None] = {}
    left = LONGEST
    while waiting and left:
        token, left = waiting.pop(0), left - 1
        for n in cast.at(token):
            if cast.mentions[n].entity.type in KINDS:
                found[n] = None
        waiting += [c for c in token.children if c.dep_ not in CLAUSES]
    return iter(sorted(found)[:1])


def _acting(noun: Token, cast: Cast) -> Iterator[int]:
    """The mentions that tell who a doer is: of "workers at the mine in Peru" all, of "an attack on Peru" none."""
    if noun.pos_ == "PRON" and not cast.at(noun) and (meant := antecedent(noun)) is not None:
        noun = meant
    behind = PEOPLE if cast.is_agent(noun) else OWNERS
    found = dict.fromkeys(_phrase(noun, cast))
    for child in noun.children:  # "Iran-backed militias"
        if child.dep_ == "amod" and child.tag_ in ("VBN", "VBD"):
            found |= dict.fromkeys(n for c in child.children for n in cast.at(c) if cast.kind(n) in KINDS)
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in behind:
            for inner in child.children:
                found |= dict.fromkeys(_inside(inner, cast))
    shown = sorted(n for n in found if cast.mentions[n].form != "pronoun" or cast.word(n, noun.doc).i == noun.i)
    return iter([n for n in cast.at(noun) if n in shown] or shown[:1])


def _first(sides: Iterable[list[Token]], cast: Cast, but: Iterable[int]) -> list[int]:
    """Whom the first phrases name that name anybody, those of `but` and what is theirs ("its") passed over."""
    others = {cast.mentions[n].entity.entity_id for n in but}
    for nouns in sides:
        named = (n for noun in nouns for one in grammar.conjuncts(noun) for n in _inside(one, cast))
        found = [
            n
            for n in dict.fromkeys(named)
            if n not in but and not (cast.mentions[n].form == "pronoun" and cast.mentions[n].entity.entity_id in others)
        ]
        if found:
            return found
    return []


def _named(sides: Iterable[list[Token]], cast: Cast) -> list[int]:
    for nouns in sides:
        found = [n for noun in nouns for one in grammar.conjuncts(noun) for n in _acting(one, cast)]
        if found:
            return list(dict.fromkeys(found))
    return []


def _doers(row: Trigger, verb: Token | None, noun: Token | None) -> Iterator[list[Token]]:
    if verb is not None:
        for name in row.source if noun is None and row.source else ("subj",):
            yield slot(name, verb, "verb")
    if noun is not None:
        for name in row.source or NOUN_SOURCE:
            yield slot(name, noun, "noun")


def _whom(row: Trigger, verb: Token | None, noun: Token | None) -> Iterator[list[Token]]:
    if verb is not None:
        for name in (*row.target, *VERB_TARGET) if noun is None else VERB_TARGET:
            if name not in ("comp", "-") and not (name == "obj" and _own(row)):
                yield slot(name, verb, "verb")
    if noun is not None:
        for name in row.target or NOUN_TARGET:
            yield slot(name, noun, "noun")


def _further(row: Trigger, verb: Token, depth: int = 2) -> Iterator[list[Token]]:
    """The phrases of what an act is to lead to: "is willing to give arms to Turkey", "moved ships to deter Peru"."""
    hosts = [verb, *(c for c in verb.children if c.dep_ in ("acomp", "attr", "dobj"))]
    inner = [v for host in hosts for v in grammar.complements(host)]
    inner += [c for host in hosts for c in host.children if c.dep_ in ("advcl", "acl") and c.tag_ in ("VB", "VBG")]
    yield [p for host in hosts for c in host.children if c.dep_ == "prep" for p in c.children if _aimed(c, p)]
    for clause in inner:
        for name in VERB_TARGET:
            if name != "comp":
                yield slot(name, clause, "verb")
        if depth:
            yield from _further(row, clause, depth - 1)


def _aimed(preposition: Token, noun: Token) -> bool:
    """Whether a phrase may name a side: not the time of the act, or what it is like."""
    return (
        noun.dep_ == "pobj" and not noun.ent_type_ and preposition.lower_ not in ("after", "before", "like", "during")
    )


def _own(row: Trigger) -> bool:
    """Whether the object of an act is what it is done with ("deployed troops") and no side of it."""
    given = row.event_type == "AID" and any(c.values & {"WEAPON", "AID", "PEACEKEEPERS"} for c in row.conditions)
    return given or row.event_type == "MOBILIZE" or row.mode == "withdraw"


def instruments(hosts: Sequence[Token], cast: Cast) -> list[int]:
    """The agreements and exercises that an act names as what it is done with: "signed the Treaty of Lima"."""
    nouns = [o for host in hosts if host.pos_ == "VERB" for o in grammar.objects(host)]
    nouns += [*hosts, *(n for found in prepositions.phrases(*hosts).values() for n in found)]
    found = [n for noun in nouns for one in grammar.conjuncts(noun) for n in cast.at(one)]
    return list(dict.fromkeys(n for n in found if cast.kind(n) in INSTRUMENTS))


def stands_alone(n: int, doc: Doc, cast: Cast) -> bool:
    """Whether a mention means somebody as such ("blamed Peru", "blamed it"), not only something of theirs ("Peruvian goods")."""
    mention = cast.mentions[n]
    last = doc[max(mention.tokens[1] - 1, mention.tokens[0])]
    if mention.entity.type not in ("state", "person") or mention.form == "demonym" or last.dep_ in BESIDE:
        return False
    return not (last.dep_ == "pobj" and last.head.lower_ == "of")
