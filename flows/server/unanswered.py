"""Questions that nobody answers: after a month the run that asks stops waiting, in a state that says so.

Prefect would let such a run fail, and an answer that comes a moment too late with it. So runs are suspended without a
time limit of Prefect's: an answer counts as long as the question stands. The daily sweep ends what waits for too long
as ``Expired``. Nothing is lost by that: the text stays a draft, the terminal can still decide about it, and a run that
is started again (Retry, on its page) asks anew.
"""

from collections import Counter
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from prefect import runtime
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.exceptions import ObjectNotFound
from prefect.flow_runs import asuspend_flow_run
from prefect.input import RunInput
from prefect.input.run_input import keyset_from_base_key
from prefect.states import Cancelled
from pydantic import ValidationError

from flows.server.automations import TAG
from flows.terminal.desk import Desk

PATIENCE_DAYS = 30
"""How long a run waits for an answer unless the sweep is told otherwise."""

EXPIRED = "Expired"
"""The state of a run that has stopped waiting."""

PAGE = 200

Form = TypeVar("Form", bound=RunInput)


async def answer(form: type[Form], question: str, asked: Counter[str]) -> Form:
    """Suspend the run until somebody has filled in the form; gives what they wrote.

    A run that starts again from the top reads the answers it was given before, in their order: ``asked`` counts how
    often this run has asked each question. One that was passed over without an answer is asked anew.

    Raises:
        Pause: the run ends here, and starts again from the top when the answer is there.
    """
    while True:
        asked[question] += 1
        try:
            return await asuspend_flow_run(form, key=f"{question}-{asked[question]}")
        except (ObjectNotFound, ValidationError):  # there is no answer, or none that fills in the form
            continue


async def answered_at(question: str, asked: Counter[str]) -> datetime | None:
    """When the last answer to a question was given; the run may read it much later, when there is a worker again."""
    keys = keyset_from_base_key(f"suspended-{question}-{asked[question]}")
    async with get_client() as client:
        run = UUID(runtime.flow_run.id)
        given = await client.filter_flow_run_input(run, keys["response"], limit=1, exclude_keys=set())
    return given[0].created if given else None


async def expire(desk: Desk, days: int = PATIENCE_DAYS) -> int:
    """End the runs whose question has stood for so many days; say how many there were."""
    count, oldest = 0, desk.clock() - timedelta(days=days)
    known = {incident.id for incident in desk.casebook.incidents.all()}
    for run in await _suspended():
        names = _incidents(run)
        if run.state and run.state.timestamp <= oldest and names <= known:  # others may use this server too
            count += await _expired(desk, run, names, days)
    return count


def _incidents(run: FlowRun) -> set[str]:
    return {tag.removeprefix("incident:") for tag in run.tags if tag.startswith("incident:")}


async def _expired(desk: Desk, run: FlowRun, names: set[str], days: int) -> bool:
    """End the run, unless somebody has answered this very moment."""
    waited = "a day" if days == 1 else f"{days} days"
    what = f"Nobody has answered for {waited}. To be asked again: Retry. Nothing goes out before somebody has answered."
    async with get_client() as client:
        await client.set_flow_run_state(run.id, Cancelled(name=EXPIRED, message=what))
        ended = (await client.read_flow_run(run.id)).state
    if ended is None or ended.name != EXPIRED:
        return False
    told = f"Nobody has answered for {waited}, so the run has stopped waiting. The text still waits."
    for name in names:
        desk.case(name, by=str(run.id)).tell("expired", told, key=f"expired {ended.id}")
    return True


async def _suspended() -> list[FlowRun]:
    """All our runs that wait for an answer, read before any is changed."""
    waiting = FlowRunFilter(
        tags=FlowRunFilterTags(all_=[TAG]),
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.PAUSED])),
    )
    found: list[FlowRun] = []
    async with get_client() as client:
        while page := await client.read_flow_runs(flow_run_filter=waiting, limit=PAGE, offset=len(found)):
            found += page
    return found
