"""Entities: who and what a document names, and where."""

from bisect import bisect_left, bisect_right

from flows.extract.annotation import Entity, Mention, row_id
from flows.extract.entities import capitals
from flows.extract.entities.match import Match, matches
from flows.extract.parse import Parsed


def find(parsed: Parsed) -> list[Mention]:
    """The mentions of a document, sorted by span: by name, and by pronouns and noun phrases that carry an actor."""
    starts = [t.idx for t in parsed.doc]
    named = [m for match in matches(parsed.text) if (m := _mention(parsed, match, starts))]
    return sorted(named, key=lambda m: (m.start, m.end))


def _mention(parsed: Parsed, match: Match, starts: list[int]) -> Mention | None:
    first = max(bisect_right(starts, match.start) - 1, 0)
    last = max(bisect_left(starts, match.end), first + 1)
    sentence = parsed.sentence_of(first)
    sense = match.senses[0]
    if len(match.senses) > 1:
        wanted = capitals.reading(parsed.doc[first:last], sentence.section)
        sense = next((s for s in match.senses if s.entity.type == wanted), sense)
    return Mention(
        sense.entity, sentence, match.start, match.end, parsed.text[match.start : match.end], sense.form, sense.rule, 0.9,
        (first, last),
    )  # fmt: skip


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
    """The rows of `entities` (of this document alone) and `mentions`."""
    entities: dict[str, Entity] = {}
    counts: dict[str, int] = {}
    for m in mentions:
        entities.setdefault(m.entity.entity_id, m.entity)
        counts[m.entity.entity_id] = counts.get(m.entity.entity_id, 0) + (m.form not in ("pronoun", "nominal"))
    return {
        "entities": [
            {
                "entity_id": e.entity_id, "name": e.name, "type": e.type, "country": e.country, "wikidata_id": e.wikidata_id,
                "aliases": sorted(set(e.aliases) - {e.name}), "origin": e.origin, "n_mentions": counts[i], "n_documents": 1,
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
