"""Prepositional phrases: which nouns stand behind which prepositions."""

from collections.abc import Iterator

from spacy.tokens import Token

APART = ("according", "due", "thanks", "owing", "contrary", "because", "regardless", "instead", "prior", "as")
"""First words of prepositions whose noun takes no part in the act."""
REGARD = frozenset({"relation", "regard", "respect", "connection"})
CIRCUMSTANCES = REGARD | {
    "response",
    "light",
    "view",
    "spite",
    "retaliation",
    "line",
    "accordance",
    "addition",
    "reaction",
}
"""Nouns that make one preposition with the words around them ("in response to"): what stands behind takes no part in the act."""


def _prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    for child in token.children:
        if child.dep_ in ("prep", "dative", "agent") and (child.pos_ == "ADP" or child.dep_ == "prep"):
            for inner in child.children:
                if inner.dep_ == "pobj" and inner.lower_ in CIRCUMSTANCES and inner.i == child.i + 1:
                    if inner.lower_ in REGARD:  # "sanctions in relation to Peru"
                        yield from (("on", p) for c in inner.children for p in c.children if p.dep_ == "pobj")
                elif inner.dep_ == "pobj" or inner.pos_ == "ADJ":  # "described it as unprecedented"
                    yield child.lower_, inner
                elif inner.dep_ == "prep" and child.lower_ not in APART:  # "along with", "in front of"
                    for last in inner.children:
                        if last.dep_ == "pobj":
                            yield inner.lower_, last


def phrases(*heads: Token) -> dict[str, list[Token]]:
    """Preposition -> the nouns behind it, of all prepositional phrases that hang on the heads."""
    found: dict[str, list[Token]] = {}
    for head in heads:
        for name, noun in _prepositions(head):
            found.setdefault(name, []).append(noun)
    return found
