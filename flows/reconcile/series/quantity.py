"""What a figure measures: the quantity and the period that it shares with other figures."""

import datetime as dt
import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace

from flows.knowledge import knowledge

Row = Mapping[str, object]
SINGLE = ("infrastructure:", "agreement:", "weapon_system:")
"""Kinds of entities of which there is one deal; a firm or an agency makes many."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity and a period; what two figures must share to be about the same."""

    measure: str
    form: str
    commodity: str | None
    reporter: str | None
    partner: str | None
    flow: str | None
    rate: str
    start_date: dt.date
    end_date: dt.date
    entity_id: str | None

    @property
    def key(self) -> str:
        """A readable name that is the same in every release."""
        sides = "-".join(code or "any" for code in (self.reporter, self.partner))
        period = f"{self.start_date}..{self.end_date}"
        parts = [self.measure, self.form, self.commodity or "all", sides, self.flow or "none", self.rate, period]
        return "/".join([*parts, self.entity_id] if self.entity_id else parts)

    @property
    def year(self) -> int | None:
        """The calendar year that the period is, if it is one."""
        first = self.start_date
        return (
            first.year if (first, self.end_date) == (dt.date(first.year, 1, 1), dt.date(first.year, 12, 31)) else None
        )

    def before(self) -> "Quantity | None":
        """The same quantity in the year before; None where the period is no calendar year, or there is none before."""
        if self.year is None or self.year == dt.MINYEAR:
            return None
        return replace(self, start_date=dt.date(self.year - 1, 1, 1), end_date=dt.date(self.year - 1, 12, 31))

    def of_form(self, form: str) -> "Quantity":
        """The same quantity in another form: its level, its change."""
        return replace(self, form=form)

    def cells(self) -> dict[str, object]:
        """The columns of the tables that hold it."""
        return {name: getattr(self, name) for name in self.__slots__ if name != "entity_id"} | {
            "date_precision": "year" if self.year else "range"
        }


@functools.cache
def known() -> dict[tuple[str, str], tuple[tuple[str, ...], frozenset[str]]]:
    """Columns that must be filled, and the goods that name one thing, by measure and form."""
    return {
        (r["measure"], form): (tuple(r["needs"].split()), frozenset(r["goods"].split()))
        for r in knowledge("series_measures")
        for form in r["form"].split()
    }


@functools.cache
def tolerances() -> dict[str, float]:
    """By how much official statistics usually differ, by measure, as a share of the value."""
    found: dict[str, float] = {}
    for row in knowledge("series_measures"):
        found.setdefault(row["measure"], float(row["tolerance"]))
    return found


def quantity(row: Row) -> Quantity | None:
    """The quantity of a row of `figures` (or of a reference series); None where it does not say enough to be compared.

    That needs a closed period. The two sides of two-way trade stand in the order of the alphabet, and what is told per year of one calendar year is
    that year's total.
    """
    needed, goods = known().get((row["measure"], row["form"]), ((), frozenset()))
    if (row["commodity"] or "all") not in goods or any(
        row[name] is None for name in (*needed, "start_date", "end_date")
    ):
        return None
    if "entity_id" in needed and not str(row["entity_id"]).startswith(SINGLE):
        return None
    sides, flow = [row["reporter"], row["partner"]], row["flow"]
    if row["measure"] == "trade_turnover" or flow == "two_way":
        flow = "two_way"
        sides.sort(key=lambda code: (code is None, code or ""))
    found = Quantity(
        row["measure"], row["form"], row["commodity"], sides[0], sides[1], flow, row["rate"], row["start_date"],
        row["end_date"], row["entity_id"],
    )  # fmt: skip
    return replace(found, rate="total") if found.rate == "per_year" and found.year else found
