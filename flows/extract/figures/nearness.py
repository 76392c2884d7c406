"""Which actors of a sentence stand nearest to a number."""

from collections.abc import Sequence
from itertools import islice

from spacy.tokens import Token

from flows.extract.figures.context import Context, clauses
from flows.extract.figures.roles import Party

ELSEWHERE = 6.0
"""How much farther an actor is whose clause is about another number."""


def ranked_by_nearness(context: Context, named: Sequence[Party], rivals: Sequence[Token]) -> list[tuple[float, Party]]:
    """The actors of the sentence, the nearest to the number first; those in the clause of another number are far."""
    costs, own = [], clauses(context.root)
    theirs = {clauses(r)[0] for r in rivals} - set(own)
    for p in named:
        near = context.near(*p.mention.tokens)
        cost = near if near is not None else 10 + 0.05 * abs(p.mention.tokens[0] - context.root.i)
        apart = theirs and clauses(context.parsed.doc[p.mention.tokens[0]])[0] in theirs
        if apart or any(_under(context, p, r) for r in rivals):
            cost += ELSEWHERE
        costs.append((cost, p.mention.start, p))
    return [(c, p) for c, _, p in sorted(costs, key=lambda x: x[:2])]


def _under(context: Context, party: Party, rival: Token) -> bool:
    """True if a name depends on a share told beside this number: 42 percent of it from Australia."""
    if context.quantity.dimension == "share" or rival.lower_ not in ("percent", "%", "cent"):
        return False
    if rival.i == context.root.i or rival in islice(context.root.ancestors, 20):
        return False
    return rival in islice(context.parsed.doc[party.mention.tokens[0]].ancestors, 6)
