"""Small tables of events made by hand, for the tests of episodes: each telling a sentence of its own."""

import datetime as dt

import pyarrow as pa

from flows.knowledge import knowledge
from flows.tables import TABLES
from flows.tables.arrow import to_arrow

NAMES = {
    "person:ana-lima": ("Ana Lima", "BRA"),
    "person:rui-costa": ("Rui Costa", "BRA"),
    "person:eva-berg": ("Eva Berg", "NOR"),
    "person:ola-dahl": ("Ola Dahl", "NOR"),
    "agreement:fjord-treaty": ("Fjord Treaty", None),
    "agreement:amazon-pact": ("Amazon Pact", None),
    "named_event:cold-reef-2011": ("Cold Reef 2011", None),
    "organization:petrobras": ("Petrobras", "BRA"),
    "organization:equinor": ("Equinor", "NOR"),
    "organization:vale": ("Vale", "BRA"),
    "place:oslo": ("Oslo", "NOR"),
    "place:bergen": ("Bergen", "NOR"),
    "place:quito": ("Quito", "ECU"),
}


def rule(words: str, pos: str) -> str:
    """The rule of the first row of the trigger table with these words."""
    return next(r["_at"] for r in knowledge("triggers") if r["trigger"] == words and r["pos"] == pos)


def days(when: str | None) -> dict[str, object]:
    """The date columns for 2011, 2011-05, 2011-05-03 or 2011-05-03..2011-05-05."""
    if when is None:
        return {"date_source": "none", "date_precision": "none"}
    first, _, last = when.partition("..")
    start = dt.date.fromisoformat((first + "-01-01")[:10])
    if last:
        end, precision = dt.date.fromisoformat(last), "range"
    elif len(first) == 4:
        end, precision = start.replace(month=12, day=31), "year"
    elif len(first) == 7:
        end, precision = (start + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1), "month"
    else:
        end, precision = start, "day"
    return {"start_date": start, "end_date": end, "date_precision": precision, "date_source": "explicit"}


class Told:
    """Documents and what they tell."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, object]]] = {name: [] for name in TABLES}
        self.rows["entities"] = [
            {"entity_id": e, "name": name, "type": e.partition(":")[0], "country": country, "aliases": []}
            for e, (name, country) in NAMES.items()
        ]

    def document(self, doc_id: str, published: str | None = None) -> None:
        """A document, published on a day."""
        day = dt.date.fromisoformat(published) if published else None
        precision = "day" if published else "none"
        self.rows["documents"].append({"doc_id": doc_id, "published": day, "published_precision": precision})

    def tell(
        self,
        doc_id: str,
        sentence: str,
        trigger: str,
        base: str,
        event_type: str,
        sides: str,
        when: str | None = None,
        parts: tuple[str, ...] = (),
        section: str = "body",
        **known: object,
    ) -> str:
        """An event in a sentence of its own; its id.

        `base` is trigger and part of speech ("sign verb"), `sides` "BRA>NOR" or, together, "BRA+NOR"; `parts` are entities with
        their roles ("person:ana-lima source").
        """
        ordinal = sum(s["doc_id"] == doc_id for s in self.rows["sentences"])
        start = 1000 * ordinal
        at = {"doc_id": doc_id, "sentence_id": f"{doc_id}#{ordinal}"}
        span = {"start_char": start, "end_char": start + len(sentence)}
        self.rows["sentences"].append({**at, **span, "ordinal": ordinal, "section": section, "text": sentence})
        low = start + sentence.index(trigger)
        event_id = f"{doc_id}#e{low}-{low + len(trigger)}"
        together = ">" not in sides
        source, _, target = sides.partition("+" if together else ">")
        words, pos = base.rsplit(" ", 1)
        self.rows["events"].append(
            {
                "event_id": event_id, **at, "start_char": low, "end_char": low + len(trigger), "text": trigger,
                "event_type": event_type, "mode": None, "contexts": [], "cameo_root": "04", "quad_class": "verbal_cooperation",
                "source": [source] if source else [], "target": [target] if target else [], "symmetric": together,
                "status": "occurred", "rule": rule(words, pos), "confidence": 0.7, **days(when), **known,
            }
        )  # fmt: skip
        for part in parts:
            entity, role = part.split()
            self.rows["event_participants"].append(
                {"event_id": event_id, "entity_id": entity, "role": role, "mention_id": f"{event_id}{entity}"}
            )
        return event_id

    def visit(self, doc_id: str, sentence: str, when: str | None = None, who: str = "ana-lima", **known: object) -> str:
        """A visit to Norway, told by the noun."""
        parts = (f"person:{who} source",) if who else ()
        told = {"event_type": "CONSULT", "mode": "visit", "sides": "BRA>NOR", **known}
        return self.tell(doc_id, sentence, "visit", "visit noun", when=when, parts=parts, **told)

    def mention(self, doc_id: str, sentence: str, words: str, entity: str) -> None:
        """A mention of an entity in a sentence told before."""
        (row,) = [s for s in self.rows["sentences"] if s["doc_id"] == doc_id and s["text"] == sentence]
        low = row["start_char"] + sentence.index(words)
        self.rows["mentions"].append(
            {
                "mention_id": f"{doc_id}#m{low}", "entity_id": entity, "doc_id": doc_id, "sentence_id": row["sentence_id"],
                "start_char": low, "end_char": low + len(words), "text": words, "form": "name",
            }
        )  # fmt: skip

    def tables(self) -> dict[str, pa.Table]:
        """The tables."""
        return {name: to_arrow(TABLES[name], rows) for name, rows in self.rows.items()}
