"""The first answer on Prefect: a run beside the recovery that asks a person about it, so that neither waits.

"We have seen it" should be out within the hour, and must not wait for an apology that takes a day.
"""

import asyncio
from typing import Any

from prefect import flow, runtime
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State
from prefect.deployments import arun_deployment
from prefect.exceptions import ObjectNotFound
from prefect.states import Cancelled, Completed

from flows.case import Case, NeedsPerson, Rejected
from flows.outgoing import IN_OUTBOX, lies_in_outbox
from flows.server.asking import Asker
from flows.server.automations import TAG
from flows.server.lost_server import outlives_server
from flows.server.office import office
from flows.steps.holding import holding
from flows.steps.publish import Out

DEPLOYMENT = "first-answer/first-answer"
"""The name of its deployment: its flow, and its own."""

PURPOSE = "holding"


async def ask_beside(incident: str) -> str:
    """Start the run that asks about the first answer, once for an incident; say where a person can decide about it."""
    async with get_client() as client:
        try:
            await client.read_deployment_by_name(DEPLOYMENT)
        except ObjectNotFound:
            return f"`guard incident approve {incident} --holding --by NAME` sends it."
        run = await arun_deployment(
            DEPLOYMENT,
            client=client,
            parameters={"incident": incident},
            flow_run_name=f"first answer {incident}",
            timeout=0,
            as_subflow=False,
            idempotency_key=f"{incident}/first-answer",
            tags=[TAG, f"incident:{incident}"],
        )
    return f"open the run `{run.name}` and choose Resume."


@flow(name="first-answer", flow_run_name="first answer {incident}", persist_result=False, log_prints=False)
@outlives_server
async def first_answer(incident: str) -> State[Any]:
    """Ask a person about the first answer, and publish it once."""
    async with office() as desk:
        case = desk.case(incident, by=str(runtime.flow_run.id))
        try:
            out = await _out(case)
        except NeedsPerson as waits:
            return Completed(name="AwaitingPerson", message=f"{waits} {waits.fix}".strip())
        except Rejected:
            return Cancelled(name="Rejected", message="A person has said no. Why stands in the casebook.")
    if out is None:
        return Completed(name="NotNeeded", message="The apology is out already: it says more.")
    if lies_in_outbox(out.url):
        return Completed(message=f"The first answer lies in the outbox since {out.at:%H:%M} UTC. {IN_OUTBOX}")
    return Completed(message=f"The first answer is out since {out.at:%H:%M} UTC.")


async def _out(case: Case) -> Out | None:
    """The first answer, once it is out; nothing where the apology came first.

    Raises:
        NeedsPerson: a person must decide, and this run cannot be suspended because it has no deployment.
        Rejected: a person has said no.
    """
    asker = Asker(case, PURPOSE)
    while not await asyncio.to_thread(_came_late, case):
        try:
            return await asyncio.to_thread(holding, case)
        except NeedsPerson as waits:
            if runtime.deployment.id is None:
                raise
            await asker.about(waits)
    return None


def _came_late(case: Case) -> bool:
    """Say whether more has been said already, and nothing of the first answer may be out."""
    entries = [entry for entry in case.casebook.publications.of(case.name) if entry.state != "refused"]
    mine = [entry for entry in entries if entry.key.startswith(f"{case.name}/{PURPOSE}-")]
    return not mine and any(entry.state == "confirmed" for entry in entries)
