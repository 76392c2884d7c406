"""An Excel workbook: a sheet a table, before them sheets that say what it is and explain columns and codes."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from flows.publish.errors import ReleaseError
from flows.publish.export.held import CODES, COLUMNS, Held, Release

ROWS = 1_048_576
"""Rows of a sheet, its head included."""
CELL = 32_767
"""Characters of a cell, as Excel counts them: in UTF-16 units."""
CUT = " […]"
SHEET = 31
"""Characters of a sheet's name."""
FIRST_DAY = date(1900, 3, 1)
"""Before it Excel's calendar is none, or a day off; such dates are written as text."""
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}


def write_xlsx(release: Release, path: Path) -> None:
    """Write the workbook. Lists are JSON text; a longer text than a cell holds is cut, with a mark at its end.

    Raises ReleaseError if a table has more rows than a sheet.
    """
    for table in release.tables:
        if table.n_rows >= ROWS:
            raise ReleaseError(
                f"{table.name} has {table.n_rows:,} rows, and a sheet of Excel holds {ROWS - 1:,}; export another format, or "
                "choose tables with --table"
            )
    with xlsxwriter.Workbook(str(path), OPTIONS) as book:
        book.set_properties({"title": f"{release.name} {release.version}", "created": datetime(1980, 1, 1)})
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        for name, head, rows in _explained(release):
            _fill(book.add_worksheet(name), head, rows, bold, day)
        for table in release.tables:
            sheet = book.add_worksheet(table.name[:SHEET])
            _fill(sheet, table.schema.names, _rows(table), bold, day)
            sheet.autofilter(0, 0, table.n_rows, len(table.schema) - 1)


def _fill(sheet: Worksheet, head: list[str], rows: Iterable[Iterable[object]], bold: Format, day: Format) -> None:
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, head, bold)
    for at, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(at, column, _fitting(value))
            elif isinstance(value, date):
                if value >= FIRST_DAY:
                    sheet.write_datetime(at, column, datetime(value.year, value.month, value.day), day)
                else:
                    sheet.write_string(at, column, value.isoformat())
            elif value is not None:
                sheet.write(at, column, value)


def _fitting(text: str) -> str:
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * CELL:
        return text
    return units[: 2 * (CELL - len(CUT))].decode("utf-16-le", "ignore") + CUT


def _rows(table: Held) -> Iterable[Iterable[object]]:
    for batch in table.flat_batches():
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _explained(release: Release) -> Iterable[tuple[str, list[str], list[tuple[object, ...]]]]:
    """The sheets before those of the tables: name, head and rows."""
    counts = [(table.name, f"{table.n_rows:,} rows. {table.description}") for table in release.tables]
    yield "about", ["about", "it"], [*release.about().items(), *counts]
    yield "about_columns", COLUMNS, [row for table in release.tables for row in table.columns()]
    yield "about_codes", CODES, [(table.name, *row) for table in release.tables for row in table.codes]
