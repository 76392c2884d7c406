"""Figures in many wordings: what is measured, and who trades with whom."""

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Bilateral trade between India and Russia hit a record $65.7 billion in 2023.",
            [
                ("$65.7 billion", "trade_turnover", "level", None, "actual", "2023-01-01 2023-12-31", "IND RUS"),
            ],
        ),
        (
            "Kazakhstan exported 1.2 million tonnes of crude to China via the Atasu–Alashankou pipeline in 2023, the energy ministry said on Monday.",
            [
                ("1.2 million tonnes", "exports", "level", "crude_oil", "actual", "2023-01-01 2023-12-31", "KAZ CHN"),
            ],
        ),
        (
            "Wheat shipments from Russia to Egypt totalled 8.1 million tonnes between July 2022 and June 2023.",
            [
                (
                    "8.1 million tonnes",
                    "delivery_volume",
                    "level",
                    "agriculture",
                    "actual",
                    "2022-07-01 2023-06-30",
                    "RUS EGY",
                ),
            ],
        ),
        (
            "Chinese companies invested $2.3 billion in Kazakhstan in the first half of 2023.",
            [
                ("$2.3 billion", "investment", "level", None, "actual", "2023-01-01 2023-06-30", "CHN KAZ"),
            ],
        ),
        (
            "Around 20,000 Indian students study in Russia.",
            [
                ("20,000 Indian students", "headcount", "level", None, "actual", "- -", "IND -"),
            ],
        ),
        (
            "China's foreign exchange reserves stood at $3.22 trillion in June.",
            [
                ("$3.22 trillion", "reserves", "level", None, "actual", "2024-06-01 2024-06-30", "CHN -"),
            ],
        ),
        (
            "Belarus owes Russia some $8 billion.",
            [
                ("$8 billion", "loan", "level", None, "actual", "- -", "RUS BLR"),
            ],
        ),
        (
            "Ethiopia's debt to China, estimated at $13.7 billion, is being restructured.",
            [
                ("$13.7 billion", "loan", "level", None, "actual", "- -", "CHN ETH"),
            ],
        ),
        (
            "The surplus shrank to $12 billion after South Korean shipments to China fell 20 percent last year.",
            [
                ("$12 billion", "trade_balance", "level", None, "actual", "2023-01-01 2023-12-31", "CHN KOR"),
                (
                    "20 percent",
                    "delivery_volume",
                    "change_relative",
                    None,
                    "actual",
                    "2023-01-01 2023-12-31",
                    "KOR CHN",
                ),
            ],
        ),
        (
            "Libya's crude production stood at 1.2 million barrels a day in June, the oil ministry said.",
            [
                (
                    "1.2 million barrels a day",
                    "production",
                    "level",
                    "crude_oil",
                    "actual",
                    "2024-06-01 2024-06-30",
                    "LBY -",
                ),
            ],
        ),
        (
            "Russian wheat fetched $215 a tonne last week.",
            [
                ("$215 a tonne", "price", "level", "agriculture", "actual", "2024-07-08 2024-07-14", "RUS -"),
            ],
        ),
        (
            "Tajikistan's gold reserves are put at 430 tonnes.",
            [
                ("430 tonnes", "reserves", "level", "metals", "actual", "- -", "TJK -"),
            ],
        ),
        (
            "Myanmar exports about 12 million cubic metres of gas daily to China.",
            [
                ("12 million cubic metres", "exports", "level", "natural_gas", "actual", "- -", "MMR CHN"),
            ],
        ),
        (
            "Canberra expects iron ore earnings of A$107 billion in 2024-25.",
            [
                ("A$107 billion", "revenue", "level", "metals", "forecast", "2024-01-01 2025-12-31", "AUS -"),
            ],
        ),
    ],
)
def test_each_measure_is_known_by_its_words_whoever_trades(told, text, expected):
    for wanted in expected:
        assert wanted in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Turkey imported 21 bcm of Russian pipeline gas in 2022.",
            [
                ("21 bcm", "imports", "level", "natural_gas", "actual", "2022-01-01 2022-12-31", "RUS TUR"),
            ],
        ),
        (
            "In 2021 the United States sold Japan arms for $3.6 billion.",
            [
                ("$3.6 billion", "exports", "level", "arms", "actual", "2021-01-01 2021-12-31", "USA JPN"),
            ],
        ),
        (
            "Germany was the biggest buyer, importing goods worth 130 billion euros from China.",
            [
                ("130 billion euros", "imports", "level", None, "actual", "- -", "CHN DEU"),
            ],
        ),
        (
            "Spain was the second-largest importer of Russian LNG; it took 5.2 million tonnes of it in 2023.",
            [
                ("5.2 million tonnes", "imports", "level", "lng", "actual", "2023-01-01 2023-12-31", "RUS ESP"),
            ],
        ),
        (
            "A €1.5 billion grant from Brussels will help Moldova pay for electricity.",
            [
                ("€1.5 billion", "aid", "level", None, "forecast", "- -", "EU MDA"),
            ],
        ),
        (
            "Some 70 percent of Cambodia's foreign investment came from China in 2022.",
            [
                ("70 percent", "investment", "share", None, "actual", "2022-01-01 2022-12-31", "CHN KHM"),
            ],
        ),
        (
            "According to the customs service, China bought 107 million tons of Russian crude last year, 24 percent more than in 2022.",
            [
                ("107 million tons", "imports", "level", "crude_oil", "actual", "2023-01-01 2023-12-31", "RUS CHN"),
                ("24 percent", "imports", "change_relative", "crude_oil", "actual", "2023-01-01 2023-12-31", "RUS CHN"),
            ],
        ),
        (
            "In 2020 Saudi Arabia bought 61 percent of its weapons from the United States.",
            [
                ("61 percent", "imports", "share", "arms", "actual", "2020-01-01 2020-12-31", "USA SAU"),
            ],
        ),
        (
            "Beijing wants to raise imports from Brazil to $100 billion by 2026.",
            [
                ("$100 billion", "imports", "level", None, "target", "2026-01-01 2026-12-31", "BRA CHN"),
            ],
        ),
        (
            "Since 2014 Norway has given Ukraine aid of 4.3 billion dollars.",
            [
                ("4.3 billion dollars", "aid", "level", None, "actual", "2014-01-01 2024-07-15", "NOR UKR"),
            ],
        ),
        (
            "North Korea is said to have shipped more than a million artillery shells to Russia since last August.",
            [
                (
                    "a million artillery shells",
                    "arms_quantity",
                    "level",
                    "arms",
                    "actual",
                    "2023-08-01 2024-07-15",
                    "PRK RUS",
                ),
            ],
        ),
        (
            "The Netherlands has promised Kyiv 24 F-16 fighter jets.",
            [
                ("24 F-16 fighter jets", "arms_quantity", "level", "arms", "agreed", "- -", "NLD UKR"),
            ],
        ),
    ],
)
def test_the_seller_reports_and_the_buyer_is_the_partner_in_any_construction(told, text, expected):
    for wanted in expected:
        assert wanted in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Brazil accounted for 70 percent of China's soybean imports in 2023, against 24 percent for the United States.",
            [
                ("70 percent", "imports", "share", "agriculture", "actual", "2023-01-01 2023-12-31", "BRA CHN"),
                ("24 percent", "imports", "share", "agriculture", "actual", "2023-01-01 2023-12-31", "USA CHN"),
            ],
        ),
        (
            "Norway's share of EU gas imports climbed to 30.3% in 2023 from 24.4% the year before.",
            [
                ("30.3%", "imports", "share", "natural_gas", "actual", "2023-01-01 2023-12-31", "NOR EU"),
                ("24.4%", "imports", "share", "natural_gas", "actual", "2022-01-01 2022-12-31", "NOR EU"),
            ],
        ),
        (
            "Hungary gets 85 percent of its natural gas and 65 percent of its crude oil from Russia.",
            [
                ("85 percent", "imports", "share", "natural_gas", "actual", "- -", "RUS HUN"),
                ("65 percent", "imports", "share", "crude_oil", "actual", "- -", "RUS HUN"),
            ],
        ),
        (
            "India was the largest arms importer in 2019–23, with 9.8 percent of the world total, and Russia supplied 36 percent of its weapons.",
            [
                ("9.8 percent", "imports", "share", "arms", "actual", "2019-01-01 2023-12-31", "IND -"),
                ("36 percent", "delivery_volume", "share", "arms", "actual", "2019-01-01 2023-12-31", "RUS IND"),
            ],
        ),
        (
            "The largest suppliers of LNG to Japan were Australia (42 percent), Malaysia (16 percent) and Russia (9 percent).",
            [
                ("42 percent", "delivery_volume", "share", "lng", "actual", "- -", "AUS JPN"),
                ("16 percent", "delivery_volume", "share", "lng", "actual", "- -", "MYS JPN"),
                ("9 percent", "delivery_volume", "share", "lng", "actual", "- -", "RUS JPN"),
            ],
        ),
        (
            "France, although its exports had surged, held 11 percent of the arms market, while the United States had 42 percent.",
            [
                ("11 percent", "market_share", "share", "arms", "actual", "- -", "FRA -"),
                ("42 percent", "market_share", "share", "arms", "actual", "- -", "USA -"),
            ],
        ),
        (
            "Greece obtained 40 percent of its gas from Russia, compared with 15 percent from Azerbaijan.",
            [
                ("40 percent", "imports", "share", "natural_gas", "actual", "- -", "RUS GRC"),
                ("15 percent", "imports", "share", "natural_gas", "actual", "- -", "AZE GRC"),
            ],
        ),
    ],
)
def test_a_share_goes_to_those_it_links(told, text, expected):
    for wanted in expected:
        assert wanted in told(text)
