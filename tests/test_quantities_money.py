"""Money: every currency of ISO 4217 by code, symbol and name, and whose it is where several are written alike."""

import pycountry
import pytest
from babel import Locale
from babel.numbers import get_currency_name
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.extract import entities, quantities
from flows.extract.quantities.grammar import amounts
from flows.extract.quantities.lexemes import lexemes
from flows.knowledge import knowledge

NO_MONEY = {"XAD", "XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XPD", "XPT", "XSU", "XTS", "XUA", "XXX"}
"""Metals, test codes and units of account."""
CODES = sorted(c.alpha_3 for c in pycountry.currencies if c.alpha_3 not in NO_MONEY)
NAMED = [c for c in CODES if c in Locale("en").currencies and "(" not in get_currency_name(c, 2, "en")]


def money(read, text, **known):
    """The amounts of money of a text, with the states that it names."""
    parsed = read(text, **known)
    found = quantities.find(parsed, [], entities.find(parsed))
    return [(q.value, q.unit) for q in found if q.dimension == "money"]


def lexical(text):
    """The amounts of a text that is not parsed."""
    return [(a.number * a.factor, a.unit) for a in amounts(lexemes(text)) if a.dimension == "money"]


@pytest.mark.parametrize("code", CODES)
def test_every_currency_is_read_by_its_code(code):
    assert lexical(f"The port cost {code} 5 million in all.") == [(5e6, code)]
    assert lexical(f"The port cost 5 million {code} in all.") == [(5e6, code)]
    assert lexical(f"The port cost {code}5.5bn in all.") == [(5.5e9, code)]
    assert lexical(f"The port cost {code} 2.5-3 billion in all.") == [(3e9, code)]


@pytest.mark.parametrize("code", NAMED)
def test_every_currency_is_read_by_its_english_name(code):
    one, many = (get_currency_name(code, n, "en") for n in (1, 2))
    assert lexical(f"The port cost 5 million {many}, they say.") == [(5e6, code)]
    assert lexical(f"It was a 40,000-{one.lower()} fine.") == [(40_000, code)]
    assert lexical(f"They gave seven thousand {many.lower()} away.") == [(7000, code)]


@pytest.mark.parametrize(("code", "symbol"), sorted(Locale("en").currency_symbols.items()))
def test_every_symbol_of_cldr_is_read(code, symbol):
    if code in CODES:
        ((value, unit),) = lexical(f"The port cost {symbol} 5 million in all.")
        assert value == 5e6
        assert unit == code or {unit, code} == {"XOF", "XAF"}  # FCFA is written for both


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("₽5 million", "RUB"), ("₹5 million", "INR"), ("₩5 million", "KRW"), ("₺5 million", "TRY"), ("₦5 million", "NGN"),
        ("₴5 million", "UAH"), ("₸5 million", "KZT"), ("₱5 million", "PHP"), ("฿5 million", "THB"), ("₫5 million", "VND"),
        ("₵5 million", "GHS"), ("₪5 million", "ILS"), ("₾5 million", "GEL"), ("₮5 million", "MNT"), ("RM5 million", "MYR"),
        ("Rp 5 million", "IDR"), ("R5 million", "ZAR"), ("N5 million", "NGN"), ("Tk 5 million", "BDT"), ("Ksh 5 million", "KES"),
        ("SFr5m", "CHF"), ("DM 5m", "DEM"), ("FFr5m", "FRF"), ("Dh5m", "AED"), ("SR5m", "SAR"), ("KD5m", "KWD"), ("E£5m", "EGP"),
        ("5m zł", "PLN"), ("5 mln rubles", "RUB"), ("5m reais", "BRL"), ("R$5m", "BRL"), ("S/5m", "PEN"), ("GH¢5m", "GHS"),
        ("N$5m", "NAD"), ("TT$5m", "TTD"), ("EC$5m", "XCD"), ("J$5m", "JMD"), ("RMB5m", "CNY"), ("5m CNH", "CNY"), ("5m soles", "PEN"),
    ],
)  # fmt: skip
def test_symbols_and_abbreviations_of_the_press_are_read(text, code):
    assert lexical(f"The port cost {text} in all.") == [(5e6, code)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mexico spent 300 million pesos.", "MXN"),
        ("Argentina spent 300 million pesos.", "ARS"),
        ("Manila set 300 million pesos aside for its navy.", "PHP"),
        ("The Chilean government spent 300 million pesos.", "CLP"),
        ("They spent 300 million Colombian pesos.", "COP"),
        ("Norway pledged 300 million kroner.", "NOK"),
        ("Denmark pledged 300 million kroner.", "DKK"),
        ("Sweden pledged 300 million crowns.", "SEK"),
        ("They pledged 300 million Czech crowns.", "CZK"),
        ("Pakistan gave its navy Rs 300 million.", "PKR"),
        ("Sri Lanka gave its navy 300 million rupees.", "LKR"),
        ("India gave Nepal 300 million rupees.", "INR"),
        ("The agency spent 300 million rupees.", "INR"),
        ("Kuwait lent 300 million dinars.", "KWD"),
        ("Serbia borrowed 300 million dinars.", "RSD"),
        ("Egypt spent 300 million pounds.", "EGP"),
        ("Lebanon spent 300 million pounds.", "LBP"),
        ("Britain spent 300 million pounds.", "GBP"),
        ("The agency spent 300 million pounds.", "GBP"),
        ("China invested ¥300 million.", "CNY"),
        ("Japan invested ¥300 million.", "JPY"),
        ("The agency invested ¥300 million.", "JPY"),
        ("Morocco paid 300 million dirhams.", "MAD"),
        ("Qatar paid 300 million riyals.", "QAR"),
        ("Uganda paid 300 million shillings.", "UGX"),
        ("Cameroon paid 300 million CFA francs.", "XAF"),
        ("Senegal paid 300 million CFA francs.", "XOF"),
        ("Switzerland paid 300 million francs.", "CHF"),
        ("North Korea paid 300 million won.", "KPW"),
    ],
)
def test_the_state_whose_money_it_is_decides_between_currencies_of_one_name(read, text, expected):
    assert money(read, text) == [(300e6, expected)]


def test_each_clause_of_a_list_has_its_own_state(read):
    text = "Norway gave 300 million kroner, Denmark 200 million kroner; Sweden added 100 million kronor."
    assert money(read, text) == [(300e6, "NOK"), (200e6, "DKK"), (100e6, "SEK")]


def test_the_state_of_an_earlier_sentence_decides_where_the_sentence_names_none(read):
    assert money(read, "Kuwait has a fund for such things. It holds 300 million dinars.") == [(300e6, "KWD")]


def test_money_of_eight_states_is_not_guessed(read):
    assert money(read, "The agency spent 300 million dinars.") == []


def test_a_guessed_currency_says_so_by_its_confidence(read):
    parsed = read("The agency spent 300 million pesos.")
    (q,) = quantities.find(parsed, [], entities.find(parsed))
    assert (q.unit, q.confidence) == ("MXN", 0.6)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Canberra will build ships. Australia's navy gets $5 million. Australia pays.", "AUD"),
        ("Figures are given in New Zealand dollars. The deal is worth $5 million.", "NZD"),
        ("Canada sold wheat, and Canada bought steel. Ottawa paid $5 million and $9 million, or US$10 million.", "CAD"),
        ("Taiwan sold chips, and Taiwan bought oil. Taipei paid $5 million and $9 million, or US$14 million.", "USD"),
        (
            "Canada sold wheat, and Canada bought steel. Ottawa paid $5 million and $9 million, C$20 million in all.",
            "USD",
        ),
        ("Australia pays the United States. Australia's navy gets $5 million. Canberra will build ships.", "USD"),
        ("China pays Australia. Australia's mines got $5 million from China, as Beijing told Canberra.", "USD"),
        ("The ship cost $5 million.", "USD"),
    ],
)
def test_a_bare_dollar_sign_is_read_by_what_the_text_is_about(read, text, code):
    assert (5e6, code) in money(read, text)


def test_the_publisher_tells_whose_dollars_a_release_means(read):
    text = "Canada and India opened a port. It cost $5 million."
    assert money(read, text, publisher="Global Affairs Canada") == [(5e6, "CAD")]
    assert money(read, text, publisher="The Kenyan Gazette") == [(5e6, "USD")]
    text = "China and India opened a port. It cost $5 million."
    assert money(read, text, publisher="Global Affairs Canada") == [(5e6, "USD")]


@pytest.mark.parametrize(
    "text",
    [
        "TOP 100 firms met ALL 50 states at COP 28.", "All three won seats.", "He won 5 games.", "SDG 16 and SDG 17 matter most.",
        "The MAD 4 crew left.", "A 5 real problem came up.", "The mark 40 torpedo failed.", "Both sum 30 up.", "It weighs 300 pounds.",
        "Strong against the dollar 3 banks fell.", "He crossed the L 5 line.", "Route N 7 is closed.",
    ],
)  # fmt: skip
def test_words_that_only_look_like_money_are_not_read_as_money(read, text):
    assert money(read, text) == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("It weighs 300 pounds.", 136.077711, "kg"), ("A 1,000-pound bomb fell.", 453.59237, "kg"), ("They seized 2,000 pounds of heroin.", 907.18474, "kg"),
        ("They grew 2 million pounds of rice.", 907_184.74, "kg"), ("He was fined 500 pounds.", 500, "GBP"), ("It costs 30 pounds.", 30, "GBP"),
        ("They got 900 pounds ($1,100) each.", 900, "GBP"), ("They sent 3 million pounds of aid.", 3e6, "GBP"), ("It lost 3 million pounds.", 3e6, "GBP"),
        ("He found a 50-pound note.", 50, "GBP"),
    ],
)  # fmt: skip
def test_pounds_are_weight_or_money_by_the_words_around_them(read, text, value, unit):
    parsed = read(text)
    assert (pytest.approx(value), unit) in [(q.value, q.unit) for q in quantities.find(parsed, [])]


SIGNS = ["$", "US$", "€", "£", "¥", "₹", "A$", "C$", "HK$", "R$", "CHF ", "RMB", "USD ", "EUR "]
SCALES = [("", 1), (" million", 1e6), (" billion", 1e9), (" trillion", 1e12), ("m", 1e6), ("bn", 1e9), (" mn", 1e6), ("trn", 1e12), (" bln", 1e9), ("tn", 1e12), (" crore", 1e7), (" lakh", 1e5), ("k", 1e3), (" mln", 1e6)]  # fmt: skip


@given(st.integers(2, 999), st.integers(0, 9), st.sampled_from(SIGNS), st.sampled_from(SCALES))
@settings(max_examples=200, deadline=None)
def test_money_printed_with_a_sign_and_a_scale_reads_back(whole, tenth, sign, scale):
    word, factor = scale
    ((value, unit),) = lexical(f"It paid {sign}{whole}.{tenth}{word} for it.")
    assert value == pytest.approx(float(f"{whole}.{tenth}") * factor)
    assert unit == lexical(f"It paid {sign}5 million for it.")[0][1]


def test_every_code_of_the_table_of_currencies_is_known_to_iso_or_cldr():
    known = {c.alpha_3 for c in pycountry.currencies} | set(Locale("en").currencies)
    rows = [r for r in knowledge("currencies") if r["place"] in ("before", "after", "both")]
    assert {c for r in rows for c in r["codes"].split("|") if c} <= known
    assert all(float(r["worth"]) > 0 and (not r["least"] or float(r["least"]) > 0) for r in rows)
