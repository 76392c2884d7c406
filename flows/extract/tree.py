"""Walks in the parse that take no longer in a sentence of thousands of words than in a short one."""

import functools

from spacy.tokens import Doc, Token

FANOUT = 80
"""Of very many children only so many are looked at, those at both ends."""
BELOW = 30


@functools.lru_cache(maxsize=2)
def _children(doc: Doc) -> list[list[int]]:
    """The children of every token; spaCy itself looks for them through the whole sentence, each time."""
    out: list[list[int]] = [[] for _ in range(len(doc))]
    for token in doc:
        if token.head.i != token.i:
            out[token.head.i].append(token.i)
    return [kids if len(kids) <= FANOUT else kids[: FANOUT // 2] + kids[-FANOUT // 2 :] for kids in out]


def children(token: Token) -> list[Token]:
    """The children of a token, in order."""
    doc = token.doc
    return [doc[i] for i in _children(doc)[token.i]]


def below(token: Token) -> list[Token]:
    """The token and the nearest tokens under it."""
    out = [token]
    for t in out:
        if len(out) >= BELOW:
            break
        out += children(t)
    return out


def root(doc: Doc, first: int, last: int) -> Token:
    """The token among `first` to `last` that governs the others; the last such if there are several."""
    for i in range(last - 1, first, -1):
        head = doc[i].head.i
        if not first <= head < last or head == i:
            return doc[i]
    return doc[first]
