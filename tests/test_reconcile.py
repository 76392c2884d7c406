"""Entities of many documents become one row each, whatever the order they come in."""

import random

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from flows.reconcile import entities
from flows.tables import TABLES
from flows.tables.arrow import to_arrow


def told(
    entity_id: str, name: str, kind: str = "organization", country: str | None = None, aliases: tuple[str, ...] = ()
) -> dict:
    return {
        "entity_id": entity_id, "name": name, "type": kind, "country": country, "wikidata_id": None, "aliases": list(aliases),
        "origin": "discovered", "n_mentions": 1, "n_documents": 1,
    }  # fmt: skip


def mention(doc: str, n: int, entity_id: str, form: str = "name") -> dict:
    return {
        "mention_id": f"{doc}#m{n}-{n + 1}", "entity_id": entity_id, "doc_id": doc, "sentence_id": f"{doc}#0",
        "start_char": n, "end_char": n + 1, "text": "X", "form": form, "rule": "r", "confidence": 1.0,
    }  # fmt: skip


def together(rows: list[dict], mentions: list[dict]) -> pa.Table:
    return entities(to_arrow(TABLES["entities"], rows), to_arrow(TABLES["mentions"], mentions))


def test_an_entity_of_two_documents_is_one_row_with_both_counted() -> None:
    rows = [told("organization:amur-bank", "Amur Bank"), told("organization:amur-bank", "Amur Bank")]
    got = together(
        rows,
        [
            mention("a", 1, rows[0]["entity_id"]),
            mention("a", 5, rows[0]["entity_id"]),
            mention("b", 1, rows[0]["entity_id"]),
        ],
    )
    assert got.num_rows == 1
    assert got.to_pylist()[0]["n_mentions"] == 3
    assert got.to_pylist()[0]["n_documents"] == 2


def test_only_mentions_by_name_are_counted_but_every_document_that_mentions_an_entity_is() -> None:
    rows = [told("person:x", "X Y", "person"), told("person:z", "Z Y", "person"), told("person:q", "Q Y", "person")]
    got = together(
        rows,
        [
            mention("a", 1, "person:x"),
            mention("a", 3, "person:x", "pronoun"),
            mention("b", 3, "person:x", "nominal"),
            mention("a", 9, "person:z", "nominal"),
        ],
    )
    assert got.select(["entity_id", "n_mentions", "n_documents"]).to_pylist() == [
        {"entity_id": "person:x", "n_mentions": 1, "n_documents": 2},
        {"entity_id": "person:z", "n_mentions": 0, "n_documents": 1},
    ]


def test_most_documents_win_and_a_known_country_beats_none() -> None:
    rows = [
        told("organization:far-bank", "Far Bank", country="RUS"),
        told("organization:far-bank", "Far Bank"),
        told("organization:far-bank", "FAR BANK", country="RUS"),
        told("organization:far-bank", "Far Bank", country="CHN", aliases=("FB",)),
    ]
    row = together(rows, [mention("a", 1, "organization:far-bank")]).to_pylist()[0]
    assert (row["name"], row["country"]) == ("Far Bank", "RUS")
    assert row["aliases"] == ["FAR BANK", "FB"]


def test_no_entities_give_an_empty_table_in_the_declared_schema() -> None:
    got = together([], [])
    assert got.num_rows == 0
    assert got.column_names == TABLES["entities"].names


ROWS = st.lists(
    st.builds(
        told,
        st.sampled_from(["place:a", "place:b", "place:c"]),
        st.sampled_from(["Alpha", "Beta", "alpha"]),
        st.sampled_from(["place", "organization"]),
        st.sampled_from([None, "CHN", "RUS"]),
        st.lists(st.sampled_from(["A", "B", "Alpha", ""]), max_size=3).map(tuple),
    ),
    max_size=12,
)


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_nothing(rows: list[dict], chance: random.Random) -> None:
    mentions = [mention(f"d{i}", i, row["entity_id"]) for i, row in enumerate(rows)]
    shuffled, others = rows[:], mentions[:]
    chance.shuffle(shuffled)
    chance.shuffle(others)
    assert together(rows, mentions).equals(together(shuffled, others))
