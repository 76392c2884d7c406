"""What people decided: corrections by hand."""

from flows.tables.codes import CORRECTION_STATES, CORRECTIONS
from flows.tables.column import Column, Table

corrections = Table(
    name="corrections",
    title="Corrections",
    description="Each correction by hand: a row that was accepted or rejected, or a value that was changed, and why. "
    "Rows that were rejected stand in `rejects`.",
    columns=(
        Column(
            "correction_id",
            "string",
            "`table/row_id/column`, the last empty where it is about the whole row.",
            nullable=False,
        ),
        Column("table", "string", "Table of the row.", nullable=False),
        Column("row_id", "string", "Key of the row, its parts joined by `|`.", nullable=False),
        Column("action", "string", "What is done with the row.", nullable=False, enum=CORRECTIONS),
        Column("column", "string", "Column that is changed or judged; null for the whole row."),
        Column(
            "expected",
            "string",
            "The value found by the rules when the row was judged, lists joined by `|`; for a whole row its values as JSON; "
            "null for an empty value, or where none is expected.",
        ),
        Column("value", "string", "The value that it is changed to; null for an empty one."),
        Column("reason", "string", "Why.", nullable=False),
        Column("author", "string", "Who decided it.", nullable=False),
        Column("date", "date", "When it was decided.", nullable=False),
        Column(
            "state",
            "string",
            "Applied, or stale: the row has gone or does not hold the expected value any more, so nothing was done.",
            nullable=False,
            enum=CORRECTION_STATES,
        ),
        Column("note", "string", "Why a stale one does not apply."),
    ),
    key=("correction_id",),
    sort=("table", "row_id", "correction_id"),
)
