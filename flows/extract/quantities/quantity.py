"""A number with its unit, found in a text."""

from dataclasses import dataclass

from flows.extract.parse import Parsed, Sentence
from flows.extract.quantities.amount import Amount


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, as the text writes it. `value` is in `unit`; `low` and `high` are None where unbounded."""

    sentence: Sentence
    start: int
    end: int
    text: str
    tokens: tuple[int, int]
    """First token and the one after the last, in the parse."""
    value: float
    low: float | None
    high: float | None
    approx: str
    unit: str
    dimension: str
    """money, share, points, multiple, count, mass, volume, length, area, energy, power, other."""
    rate: str
    """One of `codes.RATES`."""
    commodity: str | None
    """What the unit itself says of the thing measured."""
    noun: int | None
    """Token of the thing counted, for a count."""
    change: int
    """1 or -1 where the number's own words say that it is a rise or a fall, else 0."""
    rule: str
    confidence: float


def quantity(parsed: Parsed, amount: Amount, start: int, end: int, **known: object) -> Quantity | None:
    """An amount as a quantity of `text[start:end]`, with the fields that are `known`; None if it touches no token."""
    span = parsed.tokens(start, end)
    if span is None:
        return None
    high = amount.number * amount.factor
    if amount.low is not None:
        low = amount.low * amount.factor
        value, bounds, approx = (low + high) / 2, (low, high), "range"
    else:
        value, approx = high, amount.how.approx
        bounds = tuple(None if f is None else value * f for f in (amount.how.low, amount.how.high))
        if value < 0 and None not in bounds:
            bounds = bounds[::-1]
    fields: dict[str, object] = {
        "sentence": parsed.sentence_of(span.start), "start": start, "end": end, "text": parsed.text[start:end],
        "tokens": (span.start, span.end), "value": tidy(value), "low": tidy(bounds[0]), "high": tidy(bounds[1]),
        "approx": approx, "unit": amount.unit, "dimension": amount.dimension, "rate": amount.rate,
        "commodity": amount.commodity, "noun": None, "change": amount.signed, "rule": amount.rule, "confidence": 0.9,
    }  # fmt: skip
    return Quantity(**{**fields, **known})


def tidy(value: float | None) -> float | None:
    """The value without the dust of binary arithmetic: 88.1 billion is 88100000000."""
    return None if value is None else float(f"{value:.12g}")
