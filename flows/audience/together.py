"""Shares the reading among workers, by Prefect's task runners: threads, Dask or Ray. What is found stays the same.

Batches go out in order, no more at a time than the workers need to stay busy, and what was read comes back in order: so
the memory does not grow with the number of batches, and what all replies say together is worked out in one place.
Without a Prefect server of yours (``PREFECT_API_URL``) one is started for the while.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from importlib import import_module
from typing import Any, Literal

from msgspec import Struct

from flows.audience.analysis import Study, batches
from flows.audience.batch import Maker, Read, Texts, read, reader_for
from flows.audience.result import Audience
from flows.errors import RecoveryError
from flows.incident import Json
from flows.platforms.base import Reply

Runner = Literal["threads", "dask", "ray"]

AHEAD = 2
"""Batches for each worker that are out at a time: one that is read, one that waits."""
STARTUP_SECONDS = 120
"""How long the server of the while may take to start on a busy machine."""
QUIET = {"PREFECT_LOGGING_LEVEL": "WARNING", "PREFECT_LOGGING_TO_API_ENABLED": "false"}
"""Nobody looks at this flow, and workers in processes of their own take their settings from here."""
ALONE = "Or leave --runner out: then this program reads alone."
ERRORS_ONLY = 40
"""The level of what Dask says."""
STORE = 256 * 1024**2
"""Bytes in which Ray hands batches over; they are small."""


class RunnerMissing(RecoveryError):
    """Dask or Ray is not installed."""


class Crew(Struct, frozen=True):
    """Who reads: ``workers`` of the kind ``runner``, each with a reader that ``maker`` makes; 0 is one a processor."""

    runner: Runner
    maker: Maker
    workers: int = 0


def analyse_together(replies: Iterable[Reply], crew: Crew, *, post: str, findings: Sequence[Json] = ()) -> Audience:
    """What ``replies`` to ``post`` say together, read by ``crew``.

    Raises:
        RunnerMissing: what its runner needs is not installed.
        RecoveryError: the workers, or the Prefect server that they report to, cannot be reached.
    """
    count = crew.workers or os.cpu_count() or 1
    study = Study(reader_for(crew.maker, post).name, findings=findings)

    def work(submit: Callable[[Texts], Any]) -> None:
        for batch, found in _in_order(batches(replies), submit, AHEAD * count):
            study.add(batch, found)
            found.forget()

    with _surroundings(QUIET):  # before Prefect is imported: it looks at them then
        _in_a_flow(_RUNNERS[crew.runner](count), work, crew.maker, post)
    return study.result()


def _in_order(
    source: Iterator[list[Reply]], submit: Callable[[Texts], Any], most: int
) -> Iterator[tuple[list[Reply], Read]]:
    """The batches with what was read in each, in their order; at most ``most`` are out at a time."""
    out: deque[tuple[list[Reply], Any]] = deque()
    for batch in source:
        out.append((batch, submit(Texts(tuple(reply.text for reply in batch)))))
        if len(out) >= most:
            done, future = out.popleft()
            yield done, future.result()
    for done, future in out:
        yield done, future.result()


def _in_a_flow(runner: Any, work: Callable[[Callable[[Texts], Any]], None], maker: Maker, post: str) -> None:
    """Do the work inside a flow whose tasks ``runner`` takes on. The flow has no parameters: they would be stored."""
    import httpx
    from prefect import flow, task
    from prefect.cache_policies import NO_CACHE
    from prefect.exceptions import PrefectException

    reading = task(name="read replies", persist_result=False, cache_policy=NO_CACHE, retries=1)(read)
    named = flow(name="read replies", task_runner=runner, persist_result=False, validate_parameters=False)
    token = _WORK.set(lambda: work(lambda texts: reading.submit(texts, maker, post)))
    try:
        with _server():
            named(_do_the_work)()
    except (httpx.HTTPError, PrefectException) as error:
        raise RecoveryError(f"The workers' Prefect server does not answer ({error}). {ALONE}") from error
    finally:
        _WORK.reset(token)


_WORK: ContextVar[Callable[[], None]] = ContextVar("work")
"""What the flow has to do. It goes to the workers with all that it holds, so it must not hold the replies."""


def _do_the_work() -> None:
    _WORK.get()()


@contextmanager
def _surroundings(wanted: Mapping[str, str]) -> Iterator[None]:
    """Environment variables for the while, for this process and those that it starts."""
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextmanager
def _server() -> Iterator[None]:
    """The Prefect server in use, or one for the while: one for all workers, who would start one each."""
    from prefect.settings import PREFECT_API_URL, temporary_settings

    with ExitStack() as open_:
        open_.enter_context(temporary_settings(_quiet()))
        if not PREFECT_API_URL.value():
            url = open_.enter_context(_started())
            open_.enter_context(temporary_settings({PREFECT_API_URL: url}))
            open_.enter_context(_surroundings({"PREFECT_API_URL": url}))
        yield


@contextmanager
def _started() -> Iterator[str]:
    """The address of a server that runs for the while."""
    from prefect.server.api.server import SubprocessASGIServer

    server = SubprocessASGIServer()
    try:
        server.start(timeout=STARTUP_SECONDS)
        yield server.api_url
    finally:
        server.stop()


def _quiet() -> Any:
    from prefect.settings import PREFECT_LOGGING_LEVEL, PREFECT_LOGGING_TO_API_ENABLED

    return {PREFECT_LOGGING_LEVEL: "WARNING", PREFECT_LOGGING_TO_API_ENABLED: False}


# --- who reads --------------------------------------------------------------------------------------------------------


def _threads(count: int) -> Any:
    from prefect.task_runners import ThreadPoolTaskRunner

    return ThreadPoolTaskRunner(max_workers=count)


def _dask(count: int, environ: Mapping[str, str] = os.environ) -> Any:
    """Processes of this machine, or the cluster at ``DASK_SCHEDULER_ADDRESS``."""
    chosen = _imported("prefect_dask", "dask").DaskTaskRunner
    if address := environ.get("DASK_SCHEDULER_ADDRESS"):
        return chosen(address=address)
    return chosen(
        cluster_kwargs={
            "n_workers": count,
            "threads_per_worker": 1,
            "processes": True,
            "dashboard_address": None,
            "silence_logs": ERRORS_ONLY,
        }
    )


def _ray(count: int, environ: Mapping[str, str] = os.environ) -> Any:
    """Processes of this machine, or the cluster at ``RAY_ADDRESS``."""
    chosen = _imported("prefect_ray", "ray").RayTaskRunner
    if address := environ.get("RAY_ADDRESS"):
        return chosen(address=address)
    return chosen(
        init_kwargs={
            "num_cpus": count,
            "include_dashboard": False,
            "log_to_driver": False,
            "configure_logging": False,
            "object_store_memory": STORE,
        }
    )


def _imported(module: str, extra: str) -> Any:
    try:
        return import_module(module)
    except ImportError as error:
        raise RunnerMissing(
            f"--runner {extra} needs what is not installed here ({error}). "
            f"Install it with: pip install 'prefect-mishap[{extra}]'. {ALONE}"
        ) from error


_RUNNERS: dict[Runner, Callable[[int], Any]] = {"threads": _threads, "dask": _dask, "ray": _ray}
