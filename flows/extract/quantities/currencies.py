"""Money: currencies by code, symbol and name."""

import functools
from typing import NamedTuple

import pycountry
from babel import Locale
from babel.numbers import get_currency_name

from flows.extract.quantities.lexemes import Lexeme, Phrases, glued
from flows.extract.quantities.territories import names, own
from flows.knowledge import knowledge

RARE = 1000.0
"""The code of a currency that is not the first of any row of the table is read as money only from this number on: not SDG 16."""
WORDY = 1e6
"""A whole word before a number is money only from this number on: yen 5 billion."""
NEAR_PENCE = 20
STERLING = frozenset({"£", "pound", "pounds", "sterling", "pence", "penny", "share", "shares", "litre", "litres", "loaf", "pint", "cost", "costs", "price", "priced"})  # fmt: skip
"""Words up to so many lexemes away with which 46p is money."""
LOOSE = frozenset({"c", "us", "u.s.", "u.s", "hk", "nz", "nt"})
"""Letters that may stand apart from their sign: HK $5 million."""


class Currency(NamedTuple):
    """A currency as written: `worth` of one such in units of `code`, ISO 4217; numbers below `least` are not money with it."""

    code: str
    """Where several currencies are written so, the one meant unless the context tells otherwise; empty if there is none."""
    among: tuple[str, ...]
    """The currencies that are written so, where they are several."""
    worth: float
    least: float
    rule: str
    written: str


class Tables(NamedTuple):
    """The written forms of currencies: those that may stand before a number, and those after it."""

    before: Phrases[Currency]
    after: Phrases[Currency]

    def add(self, form: str, meant: Currency, place: str = "both") -> None:
        """Add a form; capitals count in codes and in short abbreviations."""
        exact = form.isalpha() and form.isupper()
        short = not exact and form.replace(".", "").isalpha() and len(form) <= 4 and form != form.lower()
        for spelt in (form, form.lower()) if short else (form,):  # Dhs and dhs, but not DHS
            if place in ("after", "both"):
                self.after.add(spelt, meant, exact or short)
            if place in ("before", "both"):
                word = form.isalpha() and not exact and len(form) > 3
                self.before.add(spelt, meant._replace(least=max(meant.least, WORDY)) if word else meant, exact or short)


@functools.cache
def tables() -> Tables:
    """All forms: those of the table, then codes and names from ISO 4217 and CLDR."""
    out = Tables(Phrases(), Phrases())
    rows = knowledge("currencies")
    for r in (r for r in rows if r["place"] in ("before", "after", "both")):
        codes = r["codes"].split("|")
        among = tuple(c for c in codes if c) if len(codes) > 1 else ()
        for form in r["forms"].split("|"):
            meant = Currency(codes[0], among, float(r["worth"]), float(r["least"] or 0), r["_at"], form.lower())
            out.add(form, meant, r["place"])
            if among and form.isalpha() and len(form) > 2:
                _add_national(out, form, meant)
    _add_codes(out, rows)
    _add_names(out, {f for r in rows for f in r["forms"].lower().split("|") if r["place"] == "none"})
    return out


def _add_national(out: Tables, form: str, meant: Currency) -> None:
    """Argentine pesos, Norwegian crowns, Hong Kong dollars: the state's currency among those of the form."""
    for name, territory in names():
        code = own(territory, meant.among)
        if code:
            phrase = f"{name} {form}"
            out.after.add(phrase, Currency(code, (), meant.worth, 0, meant.rule, phrase.lower()))


def _add_codes(out: Tables, rows: tuple[dict[str, str], ...]) -> None:
    guarded = {f: float(r["least"]) for r in rows if r["place"] == "code" for f in r["forms"].split("|")}
    common = {r["codes"].split("|")[0] for r in rows}
    for code in sorted({c.alpha_3 for c in pycountry.currencies} | common - {""}):
        if _is_money(code):
            least = guarded.get(code, 0 if code in common else RARE)
            meant = Currency(code, (), 1.0, least, f"iso4217:{code}", code.lower())
            out.add(code, meant)
            for mega in (f"M{code}", f"m{code}"):
                for phrases in out:
                    phrases.add(mega, meant._replace(worth=1e6, least=0), exact=True)


def _add_names(out: Tables, barred: set[str]) -> None:
    """Names as CLDR has them, and their last words where only one currency in use has it."""
    english, nouns = Locale("en").currencies, dict[str, set[str]]()
    active = {c.alpha_3 for c in pycountry.currencies}
    for code in sorted(english):
        forms = {get_currency_name(code, n, "en") for n in (1, 2)} if _is_money(code) else set()
        for form in sorted(f for f in forms if "(" not in f):
            out.after.add(form, Currency(code, (), 1.0, 0, f"iso4217:{code}", form.lower()))
            if code in active:
                nouns.setdefault(form.rsplit(" ", 1)[-1].lower(), set()).add(code)
    for code, symbol in sorted(Locale("en").currency_symbols.items()):
        if symbol != code and _is_money(code):
            out.add(symbol, Currency(code, (), 1.0, 0, f"iso4217:{code}", symbol.lower()))
    for noun, codes in sorted(nouns.items()):
        if len(codes) == 1 and noun not in barred:
            code = min(codes)
            out.after.add(noun, Currency(code, (), 1.0, 0, f"iso4217:{code}", noun))


def _is_money(code: str) -> bool:
    """False for metals, test codes and units of account."""
    return not code.startswith("X") or code in ("XAF", "XOF", "XCD", "XPF", "XDR", "XCG")


def before(line: list[Lexeme], i: int) -> tuple[Currency, int] | None:
    """The currency written at lexeme `i`, before a number, and the lexeme after it."""
    hit = tables().before.match(line, i)
    if hit is None:
        return None
    last = line[hit[1] - 1]
    if last.kind == "s" and hit[1] > i + 1 and line[i].kind == "w" and not glued(line[hit[1] - 2], last):
        spelt = "".join(x.lower for x in line[i : hit[1] - 1])
        return hit if spelt in LOOSE else None  # "a $5 million loan" is not in Australian dollars
    if last.kind == "w" and hit[1] < len(line) and len(last.text) == 1 and not glued(last, line[hit[1]]):
        return None
    if hit[0].least >= WORDY and len(line[i].text) > 3 and i and line[i - 1].lower in ("a", "the", "an", "of", "per"):
        return None
    return hit


def after(line: list[Lexeme], i: int) -> tuple[Currency, int] | None:
    """The currency written at lexeme `i`, after a number, and the lexeme after it."""
    hit = tables().after.match(line, i)
    if hit and hit[0].written == "p" and not _pence(line, i):
        return None
    if hit and hit[1] < len(line) and line[hit[1]].kind == "n" and glued(line[hit[1] - 1], line[hit[1]]):
        return None if i and not glued(line[i - 1], line[i]) else hit  # 3 USD50 cards, 1 $10 bill
    return hit


def _pence(line: list[Lexeme], i: int) -> bool:
    """True if the p at lexeme `i` is written on to a number of at most three digits, near a word of British money."""
    near = {x.lower for x in line[max(i - NEAR_PENCE, 0) : i + NEAR_PENCE]}
    return bool(i and line[i - 1].kind == "n" and glued(line[i - 1], line[i]) and len(line[i - 1].text) < 4 and near & STERLING)  # fmt: skip


def doubtful(currency: Currency, value: float) -> bool:
    """True if the number is too small for the form, which may then mean something else: SDG 16, the top 5 won."""
    return abs(value) < currency.least and not (
        currency.least >= WORDY and currency.rule.startswith("iso") and value % 1
    )
