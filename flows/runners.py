"""How flows run: Prefect's settings for a quiet and private run, and the worker processes of one machine."""

import multiprocessing
import os
import signal
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from flows.errors import UserError

# What a run from the command line wants of Prefect, unless the user says otherwise in the environment.
SETTINGS = {
    "PREFECT_LOGGING_LEVEL": "CRITICAL",  # the command says itself what went wrong
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",  # the temporary server may stumble over its own end; no run is hurt
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "GX_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",  # 20 s are too few on a busy machine
    # Else the temporary server drops task records at its end.
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "500",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",
    "OMP_NUM_THREADS": "1",  # worker processes share the cores; threads inside them only get in each other's way
    "OPENBLAS_NUM_THREADS": "1",
}


def settle() -> None:
    """Set the environment for Prefect and its peers; to be called before they are imported."""
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)
    home = Path(os.environ.get("PREFECT_HOME", Path.home() / ".prefect"))
    if not os.access(next(p for p in (home, *home.parents) if p.exists()), os.W_OK):
        # Without a home to write to (a container, a service account) Prefect would try for minutes and give up.
        os.environ["PREFECT_HOME"] = tempfile.mkdtemp(prefix="dyad-prefect-")


class Here(Executor):
    """Runs at once, in this process: for one worker, or for work too small to share."""

    def submit(self, fn, /, *args, **kwargs) -> Future:  # noqa: ANN001
        """Run now; the future is done when this returns."""
        future: Future = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def debugging() -> bool:
    """Does the user want to see tracebacks?"""
    return bool(os.environ.get("DYAD_DEBUG"))


@contextmanager
def interruptible() -> Iterator[None]:
    """Let Ctrl-C and SIGTERM end a run as KeyboardInterrupt.

    Prefect's temporary server is started here with the signals blocked: a Ctrl-C that reached it as well would leave the run
    to wait for its server for minutes.
    """
    from prefect.server.api.server import SubprocessASGIServer
    from prefect.settings import PREFECT_API_URL

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        if not PREFECT_API_URL.value():
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
            try:
                SubprocessASGIServer().start()
            finally:
                signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def workers(number: int) -> Iterator[Executor]:
    """That many worker processes, or this process for one. They are started fresh, so threads here do no harm there."""
    if number <= 1:
        yield Here()
        return
    spawn = multiprocessing.get_context("spawn")
    # Ctrl-C reaches the workers too: they end at once, in silence.
    with ProcessPoolExecutor(number, spawn, signal.signal, (signal.SIGINT, signal.SIG_DFL)) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for worker in multiprocessing.active_children():
                worker.terminate()  # what it was at is lost anyway
                worker.join()
            raise


MOST_TASKS = 40
"""Tasks of a run: beyond this many, Prefect's temporary server costs more than it tells."""


def share_out(parts: Sequence[Path]) -> list[list[Path]]:
    """The parts in at most MOST_TASKS batches, in order."""
    size = -(-len(parts) // MOST_TASKS) or 1
    return [list(parts[i : i + size]) for i in range(0, len(parts), size)]


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def need_server() -> str:
    """The address of the user's Prefect server. Raises UserError if none is set or it does not answer."""
    import httpx
    from prefect.settings import PREFECT_API_URL

    url = PREFECT_API_URL.value()
    how = "start one with `prefect server start` and set PREFECT_API_URL=http://127.0.0.1:4200/api"
    if not url:
        raise UserError(f"no Prefect server is set; {how}")
    try:
        httpx.get(f"{url.rstrip('/')}/health", timeout=10).raise_for_status()
    except httpx.HTTPError as error:
        raise UserError(f"the Prefect server at {url} does not answer ({error}); {how}") from None
    return url


def check_cron(line: str | None) -> None:
    """Raise UserError if a cron line is none."""
    from prefect.client.schemas.schedules import CronSchedule

    try:
        if line is not None:
            CronSchedule(cron=line)
    except ValueError:
        raise UserError(f'--cron: not a cron line: "{line}"; for example "0 3 * * *" is every night at three') from None
