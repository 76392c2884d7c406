"""The parts that actors play when goods, money or arms move, by the words around their names."""

import functools
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from spacy.tokens import Doc, Token

from flows.extract.annotation import Mention
from flows.extract.quantities import tree
from flows.extract.quantities.tree import children
from flows.knowledge import knowledge

LIGHT = frozenset({"share", "volume", "value", "total", "amount", "level", "quantity", "part", "percentage", "bulk"})
DOWN = frozenset({"xcomp", "advcl", "conj", "ccomp", "pcomp", "prep", "acl"})
"""Edges from a verb down to others that share its subject."""
OWNING = frozenset({"poss", "amod", "compound", "nmod", "nsubj"})
INTO = frozenset({"to", "into", "for", "toward", "towards"})


class Party(NamedTuple):
    """An actor in a sentence, and the part that the syntax gives it."""

    actor: str
    role: str
    """source, dest, with, owner, place or other."""
    mention: Mention
    firm: bool
    """True if words of trade, not only prepositions, give it that part."""
    governor: int | None
    """The word that it owns, describes or is the subject of (Russia's output, Russia holds), a token."""


@functools.cache
def _roles(pos: str) -> dict[str, str]:
    return {w: r["role"] for r in knowledge("flow_roles") if r["pos"] == pos for w in r["words"].split("|")}


def parties(doc: Doc, mentions: Iterable[Mention]) -> list[Party]:
    """The actors among the mentions of a sentence, each with its role."""
    out = []
    for m in mentions:
        if m.tokens[1] + 1 < len(doc) and doc[m.tokens[1]].text == "-" and doc[m.tokens[1] + 1].lower_ == "era":
            continue  # Soviet-era
        if m.tokens[0] >= m.tokens[1] or m.tokens[1] > len(doc):
            continue
        root = tree.root(doc, *m.tokens)
        part = role(root)
        if part == "owner" and m.form == "demonym" and _goods_follow(doc, m.tokens[1]):
            part = "source"
        actor = m.entity.actor
        if actor is None and m.entity.type == "place" and part in ("source", "dest"):
            actor = m.entity.name  # a region of several states: the Middle East
        if actor:
            out.append(Party(actor, part, m, _firm(root), root.head.i if root.dep_ in OWNING else None))
    return out


def _firm(node: Token) -> bool:
    """True if one of the words that govern a name is a word of trade."""
    for _ in range(4):
        node = node.head
        if node.lemma_.lower() in _roles("noun") or node.lemma_ in _roles("verb"):
            return True
    return False


def _goods_follow(doc: Doc, i: int) -> bool:
    """True if another adjective is joined to the one before `i`, and goods follow: Kazakh and Russian crude."""
    if i >= len(doc) or doc[i].dep_ != "cc":
        return False
    return any(_roles("noun").get(t.lemma_.lower()) == "source" for t in doc[i + 1 : min(i + 5, len(doc))])


def role(node: Token) -> str:
    """The part that a name plays in the movement of goods or money, by the words that govern it."""
    for child in children(node):
        if child.dep_ == "relcl" and any(c.dep_ == "nsubj" and c.tag_ in ("WDT", "WP") for c in children(child)):
            part = _roles("verb").get(child.lemma_)
            if part:
                return part
    for _ in range(8):
        dep, head = node.dep_, node.head
        if head.i == node.i:
            return "other"
        if dep == "pobj":
            return _of_preposition(head)
        if dep in ("nsubj", "nsubjpass"):
            return _of_subject(head, dep == "nsubjpass")
        if dep == "dative":
            return "dest"
        if dep in ("poss", "amod", "compound", "nmod"):
            owned = _roles("noun").get(head.lemma_.lower())
            if head.lemma_ in LIGHT and dep == "poss":  # India's share of imports
                owned = _shared(head) or next(
                    (
                        _roles("noun").get(g.lemma_.lower())
                        for c in children(head)
                        if c.lower_ == "of"
                        for g in children(c)
                    ),
                    None,
                )
            if (
                owned == "dest"
                and dep != "poss"
                and any(node.i < c.i < head.i for c in children(head) if c.dep_ == "compound")
            ):
                return "other"  # Russian crude imports: by Russia, or from it
            if owned:
                return owned
            if dep == "poss" and head.pos_ == "NOUN" and head.dep_ not in ("nsubj", "nsubjpass", "pobj"):
                return "owner"
            node = head
            continue
        if dep in ("conj", "appos"):
            node = head
            continue
        return "other"
    return "other"


def _shared(noun: Token) -> str | None:
    """The part of the owner of a share in what another one moves: China's share of Russia's exports."""
    for of in children(noun):
        for moved in children(of) if of.lower_ == "of" else ():
            part = _roles("noun").get(moved.lemma_.lower())
            if part in ("source", "dest") and any(c.dep_ == "poss" for c in children(moved)):
                return "dest" if part == "source" else "source"
    return None


def _of_preposition(preposition: Token) -> str:
    word, governor = preposition.lower_, preposition.head
    if word == "from":
        return "source"
    if word in INTO:
        return "dest"
    if word in ("with", "between", "among"):
        return "with"
    if word == "by":
        return _roles("verb").get(governor.lemma_, "owner") if governor.pos_ == "VERB" else "owner"
    if word == "of":
        return _roles("noun").get(governor.lemma_.lower(), "owner")
    return "place" if word in ("in", "at", "on", "within") else "other"


def _of_subject(verb: Token, passive: bool) -> str:
    queue, roles = [(verb, 0)], _roles("verb")
    while queue:
        node, depth = queue.pop(0)
        found = roles.get(node.lemma_)
        if found and node.pos_ == "VERB":
            return "other" if passive and depth == 0 else found
        if depth < 3:
            queue += [(c, depth + 1) for c in children(node) if c.dep_ in DOWN]
    return "subject"


def usual(parties: Iterable[Party]) -> dict[str, str]:
    """For each actor of a document, whether it mostly gives or mostly takes."""
    tally: dict[str, Counter[str]] = {}
    for p in parties:
        if p.firm and p.role in ("source", "dest"):
            tally.setdefault(p.actor, Counter())[p.role] += 1
    return {a: "source" if c["source"] >= c["dest"] else "dest" for a, c in tally.items()}
