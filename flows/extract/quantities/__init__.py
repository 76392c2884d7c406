"""Numbers with their units: money, shares, physical quantities and counts."""

from flows.extract.annotation import Time
from flows.extract.parse import Parsed
from flows.extract.quantities.quantity import Quantity
from flows.extract.quantities.reading import read


def find(parsed: Parsed, times: list[Time]) -> list[Quantity]:
    """The quantities of a document, sorted by start and without overlap. What lies inside one of `times` is none."""
    return read(parsed, times)


__all__ = ["Quantity", "find"]
