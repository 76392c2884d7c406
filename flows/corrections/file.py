"""corrections.csv: the list of corrections in a raw folder, read and written."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from flows.artefact import replace_text
from flows.corrections.correction import Correction, fault
from flows.errors import UserError
from flows.lists import filled

NAME = "corrections.csv"
COLUMNS = ("table", "row_id", "action", "column", "expected", "value", "reason", "author", "date")
MUST = ("table", "row_id", "action", "reason", "author", "date")


class CorrectionError(UserError):
    """A correction cannot be used as it is: what is wrong, where, and what to do about it."""


def read(path: Path) -> list[Correction]:
    """The corrections of a list. Raises CorrectionError, with the line, for what cannot be one."""
    found: list[Correction] = []
    lines: dict[tuple[str, str], dict[str | None, int]] = {}
    for line, cells in filled(path, _check_head, CorrectionError):
        where = f"{path}, line {line}"
        correction = _correction(cells, where)
        if wrong := fault(correction):
            raise CorrectionError(f"{where}: {wrong}; mend the line")
        about = lines.setdefault((correction.table, correction.row_id), {})
        if correction.column in about:
            raise CorrectionError(f"{where}: the same is corrected in line {about[correction.column]}; keep one line")
        about[correction.column] = line
        found.append(correction)
    for c in found:
        if c.action == "reject" and len(lines[c.table, c.row_id]) > 1:
            at = ", ".join(str(n) for n in sorted(lines[c.table, c.row_id].values()))
            raise CorrectionError(f"{path}, lines {at}: {c.row_id} is rejected and also kept; decide for one")
    return found


def write(path: Path, corrections: Iterable[Correction]) -> None:
    """Write a list, in the order given, in one step: a reader finds the old list or the new."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for c in corrections:
        writer.writerow(["" if (v := getattr(c, name)) is None else v for name in COLUMNS])
    replace_text(path, out.getvalue())


def _check_head(path: Path, head: Sequence[str]) -> None:
    unknown = [c for c in head if c not in COLUMNS]
    missing = [c for c in MUST if c not in head]
    if unknown or missing or len(set(head)) < len(head):
        raise CorrectionError(f"{path}, line 1: the columns have to be {','.join(COLUMNS)}")


def _correction(cells: dict[str, str], where: str) -> Correction:
    try:
        date = dt.date.fromisoformat(cells.get("date", ""))
    except ValueError:
        raise CorrectionError(f"{where}: date {cells.get('date', '')!r} is no date; write it as 2014-05-20") from None
    texts = {name: cells.get(name, "") for name in COLUMNS if name != "date"}
    empty = {name: texts[name] or None for name in ("column", "expected", "value")}
    return Correction(**{**texts, **empty}, date=date)
