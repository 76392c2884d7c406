"""The declared tables are sound and keep the contract with those who load a release."""

import re
from graphlib import TopologicalSorter

import pyarrow as pa
import pytest

from flows.tables import TABLES
from flows.tables.arrow import ARROW_TYPES, arrow_schema, in_order, to_arrow
from tests.sample_tables import sample_rows

CONTRACT = {
    "documents": "doc_id path title authors publisher published published_precision published_source language source_url"
    " rights redistribute sha256 format n_chars n_words n_sentences",
    "sentences": "sentence_id doc_id ordinal start_char end_char section text",
    "entities": "entity_id name type country wikidata_id aliases origin n_mentions n_documents",
    "mentions": "mention_id entity_id doc_id sentence_id start_char end_char text form confidence",
    "times": "time_id doc_id sentence_id start_char end_char text timex_type value start_date end_date date_precision"
    " date_source confidence",
    "figures": "figure_id doc_id sentence_id start_char end_char text measure form value value_low value_high approx unit"
    " value_canonical unit_canonical commodity status start_date end_date date_precision date_text date_source reporter"
    " partner flow rate domain entity_id attributed_to plausible plausible_note confidence",
    "events": "event_id episode_id doc_id sentence_id start_char end_char text event_type mode contexts cameo_root quad_class source"
    " target symmetric status start_date end_date date_precision date_text date_source place attributed_to confidence",
    "event_participants": "event_id entity_id role mention_id",
    "episodes": "episode_id event_type source target start_date end_date date_precision status label n_events n_documents",
    "statements": "statement_id doc_id sentence_id start_char end_char text speaker speaker_name speaker_country cue direct"
    " start_date end_date confidence",
    "citations": "citation_id doc_id marker kind start_char end_char text anchor_char authors title container date"
    " cites_doc_id",
    "series": "series_id measure form commodity reporter partner flow rate status start_date end_date unit value value_min value_max"
    " n_figures n_documents agreement reference_value reference_source deviation",
    "derived_figures": "derived_id doc_id figure_ids arithmetic measure value unit start_date end_date",
    "series_figures": "series_id figure_id derived_id value standing",
    "outcomes": "outcome_id figure_id measure commodity reporter partner start_date end_date unit made_on horizon_years"
    " expected_value actual_value actual_source difference ratio",
    "contradictions": "contradiction_id doc_id kind figure_ids note",
    "corrections": "correction_id table row_id action column expected value reason author date state note",
    "rejects": "path stage table row_id reason detail",
}
"""The columns that readers of a release rely on."""

each_table = pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)


@each_table
def test_a_table_has_the_columns_that_its_readers_rely_on(table):
    assert set(CONTRACT[table.name].split()) <= set(table.names)


def test_what_is_drawn_from_texts_can_be_corrected_by_hand_and_says_who_did():
    drawn = ["entities", "mentions", "times", "figures", "events", "event_participants", "statements", "citations"]
    assert [name for name, table in TABLES.items() if table.correctable] == drawn
    assert all(table.correctable == ("corrected_by" in table.names) for table in TABLES.values())


@each_table
def test_neither_the_key_nor_the_evidence_of_a_row_can_be_changed_by_hand(table):
    evidence = {"doc_id", "sentence_id", "start_char", "end_char", "rule", "confidence", "corrected_by"}
    assert not {*table.key, *evidence, *(c.name for c in table.columns if c.words)} & set(table.changeable)
    assert not table.changeable or table.correctable


@each_table
def test_column_names_are_unique_and_plain(table):
    assert len(set(table.names)) == len(table.names)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in table.names)


@each_table
def test_key_and_sort_and_ordered_columns_exist_and_can_be_compared(table):
    used = {*table.key, *table.sort, *(name for pair in table.ordered for name in pair)}
    assert table.key and table.sort
    assert used <= set(table.names)
    assert not any(table.column(name).type == "list" for name in used)


@each_table
def test_the_columns_that_order_a_pair_have_one_type(table):
    assert all(table.column(low).type == table.column(high).type for low, high in table.ordered)


@each_table
def test_references_lead_to_the_whole_key_of_a_table_and_hold_its_type(table):
    for column in table.columns:
        if column.references:
            name, key = column.references.split(".")
            assert TABLES[name].key == (key,)
            assert column.type in (TABLES[name].column(key).type, "list")


def test_tables_do_not_refer_to_each_other_in_a_circle():
    refers = {t.name: [c.references.split(".")[0] for c in t.columns if c.references] for t in TABLES.values()}
    assert set(TopologicalSorter(refers).static_order()) == set(TABLES)


@each_table
def test_code_lists_hold_each_code_once_and_belong_to_words(table):
    for column in table.columns:
        assert len(set(column.enum)) == len(column.enum)
        assert not column.enum or column.type in ("string", "list")
        assert all(re.fullmatch(r"[A-Za-z][A-Za-z_]*", code) for code in column.enum)


@each_table
def test_bounds_belong_to_numbers_and_patterns_to_words(table):
    for column in table.columns:
        bounds = (column.minimum, column.maximum)
        assert bounds == (None, None) or column.type in ("int", "float")
        assert None in bounds or column.minimum <= column.maximum
        assert not column.pattern or (column.type == "string" and re.compile(column.pattern))


@each_table
def test_every_table_and_column_is_described_in_sentences(table):
    assert table.title and table.description.endswith(".")
    for column in table.columns:
        assert column.description.endswith((".", "?")), column.name
        assert column.description[0].isupper() or column.description[0] == "`", column.name


@each_table
def test_a_table_of_evidence_has_the_columns_of_evidence_and_no_other_has(table):
    columns = {"doc_id", "start_char", "end_char", "text"}
    assert table.evidence == (columns <= set(table.names))
    if table.evidence:
        assert ("start_char", "end_char") in table.ordered


@each_table
def test_only_columns_that_may_be_null_hold_words_that_may_be_withheld(table):
    assert all(column.nullable for column in table.columns if column.words)


@each_table
def test_the_parquet_schema_carries_meaning_unit_and_what_is_required(table):
    schema = arrow_schema(table)
    assert schema.names == table.names
    for column, field in zip(table.columns, schema, strict=True):
        assert field.type == ARROW_TYPES[column.type]
        assert field.nullable == column.nullable
        assert field.metadata[b"description"].decode() == column.description
        assert field.metadata.get(b"unit", b"").decode() == (column.unit or "")


def test_rows_with_an_undeclared_column_are_refused_by_name():
    with pytest.raises(KeyError, match="colour"):
        to_arrow(TABLES["entities"], [{"entity_id": "state:PER", "colour": "red"}])


@each_table
def test_rows_become_a_table_in_the_declared_order_and_no_rows_a_table_without_rows(table):
    rows = sample_rows()[table.name]
    data = in_order(table, to_arrow(table, reversed(rows)))
    assert data.num_rows == len(rows) > 0
    keys = [tuple((row[name] is None, row[name] or 0) for name in table.sort) for row in data.to_pylist()]
    assert keys == sorted(keys)
    assert in_order(table, to_arrow(table, [])).schema.names == table.names


def test_a_column_is_found_by_name_and_its_absence_is_named():
    assert TABLES["figures"].column("value").type == "float"
    with pytest.raises(KeyError, match="figures has no column colour"):
        TABLES["figures"].column("colour")


def test_lists_are_lists_of_strings():
    assert ARROW_TYPES["list"] == pa.list_(pa.string())
