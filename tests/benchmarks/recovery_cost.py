"""Measures what a recovery costs on Prefect, beside the work itself (`make bench-recovery`).

Three servers are started on this machine for it, each in a folder of its own: Prefect's on SQLite for the recoveries,
and Prefect's on PostgreSQL, with the casebook there too, for the check-ins of many incidents. The same steps are done
in this process without Prefect, in turn with those on Prefect, so that a busy moment hits both. CPU seconds are those of
whole process groups; memory is the peak.
"""

import argparse
import asyncio
import contextlib
import os
import resource
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, NamedTuple

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, ROOT)

TARGET_SECONDS = 120
"""The check-ins of 1,000 open incidents are planned in less than this."""

EXAMPLE = os.path.join(ROOT, "examples", "recovery")
YES = {"name": "Ben Oduya", "decision": "approve"}
TICK = os.sysconf("SC_CLK_TCK")
QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "ERROR",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
}
Say = Callable[[str], None]


# --- machines and meters --------------------------------------------------------------------------------------------


def group_cpu(group: int) -> float:
    """The CPU seconds that all processes of a group have used, with their children that are gone."""
    total = 0
    for name in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError), open(f"/proc/{name}/stat", encoding="ascii", errors="replace") as stream:
            fields = stream.read().rpartition(")")[2].split()
            if int(fields[2]) == group:
                total += sum(map(int, fields[11:15]))
    return total / TICK


def group_memory(group: int) -> float:
    """The most megabytes that the largest process of a group has held at a time."""
    most = 0.0
    for name in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError), open(f"/proc/{name}/status", encoding="ascii", errors="replace") as stream:
            if os.getpgid(int(name)) == group:
                peak = next((line.split()[1] for line in stream if line.startswith("VmHWM")), "0")
                most = max(most, int(peak) / 1024)
    return most


class Server(NamedTuple):
    """A Prefect server in a process group of its own."""

    url: str
    group: int


@contextlib.contextmanager
def prefect_server(folder: str, database: str) -> Iterator[Server]:
    """Start a server on this machine, and wait until it answers."""
    import httpx

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = os.environ | QUIET | {"PREFECT_HOME": folder, "PREFECT_SERVER_DATABASE_CONNECTION_URL": database}
    command = [
        sys.executable,
        "-m",
        "prefect",
        "server",
        "start",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--no-ui",
    ]
    with open(os.path.join(folder, "server.log"), "wb") as log:
        process = subprocess.Popen(command, env=env, stdout=log, stderr=log, cwd=folder, start_new_session=True)
    url = f"http://127.0.0.1:{port}/api"
    try:
        for _ in range(600):
            with contextlib.suppress(httpx.HTTPError):
                if httpx.get(f"{url}/health", timeout=2).is_success:
                    break
            if process.poll() is not None:
                raise SystemExit(f"The server has ended: see {folder}/server.log")
            time.sleep(0.2)
        yield Server(url, process.pid)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=60)


class Meter:
    """Seconds of the clock, of this process and of a group, from here on."""

    def __init__(self, group: int | None = None) -> None:
        self._group = group
        self._start = self._now()

    def _now(self) -> tuple[float, float, float]:
        return time.perf_counter(), time.process_time(), group_cpu(self._group) if self._group else 0.0

    def read(self) -> tuple[float, float, float]:
        """How many have passed: of the clock, of this process's CPU, of the group's CPU."""
        return tuple(now - then for now, then in zip(self._now(), self._start, strict=True))  # type: ignore[return-value]


# --- one whole recovery ---------------------------------------------------------------------------------------------


def _mishap(number: int) -> Any:
    from flows.plan import Mishap, WrongPost

    with open(os.path.join(EXAMPLE, "post.txt"), encoding="utf-8") as stream:
        post = WrongPost(text=stream.read().strip(), account="main")
    replies = os.path.join(EXAMPLE, "replies.jsonl")
    return Mishap(brand=f"Acme {number}", post=post, lead="Ana Ruiz", replies_file=replies)


def by_itself(number: int) -> tuple[float, float, float]:
    """The steps of a recovery without Prefect, as the terminal does them."""
    from flows.case import NeedsPerson
    from flows.opening import open_incident
    from flows.steps.approval import decide, waiting
    from flows.story import tell
    from flows.terminal.desk import desk

    meter = Meter()
    with desk() as at:
        case = at.case(open_incident(at.casebook, _mishap(number), clock=at.clock).id, by="bench")
        with contextlib.suppress(NeedsPerson):
            list(tell(case))
        decide(case, waiting(case), "approved", who="Ben Oduya")
        list(tell(case))
    return meter.read()


class OnPrefect:
    """Recoveries as flow runs of a deployment, run in this process as a worker's process would."""

    def __init__(self, client: Any, server: Server) -> None:
        from flows.recovery import recover

        self._client, self._server, self._flow = client, server, recover
        self._deployment = client.create_deployment(client.create_flow_from_name(recover.name), recover.name)
        self.task_runs = 0

    def __call__(self, number: int) -> tuple[float, float, float]:
        """One recovery: until it is suspended, answered, and on to its end."""
        from prefect.flow_runs import resume_flow_run

        meter = Meter(self._server.group)
        mishap = _mishap(number).model_dump(mode="json")
        run = self._client.create_flow_run_from_deployment(self._deployment, parameters={"mishap": mishap})
        self._start(run)
        resume_flow_run(run.id, run_input=YES)
        self._start(run)
        figures = meter.read()
        ended = self._client.read_flow_run(run.id)
        if ended.state.name != "Completed":
            raise SystemExit(f"The recovery has ended as {ended.state}")
        self.task_runs = self._count(run)
        return figures

    def _start(self, run: Any) -> None:
        from prefect.exceptions import Pause
        from prefect.flow_engine import run_flow
        from prefect.states import Pending

        self._client.set_flow_run_state(run.id, Pending(), force=True)
        with contextlib.suppress(Pause):
            flow_run = self._client.read_flow_run(run.id)
            walked: Any = run_flow(self._flow, flow_run=flow_run, return_type="state")
            asyncio.run(walked)

    def _count(self, run: Any) -> int:
        from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId

        chosen = FlowRunFilter(id=FlowRunFilterId(any_=[run.id]))
        return len(self._client.read_task_runs(flow_run_filter=chosen))


def recoveries(folder: str, count: int, say: Say) -> list[tuple[str, str, str]]:
    """Rows about whole recoveries: this many, after one each to warm up."""
    from prefect.client.orchestration import get_client
    from prefect.settings import PREFECT_API_URL, temporary_settings

    os.environ["MISHAP_HOME"] = os.path.join(folder, "recoveries")
    say("starting a Prefect server on SQLite")
    with (
        prefect_server(_made(folder, "sqlite"), f"sqlite+aiosqlite:///{folder}/sqlite/prefect.db") as server,
        temporary_settings({PREFECT_API_URL: server.url}),
        get_client(sync_client=True) as client,
    ):
        on_prefect = OnPrefect(client, server)
        plain, flow = [], []
        for number in range(count + 1):
            say(f"recovery {number} of {count}")
            plain.append(by_itself(2 * number))
            flow.append(on_prefect(2 * number + 1))
        work, whole = (_medians(figures[1:]) for figures in (plain, flow))
        return [
            ("the work of a recovery itself", f"{work[0]:.2f} s", f"{work[1]:.2f} s of CPU"),
            ("the same on Prefect", f"{whole[0]:.2f} s", f"{whole[1]:.2f} s of CPU"),
            ("  so Prefect adds", f"{whole[0] - work[0]:.2f} s", f"{whole[1] - work[1]:.2f} s of CPU"),
            ("Prefect's server, for one recovery", f"{whole[2]:.2f} s of CPU", f"{on_prefect.task_runs} task runs"),
            ("memory of the run's process", f"{_own_memory():.0f} MB", "at its peak"),
            ("memory of Prefect's server", f"{group_memory(server.group):.0f} MB", "at its peak"),
        ]


def _medians(figures: list[tuple[float, float, float]]) -> list[float]:
    return [statistics.median(column) for column in zip(*figures, strict=True)]


def _own_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _made(folder: str, name: str) -> str:
    place = os.path.join(folder, name)
    os.makedirs(place)
    return place


# --- the check-ins of many incidents --------------------------------------------------------------------------------


def check_ins(folder: str, count: int, say: Say) -> list[tuple[str, str, str]]:
    """Rows about planning the check-ins of so many open incidents, in the casebook and in Prefect's calendar."""
    from prefect.client.orchestration import get_client
    from prefect.settings import PREFECT_API_URL, temporary_settings

    from flows.long_haul import check_in
    from tests.flows.conftest import Postgres, _programs

    if (programs := _programs()) is None:
        return [("check-ins", "not measured", "PostgreSQL is not installed (on Debian: apt-get install postgresql)")]
    say("starting PostgreSQL and a Prefect server on it")
    postgres = Postgres(programs)
    try:
        postgres.start()
        url = postgres.url(postgres.new_database("template1")).replace("postgresql://", "postgresql+asyncpg://")
        casebook = postgres.url(postgres.new_database())
        with (
            prefect_server(_made(folder, "postgresql"), url) as server,
            temporary_settings({PREFECT_API_URL: server.url}),
            get_client(sync_client=True) as client,
        ):
            client.create_deployment(client.create_flow_from_name(check_in.name), check_in.name)
            return _planned(casebook, count, server, say)
    finally:
        postgres.stop()


def _planned(place: str, count: int, server: Server, say: Say) -> list[tuple[str, str, str]]:
    from flows.opening import open_incident
    from flows.server.calendar import schedule_all
    from flows.steps.long_haul import plan
    from flows.terminal.desk import desk

    with desk(casebook=place) as at:
        say(f"opening {count:,} incidents")
        mishap = _mishap(0)
        names = [open_incident(at.casebook, mishap.model_copy(update={"brand": f"Acme {n}"}), clock=at.clock).id
                 for n in range(count)]  # fmt: skip
        say(f"planning the check-ins of {count:,} incidents")
        meter = Meter(server.group)
        cases = [at.case(name, by="bench") for name in names]
        planned = sum(len(plan(case, case.agreed.check_in_days)) for case in cases)
        in_casebook = meter.read()
        runs = _run(schedule_all(at.casebook, names))
        seconds, own, servers = meter.read()
    met = "met" if seconds < TARGET_SECONDS * count / 1000 else "MISSED"
    return [
        (f"check-ins of {count:,} incidents, in the casebook", f"{in_casebook[0]:.1f} s", f"{planned:,} check-ins"),
        ("  and in Prefect's calendar, all together", f"{seconds:.1f} s", f"{runs:,} planned runs"),
        ("  for 1,000 incidents that makes", f"{seconds / count * 1000:.0f} s", f"under {TARGET_SECONDS} s: {met}"),
        ("  CPU of Prefect's server / of this process", f"{servers:.1f} s / {own:.1f} s", ""),
    ]


def _run(what: Awaitable[int]) -> int:
    async def waited() -> int:
        return await what

    return asyncio.run(waited())


# --- the table ------------------------------------------------------------------------------------------------------


def _add(table: Any, rows: list[tuple[str, str, str]]) -> None:
    for row in rows:
        table.add_row(*row)
    table.add_section()


def main() -> None:
    """Measure, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recoveries", type=int, default=5, help="whole recoveries to measure [5]")
    parser.add_argument("--incidents", type=int, default=1000, help="open incidents whose check-ins are planned [1000]")
    asked = parser.parse_args()
    os.environ |= QUIET
    from rich.console import Console
    from rich.table import Table

    console = Console()
    table = Table("what", "how much", "", title="What a recovery costs")
    with tempfile.TemporaryDirectory() as folder:
        say: Say = lambda what: console.print(f"[dim]{what} ...[/dim]")  # noqa: E731
        if asked.recoveries:
            _add(table, recoveries(folder, asked.recoveries, say))
        if asked.incidents:
            _add(table, check_ins(folder, asked.incidents, say))
    console.print(table)


if __name__ == "__main__":
    main()
