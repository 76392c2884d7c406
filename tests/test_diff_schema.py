"""A change of the declarations is found, told in words, and weighed by what it does to a reader's query."""

import copy
from dataclasses import replace

import pytest

from flows.publish import diff
from flows.publish.diff.words import said
from flows.tables import TABLES, Column
from flows.tables.arrow import to_arrow
from tests.publishing import release
from tests.sample_tables import sample_rows

FIGURES = TABLES["figures"]
ROWS = sample_rows()


def column(which, **known):
    """The columns of figures, one of them altered."""
    return replace(FIGURES, columns=tuple(replace(c, **known) if c.name == which else c for c in FIGURES.columns))


def side(rows=None):
    """The tables as they are declared at this moment; what is no string becomes one where a column demands it."""
    rows = rows or copy.deepcopy(ROWS)
    held = {
        n: [{c.name: as_declared(c, row.get(c.name)) for c in t.columns} for row in rows[n]] for n, t in TABLES.items()
    }
    return diff.unpublished({n: to_arrow(TABLES[n], some) for n, some in held.items()}, {})


def as_declared(column, value):
    return str(value) if column.type == "string" and value is not None else value


def declared(found):
    return [(r["table"], r["change"], r["column"], r["old"], r["new"]) for r in found.changes.to_pylist()]


CASES = [
    (column("unit", name="unit_code"), "column_renamed", "unit", "unit", "unit_code", "major"),
    (replace(FIGURES, columns=tuple(c for c in FIGURES.columns if c.name != "confidence")), "column_removed", "confidence", None, None, "major"),
    (replace(FIGURES, columns=(*FIGURES.columns, Column("note", "string", "A note."))), "column_added", "note", None, None, "minor"),
    (column("value", type="string"), "type_changed", "value", "double", "string", "major"),
    (column("value", unit="USD"), "unit_changed", "value", "see unit", "USD", "major"),
    (column("status", nullable=True), "nulls_allowed", "status", None, None, "major"),
    (column("date_text", nullable=False), "nulls_ended", "date_text", None, None, "patch"),
    (column("rate", enum=(*FIGURES.column("rate").enum, "per_week")), "code_added", "rate", None, "per_week", "minor"),
    (column("rate", enum=FIGURES.column("rate").enum[:-1]), "code_removed", "rate", "per_unit", None, "major"),
    (column("unit", description="Unit of it."), "description_changed", "unit", FIGURES.column("unit").description, "Unit of it.", "patch"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case[1] for case in CASES])
def test_a_changed_declaration_is_found_and_weighed(monkeypatch, case):
    table, change, name, old, new, level = case
    before = side()
    monkeypatch.setitem(TABLES, "figures", table)
    found = diff.difference(before, side())
    assert [d for d in declared(found) if d[1] == change] == [("figures", change, name, old, new)]
    assert found.level == level
    assert {d[:2] for d in declared(found)} - {("figures", change)} <= {("figures", "value_changed")}


def test_a_retyped_column_is_compared_by_what_its_values_say(monkeypatch):
    before, rows = side(), sample_rows()
    rows["figures"][1]["value"] = "about twelve thousand"
    monkeypatch.setitem(TABLES, "figures", column("value", type="string"))
    found = diff.difference(before, side(rows))
    assert [d[1:] for d in declared(found) if d[1] == "value_changed"] == [
        ("value_changed", "value", "12000.0", "about twelve thousand")
    ]


def test_a_code_that_means_something_else_breaks_queries(monkeypatch):
    old = side()
    fields = old.layouts["figures"].fields
    rate = replace(fields["rate"], codes={**fields["rate"].codes, "per_day": "A working day."})
    new = replace(
        old, layouts={**old.layouts, "figures": replace(old.layouts["figures"], fields={**fields, "rate": rate})}
    )
    told = fields["rate"].codes["per_day"]
    assert told, "the code list explains its codes"
    found = diff.difference(old, new)
    assert declared(found) == [("figures", "code_redefined", "rate", f"per_day: {told}", "per_day: A working day.")]
    assert found.level == "major"


def test_tables_that_come_and_go_count_all_their_rows(monkeypatch):
    both = side()
    monkeypatch.delitem(TABLES, "times")
    without = side()
    gone, come = diff.difference(both, without), diff.difference(without, both)
    assert declared(gone) == [("times", "table_removed", None, None, None)] and gone.level == "major"
    assert gone.counts["times"] == diff.Counts(2, 0, 0, 2, 0) and next(iter(gone.counts)) == "times"
    assert declared(come) == [("times", "table_added", None, None, None)] and come.level == "minor"
    assert come.because() == ["1 table added", "2 rows added"]


def test_another_key_breaks_queries_and_rows_are_then_compared_whole(monkeypatch):
    before, rows = side(), sample_rows()
    rows["figures"][1]["value"] = 1.0
    monkeypatch.setitem(TABLES, "figures", replace(FIGURES, key=("doc_id", "start_char")))
    found = diff.difference(before, side(rows))
    assert ("figures", "key_changed", None, "figure_id", "doc_id, start_char") in declared(found)
    assert found.level == "major"
    assert found.counts["figures"] == diff.Counts(2, 2, 1, 1, 0)


@pytest.mark.parametrize("table", ["figures", "entities", "episodes"])
def test_ids_made_in_another_way_break_queries(table):
    rows = sample_rows()
    (key,) = TABLES[table].key
    for row in rows[table]:
        row[key] = "x" + row[key]
    found = diff.difference(side(), side(rows))
    assert (table, "ids_changed", key, None, None) in declared(found)
    assert found.level == "major"


def test_a_row_in_the_place_of_another_is_no_new_way_of_making_ids():
    rows = sample_rows()
    rows["figures"][0]["figure_id"] += "-1"
    found = diff.difference(side(), side(rows))
    assert found.level == "minor"
    assert found.counts["figures"] == diff.Counts(2, 2, 1, 1, 0)


def test_every_change_of_a_declaration_can_be_said_in_words(monkeypatch):
    before = side()
    for table, change, name, *_ in CASES:
        monkeypatch.setitem(TABLES, "figures", table)
        (row,) = (r for r in diff.difference(before, side()).declared.to_pylist() if r["change"] == change)
        assert f"`{name}`" in said(row) and "{" not in said(row)


def test_a_breaking_change_is_published_as_what_it_is(monkeypatch, tmp_path):
    release(tmp_path, version="1.2.3")
    monkeypatch.setitem(TABLES, "figures", column("unit", name="unit_code"))
    rows = sample_rows()
    for row in rows["figures"]:
        row["unit_code"] = row.pop("unit")
    tables = {name: to_arrow(TABLES[name], some) for name, some in rows.items()}
    done = release(tmp_path, tables)
    assert (done.version, done.level, done.because) == ("2.0.0", "major", ("1 column renamed",))
    said = (done.folder / "CHANGES.md").read_text("utf-8")
    assert "**Major:**" in said and "column `unit` is now called `unit_code`" in said
