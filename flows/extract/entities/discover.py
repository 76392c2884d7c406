"""Names that no table knows: persons, runs of capitalised words, and what the language model takes for a name."""

import re
from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Span

from flows.extract.annotation import Entity, Mention
from flows.extract.entities import bodies, located, persons
from flows.extract.entities.kinds import generic, is_head, kind, not_names, not_single
from flows.extract.entities.lexicon import slug
from flows.extract.entities.origin import country_of
from flows.extract.entities.page import Page
from flows.extract.entities.runs import CONNECTORS, capital, named_kind, runs, trim

MODEL_TYPES = {"GPE": "place", "LOC": "place", "FAC": "infrastructure", "ORG": "organization", "EVENT": "named_event"}
MOST_WORDS = 4
"""Most words of an organisation that no head word tells."""
ACRONYM = re.compile(r"[A-Z][A-Z&]{1,5}[A-Z]")


def discover(page: Page) -> None:
    """Adds the mentions of unknown names; a longer name takes the place of known ones inside it."""
    ents = page.parsed.doc.ents
    labels = _labels(ents)
    inside: dict[int, list[Span]] = {}
    for ent in ents:
        inside.setdefault(page.parsed.sentence_of(ent.start).ordinal, []).append(ent)
    common = {t.lower_ for t in page.parsed.doc if t.is_lower}
    for sentence in page.parsed.sentences:
        if sentence.section == "boilerplate":
            continue
        span = page.parsed.span(sentence)
        headline = page.headline(sentence)
        for run in runs(span):
            name = trim(run)
            if len(name) and (found := named_kind(page, name, headline)):
                _add(page, name, found, page.within(name.start_char, name.end_char), f"name_heads:{found}", 0.75)
        persons.family_first(page, span)
        persons.given_first(page, span)
        persons.initialled(page, sentence)
        if not headline:
            located.located(page, span)
        for ent in inside.get(sentence.ordinal, ()):
            name = trim(ent)
            if not len(name) or not page.free(name.start_char, name.end_char):
                continue
            if ent.label_ == "PERSON":
                persons.by_model(page, name)
            elif ent.label_ in MODEL_TYPES and not headline:
                _take_thing(page, name, ent.label_, labels[ent.text], common)


def _labels(ents: Sequence[Span]) -> dict[str, Counter[str]]:
    """How often the model gives each label to the same words."""
    labels: dict[str, Counter[str]] = {}
    for ent in ents:
        labels.setdefault(ent.text, Counter())[ent.label_] += 1
    return labels


def _take_thing(page: Page, name: Span, label: str, labels: Counter[str], common: set[str]) -> None:
    """Adds what the model mostly takes for a place, an organisation or the like; `common` are the words the text has in small letters."""
    words = [t.text for t in name]
    if (
        not all(capital(t) or t.text in CONNECTORS for t in name)
        or name.text in not_names()
        or name.text in bodies.names()
    ):
        return
    if labels[label] * 2 <= labels.total():
        return
    told = kind(words)
    single = len(words) == 1
    if single and (len(words[0]) < 3 or name[0].pos_ != "PROPN" or is_head(words[0]) or words[0].lower() in common):
        return
    if single and (words[0] in not_single() or _first_name(page, words[0])):
        return
    if single and not told and ACRONYM.fullmatch(words[0]) and _abbreviates(page, words[0]):
        return
    if label == "ORG" and not told and not (single and ACRONYM.fullmatch(words[0])):
        unsure = single and (labels[label] < 2 or words[0] in generic())
        if unsure or len(words) > MOST_WORDS or (not single and any(w in generic() for w in words)):
            return
    if label in ("FAC", "EVENT") and (single or not told):
        return
    if label in ("GPE", "LOC") and single and (name[0].is_sent_start or words[0].isupper()):
        return
    _add(page, name, told or MODEL_TYPES[label], [], f"model:{label}", 0.4)


def _first_name(page: Page, word: str) -> bool:
    """Whether a word is the first name of a person named before."""
    return any(m.entity.type == "person" and m.form == "name" and m.text.startswith(word + " ") for m in page.mentions)


def _abbreviates(page: Page, short: str) -> bool:
    """Whether the document defines an acronym after words that are no name: "unmanned aircraft systems (UAS)"."""
    found = re.search(rf"\w( ?)\({re.escape(short)}\)", page.text)
    return bool(found) and page.free(found.start(), found.start() + 1)


def _add(page: Page, name: Span, found: str, inside: list[Mention], rule: str, confidence: float) -> None:
    """Adds an unknown name in the place of the known ones inside it."""
    text = page.clean(name.text)
    if not text:
        return
    sides = {m.entity.country for m in inside if m.entity.country}
    if found in ("agreement", "named_event", "publication"):
        country = sides.pop() if len(sides) == 1 else None
    else:
        country = country_of(page, name.start, name.end, inside)
    page.drop(inside)
    entity = Entity(f"{found}:{slug(text)}", text, found, country, origin="discovered")
    form = "acronym" if ACRONYM.fullmatch(text) else "name"
    page.add(name.start_char, name.start_char + len(text), entity, form, rule, confidence)
