"""Numbers that count things: which noun they count, by the parse."""

import functools
import re
from typing import NamedTuple

from spacy.tokens import Doc, Token

from flows.extract.quantities import tree
from flows.knowledge import knowledge

NOUNS = frozenset({"NOUN", "PROPN"})


class Counted(NamedTuple):
    """What counting a kind of thing measures."""

    measure: str
    domain: str
    rule: str


@functools.cache
def nouns() -> dict[str, Counted]:
    """Lemma of a noun: what counting it measures; measure `none` where no figure comes of it."""
    return {
        lemma: Counted(r["measure"], r["domain"], r["_at"])
        for r in knowledge("counted_nouns")
        for lemma in r["lemmas"].split("|")
    }


def counted(doc: Doc, first: int, last: int) -> Token | None:
    """The noun that the number in tokens `first` to `last` counts, or None."""
    root = tree.root(doc, first, last)
    designation = designated(doc, last)
    if designation is not None and (last + 1 == len(doc) or doc[last + 1].pos_ not in NOUNS):
        return designation
    if (
        root.dep_ in ("nummod", "compound", "amod", "quantmod", "advmod", "nmod")
        and root.head.pos_ in NOUNS
        and root.head.i >= last
    ):
        noun = root.head
    else:
        noun = _following(doc, last)
        if noun is None:
            return None
    if noun.pos_ == "PROPN" and noun.lemma_.lower() not in nouns():
        return None
    return noun


_DESIGNATION = re.compile(r"[A-Z][A-Za-z]{0,5}-?\d{1,4}[A-Z]{0,2}s?")


def designated(doc: Doc, i: int) -> Token | None:
    """The name of a type that is counted itself: 19 F-16s, five MiG-29."""
    return doc[i] if i < len(doc) and _DESIGNATION.fullmatch(doc[i].text) and "-" in doc[i].text else None


def _following(doc: Doc, i: int) -> Token | None:
    """The head of the noun phrase that goes on right after the number, where the parse has lost it."""
    noun = None
    for token in doc[i : min(i + 6, len(doc))]:
        if token.pos_ in NOUNS:
            noun = token
        elif token.pos_ == "NUM" and noun is not None and noun.pos_ == "PROPN":
            continue  # 24 Su 35 jets
        elif noun is not None or token.pos_ not in ("ADJ", "PUNCT") or (token.pos_ == "PUNCT" and token.text != "-"):
            break
    return noun if noun is not None and noun.tag_ in ("NNS", "NNPS") else None


def _given(doc: Doc, first: int) -> bool:
    """True if the name before the number is that of a receiver, right after the verb: promised Kyiv 24 jets."""
    i = first - 1
    while i > 0 and doc[i].pos_ in ("PROPN", "DET"):
        i -= 1
    return doc[i].pos_ == "VERB" and doc[first].head.tag_ == "NNS" and doc[first].head.head.i == i


def named(doc: Doc, first: int) -> bool:
    """True if the number right after a proper name belongs to it: Resolution 1929, Boeing 747, Article 5."""
    if first == 0:
        return False
    before, here = doc[first - 1], doc[first]
    if before.pos_ != "PROPN" or before.ent_type_ in ("GPE", "NORP", "LOC"):
        return False
    if _given(doc, first):
        return False
    return before.head == here.head or here.head == before or before.head == here
