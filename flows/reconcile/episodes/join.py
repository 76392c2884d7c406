"""Tellings joined into happenings: the most precise first, each to the one happening that takes it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from flows.reconcile.episodes.compatible import NEXT_DAY, same_matter
from flows.reconcile.episodes.happening import COMPARED, Happening
from flows.reconcile.episodes.index import CROWD, Index
from flows.reconcile.episodes.kinds import DAY, NEVER
from flows.reconcile.episodes.telling import Telling

VISIT = "visit"
"""The family whose happenings date what is done during them."""
FRESH = 31
"""Days after which a document no longer means the latest visit without saying when it was."""
REMEMBERED = 400
"""Days for which the only visit of a person is the one that is meant."""
NEWS = 3
"""Days within which reports of one matter are of one happening."""

Key = tuple[object, ...]


def joined(tellings: Iterable[Telling]) -> list[Happening]:
    """The happenings that the tellings tell, whatever order they come in.

    A telling joins a happening only if it contradicts none of its tellings. Precise dates go first, so that a month or a year
    is matched with the days within it; if several happenings would take a telling alike, it stands apart.
    """
    families: dict[str, list[Telling]] = {}
    for telling in tellings:
        families.setdefault(telling.kind.family, []).append(telling)
    visits = _family(families.pop(VISIT, []))
    during = _during(visits)
    return visits + [h for name in sorted(families) for h in _family([_then(t, during) for t in families[name]])]


def _during(visits: Sequence[Happening]) -> dict[str, Telling]:
    """For a sentence that tells what was done during a visit, the telling that dates the visit, if its days are known."""
    found: dict[str, Telling] = {}
    for visit in visits:
        told = [t.sentence_id for t in visit.tellings if t.during]
        if told and (when := visit.when).level == DAY:
            found |= dict.fromkeys(told, when)
    return found


def _then(telling: Telling, during: Mapping[str, Telling]) -> Telling:
    """A telling without a date that the same parties did during a visit, with the days of the visit."""
    visit = during.get(telling.sentence_id)
    if visit is None or telling.start or telling.end or telling.status == "planned" or telling.parties != visit.parties:
        return telling
    return replace(telling, start=visit.start, end=visit.end, precision=visit.precision, level=visit.level)


def _family(tellings: Sequence[Telling]) -> list[Happening]:
    """The happenings of the tellings of one family."""
    happenings: list[Happening] = []
    index = Index()
    for telling in sorted((t for t in tellings if t.level < NEVER), key=_order):
        known = _best(telling, index)
        if known is None:
            happenings.append(known := Happening())
        known.add(telling)
        index.put(known, telling)
    fresh: list[Happening] = []
    for telling in sorted(
        (t for t in tellings if t.level == NEVER), key=lambda t: (t.doc_id, t.head, t.at, t.event_id)
    ):
        known = _told_before(telling, index) or _named(telling, index)
        if known is None:
            fresh.append(known := Happening())
        known.add(telling)
        index.put(known, telling)
    return happenings + _not_dated_elsewhere(fresh, index)


def _order(t: Telling) -> Key:
    """Precise dates first, then who says most of the parties, then the calendar; the ids last, so that no order of rows counts."""
    said = len(t.people) + len(t.named) + len(t.bodies) + (t.place is not None) + len(t.parties)
    return t.level, -said, t.start, t.end, t.doc_id, t.at, t.event_id


def _best(telling: Telling, index: Index) -> Happening | None:
    """The one happening that takes a dated telling best; None if there is none, or several that do so alike."""
    ranked: dict[tuple[bool, ...], list[Happening]] = {}
    for h in index.near(telling):
        other = telling.cue == "another" and telling.level > DAY and h.told_in(telling.doc_id)
        if not other and h.takes(telling):
            same_kind = h.tellings[0].kind.name == telling.kind.name
            ranked.setdefault((h.tied(telling), bool(h.told_in(telling.doc_id)), same_kind), []).append(h)
    best = ranked[max(ranked)] if ranked else []
    return best[0] if len(best) == 1 else None


def _told_before(telling: Telling, index: Index) -> Happening | None:
    """The happening of which the same document has told, and which an undated telling takes up."""
    here = [h for h in index.told_in(telling.doc_id) if h.bears(telling)]
    if not here or telling.cue == "another":
        return None
    if telling.kind.by_matter and not telling.kind.objects:
        same = [h for h in here if _same_word(h, telling) and (telling.cue == "same" or h.same_matter(telling))]
        return _latest(same, telling)
    if telling.cue == "same" and (before := _meant(here, telling)):
        return before
    tied = [h for h in here if h.tied(telling)] or [h for h in here if _one_clause(h, telling)]
    if tied or telling.cue == "new":
        return tied[0] if len(tied) == 1 else None
    if telling.head:
        return min(here, key=lambda h: min(t.at for t in h.told_in(telling.doc_id)))
    if telling.cue == "same":
        return here[0] if len(here) == 1 else None
    alike = [h for h in here if _same_sides(h, telling)]
    plain = telling.noun and telling.kind.enough > DAY and telling.status != "planned"
    return alike[0] if plain and len(alike) == 1 else None


def _meant(happenings: Sequence[Happening], telling: Telling) -> Happening | None:
    """What "the visit" means: the one told in the sentence or the one before it, else the one that is the document's news, else the last."""
    last = _latest(happenings, telling)
    if last is None or any(0 <= telling.ordinal - t.ordinal <= 1 for t in last.told_in(telling.doc_id)):
        return last
    news = [h for h in happenings if _is_news(h, telling)]
    return news[0] if len(news) == 1 else last


def _is_news(h: Happening, telling: Telling) -> bool:
    """Whether a happening was fresh when the telling's document was published."""
    first = h.when.start if h.when.level == DAY else None
    return bool(telling.published and first) and abs(telling.published[0] - first) <= FRESH


def _latest(happenings: Sequence[Happening], telling: Telling) -> Happening | None:
    """The happening told last before a telling in its document."""
    before = [(t.at, n) for n, h in enumerate(happenings) for t in h.told_in(telling.doc_id) if t.at < telling.at]
    return happenings[max(before)[1]] if before else None


def _same_word(h: Happening, telling: Telling) -> bool:
    """Whether another sentence of the document tells of it with the same word."""
    told = h.told_in(telling.doc_id)
    return any(t.base == telling.base for t in told) and all(t.sentence_id != telling.sentence_id for t in told)


def _one_clause(h: Happening, telling: Telling) -> bool:
    """Whether the same sentence tells of it with the same sides: "will host her for a visit"."""
    sides = (telling.sentence_id, telling.source, telling.target)
    return any((t.sentence_id, t.source, t.target) == sides for t in h.told_in(telling.doc_id))


def _same_sides(h: Happening, telling: Telling) -> bool:
    return any((t.source, t.target) == (telling.source, telling.target) for t in h.told_in(telling.doc_id))


def _named(telling: Telling, index: Index) -> Happening | None:
    """The only happening with the name that an undated telling gives."""
    found = [h for h in index.named(telling) if h.bears(telling)]
    return found[0] if len(found) == 1 else None


def _not_dated_elsewhere(fresh: Sequence[Happening], index: Index) -> list[Happening]:
    """The undated happenings that no other document dates, those of one matter reported within days brought together.

    The others join what that document tells.
    """
    left: list[Happening] = []
    reported: dict[Key, dict[int, Happening]] = {}
    for happening in fresh:
        known = _dated_twin(happening, index)
        first = happening.tellings[0]
        if known is None and first.published and first.published[0] == first.published[1]:
            day = first.published[0]
            near: dict[int, Happening] = {}
            for other in range(day - NEWS, day + NEWS + 1):
                near |= reported.get((first.source, first.target, other), {})
            same = [h for h in near.values() if _same_report(h, happening)] if len(near) <= CROWD else []
            known = same[0] if len(same) == 1 else None
            told = known or happening
            reported.setdefault((first.source, first.target, day), {})[id(told)] = told
        if known is None:
            left.append(happening)
        else:
            for telling in happening.tellings:
                known.add(telling)
    return left


def _same_report(h: Happening, undated: Happening) -> bool:
    """Whether other documents of those days tell of the same persons or the same matter, without contradiction."""
    days = [t.published[0] for some in (h, undated) for t in some.tellings if t.published]
    return (
        max(days) - min(days) <= NEWS
        and not any(h.told_in(t.doc_id) for t in undated.tellings)
        and all(h.bears(t) for t in undated.tellings)
        and (any(h.tied(t) for t in undated.tellings) or _same_news(h, undated))
    )


def _dated_twin(undated: Happening, index: Index) -> Happening | None:
    """What another document dates of an undated happening.

    That is, when the documents were published, the latest happening of the same persons, or their only one of late; or, where
    no person is named, the only one of the last days with the same sides and matter.
    """
    first = undated.tellings[0]
    published = [t.published for t in undated.tellings if t.published]
    if not published or first.cue == "another" or first.plural:
        return None
    low, high = min(p[0] for p in published), max(p[1] for p in published)
    if first.kind.people and any(t.people for t in undated.tellings):
        return _of_people(undated, index, low, high)
    if low != high:
        return None
    near = {id(h): h for t in undated.tellings for h in index.on_days(t, low - NEWS, high + NEWS)}
    found = [h for h in near.values() if _same_news(h, undated) and all(h.bears(t) for t in undated.tellings)]
    return found[0] if len(found) == 1 else None


def _of_people(undated: Happening, index: Index, low: int, high: int) -> Happening | None:
    """The happening of the persons of an undated one that lies next to its publication, or their only one within reach."""
    planned = any(t.status == "planned" for t in undated.tellings)
    reach = (low - NEXT_DAY, high + REMEMBERED) if planned else (low - REMEMBERED, high + NEXT_DAY)
    near = {id(h): h for t in undated.tellings for h in index.of_people(t, *reach)}
    found = [
        (abs((low if planned else high) - day), h)
        for h in near.values()
        if (day := _day(h, reach)) is not None
        and all(h.bears(t) for t in undated.tellings)
        and any(h.tied(t) for t in undated.tellings)
    ]
    if len(found) == 1:
        return found[0][1]
    away, nearest = min(found, key=lambda f: f[0], default=(FRESH + 1, None))
    return nearest if away <= FRESH and sum(f[0] == away for f in found) == 1 else None


def _same_news(h: Happening, undated: Happening) -> bool:
    """Whether some telling of an undated happening has sides and matter in common with one of a dated happening."""
    return any(
        (t.source, t.target) == (u.source, u.target) and same_matter(t, u)
        for u in undated.tellings
        for t in h.tellings[:COMPARED]
    )


def _day(h: Happening, reach: tuple[int, int]) -> int | None:
    """The first day of a happening, if it is known and lies within reach."""
    day = h.when.start if h.when.level == DAY else None
    return day if day is not None and reach[0] <= day <= reach[1] else None
