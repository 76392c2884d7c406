"""What amounts take over from words and amounts beside them: how exact they are, and the unit of a list."""

from dataclasses import replace

from flows.extract.quantities.amount import Amount
from flows.extract.quantities.approximations import EXACT, Approximation, approximation, vagueness
from flows.extract.quantities.lexemes import DASHES, Lexeme

RESTATED = 8
"""So many words may stand between an amount and its restatement."""


def how(line: list[Lexeme], amount: Amount) -> Approximation:
    """How exact the amount is said to be, by words around it or in it."""
    for k in range(amount.start + 1, amount.end - 1):
        if line[k].lower in ("odd", "plus") and line[k - 1].text in DASHES:
            return approximation(line, amount.start, k)
    said = approximation(line, amount.start, amount.end)
    return vagueness(line, amount.start) if amount.form == "vague" and said is EXACT else said


def restated(line: list[Lexeme], found: list[Amount]) -> list[Amount]:
    """Carry the wording over to the same amount in another unit: about $100 billion a year, or 2.5 percent of the total."""
    out = list(found)
    for k in range(1, len(out)):
        before, here = out[k - 1], out[k]
        if here.how is not EXACT or before.how is EXACT or here.low is not None or before.unit in ("", here.unit):
            continue
        gap = [x.lower for x in line[before.end : here.start]]
        again = gap in (["("], ["["]) or (gap[-2:] == [",", "or"] and len(gap) <= RESTATED and not {".", ";"} & {*gap})
        if here.unit and again:
            out[k] = replace(here, how=before.how)
    return out


def shared(line: list[Lexeme], found: list[Amount]) -> list[Amount]:
    """Give the bare numbers of a list the unit of its last member: `19, 16 and 4 percent`."""
    out = list(found)
    for k in range(len(out) - 1, 0, -1):
        here, before = out[k], out[k - 1]
        between = [x.lower for x in line[before.end : here.start]]
        listed = between in ([","], ["and"], [",", "and"], ["or"]) and not (
            line[here.start].kind == "s" and here.dimension == "money"
        )
        takes = here.dimension not in ("", "time", "age") and not before.dimension and before.low is None
        if listed and takes and before.form == here.form and not 1500 <= before.number <= 2100:
            scale = (
                here.scale if before.scale == 1 and before.number < 1000 <= here.scale else 1
            )  # 4, 3 and 2 million tonnes
            out[k - 1] = replace(
                before, number=before.number * scale, scale=before.scale * scale, unit=here.unit, dimension=here.dimension, factor=here.factor, rate=here.rate,
                commodity=here.commodity, rule=here.rule,
            )  # fmt: skip
    return out
