"""A correction written down: looked up in a release, checked, and put into corrections.csv."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.corrections.consequences import follow, following
from flows.corrections.correction import Correction, correctable, elsewhere, fault
from flows.corrections.file import NAME, CorrectionError, read, write
from flows.corrections.values import parse, same, show
from flows.tables import TABLES, Table
from flows.tables.rows import row_name, row_names

Row = Mapping[str, object]


def correct(
    row_id: str,
    changes: Mapping[str, str],
    *,
    reason: str,
    author: str,
    date: dt.date,
    raw: Path,
    release: Path,
    action: str = "change",
    table: str | None = None,
) -> list[Correction]:
    """Write down what a person decided about a row of a release, in `corrections.csv` of the raw folder; what was written.

    `changes` are cells (lists joined by |, empty for null) by column: the new values for `change`, none for `accept` and
    `reject`, which are about the whole row. What the row held before stands beside them, as the rules made it. A line about the
    same row and column is replaced. Raises CorrectionError if the row is not in the release or a value cannot be; then the
    list is as it was.
    """
    path = Path(raw) / NAME
    if not Path(raw).is_dir():
        raise CorrectionError(f"{raw} is no folder; the list of corrections lies in the folder of the texts")
    if (action == "change") != bool(changes):
        raise CorrectionError("give column=value for each value to change, or accept or reject the row without any")
    there = read(path) if path.is_file() else []
    about, row = _row(row_id, table, release, there)
    mine = [c for c in there if (c.table, c.row_id) == (about.name, row_id)]
    original = _as_made(about, row, mine)
    common = {"table": about.name, "row_id": row_id, "reason": reason.strip(), "author": author.strip(), "date": date}
    if action == "change":
        fresh = _changes(about, dict(row) | original, original, changes, common)
    else:
        seen = {n: show(v) for n, v in original.items() if v not in (None, [])}
        expected = json.dumps(seen, ensure_ascii=False) if seen else None
        fresh = [Correction(action=action, column=None, expected=expected, value=None, **common)]
    _check(fresh, release)
    write(path, _merged(there, fresh))
    return fresh


def _changes(
    about: Table, row: Row, original: Row, changes: Mapping[str, str], common: Mapping[str, object]
) -> list[Correction]:
    """A line for each value changed, and for each that follows from it. Raises CorrectionError for what cannot be."""

    def line(column: str, value: str) -> Correction:
        expected = show(original[column]) or None
        return Correction(action="change", column=column, expected=expected, value=value.strip() or None, **common)

    for column in changes:
        if column not in original:
            known = ", ".join(original) or "none; accept or reject the row"
            raise CorrectionError(
                f"{column} of {about.name} {row_name(about, row)} cannot be changed; these can: {known}"
            )
    fresh = [line(column, value) for column, value in changes.items()]
    for c in fresh:
        if wrong := fault(c):
            raise CorrectionError(wrong)
    values = {str(c.column): c.wanted() for c in fresh}
    after = follow(about.name, dict(row), dict(row) | values, values)
    further = [n for n in original if n not in values and not same(after[n], original[n])]
    return [replace(c, value=show(values[str(c.column)]) or None) for c in fresh] + [
        line(n, show(after[n])) for n in further
    ]


def _row(row_id: str, name: str | None, release: Path, there: Iterable[Correction]) -> tuple[Table, Row]:
    """The table and the row of that key in a release."""
    try:
        tables = [correctable(name)] if name else [t for t in TABLES.values() if t.correctable]
    except ValueError as error:
        raise CorrectionError(str(error)) from None
    for table in tables:
        path = release / f"{table.name}.parquet"
        if path.is_file() and set(table.key) <= set(pq.read_schema(path).names):
            names = row_names(table, pq.read_table(path, columns=list(table.key)))
            at = pc.index(names, row_id).as_py()
            if at >= 0:
                return table, dict.fromkeys(table.names) | pq.read_table(path).slice(at, 1).to_pylist()[0]
    if rejected := [c for c in there if c.row_id == row_id and c.action == "reject"]:
        raise CorrectionError(f"{row_id} was rejected by {rejected[0].author}; to keep it, delete that line of {NAME}")
    raise CorrectionError(_nowhere(row_id, name, release))


def _nowhere(row_id: str, name: str | None, release: Path) -> str:
    """Why a row cannot be found: it is of a table that cannot be corrected, or of none."""
    for table in TABLES.values():
        path = release / f"{table.name}.parquet"
        if name or len(table.key) > 1 or table.correctable or not path.is_file():
            continue
        if pc.index(pq.read_table(path, columns=list(table.key))[table.key[0]], row_id).as_py() >= 0:
            return f"{row_id}: {elsewhere(table.name)}"
    return f"{release}: no row {row_id!r}{f' in {name}' if name else ''}; give its key as the release has it"


def _as_made(table: Table, row: Row, mine: Iterable[Correction]) -> dict[str, object]:
    """What can be changed in a row, as the rules made it: the values that corrections in force expected.

    What follows from a corrected value, without a line of its own, is left out: what it was is not known here.
    """
    before = {
        c.column: parse(table.column(c.column), c.expected or "") for c in mine if c.action == "change" and c.column
    }
    made = {name: before.get(name, row[name]) for name in table.changeable}
    hidden = following(table.name, before) - set(before)
    return {name: value for name, value in made.items() if name not in hidden}


def _check(fresh: Sequence[Correction], release: Path) -> None:
    for c in fresh:
        texts = "".join(filter(None, (c.row_id, c.value, c.reason, c.author)))
        if any(0xD800 <= ord(letter) < 0xE000 for letter in texts):
            raise CorrectionError("the correction holds letters that are no text; write it in UTF-8")
        if wrong := fault(c):
            raise CorrectionError(wrong)
        reference = c.about.column(c.column).references if c.column else None
        wanted = c.wanted() if reference else None
        for value in wanted if isinstance(wanted, list) else [wanted] if wanted is not None else []:
            parent, key = str(reference).split(".")
            if pc.index(pq.read_table(release / f"{parent}.parquet", columns=[key])[key], str(value)).as_py() < 0:
                raise CorrectionError(f"{c.column} {value!r} is in no row of {parent}")


def _merged(there: Sequence[Correction], fresh: Sequence[Correction]) -> list[Correction]:
    """The list with new lines in the place of those about the same, or at its end; a rejected row has no other lines."""
    new = {c.correction_id: c for c in fresh}
    rejected = {(c.table, c.row_id) for c in fresh if c.action == "reject"}
    kept = [new.pop(c.correction_id, c) for c in there if c.correction_id in new or (c.table, c.row_id) not in rejected]
    return [*kept, *new.values()]
