"""From a noun to the actors it means: a named party, or an agent noun with a country beside it."""

from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Token

from flows.extract.annotation import Mention
from flows.extract.events.grammar import conjuncts
from flows.extract.events.trigger import NAMED, classes_of

PARTIES = ("person", "state", "organization")
BESIDE = ("amod", "compound", "nmod", "poss", "nummod")
BEHIND = ("of", "from", "in", "for", "at", "against", "with", "between", "on", "over", "to")
AGENT = frozenset({"AGENT", "ACT_NOUN"})
_DEPTH = 3


class Cast:
    """The mentions of a document, by the tokens they stand on."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.mentions = mentions
        self._at: dict[int, list[int]] = {}
        for n, m in enumerate(mentions):
            for i in range(*m.tokens):
                self._at.setdefault(i, []).append(n)
        self._sentences = [m.sentence.ordinal for m in mentions]

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

    def actor(self, n: int) -> str | None:
        """The code under which a mention counts as a party."""
        return self.mentions[n].entity.actor

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
        if here:
            kinds = {self.mentions[n].entity.type for n in here}
            return here if not strict or kinds & {*PARTIES, "place"} else []
        if not depth or (strict and noun.pos_ != "PRON" and not AGENT & self._classes(noun)):
            return []
        beside = [n for c in noun.children if c.dep_ in BESIDE for n in self._beside(c, depth)]
        if beside:
            return beside
        for preposition in BEHIND[:3] if strict else BEHIND:
            for child in noun.children:
                if child.dep_ == "prep" and child.lower_ == preposition:
                    behind = [n for p in child.children if p.dep_ == "pobj" for c in conjuncts(p) for n in self._one(c, False, depth - 1)]
                    if behind:
                        return behind
        for child in noun.children:
            if child.dep_ == "appos":
                apposed = self._one(child, True, depth - 1)
                if apposed:
                    return apposed
        return []

    def _beside(self, token: Token, depth: int) -> list[int]:
        found = [n for t in conjuncts(token) for n in self.at(t) if self.actor(n)]
        if not found and token.dep_ in ("poss", "compound", "nmod"):
            found = self._one(token, False, depth - 1)
        return found

    @staticmethod
    def _classes(noun: Token) -> frozenset[str]:
        return classes_of(noun.lemma_) | classes_of(noun.lower_)

    def modifiers(self, noun: Token) -> list[int]:
        """The actors named right beside a noun: "China" of "China's visit", "Sino-Russian" of "Sino-Russian talks"."""
        return [n for c in noun.children if c.dep_ in BESIDE for n in self._beside(c, _DEPTH)]
