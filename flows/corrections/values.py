"""Values as a cell of a CSV file holds them: read and written by the type of their column."""

import datetime as dt
import math
import re

from flows.tables import Column

SEPARATOR = re.compile(r"(?<!\\)\|")


def show(value: object) -> str:
    """A value as a cell: null and the empty list are empty, dates ISO, lists joined by |."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, list):
        return "|".join(str(v).replace("|", "\\|") for v in value)
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def parse(column: Column, cell: str) -> object:
    """The value of a cell. Raises ValueError, saying what was expected, if it is none of the column's type."""
    cell = cell.strip()
    if column.type == "list":
        return [part.strip().replace("\\|", "|") for part in SEPARATOR.split(cell)] if cell else []
    if not cell:
        return None
    try:
        return READERS[column.type](cell)
    except ValueError:
        raise ValueError(f"{column.name} {cell[:60]!r} is no {KINDS[column.type]}") from None


def _whole(cell: str) -> int:
    number = int(cell)
    if abs(number) >= 1 << 63:
        raise ValueError(cell)
    return number


def _truth(cell: str) -> bool:
    if cell.lower() not in ("true", "false"):
        raise ValueError(cell)
    return cell.lower() == "true"


READERS = {"string": str, "int": _whole, "float": float, "bool": _truth, "date": dt.date.fromisoformat}
KINDS = {
    "int": "whole number",
    "float": "number",
    "bool": "truth value; write true or false",
    "date": "date; write it as 2014-05-20",
}


def forbidden(column: Column, value: object) -> str | None:
    """Why a column may not hold a value, by its declaration; None if it may."""
    elements = value if isinstance(value, list) else [] if value is None else [value]
    if value is None and not column.nullable:
        return f"{column.name} may not be empty"
    for v in elements:
        if column.enum and v not in column.enum:
            return f"{column.name} {v!r} is none of {', '.join(column.enum)}"
        if column.pattern and not re.fullmatch(column.pattern, str(v)):
            return f"{column.name} {v!r} does not match {column.pattern}"
        if isinstance(v, float) and not math.isfinite(v):
            return f"{column.name} {v} is not finite"
        if column.minimum is not None and v < column.minimum:
            return f"{column.name} {v} is less than {column.minimum:g}"
        if column.maximum is not None and v > column.maximum:
            return f"{column.name} {v} is more than {column.maximum:g}"
    return None


def same(one: object, other: object) -> bool:
    """Whether two values of a column are the same; numbers to twelve digits, as cells may round them."""
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-12)
    return one == other
