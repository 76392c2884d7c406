"""Figures whose period, sides, goods or status other clauses and sentences of a passage tell."""

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Exports from Peru to Chile fell 9 percent, the first fall in a decade, to $1.2 billion in the first five months.",
            ("$1.2 billion", "exports", "level", None, "actual", "2024-01-01 2024-05-31", "PER CHL"),
        ),
        (
            "Two-way trade of Chile and Peru was $3 billion, compared with $2 billion in 2019.",
            ("$3 billion", "trade_turnover", "level", None, "actual", "- -", "CHL PER"),
        ),
        (
            "Kenya's exports to Uganda were 12 percent down in 2022, customs officials noted (Daily Nation, January 18).",
            ("12 percent", "exports", "change_relative", None, "actual", "2022-01-01 2022-12-31", "KEN UGA"),
        ),
        (
            "Trade between Poland and Turkey is expected to reach $12 billion by the end of 2025.",
            ("$12 billion", "trade_turnover", "level", None, "forecast", "2025-01-01 2025-12-31", "POL TUR"),
        ),
        (
            "In September 2015, Jordan signed a contract to buy 3 bcm of gas a year from Cyprus.",
            ("3 bcm", "imports", "level", "natural_gas", "agreed", "- -", "CYP JOR"),
        ),
    ],
)
def test_a_time_that_stands_for_something_else_is_not_the_period(told, text, expected):
    assert expected in told(text)


def test_a_paragraph_goes_on_with_the_period_of_the_trade_before_it(told):
    text = (
        "Relations are warm. The visit was long. In 2019, bilateral trade between Chile and Peru reached $3 billion.\n\n"
        "Chilean exports to Peru were $2 billion. Wine sold well. The two sides want more."
    )
    assert ("$2 billion", "exports", "level", None, "actual", "2019-01-01 2019-12-31", "CHL PER") in told(text)


def test_its_is_not_the_state_that_is_named_beside_what_it_owns(told):
    text = (
        "Bilateral trade between Poland and Germany grew. Germany buys more furniture than before. "
        "Its share of the German market is 20 percent."
    )
    assert told(text)[-1][-1] == "POL DEU"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Poland's share of the German market for furniture is 20 percent.", "POL DEU"),
        ("Russian-made weapons accounted for 70 percent of Indian arms supplies.", "RUS IND"),
        ("Norway saw a 30 percent decline in Polish exports of machinery.", "POL NOR"),
        ("China's share in Russia's foreign trade rose to 7.3 percent.", "RUS CHN"),
    ],
)
def test_shares_and_changes_name_both_sides(told, text, expected):
    assert told(text)[-1][-1] == expected


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Moscow hopes to sell Beijing gas worth $1 billion.", "target"),
        ("In return for the oil, Japan will lend $3 billion to Iraq.", "agreed"),
        ("Angola, a producer with reserves of nine billion barrels, is expected to grow.", "actual"),
    ],
)
def test_the_status_is_that_of_the_clause_of_the_number(told, text, status):
    assert told(text)[-1][4] == status


def test_what_is_spent_on_arms_is_military_spending(told):
    assert told("Ethiopia spent $450 million on weapons in 2014.")[0][1] == "military_spending"


def test_goods_named_as_a_part_are_not_those_of_the_whole(told):
    rows = {
        r[0]: r[3] for r in told("Chile's exports to Japan rose to $9 billion, of which copper made up 40 percent.")
    }
    assert rows == {"$9 billion": None, "40 percent": "metals"}


def test_a_trade_without_any_time_is_less_sure_than_one_with_a_time(read):
    from flows.extract import entities, figures, times

    sure = []
    for when in ("", " in 2012"):
        parsed = read(f"Kenya's exports to Uganda fell 5 percent{when}.")
        found = figures.find(parsed, entities.find(parsed), times.find(parsed))
        sure.append(found[0].confidence)
    assert sure[0] < 0.8 <= sure[1]
