"""Episodes: tellings of one happening are one episode, and nothing else is in it."""

import datetime as dt
import random

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.reconcile import episodes
from flows.tables import TABLES
from flows.tables.arrow import arrow_schema, to_arrow
from tests.telling_tables import Told

MAY = "2011-05-03..2011-05-05"


@pytest.fixture
def told() -> Told:
    """Three documents of June 2011 to tell things in."""
    tables = Told()
    for doc in ("a", "b", "c"):
        tables.document(doc, "2011-06-01")
    return tables


def happenings(told: Told) -> list[dict[str, object]]:
    return episodes(told.tables())[1].to_pylist()


def labels(told: Told) -> list[str]:
    return [row["label"] for row in happenings(told)]


def together(told: Told, *events: str) -> bool:
    """Whether the events are tellings of one episode."""
    rows = episodes(told.tables())[0].to_pylist()
    return len({row["episode_id"] for row in rows if row["event_id"] in events}) == 1


def test_a_visit_told_by_day_month_and_year_is_one_episode_and_the_days_win(told):
    told.visit("a", "Her visit in 2011 was short.", "2011")
    told.visit("b", "Lima's visit in May was short.", "2011-05")
    told.visit("c", "Lima's visit of 3 to 5 May was short.", MAY)
    (row,) = happenings(told)
    assert row["label"] == "2011-05-03..05 Ana Lima visits Norway"
    assert row["episode_id"] == "visit:BRA>NOR:2011-05-03:ana-lima"
    assert (row["start_date"], row["end_date"]) == (dt.date(2011, 5, 3), dt.date(2011, 5, 5))
    assert (row["n_events"], row["n_documents"], row["status"]) == (3, 3, "occurred")


def test_the_visits_of_two_people_are_two_episodes_even_on_one_day(told):
    told.visit("a", "Lima's visit was short.", "2011-05-03")
    told.visit("b", "Costa's visit was short.", "2011-05-03", who="rui-costa")
    assert labels(told) == ["2011-05-03 Ana Lima visits Norway", "2011-05-03 Rui Costa visits Norway"]


def test_visits_to_two_countries_are_two_episodes(told):
    told.visit("a", "Lima's visit was short.", "2011-05-03")
    told.visit("b", "Lima's visit was short.", "2011-05-03", sides="BRA>ECU")
    assert len(happenings(told)) == 2


def test_a_visit_and_its_hosting_are_one_episode_seen_from_the_visitor(told):
    told.visit("a", "Lima's visit was short.", "2011-05-03")
    told.tell(
        "b", "Berg hosted Lima.", "hosted", "host verb", "CONSULT", "NOR>BRA", "2011-05-03",
        ("person:eva-berg source", "person:ana-lima target"), mode="visit",
    )  # fmt: skip
    (row,) = happenings(told)
    assert row["label"] == "2011-05-03 Ana Lima visits Norway" and row["n_documents"] == 2


def test_a_month_with_two_visits_of_one_person_does_not_chain_them(told):
    told.visit("a", "Lima's visit was short.", "2011-05-03")
    told.visit("b", "Lima's second visit was long.", "2011-05-20")
    told.visit("c", "Lima's visit in May was short.", "2011-05")
    assert sorted(row["n_events"] for row in happenings(told)) == [1, 1, 1]


def test_days_that_overlap_one_by_one_do_not_chain_into_one_long_visit(told):
    for doc, when in zip(
        "abc", ("2011-05-01..2011-05-04", "2011-05-04..2011-05-08", "2011-05-08..2011-05-12"), strict=True
    ):
        told.visit(doc, "Lima's visit was short.", when)
    assert len(happenings(told)) > 1


def test_documents_that_differ_by_a_day_tell_one_visit_and_the_difference_is_shown(told):
    told.visit("a", "Lima's visit was short.", "2011-05-03")
    told.visit("b", "Lima's visit was short.", "2011-05-03")
    told.visit("c", "Lima's visit was short.", "2011-05-04")
    (row,) = happenings(told)
    assert row["disagreement"] == ["date: 2011-05-03 (2), 2011-05-04 (1)"]
    assert row["start_date"] == dt.date(2011, 5, 3)


def test_tellings_that_only_are_less_precise_do_not_disagree(told):
    told.visit("a", "Lima's visit was short.", "2011-05-03")
    told.visit("b", "Lima's visit was short.", "2011-05")
    (row,) = happenings(told)
    assert row["disagreement"] == []


def test_an_undated_visit_of_a_person_is_the_latest_before_the_document_was_published(told):
    told.visit("a", "Lima's visit was short.", "2010-07-01")
    told.visit("b", "Lima's visit was short.", "2011-05-20")
    bare = told.visit("c", "Lima's visit was short.")
    later = told.visit("a", "Lima's visit was long.", "2011-09-01")
    rows = {e["event_id"]: e["episode_id"] for e in episodes(told.tables())[0].to_pylist()}
    assert rows[bare] == "visit:BRA>NOR:2011-05-20:ana-lima" != rows[later]


def test_an_undated_visit_stays_apart_where_several_of_long_ago_could_be_meant(told):
    told.visit("a", "Lima's visit was short.", "2010-09-01")
    told.visit("b", "Lima's visit was short.", "2010-12-01")
    told.visit("c", "Lima's visit was short.")
    assert [row["n_events"] for row in happenings(told)] == [1, 1, 1]


def test_a_visit_still_to_come_is_not_the_one_before_and_one_that_was_is_not_the_one_to_come(told):
    past = told.visit("a", "Lima's visit was short.", "2010-09-01")
    planned = told.visit("a", "Lima's visit will be long.", status="planned")
    coming = told.visit("b", "Lima's visit is in July.", "2011-07-10", status="planned")
    lima = ("person:ana-lima source",)
    done = told.tell(
        "b", "Lima had visited Oslo.", "visited", "visit verb", "CONSULT", "BRA>NOR", None, lima, mode="visit"
    )
    assert not together(told, past, planned) and not together(told, coming, done)
    assert together(told, planned, coming) and together(told, past, done)


def test_an_undated_visit_of_nobody_named_stays_apart(told):
    told.visit("a", "Lima's visit was short.", "2011-05-20")
    told.visit("b", "A Brazilian visit was short.", who="")
    assert labels(told) == ["2011-05-20 Ana Lima visits Norway", "Brazil visits Norway"]


def test_the_visit_is_the_one_told_last_before_it(told):
    told.visit("a", "Lima's visit was short.", "2011-05-20")
    costa = told.visit("a", "Costa's visit was long.", "2011-05-25", who="rui-costa")
    back = told.visit("a", "The visit was a success.", who="")
    assert together(told, costa, back)


def test_another_visit_is_not_the_one_told_before(told):
    first = told.visit("a", "Lima's visit was short.", "2011-05-20")
    second = told.visit("a", "Another visit by Lima was long.")
    assert not together(told, first, second)


def test_plural_visits_are_not_one_visit(told):
    told.visit("a", "Lima's visit was short.", "2011-05-20")
    told.tell(
        "a", "The frequent visits by Lima were short.", "visits", "visit noun", "CONSULT", "BRA>NOR",
        parts=("person:ana-lima source",), mode="visit",
    )  # fmt: skip
    assert len(happenings(told)) == 2


def sign(told: Told, doc: str, sentence: str, when: str | None = None, **known: object) -> str:
    return told.tell(doc, sentence, "signed", "sign verb", "SUPPORT", known.pop("sides", "BRA+NOR"), when, **known)


def test_a_treaty_told_by_its_year_and_by_its_day_is_one_episode(told):
    sign(told, "a", "Brazil and Norway signed the Fjord Treaty in 2011.", "2011")
    told.mention("a", "Brazil and Norway signed the Fjord Treaty in 2011.", "Fjord Treaty", "agreement:fjord-treaty")
    sign(told, "b", "The treaty was signed in Oslo.", "2011-05-03")
    (row,) = happenings(told)
    assert row["label"] == "2011-05-03 Brazil and Norway sign the Fjord Treaty"
    assert row["episode_id"] == "treaty:BRA+NOR:2011-05-03:fjord-treaty"


def test_a_treaty_is_found_again_by_its_name_without_any_date(told):
    sign(told, "a", "The Fjord Treaty was signed by the two.", "1996-05-03")
    told.mention("a", "The Fjord Treaty was signed by the two.", "Fjord Treaty", "agreement:fjord-treaty")
    sign(told, "b", "They once signed the Fjord Treaty.")
    told.mention("b", "They once signed the Fjord Treaty.", "Fjord Treaty", "agreement:fjord-treaty")
    assert [row["n_documents"] for row in happenings(told)] == [2]


def test_treaties_of_different_names_are_two_episodes_even_in_one_year(told):
    for doc, name, entity in (("a", "Fjord Treaty", "fjord-treaty"), ("b", "Amazon Pact", "amazon-pact")):
        sign(told, doc, f"Brazil and Norway signed the {name}.", "2011")
        told.mention(doc, f"Brazil and Norway signed the {name}.", name, f"agreement:{entity}")
    assert len(happenings(told)) == 2


def test_a_treaty_and_a_joint_statement_of_one_day_are_two_episodes(told):
    sign(told, "a", "The two signed a treaty.", "2011-05-03")
    sign(told, "b", "The two signed a joint statement.", "2011-05-03")
    assert labels(told) == [
        "2011-05-03 Brazil and Norway issue a joint statement",
        "2011-05-03 Brazil and Norway sign a treaty",
    ]


def test_agreements_of_one_day_are_one_episode_only_if_they_are_about_the_same_matter(told):
    cod = sign(told, "a", "Ministers signed an agreement on quotas for cod fishing in northern waters.", "2011-05-03")
    fish = sign(
        told, "b", "An agreement on cod fishing quotas in northern waters was signed by ministers.", "2011-05-03"
    )
    rail = sign(told, "c", "Ministers signed an agreement on electric locomotives and railway bridges.", "2011-05-03")
    assert together(told, cod, fish) and not together(told, cod, rail)


def test_many_agreements_are_not_one_agreement(told):
    many = sign(told, "a", "Ministers signed thirty agreements on cod fishing quotas in northern waters.", "2011-05-03")
    one = sign(told, "b", "Ministers signed an agreement on cod fishing quotas in northern waters.", "2011-05-03")
    assert not together(told, many, one)


def test_firms_that_sign_tell_contracts_apart(told):
    matter = "signed a contract on drilling rigs for deep northern waters"
    one = sign(told, "a", f"Petrobras {matter}.", "2011-05-03", parts=("organization:petrobras source",))
    other = sign(told, "b", f"Vale {matter}.", "2011-05-03", parts=("organization:vale source",))
    assert not together(told, one, other)


def test_what_is_signed_during_a_visit_is_signed_on_its_days(told):
    told.visit("a", "Lima's visit of 3 to 5 May was short.", MAY)
    told.tell("a", "The two issued a joint statement then.", "issued", "issue verb", "AGREE", "BRA+NOR", MAY)
    sentence = "A joint statement was signed during Lima's visit in Oslo."
    told.visit("b", sentence)
    known = told.rows["events"][-1]
    told.rows["events"].append(
        known
        | {"event_id": "b#e18", "text": "signed", "event_type": "SUPPORT", "mode": None, "symmetric": True}
        | {"start_char": sentence.index("signed"), "end_char": sentence.index("signed") + 6}
        | {"rule": told.rows["events"][1]["rule"]}
    )
    statement = next(row for row in happenings(told) if row["episode_id"].startswith("statement"))
    assert (statement["n_documents"], statement["label"]) == (
        2,
        "2011-05-03..05 Brazil and Norway issue a joint statement",
    )


def test_exercises_of_two_years_are_two_and_a_name_ties_what_has_no_date(told):
    def exercise(doc: str, sentence: str, when: str | None) -> str:
        return told.tell(doc, sentence, "held", "hold verb", "COOPERATE", "BRA+NOR", when)

    exercise("a", "A naval exercise was held off Bergen.", "2010-07")
    dated = exercise("b", "The exercise Cold Reef was held off Bergen.", "2011-05")
    named = exercise("c", "The exercise Cold Reef was held again and again.", None)
    for doc, text in (
        ("b", "The exercise Cold Reef was held off Bergen."),
        ("c", "The exercise Cold Reef was held again and again."),
    ):
        told.mention(doc, text, "Cold Reef", "named_event:cold-reef-2011")
    assert together(told, dated, named) and len(happenings(told)) == 2


def test_blame_for_different_matters_on_one_day_is_two_episodes(told):
    def blame(doc: str, sentence: str) -> str:
        return told.tell(doc, sentence, "criticised", "criticise verb", "ACCUSE", "BRA>NOR", "2011-05-03")

    whales = blame("a", "The minister criticised commercial whaling in Arctic breeding grounds.")
    again = blame("b", "Commercial whaling in the Arctic breeding grounds was criticised.")
    visas = blame("c", "Officials criticised slow visas for exchange students.")
    assert together(told, whales, again) and not together(told, whales, visas)


def test_what_was_planned_and_then_happened_is_one_episode_that_occurred(told):
    told.visit("a", "Lima's visit will be short.", "2011-05-03", event_type="AGREE", mode=None, status="planned")
    assert [row["status"] for row in happenings(told)] == ["planned"]
    told.visit("b", "Lima's visit was short.", "2011-05-03")
    (row,) = happenings(told)
    assert (row["status"], row["event_type"], row["n_events"]) == ("occurred", "CONSULT", 2)


@pytest.mark.parametrize("status", ["denied", "hypothetical"])
def test_what_is_denied_or_only_thought_of_is_no_episode(told, status):
    told.visit("a", "Lima's visit was short.", "2011-05-03", status=status)
    events, rows = episodes(told.tables())
    assert events["episode_id"].to_pylist() == [None] and rows.num_rows == 0


def test_meetings_in_different_places_are_two_episodes(told):
    def meet(doc: str, place: str) -> str:
        return told.tell(doc, "The two met then.", "met", "meet verb", "CONSULT", "BRA+NOR", "2011-05-03", place=place)

    one, other = meet("a", "place:oslo"), meet("b", "place:quito")
    assert not together(told, one, other)


def test_a_meeting_shows_who_met(told):
    people = ("person:ana-lima source", "person:eva-berg target")
    told.tell("a", "Lima met Berg.", "met", "meet verb", "CONSULT", "BRA+NOR", "2011-05-03", people)
    assert labels(told) == ["2011-05-03 Ana Lima and Eva Berg hold talks"]


def test_acts_of_nobody_known_are_never_joined(told):
    one = sign(told, "a", "A treaty was signed.", "2011-05-03", sides="+")
    other = sign(told, "b", "A treaty was signed.", "2011-05-03", sides="+")
    assert not together(told, one, other)
    assert set(labels(told)) == {"2011-05-03 Somebody signs a treaty"}


def test_periods_are_shown_as_precisely_as_they_are_known(told):
    for n, when in enumerate(("2011-05", "2010", "2009-01-01..2010-12-31", "2011-02-27..2011-03-02")):
        told.visit("abca"[n], "Lima's visit was short.", when, sides=f"BRA>{('NOR', 'ECU', 'PER', 'CHL')[n]}")
    told.visit("b", "Lima's visit was short.", None, sides="BRA>ARG", start_date=dt.date(2008, 1, 1))
    assert [label.split()[0] for label in labels(told)] == [
        "2008-01-01..",
        "2009..2010",
        "2010",
        "2011-02-27..03-02",
        "2011-05",
    ]


def full(told: Told) -> dict[str, list[dict[str, object]]]:
    """Many tellings of some happenings, as rows."""
    for doc in ("d", "e"):
        told.document(doc, "2011-05-10")
    for n, doc in enumerate("abcde"):
        told.visit(doc, "Lima's visit was short.", (None, MAY, "2011-05", "2011", "2011-05-04")[n])
        told.visit(doc, "The visit was a success.", who="")
        told.visit(
            doc, "Costa's visit was long.", ("2011-05-04", None, "2011-05", "2011-05-05", None)[n], who="rui-costa"
        )
        sign(
            told, doc, "The two signed a joint statement on whales.", (None, "2011-05-04", "2011", "2011-05", "2010")[n]
        )
        told.tell(
            doc, "Brazil blamed Norway over whales and cod.", "blamed", "blame verb", "ACCUSE", "BRA>NOR", "2011-05"
        )
    return told.rows


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_the_order_of_the_rows_does_not_matter(seed):
    told = Told()
    for doc in ("a", "b", "c"):
        told.document(doc, "2011-06-01")
    rows = full(told)
    events, found = episodes(told.tables())
    shuffled = random.Random(seed)
    for table in rows.values():
        shuffled.shuffle(table)
    events_again, found_again = episodes({n: to_arrow(TABLES[n], some) for n, some in rows.items()})
    assert found_again.equals(found)
    key = [("event_id", "ascending")]
    assert events_again.sort_by(key).equals(events.sort_by(key))


def test_a_further_document_changes_only_the_episodes_that_it_tells(told):
    full(told)
    before = {row["episode_id"]: row for row in happenings(told)}
    told.document("0", "2011-06-02")
    told.visit("0", "Lima's visit was short.", "2011-05-04")
    told.visit("0", "Lima's visit was short.", "2011-05-04", sides="BRA>ECU")
    after = {row["episode_id"]: row for row in happenings(told)}
    changed = {i for i in before.keys() | after.keys() if before.get(i) != after.get(i)}
    assert changed == {"visit:BRA>NOR:2011-05-03:ana-lima", "visit:BRA>ECU:2011-05-04:ana-lima"}


def test_reports_of_one_week_on_one_matter_are_one_episode_though_none_gives_a_date(told):
    def blame(doc: str, sentence: str) -> str:
        return told.tell(doc, sentence, "criticised", "criticise verb", "ACCUSE", "BRA>NOR")

    whales = blame("a", "The minister criticised commercial whaling in Arctic breeding grounds.")
    again = blame("b", "Commercial whaling in the Arctic breeding grounds was criticised.")
    told.document("old", "2009-06-01")
    old = blame("old", "The minister criticised commercial whaling in Arctic breeding grounds.")
    assert together(told, whales, again) and not together(told, whales, old)


def test_the_title_tells_what_the_text_tells_first(told):
    title = told.visit("a", "Lima visit to Oslo", who="", section="title")
    first = told.visit("a", "Lima's visit on Tuesday was short.", "2011-05-31")
    told.visit("a", "Costa's visit in 2010 was long.", "2010", who="rui-costa")
    assert together(told, title, first)


def test_the_meeting_told_of_after_a_look_back_is_the_one_in_the_news(told):
    people = ("person:ana-lima source", "person:eva-berg target")

    def meet(sentence: str, when: str | None, trigger: str = "met", base: str = "meet verb") -> str:
        return told.tell("a", sentence, trigger, base, "CONSULT", "BRA+NOR", when, people)

    news = meet("Lima met Berg on Tuesday.", "2011-05-31")
    meet("The two met in 2009.", "2009")
    told.tell("a", "Officials signed nothing else of note.", "signed", "sign verb", "SUPPORT", "BRA+NOR", "2011")
    back = meet("The meeting of Lima and Berg lasted an hour.", None, "meeting", "meeting noun")
    assert together(told, news, back)


def test_a_first_visit_is_not_the_visit_told_before_of_somebody_unnamed(told):
    before = told.visit("a", "A Brazilian visit was planned.", who="")
    first = told.visit("a", "It was his first visit to Oslo.", who="rui-costa")
    assert not together(told, before, first)


def test_acts_that_share_no_side_are_two_episodes(told):
    one = told.tell("a", "The Brazilian support was great.", "support", "support noun", "SUPPORT", "BRA>", "2011-05-03")
    other = told.tell(
        "a", "The support for Norway was great.", "support", "support noun", "SUPPORT", ">NOR", "2011-05-03"
    )
    assert not together(told, one, other)


def test_an_attack_on_one_city_is_not_an_attack_on_another(told):
    def attack(doc: str, place: str) -> str:
        text = "Armed trawlers attacked fishing boats with heavy harpoons."
        return told.tell(
            doc, text, "attacked", "attack verb", "ASSAULT", "BRA>NOR", "2011-05-03", (f"place:{place} target",)
        )

    oslo, again, bergen = attack("a", "oslo"), attack("b", "oslo"), attack("c", "bergen")
    assert together(told, oslo, again) and not together(told, oslo, bergen)


def test_every_telling_has_its_episode_and_every_episode_its_tellings(told):
    full(told)
    events, found = episodes(told.tables())
    rows = events.to_pylist()
    assert found["episode_id"].to_pylist() and len(set(found["episode_id"].to_pylist())) == found.num_rows
    for row in found.to_pylist():
        tellings = [e for e in rows if e["episode_id"] == row["episode_id"]]
        assert (len(tellings), len({e["doc_id"] for e in tellings})) == (row["n_events"], row["n_documents"])
    assert found.schema.names == arrow_schema(TABLES["episodes"]).names


def test_no_events_make_no_episodes():
    empty = {name: to_arrow(table, []) for name, table in TABLES.items()}
    events, found = episodes(empty)
    assert (events.num_rows, found.num_rows) == (0, 0)
    assert isinstance(events, pa.Table)


@settings(max_examples=60, deadline=None)
@given(before=st.text(max_size=40), word=st.text(min_size=1, max_size=12), after=st.text(max_size=40))
def test_no_wording_however_odd_stops_it(before, word, after):
    told = Told()
    told.document("a")
    text = (before + word + after).encode("utf-8", "ignore").decode()
    trigger = word.encode("utf-8", "ignore").decode()
    if not trigger:
        return
    told.tell("a", text, trigger, "sign verb", "SUPPORT", "BRA+NOR", "2011")
    (row,) = happenings(told)
    assert row["label"].startswith("2011 Brazil and Norway")
