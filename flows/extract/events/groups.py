"""Words that mean several parties, or nobody in particular, and the line that says where a report comes from."""

from spacy.tokens import Span, Token

BESIDE = ("amod", "compound", "nmod", "poss", "nummod")
GROUPS = frozenset({"both", "neither", "two", "either"})
SIDES = frozenset({"sides", "parties"})
"""Plural nouns that, without a word beside them, mean the parties told of."""
FELLOWS = frozenset({"rival", "foe", "neighbor", "neighbour", "ally", "partner", "adversary", "enemy", "giant"})
"""Nouns that in the plural, behind "the", mean the two who are told of, whatever else is said of them."""
DASHES = frozenset({"-", "--", "–", "—"})
DEPTH = 3
DATELINE = 14
"""A dateline ends within so many tokens."""


def is_group(noun: Token) -> bool:
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
    if noun.tag_ == "NNS" and noun.lemma_.lower() in FELLOWS and noun.lower_ not in beside:
        plain = all(c.pos_ in ("ADJ", "NOUN", "DET", "NUM", "PUNCT") and not c.ent_type_ for c in noun.children)
        return plain and bool(beside & {"the", "both", "two", "these"})
    return noun.lower_ in SIDES and beside <= {"the", "both", "two", "these"}


def leaders(noun: Token) -> list[Token]:
    """Who leads what a noun means: "Saudi" of "the Saudi-led coalition", "Peru" of "a force led by Peru"."""
    found = []
    for child in noun.children:
        if child.dep_ == "amod" and child.lower_ in ("led", "headed", "spearheaded"):
            found += list(child.children)
        if child.dep_ == "acl" and child.lemma_ in ("lead", "head"):
            found += [p for c in child.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
    return found


def counted(noun: Token) -> list[Token]:
    """What an amount is of: "jets" of "a pair of jets"."""
    return [p for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]


def nested(noun: Token) -> list[Token]:
    """The modifiers that the parse hangs on other modifiers of a noun: "Turkish" of "Turkish F-16 fighter jets"."""
    found, level = [], [c for c in noun.children if c.dep_ == "compound"]
    for _ in range(DEPTH):
        level = [c for t in level for c in t.children if c.dep_ in ("amod", "compound")]
        found += level
    return found


def listed_before(subject: Token) -> list[Token]:
    """The first of two names that a headline lists without "and": "Peru, Chile sign a pact"."""
    comma = subject.left_edge.i - 1
    if subject.pos_ != "PROPN" or comma <= subject.sent.start or subject.doc[comma].lower_ != ",":
        return []
    names = subject.doc[subject.sent.start : comma]
    if any(t.pos_ != "PROPN" or t.ent_type_ not in ("GPE", "PERSON", "NORP") for t in names) or len(names) > 3:
        return []
    return [names[-1]]


def is_populace(noun: Token) -> bool:
    """Whether a noun means people at large and not who acts for them: "many Americans", but not "the Americans"."""
    if noun.tag_ not in ("NNS", "NNPS") or noun.ent_type_ not in ("NORP", "") or noun.dep_ == "compound":
        return False
    determined = any(c.lower_ == "the" for c in noun.children)
    return noun.lower_.endswith("ans") and not determined


def dateline(sentence: Span) -> int:
    """The first token of a sentence behind its dateline ("MANILA, Philippines (AP) -- "), the first of all if it has none."""
    for token in sentence[:DATELINE]:
        if token.lower_ in DASHES and token.i > sentence.start:
            spaced = bool(token.whitespace_ and token.nbor(-1).whitespace_)
            return token.i + 1 if spaced or token.lower_ == "--" else sentence.start
        if token.text[0].islower() or (token.pos_ in ("VERB", "AUX", "PRON") and not token.is_upper):
            break
    return sentence.start
