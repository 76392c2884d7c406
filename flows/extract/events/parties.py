"""Source and target of an act, as the grammar has them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from spacy.tokens import Token

from flows.extract.events import binding, grammar, scene
from flows.extract.events.actors import Cast
from flows.extract.events.cues import cues
from flows.extract.events.match import lemma, mutual, slot
from flows.extract.events.trigger import Trigger, classes_of

VERB_TARGET = (
    "obj",
    "dat",
    "to",
    "against",
    "with",
    "on",
    "at",
    "toward",
    "towards",
    "for",
    "from",
    "over",
    "into",
    "of",
    "in",
    "comp",
)
AIMED = frozenset(
    {
        "AGREE",
        "SUPPORT",
        "CONCEDE",
        "AID",
        "RETREAT",
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "SANCTION",
        "COERCE",
        "ASSAULT",
    }
)
"""Acts that are aimed at somebody, so that whom the clause names further down is whom they are aimed at."""
MADE = frozenset({"ACCUSE", "REJECT", "SUPPORT"})
"""Acts that judge what somebody has done."""
ELSEWHERE = frozenset({"relcl", "advcl", "ccomp", "parataxis", "npadvmod", "nsubj", "nsubjpass", "csubj"})
"""Where another clause or circumstance begins."""
REACHING = frozenset(
    {"of", "to", "for", "on", "against", "over", "into", "at", "toward", "towards", "between", "about", "from", "with"}
)
RECIPROCAL = ("each other", "one another")
CLAUSES = ("acl", "ccomp", "relcl")
"""What may be asked for in a clause behind the noun."""
WHERE = ("in", "of", "over", "at", "for")
NOUN_TARGET = ("to", "on", "against", "with", "between", "for", "at", "over", "of", "in")
NOUN_SOURCE = ("poss", "by", "from", "of")


@dataclass(frozen=True, slots=True)
class Parties:
    """The mentions (by number in the cast) that act and that it is aimed at."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    symmetric: bool
    authored: bool = False
    """A document is the grammatical subject: those act who made it."""
    unnamed: bool = False
    """Somebody acts who is no known party: nobody else may be put in the place."""
    loose: bool = False
    """A side is not in a slot of the trigger but somewhere else in the clause."""


def _unnamed(verb: Token) -> bool:
    subjects = grammar.subjects(verb)
    return any(
        s.lower_ in ("i", "we", "you") or (s.pos_ != "PRON" and "PLACEHOLDER" not in classes_of(s.lemma_))
        for s in subjects
    )


def _complement_parties(verb: Token, cast: Cast, but: set[str], depth: int = 3) -> list[int]:
    found: list[int] = []

    def add(nouns: Iterable[Token]) -> None:
        found.extend(n for noun in nouns for n in cast.of(noun) if cast.mentions[n].entity.entity_id not in but)

    for inner in grammar.complements(verb):
        add(c for c in inner.children if c.dep_ in grammar.SUBJECTS)
        for name in VERB_TARGET[:-1]:
            if found:
                break
            add(slot(name, inner, "verb"))
        if not found and depth:
            found += _complement_parties(inner, cast, but, depth - 1)
    return found


def fill(name: str, token: Token, kind: str, cast: Cast, strict: bool, but: set[str]) -> list[int]:
    """The actors in a slot of a trigger; behind a complement those in `but` (entity ids) are passed over."""
    if name == "comp":
        return _complement_parties(token, cast, but)
    if name == "poss":
        return cast.modifiers(token)
    return list(dict.fromkeys(n for noun in slot(name, token, kind) for n in cast.of(noun, strict)))


def _first(names: Iterable[str], token: Token, kind: str, cast: Cast, strict: bool, but: set[str]) -> list[int]:
    for name in names:
        found = [n for n in fill(name, token, kind, cast, strict, but) if cast.mentions[n].entity.entity_id not in but]
        if found:
            return found
    return []


def _ids(numbers: Iterable[int], cast: Cast) -> set[str]:
    return {cast.mentions[n].entity.entity_id for n in numbers}


def of(row: Trigger, token: Token, cast: Cast, act: Token | None = None, act_row: Trigger | None = None) -> Parties:
    """The parties of a trigger; `act` is the noun that names the act where the verb only says that it happens."""
    if row.pos == "noun":
        source = _noun_source(row, token, cast)
        target = _first(row.target or NOUN_TARGET, token, "noun", cast, False, _ids(source, cast))
        if not target and source and row.event_type in ("REJECT", "ACCUSE"):  # "despite Indian opposition, Nepal ..."
            target = [
                n for subject in grammar.governor_subjects(token) for n in cast.of(subject, True) if n not in source
            ]
        if not target and not row.symmetric:  # "Peru's refusal to receive the Chilean envoy"
            aims = [c for c in token.children if c.dep_ == "acl" and c.tag_ == "VB"]
            mine = _ids(source, cast)
            target = [n for aim in aims for n in _first(VERB_TARGET[:-1], aim, "verb", cast, False, mine)]
        if not row.symmetric and not target:  # "the president's China visit"
            target = [n for n in cast.modifiers(token) if n not in source]
    else:
        verb = token.head if row.pos == "adj" else token
        source = _first(row.source or ("subj",), verb, "verb", cast, True, set())
        if act is not None and act_row is not None and act_row.mode == "visit" and lemma(token) in cues("heralding"):
            return _heralded(act_row, act, source, cast)
        source = binding.another(source, verb, cast)
        passive = row.pos == "verb" and not source and grammar.is_passive(token)
        sent = row.event_type == "MOBILIZE" or "peacekeeping" in row.contexts or row.mode == "withdraw"
        if not source and not grammar.subjects(token) and (row.symmetric or sent):
            source = [
                n for o in grammar.objects(token) for n in cast.modifiers(o)
            ]  # "a joint Sino-Indian statement was issued", "Fijian troops were deployed"
        names = ("dat", *act_row.target) if act_row and act_row.target else row.target or VERB_TARGET
        mine = _ids(source, cast)
        if _together(row, token, source, cast):  # "Peru and Chile agreed to help Cuba": they agree with each other
            names = ("with",)
        if passive and not row.symmetric:  # nobody is named who does it: where it happens is no target
            names = [name for name in names if name not in WHERE]
        target = _first(names, token, "verb", cast, False, mine)
        if act is not None and act_row is not None:
            if not source:
                source = _first(act_row.source or NOUN_SOURCE, act, "noun", cast, False, _ids(target, cast))
            target = target or _first(act_row.target or NOUN_TARGET, act, "noun", cast, False, _ids(source, cast))
            if not target and act_row.event_type == "REQUEST":  # "repeated its call that Peru withdraw"
                asked = [
                    s
                    for c in (*act.children, *token.children)
                    if c.dep_ in CLAUSES and c.i > act.i
                    for s in grammar.related(c, grammar.SUBJECTS)
                ]
                target = [n for s in asked for n in cast.of(s) if n not in source]
            if act_row.symmetric:
                beside = [n for n in cast.modifiers(act) if n not in source and n not in target]
                target = target or [n for n in beside if cast.mentions[n].entity.entity_id not in _ids(source, cast)]
    if row.symmetric and target and row.pos == "verb" and cast.kind(target[-1]) == "person":
        target += [n for n in cast.listed(target[-1], token.doc) if n not in target and n not in source]
    mutual_target = any(cast.mentions[n].text.lower() in RECIPROCAL for n in target)
    slotted = (bool(source), bool(target))
    authored = not source and row.pos == "verb" and any(_is_document(s) for s in grammar.subjects(token))
    symmetric = row.symmetric or bool(act_row and act_row.symmetric) or mutual_target or _mutual(act or token)
    event_type = act_row.event_type if act_row else row.event_type
    if not target and row.pos == "verb" and event_type in MADE:
        target = [n for n in _makers(grammar.objects(token), cast) if n not in source]
    together = _together(row, token, source, cast)
    if not target and source and not symmetric and not together and row.pos == "verb" and event_type in AIMED:
        target = _below(token, cast, {cast.actor(n) for n in source})
    if (
        row.pos == "verb" and not target and lemma(token) in cues("joint")
    ):  # "the three states agreed to": with each other
        they = not source and any(s.lower_ == "they" for s in grammar.subjects(token))
        symmetric = symmetric or they or len({cast.actor(n) for n in source}) > 1
    if not target and row.event_type == "SANCTION":  # "Cuba suffers from the embargo imposed by"
        suffering = token if row.pos == "noun" else token.head if token.dep_ == "acl" else None
        if suffering is not None:
            mine = _ids(source, cast)
            found = [n for s in grammar.governor_subjects(suffering) for n in cast.of(s, True)]
            target = [n for n in found if cast.mentions[n].entity.entity_id not in mine]
    if not source and not target and not row.symmetric and row.pos == "verb":
        source, target = scene.people(token, cast)
    if not source and target and row.pos == "verb" and row.event_type == "PROTEST":
        source = [n for n in scene.people(token, cast)[0] if n not in target]  # "crowds attacked the embassy in Lima"
    if not source and row.pos == "verb" and row.mode == "arrest" and grammar.is_passive(token):
        source = [n for n in scene.place(token, cast) if n not in target]  # "was arrested in Kenya": by its authorities
    unnamed = row.pos != "noun" and not source and not authored and _unnamed(token.head if row.pos == "adj" else token)
    loose = slotted != (bool(source), bool(target))
    return _settled(Parties(tuple(source), tuple(target), symmetric, authored, unnamed, loose), cast)


def _heralded(row: Trigger, act: Token, told: list[int], cast: Cast) -> Parties:
    """The parties of a visit that somebody announces: who is to come by the words beside it, else who announces it."""
    source = _first(("poss", "by", "of", "from"), act, "noun", cast, False, set())
    source = source or told
    but = _ids(source, cast)
    target = _first(row.target or NOUN_TARGET, act, "noun", cast, False, but)
    target = [n for n in target or told if cast.mentions[n].entity.entity_id not in but]
    return _settled(Parties(tuple(source), tuple(target), False), cast)


def _together(row: Trigger, token: Token, source: list[int], cast: Cast) -> bool:
    """Whether several do with each other what the verb tells."""
    return row.pos == "verb" and lemma(token) in cues("joint") and len({cast.actor(n) for n in source}) > 1


def _makers(nouns: Iterable[Token], cast: Cast) -> list[int]:
    """Who has done what is judged: "condemned the threats made by Peru"."""
    made = [c for noun in nouns for one in grammar.conjuncts(noun) for c in one.children if c.dep_ == "acl"]
    return [n for clause in made for agent in grammar.agents(clause) for n in cast.of(agent, True)]


def _is_document(noun: Token) -> bool:
    if noun.lower_ == "it" and noun.sent.start:  # "the statement ... It calls for": what the sentence before speaks of
        root = noun.doc[noun.sent.start - 1].sent.root
        return any(_is_document(s) for s in grammar.related(root, grammar.SUBJECTS) if s.lower_ != "it")
    apposed = [c for c in noun.children if c.dep_ == "appos"]
    return any("DOCUMENT" in classes_of(n.lemma_) for n in (noun, *apposed))


def _below(verb: Token, cast: Cast, but: set[str | None]) -> list[int]:
    """The first actors that the clause names behind its verb: "gave money to promote trade in Peru"."""
    waiting = [c for c in verb.children if c.i > verb.i and c.dep_ != "conj"]
    while waiting:
        token = waiting.pop(0)
        purpose = token.dep_ == "advcl" and token.tag_ == "VB"
        if (token.dep_ in ELSEWHERE and not purpose) or (token.dep_ == "prep" and not _reaches(token, verb)):
            continue
        found = [n for t in (grammar.conjuncts(token)) for n in cast.at(t) if cast.actor(n)]
        if found and any(cast.actor(n) not in but for n in found):
            return [n for n in found if cast.actor(n) not in but]
        waiting[:0] = [c for c in token.children if c.dep_ != "conj" or c.pos_ != "VERB"]
    return []


def _reaches(preposition: Token, verb: Token) -> bool:
    return preposition.lower_ in REACHING or (preposition.lower_ in scene.PLACES and preposition.head.i != verb.i)


def _noun_source(row: Trigger, noun: Token, cast: Cast) -> list[int]:
    if row.symmetric:
        return _all(row.source or NOUN_SOURCE, noun, cast)
    owners = [n for owner in grammar.possessors(noun) for n in cast.of(owner)]
    source = owners or _first(row.source or NOUN_SOURCE, noun, "noun", cast, False, set())
    if row.event_type == "ASSAULT" and not owners and all(cast.kind(n) == "place" for n in source):
        source = []  # "the Lima bombing": there it struck
    if not source and row.mode == "visit":  # "on a visit to Paris, the minister said"
        source = [n for s in grammar.governor_subjects(noun) for n in cast.of(s, True)]
        if (
            len({cast.actor(n) for n in source}) > 1
        ):  # "during the visit, Peru and Chile signed": one of them is the host
            source = []
    return source


def _mutual(token: Token) -> bool:
    near = (
        [*mutual(token)]
        if token.pos_ == "NOUN"
        else [t for t in mutual(token) if t.head.i == token.i or t.head.head.i == token.i]
    )
    return bool(near) or any(m for o in (grammar.objects(token) if token.pos_ == "VERB" else ()) for m in mutual(o))


def _all(names: Iterable[str], token: Token, cast: Cast) -> list[int]:
    return list(dict.fromkeys(n for name in names for n in fill(name, token, "noun", cast, False, set())))


def _settled(told: Parties, cast: Cast) -> Parties:
    """Own territory is no target; of two who act together on nobody else, the first is source and the others are target."""
    source, target = told.source, told.target
    codes = {cast.actor(n) for n in source}
    target = tuple(
        n for n in target if cast.actor(n) not in codes or cast.mentions[n].entity.type in ("person", "organization")
    )
    if told.symmetric and not told.unnamed and not (source and target):
        both = source or target
        source = tuple(n for n in both if cast.actor(n) == cast.actor(both[0]))
        target = tuple(n for n in both if cast.actor(n) != cast.actor(both[0]))
    return replace(told, source=source, target=target)
