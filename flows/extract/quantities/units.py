"""Units of measurement, and their conversion through pint."""

import functools
from typing import NamedTuple

import pint

from flows.extract.quantities.lexemes import Lexeme, Phrases, glued
from flows.knowledge import knowledge

CANONICAL = {
    "mass": ("t", "metric_ton"),
    "volume": ("m3", "meter**3"),
    "length": ("km", "kilometer"),
    "area": ("km2", "kilometer**2"),
    "energy": ("kWh", "kilowatt_hour"),
    "power": ("MW", "megawatt"),
}
"""Dimension: code of the unit to which its values are brought, and the same in pint's terms."""
OIL_BARRELS_PER_TONNE = 7.33


class Unit(NamedTuple):
    """A unit as written: `factor` times the number is the value in `code`."""

    code: str
    dimension: str
    factor: float
    rate: str | None
    commodity: str | None
    rule: str


@functools.cache
def registry() -> pint.UnitRegistry:
    """pint's units."""
    return pint.UnitRegistry()


def _magnitude(expression: str, target: str) -> float:
    """How many of `target` an expression is, both in pint's terms."""
    return float((registry().Quantity(expression) / registry().Quantity(target)).to("").magnitude)


@functools.cache
def _pint_of_code() -> dict[str, str]:
    """Unit code: the same in pint's terms, from the first row of the table that has the code."""
    rows = [r for r in knowledge("units") if r["dimension"] in CANONICAL]
    out = {r["unit"]: r["pint"] for r in reversed(rows)}
    return {**out, **dict(CANONICAL.values())}


@functools.cache
def table() -> Phrases[Unit]:
    """The units by their written forms."""
    phrases: Phrases[Unit] = Phrases()
    for r in knowledge("units"):
        factor = 1.0
        if r["dimension"] in CANONICAL:
            factor = _magnitude(r["pint"], _pint_of_code()[r["unit"]])
        elif r["unit"] == "%":
            factor = _magnitude(r["pint"], "percent")
        unit = Unit(r["unit"], r["dimension"], factor, r["rate"] or None, r["commodity"] or None, r["_at"])
        for form in r["forms"].split("|"):
            letters = [c for c in form if c.isalpha()]
            phrases.add(form, unit, exact=len(letters) <= 3 or form.isupper())
    return phrases


def unit(line: list[Lexeme], i: int) -> tuple[Unit, int] | None:
    """The unit written at lexeme `i`, and the lexeme after it; None if the word goes on (m212, km3a)."""
    hit = _raised(line, i) or table().match(line, i)
    if hit is None:
        return None
    end = hit[1]
    if end < len(line) and line[end + (line[end].text == "-" and end + 1 < len(line))].lower == "class":
        return None  # 12 Kilo class submarines
    dashed = end + 1 < len(line) and line[end].text == "-" and line[end + 1].kind == "n"
    if dashed and glued(line[end - 1], line[end]) and line[end - 1].text.isupper() and len(line[end - 1].text) == 1:
        return None  # 24703 L-202
    if end < len(line) and glued(line[end - 1], line[end]) and line[end].kind != "s" and line[end - 1].kind != "s":
        return None
    return hit


def _raised(line: list[Lexeme], i: int) -> tuple[Unit, int] | None:
    """The area or volume whose exponent has come off its line: 280 km 2."""
    if i + 1 >= len(line) or line[i].text not in ("km", "m") or line[i + 1].text not in ("2", "3"):
        return None
    if i + 2 < len(line) and line[i + 2].kind != "s" and line[i + 2].lower != "of":
        return None
    hit = table().match([line[i], line[i + 1]._replace(start=line[i].end)], 0)
    return (hit[0], i + 2) if hit and hit[1] == 2 else None


def canonical(value: float, code: str, dimension: str, commodity: str | None) -> tuple[float, str]:
    """The value in its kind's canonical unit, and that unit; oil and coal by weight in t. Other kinds stay as they are."""
    if dimension not in CANONICAL:
        return value, code
    if code == "bbl" and commodity in ("crude_oil", "oil_products"):
        return value / OIL_BARRELS_PER_TONNE, "t"
    target, expression = CANONICAL[dimension]
    return value * _factor(code, expression), target


@functools.cache
def _factor(code: str, expression: str) -> float:
    return _magnitude(_pint_of_code()[code], expression)
