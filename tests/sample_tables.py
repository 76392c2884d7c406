"""A small set of tables made by hand: two documents, one that may be passed on and one that may not, and rows in every table."""

import datetime as dt
import hashlib

import pyarrow as pa

from flows.tables import TABLES
from flows.tables.arrow import to_arrow

OPEN = (
    "A visit to the harbour\n\nOn 4 May 2015 the Mongolian foreign minister met his Nepali counterpart in Ulaanbaatar. "
    "They agreed to double trade to $40 million by 2020.\n\nSource: B. Herder, The Daily Yak, 5 May 2015."
)
CLOSED = (
    "Peru bought 12,000 tonnes of copper ore from Chile in 2003, the customs office of Lima said. "
    "An angry mayor complained that nobody had asked the fishermen about the new harbour wall. "
    "Chile welcomed the deal — 「好」."
)
TEXTS = {"notes/visit": OPEN, "copper": CLOSED}


class Sample:
    """Builds rows; offsets come from looking words up in the texts."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, object]]] = {name: [] for name in TABLES}

    def span(self, doc_id: str, words: str) -> dict[str, object]:
        """The evidence columns of the first place where the words stand in a document."""
        start = TEXTS[doc_id].index(words)
        sentence = next(
            s
            for s in self.rows["sentences"]
            if s["doc_id"] == doc_id and s["start_char"] <= start and start + len(words) <= s["end_char"]
        )
        return {
            "doc_id": doc_id,
            "sentence_id": sentence["sentence_id"],
            "start_char": start,
            "end_char": start + len(words),
            "text": words,
            "rule": "by hand",
            "confidence": 0.9,
        }

    def document(self, doc_id: str, sentences: list[str], redistribute: bool, **known: object) -> None:
        """A document with its sentences."""
        text = TEXTS[doc_id]
        for ordinal, words in enumerate(sentences):
            start = text.index(words)
            self.rows["sentences"].append(
                {
                    "sentence_id": f"{doc_id}#{ordinal}",
                    "doc_id": doc_id,
                    "ordinal": ordinal,
                    "start_char": start,
                    "end_char": start + len(words),
                    "section": "body",
                    "text": words,
                }
            )
        self.rows["documents"].append(
            {
                "doc_id": doc_id,
                "path": f"{doc_id}.txt",
                "published_precision": "day",
                "published_source": "metadata",
                "language": "en",
                "redistribute": redistribute,
                "sha256": hashlib.sha256(text.encode()).hexdigest(),
                "format": "txt",
                "encoding": "utf-8",
                "n_chars": len(text),
                "n_words": len(text.split()),
                "n_sentences": len(sentences),
                "authors": [],
                **known,
            }
        )

    def mention(self, doc_id: str, words: str, entity_id: str, form: str = "name") -> str:
        """A mention; its id."""
        at = self.span(doc_id, words)
        mention_id = f"{doc_id}#m{at['start_char']}-{at['end_char']}"
        self.rows["mentions"].append({"mention_id": mention_id, "entity_id": entity_id, "form": form, **at})
        return mention_id

    def entity(self, entity_id: str, name: str, country: str | None = None, aliases: tuple[str, ...] = ()) -> None:
        """An entity, its mentions counted."""
        named = [m for m in self.rows["mentions"] if m["entity_id"] == entity_id and m["form"] != "pronoun"]
        self.rows["entities"].append(
            {
                "entity_id": entity_id,
                "name": name,
                "type": entity_id.split(":")[0],
                "country": country,
                "aliases": list(aliases),
                "origin": "knowledge",
                "n_mentions": len(named),
                "n_documents": len({m["doc_id"] for m in named}),
            }
        )

    def event(self, doc_id: str, words: str, event_type: str, codes: tuple[str, str], **known: object) -> None:
        """An event with its participants: `parts` holds entity_id, role and mention_id."""
        at = self.span(doc_id, words)
        event_id = f"{doc_id}#e{at['start_char']}-{at['end_char']}"
        for entity_id, role, mention_id in known.pop("parts"):
            self.rows["event_participants"].append(
                {"event_id": event_id, "entity_id": entity_id, "role": role, "mention_id": mention_id}
            )
        self.rows["events"].append(
            {
                "event_id": event_id,
                "event_type": event_type,
                "quad_class": codes[0],
                "cameo_root": codes[1],
                "contexts": ["executive"],
                "symmetric": False,
                "status": "occurred",
                "date_source": "none",
                **at,
                **known,
            }
        )

    def episode(self, episode_id: str, label: str, **known: object) -> None:
        """The happening that the latest event tells, with the event's columns unless told otherwise."""
        event = self.rows["events"][-1]
        event["episode_id"] = episode_id
        same = (
            "event_type",
            "source",
            "target",
            "symmetric",
            "status",
            "start_date",
            "end_date",
            "date_precision",
            "place",
        )
        told = {"episode_id": episode_id, "label": label, "disagreement": [], "n_events": 1, "n_documents": 1}
        self.rows["episodes"].append({name: event.get(name) for name in same} | told | known)

    def statement(self, doc_id: str, words: str, cue: str, **known: object) -> None:
        """A statement, indirect and of unknown date unless told otherwise."""
        at = self.span(doc_id, words)
        ident = f"{doc_id}#s{at['start_char']}-{at['end_char']}"
        common = {"direct": False, "date_source": "none", "citation_ids": [], "possible_sources": []}
        self.rows["statements"].append({"statement_id": ident, "cue": cue, **common, **at, **known})

    def citation(self, doc_id: str, words: str, **known: object) -> str:
        """A citation; its id."""
        at = self.span(doc_id, words)
        citation_id = f"{doc_id}#c{at['start_char']}-{at['end_char']}"
        self.rows["citations"].append({"citation_id": citation_id, **at, **known})
        return citation_id

    def figure(self, doc_id: str, words: str, **known: object) -> None:
        """A figure."""
        at = self.span(doc_id, words)
        common = {"form": "level", "approx": "exact", "rate": "total", "domain": "trade", "date_source": "explicit"}
        value = {"value_low": known["value"], "value_high": known["value"], "plausible": True}
        ident = f"{doc_id}#f{at['start_char']}-{at['end_char']}"
        self.rows["figures"].append({"figure_id": ident, **common, **value, **at, **known})

    def quantities(self) -> None:
        """What the target of the first document leads to: a series, what it implies, what came, what does not fit."""
        target = self.rows["figures"][0]["figure_id"]
        quantity = {
            "measure": "trade_turnover",
            "form": "level",
            "reporter": "MNG",
            "partner": "NPL",
            "flow": "two_way",
        }
        period = {"start_date": dt.date(2020, 1, 1), "end_date": dt.date(2020, 12, 31)}
        year = {"rate": "total", "date_precision": "year", **period}
        common = {**quantity, **year, "status": "target", "unit": "USD"}
        key = "trade_turnover/level/all/MNG-NPL/two_way/total/2020-01-01..2020-12-31/target/USD"
        told = {"value_min": 4e7, "value_max": 4e7, "n_figures": 1, "n_documents": 1, "agreement": "agree"}
        self.rows["series"].append({"series_id": key, **common, "value": 4e7, **told})
        before = {"start_date": dt.date(2014, 1, 1), "end_date": dt.date(2014, 12, 31)}
        implied = {"derived_id": f"{target}/2014", "doc_id": "notes/visit", "figure_ids": [target], "approx": "range"}
        self.rows["derived_figures"].append(
            {**common, **before, **implied, "status": "actual", "value": 2e7, "arithmetic": "40 million USD / 2"}
        )
        member = {"series_id": key, "member_id": target, "figure_id": target, "value": 4e7, "standing": "reconciled"}
        self.rows["series_figures"].append(member)
        parties = {name: quantity[name] for name in ("measure", "reporter", "partner")}
        came = {
            "expected_value": 4e7,
            "actual_value": 3e7,
            "difference": -1e7,
            "ratio": 0.75,
            "actual_source": "customs",
        }
        made = {"made_on": dt.date(2015, 5, 6), "horizon_years": 5.66}
        self.rows["outcomes"].append(
            {"outcome_id": f"{target}/customs", "figure_id": target, **parties, **period, "unit": "USD", **made, **came}
        )
        self.rows["contradictions"].append(
            {
                "contradiction_id": f"levels/{target}",
                "doc_id": "notes/visit",
                "kind": "levels",
                "figure_ids": [target],
                "note": "40 million USD and 20 million USD, both for 2020-01-01..2020-12-31",
            }
        )

    def corrected(self, figure: dict[str, object], column: str, expected: str, value: str) -> None:
        """A figure that was corrected by hand."""
        figure["corrected_by"] = "C. Clerk"
        self.rows["corrections"].append(
            {
                "correction_id": f"figures/{figure['figure_id']}/{column}",
                "table": "figures",
                "row_id": figure["figure_id"],
                "action": "change",
                "column": column,
                "expected": expected,
                "value": value,
                "reason": "the yearbook has tonnes",
                "author": "C. Clerk",
                "date": dt.date(2016, 1, 2),
                "state": "applied",
            }
        )

    def time(self, doc_id: str, words: str, value: str, start: dt.date, end: dt.date, precision: str) -> None:
        """A time."""
        at = self.span(doc_id, words)
        self.rows["times"].append(
            {
                "time_id": f"{doc_id}#t{at['start_char']}-{at['end_char']}",
                "timex_type": "DATE",
                "value": value,
                "start_date": start,
                "end_date": end,
                "date_precision": precision,
                "date_source": "explicit",
                **at,
            }
        )


def sample_rows() -> dict[str, list[dict[str, object]]]:
    """The rows of every table, fresh."""
    s = Sample()
    s.document(
        "notes/visit",
        [
            "A visit to the harbour",
            OPEN[OPEN.index("On 4") : OPEN.index(" They")],
            OPEN[OPEN.index("They") : OPEN.index("\n\nSource")],
            OPEN[OPEN.index("Source") :],
        ],
        True,
        title="A visit to the harbour",
        authors=["B. Writer"],
        publisher="The Daily Yak",
        published=dt.date(2015, 5, 6),
        source_url="https://yak.example/visit",
        rights="CC-BY-4.0",
    )
    s.document(
        "copper",
        [part if part.endswith(".") else part + "." for part in CLOSED.split(". ")],
        False,
        title="Ore, and who asked for it",
        publisher="Andes | Wire",
        published=dt.date(2004, 1, 1),
        published_precision="year",
        rights="all rights reserved",
    )
    mng = s.mention("notes/visit", "Mongolian", "state:MNG", "demonym")
    npl = s.mention("notes/visit", "Nepali", "state:NPL", "demonym")
    s.mention("notes/visit", "They", "state:MNG", "pronoun")
    ulaanbaatar = s.mention("notes/visit", "Ulaanbaatar", "place:ulaanbaatar")
    per = s.mention("copper", "Peru", "state:PER")
    chl = s.mention("copper", "Chile", "state:CHL")
    office = s.mention("copper", "customs office of Lima", "organization:customs-office-of-lima")
    s.entity("state:MNG", "Mongolia", "MNG", ("Mongolian People's Republic",))
    s.entity("state:NPL", "Nepal", "NPL")
    s.entity("place:ulaanbaatar", "Ulaanbaatar", "MNG", ("Ulan Bator",))
    s.entity("state:PER", "Peru", "PER")
    s.entity("state:CHL", "Chile", "CHL")
    s.entity("organization:customs-office-of-lima", "Customs Office of Lima", "PER")
    s.time("notes/visit", "4 May 2015", "2015-05-04", dt.date(2015, 5, 4), dt.date(2015, 5, 4), "day")
    s.time("copper", "2003", "2003", dt.date(2003, 1, 1), dt.date(2003, 12, 31), "year")
    s.figure(
        "notes/visit",
        "$40 million",
        measure="trade_turnover",
        value=4e7,
        unit="USD",
        value_canonical=4e7,
        unit_canonical="USD",
        status="target",
        start_date=dt.date(2020, 1, 1),
        end_date=dt.date(2020, 12, 31),
        date_precision="year",
        date_text="by 2020",
        reporter="MNG",
        partner="NPL",
        flow="two_way",
    )
    s.figure(
        "copper",
        "12,000 tonnes",
        measure="exports",
        value=12000.0,
        unit="t",
        commodity="metals",
        status="actual",
        reporter="CHL",
        partner="PER",
        flow="export",
        attributed_to="organization:customs-office-of-lima",
    )
    s.event(
        "notes/visit",
        "met",
        "CONSULT",
        ("verbal_cooperation", "04"),
        source=["MNG"],
        target=["NPL"],
        place="place:ulaanbaatar",
        start_date=dt.date(2015, 5, 4),
        end_date=dt.date(2015, 5, 4),
        date_precision="day",
        parts=[
            ("state:MNG", "source", mng),
            ("state:NPL", "target", npl),
            ("place:ulaanbaatar", "place", ulaanbaatar),
        ],
    )
    s.episode("talks:MNG+NPL:2015-05-04", "2015-05-04 Mongolia and Nepal hold talks")
    s.event(
        "copper",
        "bought",
        "COOPERATE",
        ("material_cooperation", "06"),
        source=["PER"],
        target=["CHL"],
        attributed_to="organization:customs-office-of-lima",
        parts=[
            ("state:PER", "source", per),
            ("state:CHL", "target", chl),
            ("organization:customs-office-of-lima", "observer", office),
        ],
    )
    s.episode("cooperate:PER>CHL:undated:copper#e5-11", "Chile and Peru cooperate (bought)")
    source = s.citation(
        "notes/visit",
        "B. Herder, The Daily Yak, 5 May 2015",
        marker="Source",
        kind="source",
        authors=["B. Herder"],
        container="The Daily Yak",
        date="2015-05-05",
    )
    s.statement(
        "notes/visit",
        "to double trade to $40 million by 2020",
        "agreed",
        speaker="state:MNG",
        speaker_name="Mongolia",
        speaker_country="MNG",
        stance="supports",
        stance_towards="state:NPL",
        start_date=dt.date(2015, 5, 4),
        end_date=dt.date(2015, 5, 4),
        date_precision="day",
        date_source="relative",
        citation_ids=[source],
        possible_sources=["B. Herder"],
    )
    s.statement(
        "copper",
        "Peru bought 12,000 tonnes of copper ore from Chile in 2003",
        "said",
        speaker="organization:customs-office-of-lima",
        speaker_name="Customs Office of Lima",
        speaker_country="PER",
    )
    s.statement(
        "copper",
        "nobody had asked the fishermen about the new harbour wall",
        "complained",
        speaker_name="An angry mayor",
        stance="opposes",
    )
    s.quantities()
    s.corrected(s.rows["figures"][1], "unit", "kt", "t")
    s.rows["rejects"].append(
        {"path": "scan.pdf", "stage": "ingest", "reason": "unknown format", "detail": "no reader for .pdf"}
    )
    return s.rows


def sample_tables() -> dict[str, pa.Table]:
    """The tables, fresh."""
    return {name: to_arrow(TABLES[name], rows) for name, rows in sample_rows().items()}
