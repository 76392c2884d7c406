"""Whose figure it is: exporter and importer, owner, the two sides of a trade."""

from collections.abc import Sequence

from flows.extract import tree
from flows.extract.figures import about
from flows.extract.figures.context import Context, clauses
from flows.extract.figures.measure import Meaning
from flows.extract.figures.movement import movement
from flows.extract.figures.nearness import ranked_by_nearness
from flows.extract.figures.pairs import pair
from flows.extract.figures.roles import Party
from flows.extract.figures.sides import FAR, FLOWS, PAIRS, Scene, Sides, distinct, of_share
from flows.extract.tree import children

OUTWARD = frozenset({"to", "into", "from", "in"})
SELF = frozenset({"it", "they", "he", "she", "we"})
JOINT = frozenset({"count"})
COMPARED = frozenset({"gdp", "military_spending", "reserves"})
"""Measures of one state that are set against those of another: four times as large as."""
WORLD = frozenset({"world", "global", "international", "worldwide"})
GIVEN = frozenset({"exports", "imports", "loan", "aid", "investment"})
"""Measures of what whoever announces it may well give."""
THERE = frozenset({"country", "nation", "state", "market", "world", "buyer", "customer", "destination", "region", "neighbor", "neighbour", "member", "economy", "partner", "superpower", "power", "kingdom", "giant", "republic", "rival", "ally", "subcontinent", "continent", "island"})  # fmt: skip
"""Nouns for others that are not named: exports to countries outside the Union."""


def sides(scene: Scene) -> Sides:
    """Reporter, partner and flow of a quantity."""
    context, meaning, last = scene.context, scene.meaning, scene.last
    everybody = ranked_by_nearness(context, scene.named, scene.rivals)
    said = about.source(context, [p.mention for p in scene.named])
    speaker = about.speaker(context)
    if speaker is not None and _own_doing(context):
        said, speaker = None, None
    ranked = [
        (c, p)
        for c, p in everybody
        if (p.mention.entity.entity_id != said or (p.firm and p.role in ("source", "dest")))
        and (speaker is None or not p.mention.tokens[0] <= speaker.i < p.mention.tokens[1])
    ]
    if meaning.measure in PAIRS:
        return pair(scene, ranked if ranked or last else everybody)
    if not ranked and not last:
        ranked = everybody
    elif meaning.measure in GIVEN and not last and {p.role for _, p in ranked} <= {"source", "dest"}:
        speakers = [(c, p._replace(role="owner")) for c, p in everybody if (c, p) not in ranked]
        ranked += speakers if len({p.actor for _, p in ranked}) == 1 else []  # Russian customs said: exports to the EU
    if any(p.line for _, p in ranked) and (last or any(not p.line for _, p in ranked)):
        ranked = [(c, p) for c, p in ranked if not p.line]  # gas carried by a pipeline is not that of its country
    if meaning.measure in JOINT or (meaning.measure == "arms_quantity" and not meaning.flow):
        if not ranked and last and meaning.measure == "arms_quantity":
            return last
        return Sides(*([*distinct(p.actor for _, p in ranked), None, None][:2]), None)
    if meaning.measure == "price" and _worldwide(context, meaning):
        return Sides("world", None, None)
    if meaning.measure in FLOWS:
        return _opened(scene, ranked, _by_pact(scene.pact, movement(scene, ranked)))
    parts = {p.role for cost, p in ranked if cost <= FAR and p.firm}
    if meaning.measure == "other" and context.quantity.dimension == "money" and {"source", "dest"} <= parts:
        return movement(scene, ranked)  # Egypt got 5 billion from Saudi Arabia
    found = _owner(scene, ranked)
    if meaning.measure == "investment" and found.reporter and found.partner is None:
        found = _opened(scene, [], found)
        return found._replace(flow="export") if found.partner else found
    return found


def _own_doing(context: Context) -> bool:
    """True if whoever speaks tells of himself: Oman said it would give 500 million."""
    doc, verb = context.parsed.doc, clauses(context.root)[0]
    itself = verb >= 0 and any(t.dep_ == "nsubj" and t.lower_ in SELF for t in children(doc[verb]))
    after = doc[context.quantity.tokens[1] : context.quantity.tokens[1] + 3]
    return itself or [t.lower_ for t in after[:2]] in (["of", "its"], ["of", "his"], ["of", "their"])


def _by_pact(pact: Sequence[str], found: Sides) -> Sides:
    """The sides, completed by those of the agreement that is told of: Under it Japan will receive."""
    if len(pact) != 2 or found.partner is not None or found.reporter not in pact:
        return found
    other = next(a for a in pact if a != found.reporter)
    return Sides(other, found.reporter, "export") if found.flow == "import" else found._replace(partner=other)


def _opened(scene: Scene, ranked: list[tuple[float, Party]], found: Sides) -> Sides:
    """The sides where the sentence names the partner by a common noun.

    Others are left out (exports to countries outside the Union); the other of the two that the document is about is meant
    by `the country`, `the Asian power`.
    """
    hub = scene.meaning.hub
    if hub is None or found.reporter is None or found.partner in {p.actor for _, p in ranked}:
        return found
    if found.flow == "import":
        return found
    held = {i for p in scene.named for i in range(*p.mention.tokens)}
    doc = scene.context.parsed.doc
    verb = clauses(scene.context.root)[0]
    ahead = doc[context_end : context_end + 12] if (context_end := scene.context.quantity.tokens[1]) else ()
    for preposition in [*children(doc[hub]), *(children(doc[verb]) if verb >= 0 else ()), *ahead]:
        for noun in children(preposition) if preposition.lower_ in OUTWARD else ():
            if noun.lemma_ not in THERE or noun.i in held or any(t.i in held for t in children(noun)):
                continue
            if noun.tag_ == "NN" and any(t.lower_ in ("the", "its") for t in children(noun)):
                other = _other(scene, found.reporter)
                return found._replace(partner=other) if other or found.partner is None else found
            return found._replace(partner=None)
    return found


def _other(scene: Scene, reporter: str) -> str | None:
    """Who `the country` is: the one other actor of the sentence, or of the two that the document is about."""
    named = set(distinct(p.actor for p in scene.named)) - {reporter}
    if len(named) == 1:
        return named.pop()
    if scene.before:
        last = scene.before[-1].mention.sentence
        lately = set(distinct(p.actor for p in scene.before if p.mention.sentence == last)) - {reporter}
        if len(lately) == 1:
            return lately.pop()
    pair = scene.dyad or scene.recent
    return next((a for a in pair if a != reporter), None) if reporter in pair else None


def _topic(before: Sequence[Party]) -> str | None:
    """Whom the sentence before is about: the subject, else whoever is named first."""
    last = [p for p in before if p.mention.sentence == before[-1].mention.sentence]
    return next((p.actor for p in last if p.role == "subject"), last[0].actor if last else None)


def _worldwide(context: Context, meaning: Meaning) -> bool:
    """True for world, global and international prices."""
    hub = context.parsed.doc[meaning.hub] if meaning.hub is not None else None
    return hub is not None and any(c.lower_ in WORLD for c in children(hub))


def _of_world(scene: Scene) -> bool:
    """True for what the whole world makes or spends, but not for a share of it."""
    hub, q = scene.meaning.hub, scene.context.quantity
    if hub is None or (q.dimension == "share" and q.tokens[1] <= hub):
        return False
    return any(c.lower_ in WORLD for c in children(scene.context.parsed.doc[hub]) if c.i < hub)


def _of_market(scene: Scene, hub: int) -> bool:
    """True if a share of a market is meant that is described by its place: its share of the Indian market."""
    doc = scene.context.parsed.doc
    return doc[hub].lemma_ == "market" and any(t.lower_ == "share" for t in doc[max(hub - 4, 0) : hub])


def _placed(scene: Scene, party: Party, hub: int) -> bool:
    """True if a place says whose the measure is: demand in China."""
    root = tree.root(scene.context.parsed.doc, *party.mention.tokens)
    return scene.meaning.measure == "consumption" and root.dep_ == "pobj" and root.head.head.i == hub


def _owner(scene: Scene, ranked: list[tuple[float, Party]]) -> Sides:
    """The sides of a figure that belongs to one actor: output, market share, stake, product."""
    meaning, last, anchor = scene.meaning, scene.last, scene.anchor
    flow = "export" if meaning.measure == "market_share" else None
    if anchor:
        return Sides(anchor.actor, None, flow)
    if scene.context.quantity.dimension == "multiple" and meaning.measure in COMPARED:  # one economy against another
        nearest = {p.actor: p.mention.start for _, p in reversed(ranked)}
        actors = sorted(distinct(p.actor for _, p in ranked)[:2], key=nearest.__getitem__)
        return Sides(*([*actors, None, None][:2]), None)
    if anchor is None and _of_world(scene):
        return Sides("world", None, None)
    hub = meaning.hub
    own = [p.actor for _, p in ranked if p.governor == hub] if hub is not None else []
    if meaning.measure == "market_share" and own and _of_market(scene, hub):
        holders = [
            p.actor for _, p in ranked if p.actor != own[0] and (of_share(scene, p) or p.role not in ("place", "with"))
        ]
        holders += [a for a in scene.dyad or () if own[0] in (scene.dyad or ()) and a != own[0]]
        return Sides(*((holders[0], own[0]) if holders else (own[0], None)), "export")
    if own and ranked[0][1].role == "subject" and ranked[0][1].actor != own[0]:
        own = []  # while the United States had 42 percent
    share = meaning.measure == "investment" and scene.context.quantity.dimension == "share"
    givers = [p.actor for cost, p in ranked if p.role == "source" and cost <= FAR and p.actor not in own[:1]]
    takers = [p.actor for cost, p in ranked if p.role == "dest" and cost <= FAR]
    own = own or [p.actor for _, p in ranked if p.role == "place" and hub is not None and _placed(scene, p, hub)]
    eaten = meaning.measure in ("consumption", "production") and scene.context.quantity.dimension == "share"
    if (share or eaten) and own and givers:  # 70 percent of Cambodia's investment came from China
        return Sides(givers[0], own[0], "export")
    if eaten and takers and own and takers[0] != own[0]:  # 70 percent of its output goes to Thailand
        return Sides(own[0], takers[0], "export")
    if meaning.measure == "capacity" and givers and takers and givers[0] != takers[0]:
        return Sides(givers[0], takers[0], "export")
    if own and (share or meaning.measure != "investment"):
        return Sides(own[0], None, "export" if meaning.measure == "revenue" else flow)
    near = [p.actor for _, p in ranked if p.role not in ("place", "with")]
    if meaning.measure == "investment" and not share:  # Japanese investors put 15 billion into Indonesia
        near = [p.actor for _, p in ranked if p.role not in ("place", "with", "dest")] or near
    near = near or ([] if last and last.reporter else [p.actor for _, p in ranked])
    if share:
        near = [p.actor for cost, p in ranked if p.role in ("owner", "source", "subject", "dest") and cost <= FAR]
    if near:
        partner = None
        if meaning.measure == "investment" and not share:
            placed = [p.actor for _, p in ranked if p.role in ("place", "dest") and p.actor != near[0]]
            partner = placed[0] if placed else None
            if partner is None and last and last.reporter == near[0] and last.flow == "export":
                partner = last.partner
            if partner is None and last and last.flow == "two_way" and near[0] in (last.reporter, last.partner):
                partner = next(a for a in (last.partner, last.reporter) if a != near[0])
            flow = "export" if partner else None
        elif share and last and last.reporter == near[0] and last.flow == "export":
            return last  # 5 billion of investment, or a quarter of all
        if meaning.measure == "revenue":
            flow = "export"
        return Sides(near[0], partner, flow)
    if share and last and scene.last_measure == "investment" and last.flow == "export":
        return last  # or 4 percent of all investment
    if share or (meaning.measure == "other" and meaning.rule == "default"):
        return Sides(None, None, None)  # whoever was named last has nothing to do with it
    if last and last.reporter:
        invested = meaning.measure == "investment" and last.flow == "export"
        return last if invested else Sides(last.reporter, None, last.flow if meaning.measure == "revenue" else flow)
    return Sides(_topic(scene.before), None, flow)
