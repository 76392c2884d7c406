"""The knowledge tables of statements are as their heads explain."""

from flows.extract.statements.maker import CONFIDENCE
from flows.knowledge import knowledge
from flows.tables.codes import STANCES

FRAMES = {"clause", "quote", "inf", "object", "object_inf", "listener_inf", "object_as", "object_predicate"}
KINDS = {"speech", "writing", "document", "finding", "knowledge", "belief", "wish", "position"}


def test_every_cue_has_frames_and_a_kind_that_the_head_explains():
    for row in knowledge("statement_cues"):
        frames = row["frames"].split()
        assert frames, row
        assert all(f in FRAMES or f.startswith(("prep:", "object_prep:")) for f in frames), row
        assert row["kind"] in KINDS and row["pos"] in ("verb", "noun", "adj") and row["stance"] in ("", *STANCES), row


def test_every_cue_stands_once_and_in_small_letters():
    for table, keys in (
        ("statement_cues", ("words", "pos")),
        ("statement_sources", ("noun",)),
        ("statement_phrases", ("words",)),
        ("statement_stances", ("words", "pos")),
    ):
        rows = [tuple(row[k] for k in keys) for row in knowledge(table)]
        assert len(rows) == len(set(rows)), table
        assert all(word == word.lower() for row in rows for word in row), table


def test_every_phrase_has_one_place_for_whoever_says_so():
    assert all(row["words"].count("{}") == 1 and row["kind"] in KINDS for row in knowledge("statement_phrases"))


def test_every_source_and_stance_is_of_a_known_kind():
    assert {row["kind"] for row in knowledge("statement_sources")} == {"person", "body", "act", "document", "medium"}
    assert {row["stance"] for row in knowledge("statement_stances")} <= set(STANCES)


def test_confidence_is_a_share():
    assert all(0 < c <= 1 for c in CONFIDENCE.values())
