"""Numbers that count things: which noun they count, by the parse."""

import functools
import re
from typing import NamedTuple

from spacy.tokens import Doc, Token

from flows.extract import tree
from flows.extract.quantities.territories import names
from flows.knowledge import knowledge

NOUNS = frozenset({"NOUN", "PROPN"})


class Counted(NamedTuple):
    """What counting a kind of thing measures."""

    measure: str
    domain: str
    rule: str


NONE = Counted("none", "other", "")
"""What nothing is known of."""


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
    if any(t.tag_ == "JJS" for t in doc[last : min(noun.i, last + 4)]):
        return None  # the 10 biggest firms
    if any(_lone(doc, t.i) for t in doc[last : noun.i]):
        return None  # the number before the noun is another one
    if noun.tag_ == "NNP" and designated(doc, noun.i) is None:
        return None  # 17 Main Road
    if noun.pos_ == "PROPN" and noun.lemma_.lower() not in nouns() and (noun.tag_, noun.ent_type_) != ("NNPS", "NORP"):
        return None
    return noun


_DESIGNATION = re.compile(r"[A-Z][A-Za-z]{0,5}-?\d{1,4}[A-Z]{0,2}s?")


def designated(doc: Doc, i: int) -> Token | None:
    """The name of a type that is counted itself: 19 F-16s, five MiG-29."""
    return doc[i] if i < len(doc) and _DESIGNATION.fullmatch(doc[i].text) and "-" in doc[i].text else None


def _following(doc: Doc, i: int, known: bool = False) -> Token | None:
    """The head of the noun phrase that goes on at token `i`, where the parse has lost it: a plural, or a `known` noun."""
    noun = None
    if i < len(doc) and doc[i].tag_ == "VBZ" and doc[i].pos_ == "VERB" and len(doc[i]) > 4:
        return doc[i]  # no verb in -s has several as its subject: "64,500 claims"
    for token in doc[i : min(i + 6, len(doc))]:
        if token.pos_ in NOUNS:
            noun = token
        elif noun is not None and token.text == "-" and not doc[token.i - 1].whitespace_ and not token.whitespace_:
            noun = None  # 40 radar-evading aircraft
        elif noun is None and designated(doc, token.i):
            continue  # 16 F-35 Joint Strike Fighter jets
        elif token.pos_ == "NUM" and noun is not None and noun.pos_ == "PROPN":
            continue  # 24 Su 35 jets
        elif noun is None and token.tag_ in ("VBG", "VBN") and doc[token.i - 1].text == "-":
            continue
        elif noun is not None or token.pos_ not in ("ADJ", "PUNCT") or (token.pos_ == "PUNCT" and token.text != "-"):
            break
    if noun is None or not (noun.tag_ in ("NNS", "NNPS") or (known and noun.lemma_.lower() in nouns())):
        return None
    return noun


def _lone(doc: Doc, i: int) -> bool:
    """True for a number that is not part of a name or compound: not for Su 35, 60-kg or F-16."""
    text = doc[i].text
    if not text[0].isdecimal() or "-" in text or doc[i - 1].pos_ == "PROPN":
        return False
    return i + 1 == len(doc) or doc[i + 1].text != "-"


def partitive(doc: Doc, last: int) -> Token | None:
    """The noun of `17 of the planes`, for the number that ends before token `last`, or None."""
    first = last + 1
    if last + 2 >= len(doc) or doc[last].lower_ != "of":
        return None
    first += doc[first].tag_ in ("DT", "PRP$", "PDT")
    end = first
    while end < min(len(doc), first + 3) and doc[end].like_num:
        end += 1
    if end > first:  # 9 of its 12 ships
        noun = counted(doc, first, end)
        return noun if noun is not None and noun.lemma_.lower() in nouns() else None
    return _following(doc, first, known=True) if first > last + 1 else None


def befallen(doc: Doc, last: int) -> Token | None:
    """What the people of a number without a noun have come to, or None: 30 killed or wounded, 17 dead, 60,000 have been killed."""
    i = last
    while i < min(len(doc) - 1, last + 4) and (doc[i].pos_ in ("AUX", "ADV") or doc[i].lower_ in ("of", "them")):
        i += 1
    if i >= len(doc) or doc[i].tag_ not in ("VBN", "VBD", "JJ"):
        return None
    if i + 1 < len(doc) and doc[i + 1].pos_ in NOUNS and not doc[i + 1].ent_type_:
        return None  # 12 wounded soldiers
    known = nouns().get(doc[i].lemma_.lower())
    return doc[i] if known and known.measure == "headcount" else None


def paired(doc: Doc, last: int) -> Token | None:
    """The noun that a second number counts, for the first of `from 40 to 75 aircraft`, or None."""
    if last >= len(doc) or doc[last].lower_ not in ("to", "and", "or"):
        return None
    first = end = last + 1
    while end < min(len(doc), first + 4) and doc[end].like_num:
        end += 1
    noun = counted(doc, first, end) if end > first else None
    return noun if noun is not None and noun.lemma_.lower() in nouns() else None


def _given(doc: Doc, first: int) -> bool:
    """True if the name before the number is that of a receiver, right after the verb: promised Kyiv 24 jets."""
    i = first - 1
    while i > 0 and doc[i].pos_ in ("PROPN", "DET"):
        i -= 1
    return doc[i].pos_ == "VERB" and doc[first].head.tag_ == "NNS" and doc[first].head.head.i == i


@functools.cache
def _states() -> frozenset[str]:
    """Names of states and their peoples."""
    return frozenset(name for name, _ in names())


def named(doc: Doc, first: int) -> bool:
    """True if the number right after a proper name belongs to it: Resolution 1929, Boeing 747, Article 5."""
    if first == 0:
        return False
    before, here = doc[first - 1], doc[first]
    if before.pos_ != "PROPN" or before.ent_type_ in ("GPE", "NORP", "LOC") or before.text in _states():
        return False
    if _given(doc, first):
        return False
    return before.head == here.head or here.head == before or before.head == here
