"""From a noun to the actors it means: a named party, or an agent noun with a country beside it."""

from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from flows.extract.annotation import Mention
from flows.extract.entities.discourse import dyad
from flows.extract.events import groups
from flows.extract.events.anaphora import antecedent
from flows.extract.events.grammar import conjuncts
from flows.extract.events.groups import BESIDE
from flows.extract.events.trigger import NAMED, classes_of
from flows.extract.parse import Parsed

THINGS = ("named_event", "publication", "agreement", "weapon_system")
"""Types of entities that may belong to a state but do not stand for it."""
PARTIES = ("person", "state", "organization")
BEHIND = ("of", "from", "in", "for", "at", "against", "with", "between", "on", "over", "to")
WRITTEN = frozenset({"LAW", "AGREEMENT"})
"""Classes of nouns that act for nobody, whatever they order or ban."""
AGENT = frozenset({"AGENT", "ACT_NOUN"})
LISTED = frozenset({"of", "the", "and"})
"""Small words between people in a list."""
BACK = 3
"""So many sentences back such a word may point."""
_DEPTH = 3


class Cast:
    """The mentions of a document, by the tokens they stand on."""

    def __init__(self, mentions: Sequence[Mention], parsed: Parsed) -> None:
        self.mentions = mentions
        self._at: dict[int, list[int]] = {}
        begun: dict[int, int] = {}
        self._datelines: dict[int, int] = {}
        self._aside: set[int] = set()
        for n, m in enumerate(mentions):
            ordinal = m.sentence.ordinal
            if ordinal not in begun:
                begun[ordinal] = groups.dateline(parsed.span(m.sentence))
                self._aside.update(range(m.sentence.first, begun[ordinal]))
            if m.tokens[0] >= begun[ordinal]:
                for i in range(*m.tokens):
                    self._at.setdefault(i, []).append(n)
            elif self.actor(n) and m.entity.type in ("place", "state"):
                self._datelines.setdefault(m.sentence.first, n)
        self._sentences = [m.sentence.ordinal for m in mentions]
        self._pair = dyad(mentions) or ()
        self._known: dict[tuple[int, bool], list[int]] = {}
        self._served: dict[str, list[int]] = {}

    def at(self, token: Token) -> list[int]:
        """The mentions whose span holds the token; of several spans the longest, and all entities that it means."""
        found = self._at.get(token.i, [])
        if found and token.i > 1 and token.nbor(-1).lower_ == "-" and token.nbor(-2).lower_ == "anti":
            return []
        if len(found) < 2:
            return found
        longest = max(self.mentions[n].end - self.mentions[n].start for n in found)
        return [n for n in found if self.mentions[n].end - self.mentions[n].start == longest]

    def reported_from(self, token: Token) -> list[int]:
        """The place in the dateline of a token's sentence."""
        found = self._datelines.get(token.sent.start)
        return [] if found is None else [found]

    def listed(self, n: int, doc: Doc) -> list[int]:
        """A person and those listed behind by name, title and country: "President A of Peru, Minister B of Chile and C"."""
        found, end = [n], self.mentions[n].tokens[1]
        for other in self.in_sentence(self.mentions[n].sentence.ordinal):
            mention = self.mentions[other]
            if mention.tokens[0] < end:
                continue
            between = doc[end : mention.tokens[0]]
            if any(t.text[0].islower() and t.lower_ not in LISTED for t in between if not t.is_punct):
                break
            if any(t.lower_ in (",", "and") for t in between) and mention.entity.type == "person" and self.actor(other):
                found.append(other)
            end = mention.tokens[1]
        return found

    def kind(self, n: int) -> str:
        """The type of the entity that a mention means."""
        return self.mentions[n].entity.type

    def word(self, n: int, doc: Doc) -> Token:
        """The word of a mention that the others hang on."""
        first, last = self.mentions[n].tokens
        return doc[first : max(last, first + 1)].root

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

    def actor(self, n: int) -> str | None:
        """The code under which a mention counts as a party."""
        entity = self.mentions[n].entity
        return None if entity.type in THINGS else entity.actor

    def of(self, token: Token, strict: bool = False) -> list[int]:
        """The mentions of the actors that a noun and those coordinated with it mean, in order of the text.

        `strict` asks for somebody who can act: a party by name, or an agent noun ("ministry", "troops") with a country beside it.
        """
        key = (token.i, strict)
        if key not in self._known:
            found = [n for noun in conjuncts(token) for n in self._one(noun, strict, _DEPTH)]
            self._known[key] = list(dict.fromkeys(found))
        return self._known[key]

    def _one(self, noun: Token, strict: bool, depth: int) -> list[int]:
        if noun.i in self._aside and depth:  # "LIMA -- President Garcia": the parse puts the name beside the place
            return [n for c in noun.children if c.dep_ == "appos" for n in self._one(c, strict, depth - 1)]
        here = [n for n in self.at(noun) if self.actor(n)]
        if len(here) == 1 and self.mentions[here[0]].form == "nominal" and depth:  # "the armies of Peru and Chile"
            owners = [
                n for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for n in self._governed(c, False, 0)
            ]
            here = owners if len({self.actor(n) for n in owners}) > 1 else here
        if here and strict and groups.is_populace(noun):
            return []
        if here:
            kinds = {self.mentions[n].entity.type for n in here}
            return here if not strict or kinds & {*PARTIES, "place"} else []
        if group := self._group(noun):
            return group
        if depth and (holder := self._holder(noun)):
            return holder
        served = [n for m in self.at(noun) for n in self._served.get(self.mentions[m].entity.entity_id, ())]
        if served:
            return served
        if noun.pos_ == "PRON" and depth:
            meant = antecedent(noun)
            return self._one(meant, strict, depth - 1) if meant is not None else []
        if strict and depth and noun.pos_ == "PROPN" and not AGENT & self._classes(noun):
            return self._styled(noun, depth)
        if not depth or (strict and not AGENT & self._classes(noun) and "AMOUNT" not in classes_of(noun.lemma_)):
            return []
        if "AMOUNT" in classes_of(noun.lemma_):
            found = [n for p in groups.counted(noun) for c in conjuncts(p) for n in self._one(c, strict, depth - 1)]
            if found:
                return found
        beside = [n for c in noun.children if c.dep_ in BESIDE for n in self._beside(c, depth)]
        if beside:
            self._learn(noun, beside)
        beside = beside or [n for t in groups.nested(noun) for n in self.at(t) if self.actor(n)]
        if beside:
            return beside
        for token in groups.leaders(noun):
            if leaders := [n for c in conjuncts(token) for n in self.at(c) if self.actor(n)]:
                return leaders
        for preposition in self._behind(noun) if strict else BEHIND:
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

    def _holder(self, noun: Token) -> list[int]:
        """The person of a known state who is named behind his office, whatever "its" or "the country's" before it may mean."""
        for child in noun.children:
            if child.dep_ == "appos":
                found = [n for n in self.at(child) if self.kind(n) == "person" and self.actor(n)]
                if found and noun.pos_ == "NOUN" and any(c.dep_ == "poss" for c in noun.children):
                    return found
        return []

    def _learn(self, noun: Token, whose: list[int]) -> None:
        """Keeps whom somebody of no known country serves: "its ambassador, Luis Perez", so that "Perez" and "he" act for it."""
        for child in noun.children:
            for n in self.at(child) if child.dep_ == "appos" and noun.pos_ == "NOUN" else ():
                if self.kind(n) == "person" and not self.actor(n) and len({self.actor(w) for w in whose}) == 1:
                    self._served.setdefault(self.mentions[n].entity.entity_id, whose[:1])

    def _behind(self, noun: Token) -> tuple[str, ...]:
        """The prepositions behind which stands who a noun acts for; behind a meeting its parties."""
        return (*BEHIND[:3], "between", "by") if "ACT_NOUN" in self._classes(noun) else BEHIND[:3]

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
        if name.dep_ == "appos" and AGENT & self._classes(name.head) and (whose := self.modifiers(name.head)):
            self._learn(name.head, whose)  # "Peru's envoy, Luis Perez, accused"
            return whose
        return []

    def _group(self, noun: Token) -> list[int]:
        """For "both", "the two", "neither", "the sides": those named last before it, if they are two, else the document's pair."""
        if not groups.is_group(noun):
            return []
        sentence, high = noun.sent, noun.i
        for _ in range(BACK):
            named = {a: n for n in self.named_between(sentence.start, high) if (a := self.actor(n))}
            if len(named) == 2 or (len(named) > 2 and noun.lower_ in groups.SIDES):
                return sorted(named.values())
            if named or not sentence.start:
                break
            high = sentence.start
            sentence = noun.doc[high - 1].sent
        latest = {a: n for n in self.named_between(0, noun.i) if (a := self.actor(n)) in self._pair}
        return sorted(latest.values()) if len(latest) == 2 else []

    def named_between(self, low: int, high: int) -> list[int]:
        """The states, people and bodies named by tokens `low` to `high`."""
        first, last = (bisect_left(self.mentions, i, key=lambda m: m.tokens[0]) for i in (low, high))
        return [
            n
            for n in range(first, last)
            if self.mentions[n].form not in ("pronoun", "nominal") and self.mentions[n].entity.type in PARTIES
        ]

    def _beside(self, token: Token, depth: int) -> list[int]:
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
