"""The state that an unknown name belongs to, by what the text says around it."""

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Token

from flows.extract.annotation import Entity, Mention
from flows.extract.entities.kinds import titles
from flows.extract.entities.page import Page

BEFORE, AFTER = 6, 12
"""How many tokens to look back and ahead."""
BREAKS = frozenset(
    {";", ".", ":", "(", ")", "“", "”", '"', "said", "says", "and", "with", "that", "but", "met", "told"}
)


def country_of(page: Page, first: int, last: int, inside: list[Mention]) -> str | None:
    """The state of the name at tokens `first:last`: told inside it, before it ("Russian scholar X"), or after ("X of Peking University")."""
    for m in inside:
        if m.entity.country and m.entity.type in ("state", "place"):
            return m.entity.country
    return _before(page, first) or _after(page, last)


def _mention_at(page: Page, token: Token) -> Mention | None:
    found = page.within(token.idx, token.idx + len(token))
    return found[0] if found else None


def _before(page: Page, first: int) -> str | None:
    """The state of a demonym or organisation in the words that lead up to the name."""
    doc = page.parsed.doc
    described = False
    for i in range(first - 1, max(first - 1 - BEFORE, -1), -1):
        token = doc[i]
        if token.text in BREAKS or token.pos_ in ("VERB", "AUX") or (token.is_sent_start and token.is_punct):
            return None
        described = described or token.lower_ in titles() or token.pos_ == "NOUN"
        found = _mention_at(page, token)
        if found and found.entity.country:
            if found.form == "demonym" or found.entity.type == "organization" or _possesses(page, found):
                return found.entity.country if described or i == first - 1 else None
            if found.entity.type in ("person", "state"):
                return None
        if token.text == "," and not described:
            return None
    return None


def _possesses(page: Page, found: Mention) -> bool:
    return page.text[found.end : found.end + 2] in ("'s", "’s")


def _after(page: Page, last: int) -> str | None:
    """The state of a demonym, organisation or city in the words that follow: an apposition, "of", "at", "from"."""
    doc = page.parsed.doc
    if last >= len(doc) or doc[last].text not in (",", "of", "at", "from", "(", "in"):
        return None
    apposition = doc[last].text in (",", "(")
    for i in range(last + 1, min(last + 1 + AFTER, len(doc))):
        token = doc[i]
        if token.pos_ in ("VERB", "AUX") or token.is_sent_start or token.text in BREAKS or token.text == ",":
            return None
        found = _mention_at(page, token)
        if found and found.entity.country and (found.entity.type != "person"):
            return found.entity.country
        if not apposition and i - last > 4:
            return None
    return None


def sole_country(mentions: Iterable[Mention]) -> str | None:
    """The one country that all known names belong to, none of them a body of many states; None if there are several or none."""
    found = {m.entity.actor for m in mentions if m.entity.actor and m.entity.origin == "knowledge"}
    country = next(iter(found)) if len(found) == 1 else None
    return country if country and len(country) == 3 else None


def settle(page: Page) -> None:
    """Gives unknown persons, bodies and places of no told country that of the document, if it names only one."""
    country = sole_country(page.mentions)
    if not country:
        return
    homes: dict[str, Entity] = {}
    for m in page.mentions:
        e = m.entity
        if e.origin == "discovered" and not e.country and e.type in ("person", "organization", "place"):
            homes[e.entity_id] = replace(e, country=country)
    page.mentions = [replace(m, entity=homes.get(m.entity.entity_id, m.entity)) for m in page.mentions]
