"""Where to look for the happening of a telling: by its sides or persons and its date, by its name, by its document."""

from collections.abc import Iterator, Sequence

from flows.reconcile.episodes.happening import Happening
from flows.reconcile.episodes.kinds import DAY, MONTH, NEVER
from flows.reconcile.episodes.telling import Telling

BUCKET = 31
"""Days of a bucket of the calendar."""
CROWD = 500
"""Among so many happenings of a month a telling without a day could be of any: they are not looked through."""

Found = dict[int, Happening]


class Index:
    """The happenings of a family."""

    def __init__(self) -> None:
        self._days: dict[object, Found] = {}
        self._months: dict[object, Found] = {}
        self._names: dict[str, Found] = {}
        self._documents: dict[str, Found] = {}

    def put(self, happening: Happening, telling: Telling) -> None:
        """A telling of a happening, from now on found by what it says."""
        keys: list[tuple[dict, object]] = [
            (self._documents, telling.doc_id),
            *((self._names, n) for n in telling.named),
        ]
        if telling.level == DAY:
            keys += [(self._days, key) for key in _keys(telling, telling.start, telling.end, 1)]
        if telling.level < NEVER:
            keys += [(self._months, key) for key in _keys(telling, telling.start, telling.end, BUCKET)]
        for index, key in keys:
            index.setdefault(key, {})[id(happening)] = happening

    def near(self, telling: Telling) -> list[Happening]:
        """For a dated telling the happenings with the same sides or persons then, of the same name, or in the same document."""
        found = dict(self._documents.get(telling.doc_id, {}))
        slack = telling.kind.slack
        if telling.level == DAY:
            for key in _keys(telling, telling.start - slack, telling.end + slack, 1):
                found |= self._days.get(key, {})
        elif telling.level == MONTH or not telling.kind.by_matter:
            for happening in self.within(telling, telling.start, telling.end):
                found[id(happening)] = happening
        for name in telling.named:
            found |= self._names.get(name, {})
        return list(found.values())

    def within(self, telling: Telling, first: int, last: int) -> list[Happening]:
        """The happenings with the sides or persons of a telling in the months of a period; none of months that are crowded."""
        return self._look(_keys(telling, first, last, BUCKET))

    def of_people(self, telling: Telling, first: int, last: int) -> list[Happening]:
        """The happenings with a person of a telling in the months of a period; none of months that are crowded."""
        return self._look(_buckets(sorted(telling.people), first, last, BUCKET))

    def on_days(self, telling: Telling, first: int, last: int) -> list[Happening]:
        """The happenings with the sides of a telling on the days of a period."""
        found: Found = {}
        for key in _buckets([(telling.source, telling.target)], first, last, 1):
            found |= self._days.get(key, {})
        return list(found.values())

    def _look(self, keys: Iterator[object]) -> list[Happening]:
        found: Found = {}
        for key in keys:
            held = self._months.get(key, {})
            if len(held) <= CROWD:
                found |= held
        return list(found.values())

    def told_in(self, doc_id: str) -> list[Happening]:
        """The happenings of which a document tells."""
        return list(self._documents.get(doc_id, {}).values())

    def named(self, telling: Telling) -> list[Happening]:
        """The happenings with a name of a telling."""
        found: Found = {}
        for name in sorted(telling.named):
            found |= self._names.get(name, {})
        return list(found.values())


def _keys(t: Telling, first: int, last: int, days: int) -> Iterator[object]:
    return _buckets([(t.source, t.target), *sorted(t.people)], first, last, days)


def _buckets(whose: Sequence[object], first: int, last: int, days: int) -> Iterator[object]:
    for who in whose:
        for bucket in range(first // days, last // days + 1):
            yield who, bucket
