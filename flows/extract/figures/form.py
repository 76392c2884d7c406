"""Whether a number is a level, a share, a change or a ratio, and which way a change goes."""

from spacy.tokens import Token

from flows.extract.figures.context import Context, cues
from flows.extract.quantities import Quantity
from flows.extract.tree import children

LIGHT = frozenset({"average", "total", "rate", "estimate", "amount", "level", "record", "peak", "low", "high", "maximum", "minimum", "mere", "figure", "margin"})  # fmt: skip
"""Nouns between a number and what governs it that do not matter for its form."""
TRANSITIVE = frozenset({"raise", "boost", "cut", "reduce", "lower", "slash", "lose", "trim", "gain", "shed", "expand", "improve", "lift", "recover", "contract"})  # fmt: skip
"""Verbs whose object may be the amount itself: raise $5 billion."""
HEDGES = frozenset({"by", "about", "around", "roughly", "nearly", "almost", "over", "some", "a", "an", "more", "than", "another", "just", "only", "at", "least", "approximately"})  # fmt: skip
BOUNDS = frozenset({"less", "more", "than", "about", "around", "nearly", "almost", "some", "just", "only", "under", "over", "below", "above", "roughly", "a", "mere", "an", "estimated"})  # fmt: skip
REACHING = frozenset({"near", "reach", "total", "exceed", "surpass", "approach", "top"})
"""Verbs whose object is the level itself."""
WAYS = {"up": 1, "down": -1}
PHYSICAL = frozenset({"mass", "volume", "energy", "power"})


def form(context: Context, changes: dict[int, int]) -> tuple[str, int]:
    """The form of a quantity, and the sign of the change where it is one. `changes` maps words of rise and fall to their sign."""
    quantity = context.quantity
    match quantity.dimension:
        case "multiple":
            return "ratio", 0
        case "count" | "survey":
            return "level", 0
    relative = quantity.dimension in ("share", "points")
    sign = _change(context, changes, relative)
    if not sign and relative and quantity.value < 0:
        sign = -1
    if relative:
        return (
            ("change_relative" if quantity.dimension == "share" else "change_absolute", sign) if sign else ("share", 0)
        )
    if sign:
        return "change_absolute", sign
    if quantity.dimension in PHYSICAL and _extra(context, quantity):
        return "change_absolute", 1
    return "level", 0


def _part_of_verb(word: Token) -> bool:
    """True for `up` that leads in more than a time or a base: 20 percent up to 30."""
    return any(c.lower_ == "to" for c in children(word))


def _extra(context: Context, quantity: Quantity) -> bool:
    first = quantity.tokens[0]
    return any(t.lower_ in ("additional", "extra", "further") for t in context.parsed.doc[max(first - 2, 0) : first])


def _change(context: Context, changes: dict[int, int], relative: bool) -> int:
    """The sign of the change that the quantity is, 0 if it is none."""
    doc, (first, last) = context.parsed.doc, context.quantity.tokens
    following = doc[last] if last < len(doc) else None
    if relative and following is not None and following.lower_ == "of" and context.root.i < last:
        return 0  # 20 percent of imports
    lead = first - 1
    while relative and lead > max(first - 5, 0) and doc[lead].lower_ in BOUNDS:
        lead -= 1
    if relative and lead >= 0 and doc[lead].lower_ in ("from", "to", "at"):
        return 0  # soared from less than 2 percent
    lead = first - 1
    while relative and lead > max(first - 4, 0) and doc[lead].lower_ in HEDGES:
        lead -= 1
    if (
        first
        and doc[lead].lower_ in ("up", "down")
        and changes.get(lead)
        and (lead < 1 or doc[lead - 1].lower_ not in ("made",))
    ):
        return changes[lead] if relative or doc[lead].lower_ == "down" else 0
    if following is not None and following.i in changes and following.tag_ in ("JJR", "RBR"):
        return changes[following.i]  # 20 percent higher
    if relative and following is not None and following.lower_ in WAYS and not _part_of_verb(following):
        return WAYS[following.lower_]  # 20 percent down
    if relative and following is not None and _noun_sign(following, changes):
        return _noun_sign(following, changes)  # a 30 percent plunge, taken for a verb or not
    before = first - 1
    while before > max(first - 5, 0) and doc[before].lower_ in HEDGES:
        before -= 1
    if not relative and before >= 0 and doc[before].lemma_ in REACHING:
        return 0  # grew by a third, nearing 190 billion
    if relative and before >= 0 and changes.get(before) and doc[before].pos_ == "VERB":
        return changes[before]  # grew 5 percent, fell by about 3 percent
    node = context.root
    by = False
    for _ in range(6):
        head, dep = node.head, node.dep_
        if head.i == node.i:
            return 0
        if dep in ("pobj", "pcomp"):
            if head.lower_ not in ("by", "of"):
                return 0
            by = by or head.lower_ == "by"
            if head.lower_ == "of" and head.head.pos_ in ("NOUN", "PROPN"):
                noun = head.head
                if _noun_sign(noun, changes):
                    return _noun_sign(noun, changes)
                if noun.lemma_.lower() not in LIGHT:
                    return 0
                node = noun
                continue
            node = head
            continue
        if dep in ("compound", "nummod", "amod", "nmod", "quantmod", "npadvmod", "advmod") and head.pos_ in (
            "NOUN",
            "PROPN",
            "NUM",
            "ADJ",
            "ADV",
        ):
            if _noun_sign(head, changes):
                return _noun_sign(head, changes)
            node = head
            if head.lemma_.lower() in LIGHT or head.pos_ == "NUM" or dep == "quantmod" or head.tag_ in ("JJR", "RBR"):
                continue
            return 0
        if head.pos_ in ("VERB", "AUX"):
            ways = (
                c.i
                for c in children(head)
                if c.i < first and c.lower_ in WAYS and c.i in changes and head.lemma_ != "make"
            )
            way = next(ways, head.i)
            sign = changes.get(head.i) or (changes.get(way) if relative or by or dep != "dobj" else None)
            if any(c.lower_ == "short" for c in children(head)):
                return 0  # fell short of 14 million
            if not sign:  # nor a way, as in "came down", "was up"
                return 0
            if by or dep in ("npadvmod", "advmod", "prep", "ccomp", "dep"):
                return sign
            if dep in ("dobj", "obj", "oprd", "attr") and (relative or head.lemma_ not in TRANSITIVE):
                return sign
            return 0
        if dep in ("appos", "conj"):
            return 0
        node = head
    return 0


def _noun_sign(noun: Token, changes: dict[int, int]) -> int:
    """The sign of a noun of change, or of one that stands before it: growth rate."""
    if noun.i in changes:
        return changes[noun.i]
    return next(
        (changes[c.i] for c in children(noun) if c.i < noun.i and c.dep_ in ("compound", "amod") and c.i in changes), 0
    )


def changes(context_doc: object, first: int, last: int) -> dict[int, int]:
    """Words of rise and fall in tokens `first` to `last`, with their sign."""
    return {i: int(row["sign"]) for _, i, row in cues(context_doc, "changes", first, last)}
