"""Unknown places that a common noun beside them tells: "the town of Kamuya", "in Kolofata district"."""

import functools

from spacy.tokens import Doc, Span

from flows.extract.annotation import Entity
from flows.extract.entities.kinds import generic, is_head, not_names
from flows.extract.entities.lexicon import slug
from flows.extract.entities.origin import country_of
from flows.extract.entities.page import Page
from flows.extract.entities.runs import capital
from flows.knowledge import knowledge

MOST_WORDS = 3
CONFIDENCE = 0.7
TAGS = frozenset({"PROPN", "NOUN", "ADJ", "X"})


@functools.cache
def _cues() -> dict[str, tuple[str, str]]:
    return {row["word"]: (row["where"], row["_at"]) for row in knowledge("place_cues")}


def located(page: Page, span: Span) -> None:
    """Adds the unknown places of a sentence that stand beside a noun for a kind of place in small letters."""
    doc = span.doc
    for token in span:
        cue = _cues().get(token.lemma_) if token.is_lower else None
        if not cue:
            continue
        where, rule = cue
        if where != "after" and token.i + 2 < span.end and doc[token.i + 1].lower_ == "of":
            first = last = token.i + 2
            while last < span.end and last - first < MOST_WORDS and _part(page, doc, last):
                last += 1
        elif where != "of":
            first = last = token.i
            while first > span.start and last - first < MOST_WORDS and _part(page, doc, first - 1):
                first -= 1
            if first == span.start:
                continue
        else:
            continue
        if first < last and not _open(doc, last, span.end):
            _add(page, doc[first:last], rule)


def _part(page: Page, doc: Doc, i: int) -> bool:
    """Whether a token may be part of an unknown name."""
    token = doc[i]
    usual = token.text in not_names() or token.text in generic() or is_head(token.text)
    return (
        capital(token) and token.text[-1].isalpha() and len(token) > 2 and token.pos_ in TAGS and not usual
        and page.free(token.idx, token.idx + len(token))
    )  # fmt: skip


def _open(doc: Doc, last: int, end: int) -> bool:
    """Whether the run of capitalised words goes on, so that the name is a longer one."""
    return last < end and capital(doc[last]) and doc[last].pos_ == "PROPN"


def _add(page: Page, name: Span, rule: str) -> None:
    text = page.clean(name.text)
    if text:
        country = country_of(page, name.start, name.end, [])
        place = Entity(f"place:{slug(text)}", text, "place", country, origin="discovered")
        page.add(name.start_char, name.start_char + len(text), place, "name", rule, CONFIDENCE)
