"""Corrections applied to the rows that the rules made."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from flows.corrections.consequences import follow
from flows.corrections.correction import Correction
from flows.corrections.file import CorrectionError
from flows.corrections.removal import Lost, Row, Tables, remove, replaced, signed
from flows.corrections.values import same, show
from flows.tables import TABLES, Table
from flows.tables.arrow import to_arrow
from flows.tables.rows import row_name, row_names

IN_COMMON = ("entities", "citations")
"""Correctable tables that are finished only when the documents are brought together."""


def to_documents(tables: Mapping[str, pa.Table]) -> Tables:
    """The tables with the corrections of what single documents tell; to be called before the documents are brought together.

    In `corrections`, `state` says of each correction dealt with whether it applies, and `note` why not. `rejects` gets the rows
    that were rejected and those that cannot stand without them.
    """
    return _apply(tables, [t.name for t in TABLES.values() if t.correctable and t.name not in IN_COMMON])


def to_corpus(tables: Mapping[str, pa.Table]) -> Tables:
    """The tables with the corrections of entities and citations, as `to_documents` does it for the rest."""
    return _apply(tables, IN_COMMON)


def need_fresh(corrections: pa.Table) -> None:
    """Raise CorrectionError, with a line for each, if corrections do not apply any more."""
    stale = [c for c in corrections.to_pylist() if c["state"] == "stale"]
    if stale:
        named = [" ".join(filter(None, (c["table"], c["row_id"], c["column"]))) for c in stale]
        lines = [f"  {name}: {c['note']}" for name, c in zip(named, stale, strict=True)]
        many = "corrections do" if len(stale) > 1 else "correction does"
        advice = "Mend or delete their lines in corrections.csv, or do without them by --allow-stale."
        raise CorrectionError("\n".join([f"{len(stale)} {many} not apply any more:", *sorted(lines), advice]))


def _apply(tables: Mapping[str, pa.Table], names: Sequence[str]) -> Tables:
    out = dict(tables)
    rows = [r for r in out["corrections"].to_pylist() if r["table"] in names]
    if not rows:
        return out
    by_table: dict[str, list[Correction]] = defaultdict(list)
    for r in rows:
        by_table[r["table"]].append(Correction(**{name: r[name] for name in Correction.__slots__}))
    notes: dict[str, str] = {}
    lost: list[Lost] = []
    for name, some in by_table.items():
        out[name] = _to_table(TABLES[name], some, tables, notes, lost)
    if "mentions" in by_table:
        out["event_participants"] = _as_mentioned(out["event_participants"], out["mentions"], by_table["mentions"])
    out = remove(out, tables, lost)
    for r in rows:
        note = notes.get(str(r["correction_id"]))
        r |= {"state": "stale" if note else "applied", "note": note}
    rest = out["corrections"].filter(pc.invert(pc.is_in(out["corrections"]["table"], pa.array(names))))
    out["corrections"] = pa.concat_tables([rest, to_arrow(TABLES["corrections"], rows)])
    return out


def _to_table(
    table: Table, some: Sequence[Correction], tables: Mapping[str, pa.Table], notes: dict[str, str], lost: list[Lost]
) -> pa.Table:
    """The rows of a table, corrected, without those rejected, which go to `lost`; `notes` gets what does not apply, and why."""
    by_row: dict[str, list[Correction]] = defaultdict(list)
    for c in some:
        by_row[c.row_id].append(c)
    data = tables[table.name]
    meant = pc.is_in(row_names(table, data), pa.array(list(by_row)))
    kept: list[Row] = []
    there: set[str] = set()
    for row in data.filter(meant).to_pylist():
        there.add(row_name(table, row))
        corrected, rejected = _to_row(table, row, by_row[row_name(table, row)], tables, notes)
        if rejected:
            lost.append(
                Lost(table.name, row, rejected.author, f"{rejected.author}, {rejected.date}: {rejected.reason}")
            )
        else:
            kept.append(corrected)
    notes |= {c.correction_id: "there is no such row" for c in some if c.row_id not in there}
    return replaced(data, meant, kept)


def _to_row(
    table: Table, row: Row, mine: Sequence[Correction], tables: Mapping[str, pa.Table], notes: dict[str, str]
) -> tuple[Row, Correction | None]:
    """A row with its corrections, and the one that rejects it."""
    apply: list[Correction] = []
    for c in mine:
        if note := _outdated(c, row) or (_leads_nowhere(c, tables) if c.action == "change" else None):
            notes[c.correction_id] = note
        else:
            apply.append(c)
    changes = {str(c.column): c.wanted() for c in apply if c.action == "change"}
    corrected = follow(table.name, row, row | changes, changes)
    if note := _out_of_order(table, row, corrected):
        notes |= {c.correction_id: note for c in apply if c.action == "change"}
        corrected, apply = row, [c for c in apply if c.action != "change"]
    for c in apply:
        corrected = signed(corrected, c.author)
    return corrected, next((c for c in apply if c.action == "reject"), None)


def _outdated(c: Correction, row: Row) -> str | None:
    """What the row holds in place of what the correction expects; None if it is as expected."""
    other = [(n, row[n], wanted) for n, wanted in c.expects().items() if not same(row[n], wanted)]
    said = [f"{n} is {show(held) or 'empty'}, not {show(wanted) or 'empty'}" for n, held, wanted in other]
    return "; ".join(said) or None


def _leads_nowhere(c: Correction, tables: Mapping[str, pa.Table]) -> str | None:
    """Why a value that refers to a row does not; None if it does, or is no such value."""
    column = c.about.column(str(c.column))
    wanted = c.wanted()
    if not column.references or wanted is None:
        return None
    parent, key = column.references.split(".")
    for value in wanted if isinstance(wanted, list) else [wanted]:
        if not pc.any(pc.equal(tables[parent][key], str(value))).as_py():
            return f"{value} is in no row of {parent}"
    return None


def _out_of_order(table: Table, before: Row, row: Row) -> str | None:
    """What a correction would bring out of order; None if nothing."""
    for low, high in table.ordered:
        new = (row[low], row[high]) != (before[low], before[high])
        if new and None not in (row[low], row[high]) and row[low] > row[high]:
            return f"{low} {show(row[low])} would be after {high} {show(row[high])}; correct both"
    return None


def _as_mentioned(participants: pa.Table, mentions: pa.Table, some: Collection[Correction]) -> pa.Table:
    """Participants whose mention was found to name another entity are that entity."""
    moved = [c.row_id for c in some if c.column == "entity_id" and c.action == "change"]
    rows = mentions.filter(pc.is_in(mentions["mention_id"], pa.array(moved, pa.string()))).to_pylist()
    named = {r["mention_id"]: r for r in rows}
    meant = pc.is_in(participants["mention_id"], pa.array(list(named), pa.string()))
    out = []
    for row in participants.filter(meant).to_pylist():
        mention = named[row["mention_id"]]
        if row["entity_id"] != mention["entity_id"]:
            row = signed(row | {"entity_id": mention["entity_id"]}, mention["corrected_by"])
        out.append(row)
    return replaced(participants, meant, out)
