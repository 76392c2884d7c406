"""Whose government "the government" is in a text on several states: by the body named before, who speaks, where it was written."""

import re

from spacy.tokens import Token

from flows.extract.annotation import Mention
from flows.extract.entities.antecedent import antecedent
from flows.extract.entities.page import Page
from flows.extract.parse import Parsed, Sentence

DATELINE = re.compile(r"[A-Z][A-Z/' .-]{2,}(?:, [A-Z][\w .]{2,20})?(?: ?\([^()]{2,25}\))? ?(?:--|[—–-]) ")
FAR = 70
"""Most characters of a dateline."""
TOP = 8
"""Among so many first sentences the dateline stands."""
BODIES = frozenset({"ministry", "army", "navy", "military", "parliament", "agency", "embassy", "senate", "delegation"})
"""Bodies that a text names in full before it shortens them."""
RULING = frozenset({"government", "cabinet", "administration", "parliament", "army", "military", "ministry", "navy", "junta"})  # fmt: skip
"""What a state has one of."""
BACK = 3
"""How many sentences back a body may be named."""


def after_dateline(page: Page, sentence: Sentence) -> int:
    """Where a sentence begins after a dateline, which says only where and by whom the report was written: "ALGIERS (Reuters) - "."""
    found = DATELINE.match(page.text, sentence.start, min(sentence.end, sentence.start + FAR))
    return found.end() if found else sentence.start


def dateline(page: Page, named: list[Mention]) -> str | None:
    """The country in which a report was written, by its dateline."""
    body = [s for s in page.parsed.sentences[:TOP] if s.section == "body"]
    for sentence in body:
        end = after_dateline(page, sentence)
        if end > sentence.start:
            inside = {m.entity.country for m in named if sentence.start <= m.start and m.end <= end}
            return next(iter(inside)) if len(inside) == 1 else None
    return None


def spoken(parsed: Parsed, token: Token, before: list[Mention], home: str | None) -> tuple[str | None, str]:
    """The country of a bare "the government", "the ministry", and what tells it; `before`: the names before it, in order."""
    noun = token.lemma_.lower()
    kids = [c for c in token.children if c.dep_ not in ("punct", "relcl", "advcl", "appos", "cc", "conj")]
    if noun not in RULING | BODIES or token.tag_ != "NN" or [c.lower_ for c in kids] != ["the"]:
        return None, ""
    sentence = parsed.sentence_of(token)
    near = [m for m in before if m.entity.country and m.sentence.ordinal >= sentence.ordinal - BACK]
    if noun in BODIES:
        same = [m for m in near if m.entity.type == "organization" and noun in m.text.lower()]
        if same:
            return same[-1].entity.country, "body"
    if noun not in RULING:
        return None, ""
    here = [m for m in near if m.sentence.ordinal == sentence.ordinal]
    speaker = antecedent(parsed, kids[0], here, ("state", "person"), 0) if here else None
    if speaker and speaker.entity.country:
        return speaker.entity.country, "speaker"
    paragraph = {m.entity.country for m in near if m.sentence.block == sentence.block and m.entity.type == "state"}
    if home and paragraph <= {home}:
        return home, "dateline"
    last = antecedent(parsed, kids[0], near, ("state", "person"), 1) if not here else None
    return (last.entity.country, "subject") if last and last.entity.country else (None, "")
