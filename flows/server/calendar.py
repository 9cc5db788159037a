"""The check-ins in Prefect's calendar: all of an incident are planned at once, and cancelled together.

A planned run is found by its key, so planning twice plans once. The casebook keeps the truth: a check-in whose run was
lost is done by the daily sweep.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from uuid import UUID

import httpx
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.actions import DeploymentFlowRunCreate
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterId,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
)
from prefect.client.schemas.objects import TERMINAL_STATES, FlowRun, StateType
from prefect.exceptions import ObjectNotFound
from prefect.states import Cancelled, Scheduled, to_state_create

from flows.case import Case
from flows.incident import CheckIn
from flows.store import Casebook

DEPLOYMENT = "check-in/check-in"
"""The name of the check-in's deployment: its flow, and its own."""

MOST_TOGETHER = 100
"""So many runs are made in one request; the server takes up to 100."""

AT_ONCE = 3
"""So many requests are under way: the server works on one while the database answers another."""

PAGE = 200
"""How many flow runs are asked for at a time."""


async def schedule(case: Case) -> int:
    """Plan a flow run for each check-in that is still to come and has none; say how many were planned.

    Without the deployment of the check-ins nothing is planned, and the daily sweep does what is due.
    """
    return await schedule_all(case.casebook, [case.name])


async def schedule_all(casebook: Casebook, incidents: Sequence[str]) -> int:
    """The same for many incidents, many runs at a time."""
    async with get_client() as client:
        deployment = await _deployment(client)
        if deployment is None:
            return 0
        wanted = await asyncio.to_thread(lambda: list(casebook.check_ins.without_run(incidents)))
        room = asyncio.Semaphore(AT_ONCE)

        async def planned(checks: Sequence[CheckIn]) -> None:
            async with room:
                runs = await _some(client, deployment, checks)
            await asyncio.to_thread(casebook.check_ins.attach_all, runs)

        parts = range(0, len(wanted), MOST_TOGETHER)
        await asyncio.gather(*(planned(wanted[start : start + MOST_TOGETHER]) for start in parts))
        return len(wanted)


async def _deployment(client: PrefectClient) -> UUID | None:
    try:
        return (await client.read_deployment_by_name(DEPLOYMENT)).id
    except ObjectNotFound:
        return None


async def _some(client: PrefectClient, deployment: UUID, checks: Sequence[CheckIn]) -> dict[tuple[str, int], str]:
    """The runs for check-ins, by incident and day. Where the server can, they are made together."""
    runs: dict[tuple[str, int], str] = {}
    made = await _together(client, deployment, checks)
    over = await _over(client, made.values())
    for check in checks:
        run = made.get((check.incident, check.day))
        if run is None or run in over:  # the run of before a closing is over, and is not planned a second time
            run = await _one(client, deployment, check, 1 if run else 0)
        runs[check.incident, check.day] = str(run)
    return runs


async def _together(client: PrefectClient, deployment: UUID, checks: Sequence[CheckIn]) -> dict[tuple[str, int], UUID]:
    """The runs that were made in one go, or were there; none where the server does not know how."""
    wanted = [_run(check, 0).model_dump(mode="json", exclude_unset=True) for check in checks]
    try:
        answer = await client.request("POST", f"/deployments/{deployment}/create_flow_run/bulk", json=wanted)  # type: ignore[arg-type]
    except (ObjectNotFound, httpx.HTTPStatusError):
        return {}
    made = zip(checks, answer.json()["results"], strict=True)
    return {(check.incident, check.day): UUID(one["flow_run_id"]) for check, one in made if one["flow_run_id"]}


async def _over(client: PrefectClient, runs: Iterable[UUID]) -> set[UUID]:
    """Those of the runs that have ended."""
    chosen = FlowRunFilter(
        id=FlowRunFilterId(any_=list(runs)),
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(TERMINAL_STATES))),
    )
    return {run.id for run in await client.read_flow_runs(flow_run_filter=chosen)}


async def _one(client: PrefectClient, deployment: UUID, check: CheckIn, first: int) -> UUID:
    """The run for a check-in; a new one where the earlier one is over."""
    for again in range(first, 100):
        wanted = _run(check, again).model_dump(mode="json", exclude_unset=True)
        answer = await client.request("POST", f"/deployments/{deployment}/create_flow_run", json=wanted)  # type: ignore[arg-type]
        run = FlowRun.model_validate(answer.json())
        if run.state is None or not run.state.is_final():
            break
    return run.id


def _run(check: CheckIn, again: int) -> DeploymentFlowRunCreate:
    """What is asked for; the same check-in has the same key, so that it is planned once."""
    return DeploymentFlowRunCreate(
        parameters={"incident": check.incident, "day": check.day},
        state=to_state_create(Scheduled(scheduled_time=check.due_at)),
        name=f"check-in {check.incident} day {check.day}",
        idempotency_key=f"{check.incident}/day-{check.day}" + (f"/again-{again}" if again else ""),
        tags=["mishap", f"incident:{check.incident}"],
        enforce_parameter_schema=False,  # they are ours, and to look at each takes the server a tenth of the time
    )


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
