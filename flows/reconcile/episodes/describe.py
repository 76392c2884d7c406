"""A happening as a row of `episodes`: what most or the best of its tellings say, a line to read, an id that says what it is."""

import datetime as dt
import functools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import pycountry

from flows.knowledge import knowledge
from flows.reconcile.episodes.happening import Happening
from flows.reconcile.episodes.kinds import NEVER, Kind
from flows.reconcile.episodes.telling import Side, Telling

STATUS = ("occurred", "ongoing", "planned")
"""The status of a happening is the first of these that a telling has."""
SHOWN = 3
"""So many persons or names are shown in a line."""

Row = dict[str, object]


def rows(happenings: Sequence[Happening], names: Mapping[str, str]) -> list[Row]:
    """The rows of `episodes`, in the order of the happenings; `names` gives the name of an entity by its id.

    Two happenings whose ids would be the same (they differ in something that no id says) are told apart by their first tellings.
    """
    found = [_row(h, names) for h in happenings]
    taken = Counter(r["episode_id"] for r in found)
    for row, happening in zip(found, happenings, strict=True):
        if taken[row["episode_id"]] > 1:
            row["episode_id"] = f"{row['episode_id']}:{_first(happening).event_id}"
    return found


def _row(happening: Happening, names: Mapping[str, str]) -> Row:
    tellings = sorted(happening.tellings, key=lambda t: (t.doc_id, t.at, t.event_id))
    status = next(s for s in STATUS if any(t.status == s for t in tellings))
    best = [t for t in tellings if t.status == status]
    when = happening.when
    acting = _acting(best)
    source, target, symmetric = _sides(best, acting)
    kinds = {t.kind.name: t.kind for t in best}
    kind = next((kinds[k] for k in _ranked(t.kind.name for t in best) if not kinds[k].generic), best[0].kind)
    start, end = (day and dt.date.fromordinal(day) for day in (when.start, when.end))
    return {
        "episode_id": _id(kind, happening, best, acting, when),
        "event_type": _most(t.event_type for t in best),
        "source": list(source),
        "target": list(target),
        "symmetric": symmetric,
        "start_date": start,
        "end_date": end,
        "date_precision": when.precision,
        "place": _most(t.place for t in tellings if t.place),
        "status": status,
        "label": _label(kind, best, acting, when, names),
        "disagreement": _disagreement(best, when),
        "n_events": len(tellings),
        "n_documents": len({t.doc_id for t in tellings}),
    }


def _sides(tellings: Sequence[Telling], acting: tuple[Side, Side]) -> tuple[Side, Side, bool]:
    """Source, target and whether they act together: as the fullest telling has them where nobody acts on another."""
    if acting[1]:
        return *acting, False
    return _most((t.told for t in tellings), key=lambda told: -len(told[0]) - len(told[1]))


def _acting(tellings: Sequence[Telling]) -> tuple[Side, Side]:
    """Who acts and towards whom in the kind's direction: as told most fully, else each side from a telling of its own."""
    whole = [(t.source, t.target) for t in tellings if t.source and t.target and not set(t.source) & set(t.target)]
    if whole:
        return _most(whole, key=lambda sides: -len(sides[0]) - len(sides[1]))
    source = _most((t.source for t in tellings), key=lambda side: -len(side))
    target = _most((t.target for t in tellings if not set(t.target) & set(source)), key=lambda side: -len(side))
    return source, target or ()


def _ranked(values: Iterable) -> list:
    """Distinct values, the most frequent first, then in their order as text."""
    values = list(values)
    if len(values) < 2:
        return values
    counts = Counter(values)
    return sorted(counts, key=lambda v: (-counts[v], str(v)))


def _most(values: Iterable, key: Callable[[object], object] | None = None) -> object:
    """The value that most have, of the best by `key` if that is given; None if there are none."""
    ranked = _ranked(values)
    return (min(ranked, key=key) if key else ranked[0]) if ranked else None


def _first(happening: Happening) -> Telling:
    return min(happening.tellings, key=lambda t: (t.doc_id, t.at, t.event_id))


def _id(kind: Kind, happening: Happening, best: Sequence[Telling], acting: tuple[Side, Side], when: Telling) -> str:
    """Kind, sides and date, the persons of a visit, the name; where these do not say which it is, the first telling too."""
    source, target = acting
    who = "+".join(source) + (f">{'+'.join(target)}" if target else "")
    parts = [kind.name, who, _stamp(when)]
    people = _people(best) if kind.people and kind.direction != "both" else []
    named = _ranked(n for t in happening.tellings for n in t.named)
    parts += ["+".join(sorted(_slug(x) for x in (people or named)[:SHOWN]))] if people or named else []
    if (kind.by_matter or when.level >= NEVER) and not named:
        parts.append(_first(happening).event_id)
    return ":".join(parts)


def _slug(entity_id: str) -> str:
    return entity_id.partition(":")[2]


def _people(tellings: Sequence[Telling]) -> list[str]:
    """Who takes part by half of the tellings that name anybody."""
    naming = [t for t in tellings if t.people]
    counts = Counter(who for t in naming for _, who in t.people)
    return sorted(who for who, n in counts.items() if 2 * n >= len(naming))


def _stamp(t: Telling) -> str:
    """The beginning of a period, as precisely as it is known."""
    day = t.start if t.start is not None else t.end
    if day is None:
        return "undated"
    iso = dt.date.fromordinal(day).isoformat()
    return {"month": iso[:7], "year": iso[:4], "decade": iso[:3] + "0s"}.get(t.precision or "", iso)


def period(t: Telling) -> str:
    """A period as ISO 8601 writes it, shortened: 2013-03-22..23, 2013-03, 2001, 1990s; open at a side where only one is known."""
    if t.start is None or t.end is None:
        return f"{_stamp(t)}.." if t.start is not None else f"..{_stamp(t)}" if t.end is not None else ""
    start, end = (dt.date.fromordinal(d) for d in (t.start, t.end))
    if t.precision == "decade":
        return f"{start.year}s"
    if t.precision == "quarter":
        return f"{start.year}-Q{(start.month + 2) // 3}"
    whole_years = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    whole_months = start.day == 1 and (end + dt.timedelta(days=1)).day == 1
    width = 4 if whole_years else 7 if whole_months else 10
    first, last = start.isoformat()[:width], end.isoformat()[:width]
    if first == last:
        return first
    shared = 8 if first[:8] == last[:8] and width == 10 else 5 if first[:5] == last[:5] and width > 4 else 0
    return f"{first}..{last[shared:]}"


@functools.cache
def _name(code: str) -> str:
    """The name of an actor by its code: of a state, of another territory with an ISO 3166-1 code, else the short name itself."""
    states = {row["code"]: row["name"] for row in knowledge("states")}
    territory = pycountry.countries.get(alpha_3=code)
    return states.get(code) or getattr(territory, "common_name", None) or getattr(territory, "name", code)


def _label(
    kind: Kind, tellings: Sequence[Telling], acting: tuple[Side, Side], when: Telling, names: Mapping[str, str]
) -> str:
    source, target = ([_name(code) for code in side] for side in acting)
    if kind.people and (people := _people(tellings)):
        states = {who: state for t in tellings for state, who in t.people}
        if {states[p] for p in people} >= set(acting[0]) or kind.direction != "both":
            source = [names.get(p, p) for p in people[:SHOWN]]
    named = [names.get(n, n) for n in _ranked(n for t in tellings for n in t.named)[:1]]
    thing = f"the {named[0]}" if named else kind.thing
    values = {"source": _list(source) or "Somebody", "target": _list(target), "thing": thing}
    values["both"] = _list(source + target) or "Somebody"
    several = len(source if "{source}" in kind.many else source + target) > 1
    together = not target and any(t.told[2] for t in tellings)
    line = kind.one if not several else kind.together if together else kind.many
    line = re.sub(r"\[([^\[\]]*)\]", lambda m: m.group(1) if values["target"] else "", line).format_map(values)
    if kind.by_matter and not named:
        line += f" ({_most(t.text.lower() for t in tellings)})"
    return f"{period(when)} {line}".strip()


def _list(names: Sequence[str]) -> str:
    return ", ".join([*names[:-2], " and ".join(names[-2:])]) if names else ""


def _disagreement(tellings: Sequence[Telling], when: Telling) -> list[str]:
    """The columns on which tellings contradict each other, with the values and how many tell each."""
    told = {
        "event_type": [t.event_type for t in tellings],
        "date": _conflicting(tellings, when),
        "place": [t.place for t in tellings if t.place and not t.kind.lasts],
    }
    found = []
    for column, values in told.items():
        counts = Counter(values)
        if len(counts) > 1:
            shown = ", ".join(f"{v} ({counts[v]})" for v in _ranked(values))
            found.append(f"{column}: {shown}")
    return found


def _conflicting(tellings: Sequence[Telling], when: Telling) -> list[str]:
    """The periods of the tellings, if some lies neither within nor around that of the happening."""
    dated = [t for t in tellings if t.start is not None and t.end is not None]
    if when.start is None or when.end is None:
        return []
    inside = (
        (t.start <= when.start and when.end <= t.end) or (when.start <= t.start and t.end <= when.end) for t in dated
    )
    return [] if all(inside) else [period(t) for t in dated]
