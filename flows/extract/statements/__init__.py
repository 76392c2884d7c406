"""Statements: who says what, in which words, by the cues of the knowledge tables, the grammar of the sentence and the quotation marks."""

from collections.abc import Sequence

from flows.extract.annotation import Mention, Time, row_id
from flows.extract.parse import Parsed
from flows.extract.statements import headed, maker, phrases, quoted, spoken
from flows.extract.statements.choice import chosen
from flows.extract.statements.citing import Cited
from flows.extract.statements.quotation import quotations
from flows.extract.statements.statement import Statement
from flows.extract.statements.voice import Voices

__all__ = ["Statement", "find", "rows"]
SECTIONS = frozenset({"title", "heading", "body"})


def find(
    parsed: Parsed, mentions: list[Mention], times: list[Time], citations: Sequence[Cited] = ()
) -> list[Statement]:
    """The statements of a document, in order of their contents.

    `citations` are those of the document: a statement that ends in the marker of a note names it and its authors.
    """
    marks = [m for m in quotations(parsed.text, parsed.document.blocks) if parsed.sentence_at(m.start).prose]
    voices = Voices(parsed, mentions, marks)
    found = [*quoted.claims(parsed, marks, voices), *headed.claims(parsed, marks, voices)]
    for sentence in parsed.sentences:
        if sentence.section in SECTIONS and sentence.prose:
            found += phrases.claims(sentence.first, sentence.last, voices)
            found += spoken.claims(sentence.first, sentence.last, voices)
    return maker.made(chosen(found, marks, parsed), voices, times, citations)


def rows(parsed: Parsed, statements: list[Statement]) -> list[dict[str, object]]:
    """The rows of the `statements` table."""
    doc_id, seen, out = parsed.document.doc_id, {}, []
    for s in statements:
        nth = seen[s.start, s.end] = seen.get((s.start, s.end), -1) + 1
        out.append(
            {
                "statement_id": row_id(doc_id, "s", s.start, s.end, nth), "doc_id": doc_id, "sentence_id": s.sentence.sentence_id,
                "start_char": s.start, "end_char": s.end, "text": parsed.text[s.start : s.end],
                "speaker": s.speaker.entity_id if s.speaker else None, "speaker_name": s.speaker_name, "speaker_country": s.speaker_country,
                "cue": s.cue, "direct": s.direct, "stance": s.stance, "stance_towards": s.stance_towards,
                "start_date": s.start_date, "end_date": s.end_date, "date_precision": s.date_precision,
                "date_text": s.date_text, "date_source": s.date_source,
                "citation_ids": list(s.citation_ids), "possible_sources": list(s.possible_sources),
                "rule": s.rule, "confidence": s.confidence,
            }
        )  # fmt: skip
    return out
