"""What a figure measures, and of which goods: by its sentence and by what the text told before."""

from itertools import pairwise

from flows.extract.figures.commodity import commodity
from flows.extract.figures.context import Context, clauses
from flows.extract.figures.figure import Figure
from flows.extract.figures.measure import Meaning, default, kind, measure
from flows.extract.figures.parties import FLOWS
from flows.extract.figures.window import BACK, Window
from flows.extract.quantities.tree import children

ENERGY = frozenset({"crude_oil", "natural_gas", "lng", "oil_products", "coal", "electricity", "nuclear"})
CARRIED = {"imports": "import", "exports": "export", "delivery_volume": "export"}
"""The flow of a measure that is carried on from the figure before."""
GOODS = FLOWS - {"contract_value", "loan", "aid"} | {"production", "consumption"}
"""Measures that are of some goods, though a sentence may not say again which."""
TRADE = frozenset({"trade_turnover", "exports", "imports", "trade_balance"})
ARMED = 4.5
"""A weapon system no farther than this says that the goods are arms."""
SUBJECT = frozenset({"nsubj", "nsubjpass"})
PRONOUNS = frozenset({"it", "they", "this", "that", "these"})
BASES = frozenset({("up", "from"), ("down", "from"), ("compared", "with"), ("compared", "to")})
REACHED = frozenset({"reach", "total", "hit", "leave", "bring", "make", "amount", "stand"})
"""Verbs that lead from a change to the level it ends at."""


def meaning(c: Context, w: Window, previous: Figure | None, shape: str) -> Meaning:
    """What a quantity measures: by its sentence, else by what the text went on about. `shape`: its form."""
    tallied = previous is not None and previous.quantity.dimension == "survey"
    if c.quantity.dimension == "share" and tallied and c.quantity.start - previous.quantity.end <= 2:
        return Meaning("survey_share", "other", None, "tally", None, 0.0)
    if _compared(c, previous):
        return Meaning("price", previous.domain, None, "continued", None, 8.0)
    found = measure(c, w.measures)
    if found and previous and _outside(c, found, previous):
        found = None  # while the United States had 42 percent
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
            or _arrived(c, previous)
            or (
                shape == "change_relative"
                and previous.form == "level"
                and previous.quantity.sentence == c.quantity.sentence
            )
        )
        close = previous.quantity.sentence.ordinal >= c.quantity.sentence.ordinal - 1
        if same and close and previous.measure not in ("other", "survey_share"):
            found = Meaning(previous.measure, previous.domain, CARRIED.get(previous.measure), "continued", None, 8.0)
    return found or _anaphor(c, w) or default(c.quantity.dimension)


def _anaphor(c: Context, w: Window) -> Meaning | None:
    """What `it` stands for, where the subject of the sentence before is a word for a measure: Trade is growing. It rose …"""
    i, before = clauses(c.root)[0], w.earlier(1)
    pronoun = i >= 0 and any(t.dep_ in SUBJECT and t.lower_ in PRONOUNS for t in children(c.parsed.doc[i]))
    if not pronoun or not before:
        return None
    for _, k, row in before[-1].measures:
        if c.parsed.doc[k].dep_ in SUBJECT and kind(c.quantity.dimension) in row["dimensions"].split():
            return Meaning(row["measure"], row["domain"], row["flow"] or None, row["_at"], None, 7.0)
    return None


def _outside(c: Context, found: Meaning, previous: Figure) -> bool:
    """True if the cue stands in the clause of the number before, which measures something else in the same unit."""
    q, doc = previous.quantity, c.parsed.doc
    if found.hub is None or previous.measure == found.measure or (q.sentence, q.dimension) != (c.quantity.sentence, c.quantity.dimension):  # fmt: skip
        return False
    own = clauses(c.root)[0]
    return clauses(doc[found.hub])[0] == clauses(doc[q.tokens[0]])[0] != own and found.hub < q.tokens[1]


def _arrived(c: Context, previous: Figure) -> bool:
    """True for the level that a change leads to: fell by 28 percent, to $68 billion."""
    q = previous.quantity
    if not previous.form.startswith("change") or q.sentence != c.quantity.sentence:
        return False
    gap = c.parsed.doc[q.tokens[1] : c.quantity.tokens[0]]
    return len(gap) <= 12 and any(t.lower_ in ("to", "at") or t.lemma_ in REACHED for t in gap)


def base(c: Context, previous: Figure | None) -> bool:
    """True for the number that an expected one is compared with: to $10 billion by 2030, up from $3.6 billion."""
    if previous is None or previous.quantity.sentence != c.quantity.sentence:
        return False
    words = [t.lower_ for t in c.parsed.doc[max(c.quantity.tokens[0] - 4, 0) : c.quantity.tokens[0]]]
    return any(p in BASES for p in pairwise(words))


def _designated(c: Context, w: Window) -> bool:
    """True if what is counted is a weapon system by name: 19 F-16s."""
    first, last = c.quantity.tokens
    return any(first < m.tokens[1] <= last for m in w.mentions if m.entity.type == "weapon_system")


def _budget(meaning: Meaning, w: Window) -> bool:
    """True for a deficit or surplus where nothing speaks of trade or of another country."""
    hub = w.parsed.doc[meaning.hub] if meaning.hub is not None else None
    if hub is None or hub.lemma_ not in ("deficit", "surplus") or any(p.role == "with" for p in w.parties):
        return False
    spoken = [v for v in [*w.earlier(1), w] for _, _, r in v.measures if r["measure"] in TRADE - {"trade_balance"}]
    return not spoken and not any(c.lower_ == "trade" for c in children(hub))


def _compared(c: Context, previous: Figure | None) -> bool:
    """True for a price that another is set against: $35 per ton, compared with $61 a year earlier."""
    if previous is None or previous.rate != "per_unit" or c.quantity.unit != previous.quantity.unit:
        return False
    gap = c.parsed.doc[previous.quantity.tokens[1] : c.quantity.tokens[0]]
    near = c.quantity.sentence == previous.quantity.sentence and len(gap) <= 12
    return near and any(t.lower_ in ("from", "with", "against", "versus", "than", "to") for t in gap)


def goods(c: Context, meaning: Meaning, w: Window, previous: Figure | None) -> str | None:
    """What is traded or made: by the sentence, else by what the text went on about."""
    found = commodity(c, meaning, w.goods)
    near = previous is not None and previous.quantity.sentence.ordinal >= w.sentence.ordinal - 2
    known = previous.commodity if previous and near else None
    physical = c.quantity.dimension in ("mass", "volume")
    if found is None and meaning.measure in FLOWS and _armed(c, w):
        return "arms"
    if found and not (found == "other" and physical and known in ENERGY):
        return found
    if known and (meaning.rule == "continued" or physical or meaning.measure == "price"):
        return known
    if meaning.measure == "contract_value" and previous and previous.quantity.sentence == w.sentence:
        return previous.commodity
    if known and meaning.measure in GOODS and (previous.measure == meaning.measure or _energetic(previous)):
        return known
    if physical or meaning.measure == "price":
        for v in reversed([*w.earlier(BACK), w]):
            if v.goods:
                return v.goods[-1][2]["commodity"]
    if found is None and meaning.measure == "market_share":
        told = {r["commodity"] for v in [*w.earlier(1), w] for _, _, r in v.goods}
        return told.pop() if len(told) == 1 else None
    return "crude_oil" if c.quantity.unit == "bbl" else found


def _armed(c: Context, w: Window) -> bool:
    """True if a weapon system is named near the number."""
    near = [c.near(*m.tokens) for m in w.mentions if m.entity.type == "weapon_system"]
    return any(cost is not None and cost <= ARMED for cost in near)


def _energetic(figure: Figure) -> bool:
    """True if a figure tells of energy that is made or moved."""
    return figure.measure in GOODS and figure.commodity in ENERGY
