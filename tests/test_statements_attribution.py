"""Figures and events inside a statement carry its speaker."""

from flows.extract import extract
from flows.extract.attribution import attributed
from tests.conftest import document


def statement(start, end, speaker, cue="said"):
    return {"start_char": start, "end_char": end, "speaker": speaker, "cue": cue}


def event(start, end, text="signed"):
    return {"event_id": "e", "start_char": start, "end_char": end, "text": text, "attributed_to": None}


def test_the_innermost_statement_of_a_known_speaker_counts():
    rows = {
        "statements": [
            statement(0, 100, "person:a"), statement(20, 60, "person:b"), statement(30, 50, None), statement(120, 130, "person:c"),
        ],
        "events": [event(35, 40), event(70, 75), event(99, 104), event(110, 115)],
        "figures": [{"figure_id": "f", "start_char": 122, "end_char": 126, "text": "5%", "attributed_to": None}],
    }  # fmt: skip
    attributed(rows)
    assert [e["attributed_to"] for e in rows["events"]] == ["person:b", "person:a", None, None]
    assert rows["figures"][0]["attributed_to"] == "person:c"


def test_an_act_of_speech_is_not_attributed_to_itself():
    rows = {
        "statements": [statement(0, 100, "person:a", "accused")],
        "events": [event(40, 47, "accused"), event(60, 66)],
    }
    attributed(rows)
    assert [e["attributed_to"] for e in rows["events"]] == [None, "person:a"]


def test_rows_of_a_document_without_statements_stay_as_they_are():
    rows = {"events": [event(1, 5)], "figures": []}
    attributed(rows)
    assert rows["events"][0]["attributed_to"] is None


def test_a_figure_and_an_event_keep_who_told_of_them(nlp):
    text = (
        "Vladimir Putin said trade with China had reached $80 billion. Armenia said that Azerbaijan had attacked Georgia. "
        "Peru exported 5 million tons of copper to Japan."
    )
    rows = extract(document(text, "2016-06-28"), nlp)
    assert [(f["text"], f.get("attributed_to")) for f in rows["figures"]] == [
        ("$80 billion", "person:vladimir-putin"), ("5 million tons", None)
    ]  # fmt: skip
    (attack,) = [e for e in rows["events"] if e["event_type"] == "ASSAULT"]
    assert (attack["source"], attack["attributed_to"]) == (["AZE"], "state:ARM")
