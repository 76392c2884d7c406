"""Numbers in tables whose unit stands in the head: the rows under "Exports (US$ billion)"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flows.document import Block
from flows.extract.quantities import currencies, units
from flows.extract.quantities.amount import Amount
from flows.extract.quantities.lexemes import Lexeme, lexemes
from flows.extract.quantities.words import words

CELLS = re.compile(r"[^|\t\n]+")
LINES = re.compile(r"[^\n]+")
NAMED = re.compile(r"\(([^()\n|\t]{1,40})\)|, ?([^(),\n|\t]{1,30})$|\bin ([^(),\n|\t]{1,30})$")
"""Where the head of a column names its unit: in brackets, after a comma, after "in" at its end."""
RULED = re.compile(r"[\s|:+=_-]*")
ROWS = 80
"""No head holds for more lines under it."""
LABEL = 6
"""A row has no more words beside its numbers."""
HEAD = 12
"""A head has no more words."""
MEASURED = frozenset({"money", "share", "points", "mass", "volume", "energy", "power", "length", "area"})


@dataclass(slots=True)
class _Head:
    """The units of the columns of a table, None where a column has none; `lines` under it have been read."""

    columns: list[Amount | None]
    lines: int = 0


def headed(text: str, blocks: Sequence[Block]) -> dict[int, Amount]:
    """The unit that the head of its column gives each number of a table, by the number's offset: an amount of one of it."""
    out: dict[int, Amount] = {}
    head: _Head | None = None
    for block in blocks:
        for line in LINES.finditer(text, block.start, block.end):
            said = line.group()
            if RULED.fullmatch(said):
                continue
            named = [_named(text, *cell.span()) for cell in CELLS.finditer(text, *line.span())]
            if any(named) and len(said.split()) <= HEAD:
                head = _Head(named)
            elif head is None:
                continue
            elif head.lines < ROWS and _row(said):
                head.lines += 1
                out.update(_cells(text, line.start(), line.end(), head.columns))
            elif head.lines or any(c.isdigit() for c in said) or len(said.split()) > HEAD:
                head = None
    return out


def _row(said: str) -> bool:
    """Whether a line looks like a row: a few words and then a number, and no sentence."""
    last = said.rstrip(" |\t%*")[-1:]
    label = sum(any(c.isalpha() for c in w) for w in said.split())
    return last.isdigit() and label <= LABEL


def _cells(text: str, start: int, end: int, columns: list[Amount | None]) -> dict[int, Amount]:
    """The units of the numbers of a row: of their columns, or the only one that the head names."""
    cells = [c.span() for c in CELLS.finditer(text, start, end)]
    units_named = [c for c in columns if c]
    if len(cells) == len(columns) and len(cells) > 1:
        pairs = list(zip(cells, columns, strict=True))
    elif all(c == units_named[0] for c in units_named):
        pairs = [(cell, units_named[0]) for cell in cells]
    else:
        return {}
    return {x.start: unit for cell, unit in pairs if unit for x in lexemes(text, *cell) if x.kind == "n"}


def _named(text: str, start: int, end: int) -> Amount | None:
    """The unit that a head names, None if it names none."""
    said = text[start:end].rstrip()
    for match in NAMED.finditer(said):
        inner = next(g for g in match.groups() if g is not None)
        if not any(c.isdigit() for c in inner) and (unit := _unit(lexemes(inner))):
            return unit
    return None


def _unit(line: list[Lexeme]) -> Amount | None:
    """One of the unit that the lexemes are, all of them: US$ billion, million tonnes, bcm, billions of dollars."""
    scales, short = words("scale"), words("suffix")
    scale, out, i = 1.0, None, 0
    while i < len(line):
        low = line[i].lower
        whole = scales.get(low) or scales.get(low.removesuffix("s"))
        measured = None if out else units.unit(line, i)
        money = None if out else currencies.before(line, i) or currencies.after(line, i)
        if low in ("of", "in", "current"):
            i += 1
        elif whole:
            scale, i = scale * whole, i + 1
        elif money and money[0].worth == 1:
            currency, i = money
            out = Amount(0, 0, 1.0, 1.0, "digits", currency.code, "money", rule=currency.rule, among=currency.among)
        elif measured and measured[0].dimension in MEASURED:
            unit, i = measured
            out = Amount(
                0, 0, 1.0, 1.0, "digits", unit.code, unit.dimension, unit.factor, unit.rate or "total", unit.commodity, unit.rule
            )  # fmt: skip
        elif low in short:
            scale, i = scale * short[low], i + 1
        else:
            return None
    return replace(out, number=scale, scale=scale) if out else None


def in_column(amount: Amount, unit: Amount) -> Amount:
    """A bare number of a table as an amount of its column's unit."""
    low = amount.low * unit.number if amount.low is not None else None
    return replace(
        amount, number=amount.number * unit.number, low=low, scale=unit.scale, unit=unit.unit, dimension=unit.dimension,
        factor=unit.factor, rate=unit.rate, commodity=unit.commodity, rule=unit.rule, among=unit.among,
    )  # fmt: skip
