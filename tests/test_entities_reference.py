"""What "it", "their", "the country", "the government" and the like stand for in a text on several states."""

from collections.abc import Callable

import pytest

from flows.extract import entities
from flows.extract.entities import lexicon
from flows.extract.parse import Parsed
from flows.knowledge import knowledge

Read = Callable[..., Parsed]


def meant(read: Read, text: str, phrase: str, date: str = "2014-05-01") -> list[str]:
    """Actors that a phrase stands for, at each of its places."""
    found = entities.find(read(text, date))
    return [str(m.entity.actor) for m in found if m.text == phrase and m.form in ("nominal", "pronoun")]


@pytest.mark.parametrize(
    ("text", "pronoun", "expected"),
    [
        ("Peru told Chile that it would close the strait.", "it", ["PER"]),
        ("Kenya joined the talks because it needs grain from Uganda.", "it", ["KEN"]),
        ("Chile fined Peru over its raid.", "its", ["PER"]),
        ("Chile urged Peru to withdraw its envoy.", "its", ["PER"]),
        ("Norway called on Iceland to open its ports.", "its", ["ISL"]),
        ("Kenya backed Chile, which recalled its envoy.", "its", ["CHL"]),
        ("Ghana praised a Turkish decision to open its market.", "its", ["TUR"]),
        ("Angola's exports fell. Its ports stood idle.", "Its", ["AGO"]),
    ],
)
def test_it_is_who_the_grammar_of_its_sentence_says(read: Read, text: str, pronoun: str, expected: list[str]) -> None:
    assert meant(read, text, pronoun) == expected


@pytest.mark.parametrize(
    ("text", "pronoun"),
    [
        ("Peru signed the pact with Chile. It will be ratified in May.", "It"),
        ("The pact with Peru keeps its force until May.", "its"),
        ("Chile finds it hard to pay Peru.", "it"),
        ("Peru and Chile met. Its envoy left.", "Its"),
        ('"Chile has gone too far," said an envoy of Peru. It rained in Lima.', "It"),
    ],
)
def test_it_is_left_open_where_it_may_be_a_thing_or_either_of_two(read: Read, text: str, pronoun: str) -> None:
    assert meant(read, text, pronoun) == []


def test_a_pronoun_does_not_take_up_what_only_a_quotation_names(read: Read) -> None:
    text = "Peru spoke first. “Chile lied to us,” an observer wrote, and it recalled an envoy."
    assert "CHL" not in meant(read, text, "it")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru has rebuffed Chile. Quito watched their dispute.", []),
        ("Kenya asked Uganda to mend their ties.", ["KEN", "UGA"]),
        ("Kenya and Uganda promised to mend their ties.", ["KEN", "UGA"]),
        ("Kenya thanked Peru and Chile for their mediation.", ["PER", "CHL"]),
        ("Turkish troops entered Kenya and raised their flag.", ["TUR"]),
        ("Firms from Kenya moved their plants.", []),
    ],
)
def test_their_is_the_two_sides_or_the_people_named(read: Read, text: str, expected: list[str]) -> None:
    assert sorted(meant(read, text, "their")) == sorted(expected)


def test_they_are_all_that_a_subject_joins(read: Read) -> None:
    assert meant(read, "Kenya, Peru and Chile voted. They won.", "They") == ["KEN", "PER", "CHL"]


def test_two_countries_are_states_even_if_a_body_of_many_is_named_more(read: Read) -> None:
    text = "The EU praised Kenya. The EU helped Kenya.\n\nUganda is near Kenya.\n\nTrade grew.\n\nThe two countries agreed."
    assert sorted(meant(read, text, "The two countries")) == ["KEN", "UGA"]


def test_words_between_two_and_its_noun_do_not_hide_a_pair(read: Read) -> None:
    text = "Brazil summoned the envoy of Chile. Tension rose between the two South American countries."
    assert sorted(meant(read, text, "the two South American countries")) == ["BRA", "CHL"]


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("Chilean officials met envoys of Peru. The country wants a port.", "The country", ["CHL"]),
        ("Russia built a line around the country.", "the country", []),
        ("Oman hosted China. The sultanate is neutral.", "The sultanate", ["OMN"]),
        ("China hosted Germany. The sultanate is neutral.", "The sultanate", []),
        ("The former Soviet republic of Armenia met Peru.", "The former Soviet republic", []),
        ("Petr Fiala met Donald Tusk. Fiala said his country would help.", "country", ["CZE"]),
    ],
)
def test_the_country_is_one_that_it_can_be(read: Read, text: str, phrase: str, expected: list[str]) -> None:
    assert meant(read, text, phrase, "2022-05-01") == expected


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("The Foreign Ministry of Peru objected. Chile said the ministry erred.", "the ministry", ["PER"]),
        ("Angela Merkel met envoys of Chile. She said the government would pay.", "the government", ["DEU"]),
        ("TOKYO, May 1 - A ship of China turned.\n\nThe government lodged a protest.", "The government", ["JPN"]),
        ("Peru and Chile met. The government agreed.", "The government", []),
        ("SINGAPORE - The ministers met on Sunday.", "The ministers", []),
    ],
)
def test_a_bare_government_is_that_of_the_speaker_or_of_the_dateline(
    read: Read, text: str, phrase: str, expected: list[str]
) -> None:
    assert meant(read, text, phrase) == expected


def test_short_names_of_bodies_count_only_in_a_text_that_names_their_country(read: Read) -> None:
    korea = entities.find(read("The PPP won a seat in South Korea."))
    assert "organization:people-power-party" in {m.entity.entity_id for m in korea}
    assert [m.text for m in entities.find(read("In PPP terms, output grew in Chile."))] == ["Chile"]


def test_a_surname_in_cyrillic_is_known_in_other_spellings(read: Read) -> None:
    found = entities.find(read("Mikhail Kasianov resigned. Mr. Kasianov left.", "2001-10-01"))
    assert [m.entity.name for m in found] == ["Mikhail Kasyanov", "Mikhail Kasyanov"]


def test_a_known_name_within_the_name_of_another_person_is_not_that_person(read: Read) -> None:
    found = entities.find(read("Ambassador Meles Alem of Ethiopia spoke."))
    assert "person:meles-zenawi" not in {m.entity.entity_id for m in found}


def test_a_navy_is_no_newspaper(read: Read) -> None:
    found = entities.find(read("The Australian navy sent a ship to Fiji."))
    assert {m.entity.type for m in found} == {"organization", "state"}


def test_short_names_that_need_their_country_are_names_of_known_bodies() -> None:
    known = {name for name, sense in lexicon.names() if sense.entity.type != "person"}
    assert {row["name"] for row in knowledge("home_names")} <= known


def test_states_that_a_noun_phrase_can_mean_exist() -> None:
    for row in knowledge("nominals"):
        assert all(lexicon.state(code) or code == "TWN" for code in lexicon.cell(row["among"])), row["_at"]
