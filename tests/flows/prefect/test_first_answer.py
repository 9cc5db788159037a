"""The first answer, asked for in a run beside the recovery."""

import pytest
from prefect.flow_runs import resume_flow_run

from flows.first_answer import first_answer
from flows.recovery import recover

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]

OURS = "We have read what you write about our post of this morning. We will answer here before tonight."


@pytest.fixture
def beside(deploy):
    return deploy(first_answer)


@pytest.fixture
def begun(beside, deploy, mishap, client):
    """A recovery that waits for its apology, and the run beside it that asks about the first answer."""
    recovery = deploy(recover)
    run = recovery.start(recovery.create(mishap=mishap()))
    assert run.state.name == "Suspended", run.state
    [name] = [tag.removeprefix("incident:") for tag in run.tags if tag.startswith("incident:")]
    [asks] = [each for each in client.read_flow_runs(limit=200) if each.name == f"first answer {name}"]
    return recovery, run, beside.start(asks), name


@pytest.mark.parametrize(
    ("answer", "state", "out"),
    [
        ({"decision": "edit", "text": OURS}, "Completed", [OURS]),
        ({"decision": "reject", "reason": "We know more by now."}, "Rejected", []),
    ],
)
def test_what_a_person_says_is_what_happens(  # noqa: PLR0917 - what pytest gives
    begun, beside, outbox, casebook, answer, state, out
):
    _, _, asks, name = begun
    assert asks.state.name == "Suspended", asks.state
    resume_flow_run(asks.id, run_input={"name": "Ben Oduya"} | answer)
    assert beside.start(asks).state.name == state
    assert [post["text"] for post in outbox()] == out
    assert casebook.verify(name).is_whole


def test_neither_waits_for_the_other_and_an_apology_says_more(begun, beside, outbox):
    recovery, run, asks, _ = begun
    resume_flow_run(run.id, run_input={"name": "Ben Oduya", "decision": "approve"})
    assert recovery.start(run).state.name == "Completed"
    resume_flow_run(asks.id, run_input={"name": "Ben Oduya", "decision": "approve"})
    assert beside.start(asks).state.name == "NotNeeded"
    assert len(outbox()) == 1
