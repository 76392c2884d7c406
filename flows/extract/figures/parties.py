"""Whose figure it is: exporter and importer, owner, the two sides of a trade."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from flows.extract.figures import about
from flows.extract.figures.context import Context
from flows.extract.figures.measure import Meaning
from flows.extract.figures.nearness import ranked_by_nearness
from flows.extract.figures.roles import Party
from flows.extract.quantities import tree
from flows.extract.quantities.tree import children

FLOWS = frozenset({"exports", "imports", "delivery_volume", "contract_value", "loan", "aid", "arms_quantity", "price"})
PAIRS = frozenset({"trade_turnover", "trade_balance"})
JOINT = frozenset({"count"})
COMPARED = frozenset({"gdp", "military_spending", "reserves"})
"""Measures of one state that are set against those of another: four times as large as."""
FAR = 6.0


class Sides(NamedTuple):
    """Reporter, partner and flow of a figure."""

    reporter: str | None
    partner: str | None
    flow: str | None


def sides(
    context: Context, meaning: Meaning, named: Sequence[Party], before: Sequence[Party], last: Sides | None,
    dyad: tuple[str, str] | None, usual: dict[str, str], anchor: Party | None, parallel: str | None, rivals: Sequence[Token],
    pact: Sequence[str],
) -> Sides:  # fmt: skip
    """Reporter, partner and flow of a quantity.

    named: the actors of its sentence that belong to no other number; before: those of the sentences before it in the
    paragraph, nearest last; last: the sides of the figure before it in the paragraph; dyad: the two actors the document is
    about; usual: who gives and who takes in this document; anchor: the actor that the number directly belongs to; parallel:
    the part (source, dest) that the actor of the number before it in a list plays; rivals: the words that govern the other
    numbers of the sentence; pact: the two sides of the agreement that is told of.
    """
    everybody = ranked_by_nearness(context, named, rivals)
    said = about.source(context, [p.mention for p in named])
    speaker = about.speaker(context)
    ranked = [
        (c, p)
        for c, p in everybody
        if p.mention.entity.entity_id != said
        and (speaker is None or not p.mention.tokens[0] <= speaker.i < p.mention.tokens[1])
    ]
    if meaning.measure in PAIRS:
        ranked = ranked if ranked or last else everybody
        return _pair([(0.0, anchor), *ranked] if anchor else _of_hub(context, meaning, ranked), before, dyad, last)
    if not ranked and not last:
        ranked = everybody
    elif meaning.measure in ("exports", "imports") and not last and {p.role for _, p in ranked} <= {"source", "dest"}:
        speakers = [(c, p._replace(role="owner")) for c, p in everybody if (c, p) not in ranked]
        ranked += speakers if len({p.actor for _, p in ranked}) == 1 else []  # Russian customs said: exports to the EU
    if meaning.measure in JOINT or (meaning.measure == "arms_quantity" and not meaning.flow):
        actors = _distinct(p.actor for _, p in ranked)
        return Sides(*([*actors, None, None][:2]), None)
    if meaning.measure == "price" and _worldwide(context, meaning):
        return Sides("world", None, None)
    if meaning.measure in FLOWS:
        found = _flow(ranked, meaning, last, dyad, usual, anchor, before, parallel)
        if len(pact) == 2 and found.partner is None and found.reporter in pact:  # Under it Japan will receive
            other = next(a for a in pact if a != found.reporter)
            found = Sides(other, found.reporter, "export") if found.flow == "import" else found._replace(partner=other)
        return found
    return _owner(context, meaning, ranked, before, last, anchor)


def _topic(before: Sequence[Party]) -> str | None:
    """Whom the sentence before is about: the subject, else whoever is named first."""
    last = [p for p in before if p.mention.sentence == before[-1].mention.sentence]
    return next((p.actor for p in last if p.role == "subject"), last[0].actor if last else None)


def _of_hub(context: Context, meaning: Meaning, ranked: list[tuple[float, Party]]) -> list[tuple[float, Party]]:
    """The actors that the noun of the measure itself is joined to, if they are two: Peru's trade with China."""
    if meaning.hub is None:
        return ranked
    own = []
    for cost, p in ranked:
        node = tree.root(context.parsed.doc, *p.mention.tokens)
        while node.dep_ == "conj" and node.head.i < node.i:
            node = node.head
        if node.dep_ == "pobj":
            node = node.head
        if node.head.i == meaning.hub:
            own.append((cost, p))
    return own if len({p.actor for _, p in own}) == 2 else ranked


def _worldwide(context: Context, meaning: Meaning) -> bool:
    """True for world, global and international prices."""
    hub = context.parsed.doc[meaning.hub] if meaning.hub is not None else None
    return hub is not None and any(c.lower_ in ("world", "global", "international") for c in children(hub))


def _owner(
    context: Context, meaning: Meaning, ranked: list[tuple[float, Party]], before: Sequence[Party], last: Sides | None,
    anchor: Party | None,
) -> Sides:  # fmt: skip
    """The sides of a figure that belongs to one actor: output, market share, stake, product."""
    flow = "export" if meaning.measure == "market_share" else None
    if anchor:
        return Sides(anchor.actor, None, flow)
    if context.quantity.dimension == "multiple" and meaning.measure in COMPARED:  # one economy against another
        nearest = {p.actor: p.mention.start for _, p in reversed(ranked)}
        actors = sorted(_distinct(p.actor for _, p in ranked)[:2], key=nearest.__getitem__)
        return Sides(*([*actors, None, None][:2]), None)
    hub = meaning.hub
    own = [p.actor for _, p in ranked if p.governor == hub] if hub is not None else []
    if own and ranked[0][1].role == "subject" and ranked[0][1].actor != own[0]:
        own = []  # while the United States had 42 percent
    share = meaning.measure == "investment" and context.quantity.dimension == "share"
    givers = [p.actor for cost, p in ranked if p.role == "source" and cost <= FAR and p.actor not in own[:1]]
    takers = [p.actor for cost, p in ranked if p.role == "dest" and cost <= FAR]
    if share and own and givers:  # 70 percent of Cambodia's investment came from China
        return Sides(givers[0], own[0], "export")
    if meaning.measure == "capacity" and givers and takers and givers[0] != takers[0]:
        return Sides(givers[0], takers[0], "export")
    if own and (share or meaning.measure != "investment"):
        return Sides(own[0], None, "export" if meaning.measure == "revenue" else flow)
    near = [p.actor for _, p in ranked if p.role not in ("place", "with")] or [p.actor for _, p in ranked]
    if share:
        near = [p.actor for cost, p in ranked if p.role in ("owner", "source", "subject", "dest") and cost <= FAR]
    if near:
        partner = None
        if meaning.measure == "investment" and not share:
            placed = [p.actor for _, p in ranked if p.role in ("place", "dest") and p.actor != near[0]]
            partner = placed[0] if placed else None
            flow = "export" if partner else None
        if meaning.measure == "revenue":
            flow = "export"
        return Sides(near[0], partner, flow)
    if share:
        return Sides(None, None, None)
    if meaning.measure == "other" and meaning.rule == "default":
        return Sides(None, None, None)  # whoever was named last has nothing to do with it
    if last and last.reporter:
        return Sides(last.reporter, None, last.flow if meaning.measure == "revenue" else flow)
    return Sides(_topic(before), None, flow)


def _distinct(actors: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(actors))


def _pair(
    ranked: list[tuple[float, Party]], before: Sequence[Party], dyad: tuple[str, str] | None, last: Sides | None
) -> Sides:
    """The two sides of a trade: those named with it, completed by the figure before it and by what the document is about."""
    actors = _distinct(p.actor for cost, p in ranked if cost <= FAR)
    known = [last.reporter, last.partner] if last and last.flow == "two_way" and last.partner else []
    joined = ranked[0][1] if ranked else None
    if known and joined and joined.role == "with" and joined.actor not in known and set(known) & set(actors):
        return Sides(known[0], joined.actor, "two_way")  # while that with China shrank
    if known and (not actors or (len(actors) == 1 and actors[0] in known)):
        return Sides(known[0], known[1], "two_way")
    if len(actors) > 2 and dyad and set(dyad) <= set(actors):
        actors = list(dyad)
    if len(actors) == 1:
        others = _distinct([*(p.actor for p in reversed(before)), *(dyad or ())])
        rest = [a for a in others if a != actors[0] and (dyad is None or a in dyad)] or [
            a for a in (dyad or ()) if a != actors[0]
        ]
        actors += rest[:1]
    if not actors and before:  # It fell: the trade of the two named before
        near = _distinct(p.actor for p in before if p.mention.sentence == before[-1].mention.sentence)
        actors = near if len(near) == 2 else []
    if len(actors) < 2:
        actors = list(dyad or ()) or actors
    return Sides(*([*actors, None, None][:2]), "two_way")


def _flow(
    ranked: list[tuple[float, Party]], meaning: Meaning, last: Sides | None, dyad: tuple[str, str] | None,
    usual: dict[str, str], anchor: Party | None, before: Sequence[Party], parallel: str | None,
) -> Sides:  # fmt: skip
    """Who gives and who takes: by the syntax, then by what the document usually says of the actors."""
    pair = {last.reporter, last.partner} if last and last.flow == "two_way" and last.partner else set()
    if last and last.flow == "two_way":
        last = None  # of a trade both ways the order says nothing
    source = _role(ranked, "source", None)
    dest = _role(ranked, "dest", source)
    importing = meaning.flow == "import"
    told = dest is not None and meaning.rule != "continued" and not anchor
    if anchor:
        gives = (parallel or anchor.role) == "source" or (not parallel and usual.get(anchor.actor) == "source")
        if (
            gives
            or not (importing or parallel)
            or (source is None and (last is None or last.reporter in (None, anchor.actor)))
        ):
            source, dest = anchor.actor, None if dest == anchor.actor else dest
        else:
            source, dest = None if source == anchor.actor else source, anchor.actor
    part = next((p.actor for cost, p in ranked if p.role == "part" and cost <= FAR), None)
    if (
        part and not anchor and meaning.flow in ("import", "export")
    ):  # Brazil accounts for 70 percent of China's imports
        if importing and dest != part and source in (None, part):
            source = part
        elif not importing and source != part and dest in (None, part):
            dest = part
    loose = _distinct(
        p.actor
        for cost, p in ranked
        if p.role in ("owner", "subject", "other") and cost <= FAR and p.actor not in (source, dest)
    )
    if source is None and dest is None and len(loose) > 1:
        weight = {"source": -1, "dest": 1}
        source, dest = sorted(loose[:2], key=lambda a: weight.get(usual.get(a, ""), 0))
    elif source is None and dest is None and loose:
        takes = usual.get(loose[0], "dest" if importing else "source") == "dest"
        source, dest = (None, loose[0]) if takes else (loose[0], None)
    elif (importing or meaning.measure in ("loan", "aid")) and dest is None and loose:
        dest = loose[0]
    elif source is None and loose and not importing:
        source = loose[0]
    if importing and dest is None:
        dest = next(
            (p.actor for p in reversed(before) if "dest" in (p.role, usual.get(p.actor)) and p.actor != source), None
        )
    if meaning.measure in ("exports", "imports") and (source or dest) in pair and None in (source, dest):
        other = next(iter(sorted(pair - {source or dest})), None)
        source, dest = source or other, dest or other
    if importing and dest is None and last and last.flow == "import" and last.reporter != source:
        dest = last.reporter
    if last and source is None and dest is None and not importing and last.reporter:
        source, dest = last.reporter, last.partner
    if last:
        if (
            source is None
            and last.reporter
            and last.partner
            and last.reporter != dest
            and not (importing and (loose or told))
        ):
            source = last.reporter if dest in (None, last.partner) or anchor else source
        if (
            dest is None
            and last.partner
            and last.partner != source
            and (importing or last.reporter == source or anchor or meaning.measure == "price")
        ):
            dest = last.partner
    if importing and dest is None and dyad and source in dyad:
        other = next(a for a in dyad if a != source)
        dest = other if any(p.actor == other for p in [*before, *(p for _, p in ranked)]) else None
    if (
        dyad
        and source in dyad
        and dest is None
        and meaning.measure in ("delivery_volume", "contract_value", "arms_quantity")
    ):
        dest = next(a for a in dyad if a != source)
        if any(p.actor == dest and (p.role == "source" or cost > FAR) for cost, p in ranked):
            dest = None
    if dyad and dest in dyad and source is None and not importing:
        source = next(a for a in dyad if a != dest)
    if dyad and source is None and dest is None:
        source, dest = dyad[::-1] if usual.get(dyad[1]) == "source" or usual.get(dyad[0]) == "dest" else dyad
    if source is None:
        return Sides(dest, None, "import" if dest else None)
    return Sides(source, dest, "export")


def _role(ranked: list[tuple[float, Party]], role: str, other: str | None) -> str | None:
    """The nearest actor that plays a role; of several about as near the one named first."""
    found = [(cost, p) for cost, p in ranked if p.role == role and p.actor != other and cost <= FAR + 2]
    if not found:
        return None
    return min((p for cost, p in found if cost <= found[0][0] + 1.0), key=lambda p: p.mention.start).actor
