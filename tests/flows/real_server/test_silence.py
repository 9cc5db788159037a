"""Nobody helps: runs die with their worker, and Prefect finds that out by itself and goes on with them.

The hearts of the runs beat every 30 seconds, the fastest that Prefect allows (180 by default). Three beats must be
missing, and a minute lies between a death and the next start, as anywhere. A run that never began counts as dead after
90 seconds here instead of ten minutes. Nobody sets a state.
"""

import os
from datetime import timedelta

import pytest
from prefect.flow_runs import resume_flow_run

from flows.server.automations import HEARTBEATS, Waits
from tests.flows.real_server.backstage import Workers, assert_whole, until

pytestmark = [pytest.mark.slow, pytest.mark.heavy, pytest.mark.filterwarnings("ignore::ResourceWarning")]

BEAT = 30
YES = {"name": "Ben Oduya", "decision": "approve"}


@pytest.fixture
def waits():
    silence = timedelta(seconds=HEARTBEATS * BEAT)
    return Waits(silence=silence, beginning=silence)


@pytest.fixture
def workers(home, server):
    """Workers whose first run dies in the middle of a step."""
    settings = {
        "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": str(BEAT),
        "MISHAP_CRASH_AT": "audience.unrecorded",
        "MISHAP_CRASH_ONCE": f"{home}/died",
    }
    workers = Workers(home, server.api, **settings)
    yield workers
    workers.sweep_up()


def test_what_dies_with_its_worker_goes_on_by_itself(stage, workers, casebook, home):
    worker = workers.start()
    silent = stage.open("Acme")
    stage.wait(silent, "Running")
    worker.freeze()  # or it would tell the server that its run has died
    until("it dies", lambda: os.path.exists(f"{home}/died"))
    worker.kill()
    worker = workers.start()
    taken = stage.open("Bolt")
    stage.wait(taken, "Pending", "Submitting")
    worker.kill()
    before = {run: stage.run(run).state.name for run in (silent, taken)}
    assert before[silent] == "Running"  # nobody has told the server
    assert before[taken] in {"Pending", "Submitting"}
    workers.start()
    for run in (silent, taken):
        stage.wait(run, "Suspended", patience=500)
    for run, name in ((silent, "Running"), (taken, before[taken])):
        states = [line.split()[1] for line in stage.history(run)]
        at = states.index("Crashed")
        assert (states[at - 1], states[at + 1]) == (name, "AwaitingRetry"), stage.history(run)
        resume_flow_run(run, run_input=YES)
    for run in (silent, taken):
        stage.wait(run, "Completed")
    assert_whole(casebook, [stage.incident(run) for run in (silent, taken)], stage.outbox())
