"""What Prefect does by itself for the recovery: it finds runs whose process has died, and starts recoveries again.

It also acts on two events of the flows (``flows.server.announcing``): when the guard has blocked a post, people are
told, and when replies to a post jump, a recovery is made ready, which begins on a person's word.

A run that is killed with its machine stays "Running" for ever unless somebody misses its heartbeat; one whose machine
dies a moment earlier stays "Pending", and has no heartbeat to be missed. Starting a recovery again is
safe: every step is done once, and nothing that may be out is sent a second time.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState, RunDeployment
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY

from flows.server.announcing import BLOCKED, SPIKE

TAG = "mishap"
"""The tag of every deployment of this package."""

RESTART = "mishap-restart"
"""The tag of flows that are started again by themselves when their process has died."""

LAST_WORDS = (
    "Completed Failed Cancelled Crashed Suspended Paused Rejected AwaitingPerson NotNeeded AwaitingRetry Scheduled "
    "Frozen AwaitingApproval RecoveryBegun Blocked Queued Published Cancelling Expired"
).split()
"""The states after which no heartbeat is missed."""

GOES_ON = "AwaitingRetry Scheduled Resuming Pending Submitting Running Cancelled Cancelling".split()
"""The states after which a dead run needs no help any more."""

HANDED_OVER = ("Pending", "Submitting")
"""The states in which a worker has taken a run and its process has not said anything yet."""

HEARTBEATS = 3
"""So many heartbeats must be missing before a run counts as dead."""


class Waits(NamedTuple):
    """How long Prefect waits: before a silent run counts as dead, before one that has not begun does, and before a dead
    one is started again. Prefect takes ten seconds at least.
    """

    silence: timedelta
    beginning: timedelta = timedelta(minutes=10)
    pause: timedelta = timedelta(minutes=1)


def usual_waits() -> Waits:
    """What is waited for by default; how often hearts beat is a setting of Prefect's."""
    return Waits(silence=timedelta(seconds=HEARTBEATS * (PREFECT_FLOWS_HEARTBEAT_FREQUENCY.value() or 180)))


def automations(ids: Mapping[str, UUID], waits: Waits | None = None) -> tuple[AutomationCore, ...]:
    """All automations; ``ids`` are those of the deployments, by name."""
    waits = waits or usual_waits()
    dead = (_dead_runs(waits.silence), _never_begun(waits.beginning), _restart(waits.pause))
    return (*dead, _blocked(ids["tell-people"]), _storm(ids["draft-recovery"]))


def _dead_runs(silence: timedelta) -> AutomationCore:
    ends = {f"prefect.flow-run.{state}" for state in LAST_WORDS}
    return AutomationCore(
        name="mishap: notice runs whose process has died",
        description="A run without a heartbeat is marked as crashed, so that it can be started again.",
        tags=[TAG],
        trigger=EventTrigger(
            after={"prefect.flow-run.heartbeat"},
            expect={"prefect.flow-run.heartbeat", *ends},
            match=_resource("prefect.flow-run.*"),
            match_related=_tagged(TAG),
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=silence,
        ),
        actions=[_change(StateType.CRASHED, "Crashed", "Its process has died: no heartbeat any more.")],
    )


def _never_begun(beginning: timedelta) -> AutomationCore:
    """A run that a worker has taken, and whose process has not begun for so long: both are gone."""
    begun = {f"prefect.flow-run.{state}" for state in ("Running", *LAST_WORDS)}
    return AutomationCore(
        name="mishap: notice runs that a worker took with it",
        description="A run that was handed to a worker and never began is marked as crashed.",
        tags=[TAG],
        trigger=EventTrigger(
            after={f"prefect.flow-run.{state}" for state in HANDED_OVER},
            expect=begun,
            match=_resource("prefect.flow-run.*"),
            match_related=_tagged(TAG),
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=beginning,
        ),
        actions=[_change(StateType.CRASHED, "Crashed", "It never began: its worker has died with it.")],
    )


def _restart(pause: timedelta) -> AutomationCore:
    """Start a crashed recovery again after a pause.

    The pause is needed: a death is reported twice, by the run's own process and some seconds later by its worker, and
    the second report would stop a run that had been started again at once.
    """
    return AutomationCore(
        name="mishap: go on with recoveries whose process has died",
        description="A crashed recovery is started again after a minute, and goes on where it stopped.",
        tags=[TAG],
        trigger=EventTrigger(
            after={"prefect.flow-run.Crashed"},
            expect={f"prefect.flow-run.{state}" for state in GOES_ON},
            match=_resource("prefect.flow-run.*"),
            match_related=_tagged(RESTART),
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=pause,
        ),
        actions=[_change(StateType.SCHEDULED, "AwaitingRetry", "It goes on where it stopped.")],
    )


def _blocked(deployment: UUID) -> AutomationCore:
    return AutomationCore(
        name="mishap: tell people that the guard blocked a post",
        description="When a post that was to go out is blocked, whoever gets alerts is told by which rules.",
        tags=[TAG],
        trigger=_on(BLOCKED),
        actions=[_run(deployment, event="event.id | string", **_payload("account", "number", "codes"))],
    )


def _storm(deployment: UUID) -> AutomationCore:
    return AutomationCore(
        name="mishap: make a recovery ready when replies jump",
        description="A post that is answered far more often than others: a person is asked whether to begin.",
        tags=[TAG],
        trigger=_on(SPIKE),
        actions=[_run(deployment, **_payload("account", "post", "replies", "normal"))],
    )


def _on(event: str) -> EventTrigger:
    """At once, each time that this event comes."""
    return EventTrigger(
        expect={event},
        match=_resource("mishap.account.*"),
        posture=Posture.Reactive,
        threshold=1,
        within=timedelta(0),
    )


def _run(deployment: UUID, **parameters: str) -> RunDeployment:
    """Start a deployment with these parameters, which are expressions about the event."""
    values = {name: _from_event(what) for name, what in parameters.items()}
    return RunDeployment(source="selected", deployment_id=deployment, parameters=values, job_variables=None)


def _payload(*fields: str) -> dict[str, str]:
    return {field: f"event.payload.{field}" for field in fields}


def _from_event(what: str) -> dict[str, Any]:
    template = {"__prefect_kind": "jinja", "template": f"{{{{ {what} | tojson }}}}"}
    return {"__prefect_kind": "json", "value": template}


def _change(state: StateType, name: str, message: str) -> ChangeFlowRunState:
    return ChangeFlowRunState(state=state, name=name, message=message, force=False)


def _resource(name: str) -> ResourceSpecification:
    return ResourceSpecification.model_validate({"prefect.resource.id": name})


def _tagged(tag: str) -> ResourceSpecification:
    return ResourceSpecification.model_validate(
        {"prefect.resource.id": f"prefect.tag.{tag}", "prefect.resource.role": "tag"}
    )
