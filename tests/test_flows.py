"""What a user with a Prefect server sees of a run: the flows, the tasks, the summary."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import ArtifactFilter
from prefect.settings import PREFECT_API_URL
from prefect.testing.utilities import prefect_test_harness

from flows.runners import Here, cores, interruptible, share_out, workers


@pytest.fixture(scope="module")
def server():
    with prefect_test_harness(server_startup_timeout=120):
        yield


@pytest.fixture(scope="module")
def run(server, tmp_path_factory: pytest.TempPathFactory) -> dict:
    from flows.release import release

    folder = tmp_path_factory.mktemp("run")
    (folder / "note.txt").write_text(
        "In May 2014 China agreed to buy Russian gas. Trade between China and Russia was worth $95 billion that year.",
        encoding="utf-8",
    )
    return release([str(folder / "note.txt")], str(folder / "releases"))


def test_one_flow_runs_the_stages_each_a_flow_of_its_own(run):
    with get_client(sync_client=True) as client:
        flows = {client.read_flow(r.flow_id).name: r.state_name for r in client.read_flow_runs()}
    assert flows == dict.fromkeys(("release", "ingest", "extract", "validate", "publish"), "Completed")
    assert Path(run["publish"]["folder"], "figures.parquet").is_file()


def test_the_run_leaves_a_summary_and_the_row_counts_in_the_ui(run):
    with get_client(sync_client=True) as client:
        left = {a.key: a.data for a in client.read_artifacts(artifact_filter=ArtifactFilter())}
    assert "Documents: 1" in left["dyad-summary"] and "v0.1.0" in left["dyad-summary"]
    assert '"documents"' in str(left["dyad-rows"]).replace("'", '"')


def test_parts_are_shared_out_in_order_over_a_bounded_number_of_tasks():
    parts = [Path(f"part-{n:05}") for n in range(1003)]
    batches = share_out(parts)
    assert [p for batch in batches for p in batch] == parts
    assert len(batches) <= 40
    assert share_out([]) == []


def test_work_runs_here_or_in_processes_with_the_same_result():
    assert cores() >= 1
    for number in (1, 2):
        with workers(number) as pool:
            assert [f.result() for f in [pool.submit(divmod, n, 3) for n in range(5)]] == [
                divmod(n, 3) for n in range(5)
            ]


def test_a_failure_in_this_process_is_kept_for_the_one_who_asks():
    with pytest.raises(ZeroDivisionError):
        Here().submit(divmod, 1, 0).result()


def test_a_run_whose_data_fails_its_gate_stands_as_failed(server, tmp_path):
    from flows.errors import GateError
    from flows.release import release

    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(GateError, match="documents"):
        release([str(tmp_path / "empty.txt")], str(tmp_path / "releases"))
    with get_client(sync_client=True) as client:
        states = [r.state_name for r in client.read_flow_runs() if client.read_flow(r.flow_id).name == "release"]
    assert states.count("Failed") == 1
    assert not (tmp_path / "releases").exists()


def test_serve_offers_the_release_on_a_schedule_until_it_is_stopped(server, tmp_path):
    (tmp_path / "raw").mkdir()
    call = [
        sys.executable,
        "-m",
        "flows",
        "serve",
        "--raw",
        tmp_path / "raw",
        "--cron",
        "0 3 * * *",
        "--name",
        "nightly",
    ]
    env = os.environ | {"PREFECT_API_URL": PREFECT_API_URL.value(), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        call, cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as run:
        said = [line for line in iter(run.stdout.readline, "") if not _ready(run, line)]
        code = run.wait(timeout=60)
    assert any("release/nightly" in line for line in said)
    assert code == 0, said
    with get_client(sync_client=True) as client:
        deployment = client.read_deployment_by_name("release/nightly")
    assert [s.schedule.cron for s in deployment.schedules] == ["0 3 * * *"]
    assert deployment.parameters["raw"] == [str(tmp_path / "raw")]


def _ready(run: subprocess.Popen, line: str) -> None:
    """Stop the server's client, as Ctrl-C does, once it says that it is polling."""
    if "being served" in line:
        run.send_signal(signal.SIGINT)


def test_an_interrupted_run_leaves_no_worker_behind():
    with pytest.raises(KeyboardInterrupt), workers(2) as pool:
        pool.submit(divmod, 1, 1).result()
        pool.submit(threading.Event().wait)  # work without an end
        raise KeyboardInterrupt
    assert multiprocessing.active_children() == []


def test_sigterm_interrupts_like_ctrl_c(server):
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt), interruptible():
        os.kill(os.getpid(), signal.SIGTERM)
        threading.Event().wait(60)
    assert signal.getsignal(signal.SIGTERM) == before
