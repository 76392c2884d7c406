"""Expressions of time: dates, times of day, durations and sets, with what they mean."""

from flows.extract.annotation import Time, row_id
from flows.extract.parse import Parsed
from flows.extract.times.attachment import attached
from flows.extract.times.finder import find
from flows.extract.times.period import period

__all__ = ["attached", "find", "period", "rows"]


def rows(parsed: Parsed, times: list[Time]) -> list[dict[str, object]]:
    """The rows of the `times` table."""
    doc_id = parsed.document.doc_id
    return [
        {
            "time_id": row_id(doc_id, "t", t.start, t.end),
            "doc_id": doc_id,
            "sentence_id": t.sentence.sentence_id,
            "start_char": t.start,
            "end_char": t.end,
            "text": t.text,
            "timex_type": t.timex_type,
            "value": t.value,
            "start_date": t.start_date,
            "end_date": t.end_date,
            "date_precision": t.date_precision,
            "date_source": t.date_source,
            "rule": t.rule,
            "confidence": t.confidence,
        }
        for t in times
    ]
