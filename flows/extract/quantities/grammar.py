"""How numbers, scales, currencies, units and ranges go together into amounts."""

import functools
from dataclasses import dataclass, replace

from flows.extract.quantities import currencies, units
from flows.extract.quantities.approximations import EXACT, Approximation, approximation
from flows.extract.quantities.lexemes import DASHES, Lexeme, Phrases, glued
from flows.extract.quantities.numerals import number, openers, suffix, words
from flows.extract.quantities.surroundings import stands_free
from flows.knowledge import knowledge

POUND = 0.45359237
"""Kilograms in a pound."""
MONEY_ONLY = frozenset({"mm", "cr"})
COMPARING = frozenset({"earlier", "ago", "later", "before", "after", "on", "over", "old", "long"})
"""Words after which `a year` is no rate."""
LETTERS = frozenset({"m", "b", "k"})
"""Scales that are also units or initials: read only after money, or before a unit or plural noun."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in lexemes `start` to `end`. Without unit or currency it is a bare number."""

    start: int
    end: int
    number: float
    scale: float
    form: str
    unit: str = ""
    dimension: str = ""
    factor: float = 1.0
    rate: str = "total"
    commodity: str | None = None
    rule: str = "number"
    low: float | None = None
    """Lower end of a range, in plain numbers like `number`, which is then the upper end."""
    how: Approximation = EXACT
    signed: int = 0


@functools.cache
def _rates() -> Phrases[str]:
    phrases: Phrases[str] = Phrases()
    for r in knowledge("rates"):
        phrases.add(r["words"], r["rate"])
    return phrases


def amounts(line: list[Lexeme], dated: frozenset[int] = frozenset()) -> list[Amount]:
    """All amounts of a text, in order and without overlap, with those that only count or date something.

    dated: offsets of numbers that are part of a date, and so no end of a range.
    """
    found: list[Amount] = []
    i, starts = 0, openers()
    prefixes = currencies.tables()[0]
    while i < len(line):
        here = line[i]
        if here.kind == "n" or here.lower in starts or here.kind == "s" or prefixes.match(line, i):
            group = _group(line, i, here.start in dated)
            if group:
                found += [replace(a, how=approximation(line, a.start, a.end)) for a in group]
                i = max(group[-1].end, i + 1)
                continue
        i += 1
    return _shared(line, found)


def _group(line: list[Lexeme], i: int, dated: bool = False) -> list[Amount]:
    """The amount that begins at lexeme `i`, as one; or the two of `from 5 to 10 percent`; or none."""
    first = _amount(line, i)
    if first is None:
        return []
    if dated and not first.dimension:
        return [first]
    j = first.end
    if j >= len(line):
        return [first]
    joint = line[j].text in DASHES or line[j].lower in ("to", "and", "or")
    if not joint or first.rate != "total" or first.form == "part":
        return [first]
    second = _amount(line, j + 1, joined=line[j].text in DASHES)
    if second is None or second.signed or second.form == "part":
        return [first]
    before = _word_before(line, first.start)
    word = line[j].lower
    same = (first.unit, first.dimension) == (second.unit, second.dimension)
    if first.unit and not same and second.unit:
        return [first]
    if (
        first.unit
        and not second.unit
        and not (first.start < j and first.dimension == "money" and word not in ("and", "or"))
    ):
        return [first]
    if word == "and" and before != "between":
        return [first]
    if word == "or" and (first.unit or second.number != first.number + 1):
        return [first]
    low, high, unit = first.number, second.number, second if second.unit else first
    if first.scale == 1 < second.scale and low < high / second.scale:
        low *= second.scale
    if not low < high:
        return [first]
    shared = replace(
        first, number=low, unit=unit.unit, dimension=unit.dimension, factor=unit.factor, commodity=unit.commodity, rule=unit.rule
    )  # fmt: skip
    if word == "to" and (before == "from" or (first.unit and first.dimension != "money")):
        return [shared, replace(second, unit=unit.unit, dimension=unit.dimension, factor=unit.factor, rule=unit.rule)]
    return [replace(shared, end=second.end, number=high, scale=second.scale, low=low, rate=second.rate)]


def _word_before(line: list[Lexeme], i: int) -> str:
    """The nearest word before lexeme `i` that is no wording of approximation."""
    for j in range(i - 1, max(i - 4, -1), -1):
        if line[j].lower in ("from", "between"):
            return line[j].lower
        if line[j].lower not in (
            "about",
            "around",
            "some",
            "roughly",
            "an",
            "estimated",
            "only",
            "just",
            "nearly",
            "almost",
        ):
            return line[j].lower
    return ""


def _amount(line: list[Lexeme], i: int, joined: bool = False) -> Amount | None:
    """One number with what belongs to it: sign, currency before, scale, currency or unit after, rate.

    `joined`: a dash binds it to the number before it.
    """
    start, sign = i, 0
    if i >= len(line):
        return None
    if line[i].text in DASHES or line[i].lower in ("minus",):
        loose = i == 0 or not glued(line[i - 1], line[i]) or line[i - 1].text in "(["
        if not loose or i + 1 >= len(line) or (line[i].text in DASHES and not glued(line[i], line[i + 1])):
            return None
        sign, i = -1, i + 1
    money = currencies.before(line, i)
    if money:
        i = money[1]
        i += i < len(line) and line[i].text in DASHES and not glued(line[i - 1], line[i])
    n = number(line, i)
    if n is None or (n.form == "part" and money):
        return None
    if not money and not stands_free(line, start, n, joined):
        return None
    out = Amount(start, n.end, -n.value if sign else n.value, n.scale, n.form, signed=sign)
    if n.form == "part":
        return replace(out, number=n.value * 100, unit="%", dimension="share", rule="fraction")
    if money and _doubtful(money[0], line[i - 1].text, n.scale, n.value):
        return None  # SDG 16
    out = _with_money(line, out, money) if money else _with_unit(line, out)
    if out.unit or out.dimension:
        rate = _rates().match(line, out.end + (out.end < len(line) and line[out.end].text in DASHES))
        rate = rate or _after_goods(line, out.end)
        if rate and rate[1] < len(line) and line[rate[1]].lower in COMPARING:
            rate = None  # $95 billion a year earlier
        if rate and out.dimension not in ("time", "age"):
            if rate[0] == "other" and out.dimension == "length":  # a speed
                return replace(out, end=rate[1], dimension="other")
            out = replace(out, end=rate[1], rate=rate[0] if rate[0] != "other" else out.rate)
    return out


def _after_goods(line: list[Lexeme], end: int) -> tuple[str, int] | None:
    """The rate after the goods, `15 million tonnes of crude a year`, and where the number itself ends."""
    if end >= len(line) or line[end].lower != "of":
        return None
    for i in range(end + 2, min(end + 6, len(line))):
        if line[i - 1].kind != "w":
            return None
        hit = _rates().match(line, i)
        if hit and hit[0] not in ("other", "per_unit") and (hit[1] >= len(line) or line[hit[1]].lower not in COMPARING):
            return hit[0], end
    return None


def _doubtful(currency: currencies.Currency, text: str, scale: float, value: float) -> bool:
    """True if the code of a rare currency stands by so small a number that the letters may mean anything: SDG 16."""
    return text == currency.code and scale == 1 and value < 1000 and currency.code not in currencies.common()


def _with_money(line: list[Lexeme], out: Amount, money: tuple[currencies.Currency, int]) -> Amount:
    currency, end = money[0], out.end
    scaled = suffix(line, end)
    if scaled and out.scale == 1:
        out = replace(out, end=scaled[1], number=out.number * scaled[0], scale=scaled[0])
    again = currencies.after(line, out.end)
    following = line[again[1]] if again and again[1] < len(line) else None
    if (
        again
        and not (following and following.kind == "n")
        and (again[0].code == currency.code or currency.written == "$")
    ):  # $10 dollars, $5 million USD
        currency, out = again[0], replace(out, end=again[1])
    return replace(out, unit=currency.code, dimension="money", factor=currency.worth, rule=currency.rule)


def _with_unit(line: list[Lexeme], out: Amount) -> Amount:
    """The bare number with the currency or unit that follows."""
    at, scaled = out.end, suffix(line, out.end) if out.scale == 1 else None
    if scaled and line[at].lower not in MONEY_ONLY:
        meant = currencies.after(line, scaled[1]) or units.unit(line, scaled[1])
        if line[at].lower not in LETTERS or meant or (glued(line[at - 1], line[at]) and _plural(line, scaled[1])):
            out = replace(out, end=scaled[1], number=out.number * scaled[0], scale=scaled[0])
            at = out.end
    dashed = at < len(line) and line[at].text in DASHES
    at += dashed
    if at < len(line) and line[at].text in ("[", "(", "{", "<") and not dashed:
        inner = units.unit(line, at + 1)
        if (
            inner
            and inner[1] < len(line)
            and line[inner[1]].text in ("]", ")", "}", ">")
            and inner[0].dimension != "time"
        ):
            return _in_unit(out, inner[0], inner[1] + 1)
    money, measured = currencies.after(line, at), units.unit(line, at)
    if money and money[0].written in ("pound", "pounds") and out.scale < 1e6:
        return replace(out, end=money[1], unit="kg", dimension="mass", factor=POUND, rule=money[0].rule)
    if (
        money
        and not (measured and measured[1] > money[1])
        and not _doubtful(money[0], line[at].text, out.scale, out.number)
    ):
        currency, end = money
        out = replace(out, end=end, unit=currency.code, dimension="money", factor=currency.worth, rule=currency.rule)
        if end < len(line) and line[end].lower in words("scale") and out.scale == 1:  # 75 USD million
            scale = words("scale")[line[end].lower]
            return replace(out, end=end + 1, number=out.number * scale, scale=scale)
        return _and_cents(line, out)
    return _in_unit(out, *measured) if measured else out


def _in_unit(out: Amount, unit: units.Unit, end: int) -> Amount:
    return replace(
        out, end=end, unit=unit.code, dimension=unit.dimension, factor=unit.factor, rate=unit.rate or "total",
        commodity=unit.commodity, rule=unit.rule,
    )  # fmt: skip


def _and_cents(line: list[Lexeme], out: Amount) -> Amount:
    """Three dollars and fifty cents as one amount."""
    i = out.end + (out.end < len(line) and line[out.end].lower == "and")
    cents = number(line, i) if i < len(line) and out.scale == 1 and out.factor == 1 else None
    coin = currencies.after(line, cents.end) if cents and 0 < cents.value < 100 else None
    last = line[cents.end] if cents and cents.end < len(line) else None
    if cents and not coin and 10 <= cents.value < 100 and (last is None or last.text == "."):  # 15 dollars 50
        return replace(out, end=cents.end, number=out.number + cents.value / 100) if out.number % 1 == 0 else out
    if cents and coin and coin[0].worth == 0.01:
        return replace(out, end=coin[1], number=out.number + cents.value / 100)
    return out


def _plural(line: list[Lexeme], i: int) -> bool:
    """True if lexeme `i` looks like a plural noun (3m tourists), not like a verb or pronoun in -s."""
    return i < len(line) and (line[i].lower == "people" or (len(line[i].text) > 4 and line[i].lower[-1] == "s"))


def _shared(line: list[Lexeme], found: list[Amount]) -> list[Amount]:
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
