"""The texts: documents, sentences and what did not get in."""

from flows.tables.codes import PRECISIONS, SECTIONS, STAGES
from flows.tables.column import Column, Table

documents = Table(
    name="documents",
    title="Documents",
    description="Each text that was read, with its source, its date, its rights and its measure.",
    columns=(
        Column(
            "doc_id",
            "string",
            "Path below the raw folder without its ending, or the doc_id that a JSON line gives.",
            nullable=False,
        ),
        Column("path", "string", "Path below the raw folder.", nullable=False),
        Column("title", "string", "Title, from the source list or the text."),
        Column("authors", "list", "Authors as the source names them.", nullable=False),
        Column("publisher", "string", "Who published the text."),
        Column(
            "published", "date", "Date of publication; the first day of the month or year where only that is known."
        ),
        Column(
            "published_precision",
            "string",
            "How precisely the date of publication is known.",
            nullable=False,
            enum=PRECISIONS,
        ),
        Column(
            "published_source",
            "string",
            "Where the date of publication comes from.",
            nullable=False,
            enum=("metadata", "text", "inferred", "none"),
        ),
        Column("language", "string", "Language, ISO 639-1.", nullable=False, pattern=r"[a-z]{2}"),
        Column("source_url", "string", "Address of the text."),
        Column("digest_of", "string", "The article that this text retells in words of its own; null for an original."),
        Column("rights", "string", "Licence or rights statement."),
        Column("redistribute", "bool", "May the words of the text be passed on?", nullable=False),
        Column("sha256", "string", "SHA-256 of the bytes that were read.", nullable=False, pattern=r"[0-9a-f]{64}"),
        Column("format", "string", "Format that was read.", nullable=False, enum=("txt", "md", "jsonl")),
        Column("encoding", "string", "Character encoding of the bytes.", nullable=False),
        Column("n_chars", "int", "Length of the text.", nullable=False, unit="code points", minimum=1),
        Column("n_words", "int", "Words in the text.", nullable=False, unit="words", minimum=1),
        Column("n_sentences", "int", "Sentences in the text.", nullable=False, unit="sentences", minimum=1),
    ),
    key=("doc_id",),
    sort=("doc_id",),
)

sentences = Table(
    name="sentences",
    title="Sentences",
    description="Every sentence of every document, with the section it stands in. `text` is the evidence of the rows that point here.",
    columns=(
        Column("sentence_id", "string", "`doc_id#ordinal`.", nullable=False),
        Column("doc_id", "string", "Document.", nullable=False, references="documents.doc_id"),
        Column("ordinal", "int", "Place in the document, counted from 0.", nullable=False, minimum=0),
        Column(
            "start_char",
            "int",
            "First code point of the sentence in the document's text, counted from 0.",
            nullable=False,
            minimum=0,
        ),
        Column("end_char", "int", "Code point after the last one.", nullable=False, minimum=1),
        Column("section", "string", "Part of the document.", nullable=False, enum=SECTIONS),
        Column(
            "text", "string", "The sentence; null where the document's rights forbid passing on its words.", words=True
        ),
    ),
    key=("sentence_id",),
    sort=("doc_id", "ordinal"),
    evidence=True,
    ordered=(("start_char", "end_char"),),
)

rejects = Table(
    name="rejects",
    title="Rejects",
    description="What did not get in, and why: files that are no documents, documents that failed, rows that broke a check.",
    columns=(
        Column("path", "string", "Path or doc_id.", nullable=False),
        Column("stage", "string", "Stage that refused it.", nullable=False, enum=STAGES),
        Column("table", "string", "Table of the row; null for a whole document."),
        Column("row_id", "string", "Key of the row; null for a whole document."),
        Column("reason", "string", "The reason in a word or two.", nullable=False),
        Column("detail", "string", "What was wrong and where; for a row, the row as JSON.", words=True),
    ),
    key=("path", "stage", "table", "row_id", "reason", "detail"),
    sort=("path", "stage", "table", "row_id", "reason", "detail"),
)
