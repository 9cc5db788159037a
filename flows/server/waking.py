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

FLOWS = ["recover", "first-answer", "apologise-again"]


async def wake(casebook: Casebook, incident: str) -> int:
    """Start the suspended runs of an incident again if somebody has acted on it since; say how many there were.

    A run that still has to wait asks its question again, and nothing else has changed.
    """
    events = casebook.timeline.of(incident)
    count = 0
    async with get_client() as client:
        for run in await _suspended(client, incident):
            since = run.state.timestamp if run.state else None
            if since and any(event.at > since and event.actor != str(run.id) for event in events):
                await client.set_flow_run_state(run.id, Scheduled(message="Somebody has acted elsewhere."), force=True)
                count += 1
    return count


async def _suspended(client: PrefectClient, incident: str) -> list[FlowRun]:
    runs = await client.read_flow_runs(
        flow_filter=FlowFilter(name=FlowFilterName(any_=FLOWS)),
        flow_run_filter=FlowRunFilter(
            tags=FlowRunFilterTags(all_=[f"incident:{incident}"]),
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.PAUSED])),
        ),
    )
    return list(runs)
