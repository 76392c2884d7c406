"""What a number measures: the cue word that is nearest to it in the parse."""

from typing import NamedTuple

from flows.extract.figures.context import Context, Row
from flows.extract.quantities.counts import nouns

KINDS = {"points": "share", "mass": "physical", "volume": "physical", "energy": "physical", "area": "area"}
"""Dimension of a quantity: as the table of measures calls it, where that differs."""
REACH = 7.5
WEAK = 2.0
BESIDE = 2.5
"""Cues that cost as much as WEAK count only so near to the number."""
OF_GDP = 3.0
"""How much farther the gross product is where it is only what a share is of: defence spending of 2 percent of GDP."""
SMALL = 1e5
"""What costs less is bought, not built."""
HEADS = frozenset({"person", "capita", "head", "inhabitant", "citizen"})
"""What is reckoned for each of them is no price."""
Cue = tuple[int, int, Row]


class Meaning(NamedTuple):
    """A measure, and the cue word that tells it (a token), if there is one."""

    measure: str
    domain: str
    flow: str | None
    rule: str
    hub: int | None
    cost: float


def kind(dimension: str) -> str:
    """The kind of number, as the table of measures calls it."""
    return KINDS.get(dimension, dimension)


def measure(context: Context, cues: list[Cue]) -> Meaning | None:
    """What the quantity measures by the cues of its sentence; None if none of them reaches it."""
    quantity = context.quantity
    if quantity.dimension == "survey":
        return Meaning("survey_share", "other", None, "tally", None, 0.0)
    if quantity.dimension == "count":
        noun = context.parsed.doc[quantity.noun] if quantity.noun is not None else None
        known = nouns().get(noun.lemma_.lower()) if noun is not None else None
        if known:
            return Meaning(known.measure, known.domain, None, known.rule, quantity.noun, 0.0)
        return Meaning("count", "other", None, "count", quantity.noun, 0.0)
    wanted, best, of_gdp = kind(quantity.dimension), None, False
    words = set(quantity.text.lower().split())
    priced = quantity.dimension == "money" and quantity.rate == "per_unit" and not words & HEADS
    for start, i, row in cues:
        if wanted not in row["dimensions"].split() or quantity.tokens[0] <= i < quantity.tokens[1]:
            continue
        if i == quantity.tokens[1] and context.parsed.doc[i].lower_ == "worth":
            continue  # $5 billion worth of arms
        near = context.near(start, i + 1)
        if near is None or (float(row["cost"]) >= WEAK and near > BESIDE):
            continue
        if row["measure"] == "investment" and row["pos"] == "verb" and i < len(context.parsed.doc) and context.parsed.doc[i].lemma_ == "cost" and quantity.value < SMALL:  # fmt: skip
            row = {**row, "measure": "price", "domain": "trade"}
        if row["measure"] == "gdp" and wanted == "share" and _of_product(context, start):
            near, of_gdp = near + OF_GDP, True
        if wanted == "money" and quantity.value < 1e9 and row["measure"] == "gdp":
            continue
        if row["measure"] == "contract_value" and row["pos"] == "verb" and quantity.value < SMALL:
            continue  # what a household buys
        if row["measure"] == "price" and wanted == "money" and not priced and quantity.value >= 1e6:
            continue
        if priced and row["measure"] not in ("price",):
            continue
        cost = near + float(row["cost"])
        if best is None or cost < best.cost:
            best = Meaning(row["measure"], row["domain"], row["flow"] or None, row["_at"], i, cost)
    if best and best.cost <= REACH and best.measure != "none":
        return best._replace(rule="of product") if of_gdp and best.measure == "gdp" else best
    if priced:
        return Meaning("price", "energy", None, "per_unit", None, 5.0)
    return None


def _of_product(context: Context, start: int) -> bool:
    """True if the word for a gross product is only what a share is of: 2 percent of its GDP, as a share of GDP."""
    doc, last = context.parsed.doc, context.quantity.tokens[1]
    before = [t.lower_ for t in doc[max(start - 4, 0) : start]]
    if "of" not in before:
        return False
    return last <= start <= last + 4 or bool({"percentage", "share", "percent", "proportion", "%"} & set(before))


def default(dimension: str) -> Meaning:
    """What a quantity measures when nothing tells."""
    match dimension:
        case "length":
            return Meaning("length", "other", None, "default", None, 9.0)
        case "power":
            return Meaning("capacity", "energy", None, "default", None, 9.0)
        case "money":
            return Meaning("other", "finance", None, "default", None, 9.0)
        case "mass" | "volume":
            return Meaning("delivery_volume", "trade", None, "default", None, 9.0)
        case "energy":
            return Meaning("production", "energy", None, "default", None, 9.0)
    return Meaning("other", "other", None, "default", None, 9.0)
