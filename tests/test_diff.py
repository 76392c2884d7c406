"""What a difference promises: nothing overlooked, nothing made up, and the reason where there can be but one."""

import copy
import datetime as dt
import json
import random

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.publish import ReleaseError, diff
from flows.publish.withhold import withhold
from flows.tables import TABLES
from flows.tables.arrow import arrow_schema, to_arrow
from flows.tables.changes import changes
from tests.publishing import release
from tests.sample_tables import sample_rows, sample_tables

RULES = {"code": "c0de", "knowledge": "facts", "model": {"name": "en"}, "libraries": {"pyarrow": "1"}}
FIGURE = "notes/visit#f121-132"


def side(rows=None, **rules):
    """Tables that might be published."""
    tables = {name: to_arrow(TABLES[name], some) for name, some in (rows or sample_rows()).items()}
    return diff.unpublished(withhold(tables), RULES | rules)


def told(found):
    """The changes as (table, change, key, column, old, new, reason)."""
    return [tuple(row.values()) for row in found.changes.to_pylist()]


def figure(rows):
    return rows["figures"][0]


def test_nothing_is_different_between_the_same_rows_in_another_order():
    rows = sample_rows()
    for some in rows.values():
        random.Random(3).shuffle(some)
    found = diff.difference(side(), side(rows, code="changed"))
    assert (found.level, found.because(), found.changes.num_rows) == (None, [], 0)
    assert {name: n.after for name, n in found.counts.items()} == {name: len(some) for name, some in rows.items()}


def test_a_changed_value_is_told_with_its_key_the_old_and_the_new():
    rows = sample_rows()
    figure(rows)["value"] = 5e7
    figure(rows)["start_date"] = dt.date(2021, 1, 1)
    found = diff.difference(side(), side(rows))
    key = figure(rows)["figure_id"]
    assert told(found) == [
        ("figures", "value_changed", key, "start_date", "2020-01-01", "2021-01-01", None),
        ("figures", "value_changed", key, "value", "40000000.0", "50000000.0", None),
    ]
    assert found.level == "patch"
    assert found.counts["figures"] == diff.Counts(2, 2, 0, 0, 1)


def test_lists_are_told_as_json_and_null_as_null():
    rows = sample_rows()
    rows["events"][0]["source"] = ["MNG", 'the "rest"']
    rows["events"][0]["mode"] = "meet"
    found = diff.difference(side(), side(rows))
    values = {row[3]: row[4:6] for row in told(found)}
    assert values == {"source": ('["MNG"]', '["MNG","the \\"rest\\""]'), "mode": (None, "meet")}


def test_a_value_that_becomes_null_or_was_null_is_a_change():
    rows = sample_rows()
    figure(rows)["date_text"] = None
    assert [row[3:6] for row in told(diff.difference(side(), side(rows)))] == [("date_text", "by 2020", None)]
    assert [row[3:6] for row in told(diff.difference(side(rows), side()))] == [("date_text", None, "by 2020")]


def test_rows_of_several_key_columns_are_named_by_all_of_them():
    rows = sample_rows()
    gone = rows["event_participants"].pop(0)
    ((table, change, key, *_),) = told(diff.difference(side(), side(rows)))
    assert (table, change) == ("event_participants", "row_removed")
    assert key == "|".join(gone[k] for k in TABLES["event_participants"].key)


def test_a_row_that_is_gone_is_kept_in_the_difference():
    rows = sample_rows()
    gone = rows["times"].pop()
    ((_, _, key, _, old, new, _),) = told(diff.difference(side(), side(rows)))
    held = json.loads(old)
    assert (key, new) == (gone["time_id"], None)
    assert (held["value"], held["start_date"], held["start_char"]) == ("2003", "2003-01-01", gone["start_char"])


def test_rows_without_a_key_are_counted_one_by_one():
    rows = sample_rows()
    (reject,) = rows["rejects"]
    rows["rejects"] = [reject, dict(reject)]
    more = diff.difference(side(), side(rows))
    assert [row[:2] for row in told(more)] == [("rejects", "row_added")]
    assert more.counts["rejects"] == diff.Counts(1, 2, 1, 0, 0)
    assert [row[:2] for row in told(diff.difference(side(rows), side()))] == [("rejects", "row_removed")]


def with_document(rows):
    """The rows with one more document, that has a sentence and a time."""
    new = {
        "doc_id": "later",
        "sentence_id": "later#0",
        "time_id": "later#t0-4",
        "path": "later.txt",
        "sha256": "e" * 64,
    }
    for name in ("documents", "sentences", "times"):
        row = rows[name][0] | {"start_char": 0, "end_char": 4} | new
        rows[name].append({k: v for k, v in row.items() if k in rows[name][0]})
    return rows


def reasons(found):
    return {(row[0], row[1]): row[6] for row in told(found)}


def test_rows_of_a_new_document_are_there_because_of_it():
    found = diff.difference(side(), side(with_document(sample_rows()), code="changed"))
    expected = dict.fromkeys(
        (("documents", "row_added"), ("sentences", "row_added"), ("times", "row_added")), "new document"
    )
    assert reasons(found) == expected
    assert found.level == "minor"
    back = diff.difference(side(with_document(sample_rows())), side())
    assert set(reasons(back).values()) == {"document gone"} and back.level == "minor"


def test_a_text_that_changed_explains_its_rows_and_theirs_that_refer_to_them():
    rows = sample_rows()
    rows["documents"][0]["sha256"] = "d" * 64
    figure(rows)["value"] = 1.0
    gone = next(p for p in rows["event_participants"] if p["event_id"].startswith("notes/visit"))
    rows["event_participants"].remove(gone)
    found = diff.difference(side(), side(rows))
    assert set(reasons(found)) == {
        ("documents", "value_changed"),
        ("figures", "value_changed"),
        ("event_participants", "row_removed"),
    }
    assert set(reasons(found).values()) == {"document changed"}


@pytest.mark.parametrize("what", ["code", "knowledge", "model", "libraries"])
def test_a_row_of_a_text_that_stayed_changed_with_the_rules(what):
    rows = sample_rows()
    figure(rows)["value"] = 1.0
    found = diff.difference(side(), side(rows, **{what: "changed"}))
    assert reasons(found) == {("figures", "value_changed"): "rules changed"}
    assert found.reasons() == {"figures": {"rules changed": 1}}


def test_what_only_the_source_list_changed_is_told_as_that():
    rows = sample_rows()
    rows["documents"][0]["published"] = dt.date(2015, 6, 1)
    rows["times"][0]["start_date"] = dt.date(2015, 5, 3)
    assert set(reasons(diff.difference(side(), side(rows))).values()) == {"metadata changed"}
    assert set(reasons(diff.difference(side(), side(rows, code="changed"))).values()) == {None}  # one of the two


def test_a_row_of_the_whole_corpus_changed_with_its_documents_if_the_rules_stayed():
    rows = with_document(sample_rows())
    rows["entities"][0]["n_mentions"] += 1
    assert reasons(diff.difference(side(), side(rows)))["entities", "value_changed"] == "other documents"
    both = diff.difference(side(), side(rows, code="changed"))
    assert reasons(both)["entities", "value_changed"] is None
    del rows["documents"][-1], rows["sentences"][-1], rows["times"][-1]
    rules = diff.difference(side(), side(rows, code="changed"))
    assert reasons(rules)["entities", "value_changed"] == "rules changed"


def test_a_corrected_row_is_told_as_corrected_and_so_is_one_that_is_no_longer():
    rows = sample_rows()
    figure(rows).update(value=1.0, corrected_by="A. Rey")
    found = diff.difference(side(), side(rows, code="changed"))
    assert {(row[3], row[6]) for row in told(found)} == {("value", "correction"), ("corrected_by", "correction")}
    assert found.level == "patch"
    back = diff.difference(side(rows), side())
    assert {row[6] for row in told(back)} == {"correction withdrawn"}


def correction(row_id, **known):
    """A row of `corrections` about a time."""
    return {
        "correction_id": f"times/{row_id}/", "table": "times", "row_id": row_id, "action": "reject", "reason": "no time",
        "author": "A. Rey", "date": dt.date(2026, 3, 1), "state": "applied", **known,
    }  # fmt: skip


def test_what_corrections_take_out_and_bring_about_is_a_patch():
    rows = sample_rows()
    gone = rows["times"].pop()
    assert diff.difference(side(), side(rows)).level == "minor"
    rows["corrections"].append(correction(gone["time_id"]))
    rows["rejects"].append(
        {"path": "copper", "stage": "correct", "table": "times", "row_id": gone["time_id"], "reason": "rejected"}
    )
    rows["series"][0]["value"] = 1.0  # what follows from a correction
    found = diff.difference(side(), side(rows))
    assert {row[:2] for row in told(found)} == {
        ("times", "row_removed"), ("corrections", "row_added"), ("rejects", "row_added"), ("series", "value_changed")
    }  # fmt: skip
    assert set(reasons(found).values()) == {"correction"}
    assert found.level == "patch"


def test_a_correction_withdrawn_is_told():
    rows = sample_rows()
    rows["corrections"].append(correction("copper#t53-57", action="accept"))
    found = diff.difference(side(rows), side())
    assert reasons(found) == {("corrections", "row_removed"): "correction withdrawn"}
    assert found.level == "patch"


def test_a_row_of_two_kinds_of_figure_belongs_to_the_document_of_the_one_it_has():
    rows = sample_rows()
    rows["documents"][0]["sha256"] = "d" * 64
    rows["series_figures"].pop()
    found = diff.difference(side(), side(rows))
    assert reasons(found)["series_figures", "row_removed"] == "document changed"


def words_of(found):
    return " ".join(v for row in found.changes.to_pylist() for v in row.values() if v)


def test_words_that_may_not_be_passed_on_are_in_no_difference():
    """Of a text released, then withheld, the earlier release has the words; the difference must not repeat them."""
    rows, shut = sample_rows(), sample_rows()
    for some in (rows, shut):
        some["documents"][1]["redistribute"] = some is rows
    shut["sentences"] = [s for s in shut["sentences"] if s["sentence_id"] != "copper#1"]
    opened = diff.difference(side(shut), side(rows))
    found = diff.difference(side(rows), side(shut))
    assert {row[1] for row in told(found) if row[0] == "sentences"} == {"value_changed", "row_removed"}
    for some in (found, opened):
        assert "angry mayor complained" not in words_of(some) and "tonnes of copper ore from" not in words_of(some)
    free = copy.deepcopy(rows)
    free["sentences"][-1]["text"] = "Chile welcomed the whole deal."
    assert "Chile welcomed the whole deal." in words_of(diff.difference(side(rows), side(free)))


def test_details_of_rejects_are_in_no_difference():
    rows = sample_rows()
    rows["rejects"][0]["detail"] = "the fishermen about the new harbour wall"
    found = diff.difference(side(), side(rows))
    assert len(told(found)) == 2 and "harbour" not in words_of(found)


def test_the_difference_is_the_declared_table_in_its_declared_order():
    rows = with_document(sample_rows())
    figure(rows)["value"] = 1.0
    rows["rejects"].pop()
    table = diff.difference(side(), side(rows)).changes
    assert table.schema.equals(arrow_schema(changes))
    assert table.equals(table.sort_by([(name, "ascending") for name in changes.sort]))
    known = {column: set(changes.column(column).enum) | {None} for column in ("change", "reason")}
    assert all(set(table[column].to_pylist()) <= codes for column, codes in known.items())


def test_the_json_of_a_difference_holds_all_of_it():
    rows = with_document(sample_rows())
    rows["rejects"].pop()
    found = diff.difference(side(), side(rows))
    held = json.loads("\n".join(diff.json_lines(found)))
    assert held["changes"] == found.changes.to_pylist()
    assert (held["same"], held["level"], held["because"]) == (False, "minor", ["3 rows added", "1 row removed"])
    assert held["tables"]["times"] == {
        "before": 2, "after": 3, "added": 1, "removed": 0, "changed": 0, "reasons": {"new document": 1},
        "columns": {},
    }  # fmt: skip
    same = json.loads("\n".join(diff.json_lines(diff.difference(side(), side()))))
    assert (same["same"], same["level"], same["changes"]) == (True, None, [])


def test_published_and_unpublished_tables_compare_alike(tmp_path):
    there = diff.release(release(tmp_path).folder)
    made = diff.unpublished(withhold(sample_tables()), RULES)
    assert diff.difference(there, made).level is None
    assert diff.difference(made, there).level is None
    assert there.layouts == made.layouts


@pytest.mark.parametrize("harm", ["datapackage.json", "release.json", "figures.parquet", "SHA256SUMS"])
def test_a_folder_that_holds_no_whole_release_is_told(tmp_path, harm):
    folder = release(tmp_path).folder
    (folder / harm).unlink()
    with pytest.raises(ReleaseError, match="does not hold a whole release"):
        diff.release(folder)
    (folder / harm).write_text("[]")
    if harm != "SHA256SUMS":
        with pytest.raises(ReleaseError, match="does not hold a whole release"):
            diff.release(folder)


figures = st.lists(
    st.tuples(st.integers(0, 30), st.floats(allow_nan=False), st.one_of(st.none(), st.text(max_size=3))),
    unique_by=lambda t: t[0],
    max_size=12,
)


def of_figures(some):
    rows = sample_rows()
    rows["figures"] = [
        figure(rows) | {"figure_id": f"notes/visit#f{i}", "value": v, "date_text": t} for i, v, t in some
    ]
    return rows


@settings(max_examples=25, deadline=None)
@given(figures, figures)
def test_whatever_the_rows_are_the_counts_are_those_of_their_keys(one, other):
    found = diff.difference(side(of_figures(one)), side(of_figures(other)))
    old, new = ({i: rest for i, *rest in some} for some in (one, other))
    counts = found.counts["figures"]
    assert counts.added == len(new.keys() - old.keys()) and counts.removed == len(old.keys() - new.keys())
    assert counts.changed == sum(old[i] != new[i] for i in old.keys() & new.keys())
    assert isinstance(found.changes, pa.Table)
