"""What the sentences of a document say of an act together: parties and dates that one of them leaves out."""

from collections.abc import Callable

from flows.extract import entities, events, times
from flows.extract.events.event import Event
from flows.extract.parse import Parsed

Read = Callable[..., Parsed]


def told(parsed: Parsed) -> list[Event]:
    return events.find(parsed, entities.find(parsed), times.find(parsed))


def test_a_visit_told_again_keeps_its_date(read: Read) -> None:
    first, again = told(read("Angela Merkel visited Japan on 4 March 2019.\n\nMerkel's visit to Japan was her fifth."))
    assert (again.event_type, again.mode, again.source, again.target) == ("CONSULT", "visit", ("DEU",), ("JPN",))
    assert (again.date.start, again.date.end) == (first.date.start, first.date.end)
    assert again.date.source == "relative"


def test_another_visit_does_not_take_the_date(read: Read) -> None:
    found = told(read("Angela Merkel visited Japan on 4 March 2019.\n\nMerkel's first visit to Japan was a success."))
    assert found[-1].date.start is None


def test_a_joint_statement_without_parties_is_that_of_the_document_s_pair(read: Read) -> None:
    found = told(read("Peru and Chile held talks. Peru and Chile were close. A joint statement was issued."))
    last = found[-1]
    assert (last.event_type, set(last.source) | set(last.target)) == ("AGREE", {"PER", "CHL"})


def test_what_an_unknown_party_does_is_not_laid_upon_another(read: Read) -> None:
    found = told(read("Peru and Chile signed a treaty. Wozzelbank nominated Peru as its host."))
    assert found[-1].source == ()


def test_the_decision_to_do_it_tells_the_act(read: Read) -> None:
    (event,) = told(read("The decision of Sweden to expel Russian diplomats surprised nobody."))
    assert (event.event_type, event.source, event.target) == ("SANCTION", ("SWE",), ("RUS",))


def test_police_of_no_country_act_for_the_one_they_act_in(read: Read) -> None:
    (event,) = told(read("Police in Kenya arrested three men."))
    assert (event.event_type, event.source, event.target) == ("COERCE", ("KEN",), ())


def test_a_coalition_acts_for_who_leads_it(read: Read) -> None:
    (event,) = told(read("A coalition led by France attacked the rebels in Mali."))
    assert (event.event_type, event.source) == ("ASSAULT", ("FRA",))


def test_two_acts_of_one_sentence_stay_two(read: Read) -> None:
    found = told(read("Egypt signed a treaty with Sudan while Egypt praised Jordan."))
    assert [(e.event_type, set(e.source) | set(e.target)) for e in found] == [
        ("SUPPORT", {"EGY", "SDN"}),
        ("SUPPORT", {"EGY", "JOR"}),
    ]


def test_who_imposes_a_measure_is_not_guessed_from_another_measure(read: Read) -> None:
    found = told(read("Sanctions were imposed on Iran in 2012. Norway suspended exports to Iran in 2014."))
    assert [(e.event_type, e.source, e.target) for e in found] == [
        ("SANCTION", (), ("IRN",)),
        ("SANCTION", ("NOR",), ("IRN",)),
    ]


def test_the_visit_of_another_person_is_another_visit(read: Read) -> None:
    found = told(read("Putin visited Beijing in February 2022.\n\nLavrov's visit to Beijing was short."))
    assert [e.date.source for e in found] == ["explicit", "none"]


def test_what_a_report_tells_beside_its_dated_talks_was_done_then(read: Read) -> None:
    text = "Peru and Chile held talks on Wednesday.\n\nThe two countries signed a gas deal. They also discussed trade."
    found = told(read(text, "2019-03-08"))
    assert [(e.event_type, str(e.date.start)) for e in found] == [
        ("CONSULT", "2019-03-06"),
        ("SUPPORT", "2019-03-06"),
        ("CONSULT", "2019-03-06"),
    ]


def test_what_was_done_in_recent_years_has_not_the_date_of_the_talks(read: Read) -> None:
    found = told(
        read("Peru met Chile on Monday. Peru and Chile have held joint exercises in recent years.", "2019-03-08")
    )
    assert found[-1].event_type == "COOPERATE" and found[-1].date.start is None


def test_both_sides_are_those_who_have_just_met(read: Read) -> None:
    text = (
        "Peru and Brazil trade much. Peru sells tin to Brazil. Brazil invests in Peru.\n\n"
        "Peru's foreign minister met with the foreign minister of Chile.\n\nBoth sides agreed to open the border."
    )
    last = told(read(text))[-1]
    assert (last.event_type, {*last.source, *last.target}) == ("AGREE", {"PER", "CHL"})


def test_it_is_not_whom_it_accuses(read: Read) -> None:
    first, second = told(read("Peru cut diplomatic ties with Chile on 4 May 2011 after it accused Peru of spying."))
    assert (first.source, first.target, str(first.date.start)) == (("PER",), ("CHL",), "2011-05-04")
    assert (second.source, second.target, second.date.start) == (("CHL",), ("PER",), None)


def test_whoever_serves_a_state_keeps_acting_for_it(read: Read) -> None:
    found = told(
        read("Peru met with Chile. Peru's envoy, Tomas Wozzel, accused Chile of spying. Wozzel asked Chile to leave.")
    )
    assert [(e.event_type, e.source, e.target) for e in found[1:]] == [
        ("ACCUSE", ("PER",), ("CHL",)),
        ("REQUEST", ("PER",), ("CHL",)),
    ]


def test_the_attack_told_again_was_made_by_the_same(read: Read) -> None:
    found = told(read("Peru attacked Chile in May. The attack on Chile surprised the world."))
    assert [(e.event_type, e.source, e.target) for e in found] == [("ASSAULT", ("PER",), ("CHL",))] * 2
