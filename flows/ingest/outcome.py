"""What ingest says when something does not get in: a `Reject` for a document, an `InputError` for a wrong call."""

from dataclasses import dataclass

from flows.errors import UserError


class InputError(UserError):
    """The inputs cannot be used as given: what is wrong, where, and what to do about it. Nothing was read."""


@dataclass(frozen=True, slots=True)
class Reject:
    """A file, line or value that did not get in."""

    path: str
    """Path below the raw folder; a line of a JSON file is `path:line`."""
    reason: str
    """The reason in a word or two."""
    detail: str
    """What was wrong, and where."""
    table: str | None = None
    """`documents` where only a value was refused and the document itself got in; None for a whole document."""
    row_id: str | None = None
    """The doc_id of the document that got in without the value."""

    def row(self) -> dict[str, object]:
        """The row of the `rejects` table."""
        return {
            "path": self.path,
            "stage": "ingest",
            "table": self.table,
            "row_id": self.row_id,
            "reason": self.reason,
            "detail": self.detail,
        }
