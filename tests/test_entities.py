"""Who and what a text names: known names, unknown ones, capitals, surnames, pronouns."""

import dataclasses
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from flows.document import Block
from flows.extract import entities
from flows.extract.annotation import Mention
from flows.extract.entities.discourse import dyad
from flows.extract.parse import Parsed, parse
from flows.tables import TABLES
from flows.tables.arrow import to_arrow
from tests.conftest import document

Read = Callable[..., Parsed]


def told(mentions: list[Mention], form: str | None = None) -> list[tuple[str, str]]:
    return [
        (m.text, m.entity.entity_id)
        for m in mentions
        if (m.form == form if form else m.form not in ("pronoun", "nominal"))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sino-Russian trade grew.", [("Sino", "state:CHN"), ("Russian", "state:RUS")]),
        ("A U.S.-Japan pact worried the DPRK.", [("U.S.", "state:USA"), ("Japan", "state:JPN"), ("DPRK", "state:PRK")]),
        ("China’s exports rose.", [("China", "state:CHN")]),
        ("Officials of the People's Republic of China left.", [("People's Republic of China", "state:CHN")]),
        ("The deal was worth US$40 billion.", []),
        ("They asked us to join.", []),
        ("KAZAKHSTAN RAISES OUTPUT", [("KAZAKHSTAN", "state:KAZ")]),
        ("Tension over the Diaoyu Islands rose.", [("Diaoyu Islands", "place:senkaku-islands")]),
        ("Russia sold Su-35 and S400 systems.", [("Russia", "state:RUS"), ("Su-35", "weapon_system:sukhoi-su-35"), ("S400", "weapon_system:s-400")]),
        ("The Kuril islands remain disputed.", [("Kuril islands", "place:kuril-islands")]),
        ("Indian oil demand grew.", [("Indian", "state:IND")]),
        ("Dimitri Medvedev met Recep Tayyip Erdoğan.", [("Dimitri Medvedev", "person:dmitry-medvedev"), ("Recep Tayyip Erdoğan", "person:recep-tayyip-erdogan")]),
    ],
)  # fmt: skip
def test_known_names_are_found_whole_and_without_the_possessive(read: Read, text: str, expected: list) -> None:
    assert told(entities.find(read(text))) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The ministers met in Beijing.", "place"),
        ("Beijing said that it would not yield.", "state"),
        ("He flew to Moscow.", "place"),
        ("Talks between Moscow and Tokyo failed.", "state"),
        ("Tokyo's policy has changed.", "state"),
        ("MOSCOW, May 3 - Prices fell.", "place"),
        ("A summit was held near Washington.", "place"),
        ("The envoy criticised Washington.", "state"),
        ("Brussels rejected the plan.", "organization"),
        ("Protests were held in Brussels.", "place"),
    ],
)
def test_a_capital_is_a_city_or_a_government_by_its_syntax(read: Read, text: str, kind: str) -> None:
    assert entities.find(read(text))[0].entity.type == kind


@pytest.mark.parametrize(
    ("text", "phrase", "entity_id"),
    [
        ("The Russian Foreign Ministry protested.", "Russian Foreign Ministry", "organization:ministry-of-foreign-affairs-russia"),
        ("The Ministry of Finance of Japan agreed.", "Ministry of Finance of Japan", "organization:ministry-of-finance-japan"),
        ("India's Defence Ministry placed an order.", "Defence Ministry", "organization:ministry-of-defense-india"),
        ("Foreign Ministry spokesman Qin Gang disagreed.", "Foreign Ministry", "organization:ministry-of-foreign-affairs-china"),
        ("The US State Department objected.", "US State Department", "organization:united-states-department-of-state"),
    ],
)  # fmt: skip
def test_a_ministry_belongs_to_the_state_beside_it(read: Read, text: str, phrase: str, entity_id: str) -> None:
    assert (phrase, entity_id) in told(entities.find(read(text)))


def test_unknown_persons_and_organisations_get_type_and_country_from_the_words_around_them(read: Read) -> None:
    found = entities.find(
        read("Russian scholar Pavel Sidorenko of the Amur Institute of Oceanology spoke. Zhao Mingwen answered him.")
    )
    by_text = {m.text: m.entity for m in found}
    assert by_text["Pavel Sidorenko"].type == "person"
    assert by_text["Pavel Sidorenko"].country == "RUS"
    assert by_text["Pavel Sidorenko"].origin == "discovered"
    assert by_text["Amur Institute of Oceanology"].type == "organization"
    assert by_text["Zhao Mingwen"].country == "CHN"


def test_a_surname_means_the_person_named_in_full_before_chinese_names_first_word(read: Read) -> None:
    found = entities.find(read("Zhao Mingwen and Irina Belova wrote a report. Zhao was cautious, but Belova was not."))
    surnames = told(found, "surname")
    assert surnames == [("Zhao", "person:zhao-mingwen"), ("Belova", "person:irina-belova")]


def test_a_bare_surname_means_who_bore_it_at_the_time(read: Read) -> None:
    of = {
        year: entities.find(read("Bush visited the region.", f"{year}-05-01"))[0].entity.entity_id
        for year in (1990, 2004)
    }
    assert of == {1990: "person:george-h-w-bush", 2004: "person:george-w-bush"}


def test_an_acronym_defined_in_the_text_means_its_name_from_then_on(read: Read) -> None:
    found = entities.find(
        read("The Pacific Fisheries Research Institute (PFRI) was founded in 1991. PFRI has ten ships.")
    )
    assert [m.entity.entity_id for m in found if m.text == "PFRI"] == [
        "organization:pacific-fisheries-research-institute"
    ] * 2


def test_a_name_two_entities_share_is_the_one_the_document_names_otherwise(read: Read) -> None:
    pipeline = entities.find(read("The Caspian Pipeline Consortium met. CPC will build a terminal."))
    party = entities.find(read("The CPC met in Beijing."))
    assert ("CPC", "organization:caspian-pipeline-consortium") in told(pipeline)
    assert ("CPC", "organization:chinese-communist-party") in told(party)


def test_the_two_countries_are_both_actors_on_one_span(read: Read) -> None:
    found = entities.find(read("China and Russia signed a deal. The two countries will trade more."))
    pair = [m for m in found if m.form == "nominal"]
    assert {m.entity.actor for m in pair} == {"CHN", "RUS"}
    assert {(m.start, m.end) for m in pair} == {(pair[0].start, pair[0].end)}


def test_pronouns_take_the_subject_before_them(read: Read) -> None:
    found = entities.find(read("Japan raised its tariffs. Putin arrived late, and he left early."))
    assert told(found, "pronoun") == [("its", "state:JPN"), ("he", "person:vladimir-putin")]


def test_it_without_meaning_refers_to_nobody(read: Read) -> None:
    found = entities.find(read("Russia exports gas. It is clear that prices will fall."))
    assert told(found, "pronoun") == []


def test_an_office_is_held_by_whoever_held_it_when_the_text_was_published(read: Read) -> None:
    text = "Yeltsin, Li Peng, Putin and Li Keqiang are named. The Russian president met the Chinese premier."
    assert [i for _, i in told(entities.find(read(text, "1997-02-01")), "nominal")] == [
        "person:boris-yeltsin",
        "person:li-peng",
    ]
    assert [i for _, i in told(entities.find(read(text, "2016-02-01")), "nominal")] == [
        "person:vladimir-putin",
        "person:li-keqiang",
    ]
    assert told(entities.find(read(text)), "nominal") == []


def test_parties_before_a_treaty_belong_to_its_name(read: Read) -> None:
    found = told(
        entities.find(read("They renewed the Sino-Russian Treaty of Good-Neighborliness and Friendly Cooperation."))
    )
    assert found == [
        (
            "Sino-Russian Treaty of Good-Neighborliness and Friendly Cooperation",
            "agreement:2001-sino-russian-treaty-of-friendship",
        )
    ]


def test_actors_are_states_by_code_and_bodies_of_many_states_by_short_name(read: Read) -> None:
    found = entities.find(read("NATO, Gazprom and Xi Jinping answered Russia over the South China Sea."))
    assert [m.entity.actor for m in found] == ["NATO", "RUS", "CHN", "RUS", None]


def test_the_dyad_is_what_a_document_is_mostly_about(read: Read) -> None:
    text = "China and Russia signed a deal with Japan. Russia will sell gas to China."
    assert dyad(entities.find(read(text))) == ("CHN", "RUS")
    assert dyad(entities.find(read("Russia sold gas."))) is None
    assert dyad([]) is None


def test_rows_fit_the_declared_tables_and_ids_are_unique(read: Read) -> None:
    parsed = read("China and Russia agreed. The two countries will help each other in Central Asia.", "2014-05-01")
    rows = entities.rows(parsed, entities.find(parsed))
    for name, key in (("entities", "entity_id"), ("mentions", "mention_id")):
        table = to_arrow(TABLES[name], rows[name])
        assert len(set(table[key].to_pylist())) == table.num_rows > 0
    assert {m["entity_id"] for m in rows["mentions"]} == {e["entity_id"] for e in rows["entities"]}
    assert all(m["text"] == parsed.text[m["start_char"] : m["end_char"]] for m in rows["mentions"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(
            st.sampled_from(["Moscow", "U.S.", "the two countries", "(CPC)", "Kim", "Foreign Ministry", "’s", "its", "\n\n", ".", "of", "Xi"]),
            st.text(max_size=6),
        ),
        max_size=12,
    )
)  # fmt: skip
def test_no_text_however_odd_raises_or_gives_a_span_that_is_not_its_words(read: Read, parts: list[str]) -> None:
    parsed = read(" ".join(parts) or " ")
    for m in entities.find(parsed):
        assert parsed.text[m.start : m.end] == m.text != ""
        assert m.tokens[0] < m.tokens[1]
        assert m.sentence.start <= m.start < m.end <= m.sentence.end


def test_the_same_document_gives_the_same_mentions_twice(read: Read) -> None:
    parsed = read(
        "Chinese scholar Wang Ruolan met Gazprom in Moscow. She said that the two sides agreed.", "2015-03-01"
    )
    assert entities.find(parsed) == entities.find(parsed)


def test_a_name_torn_by_the_end_of_a_sentence_is_no_mention(nlp: Language) -> None:
    text = "He spoke of the White\nHouse and of Japan."
    whole = document(text)
    torn = dataclasses.replace(whole, blocks=(Block(0, 21, "body"), Block(22, len(text), "body")))
    assert told(entities.find(parse(whole, nlp))) == [("White\nHouse", "state:USA"), ("Japan", "state:JPN")]
    assert told(entities.find(parse(torn, nlp))) == [("Japan", "state:JPN")]


@pytest.mark.parametrize("text", ["It cost US$5bn.", "It cost US $6 million.", "They paid US$ 7m and S$4."])
def test_the_letters_of_a_currency_are_no_state(read: Read, text: str) -> None:
    assert entities.find(read(text)) == []


def test_a_state_of_the_past_and_its_successor_are_one_side_of_the_dyad(read: Read) -> None:
    text = "The Soviet Union and China quarrelled. Russia inherited the talks. Japan and Soviet envoys watched. China signed."
    assert dyad(entities.find(read(text))) == ("CHN", "SUN")
    assert dyad(entities.find(read(text + " Russia agreed. Russia paid. Russia built."))) == ("CHN", "RUS")


@pytest.mark.parametrize(
    ("text", "entity_id"),
    [
        ("The UN met. The Security Council voted.", "organization:united-nations-security-council"),
        ("Ukraine's Security Council voted.", "organization:security-council-of-ukraine"),
        ("Security Council Secretary Nikolai Patrushev flew home.", "organization:security-council-of-russia"),
        ("The Russian Security Council met. The Security Council voted.", "organization:security-council-of-russia"),
    ],
)
def test_the_security_council_is_that_of_the_united_nations_unless_the_text_says_whose(
    read: Read, text: str, entity_id: str
) -> None:
    assert [m.entity.entity_id for m in entities.find(read(text)) if m.text == "Security Council"] == [entity_id]


def test_the_west_is_an_actor_and_a_direction_is_not(read: Read) -> None:
    found = entities.find(read("The West imposed sanctions. Western countries agreed. They drove west of the river."))
    assert [(m.text, m.entity.actor) for m in found if m.entity.type == "place"] == [
        ("West", "West"),
        ("Western", "West"),
    ]


def test_armed_groups_count_under_their_own_short_names(read: Read) -> None:
    found = entities.find(read("Boko Haram, Hamas, the Houthis and the Taliban were named."))
    assert [m.entity.actor for m in found] == ["Boko Haram", "Hamas", "Houthis", "Taliban"]


def test_a_relative_of_a_leader_is_somebody_else(read: Read) -> None:
    found = entities.find(read("Joe Biden spoke. Hunter Biden was charged. Biden pardoned his son."))
    assert told(found, "name") == [("Joe Biden", "person:joe-biden"), ("Hunter Biden", "person:hunter-biden")]
    assert told(found, "surname") == [("Biden", "person:joe-biden")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police in Kenya arrested 40 people.", [("Police", "state:KEN")]),
        ("The government of Chile resigned.", [("The government", "state:CHL")]),
        ("Across Kenya, protesters marched.", [("protesters", "state:KEN")]),
        ("Israeli forces fired.", []),
        ("Peru and Chile met. The government agreed.", []),
        ("The government accused Russia.", []),
        ("Foreign diplomats left Kenya.", []),
    ],
)
def test_agent_nouns_mean_a_state_where_it_is_clear_which(read: Read, text: str, expected: list) -> None:
    assert told(entities.find(read(text)), "nominal") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia's president met the Chinese premier.", ["person:vladimir-putin", "person:li-keqiang"]),
        ("The president of Russia left.", ["person:vladimir-putin"]),
        ("Xi Jinping called his Russian counterpart.", ["person:vladimir-putin"]),
        ("The German chancellor met her Chinese counterpart.", ["person:angela-merkel", "person:li-keqiang"]),
        ("The Kremlin chief flew home.", ["person:vladimir-putin"]),
        ("In 1997 the Russian president paid a visit.", ["person:boris-yeltsin"]),
        ("The former Russian president spoke.", []),
        ("The Russian president, Ivan Petrov, is a character in the novel.", []),
        ("The Russian president-elect spoke.", []),
    ],
)
def test_an_office_means_its_holder_though_the_text_never_names_him(read: Read, text: str, expected: list) -> None:
    assert [i for _, i in told(entities.find(read(text, "2016-05-01")), "nominal")] == expected


def test_she_is_a_woman_and_he_is_a_man(read: Read) -> None:
    found = entities.find(read("Sergei Lavrov wrote to Hillary Clinton. She answered, and he was pleased."))
    assert told(found, "pronoun") == [] or ("She", "person:sergey-lavrov") not in told(found, "pronoun")
    both = entities.find(read("Hillary Clinton met Sergei Lavrov. She smiled. He did not."))
    assert ("She", "person:hillary-clinton") in told(both, "pronoun")
    assert ("He", "person:hillary-clinton") not in told(both, "pronoun")


def test_the_two_alone_are_the_two_persons_named_and_not_two_roads(read: Read) -> None:
    found = entities.find(read("Hillary Clinton met Sergei Lavrov. The two agreed. The two roads were closed."))
    assert told(found, "nominal") == [("The two", "person:hillary-clinton"), ("The two", "person:sergey-lavrov")]


def test_unknown_names_belong_to_the_only_state_of_the_document(read: Read) -> None:
    one = entities.find(read("Pedro Almonte met the mayor of Lima, Peru."))
    two = entities.find(read("Pedro Almonte left Peru for Chile."))
    assert [m.entity.country for m in one if m.text == "Pedro Almonte"] == ["PER"]
    assert [m.entity.country for m in two if m.text == "Pedro Almonte"] == [None]


def test_an_entity_meant_only_by_its_office_still_has_a_row(read: Read) -> None:
    parsed = read("The Chinese president spoke.", "2016-05-01")
    rows = entities.rows(parsed, entities.find(parsed))
    assert [(e["entity_id"], e["n_mentions"]) for e in rows["entities"]] == [("person:xi-jinping", 0), ("state:CHN", 1)]
