"""The checks of what rows say of rows of other tables."""

import pyarrow as pa
import pyarrow.compute as pc

from flows.tables import Table
from flows.validate.check import Around, Check, Row, every_element


def checks(table: Table) -> list[Check]:
    """Every value of a referring column stands in the table it refers to, and was not rejected there."""
    return [
        _resolves(table.name, column.name, column.type == "list", *column.references.split("."))
        for column in table.columns
        if column.references
    ]


def _resolves(table: str, name: str, many: bool, parent: str, key: str) -> Check:
    def known(values: pa.ChunkedArray, around: Around) -> pa.ChunkedArray:
        there = around.clean[parent][key].combine_chunks()
        return pc.or_(pc.is_in(values, value_set=there), pc.is_null(values))

    def holds(data: pa.Table, around: Around) -> pa.ChunkedArray:
        return every_element(data[name], lambda v: known(v, around)) if many else known(data[name], around)

    def missing(row: Row, around: Around) -> tuple[object, bool]:
        """The value at fault and whether it was rejected there; of several, one that was."""
        values = row[name] if many else [row[name]]
        lost = [v for v in values if v is not None and not around.stands(parent, key, v)]
        rejected = [v for v in lost if around.stands(parent, key, v, clean=False)]
        return (rejected or lost)[0], bool(rejected)

    def reason_of(row: Row, around: Around) -> str:
        return f"refers to rejected {parent}" if missing(row, around)[1] else reason

    def fault(row: Row, around: Around) -> str:
        value, rejected = missing(row, around)
        return f"{name} {value!r} {'was rejected from' if rejected else 'is not in'} {parent}"

    reason = "unresolved reference"
    return Check(
        table,
        reason,
        (name,),
        "critical",
        f"{name} is {key} of a row of {parent}",
        holds,
        fault,
        reason_of=reason_of,
    )
