"""The two sides of what goes both ways: a trade, its balance."""

from flows.extract import tree
from flows.extract.figures.roles import Party
from flows.extract.figures.sides import FAR, Scene, Sides, distinct, of_share
from flows.extract.tree import children

Ranked = list[tuple[float, Party]]
JOINS = frozenset({"-", "–", "—", "/", "and", "&"})
"""What joins two names before the noun of a trade: India-Japan trade."""
ALL = frozenset({"global", "worldwide", "foreign", "overall", "external"})
ADJECTIVES = 3
"""Words that may stand between two such names and the noun."""


def pair(scene: Scene, ranked: Ranked) -> Sides:
    """The two sides of a trade: those named with it, completed by the figure before it and by what the document is about."""
    before, last = scene.before, scene.last
    own = _of_hub(scene, ranked)
    alone = _of_all(scene, ranked)
    if alone:
        holder = next((p.actor for _, p in ranked if p.actor != alone and of_share(scene, p)), None)
        if holder:
            return Sides(alone, holder, "two_way")  # China's share in Russia's foreign trade
        return Sides(alone, None, "two_way")
    ranked = [(0.0, scene.anchor), *ranked] if scene.anchor else own or ranked
    doc = scene.context.parsed.doc
    owner = next((p.actor for _, p in ranked if p.governor is not None and doc[p.governor].lemma_ == "partner"), None)
    other = next((p.actor for _, p in ranked if p.actor != owner), None)
    if owner and other:
        return Sides(owner, other, "two_way")  # India's top partners were Japan with 9 billion and Italy with 8
    actors = distinct(p.actor for cost, p in ranked if cost <= FAR)
    known = [last.reporter, last.partner] if last and last.flow == "two_way" and last.partner else []
    dyad = scene.dyad
    told = (last.reporter, last.partner) if last and last.partner else dyad
    if scene.mutual and told and len(actors) < 2:
        return Sides(*told, "two_way")  # trade between the two countries
    if scene.anchor and known and scene.anchor.role == "with" and scene.anchor.actor not in known:
        topic = next((p.actor for p in before if p.actor in known), known[0])
        return Sides(topic, scene.anchor.actor, "two_way")  # compared to one with China at 13 billion
    joined = ranked[0][1] if ranked else None
    other = next((p for _, p in ranked if p.role == "with" and p.actor not in known), None)
    if known and other and any(p.mention.form == "pronoun" for c, p in ranked if c <= FAR):
        leading = [
            p.actor for p in scene.named if p.actor in known and p.role != "with" and p.mention.form != "pronoun"
        ]
        if leading:
            return Sides(leading[0], other.actor, "two_way")  # its trade with Germany
    if known and joined and joined.role == "with" and joined.actor not in known and set(known) & set(actors):
        return Sides(known[0], joined.actor, "two_way")  # while that with China shrank
    if known and (not actors or (len(actors) == 1 and actors[0] in known)):
        return Sides(known[0], known[1], "two_way")
    if len(actors) > 2 and dyad and set(dyad) <= set(actors):
        actors = list(dyad)
    if len(actors) == 1:
        others = distinct([*(p.actor for p in reversed(before)), *(dyad or ())])
        rest = [a for a in others if a != actors[0] and (dyad is None or a in dyad)] or [
            a for a in (dyad or ()) if a != actors[0]
        ]
        actors += rest[:1]
    if not actors and last and last.reporter and last.partner:  # exports were 6 billion, a deficit of 16 billion
        actors = [last.reporter, last.partner]
    if not actors and before:  # It fell: the trade of the two named before
        near = distinct(p.actor for p in before if p.mention.sentence == before[-1].mention.sentence)
        actors = near if len(near) == 2 else []
    if len(actors) < 2:
        actors = list(dyad or ()) or actors
    return Sides(*([*actors, None, None][:2]), "two_way")


def _of_all(scene: Scene, ranked: Ranked) -> str | None:
    """The one state whose trade with all others is meant: India's global trade."""
    hub = scene.meaning.hub
    if hub is None or not any(c.lower_ in ALL for c in children(scene.context.parsed.doc[hub])):
        return None
    owners = distinct(p.actor for _, p in ranked if p.governor == hub)
    return owners[0] if len(owners) == 1 and not any(p.role == "with" for _, p in ranked) else None


def _of_hub(scene: Scene, ranked: Ranked) -> Ranked:
    """The actors that the noun of the measure itself is joined to, if they are two: Peru's trade with China, India-Japan trade."""
    doc, hub = scene.context.parsed.doc, scene.meaning.hub
    if hub is None:
        return []
    named = sorted((p for _, p in ranked), key=lambda p: p.mention.start)
    for p, q in zip(reversed(named[:-1]), reversed(named[1:]), strict=True):
        between = doc[p.mention.tokens[1] : q.mention.tokens[0]]
        if len(between) == 1 and between[0].lower_ in JOINS and 0 <= hub - q.mention.tokens[1] <= ADJECTIVES:
            return [(0.0, p), (0.0, q)]
    own = []
    for cost, p in ranked:
        node = tree.root(doc, *p.mention.tokens)
        while node.dep_ == "conj" and node.head.i < node.i:
            node = node.head
        if node.dep_ == "pobj":
            node = node.head
        if node.head.i == hub:
            own.append((cost, p))
    return own if len({p.actor for _, p in own}) == 2 else []
