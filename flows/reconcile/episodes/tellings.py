"""From the tables to tellings."""

import calendar
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from flows.reconcile.episodes import kinds
from flows.reconcile.episodes.kinds import DAY, MONTH, NEVER, YEAR, Kind
from flows.reconcile.episodes.telling import Side, Telling, Words, words

TELLS = ("occurred", "ongoing", "planned")
"""Statuses of what happens; what is denied or only thought of makes no happening."""
LONGEST = ((10, DAY), (62, MONTH), (366, YEAR))
"""Days that a period of each precision has at most."""
NAMES = ("agreement", "named_event")
"""Types of entities that name a happening."""
BESIDE = 3
"""So many words from its noun the name of a happening may stand."""
NEAR = 8
"""So many words before a noun "first" makes one of many, and "during" a time."""
NAMING = frozenset({"called", "dubbed", "codenamed", "code-named", "named", "titled", "entitled", "known"})
"""Words that lead from a noun to a name further on: "an exercise off the coast, dubbed Cold Reef"."""
HEADS = ("title", "heading")
"""Sections that tell what the text below them tells."""
AGREED = ("accord", "statement", "founding")
"""Families of happenings that agreements name."""
COLUMNS = (
    "event_id", "doc_id", "sentence_id", "start_char", "end_char", "text", "event_type", "mode", "source", "target",
    "symmetric", "status", "start_date", "end_date", "place", "date_precision", "rule",
)  # fmt: skip

WEEK, MONDAY = 7, 1
"""Days of a week, and the remainder of the ordinal of a Monday."""

BATCH = 50_000
"""Events whose rows are in memory at a time."""

Row = dict[str, object]
Part = tuple[str, str]
"""An entity that takes part, and its role."""
Name = tuple[str, int, int]
"""An agreement or named event in a sentence, and its span in the document."""


def tellings(tables: Mapping[str, pa.Table]) -> Iterator[Telling]:
    """The events of all documents that tell a happening, each as a telling.

    Reads `events`, `event_participants`, `entities`, `mentions`, `documents` and `sentences`.
    """
    events = tables["events"].filter(pc.is_in(tables["events"]["status"], pa.array(TELLS)))
    about = _About(tables)
    at = pc.index_in(events["sentence_id"], tables["sentences"]["sentence_id"].combine_chunks())
    sentences = [tables["sentences"][c].combine_chunks().take(at) for c in ("text", "start_char", "section", "ordinal")]
    for batch in range(0, events.num_rows, BATCH):
        part = events.slice(batch, BATCH)
        cells = [part[c].to_pylist() for c in COLUMNS]
        within = [c.slice(batch, BATCH).to_pylist() for c in sentences]
        for *values, sentence, start, section, ordinal in zip(*cells, *within, strict=True):
            row = dict(zip(COLUMNS, values, strict=True)) | {"section": section, "ordinal": ordinal or 0}
            yield _telling(row, sentence, start, about)


class _About:
    """What other tables say of events and documents."""

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        entities = tables["entities"]
        self.countries: dict[str, str | None] = dict(_zip(entities, "entity_id", "country"))
        types = dict(_zip(entities, "entity_id", "type"))
        self.parts: dict[str, list[Part]] = {}
        for event, entity, role in _zip(tables["event_participants"], "event_id", "entity_id", "role"):
            if types.get(entity) in ("person", "organization", "place", *NAMES):
                self.parts.setdefault(event, []).append((entity, role))
        names = pa.array(sorted(e for e, t in types.items() if t in NAMES), pa.string())
        mentions = tables["mentions"]
        self.names: dict[str, list[Name]] = {}
        mentions = mentions.filter(pc.is_in(mentions["entity_id"], names))
        for sentence, entity, start, end in _zip(mentions, "sentence_id", "entity_id", "start_char", "end_char"):
            self.names.setdefault(sentence, []).append((entity, start, end))
        self.types = types
        self.published = {
            doc: _published(day, precision)
            for doc, day, precision in _zip(tables["documents"], "doc_id", "published", "published_precision")
        }


def _zip(table: pa.Table, *columns: str) -> Iterator[tuple]:
    return zip(*(table[c].to_pylist() for c in columns), strict=True)


def _telling(row: Row, sentence: str | None, start: int | None, about: _About) -> Telling:
    if sentence is None or start is None:
        sentence, start = row["text"], row["start_char"]
    span = (row["start_char"] - start, row["end_char"] - start)
    told = words(sentence)
    reading = kinds.read(row["event_type"], row["mode"], row["rule"], told.lower, told.within(span))
    kind, noun = reading.kind, reading.noun
    source, target = tuple(row["source"] or ()), tuple(row["target"] or ())
    symmetric = bool(row["symmetric"])
    parts = about.parts.get(row["event_id"], ())
    actors = {"forth": ("source",), "back": ("target",)}.get(kind.direction, ("source", "target"))
    acting = [(about.countries.get(e) or "", e) for e, role in parts if role in actors]
    first, last = (row[c].toordinal() if row[c] else None for c in ("start_date", "end_date"))
    aimed = [e for e, role in parts if role in ("place", "target") and about.types[e] == "place"]
    place = row["place"] or (aimed[0] if len(aimed) == 1 else None)
    before = told.lower[max(noun - NEAR, 0) : noun] if noun is not None else []
    cue = kinds.cue(told.lower, noun) if noun is not None else _again(told, *told.within(span))
    return Telling(
        event_id=row["event_id"],
        doc_id=row["doc_id"],
        sentence_id=row["sentence_id"],
        ordinal=row["ordinal"],
        at=row["start_char"],
        event_type=row["event_type"],
        text=row["text"],
        base=kinds.base(row["rule"]) or row["text"].lower(),
        status=row["status"],
        kind=kind,
        **_sides(kind, source, target, symmetric),
        told=(source, target, symmetric),
        start=first,
        end=last,
        precision=row["date_precision"],
        level=_level(first, last),
        place=place,
        where=about.countries.get(place),
        people=frozenset(a for a in acting if about.types[a[1]] == "person"),
        bodies=frozenset(a for a in acting if a[0] and about.types[a[1]] == "organization"),
        named=_named(kind, parts, about.names.get(row["sentence_id"], ()), told, noun, start, about),
        plural=kind.counted and reading.plural and kinds.cues("one_of").isdisjoint(before),
        cue=cue or ("same" if row["section"] in HEADS else None),
        noun=noun is not None,
        during=not kinds.cues("during").isdisjoint(before),
        head=row["section"] in HEADS,
        published=about.published.get(row["doc_id"]),
        sentence=sentence,
        span=span,
    )


def _again(told: Words, first: int, last: int) -> str | None:
    """Whether a word beside a verb sets the act apart: "visited again", "will also visit"."""
    beside = told.lower[max(first - BESIDE, 0) : first] + told.lower[last : last + BESIDE]
    return None if kinds.cues("again").isdisjoint(beside) else "another"


def _sides(kind: Kind, source: Side, target: Side, symmetric: bool) -> dict[str, Side]:
    """Source and target in the kind's direction: all in source where the sides do it together."""
    if kind.direction == "both" or (kind.direction == "told" and symmetric):
        return {"source": tuple(sorted({*source, *target})), "target": ()}
    if kind.direction == "back":
        source, target = target, source
    return {"source": tuple(sorted(set(source))), "target": tuple(sorted(set(target)))}


def _level(start: int | None, end: int | None) -> int:
    if start is None or end is None:
        return NEVER
    if end - start + 1 == WEEK and start % WEEK == MONDAY:  # "last week" says less than "from 3 to 9 May" mostly does
        return MONTH
    return next((level for days, level in LONGEST if end - start < days), NEVER)


def _published(day: dt.date | None, precision: str | None) -> tuple[int, int] | None:
    """The first and last day on which a document may have been published."""
    if day is None or precision not in ("day", "month", "year"):
        return None
    if precision == "day":
        return day.toordinal(), day.toordinal()
    first = day.replace(day=1) if precision == "month" else dt.date(day.year, 1, 1)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1]) if precision == "month" else None
    return first.toordinal(), (last or dt.date(day.year, 12, 31)).toordinal()


def _named(
    kind: Kind, parts: Sequence[Part], names: Sequence[Name], told: Words, noun: int | None, start: int, about: _About
) -> frozenset[str]:
    """The names of a happening: its instruments, else the agreement or named event that stands with its noun."""
    instruments = frozenset(e for e, role in parts if role == "instrument" and about.types[e] in NAMES)
    if instruments or noun is None or not kind.objects:
        return instruments
    wanted = "agreement" if kind.family in AGREED else "named_event"
    found = set()
    for entity, low, high in names:
        first, last = told.within((low - start, high - start))
        between = told.lower[noun + 1 : first] if first > noun else told.lower[last:noun]
        near = len(between) <= BESIDE and not {",", ";"} & set(between)
        called = first > noun and len(between) <= NEAR and not NAMING.isdisjoint(between)
        if about.types[entity] == wanted and (near or called):
            found.add(entity)
    return frozenset(found)
