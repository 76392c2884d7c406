"""Who says so, and from where: statements and citations."""

from flows.tables.codes import CITATION_KINDS, DATE_SOURCES, STANCES
from flows.tables.column import CONFIDENCE, CORRECTED_BY, RULE, Column, Table, evidence_columns, time_columns

statements = Table(
    name="statements",
    title="Statements",
    description="Each claim, quotation or position that the text attributes to somebody.",
    columns=(
        Column("statement_id", "string", "`doc_id#s` and the span.", nullable=False),
        *evidence_columns("the content"),
        Column(
            "text", "string", "The content; null where the document's rights forbid passing on its words.", words=True
        ),
        Column("speaker", "string", "Who says so, where the name is known.", references="entities.entity_id"),
        Column(
            "speaker_name",
            "string",
            "Name of the speaker, with the pronoun where the text has only that: Ana Rey (she); the words for one without a name.",
        ),
        Column("speaker_country", "string", "State or short name that the speaker belongs to."),
        Column("cue", "string", "The words that attribute it: said, according to, views … as."),
        Column("direct", "bool", "True where the words, or some of them, are quoted.", nullable=False),
        Column("stance", "string", "Stance of the speaker, where the words say so.", enum=STANCES),
        Column("stance_towards", "string", "Towards whom or what.", references="entities.entity_id"),
        *time_columns("in which it was said"),
        Column("date_text", "string", "What the text says of the date."),
        Column("date_source", "string", "Where the date comes from.", nullable=False, enum=DATE_SOURCES),
        Column(
            "citation_ids",
            "list",
            "Notes whose markers stand at the end of the content.",
            nullable=False,
            references="citations.citation_id",
        ),
        Column("possible_sources", "list", "Authors of the works in these notes.", nullable=False),
        RULE,
        CONFIDENCE,
        CORRECTED_BY,
    ),
    key=("statement_id",),
    sort=("doc_id", "start_char", "end_char", "statement_id"),
    evidence=True,
    runs_on=True,
    ordered=(("start_char", "end_char"), ("start_date", "end_date")),
)

citations = Table(
    name="citations",
    title="Citations",
    description="Each work that a text names as its source, in a note, a source line or the running text.",
    columns=(
        Column("citation_id", "string", "`doc_id#c` and the span.", nullable=False),
        *evidence_columns("the reference"),
        Column("marker", "string", "Number or word under which it stands: 12, Source."),
        Column("kind", "string", "Note, source line or inline reference.", nullable=False, enum=CITATION_KINDS),
        Column(
            "text", "string", "The reference; null where the document's rights forbid passing on its words.", words=True
        ),
        Column("anchor_char", "int", "Code point at which the text points to it; null if nowhere.", minimum=0),
        Column("authors", "list", "Authors, given name first.", nullable=False),
        Column("title", "string", "Title of the work."),
        Column("container", "string", "Journal, newspaper, book, series or site that holds it."),
        Column(
            "date", "string", "Date of the work: 1999, 1994-02 or 2013-03-25.", pattern=r"\d{4}(?:-\d\d(?:-\d\d)?)?"
        ),
        Column("pages", "string", "Pages, as the reference gives them."),
        Column("url", "string", "Address of the work."),
        Column("cites_doc_id", "string", "The work, where it is itself in the corpus.", references="documents.doc_id"),
        RULE,
        CONFIDENCE,
        CORRECTED_BY,
    ),
    key=("citation_id",),
    sort=("doc_id", "start_char", "end_char", "citation_id"),
    evidence=True,
    runs_on=True,
    ordered=(("start_char", "end_char"),),
)
