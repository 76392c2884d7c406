"""The shape of the tables: every declared column is there with its type, and no other."""

from collections.abc import Mapping

import pandas as pd
import pyarrow as pa

from flows.tables import TABLES, Table
from flows.tables.arrow import ARROW_TYPES, to_arrow
from flows.validate.judge import Judge
from flows.validate.verdict import Result, result

ABSENT = "absent"


def shape(table: Table, data: pa.Table | None, judge: Judge) -> Result:
    """The result of setting the columns of a table against its declaration."""
    declared = {column.name: str(ARROW_TYPES[column.type]) for column in table.columns}
    found = {} if data is None else {f.name: _type_name(f.type) for f in data.schema}
    names = list(declared | found)
    frame = pd.DataFrame(
        {"declared": [declared.get(n, ABSENT) for n in names], "found": [found.get(n, ABSENT) for n in names]}
    )
    expectation = ("ExpectColumnPairValuesToBeEqual", {"column_A": "declared", "column_B": "found"})
    (judgement,) = judge.judge(frame, [(expectation, "critical")])
    wrong = [
        f"{n} is {found.get(n, ABSENT)}, not {declared.get(n, ABSENT)}"
        for n in names
        if declared.get(n) != found.get(n)
    ]
    return result(
        table.name,
        "expect_columns_as_declared",
        names,
        "critical",
        "the columns and their types are those declared" + (f"; {'; '.join(wrong)}" if wrong else ""),
        success=judgement.success,
        n_checked=len(names),
        n_failed=judgement.n_failed,
    )


def conform(tables: Mapping[str, pa.Table], sound: Mapping[str, bool]) -> dict[str, pa.Table]:
    """All declared tables with columns in the declared order; one without its shape or not there has no rows."""
    return {
        name: tables[name].select(table.names).combine_chunks() if sound[name] else to_arrow(table, [])
        for name, table in TABLES.items()
    }


def _type_name(kind: pa.DataType) -> str:
    """The type, a list of strings under one name whatever its element is called."""
    return str(ARROW_TYPES["list"]) if kind == ARROW_TYPES["list"] else str(kind)
