"""Events: who did what to whom, by the grammar of the sentence and the trigger table, coded in PLOVER."""

from flows.extract.annotation import Mention, Time
from flows.extract.events import carried, confidence, discourse, doubles, finder
from flows.extract.events.event import Event, event_ids
from flows.extract.events.trigger import plover
from flows.extract.parse import Parsed

__all__ = ["Event", "find", "rows"]


def find(parsed: Parsed, mentions: list[Mention], times: list[Time]) -> list[Event]:
    """The events that a document tells, in order of their triggers."""
    events = discourse.completed(finder.told(parsed, mentions, times), mentions, parsed)
    events = carried.shown(discourse.dated(events, times, mentions, parsed), mentions)
    return doubles.single(confidence.weighed(events), parsed)


def rows(parsed: Parsed, events: list[Event]) -> dict[str, list[dict[str, object]]]:
    """The rows of `events` and `event_participants`."""
    codes = plover()
    ids = event_ids(parsed, events)
    return {
        "events": [
            {
                "event_id": event_id, "doc_id": parsed.document.doc_id, "sentence_id": e.sentence.sentence_id,
                "start_char": e.start, "end_char": e.end, "text": parsed.text[e.start : e.end],
                "event_type": e.event_type, "mode": e.mode, "contexts": list(e.contexts),
                "cameo_root": codes[e.event_type]["cameo_root"], "quad_class": codes[e.event_type]["quad_class"],
                "source": list(e.source), "target": list(e.target), "symmetric": e.symmetric, "status": e.status,
                "start_date": e.date.start, "end_date": e.date.end, "date_precision": e.date.precision,
                "date_text": e.date.text, "date_source": e.date.source,
                "place": e.place, "rule": e.rule, "confidence": e.confidence,
            }
            for event_id, e in zip(ids, events, strict=True)
        ],
        "event_participants": [
            {"event_id": event_id, "entity_id": entity, "role": role, "mention_id": mention}
            for event_id, e in zip(ids, events, strict=True)
            for entity, role, mention in e.participants
        ],
    }  # fmt: skip
