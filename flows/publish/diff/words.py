"""A change of a declaration in words."""

from collections.abc import Mapping

SAID = {
    "table_added": "new table",
    "table_removed": "table is gone",
    "column_added": "new column `{column}`",
    "column_removed": "column `{column}` is gone",
    "column_renamed": "column `{old}` is now called `{new}`",
    "type_changed": "`{column}` was of type {old}, is of type {new}",
    "unit_changed": "`{column}` was in {old}, is in {new}",
    "nulls_allowed": "`{column}` may now be null",
    "nulls_ended": "`{column}` is never null any more",
    "code_added": "`{column}` has a new code `{new}`",
    "code_removed": "`{column}` has the code `{old}` no more",
    "code_redefined": "a code of `{column}` has another meaning: {old} → {new}",
    "key_changed": "the key was {old}, is {new}",
    "ids_changed": "`{column}` names the same rows by other ids",
    "description_changed": "`{column}` is described anew: {new}",
}


def said(change: Mapping[str, str | None]) -> str:
    """A row of `changes` that is about a declaration, as a person reads it."""
    return SAID[str(change["change"])].format(**{k: "nothing" if v is None else v for k, v in change.items()})
