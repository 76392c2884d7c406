"""The checks of evidence: a row's span reproduces its text and lies in the sentence it names."""

import pyarrow as pa
import pyarrow.compute as pc

from flows.tables import Table
from flows.validate.check import Around, Check, Row

CHUNK = 1 << 16
"""Rows turned into Python objects at a time."""


def checks(table: Table) -> list[Check]:
    """The checks of a table whose rows are spans of documents; none for another."""
    found = []
    if table.evidence:
        found.append(_reproduces(table.name))
        if "sentence_id" in table.names and table.name != "sentences":
            found.append(_in_sentence(table))
    return found


def _reproduces(table: str) -> Check:
    def fault(row: Row, around: Around) -> str:
        text, start, end = around.texts.get(row["doc_id"]), row["start_char"], row["end_char"]
        if text is None:
            return "the document has no text"
        if start is None or end is None or not 0 <= start < end <= len(text):
            return f"{start} to {end} is no span of a text of {len(text)} code points"
        return f"the document reads otherwise from {start} to {end}"

    return Check(
        table,
        "span without its text",
        ("doc_id", "start_char", "end_char", "text"),
        "critical",
        "the document's text from start_char to end_char is text, and is not empty",
        _spans,
        fault,
    )


def _spans(data: pa.Table, around: Around) -> pa.Array:
    doc_id, text, good = None, None, []
    for batch in data.select(["doc_id", "start_char", "end_char", "text"]).to_batches(CHUNK):
        for doc, start, end, words in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            if doc != doc_id:
                doc_id, text = doc, around.texts.get(doc)
            good.append(
                text is not None
                and start is not None
                and end is not None
                and 0 <= start < end <= len(text)
                and (words is None or text[start:end] == words)
            )
    return pa.array(good, pa.bool_())


def _in_sentence(table: Table) -> Check:
    def holds(data: pa.Table, around: Around) -> pa.Array:
        """A row whose sentence is not there passes here: that is the business of the reference."""
        sentences = around.clean["sentences"]
        at = pc.index_in(data["sentence_id"], value_set=sentences["sentence_id"].combine_chunks())
        first, last, doc = (sentences[c].combine_chunks().take(at) for c in ("start_char", "end_char", "doc_id"))
        ends = pc.add(data["start_char"], 1) if table.runs_on else data["end_char"]
        inside = pc.and_(pc.less_equal(first, data["start_char"]), pc.greater_equal(last, ends))
        return pc.fill_null(pc.and_(inside, pc.equal(doc, data["doc_id"])), True)

    verb = "begins" if table.runs_on else "lies"
    return Check(
        table.name,
        "span outside its sentence",
        ("doc_id", "sentence_id", "start_char", "end_char"),
        "critical",
        f"the span {verb} within the sentence that sentence_id names, in the same document",
        holds,
        lambda row, around: (
            f"{row['start_char']} to {row['end_char']} is no span that {verb} within sentence {row['sentence_id']!r}"
        ),
    )
