"""Episodes of real text, and the knowledge tables that they rest on."""

import re
import string
from dataclasses import replace

import pytest

from flows.extract import extract
from flows.knowledge import knowledge
from flows.reconcile import entities, episodes
from flows.reconcile.episodes.kinds import kinds, read
from flows.tables import TABLES
from flows.tables.arrow import to_arrow
from flows.tables.codes import EVENT_TYPES
from tests.conftest import document

WIRE = (
    "Lavrov in Delhi\n\nRussian Foreign Minister Sergei Lavrov visited India on 14 March 2012. During the visit Russia and India "
    "signed a memorandum on helicopter engines."
)
ESSAY = "In March 2012, Sergei Lavrov visited India. In 2010, Dmitry Medvedev had visited India. India did not visit Russia in 2011."
REPORT = (
    "Sergei Lavrov paid a visit to India last week. The visit was short. Sergei Lavrov will visit Japan in April 2012."
)


@pytest.fixture(scope="module")
def tables(nlp):
    """The tables of three short documents."""
    rows = {name: [] for name in TABLES}
    for doc_id, text, day in (
        ("wire", WIRE, "2012-03-15"),
        ("essay", ESSAY, "2013-06-01"),
        ("report", REPORT, "2012-03-19"),
    ):
        made = replace(document(text, day), doc_id=doc_id)
        for name, some in extract(made, nlp).items():
            rows[name] += some
        known = {"doc_id": doc_id, "published": made.published, "published_precision": made.published_precision}
        rows["documents"].append(known)
    found = {name: to_arrow(TABLES[name], some) for name, some in rows.items()}
    found["entities"] = entities(found["entities"], found["mentions"])
    return found


def test_three_reports_of_one_visit_are_one_episode_and_other_visits_are_not_in_it(tables):
    events, found = episodes(tables)
    (visit,) = [row for row in found.to_pylist() if row["episode_id"].startswith("visit:RUS>IND:2012")]
    told = [e for e in events.to_pylist() if e["episode_id"] == visit["episode_id"]]
    assert re.fullmatch(r"2012-03-14 Serge[iy] Lavrov visits India", visit["label"]) and visit["n_documents"] == 3
    assert {e["text"] for e in told} <= {"visited", "visit", "paid", "paid a visit", "Visit"}
    others = {row["label"] for row in found.to_pylist()} - {visit["label"]}
    assert "2010 Dmitry Medvedev visits India" in others
    assert any("Japan" in label for label in others)


def test_there_is_a_kind_for_every_type_of_event_whatever_the_words():
    for event_type in EVENT_TYPES:
        reading = read(event_type, None, "no rule", ["qwerty"], (0, 1))
        assert reading.kind.types >= {event_type} and reading.noun is None


def test_a_type_that_the_table_does_not_know_is_named():
    with pytest.raises(ValueError, match="JUGGLE"):
        read("JUGGLE", None, "no rule", ["qwerty"], (0, 1))


@pytest.mark.parametrize("kind", kinds(), ids=lambda k: k.name)
def test_a_line_uses_only_what_it_is_given_and_reads_well_without_a_target(kind):
    for line in (kind.one, kind.many, kind.together):
        used = {name for _, name, _, _ in string.Formatter().parse(line) if name}
        assert used <= {"source", "target", "both", "thing"} and used & {"source", "both"}
        assert "{thing}" not in line or kind.thing
        bare = re.sub(r"\[[^\]]*\]", "", line)
        assert bare.count("[") == bare.count("]") == 0 and "  " not in bare and "{target}" not in bare


def test_the_columns_of_the_tables_hold_only_what_their_heads_explain():
    types = set(EVENT_TYPES)
    for row in knowledge("episode_kinds"):
        assert set(row["types"].split("|")) <= types, row["_at"]
        assert row["direction"] in ("forth", "back", "both", "told"), row["_at"]
        assert {row[c] for c in ("generic", "counted", "lasts", "people")} <= {"", "yes"}, row["_at"]
        assert bool(row["carriers"]) == bool(row["objects"]), row["_at"]
    assert {row["meaning"] for row in knowledge("episode_cues")} == {
        "same",
        "another",
        "new",
        "one_of",
        "during",
        "again",
    }


def test_no_cue_has_two_meanings():
    words = [row["cue"] for row in knowledge("episode_cues")]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("rule", "sentence", "trigger", "expected"),
    [
        ("sign", "the treaty was signed in oslo on friday", "signed", "treaty"),
        ("sign", "oil companies signed a deal on friday", "signed", "agreement"),
        ("sign", "the statement signed by both sides mentions the treaty", "signed", "statement"),
        ("sign", "they signed a memorandum", "signed", "memorandum"),
        ("ratify", "parliament ratified the treaty", "ratified", "ratification"),
    ],
)
def test_the_noun_beside_a_verb_says_what_was_signed(rule, sentence, trigger, expected):
    at = next(r["_at"] for r in knowledge("triggers") if r["trigger"] == rule and r["pos"] == "verb")
    words = sentence.split()
    n = words.index(trigger)
    assert read("SUPPORT", None, at, words, (n, n + 1)).kind.name == expected
