"""What a figure measures, and of which goods: by its sentence and by what the text told before."""

import math
from itertools import pairwise

from flows.extract.figures import continued
from flows.extract.figures.commodity import commodity
from flows.extract.figures.context import Context, clauses
from flows.extract.figures.figure import Figure
from flows.extract.figures.measure import Meaning, default, kind, measure
from flows.extract.figures.sides import FLOWS
from flows.extract.figures.window import BACK, Window
from flows.extract.tree import children

ENERGY = frozenset({"crude_oil", "natural_gas", "lng", "oil_products", "coal", "electricity", "nuclear"})
CARRIED = {"imports": "import", "exports": "export", "delivery_volume": "export"}
"""The flow of a measure that is carried on from the figure before."""
GOODS = FLOWS - {"contract_value", "loan", "aid"} | {"production", "consumption"}
"""Measures that are of some goods, though a sentence may not say again which."""
TRADE = frozenset({"trade_turnover", "exports", "imports", "trade_balance"})
ARMED = 4.5
"""A weapon system no farther than this says that the goods are arms."""
GASEOUS = 1e8
"""Cubic meters from which on only gas is traded."""
HUGE = {"m3": 5e12, "bbl": 5e9}
"""Amounts that nobody moves, makes or uses: only what lies in the ground is so much."""
PIECES = frozenset({"unit", "piece", "item", "set", "system", "battery", "batch"})
BASES = frozenset({("up", "from"), ("down", "from"), ("compared", "with"), ("compared", "to")})


def meaning(c: Context, w: Window, previous: Figure | None, shape: str) -> Meaning:
    """What a quantity measures: by its sentence, else by what the text went on about. `shape`: its form."""
    tallied = previous is not None and previous.quantity.dimension == "survey"
    if c.quantity.dimension == "share" and tallied and c.quantity.start - previous.quantity.end <= 2:
        return Meaning("survey_share", "other", None, "tally", None, 0.0)
    if continued.compared(c, previous):
        return Meaning("price", previous.domain, None, "continued", None, 8.0)
    if (
        previous
        and (
            continued.restated(c, previous)
            or continued.trailing(c, previous, shape)
            or continued.again(c, previous, shape)
        )
        and previous.measure not in continued.UNSHARED
    ):
        return Meaning(previous.measure, previous.domain, CARRIED.get(previous.measure), "restated", None, 2.0)
    found = measure(c, w.measures)
    if found and previous and continued.pronominal(c, found, previous):
        found = None  # it had dropped to 747 million, and fell on until the order to halt purchases
    if found and previous and continued.outside(c, found, previous):
        found = None  # while the United States had 42 percent
    if found and found.rule == "of product" and previous and previous.form == "share" and previous.measure not in continued.UNSHARED | {"gdp"}:  # fmt: skip
        found = found._replace(measure=previous.measure, domain=previous.domain, rule="continued")
    if found and found.measure == "revenue" and found.hub is not None and _sale(found.hub, w, previous):
        singular = c.parsed.doc[found.hub].tag_ == "NN"
        found = found._replace(measure="contract_value" if singular else "exports", domain="trade", flow="export")
    if found and found.hub is not None and c.parsed.doc[found.hub].lemma_ == "spend" and _on_arms(c, w):
        found = found._replace(measure="military_spending", domain="arms", flow=None)
    if found and found.measure == "trade_balance" and _budget(found, w):
        found = found._replace(measure="other", domain="finance", flow=None)
    if c.quantity.dimension == "count" and found and found.measure == "count" and _designated(c, w):
        found = found._replace(measure="arms_quantity", domain="arms")
    if found and found.hub is not None and c.parsed.doc[found.hub].lemma_ == "pump" and found.measure == "production":
        found = (
            found._replace(measure="delivery_volume", flow="export")
            if any(p.role == "dest" for p in w.parties)
            else found
        )
    if (
        found
        and found.measure == "delivery_volume"
        and c.quantity.dimension == "power"
        and c.root.dep_ in ("compound", "nummod", "amod")
    ):
        found = None  # a 1,100-megawatt reactor supplies
    if found and found.measure == "arms_quantity" and w.transfer:
        return found._replace(flow="export")
    if found is None and previous and c.quantity.dimension not in ("length", "area"):
        same = (
            previous.quantity.dimension == c.quantity.dimension
            or continued.arrived(c, previous)
            or (
                shape == "change_relative"
                and previous.form == "level"
                and (previous.quantity.sentence == c.quantity.sentence or continued.this_sum(c))
            )
        )
        close = previous.quantity.sentence.ordinal >= c.quantity.sentence.ordinal - 1
        if same and close and previous.measure not in ("other", "survey_share"):
            found = Meaning(previous.measure, previous.domain, CARRIED.get(previous.measure), "continued", None, 8.0)
    found = found or _anaphor(c, w)
    if (found is None or found.rule == "continued") and c.quantity.rate == "total" and c.quantity.value >= HUGE.get(c.quantity.unit, math.inf):  # fmt: skip
        return Meaning("reserves", "finance", None, "size", None, 6.0)
    return found or default(c.quantity.dimension)


def _on_arms(c: Context, w: Window) -> bool:
    """True if arms are what a verb of spending names: spent 5 billion on new tanks."""
    last, doc = c.quantity.tokens[1], c.parsed.doc
    on = next((t.i for t in doc[last : last + 3] if t.lower_ == "on"), None)
    return on is not None and any(on < i <= on + 4 for _, i, r in w.goods if r["commodity"] == "arms")


def _sale(hub: int, w: Window, previous: Figure | None) -> bool:
    """True for a sale from one state to another: the sale of helicopters to Morocco."""
    doc = w.parsed.doc
    if doc[hub].lemma_ != "sale":
        return False
    if previous and previous.measure == "contract_value" and doc[hub].tag_ == "NN":
        return True
    sold = any(start - 4 <= hub <= i + 4 and r["commodity"] == "arms" for start, i, r in w.goods)
    return sold or any(p.role == "dest" and p.firm and p.mention.tokens[0] > hub for p in w.parties)


def _anaphor(c: Context, w: Window) -> Meaning | None:
    """What `it` stands for, where the subject of the sentence before is a word for a measure: Trade is growing. It rose …"""
    i, before = clauses(c.root)[0], w.earlier(1)
    pronoun = i >= 0 and any(
        t.dep_ in continued.SUBJECT and t.lower_ in continued.PRONOUNS for t in children(c.parsed.doc[i])
    )
    if not pronoun or not before:
        return None
    for _, k, row in before[-1].measures:
        if c.parsed.doc[k].dep_ in continued.SUBJECT and kind(c.quantity.dimension) in row["dimensions"].split():
            return Meaning(row["measure"], row["domain"], row["flow"] or None, row["_at"], None, 7.0)
    return None


def base(c: Context, previous: Figure | None) -> bool:
    """True for the number that an expected one is compared with: to $10 billion by 2030, up from $3.6 billion."""
    if previous is None or previous.quantity.sentence != c.quantity.sentence:
        return False
    words = [t.lower_ for t in c.parsed.doc[max(c.quantity.tokens[0] - 4, 0) : c.quantity.tokens[0]]]
    return any(p in BASES for p in pairwise(words))


def _designated(c: Context, w: Window) -> bool:
    """True if what is counted is a weapon system by name: 19 F-16s; or units of arms."""
    first, last = c.quantity.tokens
    if c.root.lemma_.lower() in PIECES and any(
        r["commodity"] == "arms" and last - 3 <= s <= last + 2 for s, _, r in w.goods
    ):
        return True
    return any(first < m.tokens[1] <= last for m in w.mentions if m.entity.type == "weapon_system")


def _budget(meaning: Meaning, w: Window) -> bool:
    """True for a deficit or surplus where nothing speaks of trade or of another country."""
    hub = w.parsed.doc[meaning.hub] if meaning.hub is not None else None
    if hub is None or hub.lemma_ not in ("deficit", "surplus") or any(p.role == "with" for p in w.parties):
        return False
    spoken = [
        v
        for v in [*w.earlier(1), w]
        for start, i, r in v.measures
        if r["measure"] in TRADE and (r["measure"] != "trade_balance" or start < i)
    ]
    return not spoken and not any(c.lower_ == "trade" for c in children(hub))


def goods(c: Context, meaning: Meaning, w: Window, previous: Figure | None) -> str | None:
    """What is traded or made: by the sentence, else by what the text went on about."""
    if meaning.rule == "restated" and previous:
        return previous.commodity
    found = commodity(c, meaning, w.goods)
    near = previous is not None and previous.quantity.sentence.ordinal >= w.sentence.ordinal - 2
    known = previous.commodity if previous and near else None
    physical = c.quantity.dimension in ("mass", "volume")
    if found is None and meaning.measure in FLOWS and _armed(c, w):
        return "arms"
    if found == "other" and c.quantity.unit == "m3" and c.quantity.value >= GASEOUS:
        return "natural_gas"  # 16 bcm of the fuel
    if found and not (found == "other" and physical and known in ENERGY):
        return found
    if known and (meaning.rule in ("continued", "restated") or physical or meaning.measure == "price"):
        return known
    if meaning.measure == "contract_value" and previous and previous.quantity.sentence == w.sentence:
        return previous.commodity
    if known and meaning.measure in GOODS and (previous.measure == meaning.measure or _energetic(previous)):
        alike = previous.quantity.dimension == c.quantity.dimension or c.quantity.dimension not in ("money", "multiple")
        if alike or previous.quantity.sentence == w.sentence:
            return known
    if known and meaning.measure == previous.measure == "contract_value" and _the_deal(meaning, w):
        return known
    if found is None and meaning.measure in GOODS and _demonstrative(meaning, w):
        told = [r["commodity"] for v in w.earlier(1) for _, _, r in v.goods]
        return told[-1] if told else None
    if physical or meaning.measure == "price":
        for v in reversed([*w.earlier(BACK), w]):
            if v.goods:
                return v.goods[-1][2]["commodity"]
    if found is None and meaning.measure == "market_share":
        told = {r["commodity"] for v in [*w.earlier(1), w] for _, _, r in v.goods}
        return told.pop() if len(told) == 1 else None
    if found is None and meaning.measure == "revenue":
        told = {r["commodity"] for _, _, r in w.goods}
        return told.pop() if len(told) == 1 else None
    if found is None and c.quantity.unit == "m3" and meaning.measure in GOODS and c.quantity.value >= GASEOUS:
        return "natural_gas"
    return "crude_oil" if c.quantity.unit == "bbl" else found


def _demonstrative(meaning: Meaning, w: Window) -> bool:
    """True if the noun of the measure points back: Those exports were worth 8 billion."""
    hub = w.parsed.doc[meaning.hub] if meaning.hub is not None else None
    return hub is not None and any(c.lower_ in ("those", "these", "such") for c in children(hub))


def _the_deal(meaning: Meaning, w: Window) -> bool:
    """True for a contract told of before: the deal is valued at 112 billion."""
    hub = w.parsed.doc[meaning.hub] if meaning.hub is not None else None
    deals = ("deal", "contract", "agreement", "sale", "order", "accord")
    nouns = [t for t in w.parsed.doc[w.first : w.last] if t.lemma_ in deals]
    return hub is not None and any(t.lower_ in ("the", "this") for n in nouns[:3] for t in children(n))


def _armed(c: Context, w: Window) -> bool:
    """True if a weapon system is named near the number."""
    near = [c.near(*m.tokens) for m in w.mentions if m.entity.type == "weapon_system"]
    return any(cost is not None and cost <= ARMED for cost in near)


def _energetic(figure: Figure) -> bool:
    """True if a figure tells of energy that is made or moved."""
    return figure.measure in GOODS and figure.commodity in ENERGY
