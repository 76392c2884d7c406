"""Noun phrases for people who act for a state or belong to one ("the police", "protesters"), where it is clear which state that is."""

import functools
from bisect import bisect_left
from collections.abc import Iterable

from spacy.tokens import Token

from flows.extract.annotation import Entity, Mention
from flows.extract.entities import spoken
from flows.extract.entities.lexicon import state
from flows.extract.entities.origin import sole_country
from flows.extract.entities.page import Page
from flows.extract.parse import Sentence
from flows.knowledge import knowledge

PARTY = frozenset({"nsubj", "nsubjpass", "dobj", "obj", "iobj", "dative", "pobj", "conj", "agent", "ROOT"})
"""Places in a sentence where a party of an act stands."""
BESIDE = frozenset(
    {"det", "amod", "compound", "nummod", "nmod", "advmod", "quantmod", "poss", "case", "punct", "prep", "neg"}
)
BELONGING = frozenset({"of", "from", "at"})
WHERE = frozenset({"in", "across", "near", "outside", "throughout", "inside", "around", "at"})
BARE = frozenset({"nsubj", "nsubjpass", "dobj", "agent"})
"""Where a noun in the singular may do without an article: "police said", "parliament was dissolved"."""
MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "nummod"})
LONGEST = 8
"""Most tokens of a phrase up to its noun."""
NEAR = 30
"""How many names back to look for whose government is spoken of."""
CONFIDENCE = {
    "within": 0.85,
    "sentence": 0.6,
    "document": 0.55,
    "body": 0.8,
    "speaker": 0.7,
    "dateline": 0.7,
    "subject": 0.6,
}


@functools.cache
def _nouns() -> dict[str, tuple[str, str]]:
    return {row["noun"]: (row["kind"], row["_at"]) for row in knowledge("agents")}


def agents(page: Page, others: Iterable[Mention]) -> list[Mention]:
    """Nominal mentions of states by agent nouns; `others` are the mentions of persons by their offices."""
    named = sorted(page.mentions, key=lambda m: m.start)
    starts = [m.start for m in named]
    taken = {i for m in others for i in range(*m.tokens)}
    home = spoken.dateline(page, named)
    openings = {s.ordinal: spoken.after_dateline(page, s) for s in page.parsed.sentences}
    whole = sole_country(m for m in named if m.start >= openings[m.sentence.ordinal] or m.entity.type != "organization")
    inner = sole_country(m for m in named if m.start >= openings[m.sentence.ordinal])
    doc, found = page.parsed.doc, []
    for sentence in page.parsed.sentences:
        if sentence.section not in ("body", "title", "heading"):
            continue
        here: list[Mention] | None = None
        for token in doc[sentence.first : sentence.last]:
            noun = _nouns().get(token.lemma_.lower())
            if not noun or noun[0] == "foreign" or token.pos_ not in ("NOUN", "PROPN") or token.dep_ not in PARTY:
                continue
            if here is None:
                here = named[bisect_left(starts, openings[sentence.ordinal]) : bisect_left(starts, sentence.end)]
            first = _first(token)
            if taken & set(range(first, token.i + 1)) or not page.free(doc[first].idx, token.idx + len(token)):
                continue
            if not _refers(token, first):
                continue
            if any(_nouns().get(t.lower_, ("", ""))[0] == "foreign" for t in doc[first : token.i]):
                continue
            if token.i - first > 1 and any(t.lower_ in ("two", "both") for t in doc[first : token.i]):
                continue
            country, why = _country(page, token, noun[0], here, whole)
            if not country and noun[0] == "state":
                before = named[max(0, bisect_left(starts, token.idx) - NEAR) : bisect_left(starts, token.idx)]
                country, why = spoken.spoken(page.parsed, token, before, home)
            if why == "document" and noun[0] == "state" and token.tag_ == "NNS" and inner != country:
                continue  # "The ministers" in a report written in one of their countries
            entity = state(country) if country else None
            if entity:
                found.append(_mention(page, sentence, first, token.i + 1, entity, noun[1], CONFIDENCE[why]))
    return found


def _first(token: Token) -> int:
    """The first token of the phrase that ends in the noun."""
    first = token.i
    while first > token.sent.start and token.i - first < LONGEST:
        before = token.doc[first - 1]
        apart = before.is_punct and first > 1 and bool(token.doc[first - 2].whitespace_)  # a dash, not a hyphen
        if apart or before.dep_ not in BESIDE or before.pos_ in ("ADP", "VERB", "AUX") or not token.is_ancestor(before):
            break
        first -= 1
    return first


def _refers(token: Token, first: int) -> bool:
    """Whether a phrase means certain people and not a kind: not "a government", "as police", "become president"."""
    if token.dep_ == "pobj" and token.head.lower_ in ("as", "like", "than", "without"):
        return False
    if token.tag_ not in ("NN", "NNP"):
        return True
    opening = token.doc[first]
    if opening.pos_ != "DET":
        return token.dep_ in BARE or (token.dep_ == "pobj" and token.head.lower_ in ("by", "with", "against"))
    return opening.lower_ not in ("a", "an", "any", "every", "no") or _nouns()[token.lemma_.lower()][0] == "people"


def _country(page: Page, token: Token, kind: str, here: list[Mention], whole: str | None) -> tuple[str | None, str]:
    """The country of an agent noun, and what tells it: the phrase, the sentence or the document."""
    behind = {*BELONGING, *WHERE}
    around = [*token.children]
    if kind != "state" and token.dep_ in ("dobj", "nsubjpass") and token.head.pos_ == "VERB":
        around += [c for c in token.head.children if c.lower_ in WHERE and c.i > token.i]  # killed nine people in Yemen
    for child in around:
        if child.dep_ == "prep" and child.lower_ in (BELONGING if kind == "state" else behind):
            for noun in child.children:
                told = _at(here, noun)
                if told and told.entity.type in ("state", "place"):
                    return told.entity.country, "within"
                if told and told.entity.type == "organization" and token.tag_ == "NNS" and told.entity.country:
                    return told.entity.country, "within"  # officials at the company
                if told or noun.pos_ == "PROPN":
                    return None, ""
                if inside := _inside(here, noun):
                    return inside, "within"
    if kind == "local" or any(c.dep_ in ("poss", "appos") for c in token.children):
        return None, ""
    if not here:
        return whole, "document"
    if kind == "state" and all(m.entity.type == "place" for m in here):
        return None, ""
    country = sole_country(here)
    if country and (whole == country or kind == "people") and all(_aside(page, m, token) for m in here):
        return country, "sentence"
    return None, ""


def _inside(here: list[Mention], noun: Token) -> str | None:
    """The one country of the places named beside or below a common noun: "the eastern Kosovan town of Gjilan"."""
    first, last = noun.left_edge.i, noun.right_edge.i
    found = {
        m.entity.country
        for m in here
        if first <= m.tokens[0] and m.tokens[1] - 1 <= last and m.entity.type in ("state", "place")
    }
    return found.pop() if len(found) == 1 and last - first < LONGEST else None


def _at(here: list[Mention], token: Token) -> Mention | None:
    return next((m for m in here if m.tokens[0] <= token.i < m.tokens[1]), None)


def _aside(page: Page, m: Mention, token: Token) -> bool:
    """Whether a mention tells where something is or whose it is, and so is no other side of the noun's act."""
    root = page.parsed.doc[m.tokens[0] : m.tokens[1]].root
    if m.entity.type == "person":
        return True
    if root.dep_ in MODIFIERS and not root.is_ancestor(token):
        return root.head.i != token.i
    return root.dep_ == "pobj" and root.head.lower_ in WHERE


def _mention(
    page: Page, sentence: Sentence, first: int, last: int, entity: Entity, rule: str, confidence: float
) -> Mention:
    doc = page.parsed.doc
    start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
    return Mention(entity, sentence, start, end, page.text[start:end], "nominal", rule, confidence, (first, last))
