"""The same inputs give the same bytes: for another user, in another place, language, time zone and order, with other workers."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.corrections.file import COLUMNS
from tests.publishing import files

SCRIPT = """\
import getpass, json, locale, os, sys, time
from pathlib import Path

from flows import MODEL, stages
from flows.extract.parse import describe
from flows.runners import settle, workers
from flows.work import Work

settle()
stages.PART_WORDS = int(os.environ["PART_WORDS"])
raws = [Path(name) for name in sys.argv[1:]]
told = {
    "encoding": locale.getpreferredencoding(False),
    "time zone": time.strftime("%Z", time.localtime(0)),
    "hash of a word": hash("word"),
    "user": getpass.getuser(),
    "home": os.path.expanduser("~"),
    "folder": os.getcwd(),
    "new files": os.umask(0),
    "words of a part": stages.PART_WORDS,
    "threads": os.environ["OMP_NUM_THREADS"],
    "workers": int(os.environ["WORKERS"]),
    "order": [str(raw) for raw in raws],
}
os.umask(told["new files"])
with workers(told["workers"]) as pool:
    for some in [[Path("a")], raws]:
        work = Work(Path("work"))
        stages.read(some, [], work)
        counts = stages.extract(work.parts("ingest"), work.begin("extract"), MODEL, pool)
        work.finish("extract", counts | {"model": describe(MODEL)})
        judged = stages.judge(stages.join(work), work)
        assert judged["ok"], judged["failures"]
        stages.promote(work, Path("out"), None)
        told["parts"] = len(work.parts("ingest"))
print(json.dumps(told))
"""
"""Two releases, the first from one folder and the second from both; tells in what circumstances they were made."""

TEXTS = {
    "talks": "Lima, 3 May 2016 — Peru’s foreign minister Ana María Sánchez met her Chilean counterpart Heraldo Muñoz in Lima. "
    "“We will double trade to $9 billion by 2020,” Muñoz said. Peru exported 12,000 tonnes of copper to Chile in 2015.",
    "gas": "Bolivia and Brazil signed a gas agreement in 1996. Bolivia's gas exports to Brazil rose by 12 percent to 1.2 bcm in 2002, "
    "and La Paz threatened to cut supplies in January 2003. Brazil rejected the demand.",
    "pact": "The foreign ministers of Peru and Chile met in Lima on 3 May 2016. Trade between Peru and Chile was about $3.5 billion "
    "in 2015, down from $4.1 billion in 2014, the Lima Chamber of Commerce said.",
    "naïve": "Norway sold natural gas worth $2 billion to Poland in 2019. Poland's imports from Norway were $2.1 billion in 2019.",
}
DUMP = [
    {"doc_id": "wire-1", "text": "Japan protested to China over the islands on Monday.", "published": "2012-09-12"},
    {
        "doc_id": "wire-2",
        "text": "China and Japan held talks in Tokyo in May 2010. Abe visited Beijing.",
        "published": "2014",
    },
]


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """Two places where the same two releases were made."""
    here, there = tmp_path_factory.mktemp("here"), tmp_path_factory.mktemp("elsewhere") / "naïve Ordner"
    there.mkdir()
    places = [
        Place(here, ["a", "b"], 0o022, TZ="UTC", USER="ana", PYTHONHASHSEED="1", PART_WORDS="20000", OMP_NUM_THREADS="1",
              WORKERS="1"),
        Place(there, ["b", "a"], 0o077, TZ="Pacific/Kiritimati", USER="bo", PYTHONHASHSEED="77", PART_WORDS="20",
              OMP_NUM_THREADS="2", WORKERS="2", LC_ALL="POSIX", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0"),
    ]  # fmt: skip
    for place in places:
        place.begin()
    for place in places:
        place.end()
    return places


class Place:
    """A home, a working folder and an environment in which releases are made."""

    def __init__(self, folder: Path, order: list[str], umask: int, **known: str) -> None:
        self.folder, self.order, self.umask = folder, order, umask
        own = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON", "PREFECT"))}
        root = Path(__file__).parent.parent
        self.env = own | {"HOME": str(folder / "home"), "LOGNAME": known["USER"], "PYTHONPATH": str(root), **known}
        self.told: dict[str, object] = {}

    def begin(self) -> None:
        """Write the inputs, in an order of its own, and start."""
        (self.folder / "home").mkdir()
        for name in sorted(TEXTS, reverse=self.order != sorted(self.order)):
            path = self.folder / ("a" if name in ("talks", "gas") else "b") / f"{name}.txt"
            path.parent.mkdir(exist_ok=True)
            path.write_text(TEXTS[name] + "\n", encoding="utf-8")
        a, b = self.folder / "a", self.folder / "b"
        (b / "empty.txt").write_bytes(b"")
        with (b / "dump.jsonl.gz").open("wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as dump:
            dump.write("".join(json.dumps(line) + "\n" for line in DUMP).encode())
        (a / "sources.csv").write_text("path,redistribute\ntalks.txt,true\ngas.txt,false\n", encoding="utf-8")
        (b / "sources.csv").write_text("path,publisher\nnaïve.txt,Bergens Børs\n", encoding="utf-8")
        line = "events,gas#e19-25,accept,,,,read again,Zoë Ålund,2024-05-06\n"
        (a / "corrections.csv").write_text(",".join(COLUMNS) + "\n" + line, encoding="utf-8")
        self.run = subprocess.Popen([sys.executable, "-c", SCRIPT, *self.order], cwd=self.folder, env=self.env,
                                    umask=self.umask, encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip

    def end(self) -> None:
        """Wait for it, and keep what it told."""
        out, err = self.run.communicate(timeout=600)
        assert self.run.returncode == 0, out + err
        self.told = json.loads(out.splitlines()[-1])


def test_the_circumstances_do_differ(places):
    here, there = (place.told for place in places)
    assert {name for name in here if here[name] == there[name]} == set()
    assert len(here) >= 10 and there["parts"] > 2


@pytest.mark.parametrize("version", ["v0.1.0", None])
def test_two_builds_of_the_same_inputs_in_other_circumstances_are_the_same_to_the_byte(places, version):
    one, other = (files((p.folder / "out" / (version or "latest")).resolve()) for p in places)
    assert list(one) == list(other)
    assert [name for name in one if one[name] != other[name]] == []
    assert b"events.parquet" in one["SHA256SUMS"]


def test_the_builds_hold_something_to_compare(places):
    said = json.loads((places[0].folder / "out" / "latest" / "release.json").read_text("utf-8"))
    few = {name: n for name, n in said["rows"].items() if not n}
    assert said["rows"]["documents"] == 6 and said["previous"]["version"] == "0.1.0"
    assert set(few) <= {"citations", "derived_figures", "outcomes", "contradictions"}


def test_no_run_leaves_a_trace_of_its_circumstances(places):
    for place in places:
        everything = b"".join(files((place.folder / "out" / "latest").resolve()).values())
        for told in (str(place.folder), "Kiritimati", place.env["USER"] + "/"):
            assert told.encode() not in everything
