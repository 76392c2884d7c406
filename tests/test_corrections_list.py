"""corrections.csv: what can be written there, what is refused with its place, and how the command writes it."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.corrections import Correction, CorrectionError, correct, find, read
from flows.corrections.file import COLUMNS, write
from flows.corrections.values import parse, same, show
from flows.ingest import corrections as lists
from flows.tables import TABLES, Column
from tests.correcting import DAY, ORE, change, judge
from tests.publishing import release

HEAD = ",".join(COLUMNS)
REST = "checked,A. Rey,2024-02-29"


def listed(tmp_path, *lines, head=HEAD):
    path = tmp_path / "corrections.csv"
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return path


def test_a_list_with_a_head_only_corrects_nothing(tmp_path):
    assert read(listed(tmp_path)) == []


def test_a_written_list_reads_back_the_same(tmp_path):
    some = [
        change("figures", ORE, "value", "12000", "15000"),
        change("events", "a,b#e1-2", "source", None, "CHN|RUS"),
        judge("accept", "figures", ORE, '{"measure": "exports, \\"all\\""}'),
        judge("reject", "event_participants", "e|state:PER|source|m"),
    ]
    write(tmp_path / "corrections.csv", some)
    assert read(tmp_path / "corrections.csv") == some
    assert [p.name for p in tmp_path.iterdir()] == ["corrections.csv"]


def test_columns_may_stand_in_any_order_and_those_not_needed_may_be_left_out(tmp_path):
    path = listed(tmp_path, f"reject,{ORE},figures,{REST}", head="action,row_id,table,reason,author,date")
    assert read(path) == [judge("reject", "figures", ORE)]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([f"figuers,{ORE},reject,,,,{REST}"], "line 2: there is no table 'figuers'"),
        ([f"episodes,x,reject,,,,{REST}"], "line 2: rows of episodes cannot be corrected; an episode follows from its events"),
        ([f"documents,x,change,title,,Y,{REST}"], "sources.csv"),
        ([f"figures,{ORE},delete,,,,{REST}"], "action 'delete' is none of accept, reject, change"),
        ([f"figures,,reject,,,,{REST}"], "row_id is missing"),
        ([f"figures,{ORE},reject,,,,,A. Rey,2024-02-29"], "reason is missing"),
        ([f"figures,{ORE},reject,,,,checked,,2024-02-29"], "author is missing"),
        ([f"figures,{ORE},reject,,,,checked,A. Rey,yesterday"], "date 'yesterday' is no date"),
        ([f"figures,{ORE},change,colour,,red,{REST}"], "figures has no column 'colour'"),
        ([f"figures,{ORE},change,text,12,13,{REST}"], "text cannot be changed"),
        ([f"figures,{ORE},change,,,13,{REST}"], "no column cannot be changed"),
        ([f"figures,{ORE},change,value,12,many,{REST}"], "value 'many' is no number"),
        ([f"figures,{ORE},change,value,12,inf,{REST}"], "value inf is not finite"),
        ([f"figures,{ORE},change,value,12,,{REST}"], "value may not be empty"),
        ([f"figures,{ORE},change,value,12,12.0,{REST}"], "value is to be changed to what it is"),
        ([f"figures,{ORE},change,measure,exports,happiness,{REST}"], "measure 'happiness' is none of"),
        ([f"figures,{ORE},change,plausible,true,perhaps,{REST}"], "plausible 'perhaps' is no truth value"),
        ([f"figures,{ORE},change,start_date,,2003,{REST}"], "start_date '2003' is no date"),
        ([f"entities,state:PER,change,country,PER,Peru,{REST}"], "country 'Peru' does not match"),
        ([f"citations,c,change,anchor_char,1,-1,{REST}"], "anchor_char -1 is less than 0"),
        ([f"citations,c,change,anchor_char,1,{10**30},{REST}"], "is no whole number"),
        ([f"figures,{ORE},reject,,,13,{REST}"], "a value stands beside reject"),
        ([f"figures,{ORE},accept,,exports,,{REST}"], "expected is no JSON object"),
        ([f"figures,{ORE},accept,,{'[' * 5000},,{REST}"], "expected is no JSON object"),
        ([f'figures,{ORE},accept,,"{{""colour"": ""red""}}",,{REST}'], "figures has no column 'colour'"),
        ([f"figures,{ORE},reject,,,,{REST}"] * 2, "line 3: the same is corrected in line 2"),
        ([f"figures,{ORE},reject,,,,{REST}", f"figures,{ORE},change,value,1,2,{REST}"], "lines 2, 3:"),
        ([f"figures,{ORE},reject,,,,{REST},more"], "line 2: 10 cells under 9 columns"),
        ([f'figures,{ORE},reject,,,,"checked'], "line 2: unexpected end of data"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_correction_is_refused_with_its_line(tmp_path, lines, said):
    with pytest.raises(CorrectionError) as error:
        read(listed(tmp_path, *lines))
    assert said in str(error.value) and "corrections.csv" in str(error.value)


@pytest.mark.parametrize("head", ["", "table,row_id", HEAD + ",colour", HEAD + ",table"])
def test_a_list_without_the_right_columns_is_refused_with_what_they_are(tmp_path, head):
    with pytest.raises(CorrectionError, match="line 1: the columns have to be table,row_id"):
        read(listed(tmp_path, head=head))


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda t: f"{HEAD}\n{t}".encode("utf-8", "replace")))
def test_any_file_is_read_or_refused(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / "corrections.csv"
    path.write_bytes(content)
    try:
        assert isinstance(read(path), list)
    except CorrectionError as error:
        assert str(path) in str(error)


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"], exclude_characters="\\"), min_size=1)
VALUES = {
    "string": st.none() | WORDS,
    "int": st.none() | st.integers(-(2**63) + 1, 2**63 - 1),
    "float": st.none() | st.floats(allow_nan=False, allow_infinity=False),
    "bool": st.none() | st.booleans(),
    "date": st.none() | st.dates(),
    "list": st.lists(WORDS),
}


@given(st.sampled_from(sorted(VALUES)).flatmap(lambda kind: st.tuples(st.just(kind), VALUES[kind])))
def test_a_value_shown_in_a_cell_reads_back_as_itself(pair):
    kind, value = pair
    assert same(parse(Column("x", kind, "X."), show(value)), value)


def test_a_list_counts_as_a_whole_for_a_folder_and_for_a_file_only_where_it_is_about_it(tmp_path):
    path = listed(tmp_path, f"figures,a#f1-2,reject,,,,{REST}", f"figures,b#f1-2,reject,,,,{REST}",
                  f"event_participants,a#e1-2|state:PER|source|a#m1-2,reject,,,,{REST}")  # fmt: skip
    (tmp_path / "a.txt").write_text("Peru sold ore.", encoding="utf-8")
    assert lists([tmp_path, tmp_path / "a.txt"]) == [path]
    (whole,) = find([path], [tmp_path])
    assert len(whole.about({"a"})) == 3
    (part,) = find([path], [tmp_path / "a.txt"])
    assert [c.row_id for c in part.about({"a"})] == ["a#f1-2", "a#e1-2|state:PER|source|a#m1-2"]


def test_two_lists_may_not_decide_on_the_same(tmp_path):
    for name in "ab":
        (tmp_path / name).mkdir()
        listed(tmp_path / name, f"figures,{ORE},reject,,,,{REST}")
    raw = [tmp_path / "a", tmp_path / "b"]
    with pytest.raises(CorrectionError, match=r"corrected in .*a/corrections\.csv too"):
        find(lists(raw), raw)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A release in which the unit of one figure has been corrected."""
    return release(tmp_path_factory.mktemp("releases")).folder


def decide(published, raw, row_id, changes=(), **known):
    given = {"reason": "checked", "author": "A. Rey", "date": DAY, "raw": raw, "release": published}
    return correct(row_id, dict(changes), **{**given, **known})


def test_a_change_is_written_with_what_the_row_held_and_what_follows_from_it(published, tmp_path):
    (done, *more) = decide(published, tmp_path, "notes/visit#f143-154", {"value": "5e7", "status": "actual"})
    assert done == change("figures", "notes/visit#f143-154", "value", "40000000", "50000000")
    assert [(c.column, c.expected, c.value) for c in more] == [
        ("status", "target", "actual"),
        ("value_low", "40000000", "50000000"),
        ("value_high", "40000000", "50000000"),
        ("value_canonical", "40000000", "50000000"),
    ]
    assert read(tmp_path / "corrections.csv") == [done, *more]


def test_a_second_thought_replaces_the_line_and_still_expects_what_the_rules_made(published, tmp_path):
    write(tmp_path / "corrections.csv", [change("figures", ORE, "unit", "kt", "t"), judge("accept", "times", "t")])
    decide(published, tmp_path, ORE, {"unit": "kg"}, reason="on second thought")
    first, other, *_ = read(tmp_path / "corrections.csv")
    assert (first.expected, first.value, first.reason) == ("kt", "kg", "on second thought")
    assert other == judge("accept", "times", "t")


def test_an_accepted_row_is_written_down_as_it_was_seen(published, tmp_path):
    (done,) = decide(published, tmp_path, "notes/visit#f143-154", action="accept")
    seen = json.loads(done.expected)
    assert (seen["value"], seen["measure"], seen["start_date"]) == ("40000000", "trade_turnover", "2020-01-01")
    assert not {"text", "rule", "confidence", "commodity"} & set(seen)


def test_a_rejected_row_has_no_other_lines_left(published, tmp_path):
    decide(published, tmp_path, ORE, {"measure": "imports"})
    decide(published, tmp_path, ORE, action="reject")
    assert [c.action for c in read(tmp_path / "corrections.csv")] == ["reject"]


@pytest.mark.parametrize(
    ("row_id", "changes", "known", "said"),
    [
        ("copper#f0-1", {"value": "1"}, {}, "no row 'copper#f0-1'"),
        (ORE, {"value": "1"}, {"table": "events"}, f"no row '{ORE}' in events"),
        (ORE, {"value": "1"}, {"table": "series"}, "rows of series cannot be corrected"),
        ("copper", {"title": "Ore"}, {}, "copper: rows of documents cannot be corrected"),
        (ORE, {"colour": "red"}, {}, "colour of figures"),
        (ORE, {"measure": "happiness"}, {}, "measure 'happiness' is none of"),
        (ORE, {"value": "12000"}, {}, "value is to be changed to what it is"),
        (ORE, {"attributed_to": "person:nobody"}, {}, "'person:nobody' is in no row of entities"),
        (ORE, {}, {}, "give column=value"),
        (ORE, {"value": "1"}, {"action": "reject"}, "give column=value"),
        (ORE, {"value": "1"}, {"author": " "}, "author is missing"),
        (ORE, {"value": "1"}, {"reason": ""}, "reason is missing"),
        (ORE, {"value": "1"}, {"author": "\udcff"}, "write it in UTF-8"),
    ],
)
def test_what_cannot_be_is_refused_and_the_list_stays_as_it_was(published, tmp_path, row_id, changes, known, said):
    path = listed(tmp_path, f"times,t#t1-2,accept,,,,{REST}")
    before = path.read_bytes()
    with pytest.raises(CorrectionError) as error:
        decide(published, tmp_path, row_id, changes, **known)
    assert said in str(error.value)
    assert path.read_bytes() == before and [p.name for p in tmp_path.iterdir()] == ["corrections.csv"]


def test_a_row_that_was_rejected_before_is_explained(published, tmp_path):
    listed(tmp_path, f"figures,copper#f0-1,reject,,,,{REST}")
    with pytest.raises(CorrectionError, match=r"copper#f0-1 was rejected by A\. Rey"):
        decide(published, tmp_path, "copper#f0-1", {"value": "1"})


def test_the_list_lies_in_a_folder_of_texts(published, tmp_path):
    with pytest.raises(CorrectionError, match="no folder"):
        decide(published, tmp_path / "nowhere", ORE, {"value": "1"})


def test_the_columns_of_a_list_are_those_of_the_published_table():
    assert set(COLUMNS) == set(Correction.__slots__) <= set(TABLES["corrections"].names)
    assert isinstance(judge("accept", "times", "t").date, dt.date)
