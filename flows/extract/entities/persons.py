"""Unknown persons: by a family or given name that is known as one, by initials, or by what the language model says."""

import functools
import re

from spacy.tokens import Span

from flows.extract.annotation import Entity
from flows.extract.entities.kinds import generic, is_head, not_names, titles
from flows.extract.entities.lexicon import SURNAME_FIRST, cell, family_names, given_names, slug
from flows.extract.entities.origin import country_of
from flows.extract.entities.page import Page
from flows.extract.entities.runs import capital
from flows.extract.parse import Sentence
from flows.knowledge import knowledge

NAME_WORD = re.compile(r"[A-ZÀ-ÞŁŠŽČ][\w'’`-]*\.?|al-\w+|bin|ibn|van|von|de|der|den|la|el|al|da|dos|di")
SYLLABLE = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iong|iang|uang|ang|eng|ing|ong|iao|ian|uai|uan|üan|üe|ai|ei|ao|ou|an|en|in|un"
    r"|ia|ie|iu|ua|uo|ui|ue|er|[aeiouü])"
)
PINYIN = re.compile(rf"{SYLLABLE}(?:{SYLLABLE})?", re.IGNORECASE)
GIVEN_ALONE = frozenset({"ETH", "ERI", "ISL"})
"""Where a person is called by the given name, and has no family name."""
INITIAL = re.compile(r"[A-Z]\.?")
INITIALLED = re.compile(
    r"(?<![\w.])(?:(?:[A-Z]|Ia|Iu|Ye|Yu|Ya|Zh|Sh|Ch|Kh)\. ?){1,3}[A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?(?!\w)"
)


@functools.cache
def surnames() -> dict[str, str]:
    """Family names that are written first, with their country."""
    return {row["surname"]: row["country"] for row in knowledge("surnames")}


def family_first(page: Page, span: Span) -> None:
    """Adds persons whose family name comes first: a known family name and a given name."""
    doc = span.doc
    for i in range(span.start, span.end - 1):
        country = surnames().get(doc[i].text)
        if not country or not capital(doc[i + 1]) or doc[i + 1].ent_type_ == "DATE":
            continue
        last = i + 2
        while last + 1 < span.end and doc[last].text == "-" and not doc[last - 1].whitespace_:
            last += 2
        spelt = re.sub(r"[-'’]", "", doc[i + 1 : last].text)
        if PINYIN.fullmatch(spelt) if country == "CHN" else last > i + 2:
            _take(page, doc[i:last], country, "surnames", 0.75)


def given_first(page: Page, span: Span) -> None:
    """Adds a known given name with the capitalised word after it, past an initial: "Natalia Orlova", "Mark T. Hale"."""
    doc = span.doc
    for i in range(span.start, span.end - 1):
        before = doc[i - 1] if i > span.start else None
        inner = before is not None and capital(before) and before.pos_ == "PROPN" and before.ent_type_ != "DATE"
        inner = inner and before.lower_ not in titles()
        if doc[i].text not in given_names() or inner:
            continue
        last = i + 1
        while last + 1 < span.end and INITIAL.fullmatch(doc[last].text):
            last += 2 if doc[last + 1].text == "." else 1
        if last < span.end and doc[last].pos_ == "PROPN" and NAME_WORD.fullmatch(doc[last].text) and capital(doc[last]):
            last += 1
            while (
                last < span.end and doc[last].ent_type_ == "PERSON" and doc[last].ent_iob_ == "I" and capital(doc[last])
            ):
                last += 1
            while (
                last + 1 < span.end
                and doc[last].text == "-"
                and not doc[last - 1].whitespace_
                and capital(doc[last + 1])
            ):
                last += 2
            _take(page, doc[i:last], None, "given_names", 0.7)


def initialled(page: Page, sentence: Sentence) -> None:
    """Adds persons written with initials: "V. Ivanov", "A. P. Sokolova"; a known surname keeps its person."""
    for found in INITIALLED.finditer(page.text, sentence.start, sentence.end):
        start, end = found.span()
        name = page.parsed.doc[slice(*page.tokens(start, end))]
        known = page.within(start, end)
        if len(known) == 1 and known[0].entity.type == "person" and known[0].form == "surname":
            if known[0].entity.name.startswith(found.group()[0]):
                page.drop(known)
                page.add(start, end, known[0].entity, "name", known[0].rule, 0.85)
        elif not known and name.start_char == start:
            _take(page, name, None, "initials", 0.75)


def by_model(page: Page, name: Span) -> None:
    """Adds what the model takes for a person, if it looks like one; a single word only after a title ("analyst Orlova")."""
    words = [t.text for t in name if t.text != "-"]
    if len(words) > 5 or not all(NAME_WORD.fullmatch(w) for w in words) or words[-1].isupper() or len(words[-1]) < 2:
        return
    if any(is_head(w) or w in not_names() for w in words) or (words[0] in generic() and words[0] not in given_names()):
        return
    before = name.doc[name.start - 1].lower_ if name.start else ""
    if len(words) == 1 and (before not in titles() or name[0].pos_ != "PROPN"):
        return
    _take(page, name, surnames().get(words[0]) if len(words) == 2 else None, "model:PERSON", 0.7)


def is_other(page: Page, start: int, end: int, person: Entity) -> bool:
    """Whether a known short name is part of the full name of somebody else: "Hunter Biden", "Meles Alem"."""
    doc, last = page.parsed.doc, page.tokens(start, end)[1]
    if last < len(doc) and doc[last].ent_type_ == "PERSON" == doc[last - 1].ent_type_ and doc[last].ent_iob_ == "I":
        words = {w for name in (person.name, *person.aliases) for w in name.split()}
        if doc[last].is_title and doc[last].is_alpha and doc[last].text not in words:
            return not is_head(doc[last].text) and doc[last].text not in generic()
    return _is_relative(page, start, person)


def _is_relative(page: Page, start: int, person: Entity) -> bool:
    """Whether a known surname at an offset ends the full name of somebody else: "Hunter Biden" is not Joe Biden."""
    doc, i = page.parsed.doc, page.tokens(start, start + 1)[0]
    while i and INITIAL.fullmatch(doc[i - 1].text):
        i -= 1
    if not i or not capital(doc[i - 1]) or doc[i - 1].is_space or doc[i - 1].lower_ in titles():
        return False
    given, words = doc[i - 1].text, {w for name in (person.name, *person.aliases) for w in name.split()}
    one = doc[i - 1].ent_type_ == "PERSON" == doc[i].ent_type_ and doc[i].ent_iob_ == "I"
    return given not in words and given.isalpha() and (given in given_names() or (one and given not in generic()))


@functools.cache
def known_alone() -> frozenset[str]:
    """Ids of the known persons whom their surname by itself may mean."""
    return frozenset(f"person:{slug(row['name'])}" for row in knowledge("people") if row["alone"])


@functools.cache
def _homes() -> dict[str, str]:
    """Country of the known persons whose surname by itself means them: their relatives are mostly of it, too."""
    return {
        name: row["country"]
        for row in knowledge("people")
        if row["alone"] and row["country"]
        for name in family_names()[f"person:{slug(row['name'])}"]
    }


def _take(page: Page, name: Span, fallback: str | None, rule: str, confidence: float) -> None:
    """Adds a person unless the words are taken or end like no name; `fallback` is the country if the text tells none."""
    text = page.clean(name.text)
    last = name[-1].text
    if not text or is_head(last) or last in not_names() or not capital(name[-1]):
        return
    if not page.free(name.start_char, name.end_char):
        return
    country = country_of(page, name.start, name.end, []) or fallback or _homes().get(last)
    person = Entity(f"person:{slug(text)}", text, "person", country, origin="discovered")
    page.add(
        name.start_char, name.start_char + len(text), person, "name" if " " in text else "surname", rule, confidence
    )


def surname_of(entity: Entity) -> str:
    """The family name of a discovered person, or the name that stands for it."""
    words = entity.name.split()
    if entity.country in GIVEN_ALONE:
        return words[0]
    first = words[0] in surnames() and (entity.country in SURNAME_FIRST or surnames()[words[0]] == entity.country)
    return words[0] if first else words[-1]


@functools.cache
def _pronouns() -> dict[str, str]:
    """Pronouns by id of a known person, and by given name."""
    found = {f"person:{slug(row['name'])}": row["pronoun"] or "he" for row in knowledge("people")}
    names = {
        name: row["pronoun"] for row in knowledge("given_names") if row["pronoun"] for name in cell(row["variants"])
    }
    return found | names


def pronoun_of(entity: Entity) -> str | None:
    """`he` or `she`, if the tables know the person or the given name."""
    return _pronouns().get(entity.entity_id) or _pronouns().get(entity.name.split()[0])
