"""What changed in the declarations: tables, columns, types, units, codes and keys."""

from collections.abc import Iterator, Mapping

from flows.publish.diff.side import Field, Layout

Change = dict[str, str | None]
"""A row of the table `changes`."""


def schema_changes(old: Mapping[str, Layout], new: Mapping[str, Layout]) -> list[Change]:
    """The changes from the old layouts to the new, table by table in the new order, tables that are gone first."""
    found = [change(name, "table_removed") for name in old if name not in new]
    for name, layout in new.items():
        found += _table(name, old[name], layout) if name in old else [change(name, "table_added")]
    return found


def change(table: str, what: str, column: str | None = None, old: str | None = None, new: str | None = None) -> Change:
    """A change of a declaration as a row of `changes`."""
    return {"table": table, "change": what, "key": None, "column": column, "old": old, "new": new, "reason": None}


def _table(name: str, old: Layout, new: Layout) -> Iterator[Change]:
    gone = {n: f for n, f in old.fields.items() if n not in new.fields}
    fresh = {n: f for n, f in new.fields.items() if n not in old.fields}
    for before in gone.values():
        after = next((f for f in fresh.values() if _same_but_name(before, f)), None)
        if after:
            del fresh[after.name]
            yield change(name, "column_renamed", before.name, before.name, after.name)
        else:
            yield change(name, "column_removed", before.name)
    for after in fresh.values():
        yield change(name, "column_added", after.name)
    for column, after in new.fields.items():
        if column in old.fields:
            yield from _column(name, old.fields[column], after)
    if old.key != new.key:
        yield change(name, "key_changed", None, ", ".join(old.key) or None, ", ".join(new.key) or None)


def _same_but_name(one: Field, other: Field) -> bool:
    return (one.type, one.unit, one.description, one.codes) == (other.type, other.unit, other.description, other.codes)


def _column(table: str, old: Field, new: Field) -> Iterator[Change]:
    if old.type != new.type:
        yield change(table, "type_changed", new.name, old.type, new.type)
    if old.unit != new.unit:
        yield change(table, "unit_changed", new.name, old.unit or None, new.unit or None)
    if old.nullable != new.nullable:
        yield change(table, "nulls_allowed" if new.nullable else "nulls_ended", new.name)
    if old.codes and new.codes:  # else there is no list to compare
        for code in old.codes:
            if code not in new.codes:
                yield change(table, "code_removed", new.name, code)
        for code in new.codes:
            if code not in old.codes:
                yield change(table, "code_added", new.name, None, code)
            elif old.codes[code] and new.codes[code] and old.codes[code] != new.codes[code]:
                was, now = (f"{code}: {codes[code]}" for codes in (old.codes, new.codes))
                yield change(table, "code_redefined", new.name, was, now)
    if old.description != new.description:
        yield change(table, "description_changed", new.name, old.description, new.description)
