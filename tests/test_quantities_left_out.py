"""What users are promised of numbers whose unit or noun stands elsewhere: in a list, a bracket, a table's head, the sentence before."""

import pytest

from flows.extract import entities, quantities, times
from flows.extract.quantities.columns import headed
from flows.extract.quantities.counts import nouns


@pytest.fixture(scope="session")
def found(read):
    """`found(text)`: the quantities of a text."""

    def of(text, published="2016-06-28"):
        parsed = read(text, published)
        return quantities.find(parsed, times.find(parsed), entities.find(parsed))

    return of


def values(quantities_found):
    return [(pytest.approx(q.value), q.unit) for q in quantities_found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway supplied 21 percent of the gas, Qatar 19 and Denmark 3.", [(21, "%"), (19, "%"), (3, "%")]),
        ("Germany spent 2 percent, France 1.9 and Italy 1.5.", [(2, "%"), (1.9, "%"), (1.5, "%")]),
        ("China accounted for 30 percent, India for 20 and Japan for 12.", [(30, "%"), (20, "%"), (12, "%")]),
        ("China has 950,000 troops there, India 400,000.", [(950_000, "1"), (400_000, "1")]),
        ("Russia sold 40 jets to India, 24 to China and 12 to Algeria.", [(40, "1"), (24, "1"), (12, "1")]),
        ("Germany sent 40 tanks, Poland 14, and Norway eight.", [(40, "1"), (14, "1"), (8, "1")]),
    ],
)
def test_the_further_members_of_a_list_are_of_the_unit_of_the_first(found, text, expected):
    assert values(found(text)) == expected


@pytest.mark.parametrize(
    "text", ["The army bought 40 jets, Mirage 2000 and Rafale 4.", "It sold 40 jets, Boeing 747 and Sukhoi 30."]
)
def test_the_number_in_the_name_of_a_type_is_no_member_of_a_list(found, text):
    assert values(found(text)) == [(40, "1")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The line carries 4.5 bcm (158 billion cubic feet) a year, and a further 3.5 billion is planned.", 3.5e9),
        ("It will take 38 billion cubic metres (1.3 trillion cubic feet) of gas, rising to 60 billion by 2030.", 60e9),
        ("Sales were 12 bcm last year, rising to 14 billion this year.", 14e9),
    ],
)
def test_what_a_bracket_says_again_in_another_unit_leaves_the_first_in_force(found, text, value):
    last = found(text)[-1]
    assert (last.value, last.unit) == (pytest.approx(value), "m3")


@pytest.mark.parametrize(
    ("text", "noun", "value"),
    [
        ("Some 3 million people voted in the east. 4.9 million voted in the west.", "people", 4.9e6),
        ("Refugees have fled to Turkey and Jordan. Some 4.9 million are registered in the region.", "Refugees", 4.9e6),
        ("Refugee numbers reached 60m last year.", "Refugee", 60e6),
        ("The number of displaced people could reach 60m.", "people", 60e6),
        ("More than 30 killed or wounded in the raid.", "killed", 30),
        ("The raid left many homes burnt and 17 dead.", "dead", 17),
        ("Some 60,000 have been killed.", "killed", 60_000),
        ("More than 1,000 were arrested.", "arrested", 1000),
    ],
)
def test_a_number_counts_the_people_told_of_before_it_or_what_became_of_them(read, text, noun, value):
    parsed = read(text, "2016-06-28")
    last = quantities.find(parsed, times.find(parsed), entities.find(parsed))[-1]
    assert (last.value, last.unit, parsed.doc[last.noun].text) == (pytest.approx(value), "1", noun)
    assert nouns()[parsed.doc[last.noun].lemma_.lower()].measure == "headcount"


def test_a_length_in_metres_stays_one(found):
    assert values(found("The bridge could reach 60m. The pipe is 60m long.")) == [(60, "m"), (60, "m")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The fund holds $4 billion. Some 3.2 billion was spent.", [(4e9, "USD"), (3.2e9, "USD")]),
        ("The firm was valued at 2.75 billion. It paid €300 million.", [(2.75e9, "EUR"), (300e6, "EUR")]),
        ("The port handles 9 million tonnes. Some 2 million is coal.", [(9e6, "t"), (2e6, "t")]),
        ("They gave six billion dollars, and five billion dollars to 2020.", [(6e9, "USD"), (5e9, "USD")]),
    ],
)
def test_a_sum_without_its_unit_is_of_what_the_text_speaks_of(found, text, expected):
    assert values(found(text)) == expected


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        ("Trade (US$ billion)", "2014 21.5 30.1", [(21.5e9, "USD"), (30.1e9, "USD")]),
        ("Month Gas imports\n(billion cubic meters)", "January 2.81", [(2.81e9, "m3")]),
        ("Exports by country (bcm)", "Germany 45.3", [(45.3e9, "m3")]),
        ("Country\tExports, $ million\tShare (%)", "China\t4,500\t21", [(4.5e9, "USD"), (21, "%")]),
        ("| Year | Exports (USD million) | Coal (million tonnes) |\n| --- | --- | --- |", "| 2014 | 2,150 | 19 |", [(2.15e9, "USD"), (19e6, "t")]),
        ("Exports in billions of dollars", "India 19.8", [(19.8e9, "USD")]),
        ("Trade (billions of US dollars)", "India 19.8", [(19.8e9, "USD")]),
    ],
)  # fmt: skip
def test_a_number_in_a_table_is_of_the_unit_in_the_head_of_its_column(found, head, row, expected):
    assert values(found(f"{head}\n{row}")) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Trade (US$ billion)\nThe talks took 12 rounds and ended in room 45.",
        "Ministers (and others)\nIndia 19.8",
        "The talks (US$ billion) were about what the two countries could do for each other in trade and aid\nIndia 19.8",
    ],
)
def test_a_line_that_is_no_row_takes_no_unit_from_a_head(read, text):
    parsed = read(text, "2016-06-28")
    assert headed(parsed.text, parsed.document.blocks) == {}


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Between one and two thirds of the oil goes east.", 33.333, 66.667),
        ("Between one third and one half of the oil goes east.", 33.333, 50),
        ("A quarter to a third of exports go east.", 25, 33.333),
    ],
)
def test_two_fractions_of_one_whole_are_a_range(found, text, low, high):
    (quantity,) = found(text)
    assert (quantity.low, quantity.high) == (pytest.approx(low, rel=1e-3), pytest.approx(high, rel=1e-3))
    assert (quantity.approx, quantity.unit) == ("range", "%")


@pytest.mark.parametrize(
    ("text", "value", "approx"),
    [
        ("Exports fell a third.", 33.333, "exact"),
        ("Trade fell nearly a third.", 33.333, "nearly"),
        ("Deliveries were down by about a quarter on the year.", 25, "about"),
        ("Trade was cut by nearly a third, officials said.", 33.333, "nearly"),
    ],
)
def test_a_change_by_a_fraction_in_words_is_a_share(found, text, value, approx):
    (quantity,) = found(text)
    assert (quantity.value, quantity.unit, quantity.approx) == (pytest.approx(value, rel=1e-3), "%", approx)


@pytest.mark.parametrize(
    ("text", "value", "unit", "rate"),
    [
        ("It shipped 38 bn cu metres.", 38e9, "m3", "total"),
        ("It shipped 300,000 barrels of oil a day over ten years.", 300_000, "bbl", "per_day"),
        ("It takes 15 million tonnes a year over 25 years.", 15e6, "t", "per_year"),
        ("The scheme costs Rs1.08 lakh cr.", 1.08e12, "INR", "total"),
        ("Petrol costs 46p a litre.", 0.46, "GBP", "per_unit"),
        ("Several hundred million dollars were raised.", 500e6, "USD", "total"),
        ("The town lies on 12 sq miles.", 31.0799, "km2", "total"),
        ("Canada gave $3.5 billion Cdn.", 3.5e9, "CAD", "total"),
    ],
)
def test_abbreviations_of_units_and_sums_are_read(found, text, value, unit, rate):
    (quantity,) = found(text)
    assert (quantity.value, quantity.unit, quantity.rate) == (pytest.approx(value, rel=1e-4), unit, rate)


def test_a_p_that_no_british_money_is_near_is_none(found):
    assert found("The film is shown in 720p. See 46p for more.") == []


def test_a_bare_dollar_given_in_american_ones_beside_it_is_that_of_the_state_told_of(found):
    text = "Australia's wine trade with China fell from $20 billion (US$13 billion) to $2 billion. Australian farmers and Australian firms wait."
    assert values(found(text)) == [(20e9, "AUD"), (13e9, "USD"), (2e9, "AUD")]
