"""Pronouns and noun phrases that stand for an actor named before: "it", "she", "the two countries"."""

import functools
import re
from bisect import bisect_left, bisect_right

from spacy.tokens import Doc, Token

from flows.extract.annotation import Entity, Mention
from flows.extract.entities.antecedent import REASONS, SUBJECTS, antecedent, plural, possessor, top
from flows.extract.entities.discourse import dyad
from flows.extract.entities.lexicon import cell, state
from flows.extract.entities.page import Page
from flows.extract.entities.persons import pronoun_of
from flows.extract.entities.phrases import Phrase, occurrences, pleonastic
from flows.extract.entities.spoken import TOP, after_dateline
from flows.extract.parse import Parsed, Sentence
from flows.knowledge import knowledge

CONFIDENCE = {
    "pair": 0.85,
    "mutual": 0.8,
    "leaders": 0.8,
    "persons": 0.8,
    "two": 0.7,
    "state": 0.7,
    "own": 0.85,
    "first": 0.7,
    "second": 0.7,
    "he": 0.85,
    "she": 0.85,
    "thing": 0.75,
    "several": 0.75,
    "body": 0.7,
    "members": 0.85,
}
"""Share that was right on texts read by hand, rounded down."""
MEETING = frozenset({"meet", "host", "receive"})
"""Verbs that make subject and object a pair, as "with" does."""
MOST = 6
"""Most actors that one pronoun stands for."""
PARAGRAPHS = 1
"""How many paragraphs back what is meant may stand: in news a paragraph is hardly more than a sentence."""
BACK = {"he": 6, "she": 6, "body": 3, "state": 2}
"""How many sentences back a phrase may point, where that is more than one."""
SIDES = frozenset({"sides", "parties", "partners", "blocs", "leaderships", "allies", "rivals", "foes"})
"""What an organisation of many states may be one of, too."""
QUOTED = re.compile(r"“[^”\n]*|\"[^\"\n]*\"?")
"""A quotation, to its closing mark or the end of its paragraph."""


@functools.cache
def _members(codes: str) -> tuple[Entity, ...]:
    """The states of a group, by a cell of codes; a single code stands for the state that the phrase names."""
    return tuple(s for code in cell(codes) if (s := state(code)))


@functools.cache
def _mutual_nouns() -> frozenset[str]:
    """What two sides have with each other: "their ties"."""
    return frozenset(row["noun"] for row in knowledge("mutual_nouns"))


def refer(page: Page, others: list[Mention]) -> list[Mention]:
    """The mentions by pronoun and noun phrase, beside those that the page holds and the `others`."""
    doc = page.parsed.doc
    named = sorted([*page.mentions, *others], key=lambda m: (m.start, m.end))
    named = [m for m in named if m.sentence.ordinal >= TOP or m.start >= after_dateline(page, m.sentence)]
    taken = {i for m in others for i in range(*m.tokens)}
    actors = _entities_by_actor(named)
    quoted = [found.span() for found in QUOTED.finditer(page.text)]
    pairs = {kind: _whole(named, actors, kind) for kind in ("state", "side")}
    found: list[Mention] = []
    for sentence in page.parsed.sentences:
        if sentence.section not in ("body", "title", "heading", "note"):
            continue
        for phrase in occurrences(doc, sentence):
            if taken and taken & set(range(phrase.first, phrase.last)):
                continue
            meaning = phrase.meaning
            if meaning.isupper() or ";" in meaning:
                found += (_mention(page, phrase, e, "members") for e in _group(doc, phrase, actors))
                continue
            here = _before(named, found, page, sentence, phrase.first)
            here = _heard(here, quoted, doc[phrase.first].idx)
            if meaning == "own":
                found += _own(page, phrase, here)
                continue
            found += (_mention(page, phrase, e, meaning) for e in _meant(page, phrase, here, pairs))
    return found


def _whole(named: list[Mention], actors: dict[str, Entity], kind: str) -> tuple[Entity, ...]:
    """The two sides that the document is mostly about; states only, if that is the kind."""
    pair = dyad(m for m in named if kind != "state" or m.entity.type == "state")
    return tuple(actors[a] for a in pair if a in actors) if pair else ()


def _group(doc: Doc, phrase: Phrase, actors: dict[str, Entity]) -> tuple[Entity, ...]:
    """The states that a phrase of the table of groups means. One for a single state ("the North") counts with a
    capital, outside a longer name, and where the document names the state in full."""
    codes, last = phrase.meaning, phrase.last
    if ";" in codes:
        return _members(codes)
    after = doc[last] if last < len(doc) else None
    longer = after is not None and after.is_title and after.text not in ("'s", "’s")
    return _members(codes) if codes in actors and doc[last - 1].is_title and not longer else ()


def _entities_by_actor(named: list[Mention]) -> dict[str, Entity]:
    actors: dict[str, Entity] = {}
    for m in named:
        if m.entity.actor and (m.entity.type == "state" or m.entity.short):
            actors.setdefault(m.entity.actor, m.entity)
    return actors


def _before(named: list[Mention], found: list[Mention], page: Page, sentence: Sentence, first: int) -> list[Mention]:
    """The mentions before a token in this sentence and the rest of its paragraph and of the one before, in order."""
    char = page.parsed.doc[first].idx
    last = bisect_left(named, char, key=lambda m: m.start)
    near = [m for m in named[max(0, last - 40) : last] if 0 <= sentence.block - m.sentence.block <= PARAGRAPHS]
    near += [m for m in found[-10:] if 0 <= sentence.block - m.sentence.block <= PARAGRAPHS and m.start < char]
    return sorted(near, key=lambda m: (m.start, m.end))


def _heard(here: list[Mention], quoted: list[tuple[int, int]], char: int) -> list[Mention]:
    """The mentions that one who speaks at an offset may take up: a text does not take up what only a quotation names."""
    inside = _quote_at(quoted, char)
    return [m for m in here if (q := _quote_at(quoted, m.start)) is None or q == inside]


def _quote_at(quoted: list[tuple[int, int]], char: int) -> int | None:
    """Index of the quotation that an offset lies in."""
    i = bisect_right(quoted, char, key=lambda q: q[0]) - 1
    return i if i >= 0 and char < quoted[i][1] else None


def _own(page: Page, phrase: Phrase, here: list[Mention]) -> list[Mention]:
    """For "his country": the person, and the state that he is of."""
    doc = page.parsed.doc
    gender = "she" if doc[phrase.first].lower_ == "her" else "he"
    person = _person(page, doc[phrase.first], here, gender)
    home = state(person.entity.country or "") if person else None
    if not person or not home:
        return []
    return [
        _mention(page, Phrase(phrase.first, phrase.first + 1, gender, phrase.rule), person.entity, gender),
        _mention(page, Phrase(phrase.first + 1, phrase.last, "own", phrase.rule), home, "own"),
    ]


def _person(page: Page, token: Token, here: list[Mention], gender: str) -> Mention | None:
    fit = [m for m in here if m.entity.type == "person" and pronoun_of(m.entity) in (gender, None)]
    return antecedent(page.parsed, token, fit, ("person",), BACK[gender])


def _meant(page: Page, phrase: Phrase, here: list[Mention], pairs: dict[str, tuple[Entity, ...]]) -> tuple[Entity, ...]:
    """The entities that a phrase stands for; none if that is not clear."""
    parsed, meaning = page.parsed, phrase.meaning
    token, noun = parsed.doc[phrase.first], parsed.doc[phrase.last - 1]
    if meaning == "mutual":
        return _last_two(here, "state") or ()
    if meaning in ("pair", "leaders", "persons", "two"):
        if meaning != "pair" and (two := _last_two(here, "person")):
            return two
        if meaning == "persons":
            return ()
        if meaning == "pair" and noun.lower_ not in SIDES:
            here, whole = [m for m in here if m.entity.type != "organization" or not m.entity.short], pairs["state"]
        else:
            whole = pairs["side"]
        return _last_two(here, "state") or (whole if len(whole) == 2 and meaning != "two" else ())
    if meaning in ("first", "second"):
        two = _last_two(here, "state") or _last_two(here, "person")
        return (two[meaning == "second"],) if two else ()
    if meaning == "several":
        both = _coordinated(parsed, here, token) or _shared(parsed, here, token, pairs["state"])
        people = None if both else plural(parsed, token, here)
        return (people.entity,) if people else both
    if meaning in ("he", "she"):
        best = _person(page, token, here, meaning)
        return (best.entity,) if best else ()
    if meaning == "body":
        near = [m for m in here if m.sentence.ordinal >= parsed.sentence_of(token).ordinal - BACK["body"]]
        return tuple(m.entity for m in near if m.entity.type == "organization" and m.entity.short)[-1:]
    if meaning == "state":
        return _country(page, phrase, here)
    if token.dep_ in ("expl", "dobj") or pleonastic(token):
        return ()
    best = antecedent(parsed, token, here, ("state", "organization"), 1)
    return (best.entity,) if best and best.entity.actor else ()


def _country(page: Page, phrase: Phrase, here: list[Mention]) -> tuple[Entity, ...]:
    """The state that "the country" means."""
    doc = page.parsed.doc
    if phrase.last < len(doc) and doc[phrase.last].lower_ == "of":  # the former Soviet republic of Armenia
        return ()
    noun = doc[phrase.last - 1]
    if phrase.among:
        fit = [m.entity for m in here if m.entity.type == "state" and m.entity.country in phrase.among]
        return tuple(fit[-1:])
    best = antecedent(page.parsed, doc[phrase.first], here, ("state",), 1)
    if best:
        return (best.entity,)
    owner = possessor(page.parsed, noun, here, BACK["state"])
    home = state(owner.entity.country or "") if owner else None
    return (home,) if home else ()


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


def _coordinated(parsed: Parsed, here: list[Mention], token: Token) -> tuple[Entity, ...]:
    """For "they": two actors joined as subject of this sentence or the one before, or the pair that a noun phrase named there."""
    doc, ordinal = parsed.doc, parsed.sentence_of(token).ordinal
    for m in reversed(here):
        if m.sentence.ordinal < ordinal - 1:
            return ()
        if m.sentence.ordinal < ordinal and here[-1].sentence.ordinal == ordinal and m.form in ("nominal", "pronoun"):
            continue  # this sentence has named others since
        if m.form in ("nominal", "pronoun"):
            same = tuple(o.entity for o in here if (o.start, o.end) == (m.start, m.end))
            if len(same) == 2:
                return same
        root = top(doc, m)
        reason = token.dep_ == "poss" and token.head.dep_ == "pobj" and token.head.head.lower_ in REASONS
        if root.dep_ == "conj" and (several := _joined(doc, here, root, m.entity.type, reason)):
            return several
        other = _met(here, root) if m.sentence.ordinal < ordinal else None
        if other and other.entity.type == m.entity.type and other.entity.actor and m.entity.actor:
            return (other.entity, m.entity)
    return ()


def _joined(doc: Doc, here: list[Mention], last: Token, kind: str, reason: bool) -> tuple[Entity, ...]:
    """The actors of one kind that a subject joins, or for a `reason` an object ("thanked Peru and Chile for their help"),
    the last of them at a token; none if one of them is unknown."""
    first, count = last, 1
    while first.dep_ == "conj" and count <= MOST:
        first, count = first.head, count + 1
    heads = {first.i, *(t.i for t in first.subtree if t.dep_ == "conj" and t.i <= last.i)}
    found = {top(doc, m).i: m.entity for m in here if m.entity.type == kind and m.entity.actor}
    joined = [found[i] for i in sorted(heads) if i in found]
    place = first.dep_ in SUBJECTS or (reason and first.dep_ == "dobj")
    return tuple(joined) if place and len(joined) == count else ()


def _shared(parsed: Parsed, here: list[Mention], token: Token, whole: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """For "their ties": the two states that this sentence named before, or else those that the document is about."""
    if token.dep_ != "poss" or token.head.lemma_.lower() not in _mutual_nouns():
        return ()
    same = [m for m in here if m.sentence.ordinal == parsed.sentence_of(token).ordinal]
    if two := _last_two(same, "state"):
        return two
    known = {m.entity.entity_id for m in here}
    sure = len(whole) == 2 and not any(m.entity.type == "state" for m in same)
    return whole if sure and known >= {e.entity_id for e in whole} else ()


def _met(here: list[Mention], root: Token) -> Mention | None:
    """The subject whom the other side of a meeting met: "Novak met Meyer", "Novak held talks with Meyer"."""
    verb = root.head
    if root.dep_ == "pobj" and verb.lower_ == "with":
        verb = verb.head
        while verb.dep_ in ("dobj", "pobj", "prep", "attr") and verb.head is not verb:
            verb = verb.head
    elif root.dep_ != "dobj" or verb.lemma_ not in MEETING:
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return next((o for o in here if subject is not None and o.tokens[0] <= subject.i < o.tokens[1]), None)


def _mention(page: Page, phrase: Phrase, entity: Entity, meaning: str) -> Mention:
    doc, first, last = page.parsed.doc, phrase.first, phrase.last
    start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
    form = "pronoun" if meaning in ("he", "she", "thing", "several") else "nominal"
    sentence = page.parsed.sentence_of(first)
    return Mention(entity, sentence, start, end, page.text[start:end], form, phrase.rule, CONFIDENCE[meaning], (first, last))  # fmt: skip
