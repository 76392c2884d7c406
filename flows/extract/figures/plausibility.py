"""Whether value, unit and measure can go together, by the table of plausibility; and which slip would explain it if not."""

import datetime as dt
import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flows.extract.figures.figure import Figure
from flows.extract.quantities.units import canonical
from flows.knowledge import knowledge

Rule = dict[str, str]
RATES = {"per_day": "a day", "per_month": "a month", "per_year": "a year", "per_unit": "a piece", "total": ""}
SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
PHYSICAL = frozenset({"mass", "volume", "energy"})
APART = (400.0, 2500.0)
"""How many times as large as its neighbours a figure is that took million for billion, or the other way."""
MANY = 40
"""Of very many figures on one thing only so many are compared."""
YEARS = 3
"""Years apart within which the figures of one document on one thing can be compared."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is to be judged: the value in the text's own unit, and what it is said to measure."""

    measure: str
    form: str
    commodity: str | None
    dimension: str
    unit: str
    rate: str
    value: float
    pair: bool = False
    """True for what goes on between two named sides."""
    start: dt.date | None = None
    end: dt.date | None = None


def judged(figures: Sequence[Figure]) -> list[Figure]:
    """The figures of a document, each with what speaks against it."""
    readings = [_reading(f) for f in figures]
    alike: dict[tuple[object, ...], list[int]] = {}
    for i, f in enumerate(figures):
        if f.form == "level":
            key = (f.measure, f.commodity, f.reporter, f.partner, f.quantity.unit, f.rate)
            alike.setdefault(key, []).append(i)
    out = []
    for i, (f, r) in enumerate(zip(figures, readings, strict=True)):
        key = (f.measure, f.commodity, f.reporter, f.partner, f.quantity.unit, f.rate)
        others = [readings[j] for j in alike.get(key, ())[:MANY] if j != i] if f.form == "level" and f.reporter else []
        doubt = note(r) or beside(r, others)
        out.append(replace(f, plausible=doubt is None, plausible_note=doubt))
    return out


def _reading(f: Figure) -> Reading:
    q = f.quantity
    pair = f.partner is not None and f.reporter is not None
    start, end = f.start_date, f.end_date
    yearly = f.rate == "total" and start and end and dt.timedelta(350) <= end - start <= dt.timedelta(366)
    rate = "per_year" if yearly and q.dimension in PHYSICAL else f.rate
    return Reading(f.measure, f.form, f.commodity, q.dimension, q.unit, rate, f.value, pair, start, end)


def note(reading: Reading) -> str | None:
    """Why the figure is doubtful, with the likely slip and its arithmetic; None if nothing speaks against it."""
    if reading.start and reading.end and reading.start > reading.end:
        return f"the period ends ({reading.end}) before it starts ({reading.start})"
    fault = _fault(reading)
    if fault is None:
        return None
    for other, slip in _slips(reading):
        if _fault(other) is None:
            same = _equal(reading, other)
            return f"{fault['note']}: {_spelled(reading)}{same}; {_spelled(other)} would be usual ({slip})"
    return f"{fault['note']}: {_spelled(reading)}"


def beside(reading: Reading, others: Sequence[Reading]) -> str | None:
    """Why a figure is doubtful beside those of its document on the same thing and about the same years: a million for a billion."""
    near = [o.value for o in others if o.value > 0 and _about_then(reading, o)]
    if len(near) < 2 or reading.value <= 0 or reading.dimension not in ("money", "mass", "volume"):
        return None
    for factor in (1e3, 1e-3):
        times = [v / reading.value if factor > 1 else reading.value / v for v in near]
        if all(APART[0] <= t <= APART[1] for t in times):
            other = replace(reading, value=reading.value * factor)
            return f"a thousandth or a thousand times of what the text says of other years: {_spelled(reading)}; {_spelled(other)} would be usual ({_scale(reading.value)} for {_scale(other.value)})"
    return None


def _about_then(reading: Reading, other: Reading) -> bool:
    """True if two readings are of years near each other."""
    if not reading.start or not other.start:
        return False
    return abs(reading.start.year - other.start.year) <= YEARS


@functools.cache
def _rules() -> dict[str, tuple[Rule, ...]]:
    """The rules of the table by measure; under the empty name those for all."""
    out: dict[str, list[Rule]] = {}
    for r in knowledge("plausibility"):
        for measure in r["measure"].split("|"):
            out.setdefault(measure, []).append(r)
    return {k: tuple(v) for k, v in out.items()}


def _fault(reading: Reading) -> Rule | None:
    """The first rule of the table that the reading breaks."""
    value, unit = canonical(reading.value, reading.unit, reading.dimension, reading.commodity)
    given = {
        "commodity": reading.commodity or "",
        "dimension": reading.dimension,
        "unit": reading.unit,
        "rate": reading.rate,
    }
    for rule in (*_rules().get("", ()), *_rules().get(reading.measure, ())):
        form = "level" if rule["form"] == "pair" and reading.pair else rule["form"]
        if (form and form != reading.form) or any(rule[k] and v not in rule[k].split("|") for k, v in given.items()):
            continue
        if not rule["low"] and not rule["high"]:
            return rule
        if reading.rate == "per_unit" and rule["rate"] != "per_unit":
            continue  # for each head
        number = {reading.unit: reading.value, unit: value}.get(rule["in_unit"])
        if number is not None and _outside(rule, number):
            return rule
    return None


def _outside(rule: Rule, number: float) -> bool:
    return bool((rule["low"] and number < float(rule["low"])) or (rule["high"] and number > float(rule["high"])))


def _slips(reading: Reading) -> Iterator[tuple[Reading, str]]:
    """What may have been meant, the commonest slip first."""
    oil = reading.commodity in ("crude_oil", "oil_products")
    if reading.unit == "L":
        if oil:
            yield replace(reading, unit="bbl"), "liters for barrels"
        yield replace(reading, unit="m3"), "liters for cubic meters"
        yield replace(reading, unit="t", dimension="mass"), "liters for tonnes"
    if reading.dimension == "mass" and oil:
        yield replace(reading, unit="bbl", dimension="volume"), "tonnes for barrels"
    if reading.dimension in ("volume", "mass") and reading.commodity == "electricity":
        yield replace(reading, unit="kWh", dimension="energy"), "another unit for kilowatt hours"
    if reading.dimension == "power" and reading.commodity not in (None, "electricity"):
        yield replace(reading, commodity="electricity"), "the power of a plant for what it burns"
    if reading.dimension in PHYSICAL and reading.rate == "per_day":
        yield replace(reading, rate="per_year"), "a day for a year"
    if reading.unit == "bbl" and reading.rate == "per_year":
        yield replace(reading, rate="per_day"), "a year for a day"
    for factor in (1e9, 1e6) if 0 < reading.value < 1e4 and reading.dimension == "money" else ():
        yield replace(reading, value=reading.value * factor), "a scale left out"
    for factor in (1e-3, 1e3, 1e-6, 1e6):
        other = replace(reading, value=reading.value * factor)
        yield other, f"{_scale(reading.value)} for {_scale(other.value)}"


def _equal(reading: Reading, other: Reading) -> str:
    """How much the reading is in the unit that is usual, where only the unit differs."""
    if reading.unit == other.unit or reading.dimension != other.dimension:
        return ""
    value, unit = canonical(reading.value, reading.unit, reading.dimension, None)
    return f" are {_number(value)} {unit}"


def _spelled(reading: Reading) -> str:
    return " ".join(x for x in (_number(reading.value), reading.unit, RATES.get(reading.rate, "")) if x and x != "1")


def _scale(value: float) -> str:
    return next((name for factor, name in (*SCALES, (1e3, "thousand")) if abs(value) >= factor), "one")


def _number(value: float) -> str:
    """A number with its scale in words."""
    for factor, name in SCALES:
        if abs(value) >= factor:
            return f"{value / factor:g} {name}"
    return f"{value:g}"
