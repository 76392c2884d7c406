"""Entities: who and what a document names, and where."""

import functools

from flows.extract.annotation import Entity, Mention, row_id
from flows.extract.entities import (
    acting,
    agents,
    bodies,
    capitals,
    discover,
    memory,
    offices,
    origin,
    persons,
    reference,
    titled,
)  # fmt: skip
from flows.extract.entities.lexicon import Sense, cell
from flows.extract.entities.match import Match, matches
from flows.extract.entities.page import Page
from flows.extract.parse import Parsed
from flows.knowledge import knowledge


def find(parsed: Parsed) -> list[Mention]:
    """The mentions of a document, sorted by span: by name, and by pronouns and noun phrases that carry an actor."""
    page = Page(parsed)
    unsettled = [m for match in bodies.compose(parsed.text, matches(parsed.text)) if (m := _take(page, match))]
    for match in unsettled:
        _settle(page, match)
    discover.discover(page)
    memory.acronyms(page)
    memory.surnames(page)
    memory.shortenings(page)
    memory.disputes(page)
    memory.parties(page)
    origin.settle(page)
    page.mentions = acting.acting(page, page.mentions)
    meant = offices.holders(page)
    meant = acting.acting(page, [*meant, *titled.titled(page, meant)])
    meant += agents.agents(page, meant)
    meant += reference.refer(page, meant)
    return sorted([*page.mentions, *meant], key=lambda m: (m.start, m.end))


def _take(page: Page, match: Match) -> Match | None:
    """Adds a known name in the reading that fits; gives back one that only the other names of the document can settle."""
    senses = [s for s in match.senses if s.use != "body" and _in_time(s, page.parsed)]
    if not senses:
        return None
    if page.text[match.start : match.end].replace(".", "") in _home_names():
        return match
    sense = senses[0]
    if len({s.entity.entity_id for s in senses}) > 1:
        if not any(s.use == "capital" for s in senses):
            return match
        first, last = page.tokens(match.start, match.end)
        wanted = capitals.reading(page.parsed.doc[first:last], page.parsed.sentence_of(first).section)
        sense = next((s for s in senses if (s.entity.type == "place") == (wanted == "place")), sense)
    if sense.form == "surname" and persons.is_other(page, match.start, match.end, sense.entity):
        return None
    confidence = 0.7 if sense.use == "nearest" else 0.95 if sense.form == "name" else 0.9
    page.add(match.start, match.end, sense.entity, sense.form, sense.rule, confidence)
    return None


def _settle(page: Page, match: Match) -> None:
    """Adds a name that several entities share: that of the person who follows, else the one that the document
    names otherwise, else who was in office at the time, else the one listed first."""
    order = {name: i for row in knowledge("shared_names") for i, name in enumerate(cell(row["entities"]))}
    senses = sorted((s for s in match.senses if s.use != "body"), key=lambda s: order.get(s.entity.name, 0))
    others = [m.entity for m in page.mentions if m.text != page.text[match.start : match.end]]
    if page.text[match.start : match.end].replace(".", "") in _home_names():
        countries, shorts = {e.country for e in others}, {e.short for e in others}
        senses = [s for s in senses if (s.entity.country or s.entity.short) in countries | shorts or not s.entity.actor]
        if not senses:
            return
    named = {e.entity_id for e in others}
    after = [m.entity.country for m in page.within(match.end, match.end + bodies.AHEAD) if m.entity.type == "person"]
    sense = next((s for s in senses if s.entity.country and s.entity.country in after[:1]), None)
    sense = sense or next((s for s in senses if s.entity.entity_id in named), None)
    days = offices.days_of(page)
    sense = sense or next((s for s in senses if days and offices.posts(s.entity.entity_id, days)), senses[0])
    page.add(match.start, match.end, sense.entity, sense.form, sense.rule, 0.7)


@functools.cache
def _home_names() -> frozenset[str]:
    """Short names that count only where the document names the country of the body."""
    return frozenset(row["name"] for row in knowledge("home_names"))


def _in_time(sense: Sense, parsed: Parsed) -> bool:
    """Whether a bare surname means this person in a document of that date."""
    published = parsed.document.published
    return not sense.years or published is None or sense.years[0] <= published.year <= sense.years[1]


def mention_ids(mentions: list[Mention]) -> list[str]:
    """The id of each mention, in the order given; mentions on one span are told apart by their order."""
    seen: dict[tuple[str, int, int], int] = {}
    ids = []
    for m in mentions:
        doc_id = m.sentence.sentence_id.rpartition("#")[0]
        nth = seen.get((doc_id, m.start, m.end), 0)
        seen[doc_id, m.start, m.end] = nth + 1
        ids.append(row_id(doc_id, "m", m.start, m.end, nth))
    return ids


def rows(parsed: Parsed, mentions: list[Mention]) -> dict[str, list[dict[str, object]]]:
    """The rows of `entities` (of this document alone, its spellings of a name among the aliases) and `mentions`."""
    entities: dict[str, Entity] = {}
    counts: dict[str, int] = {}
    used: dict[str, set[str]] = {}
    for m in mentions:
        entities.setdefault(m.entity.entity_id, m.entity)
        if m.form == "name":
            used.setdefault(m.entity.entity_id, set()).add(" ".join(m.text.split()))
        counts[m.entity.entity_id] = counts.get(m.entity.entity_id, 0) + (m.form not in ("pronoun", "nominal"))
    return {
        "entities": [
            {
                "entity_id": e.entity_id, "name": e.name, "type": e.type, "country": acting.home(e), "wikidata_id": e.wikidata_id,
                "aliases": sorted({*e.aliases, *used.get(i, ())} - {e.name}), "origin": e.origin, "n_mentions": counts[i], "n_documents": 1,
            }
            for i, e in sorted(entities.items())
        ],
        "mentions": [
            {
                "mention_id": mention_id, "entity_id": m.entity.entity_id, "doc_id": parsed.document.doc_id,
                "sentence_id": m.sentence.sentence_id, "start_char": m.start, "end_char": m.end, "text": m.text, "form": m.form,
                "rule": m.rule, "confidence": m.confidence,
            }
            for mention_id, m in zip(mention_ids(mentions), mentions, strict=True)
        ],
    }  # fmt: skip
