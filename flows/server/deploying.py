"""Set up the recovery on a Prefect server: its blocks, its work pool, its flows with their schedules, its automations.

Everything is named, so doing it again changes what has changed and adds nothing twice.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, cast
from uuid import UUID

import httpx
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.deployments.runner import RunnerDeployment
from prefect.exceptions import ObjectAlreadyExists
from prefect.settings import PREFECT_API_URL
from prefect.types.entrypoint import EntrypointType

from flows.blocks import AccountBlock, AlertsBlock, BrandBlock, CasebookBlock, LanguageModelBlock
from flows.errors import RecoveryError
from flows.server import exposure
from flows.server.automations import RESTART, TAG, automations
from flows.server.storing import store

POOL = "mishap"


class Plan(NamedTuple):
    """A flow as it is deployed: where it is, when it runs by itself, and what it is for."""

    flow: Any
    about: str
    cron: str | None = None
    tags: tuple[str, ...] = ()


def plans() -> tuple[Plan, ...]:
    """All flows that are deployed; each deployment is named like its flow."""
    from flows import again, long_haul, standby
    from flows.first_answer import first_answer
    from flows.publishing import publish_due, publish_post
    from flows.recovery import recover

    return (
        Plan(recover, "A post went wrong: start here.", tags=(RESTART,)),
        Plan(first_answer, "Say that you have seen it. Started by the recovery.", tags=(RESTART,)),
        Plan(long_haul.check_in, "Look at an incident again. Planned by the recovery."),
        Plan(long_haul.close_incident, "An incident is over: close it, and keep what it taught."),
        Plan(again.apologise_again, "It was not enough, or it has come back: apologise once more.", tags=(RESTART,)),
        Plan(publish_post, "Check a post, have it approved, and publish it once."),
        Plan(publish_due, "Send the queued posts whose time has come.", cron="*/5 * * * *"),
        Plan(long_haul.sweep, "Do what was missed. Every morning.", cron="17 6 * * *"),
        Plan(long_haul.baseline, "Write down what is normal, and see when it is not. Every hour.", cron="43 * * * *"),
        Plan(long_haul.refresh_events, "Read what goes on in the world. Every hour.", cron="7 * * * *"),
        Plan(standby.tell_people, "Tell people that the guard has blocked a post. An automation starts it."),
        Plan(standby.draft_recovery, "Replies have jumped: ask a person whether to begin. An automation starts it."),
    )


def deployments(pool: str | None = POOL) -> list[RunnerDeployment]:
    """The deployments, for a work pool, or without one for a process that serves them itself."""
    return [
        plan.flow.to_deployment(
            name=plan.flow.name,
            description=plan.about,
            cron=plan.cron,
            tags=[TAG, *plan.tags],
            work_pool_name=pool,
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        for plan in plans()
    ]


def deploy() -> Iterator[str]:
    """Set everything up on the server in use, and say what was done, one sentence each.

    Raises:
        RecoveryError: no server is set, or it does not answer.
    """
    require_address()
    with get_client(sync_client=True) as client:
        require_server(client)
        dangers = list(exposure.warnings())
        yield from dangers
        for block in (BrandBlock, AccountBlock, CasebookBlock, AlertsBlock, LanguageModelBlock):
            block.register_type_and_schema()
        yield "Five kinds of blocks are known to the server: brand, account, casebook, alerts, language model."
        yield from store(secrets=not dangers)
        yield _pool(client)
        ids: dict[str, UUID] = {}
        for each in deployments():
            ids[each.name] = cast("UUID", each.apply())
            yield f"Deployed {each.name}" + (f", on its schedule ({_schedule(each)})." if each.schedules else ".")
        yield from _automations(client, ids)
    yield f"Start a worker where the casebook is: prefect worker start --pool {POOL}"
    yield "Whenever guard.toml, an account or the casebook's place changes here: guard deploy again."


def require_address() -> None:
    """Raise RecoveryError unless a server is set: Prefect would start one of its own, for this command alone."""
    if not PREFECT_API_URL.value():
        raise RecoveryError(
            "No Prefect server is set. Start one (prefect server start), then: "
            "prefect config set PREFECT_API_URL=http://127.0.0.1:4200/api"
        )


def require_server(client: SyncPrefectClient) -> None:
    """Raise RecoveryError unless the server answers, and lets us in."""
    address = PREFECT_API_URL.value() or ""
    try:
        client.hello().raise_for_status()
    except httpx.HTTPStatusError as error:
        raise RecoveryError(
            f"{exposure.shown(address)}: the server refuses us ({error.response.status_code}). Set"
            " PREFECT_API_AUTH_STRING to its password."
        ) from None
    except (httpx.HTTPError, RuntimeError) as error:
        raise RecoveryError(
            f"{exposure.shown(address)}: no Prefect server answers there ({type(error).__name__}). Start it, or correct"
            " PREFECT_API_URL."
        ) from None


def _pool(client: SyncPrefectClient) -> str:
    try:
        client.create_work_pool(WorkPoolCreate(name=POOL, type="process"))
    except ObjectAlreadyExists:
        return f"The work pool {POOL} is there."
    return f"Made the work pool {POOL}."


def _schedule(each: RunnerDeployment) -> str:
    return ", ".join(str(getattr(one.schedule, "cron", "")) for one in each.schedules or [])


def _automations(client: SyncPrefectClient, ids: Mapping[str, UUID]) -> Iterator[str]:
    for wanted in automations(ids):
        known = client.read_automations_by_name(wanted.name)
        if known:
            client.update_automation(known[0].id, wanted)
        else:
            client.create_automation(wanted)
        yield f"Automation {wanted.name.removeprefix('mishap: ')}."
