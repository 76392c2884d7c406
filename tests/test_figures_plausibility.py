"""Figures that cannot well be: caught, kept as the text has them, and explained by the likely slip."""

import datetime as dt

import pytest

from flows.extract import entities, figures, times
from flows.extract.figures.plausibility import Reading, note
from flows.knowledge import knowledge
from flows.tables import codes


@pytest.fixture
def told(read):
    """`told(text)`: the rows of the figures of a text of 2024."""

    def rows(text):
        parsed = read(text, "2024-06-30")
        return figures.rows(parsed, figures.find(parsed, entities.find(parsed), times.find(parsed)))

    return rows


def test_gas_in_liters_is_not_plausible_and_the_note_names_the_slip(told):
    (row,) = told("From 2020 Russia will send 10 billion liters of natural gas a year to China.")
    assert row["plausible"] is False
    assert (row["value"], row["unit"]) == (1e10, "L"), "what the text says is kept"
    assert "10 billion L a year are 10 million m3" in row["plausible_note"]
    assert "10 billion m3 a year would be usual (liters for cubic meters)" in row["plausible_note"]
    assert row["value_canonical"] == pytest.approx(1e7) and row["unit_canonical"] == "m3"


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("Saudi Arabia exports 7.2 million barrels of crude oil a day to Asia.", None),
        ("Saudi Arabia exports 90 million tonnes of crude oil a day.", "90 million bbl a day would be usual (tonnes for barrels)"),
        ("India imported 38 trillion cubic meters of gas in 2020.", "38 billion m3 a year would be usual (trillion for billion)"),
        ("Oil made up 140 percent of exports.", "a share of a whole cannot be below 0 or above 100 percent"),
        ("Trade between India and Nepal reached $8.5 trillion in 2019.", "8.5 billion USD would be usual (trillion for billion)"),
        ("Trade between India and Nepal reached $8.5 billion in 2019.", None),
        ("World trade reached $24 trillion in 2019.", None),
        ("Kenya produced 90 billion tonnes of coal in 2019.", "90 million t a year would be usual (billion for million)"),
        ("The plant has a capacity of 900 million MW.", "all power stations of the world"),
        ("Nigeria sold 2 million liters of crude oil to Ghana.", "2 million bbl would be usual (liters for barrels)"),
        ("Norway exports 120 billion cubic meters of gas a day to Europe.", "120 billion m3 a year would be usual (a day for a year)"),
        ("Pakistan bought 300 million tons of electricity from Iran.", "electricity is not measured by weight"),
        ("Sweden spent 1.2 percent of its GDP on defence.", None),
        ("The United States owes China $1.1 trillion.", None),
        ("Poland handed over 3 million artillery shells.", None),
    ],
)  # fmt: skip
def test_slips_of_unit_rate_and_size_are_doubted_and_explained(told, text, slip):
    (row,) = told(text)
    assert row["plausible"] is (slip is None), row["plausible_note"]
    assert (slip or "") in (row["plausible_note"] or "")


def test_a_million_among_billions_of_the_years_around_is_doubted(told):
    rows = told("Trade between Chile and Peru was $3.2 billion in 2018, $3.5 million in 2019 and $3.3 billion in 2020.")
    assert [r["plausible"] for r in rows] == [True, False, True]
    assert "3.5 billion USD would be usual (million for billion)" in rows[1]["plausible_note"]


def test_a_trade_that_grew_a_thousandfold_in_decades_is_not_doubted(told):
    rows = told("Trade between Chile and Peru was $3.2 million in 1960, $900 million in 1990 and $3.3 billion in 2020.")
    assert all(r["plausible"] for r in rows)


def test_a_period_that_ends_before_it_starts_is_doubted():
    given = Reading(
        "exports", "level", None, "money", "USD", "total", 5e9, start=dt.date(2020, 1, 1), end=dt.date(2019, 1, 1)
    )
    assert "ends (2019-01-01) before it starts (2020-01-01)" in note(given)


@pytest.mark.parametrize(
    ("given", "doubtful"),
    [
        (Reading("market_share", "share", "arms", "share", "%", "total", 26.0), False),
        (Reading("market_share", "share", "arms", "share", "%", "total", 126.0), True),
        (Reading("production", "change_relative", None, "share", "%", "total", -100.0), False),
        (Reading("production", "change_relative", None, "share", "%", "total", -130.0), True),
        (Reading("trade_turnover", "level", None, "money", "USD", "total", 6e12, pair=True), True),
        (Reading("trade_turnover", "level", None, "money", "USD", "total", 6e12, pair=False), False),
        (Reading("military_spending", "level", None, "money", "USD", "per_unit", 239.0), False),
        (Reading("military_spending", "level", None, "money", "USD", "total", 239.0), True),
    ],
)  # fmt: skip
def test_the_bounds_of_the_table_hold_from_either_side(given, doubtful):
    assert (note(given) is not None) == doubtful


def test_every_rule_of_the_table_can_be_broken_and_says_why():
    for row in knowledge("plausibility"):
        assert all(m in (*codes.MEASURES, "") for m in row["measure"].split("|")), row
        assert all(c in (*codes.COMMODITIES, "") for c in row["commodity"].split("|")), row
        assert all(r in (*codes.RATES, "") for r in row["rate"].split("|")), row
        assert row["form"] in (*codes.FIGURE_FORMS, "pair", ""), row
        assert row["note"] and row["in_unit"], row
        if row["low"] and row["high"]:
            assert float(row["low"]) < float(row["high"]), row
