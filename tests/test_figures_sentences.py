"""Several figures in a sentence, and figures that are expected, promised or limits."""

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The ministry put the deficit with China at $83.2 billion in 2022, and India's exports there at $15.3 billion.",
            [
                ("$83.2 billion", "trade_balance", "level", None, "actual", "2022-01-01 2022-12-31", "CHN IND"),
                ("$15.3 billion", "exports", "level", None, "actual", "2022-01-01 2022-12-31", "IND CHN"),
            ],
        ),
        (
            "Exports to the EU shrank by a fifth to €38 billion, the Russian customs service reported.",
            [
                ("a fifth", "exports", "change_relative", None, "actual", "- -", "RUS EU"),
                ("€38 billion", "exports", "level", None, "actual", "- -", "RUS EU"),
            ],
        ),
        (
            "Imports from Russia into the EU dropped from 43 billion euros in the first quarter of 2022 to 6.1 billion euros in the first quarter of 2024.",
            [
                ("43 billion euros", "imports", "level", None, "actual", "2022-01-01 2022-03-31", "RUS EU"),
                ("6.1 billion euros", "imports", "level", None, "actual", "2024-01-01 2024-03-31", "RUS EU"),
            ],
        ),
        (
            "Thailand, Malaysia and Indonesia bought respectively 4, 3 and 2 million tonnes of Australian wheat in 2021.",
            [
                ("4", "imports", "level", "agriculture", "actual", "2021-01-01 2021-12-31", "AUS THA"),
                ("3", "imports", "level", "agriculture", "actual", "2021-01-01 2021-12-31", "AUS MYS"),
                ("2 million tonnes", "imports", "level", "agriculture", "actual", "2021-01-01 2021-12-31", "AUS IDN"),
            ],
        ),
        (
            "U.S. exports of liquefied natural gas to Europe nearly tripled, from 2.2 billion cubic feet a day in 2021 to 6.5 billion in 2022.",
            [
                ("tripled", "exports", "ratio", "lng", "actual", "2022-01-01 2022-12-31", "USA Europe"),
                (
                    "2.2 billion cubic feet a day",
                    "exports",
                    "level",
                    "lng",
                    "actual",
                    "2021-01-01 2021-12-31",
                    "USA Europe",
                ),
                ("6.5 billion", "exports", "level", "lng", "actual", "2022-01-01 2022-12-31", "USA Europe"),
            ],
        ),
        (
            "Seoul's exports to Vietnam amounted to 53.5 billion dollars in 2023, while imports from the country stood at 25.9 billion.",
            [
                ("53.5 billion dollars", "exports", "level", None, "actual", "2023-01-01 2023-12-31", "KOR VNM"),
                ("25.9 billion", "imports", "level", None, "actual", "2023-01-01 2023-12-31", "VNM KOR"),
            ],
        ),
        (
            "The Czech Republic, Slovakia and Hungary took in 3.1, 5.2 and 4.9 million tonnes of Russian crude respectively.",
            [
                ("3.1", "imports", "level", "crude_oil", "actual", "- -", "RUS CZE"),
                ("5.2", "imports", "level", "crude_oil", "actual", "- -", "RUS SVK"),
                ("4.9 million tonnes", "imports", "level", "crude_oil", "actual", "- -", "RUS HUN"),
            ],
        ),
        (
            "Beijing's trade surplus with the EU narrowed to 291 billion euros in 2023 from a record 397 billion euros in 2022.",
            [
                ("291 billion euros", "trade_balance", "level", None, "actual", "2023-01-01 2023-12-31", "CHN EU"),
                ("397 billion euros", "trade_balance", "level", None, "actual", "2022-01-01 2022-12-31", "CHN EU"),
            ],
        ),
        (
            "Natural gas for Bulgaria cost 35 euros per megawatt hour in June, compared with 61 euros a year earlier.",
            [
                (
                    "35 euros per megawatt hour",
                    "price",
                    "level",
                    "natural_gas",
                    "actual",
                    "2024-06-01 2024-06-30",
                    "BGR -",
                ),
                ("61 euros", "price", "level", "natural_gas", "actual", "2023-06-01 2023-06-30", "BGR -"),
            ],
        ),
        (
            "Russian coal exports to South Korea slid to 21.3 million tons in 2023 from 26 million tons in 2022.",
            [
                ("21.3 million tons", "exports", "level", "coal", "actual", "2023-01-01 2023-12-31", "RUS KOR"),
                ("26 million tons", "exports", "level", "coal", "actual", "2022-01-01 2022-12-31", "RUS KOR"),
            ],
        ),
        (
            "China's steel exports rose 36.2 percent to 90.3 million tons in 2023, the highest since 2016.",
            [
                ("36.2 percent", "exports", "change_relative", "metals", "actual", "2023-01-01 2023-12-31", "CHN -"),
                ("90.3 million tons", "exports", "level", "metals", "actual", "2023-01-01 2023-12-31", "CHN -"),
            ],
        ),
    ],
)
def test_each_number_of_a_sentence_keeps_its_own_slots(told, text, expected):
    for wanted in expected:
        assert wanted in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Vietnam and South Korea aim to lift their trade to 150 billion dollars by 2030.",
            [
                ("150 billion dollars", "trade_turnover", "level", None, "target", "2030-01-01 2030-12-31", "VNM KOR"),
            ],
        ),
        (
            "If the pipeline is built, Iran will sell Pakistan 750 million cubic feet of gas per day.",
            [
                ("750 million cubic feet", "delivery_volume", "level", "natural_gas", "forecast", "- -", "IRN PAK"),
            ],
        ),
        (
            "The five signatories agreed to keep no more than 10,000 soldiers each within 50 km of the Kazakh-Uzbek frontier.",
            [
                ("10,000 soldiers", "headcount", "level", None, "agreed", "- -", "UZB -"),
                ("50 km", "distance_limit", "level", None, "agreed", "- -", "UZB -"),
            ],
        ),
        (
            "Tokyo and Washington concluded an arms deal in January. Under it Japan will receive 400 Tomahawk missiles.",
            [
                (
                    "400 Tomahawk missiles",
                    "arms_quantity",
                    "level",
                    "arms",
                    "agreed",
                    "2024-01-01 2024-01-31",
                    "USA JPN",
                ),
            ],
        ),
        (
            "Indonesia ordered 42 Rafale jets from France in 2022; six were handed over last year.",
            [
                ("42 Rafale jets", "arms_quantity", "level", "arms", "actual", "2022-01-01 2022-12-31", "FRA IDN"),
            ],
        ),
        (
            "Under an accord signed in Astana on 3 July, Kazakhstan is to raise oil transit to China to 20 million tonnes a year.",
            [
                (
                    "20 million tonnes a year",
                    "delivery_volume",
                    "level",
                    "crude_oil",
                    "agreed",
                    "2024-07-03 2024-07-03",
                    "KAZ CHN",
                ),
            ],
        ),
        (
            "London and Tokyo concluded a trade agreement in 2020. It is meant to lift two-way trade by £15.2 billion a year.",
            [
                ("£15.2 billion a year", "trade_turnover", "change_absolute", None, "target", "- -", "GBR JPN"),
            ],
        ),
        (
            "Ten thousand Indian workers are to be sent to Israel under a pact signed in November 2023.",
            [
                (
                    "Ten thousand Indian workers",
                    "headcount",
                    "level",
                    None,
                    "forecast",
                    "2023-11-01 2023-11-30",
                    "IND -",
                ),
            ],
        ),
        (
            "Nearly three quarters of Botswana's diamonds were sold to Belgium and India.",
            [
                ("three quarters", "delivery_volume", "share", "metals", "actual", "- -", "BWA BEL"),
            ],
        ),
        (
            "Sweden would have exported 30 TWh of power in 2023 had the reactor not failed.",
            [
                ("30 TWh", "exports", "level", "electricity", "hypothetical", "2023-01-01 2023-12-31", "SWE -"),
            ],
        ),
    ],
)
def test_expectations_promises_and_limits_are_told_from_facts(told, text, expected):
    for wanted in expected:
        assert wanted in told(text)


def test_a_pronoun_for_a_trade_keeps_its_sides(told):
    text = "Trade between Peru and Chile is large. In 2018 it shrank by 17 percent from 2017, to $3.1 billion."
    assert [(r[1], r[6]) for r in told(text)] == [("trade_turnover", "PER CHL"), ("trade_turnover", "PER CHL")]


def test_what_an_agreement_lays_down_is_agreed_from_its_date(told):
    text = "In March, India and France signed an agreement on arms. It provides for France to sell India 26 Rafale fighters."
    ((_, measure, _, goods, status, period, sides),) = told(text)
    assert (measure, goods, status, sides) == ("arms_quantity", "arms", "agreed", "FRA IND")
    assert period == "2024-03-01 2024-03-31"


def test_a_limit_holds_from_its_agreement_on(told):
    text = "In April 1996 India and Nepal made a treaty. Troops along the border were limited to 50,000."
    assert [(r[1], r[4], r[5]) for r in told(text)] == [("headcount", "agreed", "1996-04-01 -")]


def test_even_if_tells_a_fact(told):
    text = "Brazil was one of the big arms exporters in 2012, even if its share of the market, at 7%, was modest next to India's 31%."
    assert [r[1:5] for r in told(text)] == [("market_share", "share", "arms", "actual")] * 2
    assert [r[6] for r in told(text)] == ["BRA -", "IND -"]


def test_a_weapon_is_no_party(told):
    assert [r[6] for r in told("The Netherlands has promised Kyiv 24 F-16 fighter jets.")] == ["NLD UKR"]


def test_a_budget_deficit_is_no_trade_balance(told):
    assert [r[1] for r in told("Congress reduced the deficit by $350 billion last year.")] == ["other"]


def test_rates_of_exchange_and_prices_give_no_period(told):
    (row,) = told("Iran sells China oil worth $13 billion a year at today's prices.")
    assert row[5] == "- -"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Turnover came down by a fifth in 2015.", "change_relative"),
        ("Prices will go up by 5 percent next month.", "change_relative"),
        ("Sales were up by a third in 2015.", "change_relative"),
        ("Sales made up a third of the total in 2015.", "share"),
    ],
)
def test_up_and_down_tell_a_change_after_any_verb_of_motion(told, text, form):
    assert [slots[2] for slots in told(text)] == [form]
