"""From bytes to blocks: encodings, languages, paragraphs, and the section of each."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.ingest import blocks
from flows.ingest.encoding import NotText, decode
from flows.ingest.known import Known
from flows.ingest.language import other_language
from flows.ingest.sections import layout
from flows.tables.codes import SECTIONS

PROSE = "The two governments have agreed to extend the northern line, and work on it will begin in the spring."
MORE = "Officials said that the price would be fixed later, once both parliaments had seen the draft of the contract."


def sections(text: str, **known) -> list[tuple[str, str]]:
    """Section and words of each block."""
    return [(b.section, text[b.start : b.end]) for b in layout(text, Known(**known)).blocks]


def parts(text: str) -> list[str]:
    return [text[s:e] for s, e in blocks.split(text)]


# ---- encodings


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_marked_and_plain_unicode_is_decoded_without_its_mark(name):
    text = "The “northern” line – 3 €"
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(name, b"")
    assert decode(mark + text.encode(name))[0] == text


def test_line_ends_become_one_kind_and_nothing_else_changes():
    assert decode(b"a\r\nb\rc\n\n d\t")[0] == "a\nb\nc\n\n d\t"


@pytest.mark.parametrize("name", ["cp1252", "cp1251", "gb18030"])
def test_legacy_encodings_are_told(name):
    text = {
        "cp1252": "The “northern” line – so the café owner’s résumé – is longer than the other. " * 5,
        "cp1251": "Президенты двух стран встретились в понедельник и говорили о цене на газ. " * 5,
        "gb18030": "两国总统星期一在维也纳会晤，讨论了天然气价格和新的管道建设问题。" * 5,
    }[name]
    assert decode(text.encode(name))[0] == text


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused(data):
    try:
        text, _ = decode(data)
    except NotText:
        return
    text.encode()
    assert "\r" not in text


# ---- language


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "Gas talks fail",
        "Putin met Xi.",
        "1,234",
        "US$3 bn",
        "1. Wang Li, “The price of gas” (in Chinese: 天然气的价格), accessed 2013.\n2. The sides met in Harbin (哈尔滨) and Blagoveshchensk.",
        "新华社北京电\n\n" + PROSE + " " + MORE,
    ],
)
def test_english_passes_even_if_short_or_mixed(text):
    assert other_language(text) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Президенты двух стран встретились в понедельник в Вене и говорили о цене на газ.", "ru"),
        (
            "Les deux présidents se sont rencontrés lundi à Vienne et ont parlé du prix du gaz et du nouveau gazoduc.",
            "fr",
        ),
        ("Die beiden Präsidenten trafen sich am Montag in Wien und sprachen über den Preis des Gases.", "de"),
        (
            "Predsjednici dviju zemalja sastali su se u ponedjeljak u Beču i razgovarali o cijeni plina i novom plinovodu, "
            "koji bi trebao biti izgrađen do kraja godine ako se obje strane dogovore o uvjetima.",
            "",
        ),
        ("两国总统星期一在维也纳会晤，讨论了天然气价格和新的管道建设问题。", "zh"),
    ],
)
def test_other_languages_are_named(text, language):
    assert f"looks like {language}" in other_language(text)


# ---- blocks


@settings(max_examples=300, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("aB1.,:?#*-|[]()<>“” \t\n\n\n\u00a0\u3000%"), max_size=300)
    | st.text(max_size=200)
    | st.lists(
        st.sampled_from(
            [
                "",
                "  ",
                "Notes",
                "1. A, “B,” C (2013): 3.",
                "[1] Ibid.",
                "33 (31%)",
                "Really?",
                "By Ann Lee",
                "March 3, 2015",
                "Share",
                "---",
                "title: x",
                "# H",
                PROSE,
            ]
        ),
        max_size=20,
    ).map("\n".join)
)
def test_blocks_cover_every_visible_character_of_any_text(text):
    found = layout(text).blocks
    at = 0
    for block in found:
        assert text[at : block.start].strip() == ""
        assert text[block.start : block.end].strip() == text[block.start : block.end] != ""
        assert block.section in SECTIONS
        at = block.end
    assert text[at:].strip() == ""


def test_a_paragraph_wrapped_over_lines_is_one_block():
    text = (
        "The two governments have agreed to extend the northern line, and the\n"
        "work on it will begin in the spring, when the ground is no longer as\n"
        "hard as it is now.\n\n"
        "Officials said that the price would be fixed later, once both of the\n"
        "parliaments had seen the draft.\n"
    )
    assert len(parts(text)) == 2


def test_where_each_line_is_a_paragraph_each_is_a_block():
    text = f"{PROSE}\n{MORE}\n{PROSE} {MORE}\nThe talks go on.\n"
    assert len(parts(text)) == 4


def test_each_item_of_a_list_is_a_block_of_its_own():
    text = (
        "The plan names three steps, of which the first two have been taken:\n"
        "- a line from the northern field to the border, which would be laid\n"
        "  before winter\n"
        "- a terminal\n"
        "- a loan\n"
    )
    assert [p.split()[0] for p in parts(text)] == ["The", "-", "-", "-"]


def test_a_sentence_torn_by_a_blank_line_is_one_block():
    text = "The sides signed a statement on the price of the\n\ngas that the northern line will carry.\n\n" + PROSE
    assert [p.split()[0] for p in parts(text)] == ["The", "The"]
    assert len(parts("What the price means\n\nthe sides do not say.\n")) == 2


def test_a_tag_over_several_lines_is_boilerplate():
    found = sections(f'{PROSE}\n\n<img\nsrc="https://example.org/a.png"\nwidth="600" />\n\n{MORE}\n')
    assert [s for s, _ in found] == ["body", "boilerplate", "body"]


def test_a_block_is_never_too_long_to_parse():
    text = "word " * 20_000 + "x" * 50_000
    assert max(len(p) for p in parts(text)) <= blocks.LONGEST
    assert "".join("".join(parts(text)).split()) == "".join(text.split())


# ---- sections


def test_title_byline_and_date_are_told_from_the_text_below_them():
    text = f"Gas Talks End Without a Price\n\nBy Ann Lee and Bo Berg\nTuesday, March 3, 2015\n\n{PROSE}\n\n{MORE}\n"
    page = layout(text)
    assert [b.section for b in page.blocks] == ["title", "byline", "byline", "body", "body"]
    assert page.shown.title == "Gas Talks End Without a Price"
    assert page.shown.authors == ("Ann Lee", "Bo Berg")
    assert page.shown.published.day.isoformat() == "2015-03-03"


def test_an_outlet_over_the_date_is_the_publisher():
    page = layout(
        f"The Courier Weekly\nMar 3, 2015 06:25 PM\n\nGas talks end without a price for both sides\n\n{PROSE}\n"
    )
    assert page.shown.publisher == "The Courier Weekly"
    assert page.shown.title == "Gas talks end without a price for both sides"


def test_an_author_before_the_title_is_told_if_a_credit_confirms_it():
    text = f"Ann Lee: The Price of Northern Gas\n\n{PROSE}\n\n{MORE}\n\nAnn Lee, Professor of Energy Policy, Vienna\n"
    page = layout(text)
    assert (page.shown.title, page.shown.authors) == ("The Price of Northern Gas", ("Ann Lee",))
    assert page.blocks[-1].section == "byline"
    assert layout(f"Closer Look: The Price of Gas\n\n{PROSE}\n").shown.title == "Closer Look: The Price of Gas"


def test_an_agency_signs_its_report():
    assert layout(f"(Reuters) - {PROSE}").shown.publisher == "Reuters"
    page = layout(f"LONDON, March 3, 2015 (Xinhua) -- {PROSE}")
    assert (page.shown.publisher, page.shown.published.day.isoformat()) == ("Xinhua", "2015-03-03")
    assert layout(f"(Vienna) - {PROSE}").shown.publisher is None


def test_a_date_in_running_text_is_no_date_of_publication():
    assert layout(f"{PROSE} It was signed on March 3, 2015.\n\n{MORE}\n").shown.published is None
    assert layout(f"Joint Statement of March 3, 2015\n\n{PROSE}\n").shown.published is None


def test_a_date_whose_day_and_month_could_change_places_gives_the_year_only():
    published = layout(f"Talks in Vienna\n03/04/2015\n\n{PROSE}\n").shown.published
    assert (published.day.isoformat(), published.precision) == ("2015-01-01", "year")


def test_a_date_over_each_part_of_a_chronicle_is_no_date_of_publication():
    text = f"Talks on Gas, Step by Step\n\nMarch 2013\n\n{PROSE}\n\nMay 2013\n\n{MORE}\n\nJune 2014\n\n{PROSE} {MORE}\n"
    assert layout(text).shown.published is None


def test_publication_goes_before_later_changes():
    text = f"Talks in Vienna\nUpdated: 5 March 2015\nPublished: 3 March 2015, 10:15 GMT\n\n{PROSE}\n"
    assert layout(text).shown.published.day.isoformat() == "2015-03-03"


def test_short_lines_over_paragraphs_are_headings():
    text = f"Gas and Politics\n\n{PROSE}\n\nWhat the price means\n\n{MORE}\n\n## Conclusion\n\n{PROSE}\n"
    assert [s for s, t in sections(text) if t in ("What the price means", "## Conclusion")] == ["heading", "heading"]


def test_a_short_sentence_is_no_heading():
    text = f"{PROSE}\n\n“We will not sign.”\n\n{MORE}\n\nWhy?\n\n{PROSE}\n"
    assert {s for s, _ in sections(text)} == {"body"}


@pytest.mark.parametrize(
    "notes",
    [
        "[1] Ann Lee, “The Price of Gas,” Courier, March 3, 2015.\n[2] Ibid., p. 12.\n",
        "1. Ann Lee, “The Price of Gas,” Courier, March 3, 2015.\n\n2. Ibid., p. 12.\n",
        "1 Ann Lee, “The Price of Gas,” Courier, March 3, 2015.\n\n2 Bo Berg, Pipes (Vienna: Adler, 2012), 15.\n",
        "Notes\n\n1. Ann Lee, “The Price of Gas,” Courier, March 3, 2015.\n\n2. Ibid., p. 12.\n",
    ],
)
def test_numbered_citations_at_the_foot_are_notes(notes):
    text = f"{PROSE}\n\n{MORE}\n\n{PROSE} {MORE}\n\n{notes}"
    assert [s for s, t in sections(text) if t[0] in "[12"] == ["note", "note"]


def test_a_note_may_run_over_a_blank_line():
    text = f"{PROSE} {MORE}\n\n[1] Ann Lee, “The Price of Gas,”\n\nCourier, vol. 9, March 3, 2015.\n\n[2] Ibid.\n"
    assert [s for s, _ in sections(text)] == ["body", "note", "note", "note"]


def test_numbered_articles_of_an_agreement_are_body():
    text = f"{PROSE}\n\n1. {MORE}\n\n2. {PROSE}\n\n3. The sides will meet again on March 3, 2016, in Vienna.\n"
    assert {s for s, _ in sections(text)} == {"body"}


def test_a_poll_of_readers_is_told_from_figures_in_the_text():
    poll = "Poll\n\n1. Will the line be built?\n   Yes, by next year\n   33 (31%)\n   No\n   74 (69%)\n"
    found = sections(f"{PROSE}\n\n{MORE}\n\n{poll}")
    assert [s for s, _ in found] == ["body", "body"] + ["poll"] * 6
    assert sections(f"{PROSE}\n\nTurnover rose by 31% to 33 billion dollars.\n")[1][0] == "body"


@pytest.mark.parametrize(
    "line",
    [
        "Share this article",
        "All rights reserved",
        "Scan the QR code",
        "Related links",
        "EMAIL",
        "* * *",
        "Page 3 of 12",
        "© 2015 Courier",
    ],
)
def test_what_the_page_added_is_boilerplate(line):
    assert sections(f"{PROSE}\n\n{MORE}\n\n{line}\n")[-1][0] == "boilerplate"


def test_the_title_told_again_is_boilerplate():
    title = "Gas Talks End Without a Price"
    found = sections(f"{title}\n\n{PROSE}\n\n{title} - photo 1\n\n{MORE}\n\nNow Reading {title}\n")
    assert [s for s, _ in found] == ["title", "body", "boilerplate", "body", "boilerplate"]


def test_a_source_line_is_a_reference_and_names_outlet_and_address():
    page = layout(f"{PROSE}\n\n{MORE}\n\nSource: Asia-Pacific Courier, <https://courier.example/2015/03/03/gas/>\n")
    assert page.blocks[-1].section == "reference"
    assert (page.shown.publisher, page.shown.url) == ("Asia-Pacific Courier", "https://courier.example/2015/03/03/gas/")


def test_credits_at_the_foot_are_bylines():
    found = sections(
        f"{PROSE}\n\n{MORE}\n\n(Reporting by Ann Lee; editing by Bo Berg)\n\n- Vienna Newsroom, +43 1 555 0100\n"
    )
    assert [s for s, _ in found] == ["body", "body", "byline", "byline"]


def test_a_date_that_closes_the_text_is_its_date_unless_the_page_added_it():
    body = f"Gas talks\n\n{PROSE}\n\n{MORE}\n\n{PROSE} {MORE}\n\n"
    assert layout(f"{body}Vienna, March 3, 2015\n").shown.published.day.isoformat() == "2015-03-03"
    assert layout(f"{body}Related articles\n\nMarch 3, 2015\n").shown.published is None


def test_front_matter_of_markdown_is_metadata():
    text = f"---\ntitle: Gas talks\nauthor: Ann Lee\ndate: 2015-03-03\ntags: [gas]\n---\n\n# Gas talks\n\n{PROSE}\n"
    page = layout(text)
    assert [b.section for b in page.blocks] == ["boilerplate", "title", "body"]
    told = page.matter
    assert (told.title, told.authors, told.published.day.isoformat()) == (
        "Gas talks",
        ("Ann Lee",),
        "2015-03-03",
    )


def test_what_the_metadata_calls_the_title_is_labelled_so():
    text = f"World\n\nGas talks\n\n{PROSE}\n"
    assert ("title", "Gas talks") in sections(text, title="Gas talks")
