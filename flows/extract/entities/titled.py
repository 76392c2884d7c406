"""Offices named without their country: "the prime minister" after "Prime Minister Jan Novak", or where a text is about one state only."""

import functools
from bisect import bisect_left

from spacy.tokens import Token

from flows.extract.annotation import Mention
from flows.extract.entities.kinds import titles
from flows.extract.entities.offices import days_of, term_at
from flows.extract.entities.origin import sole_country
from flows.extract.entities.page import Page
from flows.knowledge import knowledge

CONFIDENCE = {"titled": 0.8, "sole": 0.7}
LONGEST = 4
"""Most words of an office."""
FOLLOWS = frozenset({"of", "for", "-", "elect", "designate", "in"})
"""Words after an office that make it another one, or somebody else's."""
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
BEHIND = frozenset({",", "(", "—", "–"})


@functools.cache
def _offices() -> frozenset[str]:
    """Offices by which a person may be meant; single words must be titles, too."""
    words = {office.strip() for row in knowledge("offices") for office in row["office"].split(";")}
    return frozenset(w for w in words if " " in w or w in titles())


@functools.cache
def _openings() -> frozenset[str]:
    return frozenset(office.split()[0] for office in _offices())


def titled(page: Page, others: list[Mention]) -> list[Mention]:
    """Nominal mentions of persons by a bare office: of who bore it in the text before, else of who held it in the one state of the text."""
    doc = page.parsed.doc
    persons = sorted((m for m in page.mentions if m.entity.type == "person"), key=lambda m: m.start)
    bearers = [(m, office) for m in persons if (office := _office_before(page, m))]
    starts = [m.start for m, _ in bearers]
    opening, taken = {m.tokens[0] for m in persons}, {i for m in others for i in range(*m.tokens)}
    days, whole = days_of(page), sole_country(page.mentions)
    found = []
    for sentence in page.parsed.sentences:
        if sentence.section != "body":
            continue
        for token in doc[sentence.first : sentence.last]:
            if token.lower_ != "the" or token.i in taken:
                continue
            office = _office_at(token, sentence.last)
            last = token.i + 1 + len(office.split())
            if not office or not _ends(page, last, opening) or not page.free(token.idx, doc[last - 1].idx + 1):
                continue
            before = bearers[: bisect_left(starts, token.idx)]
            meant = {m.entity.entity_id: m.entity for m, borne in before if borne.endswith(office)}
            entity, why, rule = None, "titled", "titled in the document"
            if len(meant) == 1:
                entity = next(iter(meant.values()))
            elif not meant and days and whole and (hit := term_at(doc[token.i + 1], whole, days)):
                entity, why, rule = hit[0].holder, "sole", hit[0].rule
                last = token.i + 1 + hit[1]
            if entity:
                start, end = token.idx, doc[last - 1].idx + len(doc[last - 1])
                found.append(
                    Mention(entity, sentence, start, end, page.text[start:end], "nominal", rule, CONFIDENCE[why], (token.i, last))
                )  # fmt: skip
    return found


def _office_before(page: Page, m: Mention) -> str:
    """The office that stands before a person's name, in small letters: "Foreign Minister", "the prime minister, "."""
    doc, end = page.parsed.doc, m.tokens[0]
    while end > m.sentence.first and (doc[end - 1].text in BEHIND or doc[end - 1].lower_ in ("mr", "mr.", "dr", "dr.")):
        end -= 1
    for n in range(LONGEST, 0, -1):
        if end - n >= m.sentence.first:
            words = " ".join(t.lower_ for t in doc[end - n : end])
            if words in _offices():
                return words
    return ""


def _office_at(article: Token, last: int) -> str:
    """The office that follows an article, the longest; "" if none does."""
    doc = article.doc
    if article.i + 1 >= last or doc[article.i + 1].lower_ not in _openings():
        return ""
    for n in range(LONGEST, 0, -1):
        if article.i + 1 + n <= last:
            words = " ".join(t.lower_ for t in doc[article.i + 1 : article.i + 1 + n])
            if words in _offices():
                return words
    return ""


def _ends(page: Page, last: int, opening: set[int]) -> bool:
    """Whether a phrase ends before a token: no name, no further noun, no "of" comes after it."""
    doc, i = page.parsed.doc, last
    if i < len(doc) and (doc[i].lower_ in FOLLOWS or (doc[i].pos_ in NOMINAL and doc[i - 1].dep_ == "compound")):
        return False
    while i < len(doc) and doc[i].text in BEHIND:
        i += 1
    return i not in opening and not (i < len(doc) and doc[i].ent_type_ == "PERSON")
