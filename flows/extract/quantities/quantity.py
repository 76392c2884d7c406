"""A number with its unit, found in a text."""

from dataclasses import dataclass

from flows.extract.parse import Sentence


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
