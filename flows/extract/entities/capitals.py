"""A capital's name: the government, or the city? Syntax decides."""

import functools

from spacy.tokens import Span, Token

from flows.knowledge import knowledge

MOTION_PREPOSITIONS = frozenset({"to", "from", "for", "toward", "towards"})

ATTACK_PREPOSITIONS = frozenset({"of", "on", "against", "upon"})
"""Before a capital that is a place if the noun or verb is one of the cues `part`: "the outskirts of", "an assault on"."""


@functools.cache
def _cues(where: str) -> dict[str, str]:
    return {row["word"]: row["reading"] for row in knowledge("capital_cues") if row["where"] == where}


def reading(span: Span, section: str) -> str:
    """`place` or `state` for a capital's name in a sentence of that section of the document."""
    if section == "reference":
        return "place"
    return _outside(span) or _by_head(span.root, section)


def _outside(span: Span) -> str | None:
    """What the neighbouring tokens say: a dateline, an address, "the city of"."""
    doc, first, last = span.doc, span.start, span.end
    after = doc[last] if last < len(doc) else None
    before = doc[first - 1] if first else None
    starts = before is None or (before.is_sent_start and before.is_space) or span[0].is_sent_start
    left, right = before.text if before is not None else "", after.text if after is not None else ""
    if left == "(" and right in {":", ")"}:
        return "place"
    if (
        left == ","
        and right == ","
        and last + 1 < len(doc)
        and (doc[last + 1].is_digit or doc[last + 1].ent_type_ == "DATE")
    ):
        return "place"
    if after is not None and not after.is_punct and _cues("modified").get(after.lemma_.lower()) == "place":
        return "place"
    if left == "/" and span.text.isupper():
        return "place"
    if starts and after is not None and (after.text in {":", "(", "–", "—", "--", "-", "/"} or span.text.isupper()):
        return "place"
    if after is not None and after.text == "," and last + 1 < len(doc) and doc[last + 1].ent_type_ in {"GPE", "DATE"}:
        following = doc[last + 1]
        if starts or (following.ent_type_ == "GPE" and following.dep_ in {"appos", "npadvmod"}):
            return "place"
    if before is not None and before.lower_ in {"downtown", "central"}:
        return "place"
    if (
        before is not None
        and before.lower_ == "of"
        and first > 1
        and doc[first - 2].lower_ in {"city", "capital", "battle"}
    ):
        return "place"
    return None


def _by_head(token: Token, section: str) -> str:
    """What the syntactic head says; the government if nothing speaks for the city."""
    dep, head = token.dep_, token.head
    if dep == "conj":
        return _between(token, head) or _by_head(head, section)
    if dep in {"poss", "compound", "nmod", "amod"}:
        return _cues("modified").get(head.lemma_.lower(), "state" if dep == "poss" or head.text.islower() else "place")
    if dep == "pobj":
        word, above = head.lower_, head.head
        if word in MOTION_PREPOSITIONS:
            return _cues("motion").get(above.lemma_.lower(), "state")
        if word in ATTACK_PREPOSITIONS and (told := _cues("part").get(above.lemma_.lower())):
            return told
        if word == "between":
            return _between(token, token) or "state"
        return _cues("preposition").get(word, "state")
    if dep in {"dobj", "obj"}:
        return _cues("direct").get(head.lemma_.lower(), "state")
    if dep == "ROOT" and section == "byline":
        return "place"
    return "state"


def _between(token: Token, first: Token) -> str | None:
    """For "between A and B": place if it is a stretch of land, state otherwise; None for other pairs."""
    if first.dep_ != "pobj" or first.head.lower_ != "between":
        return None
    return _cues("distance").get(first.head.head.lemma_.lower(), "state")
