"""A further apology on Prefect: suspended for approval, published once beside the first, woken by the terminal."""

import pytest
from prefect.flow_runs import resume_flow_run

from flows import long_haul
from flows.again import apologise_again
from flows.recovery import recover
from flows.steps.approval import decide, waiting
from flows.terminal.desk import desk

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]

YES = {"name": "Ben Oduya", "decision": "approve"}
WHY = {"name": "Ana Ruiz", "reason": "Many say that it was not enough."}


@pytest.fixture
def recovered(deploy, mishap, casebook):
    recovery = deploy(recover)
    run = recovery.start(recovery.create(mishap=mishap()))
    resume_flow_run(run.id, run_input=YES)
    assert recovery.start(run).state.name == "Completed"
    return casebook.incidents.all()[0].id


def test_it_goes_out_once_beside_the_first(deploy, recovered, casebook, outbox):
    again = deploy(apologise_again)
    run = again.start(again.create(incident=recovered, **WHY))
    assert (run.state.name, len(outbox())) == ("Suspended", 1)
    resume_flow_run(run.id, run_input=YES)
    for _ in range(2):  # a run that starts again from the top begins no other round
        run = again.start(run)
        assert run.state.name == "Completed", run.state
    assert len(outbox()) == 2
    assert [entry.state for entry in casebook.publications.of(recovered)] == ["confirmed", "confirmed"]
    assert f"incident:{recovered}" in run.tags
    assert casebook.verify(recovered).is_whole


def test_what_was_approved_in_the_terminal_wakes_it(deploy, recovered, casebook, outbox):
    again, sweep = deploy(apologise_again), deploy(long_haul.sweep)
    run = again.start(again.create(incident=recovered, **WHY))
    with desk() as at:
        case = at.case(recovered, by="Chi Nwosu")
        decide(case, waiting(case), "approved", who="Chi Nwosu")
    assert "1 runs woken" in sweep.start(sweep.create()).state.message
    assert again.start(run).state.name == "Completed"
    assert len(outbox()) == 2


def test_without_a_reason_nothing_begins(deploy, recovered, casebook):
    again = deploy(apologise_again)
    run = again.start(again.create(incident=recovered, name="Ana Ruiz"))
    assert run.state.name == "Failed"
    assert "a reason" in run.state.message
    assert casebook.timeline.of(recovered, kind="round") == ()
