"""The same act in other words: lists of dates, several parties, long names, and wordings that tell no act."""

import datetime as dt
from collections.abc import Callable

import pytest

from flows.extract import entities, events, times
from flows.extract.events.event import Event
from flows.extract.parse import Parsed

Read = Callable[..., Parsed]


def told(parsed: Parsed) -> list[Event]:
    return events.find(parsed, entities.find(parsed), times.find(parsed))


def sides(event: Event) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return event.source, event.target


def test_dates_in_a_list_are_an_act_each(read: Read) -> None:
    found = told(read("Poland and Ukraine signed joint statements in 1997, 2005 and 2008."))
    assert [e.date.start for e in found] == [dt.date(1997, 1, 1), dt.date(2005, 1, 1), dt.date(2008, 1, 1)]
    assert {frozenset((*e.source, *e.target)) for e in found} == {frozenset({"POL", "UKR"})}


def test_the_ends_of_a_period_are_no_two_acts(read: Read) -> None:
    assert len(told(read("Turkey supported Azerbaijan between 1992 and 1994."))) == 1


def test_parts_of_an_enumeration_keep_their_own_dates(read: Read) -> None:
    found = told(
        read(
            "Three visits stand out: in May 1991 Mitterrand visited Poland; in June 1993 it was Walesa who visited"
            " France; in July 1997 Chirac came to Poland again."
        )
    )
    visits = [(e.source, e.target, e.date.start) for e in found if e.mode == "visit"]
    assert (("POL",), ("FRA",), dt.date(1993, 6, 1)) in visits
    assert (("FRA",), ("POL",), dt.date(1997, 7, 1)) in visits


def test_what_is_compared_with_gives_no_date(read: Read) -> None:
    (event,) = told(read("Like that of May 2010, the new statement condemned Iran."))
    assert event.date.start is None


def test_a_relative_clause_dates_its_own_noun_only(read: Read) -> None:
    found = told(read("Macron's visit to Egypt crowned a thaw that began in 1996."))
    assert [e.date.start for e in found if e.mode == "visit"] == [None]


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("On 4 May 2015 Peru, along with Chile and Brazil, agreed to cut tariffs.", ("PER",), {"CHL", "BRA"}),
        ("The three states, Peru along with Chile and Brazil, agreed to cut tariffs.", ("PER",), {"CHL", "BRA"}),
    ],
)
def test_all_who_agree_are_parties_to_it(read: Read, text: str, source: tuple, target: set) -> None:
    (event,) = told(read(text))
    assert (event.event_type, event.source, set(event.target)) == ("AGREE", source, target)


def test_the_parties_are_those_told_of_before(read: Read) -> None:
    found = told(read("In 1996 Peru met Chile and Brazil. The parties agreed to cut tariffs."))
    assert {*found[-1].source, *found[-1].target} == {"PER", "CHL", "BRA"}


@pytest.mark.parametrize(
    ("text", "event_type", "source", "target"),
    [
        ("In a note on fishing, Peru and Chile condemned Japan.", "ACCUSE", ("PER", "CHL"), ("JPN",)),
        ("Ivan Petrenko, the veteran secretary of Russia's Security Council, visited Turkey.", "CONSULT", ("RUS",), ("TUR",)),
        ("Norway refused to license their assembly in Canada.", "REJECT", ("NOR",), ("CAN",)),
        ("Germany gave 30 million euros to promote schools in Ethiopia.", "AID", ("DEU",), ("ETH",)),
        ("Bangladesh says it will not accept any refugees fleeing Myanmar.", "REJECT", ("BGD",), ("MMR",)),
        ("It was Turkey that proposed a meeting with Greece.", "REQUEST", ("TUR",), ("GRC",)),
        ("The Swiss government gave account information to the Indian government.", "COOPERATE", ("CHE",), ("IND",)),
    ],
)  # fmt: skip
def test_parties_are_found_in_other_wordings(
    read: Read, text: str, event_type: str, source: tuple, target: tuple
) -> None:
    assert (event_type, source, target) in [(e.event_type, *sides(e)) for e in told(read(text))]


def test_an_answer_goes_to_who_has_spoken(read: Read) -> None:
    found = told(read("Lavrov reassured Japan in March 2010 about the drills; Japan accepted the explanation."))
    assert sides(found[-1]) == (("JPN",), ("RUS",))


def test_he_acts_on_the_day_the_sentence_before_tells(read: Read) -> None:
    found = told(
        read(
            "Angela Merkel gave her view of the crisis on 14 November 2012. She proposed that Italy and Spain form a union."
        )
    )
    assert found[-1].date.start == dt.date(2012, 11, 14)


def test_a_partnership_is_raised_by_those_who_made_it(read: Read) -> None:
    found = told(
        read(
            "In 1996 Peru and Chile established a strategic partnership; in 2011 they upgraded it to a comprehensive one."
        )
    )
    assert [(e.date.start.year, {*e.source, *e.target}) for e in found] == [
        (1996, {"PER", "CHL"}),
        (2011, {"PER", "CHL"}),
    ]


def test_what_is_to_be_held_is_still_to_come(read: Read) -> None:
    (event,) = told(read("A summit of Peru and Chile is to be held in Lima in May."))
    assert (event.event_type, event.status) == ("AGREE", "planned")


@pytest.mark.parametrize(
    "text",
    [
        "Old alliances offer no model for the partnership of France and Germany.",
        "Many Germans support the programs.",
        "The trade minister's infrastructure plan supports German competitiveness.",
        "The German government released a report on schools.",
        "Their triumph supports American families.",
        "Britain raised the temperature with Spain.",
        "The aim is to support German families.",
    ],
)
def test_what_is_no_act_between_states_is_none(read: Read, text: str) -> None:
    assert told(read(text)) == []


def test_a_bigger_deal_never_signed_denies_nothing(read: Read) -> None:
    assert all(e.status != "denied" for e in told(read("Russia has never signed a bigger deal with India.")))


def test_a_side_taken_with_neither_is_denied(read: Read) -> None:
    (event,) = told(read("Peru sided with neither Chile nor Brazil."))
    assert event.status == "denied"


def test_the_mark_of_a_note_hides_no_word(read: Read) -> None:
    (event,) = told(read("That year Finland accepted the Estonian proposal.2"))
    assert (event.event_type, event.source, event.target) == ("AGREE", ("FIN",), ("EST",))


def test_a_pronoun_s_part_is_shown_by_the_name(read: Read) -> None:
    parsed = read("Macron said that he had criticized Hungary.")
    mentions = entities.find(parsed)
    ids = dict(zip(entities.mention_ids(mentions), mentions, strict=True))
    (event,) = [e for e in events.find(parsed, mentions, times.find(parsed)) if e.event_type == "ACCUSE"]
    assert [ids[m].text for _, role, m in event.participants if role == "source"] == ["Macron"]


@pytest.mark.parametrize(
    ("text", "event_type", "status"),
    [
        ("Tokyo pledged no more than 2.5 billion euros to Ukraine.", "AGREE", "occurred"),
        ("Japan signed no agreement with India.", "SUPPORT", "denied"),
    ],
)
def test_a_bound_on_a_number_is_no_denial(read, text, event_type, status):
    assert [(e.event_type, e.status) for e in told(read(text))] == [(event_type, status)]


def test_the_date_of_a_later_visit_is_not_that_of_the_talks_before_it(read: Read) -> None:
    found = told(
        read("Peru held talks with Chile ahead of a visit to Lima by the Chilean president in June 2030.", "2019-03-08")
    )
    assert found and {e.date.start for e in found} == {None}


def test_an_announced_visit_is_to_come_and_made_by_who_comes(read: Read) -> None:
    (event,) = told(read("Peru announced the visit of President Michelle Bachelet."))
    assert (event.event_type, event.source, event.target, event.status) == ("AGREE", ("CHL",), ("PER",), "planned")


def test_an_invitation_at_which_somebody_comes_is_no_act_of_its_own(read: Read) -> None:
    (event,) = told(read("At the invitation of Peru, Michelle Bachelet arrived in Lima."))
    assert (event.event_type, event.mode, event.source, event.target) == ("CONSULT", "visit", ("CHL",), ("PER",))


def test_what_somebody_will_travel_for_is_planned(read: Read) -> None:
    found = told(
        read("Michelle Bachelet will travel to Peru on Monday to sign a trade agreement with Peru.", "2014-07-18")
    )
    assert [(e.event_type, e.status) for e in found] == [("AGREE", "planned")] * 2


def test_the_agreement_that_is_signed_is_its_instrument(read: Read) -> None:
    (event,) = told(read("Britain and France signed the Treaty of Versailles."))
    assert [role for entity, role, _ in event.participants if entity.startswith("agreement:")] == ["instrument"]


@pytest.mark.parametrize(
    "text",
    [
        "There is no sign that Peru supports Chile.",
        "Without Peru's support, Chile would be lost.",
        "The visit aims to strengthen ties.",
        "Peru is unlikely to attack Chile.",
    ],
)
def test_what_is_only_thought_of_is_no_event(read: Read, text: str) -> None:
    assert told(read(text)) == []


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Peru and Chile reiterated their pledge to cooperate.", "AGREE"),
        ("Peru suspended joint patrols with Chile.", "SANCTION"),
        ("Peru claimed that Chile was sheltering rebels.", "ACCUSE"),
        ("Peru annulled its agreement with Chile.", "REJECT"),
        ("Peruvian troops took part in a naval drill with Chile.", "COOPERATE"),
    ],
)
def test_wordings_of_dealings_between_two(read: Read, text: str, event_type: str) -> None:
    (event,) = told(read(text))
    assert (event.event_type, {*event.source, *event.target}) == (event_type, {"PER", "CHL"})
