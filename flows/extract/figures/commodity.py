"""What is traded, produced or priced."""

from spacy.tokens import Doc

from flows.extract.figures.context import Context
from flows.extract.figures.measure import Cue, Meaning

TIGHT = frozenset({"trade_turnover", "trade_balance", "investment", "loan", "aid", "other"})
"""Measures of all goods or of money, unless the word for the goods belongs to the measure's own."""
NONE = frozenset({"gdp", "military_spending", "headcount", "count", "length", "distance_limit", "survey_share"})
LOOSE = 6.0


def commodity(context: Context, meaning: Meaning, cues: list[Cue]) -> str | None:
    """The commodity that the sentence gives for a quantity, None if it gives none."""
    quantity = context.quantity
    if meaning.measure == "arms_quantity":
        return "arms"
    if meaning.measure in NONE or (meaning.measure == "investment" and quantity.dimension == "share"):
        return None
    if quantity.commodity:
        return quantity.commodity
    doc = context.parsed.doc
    best: tuple[float, str] | None = None
    for start, i, row in cues:
        near = context.near(start, i + 1)
        if near is None or (meaning.measure in TIGHT and not _own(doc, i, context, meaning)):
            continue
        cost = near + float(row["cost"] or 0)
        if cost <= LOOSE and (best is None or cost < best[0]):
            best = (cost, row["commodity"])
    if best:
        return best[1]
    return None


def _own(doc: Doc, i: int, context: Context, meaning: Meaning) -> bool:
    """True if the word for the goods belongs to the noun of the measure, or to the noun that the number modifies."""
    hubs = {context.root.head.i} | ({meaning.hub} if meaning.hub is not None else set())
    node = doc[i]
    for _ in range(3):
        if node.i in hubs and doc[node.i].pos_ in ("NOUN", "PROPN"):
            return True
        if node.dep_ in ("compound", "amod", "nmod", "conj"):
            node = node.head
        elif node.dep_ == "pobj" and node.head.lower_ in ("in", "of", "for"):
            node = node.head.head
        else:
            return False
    return False
