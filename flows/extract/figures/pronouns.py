"""Whom `its` stands for, where the name beside it shows that it is not the one taken first."""

from collections.abc import Sequence
from itertools import islice

from spacy.tokens import Doc

from flows.extract import tree
from flows.extract.figures.roles import Party


def disjoint(doc: Doc, named: Sequence[Party], before: Sequence[Party], dyad: tuple[str, str] | None) -> list[Party]:
    """The actors of a sentence, with owners by pronoun that are not who stands with what they own: its trade with India is not India's.

    Such a pronoun stands for the other of the two that the document is about, else for the nearest other actor named before.
    """
    out = []
    for p in named:
        if p.mention.form == "pronoun" and p.governor is not None and _named_there(doc, p, named):
            pair = [a for a in dyad or () if a != p.actor] if p.actor in (dyad or ()) else []
            others = [*pair, *(q.actor for q in reversed(before) if q.actor != p.actor)]
            if not others:
                continue
            p = p._replace(actor=others[0])
        lead = next((q for q in out if q.mention.form == "pronoun" and q.mention.text.lower() == "its"), None)
        if lead and lead.actor != p.actor and p.mention.form == "pronoun" and p.mention.text == "its":
            p = p._replace(actor=lead.actor)  # its exports to Belarus, and its trade with Poland
        out.append(p)
    return out


def _named_there(doc: Doc, owner: Party, named: Sequence[Party]) -> bool:
    """True if the actor of a pronoun is named again in a phrase that depends on what it owns."""
    for q in named:
        if q.actor == owner.actor and q.mention.form != "pronoun" and q.mention.start > owner.mention.end:
            root = tree.root(doc, *q.mention.tokens)
            if any(a.i == owner.governor for a in islice(root.ancestors, 5)):
                return True
    return False
