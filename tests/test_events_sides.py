"""Who is on either side of an act, known party or not, and how sure that is."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from flows.extract import entities, events, times
from flows.extract.events import confidence
from flows.extract.events.event import Event
from flows.extract.parse import Parsed, parse
from flows.knowledge import knowledge
from tests.conftest import document

Read = Callable[..., Parsed]
SENTENCES = [
    "Peru and Chile signed a treaty in 1999.",
    "The two sides held talks.",
    "A joint statement was issued.",
    "Peru's foreign minister condemned the raid.",
    "Chile suspended gas exports to Bolivia.",
    "It refused to meet the envoy.",
    "Putin visited Beijing in May 2014.",
    "Sanctions were imposed on Iran.",
    "They agreed to cut tariffs.",
]


def told(parsed: Parsed) -> list[Event]:
    return events.find(parsed, entities.find(parsed), times.find(parsed))


def sides(parsed: Parsed) -> list[tuple[str, list[str], list[str]]]:
    """(type, texts of the source mentions, texts of the target mentions) of each event."""
    mentions = entities.find(parsed)
    text = dict(zip(entities.mention_ids(mentions), (m.text for m in mentions), strict=True))
    return [
        (e.event_type, *([text[m] for _, r, m in e.participants if r == role] for role in ("source", "target")))
        for e in events.find(parsed, mentions, times.find(parsed))
    ]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5))
def test_each_party_has_a_mention_that_shows_it(nlp: Language, sentences: list[str]) -> None:
    parsed = parse(document(" ".join(sentences)), nlp)
    mentions = entities.find(parsed)
    actor = dict(zip(entities.mention_ids(mentions), (m.entity.actor for m in mentions), strict=True))
    for event in events.find(parsed, mentions, times.find(parsed)):
        for role, codes in (("source", event.source), ("target", event.target)):
            assert set(codes) <= {actor[m] for _, r, m in event.participants if r == role}


def test_a_side_told_by_another_sentence_shows_where(read: Read) -> None:
    found = sides(read("Peru and Chile held talks. Peru and Chile were close. A joint statement was issued."))
    ((_, source, target),) = [f for f in found if f[0] == "AGREE"]
    assert sorted(source + target) == ["Chile", "Peru"]


def test_what_is_done_to_one_s_own_people_shows_whom(read: Read) -> None:
    (found,) = sides(read("Egyptian police arrested Mohamed Morsi."))
    assert found == ("COERCE", ["Egyptian"], ["Mohamed Morsi"])


def test_who_acts_is_kept_even_if_of_no_known_state(read: Read) -> None:
    parsed = read("Wilbur Hackensacker sued the Zorbex Corporation.")
    assert sides(parsed) == [("ACCUSE", ["Wilbur Hackensacker"], ["Zorbex Corporation"])]
    assert [(e.source, e.target) for e in told(parsed)] == [((), ())]


@pytest.mark.parametrize(
    ("text", "event_type", "source", "target"),
    [
        ("LIMA, Peru -- Chilean officials condemned Bolivia.", "ACCUSE", {"CHL"}, {"BOL"}),
        ("HARARE, Zimbabwe - Police arrested two men.", "COERCE", {"ZWE"}, set()),
        ("Peru to expel Chilean envoy", "THREATEN", {"PER"}, {"CHL"}),
        ("A Peruvian court found Chile guilty of theft.", "ACCUSE", {"PER"}, {"CHL"}),
        ("Peru's refusal to receive the Chilean envoy caused a stir.", "REJECT", {"PER"}, {"CHL"}),
        ("The visit of Peru's president to Chile ended on Friday.", "CONSULT", {"PER"}, {"CHL"}),
        ("The arrest of two Chileans by Peruvian police led to a row.", "COERCE", {"PER"}, {"CHL"}),
        ("Peru took steps to restrict Chilean imports.", "SANCTION", {"PER"}, {"CHL"}),
        ("Peru published a report accusing Chile of fraud.", "ACCUSE", {"PER"}, {"CHL"}),
        ("The Saudi-led coalition bombed Yemen.", "ASSAULT", {"SAU"}, {"YEM"}),
        ("Peru condemned the threats made by Chile.", "ACCUSE", {"PER"}, {"CHL"}),
        ("Ten Chilean soldiers were killed by Peruvian fire.", "ASSAULT", {"PER"}, {"CHL"}),
        ("Russia was the first state to recognise Kosovo.", "SUPPORT", {"RUS"}, {"XKX"}),
        ("Peru did not give Chile permission to land.", "REJECT", {"PER"}, {"CHL"}),
    ],
)
def test_other_shapes_of_a_sentence_tell_the_same(
    read: Read, text: str, event_type: str, source: set, target: set
) -> None:
    found = [(e.event_type, set(e.source), set(e.target)) for e in told(read(text))]
    assert (event_type, source, target) in found


def test_the_dateline_takes_no_part(read: Read) -> None:
    assert sides(read("LIMA, Peru -- Chile condemned Bolivia.")) == [("ACCUSE", ["Chile"], ["Bolivia"])]


def test_the_day_of_a_report_is_not_the_day_of_the_act(read: Read) -> None:
    (event,) = told(read("Peru had recalled its ambassador from Chile, officials said on 4 May 2015."))
    assert event.date.start is None


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Peru refused to meet the Chilean envoy.", "meet"),
        ("Peru will not support Chile.", "assist"),
        ("Peru asked Chile to withdraw its troops.", "yield"),
        ("Peru threatened to expel the Chilean ambassador.", "expel"),
        ("Peru will attack Chile.", "violence"),
    ],
)
def test_what_is_refused_or_threatened_gives_the_mode(read: Read, text: str, mode: str) -> None:
    assert [e.mode for e in told(read(text))] == [mode]


def test_the_more_is_left_open_the_less_sure_it_is(read: Read) -> None:
    plain, bare, reported = (
        told(read(text))[0].confidence
        for text in (
            "Peru condemned Chile.",
            "Peru condemned the raid.",
            "Bolivia said that Peru had condemned Chile.",
        )
    )
    assert 0 < bare < reported < plain < 1


def test_every_weight_is_of_a_ground_that_can_hold() -> None:
    rows = knowledge("event_confidence")
    explained = next(iter(rows))
    assert explained["ground"] == "base"
    assert len({r["ground"] for r in rows}) == len(rows)
    assert all(abs(w) < 5 for w in confidence.weights().values())
