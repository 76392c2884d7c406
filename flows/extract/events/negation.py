"""What turns the word of an act round: negation, and questions about it."""

from spacy.tokens import Token

from flows.extract.events import grammar
from flows.extract.events.match import lemma

NEGATORS = frozenset({"no", "neither", "nor", "never", "none"})


def auxiliaries(verb: Token) -> list[Token]:
    """The auxiliaries of a verb, or those that it shares with the verb before it ("has signed and ratified")."""
    own = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if not own and verb.dep_ == "conj" and verb.head.tag_ == verb.tag_ and not grammar.related(verb, grammar.SUBJECTS):
        return auxiliaries(verb.head)
    return own


def _negator(word: Token) -> bool:
    if word.lower_ == "longer":
        return word.i > 0 and word.nbor(-1).lower_ == "no"
    bound = word.lower_ == "no" and word.i + 2 < len(word.doc) and word.nbor(2).lower_ == "than"
    return word.lower_ in NEGATORS and not bound  # "no more than" bounds a number


def negated(verb: Token) -> bool:
    """Whether the verb, its subject or its object is negated: "did not sign", "neither signed", "signed no accord"."""
    if any(c.dep_ == "neg" or (_negator(c) and c.dep_ in ("preconj", "advmod", "cc")) for c in verb.children):
        return True
    nouns = [c for c in verb.children if c.dep_ in ("dobj", *grammar.SUBJECTS)]
    if any(
        d.lower_ == "neither"
        for c in verb.children
        if c.dep_ == "prep"
        for p in c.children
        if p.dep_ == "pobj"
        for d in p.children
    ):
        return True  # "sided with neither of them"
    if any(_negator(d) and d.dep_ in ("det", "preconj") for n in nouns for d in n.children):
        return True
    if (
        verb.dep_ == "conj"
        and not grammar.related(verb, grammar.SUBJECTS)
        and verb.tag_ == "VB"
        and not _has_own_auxiliary(verb)
    ):
        return any(c.dep_ == "neg" for c in verb.head.children)
    return False


def is_question(clause: Token) -> bool:
    """Whether a clause is what somebody asks about: "asked whether they would come"."""
    marks = [c for c in clause.children if c.dep_ in ("mark", "advmod", "nsubj", "dobj", "attr")]
    return (
        clause.dep_ in ("ccomp", "advcl")
        and any(m.lower_ in ("whether", "if") or (m.tag_ in ("WP", "WRB") and clause.dep_ == "ccomp") for m in marks)
        and lemma(clause.head) == "ask"
    )


def outdone(verb: Token) -> bool:
    """ "Never signed a bigger deal", "no closer partner": it was done, only no more so."""
    return any(m.tag_ in ("JJR", "RBR") for o in grammar.related(verb, grammar.OBJECTS) for m in o.children)


def _has_own_auxiliary(verb: Token) -> bool:
    return any(c.dep_ in ("aux", "auxpass") for c in verb.children)
