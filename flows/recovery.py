"""THE flow: the recovery of a brand whose post went wrong, from the first minute to the plan for the coming months.

Remain calm: stop what is queued and keep what can be seen. Acknowledge what you have done. Realise whom you have
offended. Apologise, in words that a person has read and approved. Publish them, once. Listen. Prepare for the long
haul.

Each step is one task whose work is kept in the casebook, so a run that starts again from the top (after it was
suspended, or killed) goes on where it stopped. Where a person must decide, the run is suspended with a form, and
nothing runs until somebody has answered. What people decide is a named state, never a red failure: ``Rejected`` when
the text was, ``AwaitingPerson`` where the run has no deployment and so cannot be suspended.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from prefect import flow, runtime, task
from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State, TaskRun
from prefect.states import Cancelled, Completed

from flows import story
from flows.alerts.alerting import tell_people
from flows.case import Case, NeedsPerson, Rejected
from flows.crash import crash_point
from flows.errors import ClaimLost
from flows.first_answer import ask_beside
from flows.incident import Noun
from flows.opening import OUTBOX, open_incident, platform_of
from flows.plan import Mishap
from flows.server import hearing_shown, showing
from flows.server.asking import Asker
from flows.server.automations import TAG
from flows.server.calendar import schedule
from flows.server.lost_server import outlives_server
from flows.server.office import office
from flows.server.showing import Page
from flows.steps.audience import Heard
from flows.steps.contain import Contained
from flows.steps.publish import Out
from flows.store.incidents import slug
from flows.story import Step
from flows.terminal.desk import Desk

MOST_STARTS = 50
"""A run that was started so often is not started again by itself: something is wrong that restarting does not mend."""

Result = TypeVar("Result", bound=Noun)


def incident_tag(incident: str) -> str:
    """The tag of all flow runs of an incident."""
    return f"incident:{incident}"


def _run_name() -> str:
    """``recover acme 2026-11-22``: in plain letters, so that every screen shows it."""
    mishap = runtime.flow_run.parameters["mishap"]
    brand = mishap.brand if isinstance(mishap, Mishap) else mishap["brand"]
    return f"recover {slug(brand)} {runtime.flow_run.scheduled_start_time:%Y-%m-%d}"


@flow(name="recover", flow_run_name=_run_name, persist_result=False, log_prints=False)
@outlives_server
async def recover(mishap: Mishap) -> State[Any]:
    """Recover after a post that went wrong: calm, acknowledge, realise, apologise, listen, long haul."""
    async with office(needed=mishap.post.account) as desk:
        case = await _opened(desk, mishap)
        if runtime.flow_run.run_count > MOST_STARTS:
            how = f"guard incident go-on {case.name} --by NAME"
            what = f"It was started {MOST_STARTS} times. Go on in the terminal: {how}"
            return Completed(name="AwaitingPerson", message=what)
        return await walked(Recovery(case, UUID(runtime.flow_run.id), desk), _in_order)


async def walked(recovery: "Recovery", steps: Callable[["Recovery"], Awaitable[None]]) -> State[Any]:
    """Do the steps, and say in the name of a state how that has ended."""
    case = recovery.case
    try:
        await steps(recovery)
    except NeedsPerson as waits:
        return Completed(name="AwaitingPerson", message=f"The step {waits.step} of {case.name} waits for a person.")
    except Rejected:
        return Cancelled(name="Rejected", message=f"A person has said no. Why stands in the casebook: {case.name}.")
    finally:
        await recovery.tell_people()
        await showing.brief(recovery.page, case)
        await showing.drafts(recovery.page, case)
        await showing.timeline(recovery.page, case)
    await showing.report(recovery.page, case)
    return Completed(message=f"{case.name} is in the long haul: the check-ins are planned.")


async def _in_order(recovery: "Recovery") -> None:
    """The whole story. Nothing here decides anything: the steps and the people do."""
    page, case = recovery.page, recovery.case
    contained = await recovery.step(story.CONTAIN, Contained)
    await showing.checklist(page, contained, lead=case.incident.lead, first=await ask_beside(case.name))
    await recovery.tell_people()
    await recovery.step(story.ACKNOWLEDGE, Noun)
    await showing.brief(page, case)
    heard = await recovery.step(story.AUDIENCE, Heard)
    await showing.audience(page, heard)
    await hearing_shown.audience(page, heard, case)
    await recovery.step(story.APOLOGY, Noun)
    await showing.drafts(page, case)
    await recovery.step(story.APPROVAL, Noun)
    await showing.published(page, await recovery.step(story.PUBLISH, Out))
    await recovery.step(story.LISTEN, Noun)
    await recovery.step(story.LONG_HAUL, Noun)
    await schedule(case)


async def _opened(desk: Desk, mishap: Mishap) -> Case:
    """The incident of this run: opened once, found again by every later start of the same run."""
    run, post = str(runtime.flow_run.id), mishap.post
    if runtime.flow_run.run_count <= 1:
        spoken = desk.accounts[post.account].name if post.account in desk.accounts else None
        platform_of(post.account, desk.accounts, spoken, None if post.platform == OUTBOX else post.platform)
    incident = await asyncio.to_thread(open_incident, desk.casebook, mishap, clock=desk.clock, key=run)
    crash_point("opening.recorded")
    tags: Sequence[str] = runtime.flow_run.tags
    name = f"recover {slug(incident.brand)} {incident.opened_at:%Y-%m-%d}"
    async with get_client() as client:
        await client.update_flow_run(UUID(run), name=name, tags={*tags, TAG, incident_tag(incident.id)})
    return desk.case(incident.id, by=run)


class Recovery:
    """The run ``run`` at work on ``case``: it does steps as tasks, and asks people where one waits for them."""

    def __init__(self, case: Case, run: UUID, desk: Desk) -> None:
        self.case, self.page = case, Page(run, case.name)
        self._asker, self._desk = Asker(case), desk

    async def tell_people(self) -> None:
        """Tell people what they should know now: that it has begun, or that one of them is needed."""
        await asyncio.to_thread(tell_people, self._desk, self.case.name)

    async def step(self, step: Step, kind: type[Result]) -> Result:
        """Do a step once, asking people as often as it needs them; give what came out.

        Raises:
            NeedsPerson: a person must decide, and this run cannot be suspended because it has no deployment.
            Rejected: a person has said no.
        """
        while True:
            try:
                result = await done(step, self.case)
            except NeedsPerson as waits:
                if runtime.deployment.id is None:
                    raise
                await self.tell_people()
                await showing.timeline(self.page, self.case)
                await self._asker.about(waits)
            else:
                return _as(kind, result)


def _as(kind: type[Result], result: object) -> Result:
    if not isinstance(result, kind):
        raise TypeError(f"A step gave a {type(result).__name__} instead of a {kind.__name__}.")
    return result


async def done(step: Step, case: Case) -> Noun:
    """Do a step as a task that the run's page shows as a sentence."""
    named = _step.with_options(name=step.title, task_run_name=step.title)
    outcome = await (await named(step, case)).aresult(raise_on_failure=False)
    if isinstance(outcome, NeedsPerson | Rejected):
        raise outcome
    return _as(Noun, outcome)


def _is_busy(_task: object, _run: TaskRun, state: State[Any]) -> bool:
    """Another run is at this step: wait for it, it may just be finishing."""
    return isinstance(state.data, ClaimLost) or "ClaimLost" in (state.message or "")


@task(cache_policy=NO_CACHE, persist_result=False, retries=12, retry_delay_seconds=10, retry_condition_fn=_is_busy)
async def _step(step: Step, case: Case) -> State[Any]:
    """One step. Only a step that another run holds is tried again; that one waits for a person is an outcome."""
    try:
        return Completed(data=await asyncio.to_thread(_once, step, case))
    except NeedsPerson as waits:
        return Completed(name="AwaitingPerson", data=waits)
    except Rejected as no:
        return Completed(name="Rejected", data=no)


def _once(step: Step, case: Case) -> Noun:
    """Do it with the points at which a test can kill this program."""

    def do(case: Case) -> Noun:
        crash_point(f"{step.name}.begun")
        result: Noun = step.do(case)
        crash_point(f"{step.name}.unrecorded")
        return result

    result = case.once(step.name, do, step.result)
    crash_point(f"{step.name}.recorded")
    return result
