"""The parts that actors play when goods, money or arms move, by the words around their names."""

import functools
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from spacy.tokens import Doc, Token

from flows.extract import tree
from flows.extract.annotation import Mention
from flows.extract.tree import children
from flows.knowledge import knowledge

LIGHT = frozenset({"share", "volume", "value", "total", "amount", "level", "quantity", "part", "percentage", "bulk"})
DOWN = frozenset({"xcomp", "advcl", "conj", "ccomp", "pcomp", "prep", "acl"})
"""Edges from a verb down to others that share its subject."""
OWNING = frozenset({"poss", "amod", "compound", "nmod", "nsubj"})
INTO = frozenset({"to", "into", "for", "toward", "towards"})
THROUGH = frozenset(
    {"in", "at", "on", "within", "through", "via", "across", "near", "off", "along", "under", "inside", "outside"}
)
AGENTS = ("er", "or")
"""How nouns end that name those who move goods: importer, investor."""
OTHER = {"source": "dest", "dest": "source"}
SINGLE = frozenset({"superpower", "giant", "power", "country", "nation", "state", "neighbor", "neighbour", "ally", "economy", "powerhouse", "rival"})  # fmt: skip
"""Nouns for one state."""
PROMISING = frozenset({"pledge", "promise", "offer", "commit"})
"""Verbs of giving whose infinitive tells what is done."""
MARKETS = frozenset({"market", "destination", "outlet"})
"""Nouns for the state where goods go: the largest market for German exports."""
LIKE = frozenset({"according", "equal", "comparable", "similar", "relative", "compared"})
"""Words before `to` that compare, or tell who says it."""
CROWD = frozenset({"giant", "superpower", "power", "powerhouse", "rival"})
"""Nouns for single states that stand for none of a region in the plural either: the Asian giants."""
PROVIDING = frozenset({"provide", "supply", "furnish"})
THINGS = frozenset({"weapon_system", "publication", "named_event"})
"""Kinds of names that belong to a state but do not act for it: an F-16 may be sold by anybody."""


class Party(NamedTuple):
    """An actor in a sentence, and the part that the syntax gives it."""

    actor: str
    role: str
    """source, dest, part (of what another one moves), with, owner, subject, place or other."""
    mention: Mention
    firm: bool
    """True if words of trade, not only prepositions, give it that part."""
    governor: int | None
    """The word that it owns, describes or is the subject of (Russia's output, Russia holds), a token."""
    line: bool
    """True for a pipeline, a railway or the like: what it carries need not be its own country's."""


@functools.cache
def _goods() -> frozenset[str]:
    """The last words of what names goods: an adjective of a state before them tells where they come from."""
    rows = [r for r in knowledge("commodities") if r["commodity"] not in ("services", "other", "none")]
    return frozenset(w.split()[-1] for r in rows for w in r["words"].split("|"))


@functools.cache
def _roles(pos: str) -> dict[str, str]:
    return {w: r["role"] for r in knowledge("flow_roles") if r["pos"] == pos for w in r["words"].split("|")}


def verb_role(lemma: str) -> str | None:
    """The part that the subject of a verb of trade plays, None if it is none."""
    return _roles("verb").get(lemma)


def parties(doc: Doc, mentions: Iterable[Mention]) -> list[Party]:
    """The actors among the mentions of a sentence, each with its role."""
    out = []
    for m in mentions:
        if m.tokens[1] + 1 < len(doc) and doc[m.tokens[1]].text == "-" and doc[m.tokens[1] + 1].lower_ == "era":
            continue  # Soviet-era
        if m.tokens[0] > 1 and doc[m.tokens[0] - 1].text == "-" and doc[m.tokens[0] - 2].lower_ in ("ex", "post"):
            continue  # the ex-Soviet state
        if m.tokens[0] >= m.tokens[1] or m.tokens[1] > len(doc) or m.entity.type in THINGS:
            continue
        root = tree.root(doc, *m.tokens)
        part = role(root)
        if part == "owner" and m.form == "demonym" and _goods_follow(doc, m.tokens[1]):
            part = "source"
        if part in ("owner", "other") and m.form == "demonym" and _before_goods(doc, m.tokens[1]):
            part = "source"
        actor = m.entity.actor
        firm = _firm(root)
        if actor is None and _region(root, m) and (part in ("source", "dest") or (part == "place" and firm)):
            actor = m.entity.name  # a region of several states: the Middle East
        if actor:
            line = m.entity.type == "infrastructure" and part in ("source", "owner", "subject", "other")
            out.append(Party(actor, part, m, firm, root.head.i if root.dep_ in OWNING else None, line))
    return out


def _region(root: Token, mention: Mention) -> bool:
    """True for a region of several states; not where its adjective describes one of them: the Asian superpower."""
    if mention.entity.type != "place" or mention.entity.origin != "knowledge":
        return False
    noun = root.head.lemma_.lower()
    return not (root.dep_ == "amod" and (noun in CROWD or (root.head.tag_ == "NN" and noun in SINGLE)))


def _before_goods(doc: Doc, i: int) -> bool:
    """True if goods stand at `i` and nothing is made of them: Azerbaijani electricity, not Russian oil demand."""
    if i >= len(doc) or doc[i].lemma_.lower() not in _goods():
        return False
    return i + 1 == len(doc) or doc[i + 1].pos_ not in ("NOUN", "PROPN")


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
        if dep == "dobj" and head.lemma_ in PROVIDING and any(c.lower_ == "with" for c in children(head)):
            return "dest"  # provides China with 12 percent of its oil
        if dep == "dative":
            return "source" if _roles("verb").get(head.lemma_) == "debtor" else "dest"
        if dep in ("compound", "nmod") and _receiver(node):
            return "dest"
        if dep == "poss" and head.lemma_.lower() in SINGLE:
            return "place"  # China's rival India
        if dep in ("poss", "amod", "compound", "nmod"):
            owned = _roles("noun").get(head.lemma_.lower())
            if owned is None and dep != "poss" and head.lemma_.lower() in _goods():
                owned = "source"
            if owned == "place" and dep != "poss" and head.dep_ == "compound":  # Russian pipeline gas
                node = head
                continue
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
            if owned in (None, "source") and dep == "poss" and head.lemma_.lower() in _goods():
                owned = _of_object(node, head) or owned
            if dep == "poss" and head.lemma_.lower().endswith(AGENTS) and owned in OTHER:
                owned = OTHER[owned]  # Russia's biggest buyer
            if owned:
                return "dest" if owned == "debtor" else owned
            if dep == "poss" and head.pos_ == "NOUN" and head.dep_ not in ("nsubj", "nsubjpass", "pobj"):
                return "owner"
            node = head
            continue
        if dep in ("conj", "appos"):
            node = head
            continue
        return "other"
    return "other"


def _of_object(owner: Token, goods: Token) -> str | None:
    """The part of the owner of goods by the verb they are the object of: gets its gas, supplies India's weapons."""
    node = goods
    for _ in range(6):
        if node.dep_ not in ("dobj", "pobj", "prep", "conj", "nmod", "compound"):
            return None
        node = node.head
        if node.pos_ == "VERB":
            part = _roles("verb").get(node.lemma_)
            return "dest" if part == "source" or (part == "dest" and owner.pos_ == "PRON") else None
    return None


def _shared(noun: Token) -> str | None:
    """The part of the owner of a share in what another one moves: China's share of Russia's exports."""
    for of in children(noun):
        for moved in children(of) if of.lower_ in ("of", "in") else ():
            part = _roles("noun").get(moved.lemma_.lower())
            if part in ("source", "dest") and any(c.dep_ == "poss" or _titled(c) for c in children(moved)):
                return "dest" if part == "source" else "source"
    return None


def _titled(token: Token) -> bool:
    """True for a name or an adjective of one before a noun: EU imports, Chinese imports."""
    return token.dep_ in ("compound", "amod", "nmod") and token.pos_ in ("PROPN", "ADJ") and token.text[:1].isupper()


def _receiver(node: Token) -> bool:
    """True if a name taken for a part of the object is who gets it: sold Japan arms, promised Kyiv 24 jets."""
    verb = node.head.head
    return (
        node.tag_ in ("NNP", "NNPS")
        and node.head.dep_ == "dobj"
        and node.left_edge.i == verb.i + 1
        and _roles("verb").get(verb.lemma_) == "source"
    )


def _of_preposition(preposition: Token) -> str:
    word, governor = preposition.lower_, preposition.head
    if governor.lower_ in LIKE:
        return "other"
    if word == "from":
        return "source"
    if word == "for" and governor.lemma_.lower() in MARKETS and governor.dep_ == "attr":
        return "source"
    if word in INTO:
        indebted = "debtor" in (_roles("noun").get(governor.lemma_.lower()), _roles("verb").get(governor.lemma_))
        return "source" if indebted else "dest"
    if word in ("with", "between", "among"):
        return "with"
    if word == "by":
        return _roles("verb").get(governor.lemma_, "owner") if governor.pos_ == "VERB" else "owner"
    if word == "of":
        part = _roles("noun").get(governor.lemma_.lower(), "owner")
        return "dest" if part == "debtor" else part
    return "place" if word in THROUGH else "other"


def _of_subject(verb: Token, passive: bool) -> str:
    if verb.lemma_ == "be":
        for said in (c for c in children(verb) if c.dep_ == "attr"):
            if said.lemma_.lower() in MARKETS:
                return "dest"
            for noun in [said, *(g for c in children(said) if c.lower_ == "of" for g in children(c))]:
                if noun.lemma_.lower().endswith(AGENTS) and _roles("noun").get(noun.lemma_.lower()):
                    return _roles("noun")[noun.lemma_.lower()]
    queue, roles = [(verb, 0)], _roles("verb")
    while queue:
        node, depth = queue.pop(0)
        if any(g.lemma_.lower() in MARKETS for c in children(node) if c.lower_ == "as" for g in children(c)):
            return "dest"  # led as its top export destination
        found = roles.get(node.lemma_)
        if found == "part" and depth and not (depth == 1 and node.dep_ == "advcl" and node.tag_ == "VBG"):
            found = None
        if node.lemma_ == "make" and depth == 0 and any(c.dep_ == "prt" and c.lower_ == "up" for c in children(node)):
            found = "part"
        if found and node.pos_ == "VERB" and node.lemma_ in PROMISING:  # pledged to buy
            moved = (roles.get(c.lemma_) for c in children(node) if c.dep_ == "xcomp")
            found = next((r for r in moved if r), found)
        if found and node.pos_ == "VERB":
            found = "dest" if found == "debtor" else found
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
