"""Do several amounts of one quantity agree, and which value holds?"""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.reconcile.series.amount import Amount


@dataclass(frozen=True, slots=True)
class Agreement:
    """What several amounts say together."""

    agreement: str
    """One of `codes.AGREEMENTS`."""
    value: float | None
    standings: tuple[str, ...]
    """One of `codes.STANDINGS` for each amount."""


def agree(amounts: Sequence[Amount]) -> Agreement:
    """How amounts of one quantity, in one unit, stand to each other; they are told apart by their place in the sequence.

    All agree if one value satisfies every wording; where that holds only because a wording is loose ("over 80"), they are
    compatible. Otherwise they conflict, and the value is that of the largest group that agrees; there is none if two groups
    are equally large. Of a group the most precisely worded amount is the value, the first of equals.
    """
    groups = _groups(amounts)
    largest = groups[0]
    tie = len(groups) > 1 and len(groups[1]) == len(largest)
    if tie:
        return Agreement("conflict", None, ("conflicts",) * len(amounts))
    best = min(sorted(largest), key=lambda i: (amounts[i].loose, amounts[i].width, i))
    chosen = amounts[best]
    standings = tuple(
        "reconciled" if i == best else _standing(a, chosen) if i in largest else "conflicts"
        for i, a in enumerate(amounts)
    )
    if len(largest) < len(amounts):
        return Agreement("conflict", chosen.value, standings)
    return Agreement("compatible" if "compatible" in standings else "agree", chosen.value, standings)


def _standing(amount: Amount, chosen: Amount) -> str:
    return "compatible" if amount.loose or chosen.loose else "agrees"


def _groups(amounts: Sequence[Amount]) -> list[frozenset[int]]:
    """The largest sets of amounts that one value satisfies, largest first.

    Intervals that overlap in pairs share a point, and the largest set that shares one shares the low end of one of them.
    """
    found = {
        frozenset(i for i, a in enumerate(amounts) if a.low <= point <= a.high)
        for point in sorted({a.low for a in amounts})
    }
    return sorted(found, key=lambda group: (-len(group), sorted(group)))
