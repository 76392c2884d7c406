"""What a correction by hand does to its row, to the rows that rest on it, and what happens when it does not apply any more."""

import datetime as dt
import random

import pytest

from flows.corrections import CorrectionError, need_fresh, to_corpus, to_documents
from flows.publish.withhold import withhold
from flows.tables import TABLES
from flows.tables.rows import row_name
from flows.validate import checks_of
from flows.validate.quarantine import quarantine
from tests.correcting import ORE, by_key, change, drawn, judge
from tests.sample_tables import TEXTS

OFFICE = "organization:customs-office-of-lima"


def corrected(*corrections):
    """All tables after the corrections, which all apply."""
    tables = to_corpus(to_documents(drawn(corrections)))
    need_fresh(tables["corrections"])
    return tables


def stale(*corrections):
    """What is said of corrections that do not apply; nothing but `corrections` differs from the tables without them."""
    tables = to_corpus(to_documents(drawn(corrections)))
    without = drawn(())
    assert all(tables[name].equals(without[name]) for name in TABLES if name != "corrections")
    with pytest.raises(CorrectionError) as error:
        need_fresh(tables["corrections"])
    return str(error.value)


def ids(tables, name):
    return {row_name(TABLES[name], row) for row in tables[name].to_pylist()}


def test_a_changed_value_stands_in_the_row_with_the_name_of_who_changed_it_and_nothing_else_differs():
    before = by_key(drawn(())["figures"], "figures")
    tables = corrected(change("figures", ORE, "measure", "exports", "imports"))
    after = by_key(tables["figures"], "figures")
    assert after[ORE] == before[ORE] | {"measure": "imports", "corrected_by": "A. Rey"}
    assert {k: v for k, v in after.items() if k != ORE} == {k: v for k, v in before.items() if k != ORE}
    (told,) = tables["corrections"].to_pylist()
    assert (told["state"], told["note"], told["expected"], told["value"]) == ("applied", None, "exports", "imports")


def test_bounds_and_the_canonical_value_follow_a_figure_that_is_corrected():
    tables = corrected(change("figures", ORE, "value", "12000", "15000"), change("figures", ORE, "unit", "t", "kg"))
    row = by_key(tables["figures"], "figures")[ORE]
    assert (row["value"], row["value_low"], row["value_high"]) == (15000, 15000, 15000)
    assert (row["unit"], row["value_canonical"], row["unit_canonical"]) == ("kg", 15, "t")


def test_the_codes_of_an_event_follow_its_type_unless_they_are_corrected_too():
    met = "notes/visit#e69-72"
    row = by_key(corrected(change("events", met, "event_type", "CONSULT", "ASSAULT"))["events"], "events")[met]
    assert (row["event_type"], row["quad_class"], row["cameo_root"]) == ("ASSAULT", "material_conflict", "19")
    both = change("events", met, "event_type", "CONSULT", "ASSAULT"), change("events", met, "cameo_root", "04", "20")
    row = by_key(corrected(*both)["events"], "events")[met]
    assert (row["quad_class"], row["cameo_root"]) == ("material_conflict", "20")


def test_lists_dates_truth_and_emptiness_can_be_corrected():
    tables = corrected(
        change("figures", ORE, "start_date", None, "2003-01-01"),
        change("figures", ORE, "plausible", "true", "false"),
        change("figures", ORE, "commodity", "metals", None),
        change("events", "copper#e5-11", "source", "PER", "PER|world"),
    )
    row = by_key(tables["figures"], "figures")[ORE]
    assert (row["start_date"], row["plausible"], row["commodity"]) == (dt.date(2003, 1, 1), False, None)
    assert by_key(tables["events"], "events")["copper#e5-11"]["source"] == ["PER", "world"]


def test_an_accepted_row_is_marked_and_stays_as_it_is():
    seen = '{"measure": "exports", "value": "12000"}'
    row = by_key(corrected(judge("accept", "figures", ORE, seen))["figures"], "figures")[ORE]
    assert row == by_key(drawn(())["figures"], "figures")[ORE] | {"corrected_by": "A. Rey"}


def test_those_who_corrected_a_row_are_all_named_once():
    tables = corrected(
        change("figures", ORE, "measure", "exports", "imports", "B. Bo"),
        change("figures", ORE, "status", "actual", "target"),
        change("figures", ORE, "rate", "total", "per_year", "B. Bo"),
    )
    assert by_key(tables["figures"], "figures")[ORE]["corrected_by"] == "B. Bo; A. Rey"


def test_a_rejected_event_goes_with_its_participants_and_each_row_stands_in_the_rejects():
    tables = corrected(judge("reject", "events", "copper#e5-11"))
    assert ids(tables, "events") == {"notes/visit#e69-72"}
    assert all(name.startswith("notes/visit") for name in ids(tables, "event_participants"))
    found = [r for r in tables["rejects"].to_pylist() if r["stage"] == "correct"]
    assert sorted((r["table"], r["reason"]) for r in found) == [
        *[("event_participants", "refers to rejected events")] * 3,
        ("events", "rejected by correction"),
    ]
    assert {r["path"] for r in found} == {"copper"}
    (event,) = [r for r in found if r["table"] == "events"]
    assert event["row_id"] == "copper#e5-11" and event["detail"].startswith("A. Rey, 2024-02-29: checked; the row: {")


def test_an_entity_goes_with_its_last_mention_and_those_who_named_it_stay_without_it():
    mention = next(m for m in drawn(())["mentions"].to_pylist() if m["entity_id"] == OFFICE)["mention_id"]
    tables = corrected(judge("reject", "mentions", mention))
    assert OFFICE not in ids(tables, "entities")
    row = by_key(tables["figures"], "figures")[ORE]
    assert (row["attributed_to"], row["corrected_by"]) == (None, "A. Rey")
    assert by_key(tables["events"], "events")["copper#e5-11"]["attributed_to"] is None
    assert OFFICE not in tables["event_participants"]["entity_id"].to_pylist()
    assert OFFICE not in tables["statements"]["speaker"].to_pylist()


def test_an_entity_that_is_mentioned_elsewhere_stays_when_one_mention_is_rejected():
    first = next(m for m in drawn(())["mentions"].to_pylist() if m["entity_id"] == "state:MNG")["mention_id"]
    tables = corrected(judge("reject", "mentions", first))
    assert "state:MNG" in ids(tables, "entities")
    assert first not in tables["event_participants"]["mention_id"].to_pylist()


def test_a_participant_is_the_entity_that_its_mention_was_found_to_name():
    mention = next(m for m in drawn(())["mentions"].to_pylist() if m["entity_id"] == "state:PER")["mention_id"]
    tables = corrected(change("mentions", mention, "entity_id", "state:PER", "state:NPL"))
    (part,) = [p for p in tables["event_participants"].to_pylist() if p["mention_id"] == mention]
    assert (part["entity_id"], part["role"], part["corrected_by"]) == ("state:NPL", "source", "A. Rey")


def test_a_rejected_entity_takes_its_mentions_along():
    tables = corrected(judge("reject", "entities", OFFICE))
    assert OFFICE not in {*tables["entities"]["entity_id"].to_pylist(), *tables["mentions"]["entity_id"].to_pylist()}
    assert by_key(tables["figures"], "figures")[ORE]["attributed_to"] is None


def test_a_statement_loses_a_rejected_citation_and_stays():
    (citation,) = ids(drawn(()), "citations")
    tables = corrected(judge("reject", "citations", citation))
    assert ids(tables, "statements") == ids(drawn(()), "statements")
    assert not any(tables["statements"]["citation_ids"].to_pylist())


def test_what_is_corrected_passes_validation_with_no_further_row_lost():
    mention = next(m for m in drawn(())["mentions"].to_pylist() if m["entity_id"] == OFFICE)["mention_id"]
    tables = corrected(
        judge("reject", "mentions", mention),
        judge("accept", "figures", ORE),
        change("events", "copper#e5-11", "event_type", "COOPERATE", "AID"),
    )
    around, _ = quarantine(tables, TEXTS, checks_of)
    assert not [r for r in around.clean["rejects"].to_pylist() if r["stage"] == "validate"]


def test_words_of_a_document_that_may_not_be_passed_on_are_kept_back_in_a_rejected_row_too():
    said = next(s for s in drawn(())["statements"].to_pylist() if "fishermen" in s["text"])
    tables = corrected(judge("reject", "statements", said["statement_id"]))
    assert "fishermen" in str(tables["rejects"].to_pylist())
    assert "fishermen" not in str(withhold(tables)["rejects"].to_pylist())


@pytest.mark.parametrize(
    ("correction", "said"),
    [
        (judge("reject", "figures", "copper#f0-1"), "figures copper#f0-1: there is no such row"),
        (
            change("figures", ORE, "measure", "imports", "exports"),
            f"figures {ORE} measure: measure is exports, not imports",
        ),
        (change("figures", ORE, "start_date", "2001-01-01", "2003-01-01"), "start_date is empty, not 2001-01-01"),
        (judge("reject", "figures", ORE, "imports", "measure"), "measure is exports, not imports"),
        (judge("accept", "figures", ORE, '{"value": "12000", "unit": "kt"}'), "unit is t, not kt"),
        (change("figures", ORE, "attributed_to", OFFICE, "person:nobody"), "person:nobody is in no row of entities"),
        (change("figures", ORE, "value_low", "12000", "12001"), "value_low 12001 would be after value 12000; correct both"),
        (judge("reject", "entities", "state:ATL"), "entities state:ATL: there is no such row"),
    ],
)  # fmt: skip
def test_a_correction_that_does_not_apply_any_more_does_nothing_and_says_why(correction, said):
    assert said in stale(correction)


def test_all_stale_corrections_are_told_at_once_with_what_to_do():
    told = stale(judge("reject", "figures", "gone#f1-2"), judge("accept", "events", "gone#e1-2")).splitlines()
    assert told[0].startswith("2 corrections do not apply any more")
    assert told[1].split()[0] == "events" and told[2].split()[0] == "figures"
    assert "--allow-stale" in told[3]


def test_a_stale_correction_does_not_hinder_those_that_apply():
    tables = to_documents(
        drawn([judge("reject", "figures", "gone#f1-2"), change("figures", ORE, "measure", "exports", "imports")])
    )
    assert by_key(tables["figures"], "figures")[ORE]["measure"] == "imports"
    assert sorted(tables["corrections"]["state"].to_pylist()) == ["applied", "stale"]


def test_the_outcome_does_not_depend_on_the_order_of_corrections_or_rows():
    some = [
        change("figures", ORE, "value", "12000", "15000"),
        judge("accept", "figures", ORE),
        judge("reject", "events", "copper#e5-11"),
        change("events", "notes/visit#e69-72", "event_type", "CONSULT", "AID"),
        judge("reject", "entities", "place:ulaanbaatar"),
    ]

    def outcome(corrections, shuffle):
        tables = drawn(corrections)
        tables = {n: t.take(shuffle.sample(range(len(t)), len(t))) for n, t in tables.items()}
        done = to_corpus(to_documents(tables))
        return {n: sorted(map(repr, t.to_pylist())) for n, t in done.items()}

    assert outcome(some, random.Random(1)) == outcome(some[::-1], random.Random(2))
