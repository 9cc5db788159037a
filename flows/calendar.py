"""The check-ins in Prefect's calendar: all of an incident are planned at once, and cancelled together.

A planned run is found by its key, so planning twice plans once. The casebook keeps the truth: a check-in whose run was
lost is done by the daily sweep.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable
from uuid import UUID

from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.deployments import arun_deployment
from prefect.exceptions import ObjectNotFound
from prefect.states import Cancelled

from flows.case import Case
from flows.incident import CheckIn

DEPLOYMENT = "check-in/check-in"
"""The name of the check-in's deployment: its flow, and its own."""

PAGE = 200
"""How many flow runs are asked for at a time."""


async def schedule(case: Case) -> int:
    """Plan a flow run for each check-in that is still to come and has none; say how many were planned.

    Without the deployment of the check-ins nothing is planned, and the daily sweep does what is due.
    """
    open_ones = [check for check in case.casebook.check_ins.of(case.name) if check.state == "planned" and not check.run]
    async with get_client() as client:
        if not open_ones or not await _is_deployed(client):
            return 0
        for check in open_ones:
            run = await _planned(client, check)
            await asyncio.to_thread(case.casebook.check_ins.attach, case.name, check.day, str(run.id))
    return len(open_ones)


async def _is_deployed(client: PrefectClient) -> bool:
    try:
        await client.read_deployment_by_name(DEPLOYMENT)
    except ObjectNotFound:
        return False
    return True


async def _planned(client: PrefectClient, check: CheckIn) -> FlowRun:
    """The run for a check-in; a new one where the earlier one is over, as after a closing."""
    for again in range(100):
        run = await arun_deployment(
            DEPLOYMENT,
            client=client,
            parameters={"incident": check.incident, "day": check.day},
            scheduled_time=check.due_at,
            flow_run_name=f"check-in {check.incident} day {check.day}",
            timeout=0,
            as_subflow=False,
            idempotency_key=f"{check.incident}/day-{check.day}" + (f"/again-{again}" if again else ""),
            tags=["mishap", f"incident:{check.incident}"],
        )
        if run.state is None or not run.state.is_final():
            break
    return run


async def cancel(incident: str) -> int:
    """Cancel all runs of an incident that are planned or suspended; say how many there were."""
    count = 0
    async with get_client() as client:
        async for run in _waiting(client, [f"incident:{incident}"]):
            await client.set_flow_run_state(run.id, Cancelled(message=f"{incident} is closed."), force=True)
            count += 1
    return count


async def _waiting(client: PrefectClient, tags: Iterable[str]) -> AsyncIterator[FlowRun]:
    """The runs with these tags that have not begun yet, or are suspended."""
    waiting = FlowRunFilter(
        tags=FlowRunFilterTags(all_=list(tags)),
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED, StateType.PAUSED])),
    )
    seen: set[UUID] = set()
    while True:
        runs = await client.read_flow_runs(flow_run_filter=waiting, limit=PAGE)
        new = [run for run in runs if run.id not in seen]
        if not new:
            return
        seen.update(run.id for run in new)
        for run in new:
            yield run
