"""The checks of codes that are somebody else's: ISO 3166 for states, ISO 4217 for money, PLOVER for contexts."""

import functools
from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from flows.knowledge import knowledge
from flows.tables import Table
from flows.validate.check import Around, Check, every_element, optional

STATE_COLUMNS = (("entities", "country"),)
ACTOR_COLUMNS = (("figures", "reporter"), ("figures", "partner"), ("events", "source"), ("events", "target"))
MONEY = ("figures", "unit")
MONEY_PATTERN = r"^[A-Z]{3}(?:$|[/.])"
"""A unit that begins with three capitals is money, unless the knowledge of units knows it as another."""


def checks(table: Table) -> list[Check]:
    """The checks of the codes in a table. They are warnings: the row stays, and the release says so."""
    found = [
        _known(table, column, states, "a state of ISO 3166-1") for name, column in STATE_COLUMNS if name == table.name
    ]
    found += [
        _known(table, column, actors, "a state of ISO 3166-1, a region or the short name of an organisation")
        for name, column in ACTOR_COLUMNS
        if name == table.name
    ]
    if table.name == "events":
        found.append(_known(table, "contexts", contexts, "a context of PLOVER"))
    if table.name == MONEY[0]:
        found.append(_money(*MONEY))
    return found


@functools.cache
def states() -> pa.Array:
    """The ISO 3166-1 alpha-3 codes of today, and the codes of states of the past."""
    import pycountry

    found = {country.alpha_3 for country in pycountry.countries} | {row["code"] for row in knowledge("states")}
    return pa.array(sorted(found))


@functools.cache
def actors() -> pa.Array:
    """The codes of states, the short names of organisations and places, and the regions of the world."""
    places = knowledge("places")
    short = {row["short"] for row in (*knowledge("organizations"), *places)} - {""}
    regions = {row["name"] for row in places if not row["country"]}
    return pa.array(sorted({*states().to_pylist(), *short, *regions, "world"}))


@functools.cache
def contexts() -> pa.Array:
    """The contexts of PLOVER."""
    return pa.array([row["code"] for row in knowledge("plover") if row["kind"] == "context"], pa.string())


@functools.cache
def monies() -> pa.Array:
    """The codes of ISO 4217, those withdrawn included, and other units of three capitals."""
    from babel.numbers import list_currencies

    units = {row["unit"] for row in knowledge("units")} - {""}
    return pa.array(sorted({*list_currencies(), *units}))


UNKNOWN = {states: "unknown state", actors: "unknown actor", contexts: "unknown context"}
"""How a row that uses a code of no list is called."""


def _known(table: Table, name: str, allowed: Callable[[], pa.Array], what: str) -> Check:
    many = table.column(name).type == "list"

    def holds(data: pa.Table, around: Around) -> pa.ChunkedArray:
        if many:
            return every_element(data[name], lambda values: pc.is_in(values, value_set=allowed()))
        return pc.or_(pc.is_in(data[name], value_set=allowed()), pc.is_null(data[name]))

    return Check(
        table.name,
        UNKNOWN[allowed],
        (name,),
        "warning",
        f"{'each element of ' * many}{name} is {what}",
        holds,
        lambda row, around: f"{name} {row[name]!r} is not {what}",
    )


def _money(table: str, name: str) -> Check:
    def holds(data: pa.Table, around: Around) -> pa.ChunkedArray:
        money = pc.match_substring_regex(data[name], MONEY_PATTERN)
        code = pc.utf8_slice_codeunits(data[name], 0, 3)
        return optional(pc.or_(pc.invert(money), pc.is_in(code, value_set=monies())))

    return Check(
        table,
        "unknown currency",
        (name,),
        "warning",
        f"{name} is a currency of ISO 4217 where it begins with three capitals",
        holds,
        lambda row, around: f"{name} {row[name]!r} is no currency",
    )
