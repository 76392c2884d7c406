"""Works cited: what a scholar may expect of notes, reference lists, source lines and references in the text."""

import dataclasses

import pytest

from flows.extract import citations
from flows.extract.citations.reference import read as read_reference
from flows.extract.parse import parse
from flows.ingest.sections import layout
from flows.tables import TABLES
from flows.tables.arrow import to_arrow
from tests.conftest import ROOT, document

BODY = (
    "A Canal between Two Seas\n\n{}\n\nThe ministers met twice in the spring and said little about it to anybody.\n\n{}"
)


@pytest.fixture
def cited(nlp):
    """`cited(text)`: the citations of a text whose notes and source lines the ingest has marked."""

    def find(text, **known):
        plain = document(text, **known)
        return citations.find(parse(dataclasses.replace(plain, blocks=layout(text).blocks), nlp))

    return find


def work(reference, **options):
    """What is read of one reference: authors, title, container, date, pages."""
    reading = read_reference(reference, **options)
    assert reading is not None
    w = reading.work
    return w.authors, w.title, w.container, w.date, w.pages


CHICAGO_NOTES = {
    "Ana Ruiz, “The Price of Gas,” Foreign Affairs 91, no. 4 (July/August 2012): 112–15.": (
        ("Ana Ruiz",), "The Price of Gas", "Foreign Affairs", "2012-07", "112–15",
    ),
    "Ana Ruiz and Ivan Petrov, Pipes and Power: A History, 2nd ed. (New York: Norton, 2008), p. 43.": (
        ("Ana Ruiz", "Ivan Petrov"), "Pipes and Power: A History", None, "2008", "43",
    ),
    "Ana Ruiz, “Ports,” in Asia and the Sea, ed. Samuel Stone (Boulder, CO: Westview, 1998), 114–32.": (
        ("Ana Ruiz",), "Ports", "Asia and the Sea", "1998", "114–32",
    ),
    "Ana Ruiz, ‘The Price of Gas’, Survival, Vol. 51, No. 2, Winter 2009, p. 12.": (
        ("Ana Ruiz",), "The Price of Gas", "Survival", "2009", "12",
    ),
    "Ruiz, Ana, and Ivan Petrov. “The Price of Gas.” Asian Survey 41 (5): 797–821.": (
        ("Ana Ruiz", "Ivan Petrov"), "The Price of Gas", "Asian Survey", None, "797–821",
    ),
}  # fmt: skip


@pytest.mark.parametrize("reference", CHICAGO_NOTES)
def test_notes_in_the_style_of_chicago_are_read(reference):
    assert work(reference) == CHICAGO_NOTES[reference]


def test_author_date_references_are_read():
    assert work("Ruiz, A., & Petrov, I. (2017). Gas to the east: A survey. The Pacific Review, 30(1), 114–132.") == (
        ("A. Ruiz", "I. Petrov"), "Gas to the east: A survey", "The Pacific Review", "2017", "114–132",
    )  # fmt: skip
    assert work("Ruiz, A. (2017, March 25). Who buys the gas. _Eurasia Daily Monitor_.") == (
        ("A. Ruiz",), "Who buys the gas", "Eurasia Daily Monitor", "2017-03-25", None,
    )  # fmt: skip
    assert work("Ruiz, A. (2014) ‘Gas deal signed’, Financial Times, 21 May.")[3] == "2014-05-21"
    assert work("Ruiz, Ana. 2008. Pipes and Power. Washington, DC: Brookings.", listed=True)[:4] == (
        ("Ana Ruiz",), "Pipes and Power", None, "2008",
    )  # fmt: skip


def test_wire_service_lines_have_a_container_and_no_author():
    assert work("Xinhua, 23 March 2013.") == ((), None, "Xinhua", "2013-03-23", None)
    assert work("Interfax, Moscow, 12 May 1994.") == ((), None, "Interfax", "1994-05-12", None)
    assert work("Pravda, 12 May 1994, p. 3.") == ((), None, "Pravda", "1994-05-12", "3")
    assert work("Reuters, “Canal deal signed,” May 21, 2014.") == (
        (),
        "Canal deal signed",
        "Reuters",
        "2014-05-21",
        None,
    )
    assert work("“Canal deal signed,” Xinhua, 21 May 2014.") == ((), "Canal deal signed", "Xinhua", "2014-05-21", None)


def test_authors_may_stand_after_the_title():
    expected = (("Irina Sokolova",), "Who owns the canal?", "The Voice of Russia", "2012-11-19", None)
    assert work("“Who owns the canal?” by Irina Sokolova, on The Voice of Russia, 19 November 2012") == expected
    assert work("“Who owns the canal?” Irina Sokolova, The Voice of Russia, Nov 19, 2012") == expected


def test_russian_and_chinese_references_are_read():
    assert work("Petrov V.L. Rossiya i more // Problemy Dal'nego Vostoka. 2000. No. 1. P. 25-37.") == (
        ("V.L. Petrov",), "Rossiya i more", "Problemy Dal'nego Vostoka", "2000", "25-37",
    )  # fmt: skip
    assert work("Петров В. Л. Россия и море // Международная жизнь. 2012. № 3. С. 15–20.")[1:4] == (
        "Россия и море", "Международная жизнь", "2012",
    )  # fmt: skip
    assert work("I. Petrov, “Gaz i more” [Gas and the Sea], Mirovaia ekonomika, no. 11 (2009), pp. 89–105.") == (
        ("I. Petrov",), "Gaz i more", "Mirovaia ekonomika", "2009", "89–105",
    )  # fmt: skip
    assert work("王海：《运河与大海》，《人民日报》，2012年6月8日，第3页。") == (
        ("王海",), "运河与大海", "人民日报", "2012-06-08", "3",
    )  # fmt: skip


def test_names_of_months_in_other_languages_are_understood():
    assert work("I. Petrov, “Gaz i more,” Pravda, 12 fevralia 1994.")[3] == "1994-02-12"
    assert work("Jan Klein, »Der Kanal«, Die Zeit, 12. März 2017.")[1:4] == ("Der Kanal", "Die Zeit", "2017-03-12")


def test_official_documents_have_a_title_and_their_issuer():
    assert work("Joint Statement of the Two States on the Canal, September 27, 2010,")[1:4] == (
        "Joint Statement of the Two States on the Canal", None, "2010-09-27",
    )  # fmt: skip
    assert work("Ministry of Foreign Affairs of Japan, “Canal Policy,” February 12, 2013.")[0] == (
        "Ministry of Foreign Affairs of Japan",
    )
    assert work("UN General Assembly, Resolution 68/262, “The Canal,” A/RES/68/262, 27 March 2014.") == (
        ("UN General Assembly",), "The Canal", None, "2014-03-27", None,
    )  # fmt: skip
    assert work("World Bank, Canal Outlook 2012 (Washington, DC: World Bank, 2012).")[:2] == (
        ("World Bank",), "Canal Outlook 2012",
    )  # fmt: skip


def test_numbered_reports_name_their_series_and_authors():
    assert work("CRS Report R41108, Canals: An Overview of Issues, by Ana Ruiz, August 1, 2013.") == (
        ("Ana Ruiz",), "Canals: An Overview of Issues", "CRS Report", "2013-08-01", None,
    )  # fmt: skip


def test_interviews_are_their_own_title():
    assert work("Author’s interview with a senior official, Beijing, 14 May 2012.") == (
        (), "Author’s interview with a senior official", None, "2012-05-14", None,
    )  # fmt: skip


def test_the_day_of_access_is_not_the_date_of_the_work():
    reading = read_reference(
        "Ana Ruiz, “Canals,” Carnegie Moscow Center, June 29, 2016, http://x.org/a (accessed July 3, 2017)."
    )
    assert reading is not None and (reading.work.date, reading.work.url) == ("2016-06-29", "http://x.org/a")
    undated = read_reference("“Canal Models,” Canal Watch, accessed January 23, 2016. https://x.org/models.")
    assert undated is not None and undated.work.date is None


def test_day_and_month_that_could_change_places_leave_the_year():
    assert work("Ana Ruiz, “Canals,” Dawn, 03/04/2012.")[3] == "2012"
    assert work("Ana Ruiz, “Canals,” Dawn, 25/04/2012.")[3] == "2012-04-25"


@pytest.mark.parametrize(
    "note",
    [
        "The author thanks three reviewers for their comments on a draft of 2013.",
        "The canal was dug in June 2001 by two states and four firms.",
        "This is not to say that Cairo would accept it; in 1998 it did not.",
        "At the time, exports were worth $15.8 billion.",
    ],
)
def test_a_note_that_only_remarks_is_no_citation(note, cited):
    found = cited(BODY.format("It was agreed.[1] Twice.[2]", f"[1] {note}\n\n[2] Xinhua, 23 March 2013."))
    assert [(c.marker, c.container) for c in found] == [("2", "Xinhua")]
    assert read_reference(note) is None


NOTED = "“Canal deal signed,” Xinhua, 21 May 2014."


@pytest.mark.parametrize(
    ("in_text", "at_foot"),
    [
        ("It was signed.[1] Nobody asked.[2]", "[1] {0}\n\n[2] Ibid."),
        ("It was signed.[^1] Nobody asked.[^2]", "[^1]: {0}\n[^2]: Ibid."),
        ("It was signed.¹ Nobody asked.²", "¹ {0}\n² Ibid."),
        ("It was signed.1 Nobody asked.2 The fee was 2.5 percent.", "1. {0}\n\n2. Ibid."),
        ("“It was signed,”1 they said.2 Some 14 ships passed.", "1 {0}\n2 Ibid."),
        ("It was signed (1). Nobody asked (2).", "Notes\n\n(1) {0}\n\n(2) Ibid."),
        ("It was signed.[i] Nobody asked.[ii]", "[i] {0}\n\n[ii] Ibid."),
        ("It was signed.<sup>1</sup> Nobody asked.<sup>2</sup>", "<sup>1</sup> {0}\n\n<sup>2</sup> Ibid."),
    ],
)
def test_notes_are_found_with_the_places_that_point_to_them(in_text, at_foot, cited):
    text = BODY.format(in_text, at_foot.format(NOTED))
    first, second = cited(text)
    assert (first.title, first.container, first.date, first.kind) == (
        "Canal deal signed",
        "Xinhua",
        "2014-05-21",
        "note",
    )
    assert (second.title, second.date) == (first.title, first.date)
    assert first.anchor_char is not None and text[: first.anchor_char].endswith(("signed.", "signed,”", "signed "))
    assert second.anchor_char is not None and text[: second.anchor_char].endswith(("asked.", "said.", "asked "))


def test_two_works_in_one_note_share_its_marker_and_place(cited):
    text = BODY.format(
        "It was signed.[1] Nobody asked.[2]",
        "[1] Ana Ruiz, “Canals,” Dawn, 3 May 2012; Bo Lund, Ships (London: Hurst, 2004), p. 5.\n\n"
        "[2] Ana Ruiz, “Tolls,” Dawn, 4 May 2012, “Locks,” Xinhua, 5 May 2012.",
    )
    found = cited(text)
    assert [(c.marker, c.title, c.date) for c in found] == [
        ("1", "Canals", "2012-05-03"), ("1", "Ships", "2004"), ("2", "Tolls", "2012-05-04"), ("2", "Locks", "2012-05-05"),
    ]  # fmt: skip
    assert found[0].anchor_char == found[1].anchor_char == text.index("[1]")
    assert [c.text[-11:] for c in found] == ["3 May 2012"[-11:].rjust(11), "2004), p. 5", " 4 May 2012", " 5 May 2012"]


def test_short_forms_repeat_the_work_with_pages_of_their_own(cited):
    notes = (
        "1. Ana Ruiz, Pipes and Power: A History (New York: Norton, 2008), p. 43.\n\n"
        "2. Ibid., p. 50.\n\n"
        "3. Bo Lund, “Tolls and Trade,” Dawn, 3 May 2012.\n\n"
        "4. Ruiz, Pipes and Power, p. 61.\n\n"
        "5. Lund, op. cit.\n\n"
        "6. Ruiz (note 1), p. 70.\n\n"
        "7. Lund, “Tolls,” p. 2; Ruiz, Pipes, 9."
    )
    found = cited(BODY.format("One.1 Two.2 Three.3 Four.4 Five.5 Six.6 Seven.7", notes))
    pipes, tolls = "Pipes and Power: A History", "Tolls and Trade"
    assert [(c.marker, c.title, c.date, c.pages) for c in found] == [
        ("1", pipes, "2008", "43"), ("2", pipes, "2008", "50"), ("3", tolls, "2012-05-03", None), ("4", pipes, "2008", "61"),
        ("5", tolls, "2012-05-03", None), ("6", pipes, "2008", "70"), ("7", tolls, "2012-05-03", "2"), ("7", pipes, "2008", "9"),
    ]  # fmt: skip
    assert {c.authors for c in found} == {("Ana Ruiz",), ("Bo Lund",)}


def test_an_ibid_without_a_work_before_it_claims_nothing(cited):
    found = cited(BODY.format("One.[1] Two.[2]", f"[1] Ibid., p. 3.\n\n[2] {NOTED}"))
    assert [(c.marker, c.title, c.pages) for c in found] == [("1", None, "3"), ("2", "Canal deal signed", None)]


def test_notes_that_are_cut_off_tell_what_is_certain(cited):
    found = cited(
        BODY.format("One.[1] Two.[2] Three.[3]", f"[1] {NOTED}\n\n[2] Ana Ruiz, “The price of\n\n[3] , 2012, p. 4.")
    )
    assert [(c.marker, c.authors, c.title, c.date) for c in found[1:]] == [
        ("2", ("Ana Ruiz",), None, None),
        ("3", (), None, "2012"),
    ]


def test_lists_of_references_are_tied_to_author_and_year_in_the_text(cited):
    text = BODY.format(
        "Freight has grown (Ruiz 2013; Lund and Petrov 2019, 44). Okafor (2018) doubts it.",
        "References\n\nLund, B., & Petrov, I. (2019). The bridge. The World Economy, 42(6), 1642–1653.\n\n"
        "Okafor, Chidi. 2018. The Politics of Rail. Singapore: ISEAS.\n\n"
        "Ruiz, Ana. 2013. “Freight Corridors.” Transport Problems 8 (4): 45–57.",
    )
    found = cited(text)
    assert [(c.title, c.date, c.marker) for c in found] == [
        ("The bridge", "2019", None), ("The Politics of Rail", "2018", None), ("Freight Corridors", "2013", None),
    ]  # fmt: skip
    assert [text[c.anchor_char :][:6] for c in found] == ["Lund a", "Okafor", "Ruiz 2"]


def test_a_source_line_names_where_the_text_stands(cited):
    text = BODY.format("It rained.", "Source: Canal Review, <https://canal.example.org/news/a-canal-between-two-seas/>")
    (found,) = cited(text, title="A Canal between Two Seas")
    assert (found.kind, found.marker, found.container, found.title) == (
        "source",
        "Source",
        "Canal Review",
        "A Canal between Two Seas",
    )
    assert found.url == "https://canal.example.org/news/a-canal-between-two-seas/" and found.anchor_char is None
    (other,) = cited(text, title="Quite Another Matter")
    assert other.title is None


def test_references_in_the_running_text_are_found(cited):
    text = BODY.format("Critics agreed (Ana Ruiz, “A Ditch to Nowhere,” Vedomosti, 12 May 2004).", "Nothing more.")
    (found,) = cited(text)
    assert (found.kind, found.authors, found.title, found.container, found.date) == (
        "inline", ("Ana Ruiz",), "A Ditch to Nowhere", "Vedomosti", "2004-05-12",
    )  # fmt: skip
    assert text[found.start : found.end] == "Ana Ruiz, “A Ditch to Nowhere,” Vedomosti, 12 May 2004"


def test_what_people_say_is_no_reference(cited):
    assert (
        cited(BODY.format("“We shall wait,” Ana Ruiz said on 12 May 2004. “No,” Cairo said in 2004.", "That was all."))
        == []
    )


def test_notes_wrapped_over_lines_are_read_whole(cited):
    text = BODY.format(
        "It was signed.12 Nobody asked.13",
        "12 Ana Ruiz, “The Price of Gas and the Fate of the Canal that Nobody Wanted,” Centre for Canal Studies, Sep-\n"
        "tember 24, 2005. https://canal.example.org/price-of-gas.\n13 Ibid.",
    )
    first, second = cited(text)
    assert (first.date, first.container, second.marker) == ("2005-09-24", "Centre for Canal Studies", "13")


def test_notes_at_the_foot_of_each_page_leave_the_running_text_alone(cited):
    text = (
        "Rail Diplomacy\n\nThe line was first drawn in 1996.1 Nobody had asked the villagers, who learned of it from the papers.\n\n"
        "1 Bo Lund, Rails (London: Hurst, 2008), p. 12.\n\n"
        "Later the plan was shelved, until a lender was found abroad.2 Critics spoke of a trap.3 The lender denied it at once.\n\n"
        "2 “Loan agreed,” Xinhua, 12 May 2010.\n3 Ibid.\n\n"
        "In the end two thirds of the line were built, and the rest waits for better days, which may come or not.\n"
    )
    found = cited(text)
    assert [(c.marker, c.title) for c in found] == [("1", "Rails"), ("2", "Loan agreed"), ("3", "Loan agreed")]
    assert [text[c.anchor_char - 5 : c.anchor_char] for c in found] == ["1996.", "road.", "trap."]
    bodies = [text[b.start : b.end] for b in layout(text).blocks if b.section == "body"]
    assert [b[:8] for b in bodies] == ["The line", "Later th", "In the e"]


def test_notes_as_items_of_a_list_are_found(cited):
    notes = "* (1) Lund, Bo. “Rails.” chathamhouse.org, Chatham House, 7 Apr. 2022.\n* (2) Lund.\n* (3) Ruiz, Ana, and Ivan Petrov. “Canals.” Dawn, 3 May 2012."
    found = cited(BODY.format("It grew (1). It shrank (2). It grew again (3).", f"Notes and Sources:\n\n{notes}"))
    assert [(c.marker, c.authors, c.title, c.container) for c in found] == [
        ("1", ("Bo Lund",), "Rails", "Chatham House"), ("2", ("Bo Lund",), "Rails", "Chatham House"),
        ("3", ("Ana Ruiz", "Ivan Petrov"), "Canals", "Dawn"),
    ]  # fmt: skip


def test_every_note_of_our_own_digests_is_read_and_pointed_to(cited):
    for name, notes in (("asia_pacific_partnership_2013", 29), ("sino_russian_us_factor_2013", 5)):
        found = [c for c in cited((ROOT / "raw" / f"{name}.txt").read_text("utf-8")) if c.kind == "note"]
        assert {c.marker for c in found} == {str(n) for n in range(1, notes + 1)}
        assert all(c.title and c.date and c.anchor_char is not None for c in found)


def test_rows_fit_the_table_and_quote_the_text(nlp):
    text = BODY.format("One.[1] Two.[2]", f"[1] {NOTED}\n\n[2] Ibid.")
    parsed = parse(dataclasses.replace(document(text), blocks=layout(text).blocks), nlp)
    rows = citations.rows(parsed, citations.find(parsed))
    table = to_arrow(TABLES["citations"], rows)
    assert table.num_rows == 2 and len(set(table["citation_id"].to_pylist())) == 2
    for row in rows:
        assert text[row["start_char"] : row["end_char"]] == row["text"]
        assert row["sentence_id"] in {s.sentence_id for s in parsed.sentences}
        assert row["rule"].startswith(("citation:", "citation_cues:"))
