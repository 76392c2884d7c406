"""An amount as told: its value and the interval that its wording allows."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

LOOSE = frozenset({"over", "under", "up_to"})
"""Wordings that bound a value on one side only."""
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,300}(?:\.\d{1,20})?")


@dataclass(frozen=True, slots=True)
class Amount:
    """A value in some unit, and the closed interval of values that the wording allows; open bounds are infinite."""

    value: float
    low: float
    high: float
    loose: bool
    """True where the wording bounds the value on one side only."""

    @property
    def width(self) -> float:
        """How wide the interval is: the smaller, the more precise the wording."""
        return self.high - self.low

    def meets(self, other: "Amount") -> bool:
        """Whether one value can satisfy both wordings."""
        return max(self.low, other.low) <= min(self.high, other.high)

    def times(self, factor: float) -> "Amount":
        """The amount in another unit; `factor` is positive. Values keep 12 significant digits."""
        return Amount(digits(self.value * factor), digits(self.low * factor), digits(self.high * factor), self.loose)


def digits(value: float) -> float:
    """The value to 12 significant digits: what conversion there and back keeps."""
    return float(f"{value:.12g}") if math.isfinite(value) else value


def spelled(value: float, unit: str) -> str:
    """The value as people write it: 94.4 billion USD."""
    for scale, name in ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")):
        if abs(value) >= scale:
            return f"{value / scale:.4g}{name} {unit}"
    return f"{value:,.6g} {unit}"


def step(value: float) -> float:
    """The unit of the last digit told of a number, taken as written in ones, thousands, millions and so on.

    88.1 billion was told to 0.1 billion, 100 billion to 1 billion, 134,000 to a thousand, 28 to 1.
    """
    if not value or not math.isfinite(value):
        return 1.0
    number = Decimal(repr(digits(abs(value)))).normalize()
    _, figures, exponent = number.as_tuple()
    thousands = max((len(figures) + exponent - 1) // 3 * 3, 0)
    return float(Decimal(1).scaleb(min(exponent, thousands)))


def amount(row: Mapping[str, object]) -> Amount:
    """The amount of a row with `text, value, value_low, value_high, approx`, in the unit of the row.

    A value without bounds of its own stands for all that round to it, in the unit in which the text tells it.
    """
    value, low, high = row["value"], row["value_low"], row["value_high"]
    number = NUMBER.search(row.get("text") or "")
    written = float(number[0].replace(",", "")) if number else 0.0
    half = (step(written) * abs(value) / written if written else step(value)) / 2
    return Amount(
        value,
        -math.inf if low is None else min(low, value - half),
        math.inf if high is None else max(high, value + half),
        row["approx"] in LOOSE,
    )
