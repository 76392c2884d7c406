"""What validation promises: broken rows go to rejects with a reason, sound ones stay, and bad data is not published."""

import datetime as dt
import json

import pyarrow as pa
import pytest

from flows.tables import TABLES
from flows.tables.arrow import to_arrow
from flows.validate import Verdict, checks_of, validate
from flows.validate.gate import allowed
from tests.sample_tables import TEXTS, sample_rows, sample_tables


def judged(rows: dict[str, list[dict]], **settings: object) -> Verdict:
    return validate({name: to_arrow(TABLES[name], some) for name, some in rows.items()}, TEXTS, **settings)


def with_change(table: str, column: str, value: object, nth: int = 0) -> Verdict:
    rows = sample_rows()
    rows[table][nth][column] = value
    return judged(rows)


def rejected(verdict: Verdict) -> list[tuple[str, str]]:
    return [(r["table"], r["reason"]) for r in verdict.tables["rejects"].to_pylist() if r["stage"] == "validate"]


def failed(verdict: Verdict, severity: str) -> list[tuple[str, str]]:
    return [(r["table"], r["expectation"]) for r in verdict.results if r["severity"] == severity and not r["success"]]


@pytest.fixture(scope="module")
def sound() -> Verdict:
    return validate(sample_tables(), TEXTS)


def test_sound_tables_may_be_published_and_lose_nothing(sound):
    assert sound.ok and sound.failures == []
    assert {name: t.to_pylist() for name, t in sound.tables.items()} == {
        name: t.to_pylist() for name, t in sample_tables().items()
    }
    assert failed(sound, "critical") == failed(sound, "warning") == failed(sound, "info") == []


def test_every_declared_check_has_a_result_in_plain_values(sound):
    assert json.loads(json.dumps(sound.results)) == sound.results
    for table in TABLES.values():
        of_table = [r for r in sound.results if r["table"] == table.name]
        assert len(of_table) >= len(checks_of(table)) > 0
        for column in table.columns:
            tested = {r["expectation"] for r in of_table if column.name in r["columns"]}
            assert column.nullable or "expect_column_values_to_not_be_null" in tested
            assert not column.enum or "expect_column_values_to_be_in_set" in tested
            assert not column.pattern or "expect_column_values_to_match_regex" in tested
            assert column.minimum is None or "expect_column_values_to_be_between" in tested
            assert not column.references or "unresolved_reference" in tested
    assert all(r["meaning"] and r["n_checked"] >= r["n_failed"] >= r["n_removed"] for r in sound.results)


BROKEN = [
    ("documents", "redistribute", None, "missing value"),
    ("documents", "sha256", "abc", "malformed"),
    ("documents", "format", "docx", "unknown code"),
    ("documents", "n_words", 0, "out of bounds"),
    ("documents", "authors", ["A. Writer", None], "null in list"),
    ("sentences", "section", "footer", "unknown code"),
    ("sentences", "text", "Nobody wrote this.", "span without its text"),
    ("sentences", "end_char", 100_000, "span without its text"),
    ("entities", "entity_id", "nonsense", "malformed"),
    ("entities", "country", "Peru", "malformed"),
    ("mentions", "confidence", 1.5, "out of bounds"),
    ("mentions", "confidence", float("nan"), "out of bounds"),
    ("mentions", "entity_id", "state:ATL", "unresolved reference"),
    ("mentions", "sentence_id", "notes/visit#2", "outside its sentence"),
    ("mentions", "doc_id", "copper", "span without its text"),
    ("times", "timex_type", "ERA", "unknown code"),
    ("figures", "value", None, "missing value"),
    ("figures", "value", float("inf"), "not a number"),
    ("figures", "start_char", 99, "out of order"),
    ("figures", "attributed_to", "person:nobody", "unresolved reference"),
    ("events", "text", "shook hands", "span without its text"),
    ("events", "contexts", [None], "null in list"),
    ("event_participants", "mention_id", "notes/visit#m0-1", "unresolved reference"),
]


@pytest.mark.parametrize(("table", "column", "value", "reason"), BROKEN, ids=[f"{t}.{c}-{r}" for t, c, _, r in BROKEN])
def test_a_row_that_breaks_a_critical_check_goes_to_rejects_with_the_reason(table, column, value, reason):
    verdict = with_change(table, column, value)
    assert (table, reason) in rejected(verdict)
    assert verdict.tables[table].num_rows == sample_tables()[table].num_rows - 1
    counted = [r for r in verdict.results if r["table"] == table and r["n_removed"] == 1 and column in r["columns"]]
    assert counted and all(r["success"] and r["n_failed"] == 1 and len(r["examples"]) == 1 for r in counted)


def test_a_reject_names_the_row_and_keeps_it_whole_as_json():
    verdict = with_change("times", "timex_type", "ERA")
    (row,) = [r for r in verdict.tables["rejects"].to_pylist() if r["stage"] == "validate"]
    original = sample_rows()["times"][0]
    assert (row["path"], row["row_id"]) == ("notes/visit", original["time_id"])
    said, _, kept = row["detail"].partition("; the row: ")
    assert said == "timex_type 'ERA' is none of its codes"
    assert json.loads(kept)["start_date"] == "2015-05-04"
    assert list(json.loads(kept)) == TABLES["times"].names


def test_rows_that_refer_to_a_rejected_row_follow_it_and_say_so():
    verdict = with_change("events", "event_type", "DANCE")
    assert rejected(verdict) == [("events", "unknown code")] + [("event_participants", "refers to rejected events")] * 3
    assert verdict.tables["event_participants"].num_rows == 3


def test_a_rejected_document_takes_all_its_rows_and_leaves_the_others():
    rows = sample_rows()
    rows["documents"][0]["language"] = "english"
    verdict = judged(rows)
    assert verdict.ok
    for name in ("sentences", "mentions", "times", "figures", "events"):
        assert verdict.tables[name]["doc_id"].unique().to_pylist() == ["copper"]
    assert verdict.tables["event_participants"].num_rows == 3


def test_an_entity_whose_loss_would_take_many_mentions_with_it_stops_publication():
    verdict = with_change("entities", "type", "ghost")
    assert not verdict.ok
    assert any(f.startswith("mentions: ") for f in verdict.failures)


def test_more_broken_rows_than_the_share_stop_publication():
    rows = sample_rows()
    for row in rows["mentions"][:3]:
        row["form"] = "gesture"
    assert not judged(rows).ok
    assert judged(rows, share=0.9).ok


def test_a_share_of_nothing_lets_no_row_go():
    rows = sample_rows()
    rows["times"][0]["timex_type"] = "ERA"
    assert judged(rows).ok
    assert not judged(rows, share=0).ok


@pytest.mark.parametrize(("n", "share", "limit"), [(3, 0.05, 1), (100, 0.05, 5), (1999, 0.05, 99), (50, 0, 0)])
def test_a_table_may_lose_its_share_but_a_row_in_any_case(n, share, limit):
    assert allowed(n, share) == limit


def test_of_equal_rows_one_stays():
    rows = sample_rows()
    rows["mentions"].append(dict(rows["mentions"][0]))
    verdict = judged(rows)
    assert rejected(verdict) == [("mentions", "duplicate key")]
    assert verdict.tables["mentions"].num_rows == len(rows["mentions"]) - 1
    assert verdict.tables["mentions"].to_pylist()[0] == sample_tables()["mentions"].to_pylist()[0]


def test_of_rows_that_share_a_key_but_differ_none_stays():
    rows = sample_rows()
    rows["figures"].append(rows["figures"][1] | {"value": 13000.0})
    verdict = judged(rows)
    assert rejected(verdict) == [("figures", "duplicate key")] * 2
    assert verdict.tables["figures"].num_rows == 1


WARNED = [
    ("entities", "country", "QQQ"),
    ("figures", "reporter", "XQZ"),
    ("figures", "unit", "ZZZ"),
    ("figures", "value_low", 1e12),
    ("events", "source", ["MNG", "Atlantis"]),
    ("events", "quad_class", "material_conflict"),
    ("events", "cameo_root", "20"),
    ("events", "mode", "aerial"),
    ("events", "contexts", ["gardening"]),
    ("events", "end_date", dt.date(2001, 1, 1)),
    ("documents", "n_sentences", 17),
    ("entities", "n_mentions", 40),
    ("event_participants", "entity_id", "state:CHL"),
]


@pytest.mark.parametrize(("table", "column", "value"), WARNED, ids=[f"{t}.{c}" for t, c, _ in WARNED])
def test_doubtful_content_is_warned_of_and_stays(table, column, value):
    verdict = with_change(table, column, value)
    assert verdict.ok and rejected(verdict) == []
    assert verdict.tables[table].num_rows == sample_tables()[table].num_rows
    (warned,) = [r for r in verdict.results if r["severity"] == "warning" and not r["success"]]
    assert warned["table"] == table and column in warned["columns"]
    assert warned["n_failed"] == 1 and len(warned["examples"]) == 1


@pytest.mark.parametrize("code", ["SUN", "YUG", "CHN"])
def test_states_of_today_and_of_the_past_are_known(code):
    assert failed(with_change("figures", "reporter", code), "warning") == []


@pytest.mark.parametrize("unit", ["DEM", "CNY", "USD/t", "kWh", "%", "1"])
def test_money_of_today_and_of_the_past_and_other_units_are_known(unit):
    assert failed(with_change("figures", "unit", unit), "warning") == []


def test_a_document_without_its_date_is_a_hint():
    verdict = with_change("documents", "published", None)
    assert verdict.ok
    assert failed(verdict, "info") == [("documents", "expect_column_values_to_not_be_null")]


def test_a_missing_table_stops_publication_and_is_named():
    tables = sample_tables()
    del tables["events"]
    verdict = validate(tables, TEXTS)
    assert not verdict.ok and "events" in verdict.failures[0]
    assert set(verdict.tables) == set(TABLES)


def test_a_missing_column_and_a_wrong_type_stop_publication_and_are_named():
    tables = sample_tables()
    tables["times"] = tables["times"].drop_columns(["value"])
    tables["figures"] = tables["figures"].set_column(
        tables["figures"].schema.get_field_index("value"), "value", pa.array(["many", "more"])
    )
    verdict = validate(tables, TEXTS)
    assert ["value is absent, not string" in f for f in verdict.failures] == [True, False]
    assert "value is string, not double" in verdict.failures[1]


def test_an_undeclared_column_stops_publication_and_is_named():
    tables = sample_tables()
    tables["entities"] = tables["entities"].append_column("mood", pa.array(["good"] * tables["entities"].num_rows))
    verdict = validate(tables, TEXTS)
    assert not verdict.ok and "mood is string, not absent" in verdict.failures[0]


def test_no_documents_at_all_stop_publication():
    verdict = judged({name: [] for name in TABLES})
    assert {f.split(":")[0] for f in verdict.failures} == {"documents", "sentences"}


def test_a_document_whose_text_is_not_given_loses_its_rows():
    verdict = validate(sample_tables(), {"copper": TEXTS["copper"]})
    assert not verdict.ok
    assert "the document has no text" in " ".join(verdict.tables["rejects"]["detail"].to_pylist())


def test_a_broken_reject_stops_publication_since_it_cannot_be_rejected():
    rows = sample_rows()
    rows["rejects"][0]["reason"] = None
    verdict = judged(rows)
    assert not verdict.ok and verdict.failures[0].startswith("rejects: ")


def test_the_verdict_does_not_depend_on_the_order_of_rows():
    rows = sample_rows()
    rows["events"][0]["event_type"] = "DANCE"
    back = {name: some[::-1] for name, some in rows.items()}
    one, two = judged(rows), judged(back)
    for name in TABLES:
        assert sorted(map(repr, one.tables[name].to_pylist())) == sorted(map(repr, two.tables[name].to_pylist()))
    strip = [{k: v for k, v in r.items() if k != "examples"} for r in one.results]
    assert strip == [{k: v for k, v in r.items() if k != "examples"} for r in two.results]


def test_tables_in_many_chunks_are_judged_alike():
    tables = {name: pa.concat_tables([t.slice(i, 1) for i in range(t.num_rows)]) for name, t in sample_tables().items()}
    assert validate(tables, TEXTS).ok
