"""Quantities: the wordings of amounts, bounds, ranges, shares, ratios and units, and what is no quantity."""

import pytest

from flows.extract import entities, quantities, times
from flows.extract.quantities import currencies, units
from flows.extract.quantities.approximations import tables
from flows.knowledge import knowledge


def found(read, text, published="2016-06-28"):
    parsed = read(text, published)
    return quantities.find(parsed, times.find(parsed), entities.find(parsed))


def values(read, text):
    return [(pytest.approx(q.value), q.unit) for q in found(read, text)]


@pytest.mark.parametrize(
    ("wording", "value"),
    [
        ("5.2 million", 5.2e6), ("5.2m", 5.2e6), ("5.2 mn", 5.2e6), ("5.2 mln", 5.2e6), ("5.2bn", 5.2e9), ("5.2 bln", 5.2e9), ("5.2 trn", 5.2e12),
        ("5.2 tn", 5.2e12), ("5.2 lakh", 520_000), ("5.2 crore", 52e6), ("5.2 lakh crore", 5.2e12), ("5 hundred million", 500e6), ("5,200", 5200),
        ("52,00,000", 5.2e6), ("5 200 000", 5.2e6), ("5\u00a0200\u00a0000", 5.2e6), ("5\u2009200\u2009000", 5.2e6), ("5\u202f200", 5200),
        ("5'200'000", 5.2e6), ("5.200.000", 5.2e6), ("12 500", 12_500), ("5,2 million", 5.2e6), ("five million", 5e6), ("twenty-five thousand", 25_000),
        ("two hundred and fifty thousand", 250_000), ("one and a half million", 1.5e6), ("two-and-a-half million", 2.5e6), ("a million and a half", 1.5e6),
        ("half a million", 5e5), ("a quarter of a million", 250_000), ("a half-billion", 5e8), ("2½ million", 2.5e6), ("three dozen", 36),
        ("half a dozen", 6), ("two point five million", 2.5e6), ("1 trillion 300 billion", 1.3e12), ("5.2\nmillion", 5.2e6), ("seventeen hundred", 1700),
    ],
)  # fmt: skip
def test_a_number_is_read_however_it_is_written(read, wording, value):
    assert values(read, f"The ship took {wording} tonnes on board.") == [(value, "t")]


@pytest.mark.parametrize(
    ("wording", "value", "dimension"),
    [
        ("12 percent", 12, "share"), ("12 per cent", 12, "share"), ("12 pct", 12, "share"), ("12pc", 12, "share"), ("twelve percent", 12, "share"),
        ("12,5 percent", 12.5, "share"), (".5 percent", 0.5, "share"), ("7 3/4 percent", 7.75, "share"), ("half a percent", 0.5, "share"),
        ("three percentage points", 3, "points"), ("25 basis points", 0.25, "points"), ("50bp", 0.5, "points"), ("1.5pp", 1.5, "points"),
        ("half a percentage point", 0.5, "points"), ("three-quarters of a percentage point", 0.75, "points"), ("a 2%-point margin", 2, "points"),
        ("two-tenths of a percent", 0.2, "share"),
    ],
)  # fmt: skip
def test_percent_and_points_are_told_apart(read, wording, value, dimension):
    assert [(q.value, q.dimension) for q in found(read, f"The rate grew by {wording}.")] == [
        (pytest.approx(value), dimension)
    ]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Two-thirds of the oil is exported.", 200 / 3),
        ("A quarter of the oil is exported.", 25),
        ("Around 1/3 of the oil is exported.", 100 / 3),
        ("½ of the oil is exported.", 50),
        ("Half the oil is exported.", 50),
        ("Imports were half what they had been.", 50),
        ("Imports shrank by nearly a third.", 100 / 3),
        ("Gas became a fifth cheaper.", 20),
        ("Nine out of ten barrels go east.", 90),
        ("One in four workers came from abroad.", 25),
        ("Three out of every five dollars are spent here.", 60),
        ("Two-fifths of the electorate agreed.", 40),
    ],
)
def test_fractions_in_words_are_shares(read, text, share):
    assert (pytest.approx(share), "%") in [(q.value, q.unit) for q in found(read, text)]


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        ("Imports doubled.", 2), ("Imports tripled.", 3), ("Imports quadrupled.", 4), ("Imports halved.", 0.5), ("Imports rose threefold.", 3),
        ("There was a four-fold rise.", 4), ("There was a doubling of imports.", 2), ("Imports are twice as large.", 2), ("It is double the amount.", 2),
        ("The market is four times the size of theirs.", 4), ("It is five times higher.", 5), ("Imports grew two-and-a-half times.", 2.5),
        ("It is 3x larger.", 3), ("It grew by a factor of ten.", 10), ("That is 1.5 times annual output.", 1.5),
    ],
)  # fmt: skip
def test_multiples_are_ratios(read, text, ratio):
    assert values(read, text) == [(ratio, "1")]


def test_a_ratio_may_be_a_range(read):
    assert [(q.low, q.high, q.approx) for q in found(read, "It is 2 to 3 times the size.")] == [(2, 3, "range")]


@pytest.mark.parametrize(
    ("wording", "approx", "low", "high"),
    [
        ("about 100", "about", 90, 110), ("some 100", "about", 90, 110), ("100 or so", "about", 90, 110), ("100-odd", "about", 90, 110),
        ("in the region of 100", "about", 90, 110), ("close to 100", "about", 90, 110), ("nearly 100", "nearly", 90, 100), ("just shy of 100", "nearly", 90, 100),
        ("just under 100", "nearly", 90, 100), ("more than 100", "over", 100, None), ("well over 100", "over", 100, None), ("at least 100", "over", 100, None),
        ("no fewer than 100", "over", 100, None), ("upwards of 100", "over", 100, None), ("north of 100", "over", 100, None), ("100-plus", "over", 100, None),
        ("100+", "over", 100, None), ("100 or more", "over", 100, None), ("fewer than 100", "under", None, 100), ("less than 100", "under", None, 100),
        ("up to 100", "up_to", None, 100), ("as many as 100", "up_to", None, 100), ("no more than 100", "up_to", None, 100), ("at most 100", "up_to", None, 100),
        ("a maximum of 100", "up_to", None, 100), ("a few hundred", "about", 201, 501), ("several hundred", "about", 300, 900), ("dozens of", "over", 24, None),
        ("hundreds of", "over", 200, None), ("tens of thousands of", "over", 20_000, None), ("a couple of hundred", "about", 200, 300), ("a few dozen", "about", 24.12, 60.12),
    ],
)  # fmt: skip
def test_bounds_follow_the_wording(read, wording, approx, low, high):
    (q,) = found(read, f"The navy has {wording} ships.")
    assert (q.approx, q.low, q.high) == (approx, low, high)


@pytest.mark.parametrize(
    ("wording", "low", "high", "unit"),
    [
        ("between 5 and 7 million tons", 5e6, 7e6, "t"), ("between $5 and $7 billion", 5e9, 7e9, "USD"), ("5-7 million tons", 5e6, 7e6, "t"),
        ("5 to 7 bcm", 5e9, 7e9, "m3"), ("5%-6%", 5, 6, "%"), ("5.5–6.5 percent", 5.5, 6.5, "%"), ("$5 million to $7 million", 5e6, 7e6, "USD"),
        ("€500,000-€700,000", 5e5, 7e5, "EUR"), ("$5m-$7m", 5e6, 7e6, "USD"), ("5 or 6 million tons", 5e6, 6e6, "t"), ("20 to 30 percent", 20, 30, "%"),
        ("two to three million euros", 2e6, 3e6, "EUR"), ("between about 5 and 7 percent", 5, 7, "%"), ("a 30-40 km belt", 30, 40, "km"),
    ],
)  # fmt: skip
def test_ranges_have_both_ends(read, wording, low, high, unit):
    assert [(q.low, q.high, q.unit, q.approx) for q in found(read, f"It takes {wording}.")] == [
        (low, high, unit, "range")
    ]


def test_from_and_to_is_a_range_unless_something_rises_or_falls(read):
    assert [q.approx for q in found(read, "Estimates range from 12 to 16 percent.")] == ["range"]
    assert values(read, "The share rose from 12 to 16 percent.") == [(12, "%"), (16, "%")]
    assert values(read, "The share fell from 16 to 12 percent.") == [(16, "%"), (12, "%")]
    assert values(read, "Output went from 5 to 7 million tons.") == [(5e6, "t"), (7e6, "t")]
    assert values(read, "The area shrank from 41.5 to 39.2 million hectares.") == [(41.5e6, "ha"), (39.2e6, "ha")]
    assert values(read, "Exports grew $3 billion to $10 billion.") == [(3e9, "USD"), (10e9, "USD")]


@pytest.mark.parametrize(
    ("wording", "value"),
    [("-3%", -3), ("−3.5 percent", -3.5), ("minus 2 percent", -2), ("+4%", 4), ("plus 4 percent", 4)],
)
def test_signs_are_read(read, wording, value):
    (q,) = found(read, f"The change was {wording}.")
    assert (q.value, q.change) == (value, 1 if value > 0 else -1)


@pytest.mark.parametrize(
    ("wording", "value", "unit", "rate"),
    [
        ("10 t", 10, "t", "total"), ("10 Mt", 10e6, "t", "total"), ("10 kt", 10e3, "t", "total"), ("10 mtpa", 10e6, "t", "per_year"),
        ("10 MMtpa", 10e6, "t", "per_year"), ("10 Mt/yr", 10e6, "t", "per_year"), ("10 bcm", 10e9, "m3", "total"), ("10 bcma", 10e9, "m3", "per_year"),
        ("10 bcm a year", 10e9, "m3", "per_year"), ("10 tcm", 10e12, "m3", "total"), ("10 mcm per day", 10e6, "m3", "per_day"), ("10 billion cubic metres", 10e9, "m3", "total"),
        ("10 tcf", 10e12 * 0.028316846592, "m3", "total"), ("10 bcf/d", 10e9 * 0.028316846592, "m3", "per_day"), ("10 bbl", 10, "bbl", "total"),
        ("10 million barrels", 10e6, "bbl", "total"), ("10,000 bpd", 10e3, "bbl", "per_day"), ("10 mb/d", 10e6, "bbl", "per_day"), ("10 kb/d", 10e3, "bbl", "per_day"),
        ("10 million boe/d", 10e6, "bbl", "per_day"), ("10 toe", 10, "toe", "total"), ("10 Mtoe", 10e6, "toe", "total"), ("10 Mtce", 10e6, "tce", "total"),
        ("10 million tons of coal equivalent", 10e6, "tce", "total"), ("10 MMBtu", 2930.7107, "kWh", "total"), ("10 TWh", 10e9, "kWh", "total"),
        ("10 billion kilowatt-hours", 10e9, "kWh", "total"), ("10 PJ", 10e15 / 3.6e6, "kWh", "total"), ("10 GW", 10e3, "MW", "total"), ("10 megawatts", 10, "MW", "total"),
        ("10,000 TEU", 10e3, "[TEU]", "total"), ("10 carats", 0.002, "kg", "total"), ("10 ounces of gold", 0.311034768, "kg", "total"), ("10 acres", 4.04685642, "ha", "total"),
        ("10 mu", 2 / 3, "ha", "total"), ("10 hectares", 10, "ha", "total"), ("10 sq km", 10, "km2", "total"), ("10 km²", 10, "km2", "total"),
        ("10 miles", 16.09344, "km", "total"), ("10 nautical miles", 18.52, "km", "total"), ("10 bushels", 0.3523907, "m3", "total"), ("10 quintals", 1, "t", "total"),
        ("10 poods", 0.163805, "t", "total"), ("10 short tons", 9.0718474, "t", "total"), ("10 litres", 10, "L", "total"), ("10,000 head of cattle", 10e3, "1", "total"),
    ],
)  # fmt: skip
def test_units_of_energy_trade_and_land_are_read(read, wording, value, unit, rate):
    assert [(q.value, q.unit, q.rate) for q in found(read, f"The firm sold {wording}.")] == [
        (pytest.approx(value), unit, rate)
    ]


@pytest.mark.parametrize(
    "wording",
    [
        "$8/MMBtu",
        "$8 per MMBtu",
        "$8/GJ",
        "$8 a barrel",
        "$8 per 1,000 cubic metres",
        "$8/bbl",
        "€8/MWh",
        "8 cents/kWh",
        "$8 a tonne",
        "$8 per hectare",
    ],
)
def test_a_price_is_per_unit(read, wording):
    assert [q.rate for q in found(read, f"It sells for {wording}.")] == ["per_unit"]


def test_what_is_counted_may_stand_elsewhere(read):
    assert values(read, "The fleet went from 40 to 75 aircraft.") == [(40, "1"), (75, "1")]
    assert values(read, "They want 17 of the planes.") == [(17, "1")]
    assert values(read, "It had 40,500 claims compared to 32,600 before.") == [(40_500, "1"), (32_600, "1")]
    assert values(read, "They ordered 16 F-35 Joint Strike Fighter jets.") == [(16, "1")]


def test_a_count_may_be_a_rate(read):
    assert [q.rate for q in found(read, "The plant makes 30 jets a year.")] == ["per_year"]


def test_a_unit_left_out_is_understood(read):
    assert values(read, "Flows were 30 million tons a year, eventually reaching 60 million.") == [
        (30e6, "t"),
        (60e6, "t"),
    ]
    assert values(read, "Profits were £5m, up from 3m a year ago.") == [(5e6, "GBP"), (3e6, "GBP")]


def test_an_amount_told_again_in_another_unit_is_as_exact_as_the_first(read):
    text = "Trade was around $100 billion a year, or 2.5 percent of output. It paid nearly 300 million euros ($330 million)."
    assert [q.approx for q in found(read, text)] == ["about", "about", "nearly", "nearly"]


def test_several_parties_with_one_number_each_are_one_row(read):
    assert values(read, "Rosneft and Gazprom hold 7.5 percent each.") == [(7.5, "%")]


@pytest.mark.parametrize(
    "text",
    [
        "Work began in 1999 and went on from 2010 to 2015.", "The 18th summit and the 3rd round were held.", "The 45-year-old leader is 1 of 2 heirs.",
        "The J-20, the T-90 and the MiG-29 flew.", "The G20, the G-7 and the P5+1 met.", "After 9/11 and 26/11 it changed.",
        "Resolution 1973, Resolutions 1718 and 1874 and Article 5 apply.", "The Type 052D left.", "COVID-19 and SARS-CoV-2 spread.",
        "The Boeing 737 and flight MH17 were named.", "Agenda 2030 and Vision 2030 go on.", "As noted.[12] As noted (12).", "See pp. 33-47; vol. 12, no. 3.",
        "Call +86 10 6596 1114 or (202) 555-0143.", "Use version 2.1.3 or iOS 15.", "At 10:30 a.m. and at 1700 GMT they met.", "They won 3-2 and lost 21-19.",
        "They met at 10 Downing Street and in Room 101.", "On 12/05/2014 and 2014-05-12 it rained.", "It is 38°N and 5.8 on the scale.",
        "They met twice a year for three hours.", "Phase 2 of Nord Stream 2 began.", "ISO 9001 and Euro 5 hold.", "The 50-50 venture was born.",
        "The car does 35 miles per gallon at 60 mph.", "The talks took two and a half years.", "It is one of the 10 biggest firms.",
        "The 2+2 dialogue and the 5+1 talks were held.",
        "It passed by a 14-0 vote after a 5-4 ruling.",
        "He lives at 17 Main Road.",
        "There is one for every 122 people.",
        "The Type 99 tank left.",
        "The 1.5 track dialogue went on.",
    ],
)  # fmt: skip
def test_numbers_that_measure_nothing_are_left_out(read, text):
    assert values(read, text) == []


def test_every_unit_of_the_table_can_be_converted():
    for row in knowledge("units"):
        if row["dimension"] in units.CANONICAL:
            value, code = units.canonical(1.0, row["unit"], row["dimension"], None)
            assert value > 0
            assert code == units.CANONICAL[row["dimension"]][0]


def test_the_first_row_of_a_unit_defines_it():
    first = {}
    for row in knowledge("units"):
        first.setdefault(row["unit"], row)
    for code, row in first.items():
        form = row["forms"].split("|")[0]
        if row["dimension"] in units.CANONICAL and code not in {"bbl", "L"}:
            hit = units.table().match(units_line(form), 0)
            assert hit is not None
            assert hit[0].factor == pytest.approx(1.0)


def units_line(form):
    from flows.extract.quantities.lexemes import lexemes

    return lexemes(form)


def test_bounds_in_the_table_are_in_order():
    for row in knowledge("approximations"):
        assert row["place"] in tables()
        if row["low"] and row["high"]:
            assert float(row["low"]) <= 1 <= float(row["high"])


def test_no_form_of_money_is_also_a_unit():
    after = currencies.tables().after
    shared = {"lb", "pound", "m", "cm", "mm", "g", "t", "mt"}
    for row in knowledge("units"):
        for form in row["forms"].split("|"):
            line = units_line(form)
            hit = after.match(line, 0)
            assert hit is None or hit[1] < len(line) or form.lower() in shared, form
