"""A Prefect server and its workers as processes of their own, which a test can kill as a power cut would."""

import contextlib
import glob
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import httpx
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.objects import FlowRun

from flows.server.deploying import POOL
from flows.store import Casebook

PATIENCE = 240
"""Seconds to wait for anything; nothing takes long unless the machine does other things."""

OVER = frozenset({"Completed", "Failed", "Rejected", "Expired"})
"""A run that has ended; one that has crashed is started again."""

POST = "Our spring sale is a riot in #Cairo! Everything must burn. 20% off today."
REPLIES = (
    "I was in Cairo that night and my brother was hurt. This is disgusting. Apologise.",
    "My family is in Cairo. How dare you use our grief for your sale? Delete this and apologise!",
    "As an Egyptian I am hurt and angry. Shame on you. Donate to the families.",
    "Wow, this is awful. Apologise now.",
    "I love this brand.",
)


def until(what: str, look: Callable[[], Any], patience: float = PATIENCE) -> Any:
    """What ``look`` gives as soon as it gives something."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.2)
    raise AssertionError(f"It never happened: {what}.")


class Process:
    """A program in a process group of its own, whose words go into a file of ``folder``."""

    def __init__(self, name: str, folder: str, env: dict[str, str]) -> None:
        self._name, self._folder, self.env = name, folder, env
        self._running: subprocess.Popen[bytes] | None = None

    def start(self, *arguments: str) -> None:
        with open(f"{self._folder}/{self._name}.log", "ab") as log:
            self._running = subprocess.Popen(
                [sys.executable, *arguments],
                env=self.env,
                cwd=self._folder,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self, *, alone: bool = False) -> None:
        """As `kill -9`: all of its group, or the program ``alone`` and none of those that it has started."""
        if self._running is None:
            return
        with contextlib.suppress(ProcessLookupError):
            (os.kill if alone else os.killpg)(self._running.pid, signal.SIGKILL)
        self._running.wait(timeout=30)

    def freeze(self) -> None:
        """Let the program stand still, but not those that it has started: it notices nothing of them any more."""
        assert self._running is not None
        os.kill(self._running.pid, signal.SIGSTOP)

    def sweep_up(self) -> None:
        """End the whole group, also what a killed program has left behind."""
        if self._running is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._running.pid, signal.SIGKILL)
            self._running.wait(timeout=30)


class Server(Process):
    """A Prefect server on a port of its own, with its database in ``folder``, or in ``database``."""

    def __init__(self, folder: str, database: str | None = None) -> None:
        self._port = free_port()
        self.api = f"http://127.0.0.1:{self._port}/api"
        quiet = {"DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "PREFECT_SERVER_UI_ENABLED": "false"}
        place = {"PREFECT_HOME": f"{folder}/prefect", "PREFECT_SERVER_API_PORT": str(self._port)}
        file = f"sqlite+aiosqlite:///{folder}/prefect.db"
        env = plain_environment() | quiet | place | {"PREFECT_API_DATABASE_CONNECTION_URL": database or file}
        super().__init__("server", folder, env)

    def begin(self) -> None:
        """Start it, and wait until it answers."""
        self.start("-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(self._port))
        until("the server answers", self._answers)

    def _answers(self) -> bool:
        with contextlib.suppress(httpx.HTTPError):
            return httpx.get(f"{self.api}/health", timeout=5).is_success
        return False


class Workers:
    """Real workers, one after the other; each in a process group of its own with the runs that it starts."""

    def __init__(self, folder: str, api: str, **settings: str) -> None:
        self._folder, self._all = folder, list[Process]()
        self.env = plain_environment() | {
            "PREFECT_API_URL": api,
            "PREFECT_HOME": f"{folder}/worker-home",
            "PREFECT_WORKER_QUERY_SECONDS": "1",
            "PREFECT_LOGGING_TO_API_ENABLED": "false",
            "DO_NOT_TRACK": "1",
            **settings,
        }

    def start(self, *options: str) -> Process:
        worker = Process(f"worker-{len(self._all)}", self._folder, self.env)
        worker.start("-m", "prefect", "worker", "start", "--pool", POOL, "--type", "process", *options)
        self._all.append(worker)
        return worker

    def sweep_up(self) -> None:
        for worker in self._all:
            worker.sweep_up()


class Stage:
    """What a test of the whole needs: incidents to recover from, and eyes on what became of them."""

    def __init__(self, client: SyncPrefectClient, folder: str) -> None:
        self.client, self._folder = client, folder
        with open(f"{folder}/replies.jsonl", "w", encoding="utf-8") as stream:
            for number, text in enumerate(REPLIES):
                reply = {"id": f"r{number}", "author": f"a{number}", "created_at": "2026-11-22T11:00:00Z", "text": text}
                stream.write(json.dumps(reply) + "\n")

    def mishap(self, brand: str) -> dict[str, Any]:
        """What a recovery is started with."""
        post = {"text": POST, "account": "main", "published_at": "2026-11-22T10:30:00Z"}
        return {"brand": brand, "post": post, "lead": "Ana Ruiz", "replies_file": f"{self._folder}/replies.jsonl"}

    def open(self, brand: str) -> UUID:
        """Ask for a recovery, as the form on the server does."""
        deployment = self.client.read_deployment_by_name("recover/recover")
        run = self.client.create_flow_run_from_deployment(deployment.id, parameters={"mishap": self.mishap(brand)})
        return run.id

    def run(self, run: UUID) -> FlowRun:
        """The run as the server knows it now."""
        return self.client.read_flow_run(run)

    def wait(self, run: UUID, *names: str, patience: float = PATIENCE) -> FlowRun:
        """The run once its state has one of these names."""

        def look() -> FlowRun | None:
            found = self.run(run)
            assert found.state is not None
            if found.state.name in OVER - {*names}:
                raise AssertionError(f"It is {found.state.name}: {found.state.message}; {self.history(run)}")
            return found if found.state.name in names else None

        found: FlowRun = until(f"{run} is {' or '.join(names)}", look, patience)
        return found

    def history(self, run: UUID) -> list[str]:
        """The states that the run was in."""
        return [f"{state.timestamp:%M:%S} {state.name}" for state in self.client.read_flow_run_states(run)]

    def incident(self, run: UUID) -> str:
        """The incident of a run."""
        return next(tag.removeprefix("incident:") for tag in self.run(run).tags if tag.startswith("incident:"))

    def outbox(self) -> list[dict[str, Any]]:
        """What stands in the outbox now."""
        found = []
        for path in sorted(glob.glob(f"{self._folder}/outbox/posts/*.json")):
            with open(path, encoding="utf-8") as stream:
                found.append(json.load(stream))
        return found


def assert_whole(casebook: Casebook, incidents: Sequence[str], outbox: Sequence[dict[str, Any]]) -> None:
    """Each incident is through, its timeline is whole, and its apology is out once; nothing else is."""
    assert sorted(incident.id for incident in casebook.incidents.all()) == sorted(incidents)
    assert [post["status"] for post in outbox] == ["published"] * len(incidents)
    for name in incidents:
        assert casebook.verify(name).is_whole, name
        assert casebook.incidents.get(name).state == "long_haul", name
        assert [entry.state for entry in casebook.publications.of(name)] == ["confirmed"], name
        assert {record.state for record in casebook.steps.of(name)} == {"done"}, name
        sent = [event for event in casebook.timeline.of(name, kind="publication") if event.details["state"] == "sent"]
        assert len(sent) == 1, name
        keys = [event.key for event in casebook.timeline.of(name) if event.key]
        assert len(keys) == len(set(keys)), name
        planned = casebook.check_ins.of(name)
        assert all(check.run for check in planned), name
        assert len({check.run for check in planned}) == len(planned), name


def plain_environment() -> dict[str, str]:
    """This program's environment without what Prefect or the recovery was told for other tests."""
    mine = ("MISHAP_HOME", "MISHAP_CASEBOOK")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "MISHAP_"))}
    told = {name: os.environ[name] for name in mine if name in os.environ}
    return kept | told | {"PYTHONPATH": os.pathsep.join(sys.path)}


def guard(stage_env: dict[str, str], folder: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command `guard` in a process of its own."""
    command = [sys.executable, "-c", "from guard.cli import main; main()", *arguments]
    return subprocess.run(
        command, env=stage_env, cwd=folder, capture_output=True, text=True, check=False, timeout=PATIENCE
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
