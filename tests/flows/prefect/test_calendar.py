"""The calendar of the check-ins: many are planned at a time, each once, and anew after an incident was reopened."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from flows import long_haul
from flows.case import Case
from flows.clock import TravelClock
from flows.opening import open_incident
from flows.plan import Mishap
from flows.server import calendar
from flows.steps.closing import close, reopen
from flows.steps.long_haul import plan

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]

DAYS = (1, 3, 30)


@pytest.fixture
def incidents(deploy, mishap, casebook):
    """Names of some open incidents whose check-ins are planned in the casebook."""
    deploy(long_haul.check_in)
    clock = TravelClock(datetime.now(UTC))
    names = [open_incident(casebook, Mishap.model_validate(mishap()), clock=clock).id for _ in range(4)]
    for name in names:
        plan(Case(casebook, name, by="Ann", clock=clock), DAYS)
    return names


def runs_of(client, casebook, name):
    """The states of the runs that are planned for an incident."""
    checks = [check for check in casebook.check_ins.of(name) if check.run]
    return {check.day: client.read_flow_run(check.run).state.type.value for check in checks}


@pytest.mark.parametrize("way", ["together", "one by one", "an older server"])
def test_each_is_planned_once(client, casebook, incidents, monkeypatch, way):
    monkeypatch.setattr(calendar, "MOST_TOGETHER", 5)
    if way == "one by one":
        monkeypatch.setattr(calendar, "_together", _nothing)
    if way == "an older server":
        monkeypatch.setattr("prefect.client.orchestration.PrefectClient.request", _without_bulk())
    assert asyncio.run(calendar.schedule_all(casebook, incidents)) == len(incidents) * len(DAYS)
    assert asyncio.run(calendar.schedule_all(casebook, incidents)) == 0
    for name in incidents:
        assert runs_of(client, casebook, name) == dict.fromkeys(DAYS, "SCHEDULED")
        for check in casebook.check_ins.of(name):
            run = client.read_flow_run(check.run)
            assert run.parameters == {"incident": name, "day": check.day}
            assert abs(run.expected_start_time - check.due_at) < timedelta(seconds=1)
    every = [check.run for name in incidents for check in casebook.check_ins.of(name)]
    assert len(set(every)) == len(every)


def test_what_was_lost_from_the_casebook_is_found_again(client, casebook, incidents):
    asyncio.run(calendar.schedule_all(casebook, incidents))
    first = [check.run for name in incidents for check in casebook.check_ins.of(name)]
    casebook.check_ins.attach_all({(name, day): "" for name in incidents for day in DAYS})
    asyncio.run(calendar.schedule_all(casebook, incidents))
    assert [check.run for name in incidents for check in casebook.check_ins.of(name)] == first


def test_after_a_closing_and_a_reopening_there_are_new_ones(client, casebook, incidents):
    name = incidents[0]
    asyncio.run(calendar.schedule_all(casebook, incidents))
    case = Case(casebook, name, by="Ann")
    close(case, by="Ann", why="It is over.")
    assert asyncio.run(calendar.cancel(name)) == len(DAYS)
    reopen(case, by="Ann", why="It is not.")
    plan(case, DAYS)
    asyncio.run(calendar.schedule_all(casebook, incidents))
    planned = runs_of(client, casebook, name)
    assert set(DAYS) <= planned.keys()
    assert set(planned.values()) == {"SCHEDULED"}


async def _nothing(*_):
    return {}


def _without_bulk():
    from prefect.client.orchestration import PrefectClient

    ask = PrefectClient.request

    async def request(self, method, path, **more):
        if path.endswith("/bulk"):
            asked = httpx.Request(method, f"http://127.0.0.1{path}")
            raise httpx.HTTPStatusError("404", request=asked, response=httpx.Response(404, text=json.dumps({})))
        return await ask(self, method, path, **more)

    return request
