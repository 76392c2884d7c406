"""Figures: what a number measures, when, between whom."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.extract import entities, figures, times
from flows.extract.figures.measure import KINDS
from flows.extract.parse import parse
from flows.knowledge import knowledge
from flows.tables import TABLES, codes
from tests.conftest import document


@pytest.fixture
def told(read):
    """`told(text, published=None)`: the rows of the figures of a text."""

    def rows(text, published="2016-06-30"):
        parsed = read(text, published)
        return figures.rows(parsed, figures.find(parsed, entities.find(parsed), times.find(parsed)))

    return rows


def year(n):
    return dt.date(n, 1, 1), dt.date(n, 12, 31)


def period(row):
    return row["start_date"], row["end_date"]


def test_trade_has_two_sides_a_year_and_a_value(told):
    (row,) = told("Trade between China and Russia came to $95.3 billion in 2014.")
    assert (row["measure"], row["form"], row["value"], row["unit"]) == ("trade_turnover", "level", 95.3e9, "USD")
    assert {row["reporter"], row["partner"]} == {"CHN", "RUS"}
    assert (row["flow"], row["domain"], row["status"]) == ("two_way", "trade", "actual")
    assert period(row) == year(2014)


def test_each_figure_of_a_sentence_keeps_its_own_year_and_status(told):
    text = "Sino-Russian trade grew to $59 billion in 2010, and is expected to top $90 billion in 2018 and $150 billion in 2022."
    rows = told(text)
    assert [period(r) for r in rows] == [year(2010), year(2018), year(2022)]
    assert [r["status"] for r in rows] == ["actual", "forecast", "forecast"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Trade reached $80 billion in 2011.", "actual"),
        ("Trade is expected to reach $80 billion in 2019.", "forecast"),
        ("The two sides plan to raise trade to $80 billion by 2019.", "target"),
        ("They set a goal of $80 billion in trade by 2019.", "target"),
        ("Trade would have reached $80 billion in 2015 had prices held.", "hypothetical"),
        ("Russia pledged to supply China with 9 million tonnes of oil a year.", "agreed"),
        ("The pipeline has a capacity of 9 million tonnes of oil a year.", "capacity"),
    ],
)
def test_facts_and_expectations_are_told_apart(told, text, status):
    assert [r["status"] for r in told(text)] == [status]


@pytest.mark.parametrize(
    ("text", "form", "value"),
    [
        ("Exports to China fell by 12 percent in 2015.", "change_relative", -12),
        ("Exports to China fell 12 percent in 2015.", "change_relative", -12),
        ("Exports to China saw a 12 percent rise in 2015.", "change_relative", 12),
        ("Oil makes up 12 percent of exports to China.", "share", 12),
        ("The share of oil in exports to China fell to 12 percent.", "share", 12),
        ("Exports to China doubled in 2015.", "ratio", 2),
    ],
)
def test_changes_shares_and_ratios_are_told_apart(told, text, form, value):
    (row,) = told(text)
    assert (row["form"], row["value"]) == (form, value)


def test_the_exporter_reports_and_the_importer_is_the_partner(told):
    for text in (
        "Russia exported 30 million tons of oil to China in 2014.",
        "China bought 30 million tons of oil from Russia in 2014.",
        "China imported 30 million tons of crude from Russia in 2014.",
        "Russian oil exports to China were 30 million tons in 2014.",
        "China's oil imports from Russia were 30 million tons in 2014.",
    ):
        (row,) = told(text)
        assert (row["reporter"], row["partner"], row["flow"]) == ("RUS", "CHN", "export"), text
        assert (row["commodity"], row["unit"], row["domain"]) == ("crude_oil", "t", "energy"), text


def test_a_number_in_brackets_belongs_to_the_name_before_it(told):
    rows = told("Japan imports its gas from Australia (39 percent), Russia (9 percent) and Qatar (8 percent).")
    assert [(r["reporter"], r["value"]) for r in rows] == [("AUS", 39), ("RUS", 9), ("QAT", 8)]


def test_respective_shares_go_to_the_names_in_their_order(told):
    rows = told(
        "Imports of oil from China, Japan and India reached shares of 5 percent, 4 percent and 3 percent respectively."
    )
    assert [(r["reporter"], r["value"]) for r in rows] == [("CHN", 5), ("JPN", 4), ("IND", 3)]


def test_arms_deliveries_are_arms_and_parade_equipment_is_not_core(told):
    (row,) = told("Russia sold India 18 fighter jets in 2004.")
    assert (row["measure"], row["commodity"], row["domain"], row["value"]) == ("arms_quantity", "arms", "arms", 18)
    assert (row["reporter"], row["partner"], row["flow"]) == ("RUS", "IND", "export")
    assert all(r["domain"] == "other" for r in told("Some 40 tanks stood on the square."))


def test_a_contract_is_agreed_and_knows_its_goods(told):
    (row,) = told("Gazprom signed a $55 billion gas contract with China in May 2014.")
    assert (row["measure"], row["status"], row["commodity"]) == ("contract_value", "agreed", "natural_gas")
    assert (row["start_date"], row["end_date"]) == (dt.date(2014, 5, 1), dt.date(2014, 5, 31))


def test_prices_are_per_unit(told):
    (row,) = told("Russian oil was sold at $47 a barrel in March 2016.")
    assert (row["measure"], row["rate"], row["value"]) == ("price", "per_unit", 47)


def test_a_figure_is_surer_when_its_sentence_names_both_sides(told):
    (plain,) = told("Russia exported 30 million tons of oil to China in 2014.")
    crowded = told("India, Japan and China, unlike Korea, discussed Russia, which shipped 5 million tons.")
    assert plain["confidence"] >= 0.8 > max(r["confidence"] for r in crowded)


def test_a_poll_gives_counts_and_shares(told):
    rows = told("What do you expect?\n  Better ties\n   52 (65%)\n  Worse ties\n   28 (35%)")
    assert [(r["measure"], r["form"], r["value"]) for r in rows] == [
        ("survey_share", "level", 52), ("survey_share", "share", 65), ("survey_share", "level", 28), ("survey_share", "share", 35),
    ]  # fmt: skip


def test_numbers_in_names_are_no_figures(told):
    assert told("The G20 met after 9/11, and the Su-35 flew over Area 51.") == []


def test_values_are_also_given_in_canonical_units(told):
    (row,) = told("Russia exports 600,000 barrels of oil per day to China.")
    assert (row["unit"], row["unit_canonical"]) == ("bbl", "t")
    assert row["value_canonical"] == pytest.approx(600000 / 7.33)


def test_the_knowledge_tables_use_the_code_lists_only():
    kinds = {"money", "share", "multiple", "physical", "power", "length", "area", "count"}
    for row in knowledge("measures"):
        assert row["measure"] in (*codes.MEASURES, "none"), row
        assert row["domain"] in codes.DOMAINS and row["flow"] in (*codes.FLOWS, ""), row
        assert set(row["dimensions"].split()) <= kinds, row
        float(row["cost"])
    assert set(KINDS.values()) <= kinds
    assert all(r["commodity"] in (*codes.COMMODITIES, "none") for r in knowledge("commodities"))
    assert all(r["status"] in codes.FIGURE_STATUS for r in knowledge("figure_status"))
    assert all(r["approx"] in codes.APPROX for r in knowledge("approximations"))
    assert all(r["rate"] in (*codes.RATES, "other") for r in knowledge("rates"))
    assert all(r["measure"] in (*codes.MEASURES, "none") for r in knowledge("counted_nouns"))


WORDS = st.sampled_from(
    ["Russia", "China", "exports", "imports", "oil", "of", "to", "from", "$5 billion", "12 percent", "30 million tons", "in 2012", "rose",
     "fell", "will", "said", "(", ")", ",", ".", "share", "and", "respectively", "24 jets", "trade", "by 2020", "between", "a day", "doubled"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=20).map(" ".join))
@settings(max_examples=60, deadline=None)
def test_whatever_the_words_the_rows_keep_the_contract(nlp, text):
    parsed = parse(document(text, "2016-06-30"), nlp)
    mentions, found = entities.find(parsed), times.find(parsed)
    rows = figures.rows(parsed, figures.find(parsed, mentions, found))
    table = TABLES["figures"]
    assert len({r["figure_id"] for r in rows}) == len(rows)
    for row in rows:
        assert set(row) == set(table.names) - {"corrected_by", "attributed_to"}  # corrections and statements fill these
        assert parsed.text[row["start_char"] : row["end_char"]] == row["text"]
        for column in table.columns:
            value = row.get(column.name)
            assert value is not None or column.nullable, column.name
            assert not column.enum or value is None or value in column.enum, (column.name, value)
        for low, high in table.ordered:
            assert row[low] is None or row[high] is None or row[low] <= row[high], (low, high)
