"""``apologise-again``: a further apology, after a relapse or because a person says that the last one was not enough.

It has drafts, approvals and a place in the ledger of its own: nothing of an earlier round is sent again.
"""

import asyncio
from typing import Any
from uuid import UUID

from prefect import flow, runtime
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State

from flows.incident import Noun
from flows.recovery import Recovery, incident_tag, walked
from flows.server import showing
from flows.server.automations import TAG
from flows.server.calendar import schedule
from flows.server.lost_server import outlives_server
from flows.server.office import office
from flows.steps.publish import STEP as PUBLISH
from flows.steps.publish import Out
from flows.steps.rounds import begin, named
from flows.story import round_of


@flow(name="apologise-again", flow_run_name="apologise again {incident}", persist_result=False, log_prints=False)
@outlives_server
async def apologise_again(incident: str, name: str, reason: str = "") -> State[Any]:
    """Write another apology, have it approved, publish it once, and look again soon. A relapse is reason enough."""
    run = str(runtime.flow_run.id)
    async with office() as desk:
        case = desk.case(incident, by=run)
        number = await asyncio.to_thread(begin, case, who=name, why=reason, key=run)
        tags = {*runtime.flow_run.tags, TAG, incident_tag(incident)}
        async with get_client() as client:
            await client.update_flow_run(UUID(run), tags=tags)

        async def steps(recovery: Recovery) -> None:
            for step in round_of(number):
                if step.name == named(PUBLISH, number):
                    await showing.published(recovery.page, await recovery.step(step, Out))
                else:
                    await recovery.step(step, Noun)
                    await showing.drafts(recovery.page, case)
            await schedule(case)

        return await walked(Recovery(case, UUID(run), desk), steps)
