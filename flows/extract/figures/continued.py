"""Whether a number goes on with what the number before it measures: says it again, tells how it changed, or takes it up by a pronoun."""

from flows.extract.figures.context import Context, clauses
from flows.extract.figures.figure import Figure
from flows.extract.figures.measure import Meaning, kind
from flows.extract.tree import children

UNSHARED = frozenset({"other", "survey_share", "count", "headcount", "length", "distance_limit"})
"""Measures that a number does not take over from the one before."""
OWN = 2.5
"""A cue no farther than this is the number's own."""
AGAIN = frozenset({"or", "totaling", "totalling", "amounting", "to", "worth", "equal", "equivalent", "valued", "at", "an", "estimated", "about", "around", "roughly", "approximately", "some", "nearly", "over", "almost"})  # fmt: skip
LEADING = frozenset({"up", "down", "about", "around", "some", "nearly", "almost", "roughly", "more", "less", "than", "over", "a", "an", "or", "of", "by", "increase", "rise", "drop", "fall", "decline", "decrease", "growth", "jump", "gain"})  # fmt: skip
NOUNS = frozenset(
    {"increase", "rise", "drop", "fall", "decline", "decrease", "growth", "jump", "gain", "surge", "plunge"}
)
SUBJECT = frozenset({"nsubj", "nsubjpass"})
SUMS = frozenset({"sum", "figure", "amount", "total", "number", "volume", "level"})
PRONOUNS = frozenset({"it", "they", "this", "that", "these"})
REACHED = frozenset({"reach", "total", "hit", "leave", "bring", "make", "amount", "stand"})
"""Verbs that lead from a change to the level it ends at."""


def restated(c: Context, previous: Figure) -> bool:
    """True for a number in brackets that says the one before it again, in another unit: 5 million tons (36 million barrels)."""
    q = previous.quantity
    if q.sentence != c.quantity.sentence or {q.dimension, c.quantity.dimension} & {
        "count",
        "survey",
        "multiple",
        "length",
    }:
        return False
    gap = [t.lower_ for t in c.parsed.doc[q.tokens[1] : c.quantity.tokens[0]]]
    if "," in gap[:8] and gap[-1] in ("totaling", "totalling", "worth"):
        gap = gap[gap.index(",") :]  # 38 percent of all spending, totaling 700 billion
    if not gap or gap[0] not in ("(", ",", "or", "worth", "totaling", "totalling"):
        return False
    bracket = gap[0] == "("
    if not bracket and (q.dimension == c.quantity.dimension or previous.measure in ("arms_quantity", "contract_value")):
        return False
    return all(t in AGAIN for t in gap[1:]) and (bracket or gap != [","])


def trailing(c: Context, previous: Figure, shape: str) -> bool:
    """True for a change told right after the level it led to: 13 billion euros in March, 21 percent more than a year before."""
    q = previous.quantity
    if shape != "change_relative" or previous.form != "level" or q.sentence != c.quantity.sentence:
        return False
    if q.dimension in ("count", "survey", "share", "multiple"):
        return False
    gap = [t.lower_ for t in c.parsed.doc[q.tokens[1] : c.quantity.tokens[0]]]
    while gap and gap[-1] in LEADING:
        gap.pop()
    changed = c.parsed.doc[min(c.quantity.tokens[1], len(c.parsed.doc) - 1)].lower_ in NOUNS  # , a 49 percent fall
    return (
        len(gap) <= (14 if changed else 8)
        and bool(gap)
        and gap[-1] in (",", "(")
        and not {"and", "while", "but", ";"} & set(gap)
    )


def again(c: Context, previous: Figure, shape: str) -> bool:
    """True for a second change of one level: up by 67 percent from 2021, and by 52 percent from 2022."""
    q = previous.quantity
    if shape != "change_relative" or previous.form != shape or q.sentence != c.quantity.sentence:
        return False
    gap = c.parsed.doc[q.tokens[1] : c.quantity.tokens[0]]
    return "restated" in previous.rule and len(gap) <= 12 and not any(t.pos_ in ("VERB", "AUX") for t in gap if t.lower_ != "compared")  # fmt: skip


def pronominal(c: Context, found: Meaning, previous: Figure) -> bool:
    """True if the subject of the number's clause is a pronoun for what the figure before measures, and the cue is elsewhere."""
    verb = clauses(c.root)[0]
    if found.hub is None or verb < 0 or previous.measure in UNSHARED:
        return False
    if previous.quantity.sentence.ordinal < c.quantity.sentence.ordinal - 1:
        return False
    pronoun = any(t.dep_ in SUBJECT and t.lower_ in ("it", "they") for t in children(c.parsed.doc[verb]))
    same = kind(previous.quantity.dimension) == kind(c.quantity.dimension) or previous.form != "share"
    return pronoun and same and found.cost > OWN and found.hub > c.root.i


def this_sum(c: Context) -> bool:
    """True if the subject takes up the number before: That sum marked an increase of 3 percent."""
    verb = clauses(c.root)[0]
    for subject in children(c.parsed.doc[verb]) if verb >= 0 else ():
        if subject.dep_ in SUBJECT and (subject.lower_ in PRONOUNS or subject.lemma_ in SUMS):
            return True
    return False


def arrived(c: Context, previous: Figure) -> bool:
    """True for the level that a change leads to: fell by 28 percent, to $68 billion."""
    q = previous.quantity
    if not previous.form.startswith("change") or q.sentence != c.quantity.sentence:
        return False
    gap = c.parsed.doc[q.tokens[1] : c.quantity.tokens[0]]
    return len(gap) <= 12 and any(t.lower_ in ("to", "at") or t.lemma_ in REACHED for t in gap)


def compared(c: Context, previous: Figure | None) -> bool:
    """True for a price that another is set against: $35 per ton, compared with $61 a year earlier."""
    if previous is None or previous.rate != "per_unit" or c.quantity.unit != previous.quantity.unit:
        return False
    gap = c.parsed.doc[previous.quantity.tokens[1] : c.quantity.tokens[0]]
    near = c.quantity.sentence == previous.quantity.sentence and len(gap) <= 12
    return near and any(t.lower_ in ("from", "with", "against", "versus", "than", "to") for t in gap)


def outside(c: Context, found: Meaning, previous: Figure) -> bool:
    """True if the cue stands in the clause of the number before, which measures something else in the same unit."""
    q, doc = previous.quantity, c.parsed.doc
    if found.hub is None or previous.measure == found.measure or (q.sentence, q.dimension) != (c.quantity.sentence, c.quantity.dimension):  # fmt: skip
        return False
    own = clauses(c.root)[0]
    return clauses(doc[found.hub])[0] == clauses(doc[q.tokens[0]])[0] != own and found.hub < q.tokens[1]
