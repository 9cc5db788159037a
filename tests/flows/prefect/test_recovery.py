"""The recovery on a Prefect server: suspended for a person, resumed by the API with a form, and told on its page."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterFlowRunId, LogFilter, LogFilterFlowRunId
from prefect.exceptions import PrefectHTTPStatusError
from prefect.flow_runs import resume_flow_run

from flows.platforms.base import Unclear
from flows.platforms.outbox import Outbox
from flows.recovery import recover
from flows.steps.approval import decide, waiting
from flows.story import tell
from flows.terminal.desk import desk

# Prefect drops some connections with the event loop that they belong to.
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]

YES = {"name": "Ben Oduya", "decision": "approve"}
NO = {"name": "Ben Oduya", "decision": "reject", "reason": "It does not say what we did."}
BETTER = "On 22 November we made a joke of a night in which people were hurt. That was wrong. We are sorry."


@pytest.fixture
def recovery(deploy):
    return deploy(recover)


def incident_of(run):
    return next(tag for tag in run.tags if tag.startswith("incident:")).removeprefix("incident:")


def artifacts_of(client, run):
    chosen = ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[run.id]))
    return client.read_artifacts(artifact_filter=chosen)


def answered(recovery, run, answer):
    resume_flow_run(run.id, run_input=answer)
    return recovery.start(run)


def test_it_waits_for_a_person_and_goes_on(recovery, suspended, casebook, outbox):
    assert outbox() == []
    run = answered(recovery, suspended, YES)
    assert run.state.name == "Completed", run.state
    name = incident_of(run)
    assert run.name.isascii()
    assert run.name.startswith("recover acme-sohne-")
    assert casebook.incidents.get(name).state == "long_haul"
    assert [post["status"] for post in outbox()] == ["published"]
    assert casebook.approvals.of(name)[0].who == "Ben Oduya"
    assert casebook.verify(name).is_whole


def test_its_page_tells_the_story(client, recovery, suspended):
    run = answered(recovery, suspended, YES)
    shown = artifacts_of(client, run)
    named = {artifact.key.removeprefix(f"{incident_of(run)}-"): artifact.data for artifact in shown}
    parts = ["audience", "brief", "checklist", "drafts", "published", "report", "storm", "timeline", "voices"]
    assert sorted(named) == parts
    assert "5 replies by 5 accounts" in named["voices"]
    assert "Where it stands now: looking again" in named["brief"]
    assert named["storm"].startswith("data:image/svg+xml;base64,")
    assert all(artifact.task_run_id is None for artifact in shown)


def test_no_word_of_the_post_stands_in_names_tags_and_logs(client, recovery, suspended):
    run = answered(recovery, suspended, YES | {"text": BETTER})
    logs = client.read_logs(log_filter=LogFilter(flow_run_id=LogFilterFlowRunId(any_=[run.id])))
    told = " ".join([run.name, *run.tags, run.state.message, *(log.message for log in logs)])
    assert "riot" not in told
    assert "We are sorry" not in told


@pytest.mark.parametrize("decision", ["approve", "edit"])
def test_an_edited_text_is_what_goes_out(recovery, suspended, outbox, decision):
    run = answered(recovery, suspended, YES | {"decision": decision, "text": BETTER})
    assert run.state.name == "Completed", run.state
    assert [post["text"] for post in outbox()] == [BETTER]


def test_a_rejection_is_a_named_state_and_no_failure(recovery, suspended, casebook, outbox):
    run = answered(recovery, suspended, NO)
    assert (run.state.name, run.state.type.value) == ("Rejected", "CANCELLED")
    assert casebook.incidents.get(incident_of(run)).state == "rejected"
    assert outbox() == []


def test_a_form_that_is_not_filled_in_is_refused_and_the_run_stays_suspended(client, suspended):
    for answer in ({}, {"name": "", "decision": "approve"}, {"name": "Ben", "decision": "perhaps"}):
        with pytest.raises((ValueError, RuntimeError, PrefectHTTPStatusError)):
            resume_flow_run(suspended.id, run_input=answer)
        assert client.read_flow_run(suspended.id).state.name == "Suspended", answer


def test_an_answer_that_cannot_be_carried_out_is_asked_for_again(recovery, suspended, outbox):
    run = suspended
    for useless in ({"name": "Ben", "decision": "edit"}, {"name": "Ben", "decision": "reject"}):
        run = answered(recovery, run, useless)
        assert run.state.name == "Suspended", useless
    assert answered(recovery, run, YES).state.name == "Completed"
    assert len(outbox()) == 1


def test_two_people_are_asked_one_after_the_other(recovery, mishap, casebook, outbox):
    run = recovery.start(recovery.create(mishap=mishap(two_person=True)))
    run = answered(recovery, run, YES)
    assert (run.state.name, outbox()) == ("Suspended", [])
    run = answered(recovery, run, YES | {"name": "ben  ODUYA"})  # the same person again is nobody new
    assert (run.state.name, outbox()) == ("Suspended", [])
    run = answered(recovery, run, YES | {"name": "Chi Nwosu"})
    assert run.state.name == "Completed", run.state
    assert len(outbox()) == 1


def test_without_anybody_hurt_a_person_may_go_on_with_a_reason(recovery, mishap, home, casebook):
    told = mishap() | {"replies_file": None}
    run = recovery.start(recovery.create(mishap=told))
    assert run.state.name == "Suspended", run.state
    run = answered(recovery, run, {"name": "Ana Ruiz", "decision": "go on all the same", "reason": "They phoned us."})
    assert run.state.name == "Suspended", run.state
    assert casebook.incidents.get(incident_of(run)).state == "awaiting_approval"


def test_what_may_be_out_is_asked_and_never_sent_twice(recovery, suspended, casebook, outbox, monkeypatch):
    def lost(self, text, **_):
        raise Unclear("The connection ended.")

    with monkeypatch.context() as patch:
        patch.setattr(Outbox, "publish", lost)
        run = answered(recovery, suspended, YES)
    assert (run.state.name, outbox()) == ("Suspended", [])
    assert casebook.publications.of(incident_of(run))[0].state == "unknown"
    run = answered(recovery, run, {"name": "Ana", "decision": "look again"})
    assert run.state.name == "Suspended", run.state
    run = answered(recovery, run, {"name": "Ana", "decision": "send it again", "reason": "It is not on our page."})
    assert run.state.name == "Completed", run.state
    assert len(outbox()) == 1
    assert casebook.verify(incident_of(run)).is_whole


def test_without_a_deployment_it_ends_waiting_and_not_failed(mishap, casebook):
    import asyncio

    state = asyncio.run(recover(mishap=mishap(), return_state=True))
    assert (state.name, state.type.value) == ("AwaitingPerson", "COMPLETED")
    assert casebook.incidents.all()[0].state == "awaiting_approval"


def test_a_date_in_the_future_opens_nothing(recovery, mishap, casebook):
    told = mishap()
    told["post"] |= {"published_at": "2999-01-01T00:00:00Z"}
    run = recovery.start(recovery.create(mishap=told))
    assert run.state.name == "Failed"
    assert "in the future" in run.state.message
    assert casebook.incidents.all() == ()


def test_the_run_and_the_terminal_race_and_it_goes_out_once(recovery, suspended, casebook, outbox):
    name = incident_of(suspended)
    resume_flow_run(suspended.id, run_input=YES)

    def terminal():
        with desk() as at:
            case = at.case(name, by="Chi Nwosu")
            decide(case, waiting(case), "approved", who="Chi Nwosu")
            try:
                return [step.name for step, _ in tell(case)]
            except Exception as error:  # noqa: BLE001 - the loser of a race may be told so
                return error

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(terminal)
        run = recovery.start(suspended)
        other.result()
    assert run.state.name == "Completed", run.state
    assert len(outbox()) == 1
    assert [entry.state for entry in casebook.publications.of(name)] == ["confirmed"]
    assert casebook.verify(name).is_whole


def test_an_unreadable_file_of_accounts_stops_nothing_from_being_contained(recovery, mishap, home, casebook):
    with open(f"{home}/accounts.toml", "w", encoding="utf-8") as stream:
        stream.write("[main\nplatform = ")
    run = recovery.start(recovery.create(mishap=mishap()))
    assert run.state.name == "Suspended", run.state
    assert casebook.freezes.active()
    told = " ".join(event.what for event in casebook.timeline.of(incident_of(run)))
    assert "accounts cannot be read" in told
