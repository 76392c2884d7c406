"""What a figure is about, and who says it."""

from collections.abc import Sequence
from itertools import islice

from spacy.tokens import Token

from flows.extract.annotation import Mention
from flows.extract.figures.context import Context
from flows.extract.tree import below, children

SAYING = frozenset({"say", "tell", "state", "add", "note", "report", "claim", "announce", "estimate", "forecast", "predict", "argue", "declare", "believe", "write", "calculate", "stress", "point", "explain", "warn", "assert", "confirm", "reveal"})  # fmt: skip
KINDS = {"infrastructure": 0.0, "agreement": 0.5, "organization": 1.0, "weapon_system": 0.5}
"""Types of entities that a figure can be about, and how much farther than its distance each counts."""
NEAR = 4.0


def subject(context: Context, mentions: Sequence[Mention], speaker: str | None) -> str | None:
    """The id of the project, firm or agreement that the quantity is about, None if there is none near it; not who says so."""
    best: tuple[float, int, str] | None = None
    for m in mentions:
        near = context.near(*m.tokens) if m.entity.type in KINDS and m.entity.entity_id != speaker else None
        if near is None or near + KINDS[m.entity.type] > NEAR:
            continue
        found = (near + KINDS[m.entity.type], m.start, m.entity.entity_id)
        best = min(best, found) if best else found
    return best[2] if best else None


def speaker(context: Context) -> Token | None:
    """The subject of the verb of saying under which the quantity stands, None if there is none."""
    node = context.root
    for _ in range(16):
        head = node.head
        if head.i == node.i:
            return None
        if node.dep_ in ("ccomp", "parataxis", "advcl", "dep") and head.lemma_ in SAYING:
            for child in children(head):
                if child.dep_ == "nsubj":
                    return child
        node = head
    return None


def source(context: Context, mentions: Sequence[Mention]) -> str | None:
    """The id of whoever is said to say it: `X said that …`, `…, X said`, `according to X`."""
    at = {i: m.entity.entity_id for m in reversed(mentions) for i in range(*m.tokens)}
    if not at:
        return None
    said = speaker(context)
    if said is not None:
        found = next((at[t.i] for t in below(said) if t.i in at), None)
        if found:
            return found
    around = [context.root, *islice(context.root.ancestors, 20)]
    for child in [c for a in around for c in children(a)]:
        if child.lower_ == "according":
            found = next((at[t.i] for t in below(child) if t.i in at), None)
            if found:
                return found
        if child.dep_ in ("parataxis", "ccomp") and child.lemma_ in SAYING:
            for who in children(child):
                if who.dep_ == "nsubj" and who.i in at:
                    return at[who.i]
    return None
