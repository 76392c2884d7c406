"""What figures take from the words, the figures and the sentences beside them, and how sure they are."""

import pytest

from flows.extract import entities, figures, times
from flows.extract.figures import confidence
from flows.knowledge import knowledge


@pytest.fixture
def rows(read):
    """`rows(text)`: the rows of the figures of a text of 15 July 2024."""

    def found(text):
        parsed = read(text, "2024-07-15")
        return figures.rows(parsed, figures.find(parsed, entities.find(parsed), times.find(parsed)))

    return found


def sides(found):
    return [(r["text"], r["measure"], r["reporter"], r["partner"]) for r in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kenya's exports to Uganda were $700 million in 2022, while Kenya's imports stood at $300 million.",
            [("$700 million", "exports", "KEN", "UGA"), ("$300 million", "imports", "UGA", "KEN")],
        ),
        (
            "Peru-Chile trade is around $3 billion, a tenth of its trade with China.",
            [("$3 billion", "trade_turnover", "PER", "CHL")],
        ),
        (
            "The United States and Mexico are neighbours. Trade between the two countries rose to $798 billion.",
            [("$798 billion", "trade_turnover", "MEX", "USA")],
        ),
        (
            "Thailand's deficit with Japan was $9 billion, compared with one with China at $20 billion.",
            [("$9 billion", "trade_balance", "THA", "JPN"), ("$20 billion", "trade_balance", "THA", "CHN")],
        ),
        (
            "Oman said it would give Lebanon $500 million in grants.",
            [("$500 million", "aid", "OMN", "LBN")],
        ),
        (
            "Kuwait put $2 billion of aid into Jordan. Qatar pledged $500 million.",
            [("$500 million", "aid", "QAT", "JOR")],
        ),
        (
            "Swedish investors put a total of $4 billion into Estonia.",
            [("$4 billion", "investment", "SWE", "EST")],
        ),
        (
            "Dutch exports to Spain rose by 5 percent, and Belgium's by 3 percent. Dutch exports to countries outside Europe fell by 2 percent.",
            [("2 percent", "exports", "NLD", None)],
        ),
        (
            "China lent Ecuador $2 billion in return for deliveries of 90,000 barrels of oil a day.",
            [("90,000 barrels of oil a day", "delivery_volume", "ECU", "CHN")],
        ),
        (
            "Spain raised its arms exports by 12 percent and Italy by 30 percent.",
            [("12 percent", "exports", "ESP", None), ("30 percent", "exports", "ITA", None)],
        ),
        (
            "World military spending came to $2.4 trillion in 2023, according to a Swedish institute.",
            [("$2.4 trillion", "military_spending", "world", None)],
        ),
    ],
)
def test_the_sides_are_those_that_the_words_around_tell(rows, text, expected):
    found = [(t.split(" of oil")[0] if "oil" in t else t, m, *s) for t, m, *s in sides(rows(text))]
    for text_, measure, *wanted in expected:
        here = [f for f in found if f[0].startswith(text_.split(" of oil")[0]) and f[1] == measure]
        assert any(
            list(f[2:]) == wanted or (measure.startswith("trade") and set(f[2:]) == set(wanted)) for f in here
        ), found


def test_a_number_in_brackets_says_the_one_before_it_again(rows):
    first, second = rows("Angola exported 50 million tons (370 million barrels) of crude to China in 2022.")
    same = ("measure", "commodity", "status", "reporter", "partner", "start_date", "end_date")
    assert {k: first[k] for k in same} == {k: second[k] for k in same}


def test_a_change_told_after_a_level_is_of_the_same_thing_and_time(rows):
    level, change = rows(
        "Goods worth 13 billion euros were exported from Germany to Italy in March, 21 percent more than a year earlier."
    )
    assert change["form"] == "change_relative" and change["value"] == 21
    assert (change["measure"], change["reporter"], change["partner"]) == ("exports", "DEU", "ITA")
    assert change["start_date"] == level["start_date"]


def test_two_changes_under_one_verb_are_both_changes(rows):
    found = rows(
        "Turkish exports to Iraq totalled $4 billion in 2023, up by 7 percent from 2022, and by 12 percent from 2021."
    )
    assert [(r["form"], r["value"]) for r in found] == [("level", 4e9), ("change_relative", 7), ("change_relative", 12)]
    assert {r["start_date"].year for r in found} == {2023}


def test_a_level_that_is_up_from_another_is_a_level(rows):
    high, low = rows("Trade between Turkey and Iraq will reach $30 billion by 2030, up from $12 billion last year.")
    assert (high["form"], high["status"], low["form"], low["status"]) == ("level", "forecast", "level", "actual")


def test_where_a_rise_begins_is_a_fact_and_where_it_ends_a_target(rows):
    begin, end = rows(
        "Hanoi and Seoul aim to raise bilateral trade from $78 billion last year to $100 billion in 2026."
    )
    assert (begin["status"], begin["start_date"].year) == ("actual", 2023)
    assert (end["status"], end["start_date"].year) == ("target", 2026)


def test_the_parts_of_a_promise_are_promised(rows):
    found = rows(
        "China pledged a $60 billion package to Africa. This includes $5 billion of grants and $35 billion of loans."
    )
    assert {r["status"] for r in found} == {"agreed"}
    assert {(r["reporter"], r["partner"]) for r in found} == {("CHN", "Africa")}


def test_a_left_out_verb_lends_its_state_to_the_next_number(rows):
    found = rows("Tokyo pledged €2.5 billion in grants to Ukraine; Seoul, at least $300 million.")
    assert [(r["status"], r["measure"], r["reporter"], r["partner"]) for r in found] == [
        ("agreed", "aid", "JPN", "UKR"),
        ("agreed", "aid", "KOR", "UKR"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "In the new venture Eni will hold 30 percent, Kazakhstan and Russia 12 percent each.",
        "Kazakhstan and Russia each supplied 12 percent of Austria's oil.",
    ],
)
def test_what_holds_for_each_of_two_is_told_of_both(rows, text):
    twelve = [r for r in rows(text) if r["value"] == 12]
    assert {r["reporter"] for r in twelve} == {"KAZ", "RUS"}
    assert len({r["figure_id"] for r in twelve}) == 2


def test_a_plant_that_is_built_for_an_amount_has_that_capacity(rows):
    (row,) = rows("The firms will build a 320,000 barrels-a-day refinery in Fujian.")
    assert (row["measure"], row["status"]) == ("capacity", "capacity")
    (row,) = rows("The line was designed to carry 11 billion cubic meters of gas every year.")
    assert row["status"] == "capacity"


def test_the_day_on_which_it_is_said_is_not_the_time_of_the_figure(rows):
    (row,) = rows("Washington approved a $1.1 billion sale of missiles to Japan, the government said on Friday.")
    assert row["start_date"] is None
    assert (row["measure"], row["reporter"], row["partner"]) == ("contract_value", "USA", "JPN")


def test_a_figure_is_less_sure_the_more_of_it_is_taken_from_elsewhere(rows):
    (plain,) = rows("Russia exported 30 million tons of oil to China in 2014.")
    *_, carried = rows(
        "Russia exported 30 million tons of oil to China in 2014. In 2015 it was more. It was worth $9 billion."
    )
    assert plain["confidence"] >= 0.85 and plain["confidence"] > carried["confidence"]


def test_confidence_is_the_product_of_what_the_table_says_of_each_slot():
    table = {(r["slot"], r["source"]): float(r["sure"]) for r in knowledge("confidence")}
    assert all(0.5 <= v <= 1 for v in table.values())
    given = {"measure": "near", "sides": "chosen", "period": "earlier"}
    expected = table["measure", "near"] * table["sides", "chosen"] * table["period", "earlier"]
    assert confidence.confidence(given) == pytest.approx(expected, abs=1e-3)
