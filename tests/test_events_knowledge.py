"""The trigger table and its companions: no row may contradict another or name what does not exist."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import flows.knowledge
from flows.extract import entities, events, times
from flows.extract.events import finder
from flows.extract.events.trigger import NAMED, SPECIAL, ambiguous, index, plover, trigger
from flows.extract.parse import Parsed
from flows.knowledge import knowledge
from flows.tables.codes import EVENT_STATUS, EVENT_TYPES, QUAD_CLASSES

SLOTS = {"obj", "subj", "dat", "comp", "poss", "mod", "mutual", "time", "oprd", "advmod", "-"}
COMPLEMENTS = {"any", "clause", "coop", "conf", "other"}


def _classes() -> set[str]:
    return {row["class"] for row in knowledge("event_nouns")} | set(NAMED) | {"ACT", "BOTH", "*"}


def test_no_trigger_stands_twice_with_the_same_condition() -> None:
    keys = [(r["trigger"], r["pos"], r["condition"]) for r in knowledge("triggers")]
    assert sorted(k for k in set(keys) if keys.count(k) > 1) == []


def test_there_are_triggers_for_every_type_of_the_scheme() -> None:
    types = [r["event_type"] for r in knowledge("triggers")]
    assert set(plover()) == set(EVENT_TYPES)
    assert {t for t in EVENT_TYPES if types.count(t) < 10} == set()
    assert set(types) <= {*EVENT_TYPES, *SPECIAL}
    assert len({(r["trigger"], r["pos"]) for r in knowledge("triggers")}) >= 800


def test_every_mode_and_context_of_a_trigger_exists() -> None:
    contexts = {row["code"] for row in knowledge("plover") if row["kind"] == "context"}
    for row in knowledge("triggers"):
        t = trigger(row)
        assert set(t.contexts) <= contexts, row["_at"]
        if t.mode:
            assert t.mode in plover()[t.event_type]["modes"].split("|"), row["_at"]


def test_every_slot_status_and_class_of_a_trigger_exists() -> None:
    for row in knowledge("triggers"):
        t = trigger(row)
        assert t.pos in ("verb", "noun", "adj"), row["_at"]
        assert t.status is None or t.status in EVENT_STATUS, row["_at"]
        for slot in (*t.source, *t.target, *(s for c in t.conditions for s in c.slots)):
            assert slot in SLOTS or slot.isalpha(), row["_at"]
        for c in t.conditions:
            for value in c.values:
                for part in value.split("+"):
                    assert part == part.lower() or part in _classes(), (row["_at"], part)


def test_every_type_has_a_quad_class_and_a_cameo_root() -> None:
    for row in plover().values():
        assert row["quad_class"] in QUAD_CLASSES
        assert row["cameo_root"].isdigit()
        assert len(row["cameo_root"]) == 2


def test_the_row_with_more_conditions_comes_first() -> None:
    for rows in index().values():
        assert [r.rank for r in rows] == sorted(r.rank for r in rows)


def test_no_noun_stands_twice_in_a_class() -> None:
    keys = [(r["noun"], r["class"]) for r in knowledge("event_nouns")]
    assert len(keys) == len(set(keys))


def test_modes_of_requests_refusals_and_threats_are_those_of_the_scheme() -> None:
    for row in knowledge("event_modes"):
        assert row["mode"] in plover()[row["event_type"]]["modes"].split("|"), row["_at"]
        assert row["about"] in plover(), row["_at"]
        assert row["about_mode"] in ("", *plover()[row["about"]]["modes"].split("|")), row["_at"]


def test_a_user_teaches_a_trigger_by_one_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: Callable[..., Parsed]
) -> None:
    caches = (knowledge, index, ambiguous, finder._heads)
    tables = tmp_path / "knowledge"
    shutil.copytree(flows.knowledge.FOLDER, tables)
    with (tables / "triggers.csv").open("a", encoding="utf-8") as lines:
        lines.write("defenestrate,verb,ASSAULT,,,obj,,,,\n")
    parsed = read("Peru defenestrated a Chilean envoy.")
    mentions, found_times = entities.find(parsed), times.find(parsed)
    assert events.find(parsed, mentions, found_times) == []
    try:
        monkeypatch.setattr(flows.knowledge, "FOLDER", tables)
        for cache in caches:
            cache.cache_clear()
        (event,) = events.find(parsed, mentions, found_times)
    finally:
        monkeypatch.undo()
        for cache in caches:
            cache.cache_clear()
    assert (event.event_type, event.source, event.target) == ("ASSAULT", ("PER",), ("CHL",))
