"""Quantities: numbers with their units, as texts write them."""

import pytest

from flows.extract import quantities, times


def found(read, text):
    return [(q.value, q.unit) for q in quantities.find(read(text), [])]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Sales came to seventy million dollars.", 70e6, "USD"),
        ("They ordered 1.34 million tonnes of grain.", 1.34e6, "t"),
        ("The port cost US$88.1 billion.", 88.1e9, "USD"),
        ("The port cost 88.1 billion USD.", 88.1e9, "USD"),
        ("The port cost €5bn.", 5e9, "EUR"),
        ("The state lent Rs 500 crore.", 5e9, "INR"),
        ("The state lent 35 lakh rupees.", 3.5e6, "INR"),
        ("The firm paid A$4 million.", 4e6, "AUD"),
        ("The firm paid HK$ 10.05 billion.", 10.05e9, "HKD"),
        ("The firm paid NT$3 billion.", 3e9, "TWD"),
        ("The firm paid 20 billion yuan.", 20e9, "CNY"),
        ("The firm paid 40 trillion rubles.", 40e12, "RUB"),
        ("The firm paid 40 trillion roubles.", 40e12, "RUB"),
        ("The firm paid 120 MEUR.", 120e6, "EUR"),
        ("The firm paid 75 USD million.", 75e6, "USD"),
        ("The firm paid half a million euros.", 5e5, "EUR"),
        ("It cost three dollars and fifty cents.", 3.5, "USD"),
        ("It set a $60-per-barrel cap.", 60, "USD"),
        ("They laid a 770-kilometer track.", 770, "km"),
        ("They laid a 7300km cable.", 7300, "km"),
        ("They laid a 990-mile cable.", 990 * 1.609344, "km"),
        ("They sold 38 billion liters of milk.", 38e9, "L"),
        ("They sold 560,000 barrels per day.", 560000, "bbl"),
        ("They sold 6.1 million bpd.", 6.1e6, "bbl"),
        ("They sold 6.1 mb/d.", 6.1e6, "bbl"),
        ("They sold 38 bcm of gas.", 38e9, "m3"),
        ("The plant makes 16.5 mtpa.", 16.5e6, "t"),
        ("The plant makes 3 TWh of power.", 3e9, "kWh"),
        ("The plant has 2.4 GW.", 2400, "MW"),
        ("The farm has 30 hectares.", 30, "ha"),
        ("The market is 7 3/4 percent larger.", 7.75, "%"),
        ("Prices rose 12.5%.", 12.5, "%"),
        ("Prices rose twelve percent.", 12, "%"),
        ("Rates rose 25 basis points.", 0.25, "%"),
        ("Rates rose two percentage points.", 2, "%"),
        ("They hold two-thirds of the shares.", 200 / 3, "%"),
        ("A quarter of the oil is sold abroad.", 25, "%"),
        ("They sold 2\u202f500\u202f000 tonnes.", 2.5e6, "t"),
        ("They sold 5\nmillion tonnes.", 5e6, "t"),
        ("They weigh 20 pounds.", 20 * 0.45359237, "kg"),
        ("They paid 20 million pounds.", 20e6, "GBP"),
    ],
)
def test_a_number_with_its_unit_is_read(read, text, value, unit):
    assert [(pytest.approx(value), unit)] == found(read, text)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("Prices are 50-55 percent of those abroad.", 50, 55, "%"),
        ("Prices are 1–2 percent higher.", 1, 2, "%"),
        ("It adds 70,000 to 100,000 bpd.", 70000, 100000, "bbl"),
        ("It costs between $5 billion and $7 billion.", 5e9, 7e9, "USD"),
        ("It costs $10-20 billion.", 10e9, 20e9, "USD"),
        ("It costs 2 to 3 million euros.", 2e6, 3e6, "EUR"),
    ],
)
def test_a_range_has_both_ends_and_the_midpoint(read, text, low, high, unit):
    (q,) = quantities.find(read(text), [])
    assert (q.low, q.high, q.value, q.unit, q.approx) == (low, high, (low + high) / 2, unit, "range")


def test_from_and_to_are_two_numbers(read):
    assert found(read, "The share rose from 2 percent to 39 percent.") == [(2, "%"), (39, "%")]


@pytest.mark.parametrize(
    ("words", "approx", "low", "high"),
    [
        ("about", "about", 90, 110), ("roughly", "about", 90, 110), ("nearly", "nearly", 90, 100), ("more than", "over", 100, None),
        ("at least", "over", 100, None), ("less than", "under", None, 100), ("up to", "up_to", None, 100), ("exactly", "exact", 100, 100),
    ],
)  # fmt: skip
def test_wording_tells_how_exact_a_number_is(read, words, approx, low, high):
    (q,) = quantities.find(read(f"The buyer took {words} 100 tonnes."), [])
    assert (q.approx, q.low and round(q.low), q.high and round(q.high)) == (approx, low, high)


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("It moves 15 million tons a year.", "per_year"),
        ("It moves 15 million tons annually.", "per_year"),
        ("It moves 300,000 barrels a day.", "per_day"),
        ("Oil sold at $71 a barrel.", "per_unit"),
        ("Gas sold at $350 per thousand cubic meters.", "per_unit"),
        ("It moved 15 million tons.", "total"),
    ],
)
def test_what_a_number_counts_per_is_read(read, text, rate):
    assert [q.rate for q in quantities.find(read(text), [])] == [rate]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Output halved after the crisis.", 0.5),
        ("Sales have doubled since then.", 2),
        ("There was a threefold rise in sales.", 3),
        ("The market is four times as large.", 4),
        ("Sales grew 5-fold.", 5),
    ],
)
def test_ratios_in_words_are_read(read, text, value):
    assert found(read, text) == [(value, "1")]


def test_counts_of_people_arms_and_acts_are_read(read):
    text = "The army bought 36 fighter jets. The ministers signed 12 agreements. It sent 4,500 soldiers."
    got = quantities.find(read(text), [])
    assert [q.value for q in got] == [36, 12, 4500]
    assert [q.dimension for q in got] == ["count"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "The meeting was held in 2012.",
        "The 18th meeting of the G20 dealt with the Su-35.",
        "It named three reasons and two ways out.",
        "The two countries and both sides agreed.",
        "It was decided so long ago.[12]",
        "That was the rule of the day.4 Then it changed.",
        "Call +7495 941 8520 for news.",
        "See version 3.8.18 of the paper.",
        "The talks lasted 24 hours over 3 days.",
        "The 45-year-old minister spoke.",
        "It is one of the top 5 sellers.",
        "Two-way talks were held.",
        "Peace Mission-2013 was held on 9/11.",
    ],
)
def test_what_measures_nothing_is_left_out(read, text):
    assert found(read, text) == []


def test_a_number_without_unit_takes_the_unit_understood(read):
    assert found(read, "The pipe moves 30 million tons a year, later reaching 50 million.") == [
        (30e6, "t"),
        (50e6, "t"),
    ]


def test_a_text_may_declare_whose_dollars_it_means(read):
    assert found(read, "All figures are in Canadian dollars. It cost $5 million.") == [(5e6, "CAD")]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("It saved [$700\nmillion](https://example.org/a-5-percent-cut) a year.", 700e6, "USD"),
        ("It saved [**$2 billion**](https://example.org).", 2e9, "USD"),
        ("Exports shrank by a fifth.", 20, "%"),
        ("Gas is a third cheaper.", 100 / 3, "%"),
        ("Sales were cut by more than half.", 50, "%"),
        ("The law commits 1 trillion 300 billion dollars.", 1.3e12, "USD"),
        ("It cost a trillion 300 billion dollars.", 1.3e12, "USD"),
        ("We forgave $160 billion — billion — in debt.", 160e9, "USD"),
    ],
)
def test_a_number_keeps_its_scale_whatever_stands_around_it(read, text, value, unit):
    assert [(pytest.approx(value), unit)] == found(read, text)


def test_the_members_of_a_list_share_scale_and_unit(read):
    assert found(read, "They bought 4, 3 and 2 million tonnes of wheat.") == [(4e6, "t"), (3e6, "t"), (2e6, "t")]


def test_an_understood_unit_is_converted_like_the_one_before_it(read):
    first, second = found(read, "Flows rose from 2 billion cubic feet a day to 6 billion.")
    assert second == (pytest.approx(3 * first[0]), "m3")


def test_the_year_before_a_price_is_no_end_of_a_range(read):
    parsed = read("Imports fell from 43 billion euros in 2022 to 6.1 billion euros.")
    assert [q.text for q in quantities.find(parsed, times.find(parsed))] == ["43 billion euros", "6.1 billion euros"]


@pytest.mark.parametrize(
    "text",
    ["See SDG 16 and goal ALL 10.", "The DHS has redoubled its work.", "Visit https://example.org/5-million-jobs now."],
)
def test_letters_and_addresses_are_no_money(read, text):
    assert found(read, text) == []


def test_weapons_are_counted_by_their_type(read):
    assert [(q.text, q.value) for q in quantities.find(read("Denmark donated 19 F-16s to Ukraine."), [])] == [
        ("19 F-16s", 19)
    ]
