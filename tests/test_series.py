"""What an analyst is promised of figures from several texts: one value where they agree, all values where they do not."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.knowledge import knowledge
from flows.reconcile.series import READ, series
from flows.reconcile.series.agreement import agree
from flows.reconcile.series.amount import Amount, amount, digits, step
from flows.reconcile.series.quantity import known, quantity
from flows.reconcile.series.reference import references
from flows.tables import TABLES
from flows.tables.arrow import to_arrow
from flows.tables.codes import COMMODITIES, FIGURE_FORMS, MEASURES

COUNT = itertools.count()
BILLION = 1e9


def figure(text: str, value: float, year: int | None, doc_id: str = "a", **cells: object) -> dict[str, object]:
    """A row of `figures`: trade of India and Japan unless told otherwise."""
    start = next(COUNT) * 100
    exact = cells.get("approx", "exact") == "exact"
    return {
        "figure_id": f"{doc_id}#f{start}", "doc_id": doc_id, "sentence_id": f"{doc_id}#0", "start_char": start,
        "end_char": start + len(text), "text": text, "measure": "trade_turnover", "form": "level", "value": value,
        "value_low": value if exact else None, "value_high": value if exact else None, "approx": "exact", "unit": "USD",
        "value_canonical": value, "unit_canonical": "USD", "commodity": None, "status": "actual",
        "start_date": dt.date(year, 1, 1) if year else None, "end_date": dt.date(year, 12, 31) if year else None,
        "reporter": "IND", "partner": "JPN", "flow": "two_way", "rate": "total", "entity_id": None,
    } | cells  # fmt: skip


def together(*figures: dict[str, object], statements: tuple[dict[str, object], ...] = ()) -> dict[str, list[dict]]:
    """The tables that figures lead to; every document was published on 1 June 2013."""
    documents = [{"doc_id": d, "published": dt.date(2013, 6, 1)} for d in sorted({f["doc_id"] for f in figures})]
    tables = {
        "figures": to_arrow(TABLES["figures"], figures),
        "documents": to_arrow(TABLES["documents"], documents),
        "statements": to_arrow(TABLES["statements"], statements),
    }
    return {name: table.to_pylist() for name, table in series(tables).items()}


def test_what_two_texts_round_differently_is_one_value():
    (row,) = together(
        figure("$18 billion", 18 * BILLION, 2012, "a"), figure("18.4 billion dollars", 18.4 * BILLION, 2012, "b")
    )["series"]
    assert (row["value"], row["value_min"], row["value_max"]) == (18.4 * BILLION, 18 * BILLION, 18.4 * BILLION)
    assert (row["agreement"], row["n_figures"], row["n_documents"]) == ("agree", 2, 2)


@pytest.mark.parametrize(
    ("other", "value", "cells", "expected"),
    [
        ("around 20 billion", 20, {"approx": "about", "value_low": 18 * BILLION, "value_high": 22 * BILLION}, "agree"),
        ("over 15 billion", 15, {"approx": "over", "value_low": 15 * BILLION}, "compatible"),
        ("up to 15 billion", 15, {"approx": "up_to", "value_high": 15 * BILLION}, "conflict"),
        ("19.5 billion", 19.5, {}, "conflict"),
    ],
)
def test_values_are_compared_with_what_their_wording_allows(other, value, cells, expected):
    (row,) = together(
        figure("$18.4 billion", 18.4 * BILLION, 2012), figure(other, value * BILLION, 2012, "b", **cells)
    )["series"]
    assert row["agreement"] == expected


def test_a_conflict_keeps_all_values_and_the_majority_decides():
    out = together(
        figure("$18 billion", 18 * BILLION, 2012, "a"),
        figure("$18.4 billion", 18.4 * BILLION, 2012, "b"),
        figure("$25 billion", 25 * BILLION, 2012, "c"),
    )
    (row,) = out["series"]
    assert (row["agreement"], row["value"]) == ("conflict", 18.4 * BILLION)
    assert {m["value"] / BILLION: m["standing"] for m in out["series_figures"]} == {
        18: "agrees", 18.4: "reconciled", 25: "conflicts"
    }  # fmt: skip


def test_without_a_majority_there_is_no_value():
    (row,) = together(figure("$18 bn", 18 * BILLION, 2012, "a"), figure("$25 bn", 25 * BILLION, 2012, "b"))["series"]
    assert (row["agreement"], row["value"], row["value_min"], row["value_max"]) == (
        "conflict", None, 18 * BILLION, 25 * BILLION
    )  # fmt: skip


def test_two_way_trade_is_one_quantity_whichever_side_is_named_first():
    rows = together(
        figure("$18 bn", 18 * BILLION, 2012, "a"),
        figure("$18 bn", 18 * BILLION, 2012, "b", reporter="JPN", partner="IND", rate="per_year"),
    )["series"]
    assert len(rows) == 1


@pytest.mark.parametrize(
    "cells",
    [
        {"start_date": dt.date(2011, 1, 1), "end_date": dt.date(2011, 12, 31)},
        {"status": "forecast"},
        {"partner": "KOR"},
        {"measure": "exports", "flow": "export"},
        {"commodity": "coal"},
        {"entity_id": "organization:mitsui"},
        {"rate": "per_month"},
    ],
)
def test_what_differs_in_one_thing_is_another_quantity(cells):
    out = together(figure("$18 bn", 18 * BILLION, 2012), figure("$18 bn", 18 * BILLION, 2012, "b", **cells))
    assert len(out["series"]) == 2


@pytest.mark.parametrize(
    "cells", [{"start_date": None, "end_date": None}, {"end_date": None}, {"partner": None}, {"measure": "count"}]
)
def test_a_figure_that_names_no_quantity_or_period_joins_nothing(cells):
    assert together(figure("$18 bn", 18 * BILLION, 2012, **cells))["series"] == []


def test_two_loans_of_one_bank_are_two_things():
    loan = {"measure": "loan", "flow": "export"}
    bank, line = {"entity_id": "organization:exim-bank"}, {"entity_id": "infrastructure:mombasa-railway"}
    assert together(figure("$3 bn", 3 * BILLION, 2012, **loan, **bank))["series"] == []
    assert len(together(figure("$3 bn", 3 * BILLION, 2012, **loan, **line))["series"]) == 1


def test_units_are_brought_to_one_and_the_factor_is_named():
    oil = {"measure": "production", "commodity": "crude_oil", "reporter": "NOR", "partner": None, "flow": None}
    out = together(
        figure("110 million tonnes", 110e6, 2012, "a", **oil, unit="t", unit_canonical="t"),
        figure(
            "806 million barrels", 806e6, 2012, "b", **oil, unit="bbl", value_canonical=109.97e6, unit_canonical="t"
        ),
    )
    (row,) = out["series"]
    assert (row["unit"], row["agreement"]) == ("t", "agree")
    assert sorted(m["conversion"] or "" for m in out["series_figures"]) == ["", "1 bbl = 0.136439 t"]


def test_money_of_two_currencies_is_not_mixed_without_a_rate():
    out = together(
        figure("$18 bn", 18 * BILLION, 1871),
        figure("€14 bn", 14 * BILLION, 1871, "b", unit="EUR", unit_canonical="EUR"),
    )
    assert {r["unit"] for r in out["series"]} == {"USD", "EUR"}


def test_money_is_converted_at_the_rate_of_its_year_and_says_so():
    rate = next(r for r in knowledge("exchange_rates") if r["currency"] == "CNY")
    value = 600 * BILLION
    out = together(figure("600 billion yuan", value, int(rate["year"]), unit="CNY", unit_canonical="CNY"))
    (row,) = out["series"]
    assert row["unit"] == "USD"
    assert row["value"] == pytest.approx(value / float(rate["per_usd"]))
    assert (
        rate["per_usd"] in out["series_figures"][0]["conversion"]
        and rate["source"] in out["series_figures"][0]["conversion"]
    )


def test_a_level_and_its_change_tell_the_year_before():
    change = {"form": "change_relative", "unit": "%", "unit_canonical": "%"}
    out = together(figure("25 percent", -25, 2012, **change), figure("$18 billion", 18 * BILLION, 2012))
    (row,) = out["derived_figures"]
    assert row["value"] == 24 * BILLION
    assert row["start_date"] == dt.date(2011, 1, 1) and row["end_date"] == dt.date(2011, 12, 31)
    assert row["arithmetic"] == "18 billion USD in 2012 / (1 - 25 %) = 24 billion USD in 2011"
    assert row["value_low"] < 24 * BILLION < row["value_high"]
    implied = next(r for r in out["series"] if r["start_date"].year == 2011)
    assert (implied["n_figures"], implied["n_documents"], implied["value"]) == (0, 1, 24 * BILLION)


def test_a_change_in_another_sentence_implies_nothing():
    change = {"form": "change_relative", "unit": "%", "unit_canonical": "%", "sentence_id": "a#7"}
    assert not together(figure("25 percent", -25, 2012, **change), figure("$18 bn", 18 * BILLION, 2012))[
        "derived_figures"
    ]


def test_a_forecast_stands_beside_what_came():
    out = together(
        figure("$25 billion", 25 * BILLION, 2015, "a", status="forecast"),
        figure("$15 billion", 15 * BILLION, 2015, "b"),
    )
    (row,) = out["outcomes"]
    assert (row["expected_value"], row["actual_value"]) == (25 * BILLION, 15 * BILLION)
    assert (row["difference"], row["ratio"], row["made_on"]) == (-10 * BILLION, 0.6, dt.date(2013, 6, 1))
    assert row["horizon_years"] == 2.58
    assert row["actual_source"] in {r["series_id"] for r in out["series"]}


def test_a_forecast_was_made_when_it_was_said():
    forecast = figure("$25 billion", 25 * BILLION, 2015, status="forecast")
    said = {
        "doc_id": "a", "start_char": forecast["start_char"], "end_char": forecast["end_char"] + 5,
        "start_date": dt.date(2011, 3, 1), "date_precision": "month",
    }  # fmt: skip
    (row,) = together(forecast, figure("$15 bn", 15 * BILLION, 2015, "b"), statements=(said,))["outcomes"]
    assert row["made_on"] == dt.date(2011, 3, 1)


def test_what_was_told_after_the_period_is_no_expectation():
    target = figure("$25 billion", 25 * BILLION, 2010, status="target")
    assert not together(target, figure("$15 bn", 15 * BILLION, 2010, "b"))["outcomes"]


def test_two_actual_values_of_one_text_contradict_each_other():
    out = together(figure("$18 bn", 18 * BILLION, 2012), figure("$25 bn", 25 * BILLION, 2012))
    (row,) = out["contradictions"]
    assert row["kind"] == "levels" and "18 billion USD, 25 billion USD" in row["note"]
    apart = together(figure("$18 bn", 18 * BILLION, 2012, "a"), figure("$25 bn", 25 * BILLION, 2012, "b"))
    assert not apart["contradictions"]


def test_a_change_that_does_not_fit_its_levels_is_noted():
    change = figure("50 percent", 50, 2012, form="change_relative", unit="%", unit_canonical="%", sentence_id="a#5")
    levels = [figure("$16 bn", 16 * BILLION, 2011), figure("$18 bn", 18 * BILLION, 2012)]
    (row,) = together(*levels, change)["contradictions"]
    assert row["kind"] == "change" and "+12.5 %, not 50 %" in row["note"]
    fitting = change | {"value": 12.5, "value_low": 12.5, "value_high": 12.5, "text": "12.5 percent"}
    assert not together(*levels, fitting)["contradictions"]


def test_a_share_that_does_not_fit_its_parts_is_noted():
    imports = {"measure": "imports", "commodity": "coal", "flow": "export", "unit": "t", "unit_canonical": "t"}
    part = figure("20 million tonnes", 20e6, 2012, **imports)
    whole = figure("100 million tonnes", 100e6, 2012, **imports | {"partner": None})
    share = figure("35 percent", 35, 2012, **imports | {"form": "share", "unit": "%", "unit_canonical": "%"})
    (row,) = together(part, whole, share)["contradictions"]
    assert row["kind"] == "share" and "is 20 %, not 35 %" in row["note"]


def test_shares_of_one_whole_are_at_most_all_of_it():
    share = {
        "measure": "imports",
        "commodity": "coal",
        "flow": "export",
        "form": "share",
        "unit": "%",
        "unit_canonical": "%",
    }
    parts = [figure(f"{v} percent", v, 2012, **share | {"reporter": who}) for who, v in (("IND", 60), ("AUS", 55))]
    (row,) = together(*parts)["contradictions"]
    assert row["kind"] == "share" and "115 %" in row["note"]


def test_a_figure_far_from_the_official_value_says_how_far():
    about, unit = min(references(), key=lambda k: (k[0].key, k[1]))
    official = references()[about, unit]
    cells = about.cells() | {"unit": unit, "unit_canonical": unit, "entity_id": about.entity_id}
    cells.pop("date_precision")
    double = figure("x", 2 * official.value, about.year, **cells, value_canonical=2 * official.value)
    out = together(double)
    assert out["series"][0]["reference_value"] == official.value
    assert out["series"][0]["reference_source"] == official.source
    assert out["series"][0]["deviation"] == pytest.approx(1)
    assert out["series_figures"][0]["deviation"] == pytest.approx(1)
    close = double | {"value": official.value, "value_low": official.value, "value_high": official.value}
    assert together(close | {"value_canonical": official.value})["series"][0]["deviation"] is None


def test_every_official_value_names_its_source_and_its_terms():
    rows = knowledge("reference_series")
    assert len(references()) == len(rows) > 0
    assert all(r["source"] and r["url"] and r["licence"] for r in rows), (
        "a reference without source, address or licence"
    )


def test_the_table_of_measures_holds_codes_of_the_contract():
    for (measure, form), (needed, goods) in known().items():
        assert measure in MEASURES and form in FIGURE_FORMS
        assert set(needed) <= set(READ) and goods <= {"all", *COMMODITIES}


amounts = st.builds(
    lambda value, below, above, loose: Amount(value, value - below, value + above, loose),
    st.integers(0, 60), st.integers(0, 9), st.integers(0, 9), st.booleans(),
)  # fmt: skip


@given(st.lists(amounts, min_size=1, max_size=7))
def test_the_value_is_one_that_was_told_and_the_group_around_it_allows(some):
    result = agree(some)
    assert len(result.standings) == len(some)
    if result.value is None:
        assert result.agreement == "conflict"
    else:
        chosen = [a for a, s in zip(some, result.standings, strict=True) if s == "reconciled"]
        assert [a.value for a in chosen] == [result.value]
        group = [a for a, s in zip(some, result.standings, strict=True) if s != "conflicts"]
        assert max(a.low for a in group) <= min(a.high for a in group)
    assert (result.agreement == "conflict") == (not max(a.low for a in some) <= min(a.high for a in some))


@given(st.lists(amounts, min_size=1, max_size=6), amounts)
def test_one_more_that_agrees_makes_no_conflict(some, further):
    before = agree(some).agreement
    if before != "conflict" and max(a.low for a in [*some, further]) <= min(a.high for a in [*some, further]):
        assert agree([*some, further]).agreement != "conflict"


@given(st.permutations(range(6)))
def test_the_order_of_documents_does_not_matter(order):
    change = {"form": "change_relative", "unit": "%", "unit_canonical": "%"}
    told = [
        ("$18 bn", 18 * BILLION, 2012, "a", {}), ("$18.4 bn", 18.4 * BILLION, 2012, "b", {}),
        ("$25 bn", 25 * BILLION, 2012, "c", {}), ("10 percent", 10, 2012, "b", change),
        ("$30 bn", 30 * BILLION, 2013, "c", {"status": "target"}), ("$19 bn", 19 * BILLION, 2013, "d", {}),
    ]  # fmt: skip
    rows = [
        figure(t, v, y, d, figure_id=f"{d}#f{i}", start_char=i, end_char=i + 1, **c)
        for i, (t, v, y, d, c) in enumerate(told)
    ]
    assert together(*(rows[i] for i in order)) == together(*rows)


def test_a_further_document_changes_only_the_series_it_has_figures_of():
    first = [figure("$18 bn", 18 * BILLION, 2012, "a"), figure("$11 bn", 11 * BILLION, 2009, "a")]
    before = {r["series_id"]: r for r in together(*first)["series"]}
    after = {r["series_id"]: r for r in together(*first, figure("$18 bn", 18 * BILLION, 2012, "b"))["series"]}
    assert before.keys() == after.keys()
    assert [k for k in before if before[k] != after[k]] == [k for k in before if "2012" in k]


@given(st.floats(1e-6, 1e15).map(digits), st.sampled_from([0.136439, 0.158987294928, 35.3147, 1e-3, 1.609344, 6.3128]))
def test_conversion_there_and_back_is_exact_to_the_last_digit_kept(value, factor):
    there = Amount(value, value, value, False).times(factor)
    assert there.times(1 / factor).value == pytest.approx(value, rel=1e-11)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (88.1 * BILLION, 0.1 * BILLION),
        (100 * BILLION, BILLION),
        (134_000, 1000),
        (28, 1),
        (2.5, 0.1),
        (0, 1),
        (0.25, 0.01),
    ],
)
def test_the_last_digit_told_says_how_precise_a_number_is(value, expected):
    assert step(value) == pytest.approx(expected)


def test_the_precision_is_that_of_the_unit_in_the_text():
    mile = amount(
        {"text": "500 mile", "value": 804.672, "value_low": 804.672, "value_high": 804.672, "approx": "exact"}
    )
    assert mile.low == pytest.approx(804.672 - 0.804672)


def test_a_reference_row_is_a_quantity_that_figures_can_be_about():
    assert all(about == quantity(about.cells() | {"entity_id": about.entity_id}) for about, _ in references())
