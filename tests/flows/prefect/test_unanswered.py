"""Nobody answers for a month: the run stops waiting in a kind state, and there is a way on; a late answer counts."""

import asyncio
from datetime import timedelta

import pytest
from click.testing import CliRunner
from prefect.exceptions import NotPausedError
from prefect.flow_runs import resume_flow_run
from prefect.states import AwaitingRetry

from flows import long_haul, standby
from flows.clock import system_clock
from flows.commands.incident import command as incident_command
from flows.recovery import recover
from flows.server.office import office
from flows.server.unanswered import PATIENCE_DAYS, expire
from flows.terminal.desk import Desk
from guard.config import Config

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]

YES = {"name": "Ben Oduya", "decision": "approve"}


@pytest.fixture
def recovery(deploy):
    return deploy(recover)


@pytest.fixture
def later(casebook):
    """Ends what has waited too long, as the sweep does so many days from now."""

    def sweep(days):
        desk = Desk(casebook, {}, Config(), ".", lambda: system_clock() + timedelta(days=days))
        return asyncio.run(expire(desk))

    return sweep


def incident_of(run):
    return next(tag for tag in run.tags if tag.startswith("incident:")).removeprefix("incident:")


def told(casebook, run):
    return [event.what for event in casebook.timeline.of(incident_of(run), kind="expired")]


def test_prefect_sets_no_limit_after_which_an_answer_would_turn_the_run_red(client, suspended, later, casebook):
    assert suspended.state.state_details.pause_timeout is None
    later(PATIENCE_DAYS - 1)
    assert client.read_flow_run(suspended.id).state.name == "Suspended"
    assert told(casebook, suspended) == []


def test_after_a_month_it_is_expired_and_not_failed_and_retry_asks_again(recovery, suspended, later, casebook, request):
    client, outbox = (request.getfixturevalue(name) for name in ("client", "outbox"))
    for _ in range(2):
        later(PATIENCE_DAYS + 1)
    run = client.read_flow_run(suspended.id)
    assert (run.state.name, run.state.type.value) == ("Expired", "CANCELLED")
    assert "Retry" in run.state.message
    assert len(told(casebook, run)) == 1
    with pytest.raises(NotPausedError):
        resume_flow_run(run.id, run_input=YES)
    client.set_flow_run_state(run.id, AwaitingRetry(), force=True)  # what the button on its page does
    run = recovery.start(run)
    assert (run.state.name, outbox()) == ("Suspended", [])
    resume_flow_run(run.id, run_input=YES)
    run = recovery.start(run)
    assert run.state.name == "Completed", run.state
    assert len(outbox()) == 1
    assert casebook.verify(incident_of(run)).is_whole


def test_after_it_has_expired_the_terminal_can_still_decide(client, suspended, later, casebook, outbox):
    later(PATIENCE_DAYS + 1)
    name = incident_of(suspended)
    done = CliRunner().invoke(incident_command, ["approve", name, "--by", "Chi Nwosu", "--yes"], standalone_mode=False)
    assert done.exception is None, done.output
    assert [post["status"] for post in outbox()] == ["published"]
    assert client.read_flow_run(suspended.id).state.name == "Expired"
    assert casebook.verify(name).is_whole


def test_an_approval_that_no_worker_heard_in_time_does_not_count(recovery, suspended, casebook, outbox, monkeypatch):
    resume_flow_run(suspended.id, run_input=YES)
    with monkeypatch.context() as patch:
        patch.setattr("flows.recovery.office", lambda **_: office(lambda: system_clock() + timedelta(days=2)))
        run = recovery.start(suspended)
    assert (run.state.name, outbox()) == ("Suspended", [])
    assert casebook.approvals.of(incident_of(run)) == ()
    resume_flow_run(run.id, run_input=YES)
    run = recovery.start(run)
    assert run.state.name == "Completed", run.state
    assert len(outbox()) == 1


def test_the_sweep_can_be_told_how_long(client, deploy, suspended):
    sweep = deploy(long_haul.sweep)
    run = sweep.start(sweep.create(patience_days=0))
    assert "stopped waiting for an answer" in run.state.message
    assert client.read_flow_run(suspended.id).state.name == "Expired"


def test_a_storm_that_nobody_looked_at_can_be_asked_about_again(client, deploy, home):
    from flows.platforms.outbox import Outbox

    post = Outbox(f"{home}/outbox", system_clock).publish("Our spring sale is here.", key="storm")
    drafting = deploy(standby.draft_recovery)
    run = drafting.start(drafting.create(account="main", post=post.id, replies=30))
    client.set_flow_run_state(run.id, AwaitingRetry(), force=True)
    run = drafting.start(run)
    assert run.state.name == "Suspended", run.state
    resume_flow_run(run.id, run_input={"name": "Ana Ruiz", "decision": "it is no mishap"})
    assert drafting.start(run).state.name == "NotNeeded"
