"""What a release changed against the one before it: declared like its tables, yet none of them."""

from flows.tables.codes import CHANGES, REASONS
from flows.tables.column import Column, Table

changes = Table(
    name="changes",
    title="Changes",
    description="What is different from the version before: the declarations first of all, then each row added or removed and "
    "each value changed.",
    columns=(
        Column("table", "string", "Table.", nullable=False),
        Column("change", "string", "What happened.", nullable=False, enum=CHANGES),
        Column("key", "string", "Key of the row, its parts joined by `|`; null where no row is meant."),
        Column("column", "string", "Column; null where the whole row or table is meant."),
        Column(
            "old", "string", "Value before, lists as JSON; of a row removed the row as JSON. Words withheld are null."
        ),
        Column("new", "string", "Value now, lists as JSON; null for a row added, which stands in its table."),
        Column("reason", "string", "Why, where that is known.", enum=REASONS),
    ),
    key=("table", "change", "key", "column", "old", "new"),
    sort=("table", "change", "key", "column", "old", "new"),
)
