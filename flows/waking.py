"""Wakes suspended recoveries whose question was answered elsewhere: in the terminal, with ``guard incident approve``.

Such a run is started again without an answer of its own; it finds in the casebook what was decided, and goes on.
"""

from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import (
    FlowFilter,
    FlowFilterName,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.states import Scheduled

from flows.store import Casebook

FLOW = "recover"


async def wake(casebook: Casebook, incident: str) -> int:
    """Start the suspended runs of an incident again if it no longer waits for approval; say how many there were."""
    if casebook.incidents.get(incident).state in {"drafted", "awaiting_approval"}:
        return 0
    async with get_client() as client:
        runs = await _suspended(client, incident)
        for run in runs:
            await client.set_flow_run_state(run.id, Scheduled(message="It was decided elsewhere."), force=True)
    return len(runs)


async def _suspended(client: PrefectClient, incident: str) -> list[FlowRun]:
    runs = await client.read_flow_runs(
        flow_filter=FlowFilter(name=FlowFilterName(any_=[FLOW])),
        flow_run_filter=FlowRunFilter(
            tags=FlowRunFilterTags(all_=[f"incident:{incident}"]),
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.PAUSED])),
        ),
    )
    return list(runs)
