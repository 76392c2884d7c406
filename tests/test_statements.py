"""Statements: who says what, in which words."""

import pytest

from flows.extract import entities, statements, times
from flows.extract.parse import parse
from tests.conftest import document


@pytest.fixture
def said(read):
    """`said(text)`: speaker name, country, cue, whether quoted, content of each statement of a text."""

    def tell(text, published="2024-07-15"):
        parsed = read(text, published)
        found = statements.find(parsed, entities.find(parsed), times.find(parsed))
        rows = statements.rows(parsed, found)
        assert all(parsed.text[r["start_char"] : r["end_char"]] == r["text"] for r in rows)
        return [(r["speaker_name"], r["speaker_country"], r["cue"], r["direct"], r["text"]) for r in rows]

    return tell


@pytest.fixture
def told(read):
    """`told(text)`: the rows of the statements of a text."""

    def tell(text, published="2024-07-15", citations=()):
        parsed = read(text, published)
        return statements.rows(parsed, statements.find(parsed, entities.find(parsed), times.find(parsed), citations))

    return tell


def contents(rows):
    return [(name, text) for name, _, _, _, text in rows]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Norway said that the cable would be repaired by May.", "Norway", "the cable would be repaired by May"),
        ("Norway said the cable would be repaired by May.", "Norway", "the cable would be repaired by May"),
        ("The cable would be repaired by May, Norway said.", "Norway", "The cable would be repaired by May"),
        ("Brazil warned on Monday that the tariff was a mistake.", "Brazil", "the tariff was a mistake"),
        ("Brazil has repeatedly denied any role in the leak.", "Brazil", "any role in the leak"),
        ("Egypt urged Ethiopia to return to the talks.", "Egypt", "Ethiopia to return to the talks"),
        ("Egypt told Ethiopia not to fill the dam.", "Egypt", "not to fill the dam"),
        ("Vietnam called for talks on the border.", "Vietnam", "talks on the border"),
        ("Poland accused Belarus of pushing migrants.", "Poland", "Belarus of pushing migrants"),
        ("Germany views Turkey as a difficult partner.", "Germany", "Turkey as a difficult partner"),
        ("Greece considers the strait an open sea.", "Greece", "the strait an open sea"),
        ("Kenya hopes that the port will open next year.", "Kenya", "the port will open next year"),
        ("Mexico vowed to answer with duties of its own.", "Mexico", "to answer with duties of its own"),
        ("Spain condemned the raid on the embassy.", "Spain", "the raid on the embassy"),
        ("Japan's position is that the islands were never ceded.", "Japan", "the islands were never ceded"),
        ("The treaty stipulates that both sides keep the peace.", "treaty", "both sides keep the peace"),
        ("Peru's stance is clear: it will not sign.", "Peru", "it will not sign"),
        ("India demands that Pakistan act at once.", "India", "Pakistan act at once"),
        (
            "Pyongyang, state media reported, tested a missile.",
            "state media",
            "Pyongyang, state media reported, tested a missile",
        ),
        ("Bolivia wants to talk, but it has yet to say when.", None, None),
        ("Neither side has said whether the talks will go on.", None, None),
        ("Brazil did not say whether it would pay.", None, None),
        ("Brazil declined to confirm the report.", None, None),
        ("Iran's claim that the ship was empty found no echo.", "Iran", "the ship was empty"),
    ],
)
def test_the_content_is_the_claim_without_cue_and_speaker(said, text, speaker, content):
    assert contents(said(text)) == ([(speaker, content)] if speaker else [])


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("According to the Kremlin, the line will be finished in June.", "Russia", "the line will be finished in June"),
        ("The line will be finished in June, according to local engineers.", "local engineers", "The line will be finished in June"),
        ("In Chile's view, the treaty is still in force.", "Chile", "the treaty is still in force"),
        ("As many economists have noted, the peso is overvalued.", "many economists", "the peso is overvalued"),
    ],
)  # fmt: skip
def test_phrases_attribute_the_clause_they_are_put_into(said, text, speaker, content):
    assert contents(said(text)) == [(speaker, content)]


def test_a_quotation_is_taken_without_its_marks_wherever_the_cue_stands(said):
    words = "We will not leave the treaty."
    for text in (
        f'Peru\'s envoy said: "{words}"',
        f"Peru's envoy said, “{words}”",
        "“We will not leave the treaty.,” Peru's envoy said.",
        "“We will not leave the treaty.,” said Peru's envoy.",
    ):
        [(_, _, cue, direct, content)] = said(text)
        assert (cue, direct, content.rstrip(",")) == ("said", True, words)


def test_a_quotation_split_by_its_cue_is_one_statement(said):
    [(name, _, _, direct, content)] = said("“The pact is dead,” Angela Merkel said, “and nobody will mourn it.”")
    assert (name, direct) == ("Angela Merkel", True)
    assert content.startswith("The pact is dead") and content.endswith("nobody will mourn it.")


def test_a_quotation_goes_on_behind_its_cue(said):
    text = '"We have time," Angela Merkel said. "Nobody is in a hurry. The door is open." The talks go on.'
    [(_, _, _, _, content)] = said(text)
    assert content.startswith("We have time") and content.endswith("The door is open.")


def test_a_quotation_over_several_paragraphs_has_one_speaker(said):
    text = (
        "Angela Merkel said: “The first point is price.\n\n“The second point is time.\n\n"
        "“The third is trust.”\n\nThe room was full."
    )
    [(name, _, _, direct, content)] = said(text)
    assert (name, direct) == ("Angela Merkel", True)
    assert content.startswith("The first point") and content.endswith("The third is trust.")


def test_a_paragraph_that_is_one_quotation_is_said_by_whoever_spoke_last(said):
    text = '"The price is too high," Angela Merkel said.\n\n"It has to come down before the winter sets in."'
    rows = said(text)
    assert [name for name, *_ in rows] == ["Angela Merkel", "Angela Merkel"]
    assert rows[1][4] == "It has to come down before the winter sets in."


def test_a_word_in_quotation_marks_is_not_a_quotation_of_somebody(said):
    assert said("The “new order” began in 1991, and the “old guard” left.") == []
    [(_, _, _, direct, _)] = said("Chile said that the “reset” was meant for the whole region.")
    assert not direct


def test_a_claim_with_quoted_words_in_it_is_direct_and_whole(said):
    [row] = said("Sergey Lavrov said the plan was “dead on arrival” and would not be revived.")
    assert row == ("Sergey Lavrov", "RUS", "said", True, "the plan was “dead on arrival” and would not be revived")


def test_each_clause_with_a_that_of_its_own_is_a_statement(said):
    text = "Sergey Lavrov said that the treaty was void and that new talks would begin in May."
    assert [c for _, c in contents(said(text))] == ["the treaty was void", "new talks would begin in May"]


def test_the_holder_of_an_office_named_before_is_meant_by_it(told):
    rows = told("Trade Minister Ana Rey met the press in Lima. The minister said that the talks had failed.")
    assert [r["speaker_name"] for r in rows] == ["Ana Rey"]


def test_what_a_speaker_adds_is_his_and_not_his_subjects(said):
    text = "Sergey Lavrov said that Peru and Chile enjoy good ties, adding that the canal would help them."
    assert contents(said(text)) == [
        ("Sergey Lavrov", "Peru and Chile enjoy good ties"),
        ("Sergey Lavrov", "the canal would help them"),
    ]


def test_whoever_is_quoted_by_a_medium_is_the_speaker(said):
    for text in (
        "Reuters quoted Alexander Novak as saying the cut would last until May.",
        "Alexander Novak was quoted as saying the cut would last until May.",
    ):
        assert contents(said(text)) == [("Alexander Novak", "the cut would last until May")]


def test_unnamed_groups_keep_their_words_and_their_country(said, told):
    [row] = told("Some Chinese analysts believe that the canal will never be built.")
    assert (row["speaker"], row["speaker_name"], row["speaker_country"]) == (None, "Some Chinese analysts", "CHN")


def test_names_beside_an_office_are_the_speaker(told):
    for text in (
        "The ambassador to Chile, Sergey Lavrov, said the deal was close.",
        "Foreign Minister Sergey Lavrov said the deal was close.",
        "Sergey Lavrov, the foreign minister, said the deal was close.",
    ):
        [row] = told(text)
        assert (row["speaker"], row["speaker_country"]) == ("person:sergey-lavrov", "RUS")


def test_a_document_speaks_for_whoever_issued_it(told):
    [row] = told("A Kremlin statement stressed that the base would stay.")
    assert row["speaker"] == "state:RUS"
    rows = told("Peru and Chile signed a joint declaration in Lima. The declaration stressed that the border is open.")
    assert [(r["speaker"], r["speaker_name"]) for r in rows] == [(None, "Peru and Chile")]


def test_who_says_it_together_is_named_together(told):
    [row] = told("Peru and Chile said that the border would stay open.")
    assert (row["speaker"], row["speaker_name"], row["speaker_country"]) == (None, "Peru and Chile", None)


def test_a_pronoun_for_somebody_without_a_name_means_whoever_spoke_before(said):
    text = "A Lima professor thought that the pact was dead. He argued that both sides needed a new one."
    assert [name for name, _ in contents(said(text))] == ["Lima professor", "Lima professor (he)"]


def test_a_pronoun_is_shown_beside_the_name_it_stands_for(told):
    rows = told("Angela Merkel met the press in Lima. She said that the talks had failed.")
    assert [(r["speaker"], r["speaker_name"]) for r in rows] == [("person:angela-merkel", "Angela Merkel (she)")]


def test_the_author_and_nobody_make_no_statement(said):
    assert said("I think that the deal is good. We believe it will last.") == []
    assert said("It is said that the deal is good. It is worth noting that it is old.") == []
    assert said("If Peru says that the deal is off, nobody will notice.") == []


@pytest.mark.parametrize(
    ("text", "section", "name", "content"),
    [
        ("Lavrov: Sanctions will not work", "title", "Sergey Lavrov", "Sanctions will not work"),
        ("Sanctions will not work: analysts", "title", "analysts", "Sanctions will not work"),
        ("MODERATOR: Thank you all for coming.", "body", "MODERATOR", "Thank you all for coming."),
    ],
)
def test_headlines_and_turns_of_an_interview_have_speakers(nlp, text, section, name, content):
    parsed = parse(document(text, "2024-07-15", section), nlp)
    [s] = statements.find(parsed, entities.find(parsed), times.find(parsed))
    assert (s.speaker_name, s.cue, text[s.start : s.end]) == (name, ":", content)


def test_what_a_country_is_about_is_no_headline_of_it(nlp):
    parsed = parse(document("Peru: exports rise again", section="title"), nlp)
    assert statements.find(parsed, entities.find(parsed), times.find(parsed)) == []


def test_a_signed_quotation_is_by_whoever_signs(said):
    assert said("“The canal will be dug by our own hands.” — Ana Torres") == [
        ("Ana Torres", None, "—", True, "The canal will be dug by our own hands.")
    ]


def test_the_date_is_that_of_the_saying_not_of_what_is_said(told):
    [row] = told("On 3 May 2019 Angela Merkel said that the pipe would be ready by 2021.")
    assert (str(row["start_date"]), row["date_precision"]) == ("2019-05-03", "day")
    [row] = told("Angela Merkel said that the pipe would be ready by 2021.")
    assert (row["start_date"], row["date_source"]) == (None, "none")


@pytest.mark.parametrize(
    ("text", "stance", "towards"),
    [
        ("China condemned the arms sales to Taiwan by Germany.", "opposes", "place:taiwan"),
        ("India expressed its support for Vietnam.", "supports", "state:VNM"),
        ("India praised Vietnam for its restraint.", "supports", "state:VNM"),
        ("India said it would not take sides in the quarrel.", "neutral", None),
        ("India said it opposed the embargo on Iran.", "opposes", "state:IRN"),
        ("India said that Pakistan opposed the embargo.", None, None),
        ("India said that the embargo had ended.", None, None),
    ],
)
def test_the_stance_is_told_only_where_the_words_say_so(told, text, stance, towards):
    row = told(text)[0]
    assert (row["stance"], row["stance_towards"]) == (stance, towards)


def test_a_note_behind_the_claim_names_its_possible_sources(told):
    class Note:
        citation_id, kind, authors, date = "doc#c90-99", "note", ("Ana Torres",), "2013-02"

        def __init__(self, anchor_char):
            self.anchor_char = anchor_char

    text = "Chile said that the border was open.[3] Peru said that it was closed."
    first, second = told(text, citations=[Note(text.index("[3]"))])
    assert (first["text"], first["citation_ids"], first["possible_sources"]) == (
        "the border was open", ["doc#c90-99"], ["Ana Torres"],
    )  # fmt: skip
    assert (str(first["start_date"]), str(first["end_date"]), first["date_text"]) == (
        "2013-02-01",
        "2013-02-28",
        "2013-02",
    )
    assert (second["text"], second["citation_ids"]) == ("it was closed", [])


def test_a_claim_ends_at_the_marker_of_its_note(said):
    text = "Chile said that the border was open.[3] In Peru, Angela Merkel argued that it was closed.[4]"
    assert contents(said(text)) == [("Chile", "the border was open"), ("Angela Merkel", "it was closed")]
