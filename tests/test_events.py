"""Who did what to whom: sentences and the events that a reader of them would note."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from flows.extract import entities, events, times
from flows.extract.events.event import Event
from flows.extract.parse import Parsed, parse
from flows.tables.codes import EVENT_STATUS, EVENT_TYPES, QUAD_CLASSES, ROLES
from tests.conftest import document

Read = Callable[..., Parsed]


def told(parsed: Parsed) -> list[Event]:
    return events.find(parsed, entities.find(parsed), times.find(parsed))


@pytest.mark.parametrize(
    ("text", "event_type", "source", "target"),
    [
        ("France condemned the decision of Turkey.", "ACCUSE", {"FRA"}, {"TUR"}),
        ("Turkey was sharply criticized by France.", "ACCUSE", {"FRA"}, {"TUR"}),
        ("German officials accused Iran of breaking its word.", "ACCUSE", {"DEU"}, {"IRN"}),
        ("Japan's foreign ministry summoned the Russian ambassador.", "ACCUSE", {"JPN"}, {"RUS"}),
        ("The United States imposed sanctions on Iran in 2018.", "SANCTION", {"USA"}, {"IRN"}),
        ("Iran suffered from the sanctions imposed by the United States on Iran.", "SANCTION", {"USA"}, {"IRN"}),
        ("Sweden expelled two Russian diplomats.", "SANCTION", {"SWE"}, {"RUS"}),
        ("Norway suspended aid to Egypt.", "SANCTION", {"NOR"}, {"EGY"}),
        ("Israel launched an attack on Syria.", "ASSAULT", {"ISR"}, {"SYR"}),
        ("Iraq invaded Kuwait in August 1990.", "ASSAULT", {"IRQ"}, {"KWT"}),
        ("Germany gave Ukraine a loan of two billion euros.", "AID", {"DEU"}, {"UKR"}),
        ("Canada sent food and medicine to Haiti.", "AID", {"CAN"}, {"HTI"}),
        ("Poland urged Hungary to lift its veto.", "REQUEST", {"POL"}, {"HUN"}),
        ("India called on Pakistan to release the pilot.", "REQUEST", {"IND"}, {"PAK"}),
        ("Turkey threatened to attack Syria.", "THREATEN", {"TUR"}, {"SYR"}),
        ("North Korea warned Japan of grave consequences.", "THREATEN", {"PRK"}, {"JPN"}),
        ("Serbia refused to recognise Kosovo.", "REJECT", {"SRB"}, {"XKX"}),
        ("China vetoed the resolution of the United States.", "REJECT", {"CHN"}, {"USA"}),
        ("Norway agreed to sell natural gas to Poland.", "AGREE", {"NOR"}, {"POL"}),
        ("Russia will deliver two reactors to India.", "AGREE", {"RUS"}, {"IND"}),
        ("Brazil praised Argentina for its restraint.", "SUPPORT", {"BRA"}, {"ARG"}),
        ("Iran expressed support for Venezuela.", "SUPPORT", {"IRN"}, {"VEN"}),
        ("Japan lifted the embargo against India.", "RETREAT", {"JPN"}, {"IND"}),
        ("Israel withdrew its troops from Lebanon.", "RETREAT", {"ISR"}, {"LBN"}),
        ("Russia deployed troops near Ukraine.", "MOBILIZE", {"RUS"}, {"UKR"}),
        ("Australia apologized to Indonesia.", "CONCEDE", {"AUS"}, {"IDN"}),
        ("Turkish police arrested three French journalists.", "COERCE", {"TUR"}, {"FRA"}),
    ],
)
def test_the_grammar_says_who_acts_on_whom(read: Read, text: str, event_type: str, source: set, target: set) -> None:
    found = told(read(text))
    assert [(e.event_type, set(e.source), set(e.target)) for e in found] == [(event_type, source, target)]


@pytest.mark.parametrize(
    ("text", "event_type", "parties"),
    [
        ("Egypt and Sudan signed a treaty in 1999.", "SUPPORT", {"EGY", "SDN"}),
        ("Egypt signed a treaty with Sudan in 1999.", "SUPPORT", {"EGY", "SDN"}),
        ("A treaty was signed between Egypt and Sudan.", "SUPPORT", {"EGY", "SDN"}),
        ("Vietnam and Laos held talks in March.", "CONSULT", {"VNM", "LAO"}),
        ("Vietnam held talks with Laos.", "CONSULT", {"VNM", "LAO"}),
        ("Brazil and Chile conducted joint exercises.", "COOPERATE", {"BRA", "CHL"}),
        ("Greece cooperates with Cyprus.", "COOPERATE", {"GRC", "CYP"}),
    ],
)
def test_what_two_do_together_is_symmetric(read: Read, text: str, event_type: str, parties: set) -> None:
    (event,) = told(read(text))
    assert (event.event_type, set(event.source) | set(event.target), event.symmetric) == (event_type, parties, True)
    assert event.source
    assert event.target


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Spain condemned Morocco.", "occurred"),
        ("Spain did not condemn Morocco.", "denied"),
        ("Spain is negotiating with Morocco.", "ongoing"),
        ("Spain will negotiate with Morocco.", "planned"),
        ("Spain plans to negotiate with Morocco.", "planned"),
        ("Spain was negotiating with Morocco.", "occurred"),
    ],
)
def test_tense_and_negation_give_the_status(read: Read, text: str, status: str) -> None:
    (event,) = told(read(text))
    assert event.status == status


@pytest.mark.parametrize(
    "text",
    [
        "Analysts believe that Spain attacked Morocco.",
        "If Spain attacked Morocco, the union would condemn Spain.",
        "Spain could condemn Morocco.",
        "Spain wants to visit Morocco.",
        "Has Spain condemned Morocco?",
        "Relations between Spain and Morocco are warm.",
        "Trade between Spain and Morocco grew by a tenth.",
        "The importance of dialogue is clear to Spain.",
        "The weather was fine.",
        "",
    ],
)
def test_opinions_conditions_and_general_states_are_no_events(read: Read, text: str) -> None:
    assert told(read(text)) == []


def test_a_refusal_is_a_rejection(read: Read) -> None:
    (event,) = told(read("Hungary will not support Ukraine."))
    assert (event.event_type, event.source, event.target) == ("REJECT", ("HUN",), ("UKR",))


def test_what_another_must_do_is_a_demand(read: Read) -> None:
    found = told(read("Finland said that Russia must leave the area."))
    assert [(e.event_type, e.source, e.target) for e in found] == [("REQUEST", ("FIN",), ("RUS",))]


def test_an_act_told_by_verb_and_noun_is_one_event(read: Read) -> None:
    assert len(told(read("Italy and Libya reached an agreement on migration."))) == 1


def test_coordinated_acts_are_events_of_their_own(read: Read) -> None:
    found = told(read("Kenya condemned Somalia and closed its border with Somalia."))
    assert [e.event_type for e in found] == ["ACCUSE", "COERCE"]


def test_the_clause_dates_the_act(read: Read) -> None:
    (event,) = told(read("In March 2011 France recognised Libya and no one else."))
    assert (str(event.date.start), str(event.date.end), event.date.precision) == ("2011-03-01", "2011-03-31", "month")


def test_an_act_without_date_has_none(read: Read) -> None:
    (event,) = told(read("Spain condemned Morocco."))
    assert (event.date.start, event.date.end, event.date.source) == (None, None, "none")


@pytest.mark.parametrize("section", ["note", "reference", "poll", "boilerplate", "byline"])
def test_notes_references_and_polls_tell_no_events(read: Read, section: str) -> None:
    assert told(read("Spain condemned Morocco.", section=section)) == []


def test_an_act_of_nobody_known_is_left_out(read: Read) -> None:
    assert told(read("The committee condemned the report.")) == []


def test_rows_fit_the_contract(read: Read) -> None:
    parsed = read("Germany's foreign ministry accused Iran on 3 May 2012. The two sides held talks in Geneva.")
    mentions = entities.find(parsed)
    rows = events.rows(parsed, events.find(parsed, mentions, times.find(parsed)))
    known = {r["mention_id"] for r in entities.rows(parsed, mentions)["mentions"]}
    assert rows["events"]
    for row in rows["events"]:
        assert parsed.text[row["start_char"] : row["end_char"]] == row["text"]
        assert row["event_type"] in EVENT_TYPES
        assert row["quad_class"] in QUAD_CLASSES
        assert row["status"] in EVENT_STATUS
        assert 0 < row["confidence"] <= 1
    assert {r["mention_id"] for r in rows["event_participants"]} <= known
    assert {r["role"] for r in rows["event_participants"]} <= set(ROLES)
    keys = [(r["event_id"], r["entity_id"], r["role"], r["mention_id"]) for r in rows["event_participants"]]
    assert len(keys) == len(set(keys))
    assert len({r["event_id"] for r in rows["events"]}) == len(rows["events"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "China",
                "Russia",
                "signed",
                "visited",
                "by",
                "with",
                "and",
                "to",
                "the",
                "agreed",
                "not",
                "will",
                ",",
                ".",
                "?",
                "which",
                "it",
                "their",
                "treaty",
                "talks",
                "attacked",
                "each",
                "other",
            ]
        ),
        max_size=25,
    )
)
def test_no_run_of_words_breaks_it(nlp: Language, words: list[str]) -> None:
    parsed = parse(document(" ".join(words)), nlp)
    for event in told(parsed):
        assert event.source or event.target or event.participants
        assert 0 <= event.start < event.end <= len(parsed.text)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_no_text_however_odd_raises(nlp: Language, text: str) -> None:
    told(parse(document(text), nlp))


def test_a_list_without_end_is_read_all_the_same(nlp: Language) -> None:
    (event,) = told(parse(document("China, " * 1200 + "and Russia signed a treaty with Peru."), nlp))
    assert event.event_type == "SUPPORT"


def test_the_same_text_gives_the_same_events(nlp: Language) -> None:
    text = "China and Russia signed a treaty in 2001. Putin visited China in June 2016 and met Xi Jinping."
    assert told(parse(document(text), nlp)) == told(parse(document(text), nlp))
