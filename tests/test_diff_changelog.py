"""CHANGES.md says to a person what changes.parquet says to a program."""

import json
import re

import frictionless
import pyarrow.parquet as pq

from flows.publish.changelog import SHOWN
from flows.tables import TABLES
from flows.tables.arrow import to_arrow
from tests.publishing import release, with_value
from tests.sample_tables import CLOSED, sample_rows


def tables(rows):
    return {name: to_arrow(TABLES[name], some) for name, some in rows.items()}


def parts(folder):
    """The parts of CHANGES.md by their headings."""
    text = (folder / "CHANGES.md").read_text("utf-8")
    head, *rest = re.split(r"^## ", text, flags=re.M)
    return {"": head} | {part.split("\n")[0]: part for part in rest}


def cells(part):
    return [[c.strip() for c in line.strip("|").split("|")] for line in part.splitlines() if line.startswith("|")]


def test_the_first_release_has_nothing_to_be_compared_with(tmp_path):
    folder = release(tmp_path).folder
    assert "first version" in (folder / "CHANGES.md").read_text("utf-8")
    assert pq.read_table(folder / "changes.parquet").num_rows == 0


def test_every_table_has_a_line_with_its_counts(tmp_path):
    release(tmp_path)
    rows = sample_rows()
    rows["times"].pop()
    folder = release(tmp_path, tables(rows), code="changed").folder
    found = parts(folder)
    assert found[""].startswith("# dyad 0.2.0: what changed since 0.1.0\n\n**Minor:**")
    lines = {line[0].strip("`"): line[1:] for line in cells(found["Rows"])[2:]}
    assert list(lines) == list(TABLES)
    assert lines["times"] == ["2", "1", "0", "1", "0", "rules changed (1)"]
    assert lines["figures"] == ["2", "2", "0", "0", "0", ""]


def test_a_changed_value_is_shown_and_the_rule_that_made_it_only_counted(tmp_path):
    release(tmp_path)
    rows = sample_rows()
    rows["figures"][1].update(value=11.0, rule="another", confidence=0.5)
    found = parts(release(tmp_path, tables(rows)).folder)
    by_column, *listed = [line for line in cells(found["Values"]) if line[0] in ("`figures`", "figures")]
    assert by_column == ["`figures`", "confidence (1), rule (1), value (1)"]
    assert listed == [["figures", rows["figures"][1]["figure_id"], "value", "12000.0", "11.0", ""]]


def test_what_was_corrected_by_hand_is_listed_before_all_else(tmp_path):
    rows = sample_rows()
    for number in range(SHOWN + 1):
        rows["entities"].append(rows["entities"][0] | {"entity_id": f"state:{number:03}"})
    release(tmp_path, tables(rows))
    for entity in rows["entities"][-SHOWN - 1 :]:
        entity["name"] = "another"
    rows["figures"][1].update(value=11.0, corrected_by="A. Rey")
    part = parts(release(tmp_path, tables(rows)).folder)["Values"]
    assert f"the first {SHOWN} of {SHOWN + 3}" in part
    listed = [line for line in cells(part) if len(line) == 6 and line[0] in ("figures", "entities")]
    assert [line[0] for line in listed[:3]] == ["figures", "figures", "entities"] and len(listed) == SHOWN


def test_the_same_change_gives_the_same_bytes(tmp_path):
    folders = []
    for name in ("one", "other"):
        release(tmp_path / name)
        folders.append(release(tmp_path / name, with_value(3.0)).folder)
    for name in ("changes.parquet", "CHANGES.md", "release.json", "SHA256SUMS"):
        assert len({(folder / name).read_bytes() for folder in folders}) == 1


def test_changes_parquet_says_which_data_set_and_version_it_belongs_to(tmp_path):
    release(tmp_path)
    about = pq.read_schema(release(tmp_path, with_value(3.0)).folder / "changes.parquet").metadata
    assert (about[b"dataset"], about[b"version"], about[b"table"]) == (b"dyad", b"0.1.1", b"changes")


def test_words_withheld_from_now_on_are_nowhere_in_the_new_release(tmp_path):
    """The release before has them; what compares with it must not pass them on once more."""
    rows = sample_rows()
    rows["documents"][1]["redistribute"] = True
    release(tmp_path, tables(rows))
    rows["documents"][1]["redistribute"] = False
    rows["sentences"] = [s for s in rows["sentences"] if s["sentence_id"] != "copper#1"]
    folder = release(tmp_path, tables(rows), code="changed").folder
    everything = (folder / "CHANGES.md").read_text("utf-8")
    for path in folder.glob("*.parquet"):
        everything += json.dumps(pq.read_table(path).to_pylist(), default=str, ensure_ascii=False)
    words = re.findall(r"\w+", CLOSED)
    runs = [" ".join(words[at : at + 5]) for at in range(len(words) - 4)]
    flat = " ".join(re.findall(r"\w+", everything))
    assert not [run for run in runs if run in flat]
    assert "copper 1" in flat, "that the sentence is gone is told"


def test_the_descriptors_say_what_the_version_changes_and_since_which(tmp_path):
    first = release(tmp_path).folder
    second = release(tmp_path, with_value(3.0)).folder
    for name in ("datapackage.json", "release.json"):
        said = json.loads((second / name).read_text("utf-8"))
        assert said["previous"]["version"] == "0.1.0"
        assert said["change"] == {"level": "patch", "because": ["1 row changed"]}
        assert not json.loads((first / name).read_text("utf-8")).get("change")
    assert frictionless.validate(str(second / "datapackage.json")).valid
