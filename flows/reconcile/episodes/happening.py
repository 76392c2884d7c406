"""A happening as it grows: the tellings found to be of it."""

from collections import Counter

from flows.reconcile.episodes.compatible import contradict, enough, same_matter, tied
from flows.reconcile.episodes.kinds import DAY
from flows.reconcile.episodes.telling import Telling

COMPARED = 12
"""A new telling is held against so many tellings of a happening that speak of the matter in words of their own."""


class Happening:
    """Tellings of one happening, each compatible with all others."""

    def __init__(self) -> None:
        self.tellings: list[Telling] = []
        self._profiles: dict[tuple[object, ...], Telling] = {}
        self._in: dict[str, list[Telling]] = {}

    def add(self, telling: Telling) -> None:
        """One more telling of it."""
        self.tellings.append(telling)
        self._profiles.setdefault(_profile(telling), telling)
        self._in.setdefault(telling.doc_id, []).append(telling)

    def told_in(self, doc_id: str) -> list[Telling]:
        """Its tellings in a document."""
        return self._in.get(doc_id, [])

    def bears(self, telling: Telling) -> bool:
        """Whether nothing in any of its tellings contradicts one more."""
        timely = telling.dated and telling.kind.lasts and any(_covers(t, telling) for t in self._profiles.values())
        held = (self._profiles.values(), self.told_in(telling.doc_id))
        return not any(contradict(telling, t, timely) for some in held for t in some)

    def takes(self, telling: Telling) -> bool:
        """Whether one more telling is of it: nothing contradicts, and what they have in common is enough."""
        if not self.bears(telling):
            return False
        if not telling.kind.by_matter:
            return any(enough(telling, t) for t in self._profiles.values())
        held = self.tellings[:COMPARED]
        alike = sum(enough(telling, t) for t in held)
        return 2 * alike > len(held)

    def tied(self, telling: Telling) -> bool:
        """Whether something specific ties a telling to it."""
        return any(tied(telling, t) for t in self._profiles.values())

    def same_matter(self, telling: Telling) -> bool:
        """Whether most of its tellings in the telling's document speak of the same matter."""
        held = self.told_in(telling.doc_id)
        return 2 * sum(same_matter(telling, t) for t in held) > len(held)

    @property
    def when(self) -> Telling:
        """The telling whose date is its own: of the most precise what most say; of what lasts rather the whole of it."""
        dated = [t for t in self.tellings if not t.open and t.start is not None] or [t for t in self.tellings if t.open]
        if not dated:
            return min(self.tellings, key=_place)
        level = min(t.level for t in dated)
        at = [t for t in dated if t.level == level]
        votes = Counter((t.start, t.end) for t in at)

        def rank(t: Telling) -> tuple[object, ...]:
            whole = t.kind.lasts and level == DAY and t.end > t.start
            return (not whole, -votes[t.start, t.end], t.start or 0, t.end or 0, *_place(t))

        return min(at, key=rank)


def _covers(whole: Telling, part: Telling) -> bool:
    """Whether a telling dates the whole of a happening to days of which another tells one."""
    return whole.level == DAY and whole.start <= part.start and part.end <= whole.end


def _profile(t: Telling) -> tuple[object, ...]:
    """What of a telling counts in a comparison, but for its words."""
    written = None if t.dated else (t.status == "planned", t.noun, t.published)
    return t.kind.name, t.source, t.target, t.start, t.end, t.people, t.bodies, t.named, t.place, t.plural, written


def _place(t: Telling) -> tuple[str, int, str]:
    return t.doc_id, t.at, t.event_id
