"""A table and its columns, declared once: schema, checks, dictionary and metadata all derive from these."""

from dataclasses import dataclass, field
from typing import Literal

Type = Literal["string", "int", "float", "bool", "date", "list"]
Severity = Literal["critical", "warning", "info"]


@dataclass(frozen=True)
class Column:
    """One column of a table."""

    name: str
    type: Type
    """`list` is a list of strings."""
    description: str
    nullable: bool = True
    unit: str | None = None
    enum: tuple[str, ...] = ()
    """The values allowed; empty means any."""
    minimum: float | None = None
    maximum: float | None = None
    pattern: str | None = None
    """A regular expression that a whole string value matches."""
    references: str | None = None
    """`table.column` whose values this column holds."""
    words: bool = False
    """True where the value quotes the document beyond a name, a number or a trigger: null if the words may not be passed on."""
    fixed: bool = False
    """True where the value says what made the row, or follows from other rows: it cannot be corrected by hand."""


@dataclass(frozen=True)
class Table:
    """One table of a release."""

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    """Columns that together name a row, once."""
    sort: tuple[str, ...]
    """Columns that order the rows of a release."""
    evidence: bool = False
    """True if a row is a span of a document: doc_id, sentence_id, start_char, end_char, text."""
    runs_on: bool = False
    """True where the span may run on past the sentence in which it begins."""
    ordered: tuple[tuple[str, str], ...] = field(default=())
    """Pairs of columns (a, b) with a <= b wherever both are given."""

    @property
    def names(self) -> list[str]:
        """The column names in order."""
        return [c.name for c in self.columns]

    @property
    def correctable(self) -> bool:
        """Can its rows be corrected by hand?"""
        return CORRECTED_BY in self.columns

    @property
    def changeable(self) -> list[str]:
        """The columns whose values can be corrected: not what names a row, nor the evidence it rests on."""
        evidence = {c.name for c in evidence_columns("")} | {"text"} if self.evidence else set()
        return [c.name for c in self.columns if self.correctable and not (c.fixed or c.name in {*self.key, *evidence})]

    def column(self, name: str) -> Column:
        """The column of that name; KeyError if there is none."""
        for c in self.columns:
            if c.name == name:
                return c
        raise KeyError(f"{self.name} has no column {name}")


def evidence_columns(what: str) -> tuple[Column, ...]:
    """The columns of every extracted row that say where in which document it stands."""
    return (
        Column("doc_id", "string", "Document that tells it.", nullable=False, references="documents.doc_id"),
        Column("sentence_id", "string", "Sentence that tells it.", nullable=False, references="sentences.sentence_id"),
        Column(
            "start_char",
            "int",
            f"First code point of {what} in the document's text, counted from 0.",
            nullable=False,
            minimum=0,
        ),
        Column("end_char", "int", f"Code point after the last one of {what}.", nullable=False, minimum=1),
    )


def time_columns(what: str) -> tuple[Column, ...]:
    """The closed interval in time that a row is about."""
    from flows.tables.codes import PRECISIONS

    return (
        Column("start_date", "date", f"First day of the period {what}; null if the text gives none."),
        Column("end_date", "date", f"Last day of the period {what}; null if open or not given."),
        Column("date_precision", "string", "How precisely the text gives the period.", enum=PRECISIONS),
    )


CONFIDENCE = Column(
    "confidence",
    "float",
    "How sure the rules are that the row is right, 0 to 1.",
    nullable=False,
    minimum=0,
    maximum=1,
    fixed=True,
)
RULE = Column("rule", "string", "The rule or knowledge entry that made the row.", nullable=False, fixed=True)
CORRECTED_BY = Column(
    "corrected_by",
    "string",
    "Who corrected or confirmed the row, or one it rests on, by hand; null where nobody did. See `corrections`.",
    fixed=True,
)
