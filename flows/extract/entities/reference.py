"""Pronouns and noun phrases that stand for an actor named before: "it", "she", "the two countries"."""

import functools
from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from flows.extract.annotation import Entity, Mention
from flows.extract.entities.discourse import dyad
from flows.extract.entities.page import Page
from flows.extract.entities.persons import pronoun_of
from flows.extract.parse import Sentence
from flows.knowledge import knowledge

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})
LONGEST = 4
"""Most tokens in a noun phrase of the table."""
CONFIDENCE = {
    "pair": 0.7,
    "mutual": 0.65,
    "leaders": 0.65,
    "persons": 0.65,
    "two": 0.6,
    "state": 0.6,
    "first": 0.65,
    "second": 0.65,
    "he": 0.65,
    "she": 0.65,
    "thing": 0.55,
    "several": 0.55,
}


@functools.cache
def _phrases() -> dict[tuple[str, ...], tuple[str, str]]:
    return {tuple(row["phrase"].split()): (row["meaning"], row["_at"]) for row in knowledge("nominals")}


@functools.cache
def _openings() -> frozenset[str]:
    """First words of the phrases."""
    return frozenset(words[0] for words in _phrases())


def refer(page: Page, others: list[Mention]) -> list[Mention]:
    """The mentions by pronoun and noun phrase, beside those that the page holds and the `others`."""
    named = sorted([*page.mentions, *others], key=lambda m: (m.start, m.end))
    pair = dyad(named)
    actors = _entities_by_actor(named)
    whole = tuple(actors[a] for a in pair if a in actors) if pair else ()
    found: list[Mention] = []
    for sentence in page.parsed.sentences:
        if sentence.section in ("body", "title", "heading", "note"):
            for first, last, meaning, rule in _occurrences(page.parsed.doc, sentence):
                here = _before(named, found, page, sentence, first)
                for entity in _meant(meaning, page.parsed.doc[first], here, whole):
                    found.append(_mention(page, first, last, entity, rule, meaning))
    return found


def _entities_by_actor(named: list[Mention]) -> dict[str, Entity]:
    actors: dict[str, Entity] = {}
    for m in named:
        if m.entity.actor and (m.entity.type == "state" or m.entity.short):
            actors.setdefault(m.entity.actor, m.entity)
    return actors


def _occurrences(doc: Doc, sentence: Sentence) -> Iterator[tuple[int, int, str, str]]:
    """First token, the one after the last, meaning and entry of each phrase in a sentence."""
    i = sentence.first
    while i < sentence.last:
        if doc[i].lower_ not in _openings():
            i += 1
            continue
        for n in range(LONGEST, 0, -1):
            hit = (
                _phrases().get(tuple(t.lower_ for t in doc[i : min(i + n, sentence.last)]))
                if i + n <= sentence.last
                else None
            )
            if hit and (n > 1 or doc[i].pos_ == "PRON") and (hit[0] != "two" or _stands_alone(doc[i + n - 1])):
                yield i, i + n, *hit
                i += n - 1
                break
        i += 1


def _stands_alone(token: Token) -> bool:
    """Whether a numeral is the whole of a phrase and acts in its sentence: "the two agreed", not "the two roads"."""
    return token.dep_ in SUBJECTS or (token.dep_ == "pobj" and token.head.lower_ in ("between", "by"))


def _before(named: list[Mention], found: list[Mention], page: Page, sentence: Sentence, first: int) -> list[Mention]:
    """The mentions before a token in this sentence and the rest of its paragraph, in order."""
    char = page.parsed.doc[first].idx
    last = bisect_left(named, char, key=lambda m: m.start)
    near = [m for m in named[max(0, last - 40) : last] if m.sentence.block == sentence.block]
    near += [m for m in found[-10:] if m.sentence.block == sentence.block and m.start < char]
    return sorted(near, key=lambda m: (m.start, m.end))


def _meant(meaning: str, token: Token, here: list[Mention], whole: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """The entities that a phrase stands for; none if that is not clear."""
    if meaning == "mutual":
        return _last_two(here, "state") or ()
    if meaning in ("pair", "leaders", "persons", "two"):
        if meaning != "pair" and (two := _last_two(here, "person")):
            return two
        if meaning == "persons":
            return ()
        return _last_two(here, "state") or (whole if len(whole) == 2 and meaning != "two" else ())
    if meaning in ("first", "second"):
        two = _last_two(here, "state") or _last_two(here, "person")
        return (two[meaning == "second"],) if two else ()
    if meaning == "several":
        return _coordinated(here, token)
    if meaning == "thing" and (token.dep_ in ("expl", "dobj") or _pleonastic(token)):
        return ()
    if meaning in ("he", "she"):
        here = [m for m in here if m.entity.type == "person" and pronoun_of(m.entity) in (meaning, None)]
    kinds = {"he": ("person",), "she": ("person",), "state": ("state",)}.get(meaning, ("state", "organization"))
    best = _antecedent(here, token, kinds)
    return (best.entity,) if best else ()


def _last_two(here: list[Mention], kind: str) -> tuple[Entity, Entity] | None:
    """The two different actors of the last sentence that names exactly two of that kind."""
    by_sentence: dict[int, dict[str, Entity]] = {}
    for m in here:
        if m.entity.actor and (m.entity.type == kind or (kind == "state" and m.entity.short)):
            by_sentence.setdefault(m.sentence.ordinal, {}).setdefault(m.entity.actor, m.entity)
    for ordinal in sorted(by_sentence, reverse=True):
        if len(by_sentence[ordinal]) == 2:
            first, second = by_sentence[ordinal].values()
            return first, second
    return None


def _coordinated(here: list[Mention], token: Token) -> tuple[Entity, ...]:
    """For "they": two actors joined as subject of this sentence or the one before, or the pair that a noun phrase named there."""
    ordinal = _ordinal(here, token)
    for m in reversed(here):
        if m.sentence.ordinal < ordinal - 1:
            return ()
        if m.form == "nominal":
            same = tuple(o.entity for o in here if (o.start, o.end) == (m.start, m.end))
            if len(same) == 2:
                return same
        root = _root(token.doc, m)
        if root.dep_ == "conj" and root.head.dep_ in SUBJECTS:
            partner = next((o for o in here if o.tokens[0] <= root.head.i < o.tokens[1]), None)
            if partner and partner.entity.type == m.entity.type and partner.entity.actor and m.entity.actor:
                return (partner.entity, m.entity)
    return ()


def _ordinal(here: list[Mention], token: Token) -> int:
    """Ordinal of the token's sentence, as near as the mentions before it tell: theirs, plus one if it is a later one."""
    if not here:
        return 0
    last = here[-1].sentence
    return last.ordinal if last.first <= token.i < last.last else last.ordinal + 1


def _root(doc: Doc, m: Mention) -> Token:
    return doc[m.tokens[0] : m.tokens[1]].root


def _antecedent(here: list[Mention], token: Token, kinds: tuple[str, ...]) -> Mention | None:
    """The nearest subject among the compatible mentions of this sentence or the one before, else the nearest of this sentence."""
    ordinal = _ordinal(here, token)
    fit = [
        m
        for m in here
        if m.entity.type in kinds
        and m.form != "demonym"
        and (m.entity.actor or kinds == ("person",))
        and m.sentence.ordinal >= ordinal - 1
    ]
    subjects = [m for m in fit if _root(token.doc, m).dep_ in SUBJECTS]
    near = [m for m in subjects if m.sentence.ordinal == ordinal] or subjects
    if near:
        return near[-1]
    same = [m for m in fit if m.sentence.ordinal == ordinal]
    return same[-1] if same and token.dep_ == "poss" else None


def _pleonastic(token: Token) -> bool:
    """Whether "it" only fills the place of the subject: "it is likely that", "it seems"."""
    if token.lower_ != "it" or token.dep_ not in SUBJECTS:
        return False
    clause = token.head
    return clause.lemma_ in ("be", "seem", "appear", "remain") and any(
        c.dep_ in ("ccomp", "xcomp", "acomp", "csubj", "advcl") for c in clause.children
    )


def _mention(page: Page, first: int, last: int, entity: Entity, rule: str, meaning: str) -> Mention:
    doc = page.parsed.doc
    start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
    form = "pronoun" if meaning in ("he", "she", "thing", "several") else "nominal"
    sentence = page.parsed.sentence_of(first)
    return Mention(entity, sentence, start, end, page.text[start:end], form, rule, CONFIDENCE[meaning], (first, last))
