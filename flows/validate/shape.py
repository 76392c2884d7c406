"""The shape of the tables: every declared column is there with its type, and no other."""

from collections.abc import Mapping, Sequence

import pandas as pd
import pyarrow as pa

from flows.tables import TABLES, Table
from flows.tables.arrow import ARROW_TYPES, to_arrow
from flows.validate.judge import Judge, Judgement
from flows.validate.verdict import Result, result

ABSENT = "absent"


def shapes(tables: Mapping[str, pa.Table], judge: Judge) -> list[Result]:
    """The results, one a declared table, of setting the columns that are there against those declared."""
    columns, expectations, compared = {}, [], {}
    for name, table in TABLES.items():
        declared = {column.name: str(ARROW_TYPES[column.type]) for column in table.columns}
        found = {f.name: _type_name(f.type) for f in tables[name].schema} if name in tables else {}
        compared[name] = [(c, declared.get(c, ABSENT), found.get(c, ABSENT)) for c in declared | found]
        columns[f"{name} declared"] = pd.Series([d for _, d, _ in compared[name]])
        columns[f"{name} found"] = pd.Series([f for _, _, f in compared[name]])
        pair = {"column_A": f"{name} declared", "column_B": f"{name} found", "ignore_row_if": "both_values_are_missing"}
        expectations.append((("ExpectColumnPairValuesToBeEqual", pair), "critical"))
    judgements = judge.judge(pd.DataFrame(columns), expectations)
    return [_result(name, compared[name], found) for name, found in zip(TABLES, judgements, strict=True)]


def _result(table: str, compared: Sequence[tuple[str, str, str]], judgement: Judgement) -> Result:
    wrong = [f"{column} is {found}, not {declared}" for column, declared, found in compared if declared != found]
    return result(
        table,
        "expect_columns_as_declared",
        [column for column, _, _ in compared],
        "critical",
        "; ".join(["the columns and their types are those declared", *wrong]),
        success=judgement.success,
        n_checked=len(compared),
        n_failed=judgement.n_failed,
    )


def conform(tables: Mapping[str, pa.Table], sound: Mapping[str, bool]) -> dict[str, pa.Table]:
    """All declared tables, columns and rows in the declared order; one without its shape or not there has no rows.

    So what is said of them does not depend on the order in which the rows came.
    """
    return {
        name: _in_order(table, tables[name].select(table.names)) if sound[name] else to_arrow(table, [])
        for name, table in TABLES.items()
    }


def _in_order(table: Table, data: pa.Table) -> pa.Table:
    keys = dict.fromkeys((*table.sort, *table.key))
    return data.sort_by([(name, "ascending") for name in keys]).combine_chunks() if data.num_rows else data


def _type_name(kind: pa.DataType) -> str:
    """The type, a list of strings under one name whatever its element is called."""
    return str(ARROW_TYPES["list"]) if kind == ARROW_TYPES["list"] else str(kind)
