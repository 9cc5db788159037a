"""The Prefect server refuses or is gone for a while: the run counts as crashed, and goes on when it is started again."""

import asyncio

import httpx
import pytest
from prefect.exceptions import PrefectHTTPStatusError
from prefect.flow_runs import resume_flow_run

from flows import again, first_answer, recovery
from flows.plan import Mishap, WrongPost
from flows.recovery import recover
from flows.server.calendar import schedule

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]

YES = {"name": "Ben Oduya", "decision": "approve"}


def refused(status):
    request = httpx.Request("POST", "http://127.0.0.1/api/flow_runs")
    return PrefectHTTPStatusError("No.", request=request, response=httpx.Response(status, request=request))


@pytest.mark.parametrize(
    ("error", "ends"),
    [(refused(503), "Crashed"), (httpx.ConnectError("No."), "Crashed"), (refused(422), "Failed")],
    ids=["busy", "gone", "our own mistake"],
)
def test_without_its_server_a_run_has_crashed_and_goes_on_later(mishap, monkeypatch, error, ends, request):
    casebook, outbox = (request.getfixturevalue(name) for name in ("casebook", "outbox"))
    deploy = request.getfixturevalue("deploy")
    recovery, failing = deploy(recover), [error]

    async def plan(case):
        if failing:
            raise failing.pop()
        return await schedule(case)

    monkeypatch.setattr("flows.recovery.schedule", plan)
    run = recovery.start(recovery.create(mishap=mishap()))
    resume_flow_run(run.id, run_input=YES)
    run = recovery.start(run)
    assert run.state.name == ends, run.state
    run = recovery.start(run)
    assert run.state.name == "Completed", run.state
    assert len(outbox()) == 1
    [incident] = casebook.incidents.all()
    assert casebook.verify(incident.id).is_whole


MISHAP = Mishap(brand="Acme", lead="Ann", post=WrongPost(text="Sale!"))


@pytest.mark.parametrize(
    ("module", "flow", "given"),
    [
        (recovery, recovery.recover, [MISHAP]),
        (again, again.apologise_again, ["acme-2026-11-26", "Ann"]),
        (first_answer, first_answer.first_answer, ["acme-2026-11-26"]),
    ],
    ids=["recover", "apologise-again", "first-answer"],
)
@pytest.mark.parametrize("error", [refused(503), httpx.ConnectError("No.")], ids=["busy", "gone"])
def test_every_flow_that_asks_people_outlives_its_server(monkeypatch, module, flow, given, error):
    """Also where the server is gone before anything is known: the state says that it goes on by itself."""

    def gone(**_):
        raise error

    monkeypatch.setattr(module, "office", gone)
    ended = asyncio.run(flow.fn(*given))
    assert ended.name == "Crashed"
    assert "goes on where it stopped" in ended.message
