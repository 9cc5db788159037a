"""A real worker runs the recovery. At each point the run's process is killed, and the worker with it.

Then a new worker is started, and the run again under its own name, as the automations of `guard deploy` do it.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time

import pytest
from prefect.flow_runs import resume_flow_run
from prefect.settings import PREFECT_API_URL
from prefect.states import AwaitingRetry, Crashed

from flows.server.deploying import POOL, deploy

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]

MAIN_POINTS = ("contain.unrecorded", "apology.unrecorded", "publish.sending", "publish.sent", "long_haul.unrecorded")
"""Where it is killed in every run of the tests; with MISHAP_KILL=everywhere in the environment, at all points."""

STEPS = ("contain", "acknowledge", "audience", "apology", "approval", "publish", "listen", "long_haul")
ALL_POINTS = (
    "opening.recorded",
    *(f"{step}.unrecorded" for step in STEPS),
    "publish.intended",
    "publish.sending",
    "publish.sent",
    "publish.read_back",
)
POINTS = ALL_POINTS if os.environ.get("MISHAP_KILL") == "everywhere" else MAIN_POINTS
YES = {"name": "Ben Oduya", "decision": "approve"}
NOT_OUT = {"name": "Ben Oduya", "decision": "send it again", "reason": "It is not on our page."}
PATIENCE = 120


class Workers:
    """Real workers, one after the other, in process groups of their own."""

    def __init__(self, home, marks):
        self._home, self._process = home, None
        self._env = os.environ | {
            "PREFECT_API_URL": PREFECT_API_URL.value(),
            "MISHAP_CRASH_AT": ",".join(POINTS),
            "MISHAP_CRASH_ONCE": marks,
            "PREFECT_WORKER_QUERY_SECONDS": "1",
            "PREFECT_LOGGING_TO_API_ENABLED": "false",
            "PYTHONPATH": os.pathsep.join(sys.path),
        }

    def start(self):
        command = [sys.executable, "-m", "prefect", "worker", "start", "--pool", POOL, "--type", "process"]
        with open(f"{self._home}/worker.log", "ab") as log:
            self._process = subprocess.Popen(
                command, env=self._env, cwd=self._home, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self):
        """As `kill -9`, the worker and what is in its group."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(timeout=10)


@pytest.fixture
def marks(tmp_path):
    """Where a process that dies at a point leaves a file with the name of that point."""
    folder = tmp_path / "marks"
    folder.mkdir()
    return folder


@pytest.fixture
def workers(home, marks):
    workers = Workers(home, str(marks))
    yield workers
    workers.kill()


class Story:
    """A run, watched until something happens to it."""

    def __init__(self, client, run, marks):
        self._client, self.run, self._marks = client, run, marks
        self._dead = 0

    def next(self):
        """The name of its state once it is suspended or over; "died" when its process or, for it, the server is gone."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if len(list(self._marks.iterdir())) > self._dead:
                self._dead += 1
                return "died"
            state = self._client.read_flow_run(self.run.id).state
            if state.name == "Crashed":  # the server had no time for it: see flows.server.lost_server
                return "died"
            if state.name in {"Suspended", "Completed", "Failed", "Rejected"}:
                return state.name
            time.sleep(0.2)
        raise AssertionError(f"It is still {state.name}.")

    def restart(self):
        """What happens when its heartbeat is missed: it counts as crashed, and is started again."""
        self._client.set_flow_run_state(self.run.id, Crashed(message="No heartbeat."), force=True)
        self._client.set_flow_run_state(self.run.id, AwaitingRetry(), force=True)


def played(story, workers, casebook):
    """Let it run to its end, with a new worker after each death; what people were asked on the way."""
    asked = []
    while (what := story.next()) not in {"Completed", "Failed", "Rejected"}:
        if what == "died":
            workers.kill()
            story.restart()
            workers.start()
            continue
        unsure = bool(casebook.publications.all(["unknown"]))
        asked.append("unsure" if unsure else "approval")
        resume_flow_run(story.run.id, run_input=NOT_OUT if unsure else YES)
    return what, asked


def test_killed_everywhere_it_goes_out_once_and_nothing_is_lost(client, workers, marks, casebook, request):
    list(deploy())
    mishap, outbox = (request.getfixturevalue(name) for name in ("mishap", "outbox"))
    deployment = client.read_deployment_by_name("recover/recover")
    run = client.create_flow_run_from_deployment(deployment.id, parameters={"mishap": mishap()})
    workers.start()
    end, asked = played(Story(client, run, marks), workers, casebook)
    history = [f"{state.timestamp:%M:%S} {state.name}" for state in client.read_flow_run_states(run.id)]
    assert (end, asked) == ("Completed", ["approval", "unsure"]), history
    assert {mark.name for mark in marks.iterdir()} == set(POINTS)
    [name] = [incident.id for incident in casebook.incidents.all()]
    assert casebook.verify(name).is_whole
    assert [post["status"] for post in outbox()] == ["published"]
    assert [entry.state for entry in casebook.publications.of(name)] == ["confirmed"]
    assert {record.step: record.state for record in casebook.steps.of(name)} == dict.fromkeys(STEPS, "done")
    planned = casebook.check_ins.of(name)
    assert all(check.run for check in planned)
    assert len({check.run for check in planned}) == len(planned)
