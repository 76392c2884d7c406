"""What a pronoun stands for by the grammar of its sentence."""

from spacy.tokens import Token

from flows.extract.events import grammar

DEPTH = 12
REASONS = frozenset({"over", "for", "following"})
"""Prepositions before the deed that somebody is answered for."""


def antecedent(pronoun: Token) -> Token | None:
    """Whom a pronoun of the third person most likely means by the grammar of its sentence: the subject of the clause above it."""
    if pronoun.lower_ not in ("he", "she", "it", "they", "his", "her", "its", "their", "we", "our"):
        return None
    if pronoun.dep_ == "poss" and (blamed := _answered(pronoun)) is not None:
        return blamed
    clause = pronoun
    for _ in range(DEPTH):
        if clause.pos_ in ("VERB", "AUX") and clause.dep_ not in ("aux", "auxpass"):
            own = [
                s
                for s in grammar.surface_subjects(clause)
                if s.pos_ in ("NOUN", "PROPN") and s.i != pronoun.i and not s.is_ancestor(pronoun)
            ]
            if own and (pronoun.dep_ == "poss" or clause.i != pronoun.head.i):
                return own[0]
            for before in clause.children:  # "while Turkey agreed, it warned"
                if before.dep_ == "advcl" and before.i < pronoun.i:
                    own = [s for s in grammar.related(before, grammar.SUBJECTS) if s.pos_ in ("NOUN", "PROPN")]
                    if own:
                        return own[0]
        if clause.head.i == clause.i:
            return None
        clause = clause.head
    return None


def _answered(pronoun: Token) -> Token | None:
    """Whose deed gives the reason: of "sanctions against Peru over its raid" Peru, the last one named before it that does not act."""
    act = pronoun.head
    reason = act.head if act.dep_ == "pobj" else None
    if reason is None or reason.dep_ not in ("prep", "agent"):
        return None
    answer = reason.lower_ == "to" and reason.head.lower_ in ("response", "due", "reaction", "retaliation")
    if not (answer or reason.lower_ in REASONS):
        return None
    for before in range(reason.i - 1, pronoun.sent.start - 1, -1):
        token = pronoun.doc[before]
        if token.dep_ in ("nsubj", "nsubjpass"):
            return None
        if token.pos_ == "PROPN" and token.dep_ in ("pobj", "dobj") and token.ent_type_ not in ("DATE", "TIME"):
            return token
        if (
            token.dep_ in ("amod", "compound", "poss")
            and token.ent_type_ in ("NORP", "GPE")
            and token.head.dep_ in ("pobj", "dobj")
        ):
            return token.head
    return None


def meant_by(pronoun: Token) -> Token | None:
    """The thing that "it", or "one" in apposition or for a kind, stands for: its apposition, else the last object before it."""
    for child in pronoun.children:
        if child.dep_ == "appos":
            return child
    for before in range(pronoun.i - 1, pronoun.sent.start - 1, -1):
        token = pronoun.doc[before]
        if token.pos_ == "NOUN" and token.dep_ in ("dobj", "nsubjpass"):
            return token
    return None
