"""Figures: numbers that measure something, with measure, period, parties, commodity and status."""

from collections import Counter

from flows.extract.annotation import Mention, Time, row_id
from flows.extract.figures import finder
from flows.extract.figures.figure import Figure
from flows.extract.parse import Parsed
from flows.extract.quantities.units import canonical

__all__ = ["Figure", "find", "rows"]


def find(parsed: Parsed, mentions: list[Mention], times: list[Time]) -> list[Figure]:
    """The figures of a document, sorted by start; a number that holds for each of several (7 percent each) is told for each."""
    return finder.find(parsed, mentions, times)


def rows(parsed: Parsed, figures: list[Figure]) -> list[dict[str, object]]:
    """The rows of the `figures` table."""
    doc_id, out = parsed.document.doc_id, []
    told: Counter[int] = Counter()
    for f in figures:
        q = f.quantity
        nth, told[q.start] = told[q.start], told[q.start] + 1
        value, unit = canonical(f.value, q.unit, q.dimension, f.commodity)
        out.append(
            {
                "figure_id": row_id(doc_id, "f", q.start, q.end, nth), "doc_id": doc_id, "sentence_id": q.sentence.sentence_id,
                "start_char": q.start, "end_char": q.end, "text": q.text, "measure": f.measure, "form": f.form,
                "value": f.value, "value_low": f.low, "value_high": f.high, "approx": f.approx, "unit": q.unit,
                "value_canonical": float(f"{value:.12g}"), "unit_canonical": unit, "commodity": f.commodity, "status": f.status,
                "start_date": f.start_date, "end_date": f.end_date, "date_precision": f.date_precision,
                "date_text": f.date_text, "date_source": f.date_source, "reporter": f.reporter, "partner": f.partner,
                "flow": f.flow, "rate": f.rate, "domain": f.domain, "entity_id": f.entity_id,
                "plausible": f.plausible, "plausible_note": f.plausible_note,
                "rule": f.rule, "confidence": f.confidence,
            }
        )  # fmt: skip
    return out
