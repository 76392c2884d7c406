"""Numbers with their units: money, shares, physical quantities and counts."""

from collections.abc import Sequence

from flows.extract.annotation import Mention, Time
from flows.extract.parse import Parsed
from flows.extract.quantities.quantity import Quantity
from flows.extract.quantities.reading import read


def find(parsed: Parsed, times: Sequence[Time], mentions: Sequence[Mention] = ()) -> list[Quantity]:
    """The quantities of a document, sorted by start and without overlap. What lies inside one of `times` is none.

    `mentions` tell whose money is meant where several currencies are written alike (pesos, ¥).
    """
    return read(parsed, times, mentions)


__all__ = ["Quantity", "find"]
