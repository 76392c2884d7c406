"""Who is meant without being named: offices, groups of states, noun phrases, pronouns; and whom a person acts for."""

from collections.abc import Callable

import pytest

from flows.extract import entities
from flows.extract.annotation import Mention
from flows.extract.parse import Parsed

Read = Callable[..., Parsed]


def meant(mentions: list[Mention], phrase: str) -> list[str]:
    """Ids of what a phrase stands for without naming it."""
    return [m.entity.entity_id for m in mentions if m.text == phrase and m.form in ("nominal", "pronoun")]


def test_a_bare_office_is_who_bore_it_before_in_the_text(read: Read) -> None:
    text = "Prime Minister Jonas Keller met Foreign Minister Petra Lind. Later the prime minister left; the foreign minister stayed."
    found = entities.find(read(text))
    assert meant(found, "the prime minister") == ["person:jonas-keller"]
    assert meant(found, "the foreign minister") == ["person:petra-lind"]


def test_a_bare_office_two_persons_bear_means_neither(read: Read) -> None:
    text = "President Maria Silva and President Otto Brandt dined. The president spoke first."
    assert meant(entities.find(read(text)), "The president") == []


def test_a_bare_office_in_a_text_on_one_state_is_its_holder_on_that_day(read: Read) -> None:
    found = entities.find(read("Hungary shut a border crossing. The foreign minister defended the step.", "2018-05-04"))
    assert meant(found, "The foreign minister") == ["person:peter-szijjarto"]


@pytest.mark.parametrize(
    ("text", "phrase", "person"),
    [
        ("The NATO secretary general flew to Oslo.", "secretary general", "person:jens-stoltenberg"),
        ("The EU foreign policy chief spoke.", "foreign policy chief", "person:josep-borrell"),
        ("The European Commission president agreed.", "president", "person:ursula-von-der-leyen"),
        ("The Armenian foreign minister left.", "foreign minister", "person:zohrab-mnatsakanyan"),
    ],
)
def test_heads_of_organisations_hold_offices_as_those_of_states_do(
    read: Read, text: str, phrase: str, person: str
) -> None:
    assert meant(entities.find(read(text, "2020-09-01")), phrase) == [person]


def test_who_heads_an_organisation_acts_for_it_while_in_office_and_keeps_the_home_country(read: Read) -> None:
    text = "Jens Stoltenberg criticised the plan."
    for day, actor in (("2012-03-01", "NOR"), ("2016-03-01", "NATO")):
        parsed = read(text, day)
        found = entities.find(parsed)
        assert [m.entity.actor for m in found] == [actor]
        assert [row["country"] for row in entities.rows(parsed, found)["entities"]] == ["NOR"]


def test_a_group_of_states_means_each_of_them(read: Read) -> None:
    found = entities.find(read("The Baltic states sent a note, and Gulf Arab states answered."))
    assert meant(found, "Baltic states") == ["state:EST", "state:LVA", "state:LTU"]
    assert len(meant(found, "Gulf Arab states")) == 6


def test_the_north_is_a_state_only_with_a_capital_and_in_a_text_that_names_it(read: Read) -> None:
    text = "North Korea tested a rocket. The North blamed drills, and rain fell in the north of the peninsula."
    assert meant(entities.find(read(text)), "The North") == ["state:PRK"]
    assert meant(entities.find(read(text)), "the north") == []
    assert meant(entities.find(read("Germany is rich. The North pays more.")), "The North") == []


def test_the_alliance_is_the_organisation_spoken_of_last(read: Read) -> None:
    text = "NATO ministers met Georgia's envoy on Monday.\n\nThe alliance offered training."
    assert meant(entities.find(read(text)), "The alliance") == ["organization:nato"]
    assert meant(entities.find(read("Peru met Chile. The alliance held.")), "The alliance") == []


@pytest.mark.parametrize(
    "text",
    [
        "Merkel met Hollande in Bonn. They signed a charter.",
        "Merkel held talks with Hollande in Bonn. They signed a charter.",
        "Merkel and Hollande dined in Bonn. They signed a charter.",
    ],
)
def test_they_after_two_who_met_are_both(read: Read, text: str) -> None:
    assert sorted(meant(entities.find(read(text, "2014-05-01")), "They")) == [
        "person:angela-merkel",
        "person:francois-hollande",
    ]


def test_they_after_one_side_attacked_the_other_is_left_open(read: Read) -> None:
    assert meant(entities.find(read("Iraq bombed Kuwait. They lost many men.")), "They") == []


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("Strikers in the eastern Kosovan town of Dravec burned tyres.", "Strikers", ["state:XKX"]),
        ("TUNIS, Tunisia (Reuters) - Police broke up a march.", "Police", ["state:TUN"]),
        ("Shells killed nine people in Yemen.", "nine people", ["state:YEM"]),
        ("Shells killed nine people.", "nine people", []),
        ("The ministers met in Geneva.", "The ministers", []),
    ],
)
def test_common_nouns_for_people_take_the_state_that_the_words_tell(
    read: Read, text: str, phrase: str, expected: list[str]
) -> None:
    assert meant(entities.find(read(text)), phrase) == expected
