"""The code lists of a release: every value of a closed list with its meaning, and the open lists it draws on."""

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from flows.knowledge import knowledge
from flows.tables import Column


@dataclass(frozen=True, slots=True)
class CodeList:
    """Values that a column may hold."""

    name: str
    meanings: dict[str, str]
    """Code to meaning, in the order declared; no meaning is ""."""


def code_list(column: Column) -> CodeList | None:
    """The closed list that a column draws on; None if it has none. A list that nobody has explained bears the column's name."""
    if not column.enum:
        return None
    name, meanings = _explained().get(frozenset(column.enum), (column.name, {}))
    return CodeList(name, {code: meanings.get(code, "") for code in column.enum})


def code_lists(columns: Iterable[Column]) -> list[CodeList]:
    """The closed lists that the columns draw on, each once, in the order in which they come."""
    found = (code_list(column) for column in columns)
    return list({f.name: f for f in found if f}.values())


def plover_contexts() -> list[tuple[str, str]]:
    """PLOVER's contexts with their meaning."""
    return [(row["code"], row["meaning"]) for row in knowledge("plover") if row["kind"] == "context"]


def plover_modes() -> list[tuple[str, str]]:
    """PLOVER's event types that have modes, with the modes."""
    return [
        (row["code"], ", ".join(f"`{m}`" for m in row["modes"].split("|")))
        for row in knowledge("plover")
        if row["modes"]
    ]


def units() -> list[tuple[str, str]]:
    """The units of measurement other than money, with their dimension."""
    first: dict[str, str] = {}
    for row in knowledge("units"):
        if row["unit"]:
            first.setdefault(row["unit"], "share" if row["dimension"] == "points" else row["dimension"])
    return sorted(first.items())


def short_names() -> list[tuple[str, str]]:
    """The codes of actors that are no state, with what they stand for."""
    first: dict[str, str] = {}
    for row in (*knowledge("organizations"), *knowledge("places")):
        if row["short"]:
            first.setdefault(row["short"], row["name"])
    return sorted(first.items())


@functools.cache
def _explained() -> dict[frozenset[str], tuple[str, dict[str, str]]]:
    """Name and meanings of the lists of the knowledge tables, by their codes."""
    lists: dict[str, dict[str, str]] = {
        "event_type": {row["code"]: row["meaning"] for row in knowledge("plover") if row["kind"] == "event"}
    }
    for row in knowledge("codes"):
        lists.setdefault(row["list"], {})[row["code"]] = row["meaning"]
    return {frozenset(meanings): (name, meanings) for name, meanings in lists.items()}
