"""Whose the claim is: the subject of a cue, whatever the form it stands in."""

from spacy.tokens import Token

from flows.extract.tree import children

SUBJECTS = ("nsubj", "nsubjpass")
RELATIVES = ("which", "that", "who", "whom")
OBJECTS = ("dobj", "dative", "iobj")
PASSIVE = ("nsubjpass", "auxpass")
CONTROL = frozenset(
    {
        "lead",
        "prompt",
        "cause",
        "allow",
        "force",
        "urge",
        "tell",
        "ask",
        "want",
        "get",
        "make",
        "let",
        "encourage",
        "persuade",
    }
)
"""What depends on such a verb is done by its object: "led analysts to conclude"."""
RELAYED = frozenset({"quote", "cite", "report"})
"""Verbs of passing on what another says."""
_DEPTH = 8


def passive(verb: Token) -> bool:
    """Whether the subject undergoes what the verb says."""
    if any(c.dep_ in PASSIVE for c in children(verb)):
        return True
    return (
        verb.tag_ == "VBN"
        and verb.dep_ in ("acl", "relcl", "advcl")
        and not any(c.dep_ in ("aux", *SUBJECTS) for c in children(verb))
    )


def sources(verb: Token, depth: int = _DEPTH) -> list[Token]:
    """The heads of the noun phrases of those who do what the verb says, coordinated ones each; [] if nobody is named."""
    found = _sources(verb, depth) or _beside(verb)
    return [n for s in found for n in conjuncts(_antecedent(s, verb))]


def agents(verb: Token) -> list[Token]:
    """Those who do what a passive verb says: "Peru" of "was condemned by Peru"."""
    return [
        n
        for by in children(verb)
        if by.dep_ in ("agent", "prep") and by.lower_ == "by"
        for o in children(by)
        if o.dep_ == "pobj"
        for n in conjuncts(o)
    ]


def _sources(verb: Token, depth: int) -> list[Token]:
    own = [c for c in children(verb) if c.dep_ in SUBJECTS]
    if own:
        return [min(own, key=lambda s: abs(s.i - verb.i))]
    head = verb.head
    if not depth or head.i == verb.i:
        return _inverted(verb)
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX", "ADJ"):
        return _sources(head, depth - 1)
    if verb.dep_ == "relcl":
        return [head] if verb.tag_ != "VB" else _owner(head, depth)
    if verb.dep_ == "acl":
        return [head] if verb.tag_ in ("VBG", "VBN") else _owner(head, depth)
    if verb.dep_ in ("xcomp", "ccomp") and head.pos_ in ("VERB", "AUX", "ADJ"):
        objects = [c for c in children(head) if c.dep_ in OBJECTS]
        if objects and head.lemma_.lower() in CONTROL:
            return objects[:1]
        return _sources(head, depth - 1)
    if verb.dep_ == "acomp":
        return _sources(head, depth - 1)
    if verb.dep_ == "advcl" and head.pos_ in ("VERB", "AUX") and verb.tag_ in ("VBG", "VBN", "VB"):
        if head.lemma_ == "lead" and verb.tag_ == "VB":
            objects = [c for c in children(head) if c.dep_ == "dobj"]
            return objects or _sources(head, depth - 1)
        return _sources(head, depth - 1)
    if verb.dep_ == "pcomp" and head.head.i != head.i:
        governor = head.head
        if (
            head.lower_ == "as" and governor.lemma_.lower() in RELAYED
        ):  # "quoted the envoy as saying", "the envoy was quoted as saying"
            quoted = [c for c in children(governor) if c.dep_ in ("nsubjpass", "dobj")]
            return quoted[-1:] or _sources(governor, depth - 1)
        return _sources(governor, depth - 1) if governor.pos_ in ("VERB", "AUX") else _owner(governor, depth)
    return _inverted(verb)


def _inverted(verb: Token) -> list[Token]:
    """The subject behind the verb that the parse takes for something else: "the deal is dead", said Peru's envoy."""
    return [
        c
        for c in children(verb)
        if c.dep_ in ("dobj", "attr", "npadvmod") and c.i > verb.i and c.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")
    ][:1]


def _beside(verb: Token) -> list[Token]:
    """The subject that the parse has put into the phrase before the verb: "in Lima, Mr. Rey, head of the council stated"."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.i == verb.sent.start:
        return []
    node = verb.nbor(-1)
    if node.dep_ in ("aux", "advmod") and node.i > verb.sent.start:
        node = node.nbor(-1)
    if node.pos_ not in ("NOUN", "PROPN"):
        return []
    for _ in range(_DEPTH):
        if (
            node.dep_ in ("compound", "nmod", "pobj", "prep", "appos")
            and node.head.pos_ in ("NOUN", "PROPN", "ADP")
            and node.head.i < verb.i
            and verb.i - node.head.i < 16
        ):
            if node.dep_ == "prep" and node.head.pos_ == "ADP":
                break
            node = node.head
        else:
            break
    return (
        [node]
        if node.pos_ in ("NOUN", "PROPN") and node.dep_ in ("conj", "appos", "pobj", "nsubj", "ROOT", "npadvmod", "dep")
        else []
    )


def _owner(noun: Token, depth: int) -> list[Token]:
    """Whose a noun is: "Peru" of "Peru's call to sign"; else who does what the noun's verb says."""
    found = [c for c in children(noun) if c.dep_ == "poss"]
    if found:
        return found
    if noun.head.pos_ in ("VERB", "AUX") and noun.dep_ in ("dobj", "attr", "pobj"):
        return _sources(noun.head, depth - 1)
    return []


def _antecedent(token: Token, verb: Token) -> Token:
    """The noun that a relative pronoun stands for."""
    if token.lower_ not in RELATIVES or token.pos_ in ("NOUN", "PROPN"):
        return token
    clause = verb
    for _ in range(_DEPTH):
        if clause.dep_ == "relcl":
            return _person_over(clause.head) if token.lower_ == "who" else clause.head
        if clause.head.i == clause.i:
            break
        clause = clause.head
    return token


def _person_over(noun: Token) -> Token:
    """The person in whose apposition a body stands: "Ana Rey, head of the council, who"."""
    node = noun
    for _ in range(_DEPTH):
        if node.ent_type_ == "PERSON":
            return node
        if node.dep_ not in ("pobj", "prep", "appos", "conj"):
            break
        node = node.head
    return noun


def conjuncts(token: Token, depth: int = _DEPTH) -> list[Token]:
    """The token and what is coordinated with it, in order."""
    out = [token]
    if depth:
        for child in children(token):
            if child.dep_ == "conj" and child.i > token.i and child.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
                out += conjuncts(child, depth - 1)
    return out
