"""Where a speaker stands, and towards whom, as far as the words say so."""

import functools

from spacy.tokens import Token

from flows.extract.annotation import Entity
from flows.extract.statements import extent
from flows.extract.statements.claim import Claim
from flows.extract.statements.speaker import Speaker
from flows.extract.statements.voice import Voices
from flows.extract.tree import below, children
from flows.knowledge import knowledge

TARGETS = frozenset({"person", "state", "organization", "agreement", "infrastructure", "place", "named_event"})
PARTIES = TARGETS - {"named_event"}
POS = {"VERB": "verb", "NOUN": "noun", "ADJ": "adj", "AUX": "verb"}
AFTER = frozenset({"for", "to", "of", "with", "on", "towards", "toward", "against", "over", "between"})
OWN = frozenset({"it", "they", "he", "she", "we", "i"})
ABOUT = frozenset({"prep", "noun_prep", "object", "object_as", "object_prep", "object_predicate", "passive"})


@functools.cache
def _words() -> dict[tuple[str, str], tuple[tuple[str, ...], bool, str]]:
    out = {}
    for row in knowledge("statement_stances"):
        words = row["words"].split()
        out[row["pos"], words[0]] = (tuple(words[1:]), row["negated"] == "yes", row["stance"])
    return out


def of(claim: Claim, who: Speaker, voices: Voices) -> tuple[str | None, Entity | None]:
    """The stance of the speaker of a claim, and the entity towards which it is."""
    if any(c.dep_ == "neg" for c in children(claim.anchor)):
        return None, None
    if claim.stance is not None:
        return claim.stance, _towards(claim.topic, who, voices) if claim.topic is not None else None
    root = claim.topic if claim.frame in ABOUT and claim.topic is not None else _root(claim, voices)
    if root is None or (claim.direct and claim.frame in ("after", "before", "carried", "turn", "signed")):
        return None, None
    found = _stance(root)
    if found is None or not _own(root, claim, who, voices):
        return None, None
    for joined in children(root):
        if (
            joined.dep_ == "conj"
            and (other := _stance(joined)) is not None
            and {found, other} == {"supports", "opposes"}
        ):
            return "mixed", None
    return found, _object(root, who, voices)


def _stance(word: Token) -> str | None:
    """The stance that a verb, noun or adjective says; None if none."""
    entry = _words().get((POS.get(word.pos_, ""), word.lemma_.lower()))
    if entry is None and word.pos_ == "AUX":
        for c in children(word):
            if c.dep_ in ("acomp", "attr") and (found := _stance(c)) is not None:
                return None if any(n.dep_ == "neg" for n in children(word)) else found
    if word.pos_ == "VERB" and word.lemma_.lower() in ("remain", "stay", "keep"):
        return next(
            (s for c in children(word) if c.dep_ in ("acomp", "oprd", "attr") and (s := _stance(c)) is not None), None
        )
    if entry is None:
        return None
    rest, negated, stance = entry
    kids = children(word)
    if any(c.dep_ == "neg" for c in kids) != negated and not (
        negated and any(c.lower_ in ("neither", "nor", "never") for c in kids)
    ):
        return None
    if rest and not any(c.lemma_.lower() == rest[0] and c.dep_ == "dobj" for c in kids):
        return None
    return stance


def _root(claim: Claim, voices: Voices) -> Token | None:
    """The word over all others of the content."""
    span = voices.parsed.tokens(claim.start, claim.end)
    if span is None or not len(span):
        return None
    return min(
        (t for t in span if t.head.i == t.i or not span.start <= t.head.i < span.end),
        key=lambda t: (t.pos_ not in POS, t.i),
        default=None,
    )


def _own(root: Token, claim: Claim, who: Speaker, voices: Voices) -> bool:
    """Whether the stance is the speaker's own, not one that he tells of another."""
    if root.pos_ == "NOUN":
        owners = [c for c in children(root) if c.dep_ in ("poss", "amod", "compound") and voices.named(c)]
        return all(o.tag_ == "PRP$" or any(m.entity in who.entities for m in voices.at.get(o.i, ())) for o in owners)
    subjects = [c for c in children(root) if c.dep_ in ("nsubj", "nsubjpass")]
    return all(
        s.lower_ in OWN
        or any(
            m.entity in who.entities or (m.entity.actor and m.entity.actor == who.country)
            for m in voices.at.get(s.i, ())
        )
        for s in subjects
    ) and (bool(subjects) or claim.frame == "inf")


def _object(root: Token, who: Speaker, voices: Voices) -> Entity | None:
    """The entity that a stance word's object or preposition names."""
    for c in children(root):
        if c.dep_ == "dobj" and c.i > root.i:
            return _towards(c, who, voices)
    for c in children(root):
        if c.dep_ == "prep" and c.lower_ in AFTER and c.i > root.i:
            for o in children(c):
                if o.dep_ in ("pobj", "pcomp"):
                    return _towards(o, who, voices)
    return None


def _towards(topic: Token, who: Speaker, voices: Voices) -> Entity | None:
    """The entity that the words of a topic name: that at its head, else whose or of whom it is; never the speaker."""
    first, last = extent.reach(topic)
    beside = [
        o for p in children(topic.head) if p.dep_ == "prep" and p.i == last for o in children(p) if topic.dep_ == "dobj"
    ]
    near = sorted(
        (t for t in below(topic) if t.dep_ in ("poss", "compound", "amod", "nmod", "pobj", "conj") or t.i == topic.i),
        key=lambda t: (t.i != topic.i, t.i),
    )
    for token in (*near, *beside):
        if first <= token.i < last or token in beside:
            for m in voices.at.get(token.i, ()):
                if m.entity.type in (TARGETS if token.i == topic.i else PARTIES) and m.entity not in who.entities:
                    return m.entity
    return None
