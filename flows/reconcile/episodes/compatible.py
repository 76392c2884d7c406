"""Whether two tellings may be of one happening, and whether what they have in common is enough to say so."""

from collections.abc import Iterable

from flows.reconcile.episodes.kinds import DAY, MONTH, NEVER, YEAR
from flows.reconcile.episodes.telling import Telling, topic

ALIKE, ALIKE_HERE = 0.3, 0.5
"""Share of the words of the shorter telling that two tellings of one matter have in common; more where one document tells both."""
COMMON, FEWEST = 3, 2
"""So many such words at least; fewer where the shorter telling has no more."""
NEXT_DAY = 1
"""Days by which a document may be dated before what it tells, on the other side of the world."""

Named = frozenset[tuple[str, str]]


def contradict(a: Telling, b: Telling, timely: bool = False) -> bool:
    """Whether two tellings cannot be of one happening; `timely` if it is known that their dates go together."""
    return (
        not _kinds(a, b)
        or a.plural != b.plural
        or not _parties(a, b)
        or _apart(a.people, b.people)
        or _apart(a.bodies, b.bodies)
        or bool(a.named and b.named and not a.named & b.named)
        or not _places(a, b)
        or not (timely or _times(a, b))
        or _untimely(a, b)
        or _untimely(b, a)
    )


def enough(a: Telling, b: Telling) -> bool:
    """Whether two tellings that do not contradict each other have enough in common to be of one happening."""
    level = max(a.level, b.level)
    if a.sentence_id == b.sentence_id and a.kind.by_matter:
        return False
    if tied(a, b):
        return level < NEVER or a.doc_id == b.doc_id
    if (a.source, a.target) != (b.source, b.target) and a.doc_id != b.doc_id:
        return False
    if a.kind.by_matter:
        return level <= (YEAR if a.doc_id == b.doc_id else MONTH) and same_matter(a, b)
    return level <= max(a.kind.enough, DAY) and level <= max(b.kind.enough, DAY)


def tied(a: Telling, b: Telling) -> bool:
    """Whether something specific ties two tellings: a name of the happening, or the persons of a visit or meeting."""
    if a.named & b.named:
        return True
    if not (a.kind.people and a.people and b.people):
        return False
    shared = {state for state, _ in a.people & b.people}
    return bool(shared) and (a.kind.direction != "both" or len(shared) > 1)


def same_matter(a: Telling, b: Telling) -> bool:
    """Whether the words around two triggers speak of one matter."""
    one, two = topic(a.sentence, a.span), topic(b.sentence, b.span)
    common, shorter = len(one & two), min(len(one), len(two))
    share = ALIKE_HERE if a.doc_id == b.doc_id and not (a.head or b.head) else ALIKE
    return common >= max(min(COMMON, shorter), FEWEST) and common >= share * shorter


def _kinds(a: Telling, b: Telling) -> bool:
    return a.kind.name == b.kind.name or (a.kind.family == b.kind.family and (a.kind.generic or b.kind.generic))


def _apart(a: Named, b: Named) -> bool:
    """Whether both name somebody of one state, and nobody in common."""
    return any(
        {who for state, who in a if state == shared}.isdisjoint(who for state, who in b if state == shared)
        for shared in {state for state, _ in a} & {state for state, _ in b}
    )


def _places(a: Telling, b: Telling) -> bool:
    """The same place, as far as both tell it; what lasts some known days may go on in several places of a state."""
    if a.place is None or b.place is None or a.place == b.place:
        return True
    return a.kind.lasts and a.where == b.where and a.dated and b.dated


def _parties(a: Telling, b: Telling) -> bool:
    """Whether the sides are the same or, told incompletely, some of them; nobody at all is no side, but for a name in common."""
    if not a.parties & b.parties:
        return bool(a.named & b.named) and not (a.parties and b.parties)
    return _within(a.source, b.source) and _within(a.target, b.target)


def _within(a: Iterable[str], b: Iterable[str]) -> bool:
    return set(a) <= set(b) or set(b) <= set(a)


def _times(a: Telling, b: Telling) -> bool:
    if a.open or b.open:
        return (a.start, a.end) == (b.start, b.end) or not (_given(a) and _given(b))
    if not (_given(a) and _given(b)):
        return True
    gap = max(a.start, b.start) - min(a.end, b.end)
    if gap <= 0:
        inside = (a.start <= b.start and b.end <= a.end) or (b.start <= a.start and a.end <= b.end)
        return inside or a.kind.lasts
    slack = a.kind.slack if a.doc_id != b.doc_id else int(a.kind.lasts)
    return gap <= slack and a.level == b.level == DAY and tied(a, b)


def _untimely(undated: Telling, other: Telling) -> bool:
    """Whether an undated telling was written when the other's date was past, and still plans it, or to come, and a verb tells it as done."""
    if undated.published is None or _given(undated) or other.start is None or other.end is None:
        return False
    if undated.status == "planned":
        return other.end < undated.published[0]
    return not undated.noun and other.start > undated.published[1] + NEXT_DAY


def _given(a: Telling) -> bool:
    return a.start is not None or a.end is not None
