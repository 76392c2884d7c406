"""The knowledge tables about entities: each name means one thing, each row can be used."""

import itertools
import re
from collections import defaultdict

import pycountry
import pytest

from flows.extract.entities import lexicon
from flows.extract.entities.lexicon import Sense
from flows.knowledge import knowledge
from flows.tables.codes import ENTITY_TYPES

OWN_CODES = {"XKX", "SUN", "YUG", "CSK", "DDR"}
"""Codes beside today's ISO 3166-1: Kosovo, and states of the past."""


def test_every_name_belongs_to_one_entity_unless_a_table_says_how_to_choose() -> None:
    shared = {row["name"] for row in knowledge("shared_names")}
    senses: dict[tuple[str, ...], set[Sense]] = defaultdict(set)
    for name, sense in lexicon.names():
        if sense.use in ("always", "body") and name not in shared:
            senses[tuple(lexicon.words_of(name, loose=False))].add(sense)
    clashes = {
        " ".join(words): sorted({s.rule for s in found})
        for words, found in senses.items()
        if len({s.entity.entity_id for s in found}) > 1 and not _years_apart(found)
    }
    assert clashes == {}


def _years_apart(found: set[Sense]) -> bool:
    terms = sorted(s.years for s in found if s.years)
    return len(terms) == len(found) and all(a[1] < b[0] for a, b in itertools.pairwise(terms))


def test_every_entity_stands_in_one_row() -> None:
    rows: dict[str, set[str]] = defaultdict(set)
    for _, sense in lexicon.names():
        if sense.use != "capital":
            rows[sense.entity.entity_id].add(sense.rule)
    assert {i: sorted(r) for i, r in rows.items() if len(r) > 1} == {}


def test_every_country_is_a_code_that_exists() -> None:
    codes = {c.alpha_3 for c in pycountry.countries} | OWN_CODES
    for _, sense in lexicon.names():
        assert sense.entity.country is None or sense.entity.country in codes, sense.rule


def test_every_member_state_of_today_is_known() -> None:
    known = {row["country"] for row in knowledge("states")}
    assert {"CHN", "RUS", "USA", "JPN", "IND", "KAZ", "PRK", "KOR", "UKR", "DEU", "ZAF"} <= known
    assert len(known) > 190


def test_ids_types_and_items_have_their_declared_form() -> None:
    for name, sense in lexicon.names():
        entity = sense.entity
        assert re.fullmatch(r"[a-z_]+:\S+", entity.entity_id), sense.rule
        assert entity.type in ENTITY_TYPES, sense.rule
        assert entity.wikidata_id is None or re.fullmatch(r"Q[1-9]\d*", entity.wikidata_id), sense.rule
        assert name == name.strip() != "", sense.rule


def test_no_wikidata_item_is_given_to_two_entities() -> None:
    items: dict[str, set[str]] = defaultdict(set)
    for _, sense in lexicon.names():
        if sense.entity.wikidata_id:
            items[sense.entity.wikidata_id].add(sense.entity.entity_id)
    assert {q: sorted(e) for q, e in items.items() if len(e) > 1} == {}


def test_guards_and_shared_names_speak_of_entities_that_exist() -> None:
    known = {sense.entity.name for _, sense in lexicon.names()}
    assert {row["entity"] for row in knowledge("name_contexts") if row["entity"]} <= known
    for row in knowledge("shared_names"):
        assert set(lexicon.cell(row["entities"])) <= known


def test_offices_are_held_by_known_persons_one_at_a_time() -> None:
    persons = {row["name"] for row in knowledge("people")}
    terms: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for row in knowledge("offices"):
        assert row["holder"] in persons, row["_at"]
        for office in lexicon.cell(row["office"]):
            terms[row["country"], office].append((row["from"], row["to"] or "9999"))
    for (country, office), held in terms.items():
        for (_, end), (start, _) in zip(sorted(held), sorted(held)[1:], strict=False):
            assert end <= start, (country, office, start)


def test_successors_follow_states_that_are_known() -> None:
    codes = {row["code"] for row in knowledge("states")}
    assert {code for row in knowledge("successors") for code in (row["state"], row["successor"])} <= codes


def test_pronouns_are_he_or_she() -> None:
    assert {row["pronoun"] for row in knowledge("people")} == {"", "she"}
    assert {row["pronoun"] for row in knowledge("given_names")} <= {"", "he", "she"}


@pytest.mark.parametrize(
    "table",
    ["agents", "bodies", "capital_cues", "given_names", "name_heads", "nominals", "not_names", "surnames", "titles"],
)
def test_tables_of_words_name_no_word_twice(table: str) -> None:
    rows = [tuple(v for k, v in row.items() if k != "_at") for row in knowledge(table)]
    assert len(rows) == len(set(rows))
