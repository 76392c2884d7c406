"""Numbers that go with a currency."""

from dataclasses import replace

from flows.extract.quantities import currencies
from flows.extract.quantities.amount import Amount
from flows.extract.quantities.lexemes import DASHES, Lexeme
from flows.extract.quantities.numerals import number, suffix

PAYING = frozenset({"pay", "pays", "paid", "paying", "cost", "costs", "costing", "fine", "fined", "fines", "worth", "price", "priced", "salary", "salaries", "wage", "wages", "earn", "earns", "earned", "earning", "spend", "spent", "spending", "charge", "charged", "charges", "fee", "fees", "owe", "owes", "owed", "debt", "bill", "bills", "loan", "budget", "compensation", "rent", "income", "bonus", "donated", "raised"})  # fmt: skip
"""Words up to six words before an amount in pounds that say that it is money."""
LAKH = 1e5
NOTES = frozenset({"note", "notes", "coin", "coins", "grant", "prize", "deal", "ticket", "tickets"})
CASH = frozenset({"aid", "debt", "investment", "funding", "funds", "money", "cash", "taxpayers", "taxpayer", "public", "savings", "damage", "bonds", "government", "revenue", "income", "support", "new", "extra", "additional", "taxes", "tax", "cuts", "spending", "loans", "assets", "losses", "profit", "profits", "sales", "business", "trade"})  # fmt: skip
"""Words after `pounds of` that say the same."""
FOLLOWING = frozenset({"a", "an", "per", "in", "from", "to", "for", "and", "on", "at", "this", "last"})
"""Words that cannot be the noun of an adjective before them."""


def with_money(line: list[Lexeme], out: Amount, money: tuple[currencies.Currency, int]) -> Amount:
    """The number after a currency, with its scale and what else names the currency: $10 dollars, $5 million USD."""
    currency, end = money[0], out.end
    scaled = suffix(line, end)
    if scaled and (out.scale == 1 or (line[end].lower == "cr" and out.scale <= LAKH)):  # Rs1.08 lakh cr
        out = replace(out, end=scaled[1], number=out.number * scaled[0], scale=scaled[0])
    again = currencies.after(line, out.end)
    following = line[again[1]] if again and again[1] < len(line) else None
    if (
        again
        and not (following and following.kind == "n")
        and (again[0].code == currency.code or again[0].code in currency.among)
    ):  # $10 dollars, $5 million USD
        currency, out = again[0], replace(out, end=again[1])
    elif currency.written == "$" and _national(line, out.end):  # $80 U.S. a barrel
        return replace(in_money(out, currency), end=_national(line, out.end), among=())
    return in_money(out, currency)


def _national(line: list[Lexeme], i: int) -> int:
    """The lexeme after `U.S.` or `US` where it goes with the dollars before it, not with a noun after it; else 0."""
    said = "".join(x.text for x in line[i : i + 4])
    end = i + 4 if said == "U.S." else i + 1 if said.startswith("US") and line[i].text == "US" else 0
    return end if end and (end >= len(line) or line[end].kind == "s" or line[end].lower in FOLLOWING) else 0


def in_money(out: Amount, currency: currencies.Currency) -> Amount:
    """The number as an amount of a currency."""
    return replace(
        out, unit=currency.code, dimension="money", factor=currency.worth, rule=currency.rule, among=currency.among
    )


def and_cents(line: list[Lexeme], out: Amount) -> Amount:
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


def weighs(line: list[Lexeme], out: Amount, end: int) -> bool:
    """True if a number in pounds, which end at lexeme `end`, is a weight: 300 pounds of rice, but 300 pounds in costs."""
    after = [x.lower for x in line[end : end + 3]]
    if after[:1] == ["of"]:
        return not CASH & {*after[1:]}
    if after[:1] == ["("] and currencies.before(line, end + 1):
        return False
    if line[end - 2].text in DASHES and out.scale < 1e6:  # a 10-pound bag, a 50-pound note
        return not (after and after[0] in PAYING | NOTES)
    for k in range(out.start - 1, max(out.start - 7, -1), -1):
        if line[k].text in ".;":
            break
        if line[k].lower in PAYING:
            return False
    return out.scale < 1e6
