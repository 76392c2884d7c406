"""What a user with a Prefect server sees of a run: the flows, the tasks, the summary."""

from pathlib import Path

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import ArtifactFilter
from prefect.testing.utilities import prefect_test_harness

from flows.runners import Here, cores, share_out, workers


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
    assert "1 documents" in left["dyad-summary"] and "v0.1.0" in left["dyad-summary"]
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
