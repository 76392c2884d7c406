"""From a noun to the actors it means: a named party, or an agent noun with a country beside it."""

from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from flows.extract.annotation import Mention
from flows.extract.entities.discourse import dyad
from flows.extract.events.anaphora import antecedent
from flows.extract.events.grammar import conjuncts
from flows.extract.events.trigger import NAMED, classes_of

THINGS = ("named_event", "publication", "agreement")
"""Types of entities that may belong to a state but do not stand for it."""
PARTIES = ("person", "state", "organization")
BESIDE = ("amod", "compound", "nmod", "poss", "nummod")
BEHIND = ("of", "from", "in", "for", "at", "against", "with", "between", "on", "over", "to")
WRITTEN = frozenset({"LAW", "AGREEMENT"})
"""Classes of nouns that act for nobody, whatever they order or ban."""
AGENT = frozenset({"AGENT", "ACT_NOUN"})
GROUPS = frozenset({"both", "neither", "two", "either"})
SIDES = frozenset({"sides", "parties"})
"""Plural nouns that, without a word beside them, mean the parties told of."""
BACK = 3
"""So many sentences back such a word may point."""
_DEPTH = 3


def _is_group(noun: Token) -> bool:
    """Whether a word means two parties told of before: "both", "the two", "neither of them", "the sides"."""
    beside = {c.lower_ for c in noun.children if c.dep_ in (*BESIDE, "det", "predet", "relcl", "prep")}
    if noun.lower_ in GROUPS and noun.pos_ in ("PRON", "DET", "NUM", "NOUN"):
        return beside <= {"the", "these", "of"} and noun.dep_ not in (
            "det",
            "nummod",
            "preconj",
            "predet",
            "cc",
            "amod",
        )
    return noun.lower_ in SIDES and beside <= {"the", "both", "two", "these"}


def _populace(noun: Token) -> bool:
    """Whether a noun means people at large and not who acts for them: "many Americans", but not "the Americans"."""
    if noun.tag_ not in ("NNS", "NNPS") or noun.ent_type_ not in ("NORP", "") or noun.dep_ == "compound":
        return False
    determined = any(c.lower_ == "the" for c in noun.children)
    return noun.lower_.endswith("ans") and not determined


class Cast:
    """The mentions of a document, by the tokens they stand on."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.mentions = mentions
        self._at: dict[int, list[int]] = {}
        for n, m in enumerate(mentions):
            for i in range(*m.tokens):
                self._at.setdefault(i, []).append(n)
        self._sentences = [m.sentence.ordinal for m in mentions]
        self._pair = dyad(mentions) or ()

    def at(self, token: Token) -> list[int]:
        """The mentions whose span holds the token; of several spans the longest, and all entities that it means."""
        found = self._at.get(token.i, [])
        if len(found) < 2:
            return found
        longest = max(self.mentions[n].end - self.mentions[n].start for n in found)
        return [n for n in found if self.mentions[n].end - self.mentions[n].start == longest]

    def named(self, token: Token, what: str) -> bool:
        """Whether the token names an entity of a kind (`trigger.NAMED`)."""
        kind = NAMED[what]
        return any(
            (m.entity.type == kind if kind else m.entity.actor is not None)
            for m in (self.mentions[n] for n in self.at(token))
        )

    def inside(self, token: Token) -> bool:
        """Whether the token is part of a name of several words, and so no trigger."""
        return any(
            m.tokens[1] - m.tokens[0] > 1 and m.form not in ("pronoun", "nominal")
            for m in (self.mentions[n] for n in self._at.get(token.i, []))
        )

    def in_sentence(self, ordinal: int) -> range:
        """The numbers of the mentions in a sentence."""
        low = bisect_left(self._sentences, ordinal)
        return range(low, bisect_left(self._sentences, ordinal + 1, lo=low))

    def named_near(self, n: int) -> int:
        """The mention that best shows who is meant: for a pronoun or the like the latest name before it in its sentence."""
        mention = self.mentions[n]
        if mention.form not in ("pronoun", "nominal"):
            return n
        for other in reversed(self.in_sentence(mention.sentence.ordinal)):
            named = self.mentions[other]
            if (
                named.end <= mention.start
                and named.entity is mention.entity
                and named.form not in ("pronoun", "nominal")
            ):
                return other
        return n

    def stands_alone(self, n: int, doc: Doc) -> bool:
        """Whether a mention means somebody as such ("blamed Peru", "blamed it"), not only something of theirs ("Peruvian goods")."""
        mention = self.mentions[n]
        last = doc[max(mention.tokens[1] - 1, mention.tokens[0])]
        if mention.entity.type not in ("state", "person") or mention.form == "demonym" or last.dep_ in BESIDE:
            return False
        return not (last.dep_ == "pobj" and last.head.lower_ == "of")

    def actor(self, n: int) -> str | None:
        """The code under which a mention counts as a party."""
        entity = self.mentions[n].entity
        return None if entity.type in THINGS else entity.actor

    def of(self, token: Token, strict: bool = False) -> list[int]:
        """The mentions of the actors that a noun and those coordinated with it mean, in order of the text.

        `strict` asks for somebody who can act: a party by name, or an agent noun ("ministry", "troops") with a country beside it.
        """
        found: dict[int, None] = {}
        for noun in conjuncts(token):
            for n in self._one(noun, strict, _DEPTH):
                found[n] = None
        return list(found)

    def _one(self, noun: Token, strict: bool, depth: int) -> list[int]:
        here = [n for n in self.at(noun) if self.actor(n)]
        if here and strict and _populace(noun):
            return []
        if here:
            kinds = {self.mentions[n].entity.type for n in here}
            return here if not strict or kinds & {*PARTIES, "place"} else []
        if group := self._group(noun):
            return group
        if noun.pos_ == "PRON" and depth:
            meant = antecedent(noun)
            return self._one(meant, strict, depth - 1) if meant is not None else []
        if strict and depth and noun.pos_ == "PROPN" and not AGENT & self._classes(noun):
            return self._styled(noun, depth)
        if not depth or (strict and not AGENT & self._classes(noun) and "AMOUNT" not in classes_of(noun.lemma_)):
            return []
        if "AMOUNT" in classes_of(noun.lemma_):
            counted = [
                p
                for c in noun.children
                if c.dep_ == "prep" and c.lower_ == "of"
                for p in c.children
                if p.dep_ == "pobj"
            ]
            found = [n for p in counted for c in conjuncts(p) for n in self._one(c, strict, depth - 1)]
            if found:
                return found
        beside = [n for c in noun.children if c.dep_ in BESIDE for n in self._beside(c, depth)]
        if beside:
            return beside
        for child in noun.children:
            if child.dep_ == "acl" and child.lemma_ in ("lead", "head"):
                leaders = [n for c in child.children if c.dep_ == "agent" for p in c.children for n in self.of(p)]
                if leaders:
                    return leaders
        for preposition in BEHIND[:3] if strict else BEHIND:
            for child in noun.children:
                if child.dep_ == "prep" and child.lower_ == preposition:
                    behind = self._governed(child, False, depth - 1)
                    if behind:
                        return behind
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ == "including":
                named = self._governed(child, True, depth - 1)
                if named:
                    return named
            if child.dep_ == "appos":
                apposed = [n for noun in conjuncts(child) for n in self._one(noun, True, depth - 1)]
                if apposed:
                    return apposed
        return []

    def _governed(self, preposition: Token, strict: bool, depth: int) -> list[int]:
        """The actors of what a preposition governs."""
        objects = [c for p in preposition.children if p.dep_ == "pobj" for c in conjuncts(p)]
        return [n for c in objects for n in self._one(c, strict, depth)]

    def _styled(self, name: Token, depth: int) -> list[int]:
        """The actor of somebody unknown by what stands beside the name: "Petrov, secretary of Russia's council, said"."""
        for child in name.children:
            if child.dep_ == "appos":
                found = [n for noun in conjuncts(child) for n in self._one(noun, True, depth - 1)]
                if found:
                    return found
        return []

    def _group(self, noun: Token) -> list[int]:
        """For "both", "the two", "neither", "the sides": those named last before it, if they are two, else the document's pair."""
        if not _is_group(noun):
            return []
        sentence, high = noun.sent, noun.i
        for _ in range(BACK):
            named = {a: n for n in self._named(sentence.start, high) if (a := self.actor(n))}
            if len(named) == 2 or (len(named) > 2 and noun.lower_ in SIDES):
                return sorted(named.values())
            if named or not sentence.start:
                break
            high = sentence.start
            sentence = noun.doc[high - 1].sent
        latest = {a: n for n in self._named(0, noun.i) if (a := self.actor(n)) in self._pair}
        return sorted(latest.values()) if len(latest) == 2 else []

    def _named(self, low: int, high: int) -> list[int]:
        """The states, people and bodies named by tokens `low` to `high`."""
        first, last = (bisect_left(self.mentions, i, key=lambda m: m.tokens[0]) for i in (low, high))
        return [
            n
            for n in range(first, last)
            if self.mentions[n].form not in ("pronoun", "nominal") and self.mentions[n].entity.type in PARTIES
        ]

    def _beside(self, token: Token, depth: int) -> list[int]:
        if token.i > 1 and token.nbor(-1).lower_ == "-" and token.nbor(-2).lower_ == "anti":
            return []
        found = [n for t in conjuncts(token) for n in (*self._hyphened(t), *self.at(t)) if self.actor(n)]
        if not found and token.dep_ in ("poss", "compound", "nmod"):
            found = self._one(token, False, depth - 1)
        return found

    def _hyphened(self, token: Token) -> list[int]:
        """ "China" of "China-Russia", "Sino" of "Sino-Russian"."""
        if token.i < 2 or token.nbor(-1).lower_ not in ("-", "–") or not self.at(token):
            return []
        return self.at(token.nbor(-2))

    @staticmethod
    def _classes(noun: Token) -> frozenset[str]:
        titles = [c for c in noun.children if c.dep_ == "compound"] if noun.pos_ == "PROPN" else []
        return frozenset().union(*(classes_of(t.lemma_) | classes_of(t.lower_) for t in (noun, *titles)))

    def is_agent(self, noun: Token) -> bool:
        """Whether a noun may act at all: a name, a pronoun, an agent noun; not "the crisis"."""
        if WRITTEN & self._classes(noun):
            return False
        return (
            noun.pos_ in ("PROPN", "PRON")
            or noun.ent_type_ in ("ORG", "PERSON", "NORP", "GPE")
            or bool(AGENT & self._classes(noun))
            or bool(self.of(noun, True))
        )

    def modifiers(self, noun: Token) -> list[int]:
        """The actors named right beside a noun: "China" of "China's visit", "Sino-Russian" of "Sino-Russian talks"."""
        return [n for c in noun.children if c.dep_ in BESIDE for n in self._beside(c, _DEPTH)]
