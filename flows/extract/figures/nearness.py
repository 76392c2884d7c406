"""Which actors of a sentence stand nearest to a number."""

from collections.abc import Sequence
from itertools import islice

from spacy.tokens import Token

from flows.extract.figures.context import Context, clauses
from flows.extract.figures.roles import Party
from flows.extract.tree import children

ELSEWHERE = 6.0
"""How much farther an actor is whose clause is about another number."""

ASIDE = frozenset(
    {
        "according",
        "amid",
        "amidst",
        "despite",
        "because",
        "due",
        "thanks",
        "owing",
        "notwithstanding",
        "following",
        "equal",
        "comparable",
        "similar",
        "unlike",
    }
)
"""Words that lead in an adjunct of cause, concession or likeness."""


def ranked_by_nearness(context: Context, named: Sequence[Party], rivals: Sequence[Token]) -> list[tuple[float, Party]]:
    """The actors of the sentence, the nearest to the number first; those in the clause of another number are far."""
    costs, own = [], clauses(context.root)
    theirs = {i for r in rivals for i in clauses(r)} - set(own)
    for p in named:
        near = context.near(*p.mention.tokens)
        cost = near if near is not None else 10 + 0.05 * abs(p.mention.tokens[0] - context.root.i)
        apart = theirs and clauses(context.parsed.doc[p.mention.tokens[0]])[0] in theirs
        aside = _aside(context, p)
        if apart or aside or any(_under(context, p, r) for r in rivals):
            cost += ELSEWHERE
        costs.append((cost, p.mention.start, p))
    return [(c, p) for c, _, p in sorted(costs, key=lambda x: x[:2])]


def _aside(context: Context, party: Party) -> bool:
    """True if a name stands in an adjunct that tells why or despite what, and the number does not: amid tensions with China."""
    node = context.parsed.doc[party.mention.tokens[0]]
    for above in islice(node.ancestors, 12):
        if above.lower_ in ASIDE and above.pos_ in ("ADP", "SCONJ", "ADJ", "VERB", "ADV"):
            inner = {context.root.i, *(a.i for a in islice(context.root.ancestors, 20))}
            return above.i not in inner
        if above.pos_ in ("VERB", "AUX") and above.dep_ == "advcl" and _conjunction(above):
            return above.i not in {context.root.i, *(a.i for a in islice(context.root.ancestors, 20))}
    return False


def _conjunction(verb: Token) -> bool:
    return any(
        c.dep_ == "mark" and c.lower_ in ("after", "because", "although", "though", "before", "since")
        for c in children(verb)
    )


def _under(context: Context, party: Party, rival: Token) -> bool:
    """True if a name depends on a share told beside this number: 42 percent of it from Australia."""
    if context.quantity.dimension == "share" or rival.lower_ not in ("percent", "%", "cent"):
        return False
    if rival.i == context.root.i or rival in islice(context.root.ancestors, 20):
        return False
    return rival in islice(context.parsed.doc[party.mention.tokens[0]].ancestors, 6)
