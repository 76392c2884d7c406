"""The checks that the declaration of a table implies: nulls, codes, bounds, patterns, order, and a key that names a row once."""

import pyarrow as pa
import pyarrow.compute as pc

from flows.tables import Column, Table
from flows.validate.check import Around, Check, Row, every_element, optional

OFFSETS = ("start_char", "end_char")


def checks(table: Table) -> list[Check]:
    """The checks of a declared table, columns in order. All are critical but the order of dates and bounds, a warning."""
    found = [check for column in table.columns for check in _of_column(table.name, column)]
    found += [_ordered(table.name, low, high) for low, high in table.ordered]
    if table.name != "rejects":
        found.append(_unique(table))
    return found


def _of_column(table: str, column: Column) -> list[Check]:
    checks = []
    if not column.nullable:
        checks.append(_given(table, column.name))
    if column.enum:
        checks.append(_coded(table, column.name, column.enum, column.type == "list"))
    if column.minimum is not None or column.maximum is not None:
        checks.append(_within(table, column))
    if column.pattern:
        checks.append(_formed(table, column.name, column.pattern))
    if column.type == "float":
        checks.append(_finite(table, column.name))
    if column.type == "list":
        checks.append(_full_list(table, column.name))
    return checks


def _given(table: str, name: str) -> Check:
    return Check(
        table,
        "missing value",
        (name,),
        "critical",
        f"{name} is given",
        lambda data, around: pc.is_valid(data[name]),
        lambda row, around: f"{name} is missing",
        ("ExpectColumnValuesToNotBeNull", {"column": name}),
    )


def _coded(table: str, name: str, codes: tuple[str, ...], many: bool) -> Check:
    allowed = pa.array(codes)

    def holds(data: pa.Table, around: Around) -> pa.ChunkedArray:
        if many:
            return every_element(data[name], lambda values: pc.is_in(values, value_set=allowed))
        return pc.or_(pc.is_in(data[name], value_set=allowed), pc.is_null(data[name]))

    return Check(
        table,
        "unknown code",
        (name,),
        "critical",
        f"{name} is one of {', '.join(codes)}",
        holds,
        lambda row, around: f"{name} {row[name]!r} is none of its codes",
        None if many else ("ExpectColumnValuesToBeInSet", {"column": name, "value_set": list(codes)}),
    )


def _within(table: str, column: Column) -> Check:
    name, low, high = column.name, column.minimum, column.maximum
    bounds = " and ".join([f"at least {low}"] * (low is not None) + [f"at most {high}"] * (high is not None))

    def holds(data: pa.Table, around: Around) -> pa.ChunkedArray:
        above = True if low is None else pc.greater_equal(data[name], low)
        return optional(above if high is None else pc.and_(pc.less_equal(data[name], high), above))

    return Check(
        table,
        "out of bounds",
        (name,),
        "critical",
        f"{name} is {bounds}",
        holds,
        lambda row, around: f"{name} {row[name]} is not {bounds}",
        ("ExpectColumnValuesToBeBetween", {"column": name, "min_value": low, "max_value": high}),
    )


def _formed(table: str, name: str, pattern: str) -> Check:
    whole = f"^(?:{pattern})$"
    return Check(
        table,
        "malformed",
        (name,),
        "critical",
        f"{name} matches {pattern}",
        lambda data, around: optional(pc.match_substring_regex(data[name], whole)),
        lambda row, around: f"{name} {row[name]!r} does not match {pattern}",
        ("ExpectColumnValuesToMatchRegex", {"column": name, "regex": whole}),
    )


def _finite(table: str, name: str) -> Check:
    return Check(
        table,
        "unusable number",
        (name,),
        "critical",
        f"{name} is a finite number",
        lambda data, around: optional(pc.is_finite(data[name])),
        lambda row, around: f"{name} is {row[name]}",
    )


def _full_list(table: str, name: str) -> Check:
    return Check(
        table,
        "null in list",
        (name,),
        "critical",
        f"no element of {name} is null",
        lambda data, around: every_element(data[name], pc.is_valid),
        lambda row, around: f"{name} holds a null",
    )


def _ordered(table: str, low: str, high: str) -> Check:
    def shown(row: Row, around: Around) -> str:
        return f"{low} {row[low]} is after {high} {row[high]}"

    return Check(
        table,
        "out of order",
        (low, high),
        "critical" if (low, high) == OFFSETS else "warning",
        f"{low} is not after {high} where both are given",
        lambda data, around: optional(pc.less_equal(data[low], data[high])),
        shown,
        (
            "ExpectColumnPairValuesAToBeGreaterThanB",
            {"column_A": high, "column_B": low, "or_equal": True, "ignore_row_if": "either_value_is_missing"},
        ),
    )


def _unique(table: Table) -> Check:
    key = list(table.key)
    expectation = (
        ("ExpectColumnValuesToBeUnique", {"column": key[0]})
        if len(key) == 1
        else ("ExpectCompoundColumnsToBeUnique", {"column_list": key})
    )

    def holds(data: pa.Table, around: Around) -> pa.Array:
        """True for rows alone under their key, and for the first of rows that are equal in every column."""
        good = ~data.select(key).to_pandas().duplicated(keep=False).to_numpy()
        doubtful = (~good).nonzero()[0]
        if len(doubtful):
            rows = data.take(pa.array(doubtful)).to_pylist()
            contents: dict[tuple, dict[str, int]] = {}
            for at, row in zip(doubtful, rows, strict=True):
                contents.setdefault(tuple(row[k] for k in key), {}).setdefault(repr(row), at)
            for found in contents.values():
                if len(found) == 1:
                    good[next(iter(found.values()))] = True
        return pa.array(good)

    return Check(
        table.name,
        "duplicate key",
        table.key,
        "critical",
        f"{', '.join(key)} names a row once; of equal rows one stays, of differing ones none, as nobody can say which is right",
        holds,
        lambda row, around: f"{', '.join(key)} names more than one row",
        expectation,
    )
