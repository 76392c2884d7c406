"""Which way from the day of publication an expression of time points: by its verb's tense and the words that look ahead or back."""

import functools

from spacy.tokens import Doc, Token

from flows.knowledge import knowledge

HOPS = 12
"""No verb is looked for further up the tree."""
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
AHEAD = frozenset({"will", "shall", "'ll", "’ll", "wo"})
OPEN = frozenset({"could", "can"})
LIKELY_AHEAD = frozenset({"would", "may", "might", "should", "must"})
"""Ahead of publication unless "have" puts them in the past: "said they would meet on Friday"."""


@functools.cache
def _outlook() -> dict[str, int]:
    return {r["word"]: int(r["points"]) for r in knowledge("times_outlook")}


def _of_verb(verb: Token) -> int | None:
    """-1 past, 1 ahead, 0 either; None if the form does not say."""
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass", "mark"} or c.tag_ == "TO"]
    forms = {c.lower_ for c in helpers}
    if forms & AHEAD or verb.lower_ == "going":
        return 1
    if forms & LIKELY_AHEAD:
        return 0 if "have" in forms else 1
    if forms & OPEN:
        return 0
    if any(c.tag_ == "TO" for c in helpers):
        return 1
    if verb.tag_ == "VBD" or any(c.tag_ == "VBD" or c.lower_ in {"has", "have"} for c in helpers):
        return -1
    if verb.tag_ in {"VBZ", "VBP"} or helpers:
        return 0
    return -1 if verb.tag_ == "VBN" else None


def tense(doc: Doc, first: int, last: int) -> int:
    """-1 if the expression `doc[first:last]` lies before publication as far as grammar tells, 1 if after, 0 if it does not tell.

    Through a noun ("they discussed an agreement in June") only a future counts: what was done may be about what is to come.
    A subject shares the tense of its verb: "talks in June were halted".
    """
    token = doc[last - 1]
    if token.dep_ == "compound" or token.dep_ == "nmod":
        return 0
    outlook, noun = _outlook(), False
    if first > 0 and doc[first - 1].lower_ in outlook:
        return outlook[doc[first - 1].lower_]
    for _ in range(HOPS):
        if token.i < first and token.lower_ in outlook:
            return outlook[token.lower_]
        if token.pos_ in {"VERB", "AUX"}:
            way = _of_verb(token)
            purpose = way == 1 and token.dep_ == "advcl" and token.tag_ == "VB" and token.head.i < first
            if purpose and not noun:
                way = _of_verb(token.head)
            if way is not None:
                return max(way, 0) if noun else way
        elif token.pos_ in {"NOUN", "PROPN"} and not first <= token.i < last and token.dep_ not in SUBJECTS:
            noun = True
        if token.head.i == token.i:
            break
        token = token.head
    return 0
