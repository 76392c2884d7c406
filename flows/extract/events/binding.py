"""Whom a pronoun cannot mean: nobody does by "it" to somebody what he is named for himself."""

from spacy.tokens import Token

from flows.extract.events import grammar
from flows.extract.events.actors import Cast


def another(source: list[int], verb: Token, cast: Cast) -> list[int]:
    """The mentions of who acts; where "it" cannot mean whom the act is done to, the party named last before it: in "cut ties
    with Peru after it accused Chile" Peru accuses."""
    doers = grammar.subjects(verb)
    if len(source) != 1 or not doers or grammar.is_passive(verb):
        return source
    meant = next((t for t in (doers[0], *grammar.possessors(doers[0])) if t.pos_ == "PRON"), None)
    whom = [n for o in grammar.objects(verb) for n in cast.of(o)]
    mine = cast.actor(source[0])
    if meant is None or not whom or any(cast.mentions[n].form == "pronoun" or cast.actor(n) != mine for n in whom):
        return source
    start = meant.sent.start
    before = cast.named_between(start, meant.i) or cast.named_between(
        meant.doc[start - 1].sent.start if start else 0, start
    )
    others = [n for n in before if cast.actor(n) not in (None, mine)]
    return others[-1:] or source
