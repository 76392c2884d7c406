"""Names that no table knows, and names that several bear: what the words around them and the date tell."""

from collections.abc import Callable

import pytest

from flows.extract import entities
from flows.extract.entities import lexicon
from flows.extract.parse import Parsed
from flows.knowledge import FOLDER, knowledge

Read = Callable[..., Parsed]


def named(parsed: Parsed) -> list[tuple[str, str, str | None]]:
    """Text, type and country of what a text names."""
    return [
        (m.text, m.entity.type, m.entity.country) for m in entities.find(parsed) if m.form not in ("pronoun", "nominal")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels held the Kenyan village of Kurawani.", ("Kurawani", "place", "KEN")),
        ("Shots were heard in Balomari district.", ("Balomari", "place", None)),
        ("The frigate HMS Tarrant left port.", ("HMS Tarrant", "weapon_system", None)),
    ],
)
def test_a_common_noun_or_prefix_tells_what_an_unknown_name_is(
    read: Read, text: str, expected: tuple[str, str, str | None]
) -> None:
    assert expected in named(read(text))


def test_a_kind_of_place_does_not_make_a_place_of_what_is_none(read: Read) -> None:
    assert named(read("He praised the region of his birth and the village of old.")) == []


def test_offices_within_offices_are_not_one_name(read: Read) -> None:
    text = (
        "The Directorate for Culture and Heritage of the Institute for Regional Studies of the University of Trade "
        "and Commerce of the Academy of Arts met."
    )
    assert max(len(m.text.split()) for m in entities.find(read(text))) <= 10


def test_a_surname_written_without_accents_is_the_person_named_in_full(read: Read) -> None:
    found = entities.find(read("The envoy Miroslav Lajcak came to Vienna. Lajcak left at noon."))
    assert [m.entity.entity_id for m in found if "Lajcak" in m.text] == ["person:miroslav-lajcak"] * 2


@pytest.mark.parametrize(
    ("day", "person"), [("1975-01-01", "person:ferdinand-marcos"), ("2023-01-01", "person:ferdinand-marcos-jr")]
)
def test_father_and_son_of_one_name_are_told_apart_by_who_was_in_office(read: Read, day: str, person: str) -> None:
    assert entities.find(read("Ferdinand Marcos spoke in Cebu.", day))[0].entity.entity_id == person


def test_a_capital_that_an_envoy_is_called_back_from_is_the_city(read: Read) -> None:
    found = entities.find(read("Peru withdrew its envoy from Bogota. Bogota protested."))
    assert [m.entity.type for m in found if m.text == "Bogota"] == ["place", "state"]


def test_a_state_is_added_by_editing_one_row(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = knowledge("states")
    new = dict.fromkeys(rows[0], "") | {
        "code": "ruritania", "country": "", "name": "Ruritania", "demonyms": "Ruritanian", "capital": "Strelsau", "_at": "states:1",
    }  # fmt: skip
    real = lexicon.knowledge
    monkeypatch.setattr(lexicon, "knowledge", lambda table: (*rows, new) if table == "states" else real(table))
    lexicon.trie.cache_clear()
    try:
        found = entities.find(read("Ruritanian envoys met Chinese officials; Strelsau approved."))
    finally:
        lexicon.trie.cache_clear()
    assert [m.entity.name for m in found if m.form != "nominal"] == ["Ruritania", "China", "Ruritania"]


def test_groups_and_offices_use_codes_that_exist() -> None:
    states = {
        row[key]
        for table in ("states", "places")
        for row in knowledge(table)
        for key in ("code", "country")
        if key in row
    }
    bodies = {row["short"] for row in knowledge("organizations") if row["short"]}
    for row in knowledge("state_groups"):
        assert set(lexicon.cell(row["members"])) <= states, row["_at"]
    for row in knowledge("offices"):
        assert row["country"] in states | bodies, row["_at"]


@pytest.mark.parametrize("table", ["state_groups", "place_cues"])
def test_tables_of_phrases_name_no_phrase_twice(table: str) -> None:
    phrases = [row.get("phrase") or row["word"] for row in knowledge(table)]
    assert len(phrases) == len(set(phrases))
    assert all(p == p.lower().strip() for p in phrases)
    assert (FOLDER / f"{table}.csv").read_text("utf-8").startswith("# ")
