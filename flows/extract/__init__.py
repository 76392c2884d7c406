"""From a document to the rows of the extracted tables."""

from spacy.language import Language

from flows.document import Document
from flows.extract.parse import parse

Rows = dict[str, list[dict[str, object]]]


def extract(document: Document, nlp: Language) -> Rows:
    """The rows that one document tells, by table: all tables but `documents`, `episodes` and `rejects`.

    They depend on the document, the code, the knowledge tables and the model only. `entities` holds the document's own
    entities; `reconcile` brings those of all documents together.
    """
    from flows.extract import citations, entities, events, figures, statements, times
    from flows.extract.attribution import attributed

    parsed = parse(document, nlp)
    mentions = entities.find(parsed)
    found_times = times.find(parsed)
    cited = citations.find(parsed)
    rows: Rows = {
        "sentences": [
            {
                "sentence_id": s.sentence_id,
                "doc_id": document.doc_id,
                "ordinal": s.ordinal,
                "start_char": s.start,
                "end_char": s.end,
                "section": s.section,
                "text": document.text[s.start : s.end],
            }
            for s in parsed.sentences
        ],
        "times": times.rows(parsed, found_times),
        "figures": figures.rows(parsed, figures.find(parsed, mentions, found_times)),
        "statements": statements.rows(parsed, statements.find(parsed, mentions, found_times, cited)),
        "citations": citations.rows(parsed, cited),
    }
    rows |= entities.rows(parsed, mentions)
    rows |= events.rows(parsed, events.find(parsed, mentions, found_times))
    attributed(rows)
    return rows
