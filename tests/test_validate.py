"""What validation promises: broken rows go to rejects with a reason, sound ones stay, and bad data is not published."""

import datetime as dt
import json

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.tables import TABLES
from flows.tables.arrow import to_arrow
from flows.tables.rows import as_json, row_name
from flows.validate import Verdict, checks_of, validate
from flows.validate.check import Around
from flows.validate.gate import SHARE, allowed, failures_to_extract, losses
from flows.validate.quarantine import quarantine
from tests.sample_tables import TEXTS, sample_rows, sample_tables


def judged(rows: dict[str, list[dict]], **settings: object) -> Verdict:
    return validate({name: to_arrow(TABLES[name], some) for name, some in rows.items()}, TEXTS, **settings)


def split(rows: dict[str, list[dict]], texts: dict[str, str] = TEXTS) -> dict[str, pa.Table]:
    """The tables after quarantine, without Great Expectations' verdict on them, which takes a second."""
    around, _ = quarantine({name: to_arrow(TABLES[name], some) for name, some in rows.items()}, texts, checks_of)
    return around.clean


def lost_too_many(rows: dict[str, list[dict]], share: float = SHARE) -> set[str]:
    """The tables that lost more rows than they may, without Great Expectations' verdict."""
    given = {name: to_arrow(TABLES[name], some) for name, some in rows.items()}
    around, removed = quarantine(given, TEXTS, checks_of)
    return {n for n in TABLES if not losses(TABLES[n], given[n], removed[n], around, share)["success"]}


def changed(table: str, column: str, value: object) -> dict[str, list[dict]]:
    rows = sample_rows()
    rows[table][0][column] = value
    return rows


def with_change(table: str, column: str, value: object) -> Verdict:
    return judged(changed(table, column, value))


def rejected(tables: dict[str, pa.Table]) -> list[tuple[str, str]]:
    return [(r["table"], r["reason"]) for r in tables["rejects"].to_pylist() if r["stage"] == "validate"]


def failed(verdict: Verdict, severity: str) -> list[tuple[str, str]]:
    return [(r["table"], r["expectation"]) for r in verdict.results if r["severity"] == severity and not r["success"]]


@pytest.fixture(scope="module")
def sound() -> Verdict:
    return validate(sample_tables(), TEXTS)


def test_sound_tables_may_be_published_and_lose_nothing(sound):
    assert sound.ok and sound.failures == []
    for name, table in sample_tables().items():
        assert sorted(map(repr, sound.tables[name].to_pylist())) == sorted(map(repr, table.to_pylist()))
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
            assert not column.references or "expect_no_unresolved_reference" in tested
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
    ("mentions", "sentence_id", "notes/visit#2", "span outside its sentence"),
    ("mentions", "doc_id", "copper", "span without its text"),
    ("times", "timex_type", "ERA", "unknown code"),
    ("figures", "value", None, "missing value"),
    ("figures", "value", float("inf"), "unusable number"),
    ("figures", "confidence", None, "missing value"),
    ("figures", "start_char", 9999, "out of order"),
    ("figures", "attributed_to", "person:nobody", "unresolved reference"),
    ("events", "text", "shook hands", "span without its text"),
    ("events", "contexts", [None], "null in list"),
    ("event_participants", "mention_id", "notes/visit#m0-1", "unresolved reference"),
]


@pytest.mark.parametrize(("table", "column", "value", "reason"), BROKEN, ids=[f"{t}.{c} {r}" for t, c, _, r in BROKEN])
def test_a_row_that_breaks_a_critical_check_goes_to_rejects_with_the_reason(table, column, value, reason):
    clean = split(changed(table, column, value))
    assert rejected(clean)[0] == (table, reason)
    assert clean[table].num_rows == len(sample_rows()[table]) - 1


def test_the_results_tell_removed_rows_from_the_verdict_on_the_rest():
    verdict = with_change("figures", "measure", "happiness")
    (found,) = [r for r in verdict.results if r["table"] == "figures" and r["columns"] == ["measure"] and r["n_failed"]]
    assert found["success"] and (found["n_checked"], found["n_failed"], found["n_removed"]) == (2, 1, 1)
    assert found["examples"] == [sample_rows()["figures"][0]["figure_id"]]


def test_a_reject_names_the_row_and_keeps_it_whole_as_json():
    clean = split(changed("times", "timex_type", "ERA"))
    (row,) = [r for r in clean["rejects"].to_pylist() if r["stage"] == "validate"]
    original = sample_rows()["times"][0]
    assert (row["path"], row["row_id"]) == ("notes/visit", original["time_id"])
    said, _, kept = row["detail"].partition("; the row: ")
    assert said == "timex_type 'ERA' is none of its codes"
    assert json.loads(kept)["start_date"] == "2015-05-04"
    assert list(json.loads(kept)) == TABLES["times"].names


def test_rows_that_refer_to_a_rejected_row_follow_it_and_say_so():
    clean = split(changed("events", "event_type", "DANCE"))
    assert rejected(clean) == [("events", "unknown code")] + [("event_participants", "refers to rejected events")] * 3
    assert clean["event_participants"].num_rows == 3


def test_a_rejected_document_takes_all_its_rows_and_leaves_the_others():
    verdict = with_change("documents", "language", "english")
    assert verdict.ok
    assert {reason for table, reason in rejected(verdict.tables) if table == "sentences"} == {
        "refers to rejected documents"
    }
    for name in ("sentences", "mentions", "times", "figures", "events"):
        assert verdict.tables[name]["doc_id"].unique().to_pylist() == ["copper"]
    assert verdict.tables["event_participants"].num_rows == 3


def test_an_entity_whose_loss_would_take_many_mentions_with_it_stops_publication():
    verdict = with_change("entities", "type", "ghost")
    assert not verdict.ok
    assert any(f.startswith("mentions: ") for f in verdict.failures)


def test_more_broken_rows_than_the_share_are_too_many():
    rows = sample_rows()
    for row in rows["mentions"][:3]:
        row["form"] = "gesture"
    assert "mentions" in lost_too_many(rows)
    assert "mentions" in lost_too_many(rows, share=0.3)
    assert "mentions" not in lost_too_many(rows, share=0.5)


def test_rows_of_a_rejected_document_do_not_count_as_lost_but_the_document_does():
    assert lost_too_many(changed("documents", "language", "english")) == set()
    assert lost_too_many(changed("documents", "language", "english"), share=0) == {"documents"}


def test_a_share_of_nothing_lets_no_row_go():
    assert lost_too_many(changed("times", "timex_type", "ERA")) == set()
    assert lost_too_many(changed("times", "timex_type", "ERA"), share=0) == {"times"}


def test_documents_on_which_extraction_failed_count_and_files_that_are_no_documents_do_not():
    rejects = [{"path": f"{i}.txt", "stage": stage} for i in range(3) for stage in ("ingest", "extract")]
    given = to_arrow(TABLES["documents"], sample_rows()["documents"]), to_arrow(TABLES["rejects"], rejects)
    found = failures_to_extract(*given, SHARE)
    assert (found["success"], found["n_checked"], found["n_failed"]) == (False, 5, 3)
    assert found["examples"] == ["0.txt", "1.txt", "2.txt"]
    assert failures_to_extract(given[0], given[1].slice(0, 2), SHARE)["success"]
    assert not failures_to_extract(given[0], given[1].slice(0, 2), 0)["success"]


@pytest.mark.parametrize(("n", "share", "limit"), [(3, 0.05, 1), (100, 0.05, 5), (1999, 0.05, 99), (50, 0, 0)])
def test_a_table_may_lose_its_share_but_a_row_in_any_case(n, share, limit):
    assert allowed(n, share) == limit


def test_of_equal_rows_one_stays():
    rows = sample_rows()
    rows["mentions"].append(dict(rows["mentions"][0]))
    clean = split(rows)
    assert rejected(clean) == [("mentions", "duplicate key")]
    assert clean["mentions"].num_rows == len(rows["mentions"]) - 1
    assert clean["mentions"].to_pylist()[0] == sample_tables()["mentions"].to_pylist()[0]


def test_of_rows_that_share_a_key_but_differ_none_stays():
    rows = sample_rows()
    rows["figures"].append(rows["figures"][1] | {"value": 13000.0})
    clean = split(rows)
    assert rejected(clean) == [("figures", "duplicate key")] * 2
    assert clean["figures"].num_rows == 1


WARNED = [
    ("sentences", "ordinal", 2),
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
    ("entities", "n_documents", 2),
    ("event_participants", "entity_id", "state:CHL"),
]


@pytest.fixture(scope="module")
def doubtful() -> Verdict:
    rows = sample_rows()
    for table, column, value in WARNED:
        rows[table][0][column] = value
    rows["documents"][1]["published"] = None
    rows["figures"][1]["plausible"] = False
    return judged(rows)


def test_doubtful_content_stays_and_is_published(doubtful):
    assert doubtful.ok and rejected(doubtful.tables) == []
    assert {n: t.num_rows for n, t in doubtful.tables.items()} == {n: t.num_rows for n, t in sample_tables().items()}


@pytest.mark.parametrize(("table", "column", "value"), WARNED, ids=[f"{t}.{c}" for t, c, _ in WARNED])
def test_doubtful_content_is_warned_of(doubtful, table, column, value):
    (warned,) = [
        r
        for r in doubtful.results
        if (r["table"], r["severity"], r["success"]) == (table, "warning", False) and column in r["columns"]
    ]
    assert warned["n_failed"] == 1 and warned["n_removed"] == 0 and len(warned["examples"]) == 1


@pytest.mark.parametrize(
    ("column", "codes", "reason"),
    [
        ("reporter", ["SUN", "YUG", "CHN", "EU", None], "unknown actor"),
        ("unit", ["DEM", "CNY", "USD/t", "kWh", "%", "1"], "unknown currency"),
    ],
)
def test_codes_of_today_and_of_the_past_are_known(column, codes, reason):
    figures = to_arrow(TABLES["figures"], [{column: code} for code in codes])
    checks = [c for c in checks_of(TABLES["figures"]) if c.reason == reason and c.columns == (column,)]
    assert [c.holds(figures, None).to_pylist() for c in checks] == [[True] * len(codes)]


def test_a_document_without_its_date_and_an_implausible_figure_are_hints(doubtful):
    assert failed(doubtful, "info") == [
        ("documents", "expect_column_values_to_not_be_null"),
        ("figures", "expect_column_values_to_be_in_set"),
    ]


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
    clean = split(sample_rows(), {"copper": TEXTS["copper"]})
    assert clean["sentences"]["doc_id"].unique().to_pylist() == ["copper"]
    assert "the document has no text" in " ".join(clean["rejects"]["detail"].to_pylist())


def test_a_broken_reject_stops_publication_since_it_cannot_be_rejected():
    rows = sample_rows()
    rows["rejects"][0]["reason"] = None
    verdict = judged(rows)
    assert not verdict.ok and verdict.failures[0].startswith("rejects: ")


def test_what_is_rejected_does_not_depend_on_the_order_of_rows():
    rows = changed("events", "event_type", "DANCE")
    rows["mentions"] += [dict(rows["mentions"][0])]
    one, two = split(rows), split({name: some[::-1] for name, some in rows.items()})
    for name in TABLES:
        assert sorted(map(repr, one[name].to_pylist())) == sorted(map(repr, two[name].to_pylist()))


def test_tables_in_many_chunks_are_split_alike():
    tables = {name: pa.concat_tables([t.slice(i, 1) for i in range(t.num_rows)]) for name, t in sample_tables().items()}
    clean = quarantine(tables, TEXTS, checks_of)[0].clean
    assert {name: t.to_pylist() for name, t in clean.items()} == {n: t.to_pylist() for n, t in sample_tables().items()}


@given(st.text(max_size=30), st.integers(-3, 33), st.integers(-3, 33), st.text(max_size=4) | st.none())
def test_a_span_holds_only_if_the_document_reads_so_there(text, start, end, claimed):
    text = text.encode("utf-8", "ignore").decode()
    words = text[start:end] if claimed is None and 0 <= start < end else claimed
    row = {"sentence_id": "d#0", "doc_id": "d", "start_char": start, "end_char": end, "text": words}
    check = next(c for c in checks_of(TABLES["sentences"]) if c.reason == "span without its text")
    (holds,) = check.holds(to_arrow(TABLES["sentences"], [row]), Around({}, {}, {"d": text})).to_pylist()
    inside = 0 <= start < end <= len(text)
    assert holds == (inside and (words is None or list(words) == list(text)[start:end]))
    assert check.fault(row, Around({}, {}, {"d": text}))


anything = st.none() | st.text() | st.floats() | st.integers() | st.dates() | st.booleans() | st.lists(st.text())


@given(st.dictionaries(st.text(), anything))
def test_any_row_can_be_kept_as_json(row):
    assert list(json.loads(as_json(row))) == list(row)


@given(st.lists(st.sampled_from(["a", "b", None]) | st.text(max_size=2), max_size=6).map(tuple))
def test_a_row_keeps_its_name_whatever_is_in_its_key(key):
    names = TABLES["event_participants"].key
    row = dict(zip(names, (*key, *[None] * 4), strict=False))
    assert row_name(TABLES["event_participants"], row).count("|") >= 3
