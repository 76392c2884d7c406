"""What is known of a document beside its text, from whichever source."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from flows.ingest.dates import Date, iso
from flows.ingest.encoding import printable

TRUE, FALSE = ("true", "yes", "1"), ("false", "no", "0")


@dataclass(frozen=True, slots=True)
class Known:
    """Metadata of a document; None where a source is silent."""

    title: str | None = None
    authors: tuple[str, ...] | None = None
    publisher: str | None = None
    published: Date | None = None
    url: str | None = None
    rights: str | None = None
    redistribute: bool | None = None
    digest_of: str | None = None

    def over(self, other: "Known") -> "Known":
        """Both together; where both speak, this one has the word."""
        pairs = ((getattr(self, f.name), getattr(other, f.name)) for f in fields(self))
        return Known(*(other if own is None else own for own, other in pairs))


UNKNOWN = Known()
"""Nothing is known."""
NAMES = tuple(f.name for f in fields(Known))


def known(cells: Mapping[str, object]) -> tuple[Known, list[str]]:
    """What the cells of a row or the fields of a JSON object tell, and what is wrong with those that were left out."""
    values, wrong = {}, []
    for name in NAMES:
        value = cells.get(name)
        if value is None or value == "":
            continue
        try:
            values[name] = _value(name, value)
        except ValueError as error:
            wrong.append(f"{name}: {error}")
    return Known(**values), wrong


def _value(name: str, value: object) -> object:
    """The value of a field. Raises ValueError, saying what was expected."""
    if name == "published":
        if isinstance(value, str) and not value.strip():
            return None
        return iso(value)
    if name == "redistribute":
        word = str(value).strip().lower()
        if word not in TRUE + FALSE + ("",):
            raise ValueError(f"{str(value)[:40]!r} is neither true nor false")
        return word in TRUE if word else None
    if name == "authors":
        parts = value if isinstance(value, list) else str(value).split(";")
        if not all(isinstance(p, str) for p in parts):
            raise ValueError("not a list of names")
        return tuple(printable(" ".join(p.split())) for p in parts if p.strip()) or None
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        raise ValueError("not a text")
    return printable(" ".join(str(value).split())) or None
