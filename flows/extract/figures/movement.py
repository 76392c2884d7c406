"""Who gives and who takes, where goods, money or arms move one way."""

from itertools import islice, pairwise

from flows.extract.figures.roles import Party, verb_role
from flows.extract.figures.sides import FAR, Scene, Sides, listed
from flows.extract.tree import children

Ranked = list[tuple[float, Party]]
ALL = frozenset({"total", "overall", "global", "combined", "foreign", "world", "all", "full"})
SEEING = frozenset({"see", "record", "register", "experience", "suffer", "witness"})
ALIKE = frozenset({"exports", "imports", "delivery_volume"})
"""Measures whose two sides cannot both stand in one list of names: Qatar and Australia exported."""


def movement(scene: Scene, ranked: Ranked) -> Sides:
    """Who gives and who takes: by the syntax, then by the figure before it and by what the document usually says of the actors."""
    meaning, anchor, parallel, usual = scene.meaning, scene.anchor, scene.parallel, scene.usual
    before, last, dyad = scene.before, scene.last, scene.dyad
    both = {last.reporter, last.partner} if last and last.flow == "two_way" and last.partner else set()
    if last and last.flow == "two_way":
        last = None  # of a trade both ways the order says nothing
    kept = _kept(ranked, last) if not anchor else None
    if kept:
        return kept
    if (scene.returned or _other_way(scene)) and last and last.partner:
        return Sides(last.partner, last.reporter, "export")
    crowded = any(r.pos_ not in ("NOUN", "PROPN") or r.lower_ in ("%", "percent", "billion", "million", "trillion") for r in scene.rivals)  # fmt: skip
    far = FAR + 2 if scene.rivals else FAR + 6
    ranked = _settled(ranked)
    source = _role(ranked, "source", None, far)
    dest = _role(ranked, "dest", source, far)
    made = _made(scene, ranked)
    if made and not anchor:
        return made
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
    loose = _loose(ranked, {source, dest}, FAR if crowded else FAR + 3)
    if source is None and dest is None and len(loose) > 1 and not _one_part(scene, loose):
        weight = {"source": -1, "dest": 1}
        source, dest = sorted([p.actor for p in loose[:2]], key=lambda a: weight.get(usual.get(a, ""), 0))
    elif source is None and dest is None and loose:
        takes = usual.get(loose[0].actor, "dest" if importing else "source") == "dest"
        source, dest = (None, loose[0].actor) if takes else (loose[0].actor, None)
        if len(loose) > 1:
            return Sides(source or dest, None, "export" if source else "import")
    elif source is None and loose and last and loose[0].actor == last.reporter and not importing:
        source = loose[0].actor
    elif (importing or meaning.measure in ("loan", "aid")) and dest is None and loose:
        dest = loose[0].actor
    elif source is None and loose and not importing:
        source = loose[0].actor
    if meaning.measure == "exports" and dest is None and source:
        dest = _witness(scene, loose)
    if importing and source is None and dest:
        source = _other_end(scene, dest)
    elif importing and dest is None:
        dest = next(
            (p.actor for p in reversed(before) if "dest" in (p.role, usual.get(p.actor)) and p.actor != source), None
        )
    if meaning.measure in ("exports", "imports") and (source or dest) in both and None in (source, dest):
        other = next(iter(sorted(both - {source or dest})), None)
        source, dest = source or other, dest or other
    if dest is None and source and meaning.measure in ("loan", "aid"):
        placed = [p.actor for cost, p in ranked if p.role == "place" and p.actor != source and cost <= FAR]
        dest = placed[0] if placed else None
        if dest is None and last and last.partner != source and scene.last_measure == meaning.measure:
            dest = last.partner or (last.reporter if last.flow == "import" and last.reporter != source else None)
    if dest is None and source and last and last.partner not in (None, source) and scene.there:
        dest = last.partner
    if last and last.partner and meaning.measure in ("exports", "imports"):  # exports there were 5, imports 3
        if dest == last.reporter and source is None:
            source = last.partner
        elif source == last.partner and dest is None:
            dest = last.reporter
    if importing and dest is None and last and last.flow == "import" and last.reporter != source:
        dest = last.reporter
    if last and last.partner is None and dest is None and source not in (None, last.reporter) and not anchor:
        shared = scene.context.quantity.dimension == "share" and meaning.measure in ("loan", "aid")
        dest = last.reporter if shared else None  # of this, 81 percent is a loan from Japan
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
            source = last.reporter if dest in (None, last.partner) or anchor or not importing else source
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
    if dyad and set(scene.recent) == set(dyad) and not _in_all(scene):
        if importing and dest in dyad and source is None:
            source = next(a for a in dyad if a != dest)  # China also imported
        elif meaning.measure == "exports" and source in dyad and dest is None:
            dest = next(a for a in dyad if a != source)
    if (
        dyad
        and source in dyad
        and dest is None
        and meaning.measure in ("delivery_volume", "contract_value", "arms_quantity")
    ):
        dest = next(a for a in dyad if a != source)
        if any(p.actor == dest and (p.role == "source" or cost > FAR) for cost, p in ranked):
            dest = None
    if dyad and source is None and dest is not None and dest not in dyad and not importing:
        givers = [a for a in dyad if usual.get(a) == "source"]
        source = givers[0] if len(givers) == 1 else None
    if dyad and dest in dyad and source is None and not importing:
        source = next(a for a in dyad if a != dest)
    if dyad and source is None and dest is None:
        source, dest = dyad[::-1] if usual.get(dyad[1]) == "source" or usual.get(dyad[0]) == "dest" else dyad
    if _in_all(scene) and len({p.actor for p in scene.named}) == 1:  # China's overall imports
        source, dest = (None, dest) if importing else (source, None)
    if source is None:
        return Sides(dest, None, "import" if dest else None)
    return Sides(source, dest, "export")


def _made(scene: Scene, ranked: Ranked) -> Sides | None:
    """The sides where goods of one actor are a share of the supplies of another: Russian-made arms are 70 percent of Indian supplies."""
    hub = scene.meaning.hub
    if scene.context.quantity.dimension != "share" or scene.meaning.measure != "delivery_volume" or hub is None:
        return None
    verb = next((t for t in islice(scene.context.root.ancestors, 6) if verb_role(t.lemma_) == "part"), None)
    subject = next((c for c in children(verb) if c.dep_ == "nsubj"), None) if verb is not None else None
    if subject is None:
        return None
    edges = range(subject.left_edge.i, subject.right_edge.i + 1)
    makers = [p.actor for _, p in ranked if p.mention.tokens[0] in edges]
    takers = [p.actor for _, p in ranked if p.governor == hub and p.actor not in makers]
    return Sides(makers[0], takers[0], "export") if makers and takers else None


def _witness(scene: Scene, loose: list[Party]) -> str | None:
    """The actor that saw the exports of another one change: Russia saw a 73 percent decline in German exports."""
    doc = scene.context.parsed.doc
    seeing = (p.actor for p in loose if p.governor is not None and doc[p.governor].lemma_ in SEEING)
    return next(seeing, None)


def _other_end(scene: Scene, actor: str) -> str | None:
    """The actor at the other end of a line named by both: through the Kazakhstan-China pipeline."""
    doc = scene.context.parsed.doc
    for a, b in pairwise(scene.named):
        joined = b.mention.tokens[0] - a.mention.tokens[1] == 1 and doc[a.mention.tokens[1]].text in ("-", "–")
        if joined and actor in (a.actor, b.actor) and a.actor != b.actor:
            return a.actor if actor == b.actor else b.actor
    return None


def _in_all(scene: Scene) -> bool:
    """True if the number is said to be that of all partners together: its total imports."""
    hub = scene.meaning.hub
    around = children(scene.context.parsed.doc[hub]) if hub is not None else []
    return any(c.lower_ in ALL for c in around)


def _other_way(scene: Scene) -> bool:
    """True if the verb of the number has the subject of the one before it and goes the other way: bought 8 and sold 97 billion."""
    verb = next((t for t in [scene.context.root, *islice(scene.context.root.ancestors, 6)] if t.pos_ == "VERB"), None)
    if verb is None or verb.dep_ != "conj" or any(c.dep_ in ("nsubj", "nsubjpass") for c in children(verb)):
        return False
    return {verb_role(verb.lemma_), verb_role(verb.head.lemma_)} == {"source", "dest"}


def _settled(ranked: Ranked) -> Ranked:
    """The actors without those that nearer to the number play the other part."""
    first: dict[str, str] = {}
    for _, p in sorted(ranked, key=lambda x: x[1].mention.form == "pronoun"):
        if p.role in ("source", "dest"):
            first.setdefault(p.actor, p.role)
    return [(c, p) for c, p in ranked if p.role not in ("source", "dest") or first[p.actor] == p.role]


def _kept(ranked: Ranked, last: Sides | None) -> Sides | None:
    """The sides of the figure before, where the sentence names none but one of the two and gives it no part."""
    if last is None or not last.reporter or not last.partner:
        return None
    near = [p for cost, p in ranked if cost <= FAR]
    actors = {p.actor for p in near}
    if len(actors) != 1 or not actors <= {last.reporter, last.partner}:
        return None
    return last if all(p.role in ("owner", "subject", "other", "place") and not p.firm for p in near) else None


def _loose(ranked: Ranked, held: set[str | None], far: float) -> list[Party]:
    """The actors that play no part by the syntax, each once, the nearest first."""
    out: dict[str, Party] = {}
    for cost, p in ranked:
        if p.role in ("owner", "subject", "other") and cost <= far and p.actor not in held:
            out.setdefault(p.actor, p)
    return list(out.values())


def _one_part(scene: Scene, loose: list[Party]) -> bool:
    """True if the nearest two of the actors play one part together: of a list of three and more, or of two that both give."""
    if not listed(scene, loose[0], loose[1]):
        return False
    return len(loose) > 2 or scene.meaning.measure in ALIKE


def _role(ranked: Ranked, role: str, other: str | None, far: float) -> str | None:
    """The nearest actor that plays a role; of several about as near the one named first."""
    found = [(cost, p) for cost, p in ranked if p.role == role and p.actor != other and cost <= far]
    if not found:
        return None
    return min((p for cost, p in found if cost <= found[0][0] + 1.0), key=lambda p: p.mention.start).actor
