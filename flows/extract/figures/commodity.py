"""What is traded, produced or priced."""

from itertools import islice

from spacy.tokens import Doc

from flows.extract.figures.context import Context, clauses
from flows.extract.figures.measure import Cue, Meaning
from flows.extract.tree import children

TIGHT = frozenset({"trade_turnover", "trade_balance", "investment", "loan", "aid", "other"})
"""Measures of all goods or of money, unless the word for the goods belongs to the measure's own."""
NONE = frozenset({"gdp", "military_spending", "headcount", "count", "length", "distance_limit", "survey_share"})
LOOSE = 6.0
OF_IT = 2.0
"""How much nearer goods are in a clause that says what a sum is for: a deal worth 5 billion, under which oil will flow."""
PARTS = frozenset({"account", "represent", "constitute", "comprise", "make", "accounting"})
"""Verbs whose subject is a part of what follows."""


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
    own = clauses(context.root)
    for start, i, row in cues:
        near = context.near(start, i + 1)
        if near is None or (clauses(doc[i])[0] not in own and _of_which(doc, i)):
            continue
        if meaning.measure in TIGHT and not _own(doc, i, context, meaning) and not _part(doc, i, context):
            continue
        cost = near + float(row["cost"] or 0) - (OF_IT if _says_what_for(doc, i, context) else 0)
        if cost <= LOOSE and (best is None or cost < best[0]):
            best = (cost, row["commodity"])
    if best:
        return best[1]
    return None


def _of_which(doc: Doc, i: int) -> bool:
    """True for goods that are only a part of what is told before them: exports of 9 billion, of which copper is half."""
    edge = doc[clauses(doc[i])[0]].left_edge.i
    return [t.lower_ for t in doc[edge : edge + 2]] == ["of", "which"]


def _says_what_for(doc: Doc, i: int, context: Context) -> bool:
    """True if the word for the goods stands in a relative clause of the number."""
    verb = doc[clauses(doc[i])[0]]
    first, last = context.quantity.tokens
    return verb.dep_ == "relcl" and first <= verb.head.i < last


def _part(doc: Doc, i: int, context: Context) -> bool:
    """True if the word for the goods stands in what is said to be that share: trade in oil accounts for 48 percent."""
    if context.quantity.dimension != "share":
        return False
    heads = (t for t in islice(context.root.ancestors, 6) if t.lemma_ in PARTS)
    return any(c.i < head.i and c.left_edge.i <= i <= c.right_edge.i for head in heads for c in children(head))


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
