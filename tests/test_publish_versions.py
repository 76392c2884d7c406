"""What versions promise: never overwritten, never half there, and `latest` leads to the newest."""

import fcntl
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.publish import ReleaseError, check, parquet
from flows.publish.listing import listed
from flows.publish.versions import earlier, find, following, numbers, published
from flows.tables import TABLES
from tests.publishing import files, latest, release, with_value
from tests.sample_tables import sample_tables


def test_the_same_tables_again_publish_nothing(tmp_path):
    first = release(tmp_path)
    before = files(tmp_path)
    again = release(tmp_path, code="changed")
    assert (again.version, again.folder, again.new) == (first.version, first.folder, False)
    assert files(tmp_path) == before


def test_a_version_insisted_on_is_published_even_if_nothing_changed(tmp_path):
    release(tmp_path)
    assert release(tmp_path, version="1.0.0").new
    assert release(tmp_path, version="v0.9.3").version == "0.9.3"
    assert latest(tmp_path) == "v1.0.0"


def test_a_changed_value_makes_a_new_version_and_leaves_the_old_as_it_was(tmp_path):
    old = release(tmp_path).folder
    before = files(old)
    new = release(tmp_path, with_value(11.0))
    assert (new.version, new.new) == ("0.1.1", True)
    assert files(old) == before
    assert latest(tmp_path) == "v0.1.1"


def test_versions_count_as_numbers(tmp_path):
    for version in ("0.9.0", "0.10.0", "0.2.11"):
        (tmp_path / f"v{version}").mkdir()
    for other in ("v1.0", "1.0.0", "v2.0.0-rc1", "notes"):
        (tmp_path / other).mkdir()
    assert published(tmp_path) == ["0.2.11", "0.9.0", "0.10.0"]
    assert earlier(tmp_path, "0.10.0") == "0.9.0"
    assert earlier(tmp_path, "0.2.11") is None


@pytest.mark.parametrize(
    ("version", "level", "expected"),
    [
        ("1.4.2", "major", "2.0.0"),
        ("1.4.2", "minor", "1.5.0"),
        ("1.4.2", "patch", "1.4.3"),
        ("0.9.9", "minor", "0.10.0"),
        ("0.4.2", "major", "0.5.0"),
    ],
)
def test_the_level_of_the_difference_says_which_number_is_raised(version, level, expected):
    assert following(version, level) == expected


def test_a_release_is_found_by_version_by_latest_and_by_its_folder(tmp_path):
    folder = release(tmp_path).folder
    for name in ("0.1.0", "v0.1.0", "latest", str(folder)):
        assert find(tmp_path, name).resolve() == folder
    for name in ("0.2.0", "nowhere", ""):
        with pytest.raises(ReleaseError, match=r"no release.*there are: v0\.1\.0"):
            find(tmp_path, name)


def test_a_version_insisted_on_is_compared_with_the_one_before_it_not_with_the_newest(tmp_path):
    release(tmp_path)
    release(tmp_path, with_value(2.0), version="2.0.0")
    middle = release(tmp_path, with_value(3.0), version="1.0.0")
    assert (middle.since, middle.because) == ("0.1.0", ("1 row changed",))
    made = json.loads((middle.folder / "release.json").read_text("utf-8"))
    sums = hashlib.sha256((tmp_path / "v0.1.0" / "SHA256SUMS").read_bytes()).hexdigest()
    assert made["previous"] == {"version": "0.1.0", "sums": sums}


def test_a_release_that_is_damaged_is_not_compared_with_but_told(tmp_path):
    (release(tmp_path).folder / "figures.parquet").write_bytes(b"PAR1 and nothing")
    for call in (check, lambda releases: release(releases, with_value(3.0))):
        with pytest.raises(ReleaseError, match=r"v0\.1\.0 does not hold a whole release"):
            call(tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["latest", "v0.1.0"]


def test_the_versions_are_listed_with_what_each_changed(tmp_path):
    release(tmp_path)
    release(tmp_path, with_value(11.0))
    one, two = listed(tmp_path)
    assert (one.version, one.previous, one.level, one.latest) == ("0.1.0", None, None, False)
    assert (two.version, two.previous, two.level, two.latest) == ("0.1.1", "0.1.0", "patch", True)
    assert (two.documents, two.tables, two.because) == (2, len(TABLES), ["1 row changed"])
    assert two.rows == sum(table.num_rows for table in sample_tables().values())


def test_a_folder_without_releases_says_so(tmp_path):
    with pytest.raises(ReleaseError, match="no releases"):
        listed(tmp_path)


@pytest.mark.parametrize(
    "wrong", ["", "1", "1.2", "1.2.3.4", "1.02.0", "a.b.c", "1.2.3 ", "-1.0.0", "../../x", "١.٠.٠"]
)
def test_what_is_no_version_is_refused_with_an_example(tmp_path, wrong):
    with pytest.raises(ReleaseError, match=r"1\.2\.0"):
        release(tmp_path / "releases", version=wrong)
    assert not (tmp_path / "releases").exists()


def test_a_version_with_or_without_its_v_is_the_same():
    assert numbers("v1.2.3") == numbers("1.2.3") == (1, 2, 3)


def test_a_version_that_is_there_is_never_overwritten(tmp_path):
    before = files(release(tmp_path).folder)
    with pytest.raises(ReleaseError, match="is there already"):
        release(tmp_path, with_value(5.0), version="0.1.0")
    with pytest.raises(ValueError):
        check(tmp_path, "0.1.0")
    assert files(tmp_path / "v0.1.0") == before


@pytest.mark.parametrize("fault", [RuntimeError("boom"), OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_failure_in_the_middle_leaves_everything_as_it_was(tmp_path, monkeypatch, fault):
    release(tmp_path)
    before, write, done = files(tmp_path), parquet.write, []

    def breaks(*arguments):
        if len(done) == 4:
            raise fault
        done.append(write(*arguments))

    monkeypatch.setattr(parquet, "write", breaks)
    with pytest.raises(ReleaseError if isinstance(fault, OSError) else type(fault)) as caught:
        release(tmp_path, with_value(5.0))
    assert len(done) == 4
    assert not isinstance(fault, OSError) or "No space left" in str(caught.value)
    assert files(tmp_path) == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["latest", "v0.1.0"]


KILLED = """
import sys
from pathlib import Path
from flows.publish import parquet
from tests.publishing import release, with_value

write = parquet.write
def stuck(table, *rest):
    write(table, *rest)
    if table.name == "figures":
        print("writing", flush=True)
        sys.stdin.read()
parquet.write = stuck
release(Path(sys.argv[1]), with_value(5.0))
"""
"""A run that stops in the middle of writing until it is killed."""


def test_a_killed_run_leaves_the_last_release_and_does_not_stand_in_the_way_of_the_next(tmp_path):
    release(tmp_path)
    before = files(tmp_path / "v0.1.0")
    command = [sys.executable, "-c", KILLED, str(tmp_path)]
    root = Path(__file__).resolve().parent.parent
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout.readline() == "writing\n"
        run.kill()
    assert (tmp_path / ".staging-v0.1.1" / "figures.parquet").is_file()
    assert (published(tmp_path), latest(tmp_path), files(tmp_path / "v0.1.0")) == (["0.1.0"], "v0.1.0", before)
    assert release(tmp_path, with_value(5.0)).version == "0.1.1"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["latest", "v0.1.0", "v0.1.1"]


def test_what_a_dead_run_left_is_removed_and_is_never_taken_for_a_release(tmp_path):
    (tmp_path / ".staging-v0.1.0").mkdir(parents=True)
    (tmp_path / ".staging-v0.1.0" / "events.parquet").write_bytes(b"half")
    assert published(tmp_path) == []
    assert release(tmp_path).version == "0.1.0"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["latest", "v0.1.0"]


def test_a_run_that_died_before_latest_moved_is_mended_by_the_next(tmp_path):
    release(tmp_path)
    (tmp_path / "latest").unlink()
    assert not release(tmp_path).new
    assert latest(tmp_path) == "v0.1.0"


def test_a_latest_that_cannot_be_moved_is_told_and_moved_by_the_next_run(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError(1, "Operation not permitted")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "symlink_to", refuse)
        with pytest.raises(ReleaseError, match=r"v0\.1\.0 is complete, but .*latest could not be moved"):
            release(tmp_path)
    assert not release(tmp_path).new
    assert latest(tmp_path) == "v0.1.0"


def test_two_runs_do_not_publish_at_once(tmp_path):
    handle = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        with pytest.raises(ReleaseError, match="another run"):
            release(tmp_path)
    finally:
        os.close(handle)
    assert release(tmp_path).new


def test_a_releases_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "releases").write_text("a list of releases")
    for call in (check, release):
        with pytest.raises(ReleaseError, match="not a folder"):
            call(tmp_path / "releases")
        with pytest.raises(ReleaseError, match="not a folder"):
            call(tmp_path / "releases" / "below")


def test_a_releases_folder_that_cannot_be_written_is_refused_with_what_to_do(tmp_path, monkeypatch):
    release(tmp_path)
    before = files(tmp_path)
    tmp_path.chmod(0o555)
    if os.geteuid() == 0:  # root may write anywhere; the system's answer for anybody else is given here instead
        monkeypatch.setattr(os, "access", lambda path, mode: not mode & os.W_OK)
    try:
        for call in (check, lambda releases: release(releases, with_value(5.0))):
            with pytest.raises(ReleaseError, match="cannot be written to; choose another"):
                call(tmp_path)
    finally:
        tmp_path.chmod(0o755)
    assert files(tmp_path) == before


def test_a_latest_that_is_no_link_is_not_destroyed(tmp_path):
    (tmp_path / "latest").mkdir()
    (tmp_path / "latest" / "mine.txt").write_text("mine")
    with pytest.raises(ReleaseError, match="not a link"):
        release(tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["latest"]
    assert (tmp_path / "latest" / "mine.txt").read_text() == "mine"


triples = st.tuples(*[st.integers(0, 999_999_999)] * 3)


@given(triples, triples)
def test_versions_sort_as_their_numbers_do(one, two):
    a, b = (".".join(map(str, t)) for t in (one, two))
    assert numbers(a) == one and (numbers(a) < numbers(b)) == (one < two)
