"""An amount: a number with its unit, as read from lexemes alone."""

from dataclasses import dataclass

from flows.extract.quantities.approximations import EXACT, Approximation


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in lexemes `start` to `end`. Without unit or currency it is a bare number."""

    start: int
    end: int
    number: float
    scale: float
    form: str
    unit: str = ""
    dimension: str = ""
    factor: float = 1.0
    rate: str = "total"
    commodity: str | None = None
    rule: str = "number"
    low: float | None = None
    """Lower end of a range, in plain numbers like `number`, which is then the upper end."""
    how: Approximation = EXACT
    signed: int = 0
    among: tuple[str, ...] = ()
    """The currencies of which `unit` is the usual one, where the text writes several so."""
