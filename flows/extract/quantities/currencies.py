"""Money: currencies by code, symbol and name."""

import functools
import re
from typing import NamedTuple

import pycountry
from babel import Locale
from babel.numbers import get_currency_name

from flows.extract.quantities.lexemes import Lexeme, Phrases, glued
from flows.knowledge import knowledge

_DECLARED = re.compile(
    r"\b(?i:all|dollar|these|monetary) (?:figures|amounts|values|prices|sums)?[^.\n]{0,40}?\bin ([A-Z][a-z]+(?: [A-Z][a-z]+)?) dollars\b"
)


class Currency(NamedTuple):
    """A currency as written: ISO 4217 code, and how much of it one such is worth (a cent 0.01)."""

    code: str
    worth: float
    rule: str
    written: str


def _prefixable(form: str) -> bool:
    """True if a form may stand before the number: signs, codes and short abbreviations, not words."""
    return not form.isalpha() or form.isupper() or len(form) <= 3


@functools.cache
def tables() -> tuple[Phrases[Currency], Phrases[Currency]]:
    """What may stand before a number, and what after it."""
    before: Phrases[Currency] = Phrases()
    after: Phrases[Currency] = Phrases()
    rows = knowledge("currencies")
    barred = {form for r in rows if r["place"] == "none" for form in r["forms"].split("|")}
    for r in rows:
        if r["place"] == "none":
            continue
        for form in r["forms"].split("|"):
            meant = Currency(r["code"], float(r["worth"]), r["_at"], form.lower())
            exact = form.isalpha() and form.isupper()
            mixed = not exact and form.isalpha() and len(form) <= 3 and form != form.lower()
            for spelt in (form, form.lower()) if mixed else (form,):  # Dhs, but not DHS
                after.add(spelt, meant, exact or mixed)
            if r["place"] == "both" and _prefixable(form):
                before.add(form, meant, exact)
    english = Locale("en").currencies
    for code in sorted({c.alpha_3 for c in pycountry.currencies} | set(english)):
        if code.startswith("X") and code not in ("XAF", "XOF", "XCD", "XPF", "XDR"):
            continue
        meant = Currency(code, 1.0, f"iso4217:{code}", code.lower())
        for n in (1, 2):
            if code in english:
                after.add(get_currency_name(code, n, "en"), meant)
        if code not in barred:
            after.add(code, meant, exact=True)
            before.add(code, meant, exact=True)
            for mega in (f"M{code}", f"m{code}"):
                millions = meant._replace(worth=1e6)
                after.add(mega, millions, exact=True)
                before.add(mega, millions, exact=True)
    return before, after


@functools.cache
def common() -> frozenset[str]:
    """The codes of the currencies that the table names: those that texts write."""
    return frozenset(r["code"] for r in knowledge("currencies") if r["place"] != "none")


def before(line: list[Lexeme], i: int) -> tuple[Currency, int] | None:
    """The currency written at lexeme `i`, before a number, and the lexeme after it."""
    hit = tables()[0].match(line, i)
    if hit and hit[1] == i + 2 and len(line[i].text) == 1 and line[i].lower != "c" and not glued(line[i], line[i + 1]):
        return None  # "a $5 million loan" is not in Australian dollars
    return hit


def after(line: list[Lexeme], i: int) -> tuple[Currency, int] | None:
    """The currency written at lexeme `i`, after a number, and the lexeme after it."""
    hit = tables()[1].match(line, i)
    if hit and hit[1] < len(line) and line[hit[1]].kind == "n" and glued(line[hit[1] - 1], line[hit[1]]):
        return None if i and not glued(line[i - 1], line[i]) else hit  # 3 USD50 cards, 1 $10 bill
    return hit


def dollar(text: str) -> str:
    """The code that a bare dollar sign stands for: what the text declares for all its figures, else USD."""
    found = _DECLARED.search(text)
    if found:
        for code in ("AUD", "CAD", "NZD", "HKD", "TWD", "SGD"):
            if get_currency_name(code, 2, "en").lower() == f"{found.group(1)} dollars".lower():
                return code
    return "USD"
