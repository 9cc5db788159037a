"""The automations of `guard deploy` fire on a real server: a run that falls silent, or never begins, goes on.

What is waited for is cut to ten seconds, the shortest that Prefect takes, and the heartbeat is given by hand. With real
heartbeats of a real process that is killed, and the usual waiting: ``tests/flows/real_server/test_silence.py``.
"""

import time
from datetime import timedelta
from functools import partial

import pytest
from prefect.events import emit_event
from prefect.states import Pending, Running

from flows.recovery import recover
from flows.server import deploying
from flows.server.automations import TAG, Waits, automations

pytestmark = [pytest.mark.slow, pytest.mark.heavy, pytest.mark.filterwarnings("ignore::ResourceWarning")]

SHORT = timedelta(seconds=10)
PATIENCE = 120


@pytest.fixture
def automated(client, home, monkeypatch):
    waits = Waits(silence=SHORT, beginning=SHORT, pause=SHORT)
    monkeypatch.setattr(deploying, "automations", partial(automations, waits=waits))
    list(deploying.deploy())
    yield client.read_deployment_by_name("recover/recover")
    for each in client.read_automations():
        client.delete_automation(each.id)


def beats(run):
    """One heartbeat, as the run's process sends it."""
    tag = {"prefect.resource.id": f"prefect.tag.{TAG}", "prefect.resource.role": "tag"}
    resource = {"prefect.resource.id": f"prefect.flow-run.{run.id}"}
    emit_event("prefect.flow-run.heartbeat", resource=resource, related=[tag])


def names(client, run):
    return [state.name for state in client.read_flow_run_states(run.id)]


def started_again(client, runs):
    """Wait until all have been marked as dead and scheduled again."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if all(client.read_flow_run(run.id).state.name == "AwaitingRetry" for run in runs):
            return
        time.sleep(0.5)
    raise AssertionError([names(client, run) for run in runs])


def test_a_silent_run_and_one_that_never_began_are_started_again(client, automated, deploy, mishap, outbox):
    silent, taken, finished = (
        client.create_flow_run_from_deployment(automated.id, parameters={"mishap": mishap()}) for _ in range(3)
    )
    for run in (silent, finished):
        client.set_flow_run_state(run.id, Pending(), force=True)
        client.set_flow_run_state(run.id, Running(), force=True)
        beats(run)
    client.set_flow_run_state(taken.id, Pending(), force=True)
    finished = deploy(recover).start(finished)
    started_again(client, [silent, taken])
    for run in (silent, taken):
        assert names(client, run)[-2:] == ["Crashed", "AwaitingRetry"]
    assert client.read_flow_run(finished.id).state.name == "Suspended"  # it has said how it ended
    run = deploy(recover).start(silent)
    assert run.state.name == "Suspended", run.state
    assert outbox() == []
