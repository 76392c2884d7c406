"""A release that is not as it was published is found out, and one that is made again is compared to the byte."""

import hashlib
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.publish import ReleaseError
from flows.publish.verify import verify
from tests.publishing import MADE_FROM, files, release, with_value
from tests.sample_tables import sample_tables


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """Two versions, the second with another value."""
    releases = tmp_path_factory.mktemp("releases")
    release(releases)
    release(releases, with_value(12500.0))
    return releases


@pytest.fixture
def releases(published, tmp_path):
    return shutil.copytree(published, tmp_path / "releases", symlinks=True)


def newest(releases):
    return (releases / "latest").resolve()


def flip(path, at):
    content = bytearray(path.read_bytes())
    content[at % len(content)] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("name", ["0.1.0", "v0.1.0", "latest"])
def test_a_release_as_it_was_published_is_found_sound(published, name):
    found = verify(published, name)
    assert found.ok and found.faults == () and not found.rebuilt
    assert found.folder.name == f"v{found.version}"
    assert found.n_files == len(files(found.folder)) - 1


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_flipped_bit_is_found_wherever_it_is(releases, data):
    folder = newest(releases)
    path = folder / data.draw(st.sampled_from(sorted(p.name for p in folder.iterdir())))
    before = path.read_bytes()
    flip(path, data.draw(st.integers(0, max(len(before) - 1, 0))))
    try:
        found = verify(releases, "latest")
    finally:
        path.write_bytes(before)
    assert not found.ok
    assert path.name == "SHA256SUMS" or f"{path.name}: not as published" in found.faults
    assert verify(releases, "latest").ok


def test_a_flipped_bit_in_the_checksums_that_hits_no_checksum_is_found_by_the_next_release(releases):
    sums = releases / "v0.1.0" / "SHA256SUMS"
    sums.write_bytes(sums.read_bytes() + b"\n")
    later = newest(releases).name
    assert any(f"not what {later} recorded of it" in fault for fault in verify(releases, "0.1.0").faults)
    assert any("v0.1.0/SHA256SUMS" in fault for fault in verify(releases, later).faults)


def test_a_table_replaced_together_with_its_checksum_is_found_by_the_next_release(releases):
    folder = releases / "v0.1.0"
    path = folder / "figures.parquet"
    old = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_bytes((newest(releases) / "figures.parquet").read_bytes())
    new = hashlib.sha256(path.read_bytes()).hexdigest()
    sums = folder / "SHA256SUMS"
    sums.write_text(sums.read_text().replace(old, new))
    faults = verify(releases, "0.1.0").faults
    assert any("figures.parquet: says that it is figures of version" in fault for fault in faults)
    assert any("SHA256SUMS: not what" in fault for fault in faults)


def test_files_that_have_gone_or_come_are_found(releases):
    folder = newest(releases)
    (folder / "README.md").unlink()
    (folder / "notes").mkdir()
    (folder / "notes" / "mine.txt").write_text("mine")
    (folder / "extra.parquet").write_bytes(b"")
    assert set(verify(releases, "latest").faults) == {
        "README.md: missing",
        "extra.parquet: was not published with this release",
        "notes/mine.txt: was not published with this release",
    }


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"0" * 64 + b"  a\x0b", b"0" * 64 + b"  a\r\n", b"not a checksum\n", b"0" * 64 + b"  ../escape\n", b"0" * 64 + b"  a\n" + b"1" * 64 + b"  a\n"]
)  # fmt: skip
def test_a_list_of_checksums_that_is_none_is_a_fault(releases, content):
    (newest(releases) / "SHA256SUMS").write_bytes(content)
    assert any(fault.startswith("SHA256SUMS") for fault in verify(releases, "latest").faults)


def test_a_folder_renamed_to_another_version_is_found(releases):
    (releases / "v0.1.0").rename(releases / "v0.0.9")
    assert any("says 0.1.0, but the folder is v0.0.9" in fault for fault in verify(releases, "0.0.9").faults)


def test_a_release_that_is_not_there_is_named_with_those_that_are(published):
    with pytest.raises(ReleaseError, match=r"0\.7\.0.*v0\.1\.0"):
        verify(published, "0.7.0")


def again(tables=None, **otherwise):
    """Makes a version anew from the hand-made tables."""

    def rebuild(base, version):
        return release(base, tables, version=version, **otherwise).folder

    return rebuild


def test_a_release_made_again_from_the_same_is_the_same_and_nothing_is_left_or_touched(published):
    before = files(published)
    for name, tables in (("0.1.0", sample_tables()), ("latest", with_value(12500.0))):
        found = verify(published, name, again(tables))
        assert found.ok and found.rebuilt and found.differences == () and found.made_otherwise == ()
    assert files(published) == before


def test_a_release_made_again_from_other_data_names_the_files_that_differ(published):
    found = verify(published, "0.1.0", again(with_value(1.0)))
    assert not found.ok and found.faults == ()
    assert "figures.parquet: comes out otherwise" in found.differences
    assert not any(d.startswith("events.parquet") for d in found.differences)


def test_a_release_made_again_from_other_inputs_or_code_says_so(published):
    inputs = [MADE_FROM["inputs"][0] | {"sha256": "c" * 64}, {"path": "new.txt", "sha256": "d" * 64, "n_bytes": 1}]
    known = {"inputs": inputs, "code": "other", "model": {"name": "en_small", "version": "2.0"}}
    found = verify(published, "0.1.0", again(**known))
    assert set(found.made_otherwise) == {
        "input raw/visit.txt: changed",
        "input new.txt: new",
        "input copper.txt: gone",
        "code: another than then",
        "model version: 1.2.3 then, 2.0 now",
    }
    assert "release.json: comes out otherwise" in found.differences
    assert not any(d.startswith("figures.parquet") for d in found.differences)


def test_a_file_that_is_not_made_any_more_is_a_difference(releases):
    folder = releases / "v0.1.0"
    (folder / "old.txt").write_text("old")
    found = verify(releases, "0.1.0", again(sample_tables()))
    assert "old.txt: does not come out again" in found.differences
