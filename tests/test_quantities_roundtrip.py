"""Quantities: a value printed in any of the supported ways reads back; no text raises, hangs or yields a span that is not its own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.extract import quantities
from flows.extract.parse import parse
from flows.extract.quantities import units
from flows.extract.quantities.grammar import amounts
from flows.extract.quantities.lexemes import lexemes
from flows.extract.quantities.territories import own
from flows.knowledge import knowledge
from tests.conftest import document

SCALES = {"": 1, " thousand": 1e3, " million": 1e6, " billion": 1e9, " trillion": 1e12, "-million": 1e6, "bn": 1e9, " mln": 1e6, " trn": 1e12, " crore": 1e7, " lakh": 1e5, "\nmillion": 1e6}  # fmt: skip
PLACES = [
    "It was {}.",
    "It was {}, they say",
    "({})",
    "Output: {}; prices: high",
    "“{}”",
    "It rose by {} in May.",
    "{}",
    "|{}|",
]
WRITTEN = {
    form: units.table().match(lexemes(form), 0)[0]
    for row in knowledge("units")
    for form in row["forms"].split("|")
    if row["dimension"] in units.CANONICAL and form[0].isalpha() and len(form) > 2
}  # fmt: skip


def spelled(n: int) -> str:
    """An integer below a million in words."""
    units = [r["word"] for r in knowledge("numerals") if r["kind"] == "unit"]
    tens = ["", "", *(r["word"] for r in knowledge("numerals") if r["kind"] == "ten" and r["word"] != "fourty")]
    if n < 20:
        return units[n]
    if n < 100:
        return tens[n // 10] + ("-" + units[n % 10] if n % 10 else "")
    if n < 1000:
        return units[n // 100] + " hundred" + (" and " + spelled(n % 100) if n % 100 else "")
    return spelled(n // 1000) + " thousand" + (" " + spelled(n % 1000) if n % 1000 else "")


def one(text):
    """The single amount of a text with its number in the published unit."""
    (amount,) = [a for a in amounts(lexemes(text)) if a.dimension]
    return amount


def groups(value, separator):
    """Digits in groups of three."""
    return f"{value:,}".replace(",", separator)


@given(
    st.integers(1000, 10**12),
    st.sampled_from([",", "\u00a0", "\u2009", "\u202f", "'", "’", ""]),
    st.sampled_from(PLACES),
)
@settings(max_examples=200, deadline=None)
def test_grouped_digits_read_back(value, separator, place):
    assert one(place.format(groups(value, separator) + " tonnes")).number == value


@given(st.integers(1_000_000, 10**12), st.sampled_from([".", " "]), st.sampled_from(PLACES))
@settings(max_examples=100, deadline=None)
def test_digits_grouped_by_dots_or_spaces_read_back(value, separator, place):
    assert one(place.format(groups(value, separator) + " tonnes")).number == value


@given(
    st.integers(1, 999),
    st.integers(0, 99),
    st.sampled_from(sorted(SCALES)),
    st.sampled_from(sorted(WRITTEN)),
    st.sampled_from(PLACES),
)
@settings(max_examples=200, deadline=None)
def test_a_number_with_any_scale_and_unit_reads_back(whole, decimals, scale, form, place):
    amount, unit = one(place.format(f"{whole}.{decimals:02}{scale} {form}")), WRITTEN[form]
    assert amount.number * amount.factor == pytest.approx(float(f"{whole}.{decimals:02}") * SCALES[scale] * unit.factor)
    assert (amount.unit, amount.dimension) == (unit.code, unit.dimension)


@given(
    st.integers(2, 999_999),
    st.sampled_from(["", " million", " billion"]),
    st.sampled_from(["tonnes", "dollars", "percent", "barrels a day"]),
)
@settings(max_examples=200, deadline=None)
def test_words_read_back(value, scale, unit):
    assert one(f"It was {spelled(value)}{scale} {unit}.").number == value * SCALES[scale]


@given(
    st.integers(1, 500),
    st.integers(1, 400),
    st.sampled_from(["between {} and {}", "{}-{}", "{}–{}", "{} to {}", "from {} to {}"]),
    st.sampled_from(["percent", "million tonnes", "bcm", "million euros", "km"]),
)
@settings(max_examples=200, deadline=None)
def test_ranges_read_back(low, more, shape, unit):
    amount, alone = one(f"It takes {shape.format(low, low + more)} {unit}."), one(f"It takes 1 {unit}.")
    assert (amount.low, amount.number) == (low * alone.number, (low + more) * alone.number)
    assert amount.unit == alone.unit


@given(
    st.integers(1, 99),
    st.integers(1, 9),
    st.sampled_from(["{}%", "{} percent", "{} per cent", "{} pct", "{}-percent", "{}pc"]),
)
@settings(max_examples=100, deadline=None)
def test_percentages_read_back(whole, tenth, shape):
    amount = one(f"It fell {shape.format(f'{whole}.{tenth}')} in a year.")
    assert (amount.number, amount.unit) == (float(f"{whole}.{tenth}"), "%")


PIECES = st.sampled_from(
    ["5", "1,234", "3.5", "12 500", "$", "€", "¥", "%", "percent", "million", "to", "-", "–", "and", "between", "half", "a", "third", "of", "m3", "m",
     "bn", "tons", "(", ")", "[", "½", "/", ".", ",", "US", "²", "٣", "\u202f", "\n", "times", "twice", "doubled", "trade", "per day", "pesos", "Norway",
     "crowns", "hundreds", "few", "dozen", "minus", "+", "one in", "out of", "kr", "R", "X", "from", "or", "jets", "factor of", "0", "'"]
)  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=25), st.sampled_from([" ", ""]))
@settings(max_examples=200, deadline=None)
def test_odd_text_yields_amounts_in_order_without_overlap(pieces, glue):
    last, line = 0, lexemes(glue.join(pieces))
    for amount in amounts(line):
        assert last <= amount.start < amount.end <= len(line)
        last = amount.end


@given(pieces=st.lists(PIECES, min_size=1, max_size=15))
@settings(max_examples=80, deadline=None)
def test_every_span_reproduces_its_text_and_lies_within_its_bounds(nlp, pieces):
    parsed, last = parse(document(" ".join(pieces)), nlp), 0
    for q in quantities.find(parsed, []):
        assert parsed.text[q.start : q.end] == q.text
        assert last <= q.start < q.end
        assert q.low is None or q.low <= q.value
        assert q.high is None or q.value <= q.high
        last = q.end


@pytest.mark.parametrize(
    "piece",
    ["1,", "12,34,", "1,234,", "1/", "$", "¥", "-", "five ", "and ", "two hundred and ", "5 to ", "½", "1 000 ", "123 456 ", "a half ", "9.", "9" * 50, "$5 million ",
     "million million ", "and and ", "between 5 and ", "a few hundred ", "hundreds of ", "one in ", "out of ", "minus ", "+", "'1", "1'234", "5 pesos ", "kr ", "US",
     "2 times ", "factor of ", "per 1 ", "/5 t", "from 5 to 6 ", "1.234.", "5,5 ", "6ft 2in "],
)  # fmt: skip
def test_a_hundred_thousand_characters_of_one_kind_are_read(piece):
    text = piece * (100_000 // len(piece))
    assert all(a.start < a.end for a in amounts(lexemes(text)))


def test_long_monotonous_documents_are_read_whole(nlp):
    for piece in ("5 million pesos, ", "twice the 3 times ", "hundreds of men and "):
        text = piece * (8_000 // len(piece))
        parsed = parse(document(text), nlp)
        assert all(parsed.text[q.start : q.end] == q.text for q in quantities.find(parsed, []))


def test_a_territory_has_its_own_money_in_every_family():
    assert own("PAK", ("INR", "PKR")) == "PKR"
    assert own("FRA", ("CHF", "FRF")) == "FRF"
    assert own("USA", ("INR", "PKR")) is None
    assert own(None, ("INR", "PKR")) is None
