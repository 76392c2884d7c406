"""How numbers, scales, currencies, units and ranges go together into amounts."""

import functools
from collections.abc import Callable
from dataclasses import replace

from flows.extract.quantities import currencies, units
from flows.extract.quantities.amount import Amount
from flows.extract.quantities.lexemes import DASHES, Lexeme, Phrases, glued
from flows.extract.quantities.money import and_cents, in_money, weighs, with_money
from flows.extract.quantities.neighbours import how, restated, shared
from flows.extract.quantities.numerals import number, suffix
from flows.extract.quantities.surroundings import stands_free
from flows.extract.quantities.words import openers, words
from flows.knowledge import knowledge

POUND = 0.45359237
"""Kilograms in a pound."""
APPROXIMATE = frozenset({"about", "around", "some", "roughly", "an", "estimated", "only", "just", "nearly", "almost", "approximately"})  # fmt: skip
SIGNS = {"minus": -1, "negative": -1, "+": 1, "plus": 1}
MONEY_ONLY = frozenset({"mm", "cr"})
COMPARING = frozenset({"earlier", "ago", "later", "before", "after", "on", "old", "long"})
"""Words after which `a year` is no rate."""
ALIKE = 3
"""The ends of a range differ by no more than this factor where the second may be a year."""
LEADING = frozenset({"by", "of", "at", "in", "with", "for", "between", "a", "the"})
"""Words before a range, not before the first of two amounts: growth of 33 percent to 45 percent."""
LETTERS = frozenset({"m", "b", "k"})
"""Scales that are also units or initials: read only after money, or before a unit or plural noun."""


@functools.cache
def rates() -> Phrases[str]:
    """What follows a number with its unit and says per what it counts."""
    phrases: Phrases[str] = Phrases()
    for r in knowledge("rates"):
        phrases.add(r["words"], r["rate"])
    return phrases


def amounts(
    line: list[Lexeme], dated: frozenset[int] = frozenset(), changing: Callable[[int], bool] = lambda start: False
) -> list[Amount]:
    """All amounts of a text, in order and without overlap, with those that only count or date something.

    dated: offsets of numbers that are part of a date, and so no end of a range.
    changing: whether the text tells of a rise or fall before an offset: `rose from 5 to 7` is two numbers, `from 5 to 7` a range.
    """
    found: list[Amount] = []
    i, starts = 0, openers()
    prefixes = currencies.tables().before
    while i < len(line):
        here = line[i]
        if (
            here.kind == "n"
            or here.lower in starts
            or here.lower in SIGNS
            or here.kind == "s"
            or prefixes.match(line, i)
        ):
            group = _group(line, i, changing, dated)
            if group:
                found += [replace(a, how=how(line, a)) for a in group]
                i = max(group[-1].end, i + 1)
                continue
        i += 1
    return restated(line, shared(line, found))


def _group(line: list[Lexeme], i: int, changing: Callable[[int], bool], dated: frozenset[int]) -> list[Amount]:
    """The amount that begins at lexeme `i`, as one; or the two of `rose from 5 to 10 percent`; or none."""
    first = _amount(line, i)
    if first is None:
        return []
    j = first.end
    if (
        j >= len(line)
        or (line[i].start in dated and not first.dimension)
        or first.rate != "total"
        or first.form == "vague"
    ):
        return [first]
    if line[j].lower == "up" and _word_before(line, first.start) == "from":
        j += 1  # from 5 up to 7 million
    if line[j].text in DASHES and [x.lower for x in line[j + 1 : j + 2]] == ["to"]:
        j += 1  # 1.2-to-1.5 million
    dash, word = j < len(line) and line[j].text in DASHES, line[j].lower if j < len(line) else ""
    if not dash and word not in ("to", "and", "or"):
        return [first]
    hyphen = not dash and j + 1 < len(line) and line[j + 1].text in DASHES and glued(line[j], line[j + 1])
    second = _amount(line, j + 1 + hyphen, joined=dash or hyphen)
    if second is None or second.signed or second.form == "vague":
        return [first]
    near = (
        first.dimension and first.scale == second.scale and first.number / ALIKE < second.number < first.number * ALIKE
    )
    if line[second.start].start in dated and not second.dimension and not near:  # $5 billion to 2020, but $2000 to 2100
        return [first]
    if "part" in (first.form, second.form):
        first = _parts(line, first, second, word) or first
        if first.form != second.form:
            return [first]
    if first.unit and second.unit and (first.unit, first.dimension) != (second.unit, second.dimension):
        return [first]
    if first.unit and not second.unit and (first.dimension != "money" or word == "and"):
        return [first]
    before = _word_before(line, first.start)
    if word == "and" and before != "between":
        return [first]
    low, high, unit = first.number, second.number, second if second.unit else first
    moves = word == "to" and (before == "from" or (first.unit and before not in LEADING))
    bare = first.scale == 1 < second.scale  # 27.3 to 26.8 million
    falls = low > (high / second.scale if bare else high)
    moves = moves and (falls or changing(line[first.start].start))
    if bare and (not falls or (moves and low < 1000)):
        low *= second.scale
        if first.form == "words" and low * 10 < high and any(x.lower == "hundred" for x in line[j + 1 : second.end]):
            low *= 100  # five to six hundred million
    if (not low < high and not moves) or (word == "or" and high > 2 * low):
        return [first]
    lower = replace(
        first, number=low, unit=unit.unit, dimension=unit.dimension, factor=unit.factor, commodity=unit.commodity, rule=unit.rule,
        among=unit.among,
    )  # fmt: skip
    if moves:
        again = replace(second, unit=unit.unit, dimension=unit.dimension, factor=unit.factor, rule=unit.rule)
        return [lower, replace(again, among=unit.among)]
    return [replace(lower, end=second.end, number=high, scale=second.scale, low=low, rate=second.rate)]


def _parts(line: list[Lexeme], first: Amount, second: Amount, word: str) -> Amount | None:
    """The first of two fractions, whose denominator the second may tell: between one and two thirds. None if they are not two."""
    if first.form == "part" and second.form == "part":
        return first
    counts = words("unit")
    many = counts.get(line[second.start].lower, 0)
    if (
        second.form != "part"
        or first.form != "words"
        or first.end != first.start + 1
        or word not in ("and", "to", "or")
    ):
        return None
    one = counts.get(line[first.start].lower, 0)
    if not 0 < one < many:
        return None
    return replace(second, start=first.start, end=first.end, number=second.number * one / many)


def _word_before(line: list[Lexeme], i: int) -> str:
    """The nearest word before lexeme `i` that is no wording of approximation."""
    for j in range(i - 1, max(i - 4, -1), -1):
        if line[j].lower not in APPROXIMATE:
            return line[j].lower
    return ""


def _amount(line: list[Lexeme], i: int, joined: bool = False) -> Amount | None:
    """One number with what belongs to it: sign, currency before, scale, currency or unit after, rate.

    `joined`: a dash binds it to the number before it.
    """
    start, sign = i, 0
    if i >= len(line):
        return None
    if line[i].lower in SIGNS or line[i].text in DASHES:
        loose = i == 0 or not glued(line[i - 1], line[i]) or line[i - 1].text in "(["
        if not loose or i + 1 >= len(line) or (line[i].kind == "s" and not glued(line[i], line[i + 1])):
            return None
        sign, i = SIGNS.get(line[i].lower, -1), i + 1
    money = currencies.before(line, i)
    if money:
        i = money[1]
        if i + 1 < len(line) and line[i].text in DASHES and (not sign or not glued(line[i - 1], line[i])):
            sign = -1 if glued(line[i], line[i + 1]) else sign  # $-4 million
            i += 1
    n = number(line, i)
    if n is None or (n.form == "part" and money):
        return None
    if not money and not stands_free(line, start, n, joined):
        return None
    out = Amount(start, n.end, -n.value if sign < 0 else n.value, n.scale, n.form, signed=sign)
    if n.form == "part":
        return replace(out, number=n.value * 100, unit="%", dimension="share", rule="fraction")
    out = with_money(line, out, money) if money else _with_unit(line, out)
    if money and currencies.doubtful(money[0], out.number) and currencies.doubtful(money[0], _other_end(line, out.end)):
        return None
    if out.unit or out.dimension:
        rate = rates().match(line, out.end + (out.end < len(line) and line[out.end].text in DASHES)) or _per_unit(
            line, out
        )
        if out.dimension not in ("share", "points"):
            rate = rate or _after_goods(line, out.end)
        if rate and rate[1] < len(line) and line[rate[1]].lower in COMPARING and line[rate[1] - 2].lower in ("a", "an"):
            rate = None  # $95 billion a year earlier
        if rate and out.dimension not in ("time", "age"):
            if rate[0] == "other" and out.dimension == "length":  # a speed
                return replace(out, end=rate[1], dimension="other")
            out = replace(out, end=rate[1], rate=rate[0] if rate[0] != "other" else out.rate)
    return out


def _per_unit(line: list[Lexeme], out: Amount) -> tuple[str, int] | None:
    """The rate of a price for so much of something: $8/GJ, $230 per 1,000 cubic metres."""
    i = out.end
    if out.dimension != "money" or i + 1 >= len(line) or (line[i].lower != "per" and line[i].text != "/"):
        return None
    n = number(line, i + 1)
    goods = units.unit(line, n.end if n else i + 1)
    return ("per_unit", goods[1]) if goods and goods[0].dimension not in ("time", "age", "share", "points") else None


def _other_end(line: list[Lexeme], i: int) -> float:
    """The number after the dash or `to` at lexeme `i`, 0 if there is none: XOF 2-3 billion."""
    joint = i < len(line) and (line[i].text in DASHES or line[i].lower == "to")
    n = number(line, i + 1) if joint else None
    scaled = suffix(line, n.end) if n and n.scale == 1 else None
    return n.value * (scaled[0] if scaled else 1) if n else 0


def _after_goods(line: list[Lexeme], end: int) -> tuple[str, int] | None:
    """The rate after the goods, `15 million tonnes of crude a year`, and where the number itself ends."""
    if end >= len(line) or line[end].lower != "of":
        return None
    for i in range(end + 2, min(end + 6, len(line))):
        if line[i - 1].kind != "w":
            return None
        hit = rates().match(line, i)
        if hit and hit[0] not in ("other", "per_unit") and (hit[1] >= len(line) or line[hit[1]].lower not in COMPARING):
            return hit[0], end
    return None


def _with_unit(line: list[Lexeme], out: Amount) -> Amount:
    """The bare number with the currency or unit that follows."""
    at, scaled = out.end, suffix(line, out.end) if out.scale == 1 else None
    if out.form == "vague":  # tens of millions of dollars
        at += at < len(line) and line[at].lower == "of"
    whole = units.unit(line, at) if scaled else None
    if whole and scaled and whole[1] > scaled[1]:
        scaled = None  # 5 bln cm: the scale is part of the unit
    if scaled and line[at].lower not in MONEY_ONLY:
        meant = currencies.after(line, scaled[1]) or units.unit(line, scaled[1])
        if line[at].lower not in LETTERS or meant or (glued(line[at - 1], line[at]) and _plural(line, scaled[1])):
            out = replace(out, end=scaled[1], number=out.number * scaled[0], scale=scaled[0])
            at = out.end
    dashed = at < len(line) and line[at].text in DASHES
    at += dashed
    if dashed and at < len(line) and line[at].lower in ("odd", "plus"):
        at += 1  # 20-odd percent, 100-plus billion dollars
        if at < len(line) and out.scale == 1 and line[at].lower in words("scale"):
            scale = words("scale")[line[at].lower]
            out, at = replace(out, end=at + 1, number=out.number * scale, scale=scale), at + 1
    if at < len(line) and line[at].text in ("[", "(", "{", "<") and not dashed and not _clause(line, at):
        inner = units.unit(line, at + 1)
        if (
            inner
            and inner[1] < len(line)
            and line[inner[1]].text in ("]", ")", "}", ">")
            and inner[0].dimension != "time"
        ):
            return _in_unit(out, inner[0], inner[1] + 1)
    money, measured = currencies.after(line, at), units.unit(line, at)
    feet = out.start > 0 and line[out.start - 1].lower in ("ft", "feet", "foot")
    if at < len(line) and at == out.end and line[at].lower == "in" and (feet or glued(line[at - 1], line[at])):
        measured = units.table().match([line[at]._replace(text="inch", lower="inch")], 0)  # 6ft 2in
        return _in_unit(out, measured[0], at + 1) if measured else out
    if money and money[0].written in ("pound", "pounds") and weighs(line, out, money[1]):
        return replace(out, end=money[1], unit="kg", dimension="mass", factor=POUND, rule=money[0].rule)
    if money and not (measured and measured[1] > money[1]) and not currencies.doubtful(money[0], out.number):
        currency, end = money
        out = in_money(replace(out, end=end), currency)
        if end < len(line) and line[end].lower in words("scale") and out.scale == 1:  # 75 USD million
            scale = words("scale")[line[end].lower]
            return replace(out, end=end + 1, number=out.number * scale, scale=scale)
        return and_cents(line, out)
    return _in_unit(out, *measured) if measured else out


def _clause(line: list[Lexeme], i: int) -> bool:
    """True if the bracket at lexeme `i` holds the letter of a clause: Section 4(g)."""
    return glued(line[i - 1], line[i]) and i + 1 < len(line) and len(line[i + 1].text) == 1 and line[i + 1].kind == "w"


def _in_unit(out: Amount, unit: units.Unit, end: int) -> Amount:
    return replace(
        out, end=end, unit=unit.code, dimension=unit.dimension, factor=unit.factor, rate=unit.rate or "total",
        commodity=unit.commodity, rule=unit.rule,
    )  # fmt: skip


def _plural(line: list[Lexeme], i: int) -> bool:
    """True if lexeme `i` looks like a plural noun (3m tourists), not like a verb or pronoun in -s."""
    return i < len(line) and (line[i].lower == "people" or (len(line[i].text) > 4 and line[i].lower[-1] == "s"))
