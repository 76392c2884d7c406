"""What an analyst is promised of the official values and exchange rates that figures of the texts are compared with."""

import datetime as dt
import re
from collections import Counter, defaultdict
from urllib.parse import urlsplit

import pycountry
import pytest

from flows.extract import entities, figures, times
from flows.knowledge import knowledge
from flows.reconcile.series.amount import step
from flows.reconcile.series.quantity import quantity
from flows.reconcile.series.reference import references

ROWS = knowledge("reference_series")
RATES = knowledge("exchange_rates")
IMPLIED = re.compile(
    r"implied by (?P<value>[\d.]+) (?P<scale>billion|million t) in (?P<year>\d{4}) and its (?P<way>growth|fall) of (?P<percent>[\d.]+) %"
)


def period(row: dict[str, str]) -> tuple[dt.date, dt.date]:
    return dt.date.fromisoformat(row["start_date"]), dt.date.fromisoformat(row["end_date"])


def line(row: dict[str, str]) -> tuple[str, ...]:
    """What the rows of one series over the years share."""
    return tuple(row[c] for c in ("measure", "commodity", "reporter", "partner", "flow", "rate", "unit"))


def author(source: str) -> str:
    """Who publishes it: a source up to the first comma or semicolon."""
    return re.split("[,;]", source)[0]


def pairs() -> list[tuple[dict[str, str], dict[str, str]]]:
    """Rows of one series in years that follow each other."""
    found = {(line(r), period(r)[0]): r for r in ROWS}
    later = ((r, found.get((line(r), period(r)[0].replace(year=period(r)[0].year + 1)))) for r in ROWS)
    return [(a, b) for a, b in later if b is not None]


def test_two_way_trade_is_what_goes_one_way_and_what_goes_the_other():
    by_line = {(*line(r)[:4], r["start_date"]): float(r["value"]) for r in ROWS}
    checked = 0
    for (measure, goods, one, other, start), total in by_line.items():
        if measure != "trade_turnover":
            continue
        for reporter, partner in ((one, other), (other, one)):
            out = by_line.get(("exports", goods, reporter, partner, start))
            back = by_line.get(("imports", goods, partner, reporter, start))
            if out is None or back is None:
                continue
            rounding = (step(total) + step(out) + step(back)) / 2
            assert abs(total - out - back) <= rounding, (reporter, partner, start)
            checked += 1
    assert checked >= 10


def test_no_quantity_has_two_official_values():
    asked = Counter(about for about, _ in references())
    assert len(references()) == len(ROWS)
    assert [about for about, times_told in asked.items() if times_told > 1] == []


def test_periods_are_calendar_years_or_the_fiscal_years_of_india():
    for row in ROWS:
        start, end = period(row)
        if (start.month, start.day) == (4, 1):
            assert end == dt.date(start.year + 1, 3, 31), row["_at"]
            assert "IND" in (row["reporter"], row["partner"]), row["_at"]
        else:
            assert (start, end) == (dt.date(start.year, 1, 1), dt.date(start.year, 12, 31)), row["_at"]


def test_no_value_is_three_times_that_of_the_year_before_or_after():
    followed = pairs()
    assert len(followed) > len(ROWS) / 2
    for before, after in followed:
        ratio = float(after["value"]) / float(before["value"])
        assert 1 / 3 < ratio < 3, (before["_at"], after["_at"])


def test_what_is_implied_follows_from_the_numbers_it_names():
    published = {(line(r), period(r)[0].year): float(r["value"]) for r in ROWS}
    found = [(r, m) for r in ROWS if (m := IMPLIED.search(r["source"]))]
    assert len(found) == sum("implied" in r["source"] for r in ROWS) > 0
    for row, told in found:
        value, year = float(row["value"]), period(row)[0].year
        later = float(told["value"]) * {"billion": 1e9, "million t": 1e6}[told["scale"]]
        change = float(told["percent"]) / 100 * (1 if told["way"] == "growth" else -1)
        assert int(told["year"]) == year + 1, row["_at"]
        assert published[line(row), year + 1] == pytest.approx(later), row["_at"]
        assert value == pytest.approx(later / (1 + change), rel=2e-3), row["_at"]


def test_sides_are_states_and_addresses_can_be_opened():
    for row in ROWS:
        assert all(pycountry.countries.get(alpha_3=row[side]) for side in ("reporter", "partner") if row[side])
        parts = urlsplit(row["url"])
        assert parts.scheme in ("http", "https") and "." in parts.netloc and " " not in row["url"], row["_at"]


def test_every_source_is_credited_with_its_terms():
    credited = {c["author"]: c for c in knowledge("credits")}
    for row in ROWS:
        assert credited[author(row["source"])]["licence"] == row["licence"], row["_at"]
        assert "reference_series.csv" in credited[author(row["source"])]["used_for"]
    for row in RATES:
        assert "exchange_rates.csv" in credited[author(row["source"])]["used_for"], row["_at"]


def test_nobody_is_credited_for_numbers_that_are_not_there():
    used = {author(r["source"]) for r in (*ROWS, *RATES)}
    named = {c["author"] for c in knowledge("credits") if ".csv" in c["used_for"]}
    assert named == used


@pytest.mark.parametrize(
    "sentence",
    [
        "Goods trade between China and Russia reached $190.3 billion in 2022.",
        "In 2020 China's exports to Russia came to 50.6 billion dollars.",
        "China's imports from Russia were worth $129.3 billion in 2024.",
        "China imported 79.6 million tonnes of Russian crude oil in 2021.",
        "Russia delivered 107 million tonnes of crude oil to China in 2023.",
        "India's trade with Russia amounted to $13.1 billion in fiscal year 2021-22.",
        "Japan's GDP was $5.1 trillion in 2019.",
    ],
)
def test_official_values_are_found_for_what_texts_say(read, sentence):
    parsed = read(sentence, "2025-06-02")
    (row,) = figures.rows(parsed, figures.find(parsed, entities.find(parsed), times.find(parsed)))
    reference = references().get((quantity(row | {"entity_id": None}), row["unit_canonical"]))
    assert reference is not None, row
    assert row["value_canonical"] == pytest.approx(reference.value, rel=0.01)


def test_each_currency_has_one_rate_a_year_without_gaps():
    years: dict[str, list[int]] = defaultdict(list)
    for row in RATES:
        years[row["currency"]].append(int(row["year"]))
    for currency, some in years.items():
        assert pycountry.currencies.get(alpha_3=currency) and currency != "USD"
        assert some == list(range(some[0], some[-1] + 1)), currency


def test_no_rate_is_three_times_that_of_the_year_before():
    found = {(r["currency"], int(r["year"])): float(r["per_usd"]) for r in RATES}
    assert all(value > 0 for value in found.values())
    for (currency, year), value in found.items():
        assert 1 / 3 < value / found.get((currency, year - 1), value) < 3, (currency, year)


def test_currencies_of_very_different_worth_are_not_mistaken_for_each_other():
    found = {(r["currency"], int(r["year"])): float(r["per_usd"]) for r in RATES}
    by_worth = ("GBP", "EUR", "CNY", "INR", "JPY", "KRW")
    for year in range(1995, 2026):
        known = [found[c, year] for c in by_worth if (c, year) in found]
        assert known == sorted(known) and len(known) >= 4, year


def test_money_from_before_a_redenomination_is_not_converted():
    first = {c: min(int(r["year"]) for r in RATES if r["currency"] == c) for c in ("RUB", "TRY", "EUR")}
    assert first["RUB"] >= 1998 and first["TRY"] >= 2005 and first["EUR"] >= 1999
