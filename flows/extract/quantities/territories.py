"""States and territories by the words that stand for them, and the money each has had."""

import datetime as dt
import functools

import pycountry
from babel.numbers import get_territory_currencies

from flows.knowledge import knowledge

EARLIEST, LATEST = dt.date(1945, 1, 1), dt.date(2100, 1, 1)


@functools.cache
def names() -> tuple[tuple[str, str], ...]:
    """Names and demonyms, with the ISO 3166-1 alpha-3 code of the state or territory: Norwegian NOR, Hong Kong HKG."""
    out = [
        (name, r["code"])
        for r in knowledge("states")
        for name in (r["name"], *r["aliases"].split(";"), *r["demonyms"].split(";"))
        if name
    ]
    known = {name for name, _ in out}
    return tuple(out + [(c.name, c.alpha_3) for c in pycountry.countries if c.name not in known and "," not in c.name])


@functools.cache
def tenders(territory: str) -> tuple[str, ...]:
    """ISO 4217 codes of the money that a territory has had since 1945, the newest first."""
    country = pycountry.countries.get(alpha_3=territory)
    if country is None:
        return ()
    return tuple(reversed(get_territory_currencies(country.alpha_2, EARLIEST, LATEST)))


@functools.cache
def own(territory: str | None, among: tuple[str, ...]) -> str | None:
    """Which of several currencies is the territory's, None if none of them is or was."""
    return next((c for c in tenders(territory) if c in among), None) if territory else None


@functools.cache
def territory(name: str) -> str | None:
    """The ISO 3166-1 alpha-3 code of the territory of this English name, None if there is none."""
    country = pycountry.countries.get(name=name)
    return country.alpha_3 if country else None
