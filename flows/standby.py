"""What is started by events: people are told that the guard has blocked a post, or a recovery is made ready for them.

``draft-recovery`` changes nothing and starts nothing by itself. It reads what people answer, and asks a person with
everything filled in; on their word the recovery begins.
"""

import asyncio
from collections import Counter
from typing import Any, Literal

from prefect import flow, runtime
from prefect.client.schemas.objects import State
from prefect.deployments import arun_deployment
from prefect.exceptions import ObjectNotFound
from prefect.input import RunInput
from prefect.states import Completed
from pydantic import Field

from flows.alerts.alerting import tell
from flows.alerts.occasions import Occasion
from flows.errors import RecoveryError
from flows.plan import Mishap, WrongPost
from flows.platforms.base import Platform, PlatformError, Reply
from flows.server.office import office
from flows.server.showing import Page
from flows.server.unanswered import answer as answer_to
from flows.store.incidents import slug
from flows.terminal.desk import Desk
from guard.errors import UsageError

RECOVER = "recover/recover"
"""The deployment that a person's word starts."""

MOST_READ = 5_000
"""Replies that are read to say how many are offended; the recovery itself reads all."""


@flow(name="tell-people", flow_run_name="tell people that a post was blocked", persist_result=False, log_prints=False)
async def tell_people(account: str, codes: list[str], event: str, number: int | None = None) -> State[Any]:
    """Tell people that the guard has blocked a post, and by which rules."""
    async with office() as desk:
        post = f"post {number} " if number is not None else "a post "
        how = "guard publish --list shows what waits; guard rules CODE says why."
        body = f"Rules: {', '.join(codes) or 'those of the house'}. {how}"
        occasion = Occasion(f"blocked/{event}", None, f"{account}: the guard blocked {post}".strip(), body)
        problems = await asyncio.to_thread(tell, desk, [occasion])
    if not desk.addresses:
        return Completed(name="NotNeeded", message="Nobody is to be told: there is no address for alerts.")
    return Completed(message=" ".join(problems) or "People were told.")


class StormForm(RunInput):
    """Say whether a recovery shall begin."""

    name: str = Field(title="Your name", description="You lead the recovery, if it begins.", min_length=1)
    decision: Literal["start the recovery", "it is no mishap"] = Field(
        title="Your decision", description="Starting stops the queues and keeps the evidence. It publishes nothing."
    )
    report: str = Field(default="", title="What you were told", description="In the words of whoever told you.")


def _run_name() -> str:
    account = runtime.flow_run.parameters["account"]
    return f"a storm on {slug(account)}?"


@flow(name="draft-recovery", flow_run_name=_run_name, persist_result=False, log_prints=False)
async def draft_recovery(account: str, post: str, replies: int, normal: float = 0.0) -> State[Any]:
    """Make a recovery ready for a post whose replies have jumped, and ask a person whether to begin."""
    async with office() as desk:
        platform = desk.accounts.get(account)
        if platform is None:
            raise UsageError(f"There is no account {account!r} here. Add its block, or correct its name.")
        mishap, heard = await asyncio.to_thread(_ready, desk, platform, account, post)
        about = f"A post on {account} was answered {replies:,} times; normal is {normal:,.0f}. {heard}"
        page = Page(runtime.flow_run.id, f"storm-{slug(account)}")
        await page.markdown("why", f"{about}\n\nThe post: `{post}`", "Why somebody should look")
        await asyncio.to_thread(tell, desk, [_storm(account, post, about)])
        if runtime.deployment.id is None:
            return Completed(name="AwaitingPerson", message="A person must say whether a recovery shall begin.")
    form = StormForm.with_initial_data(description=about)
    answer = await answer_to(form, "begin", Counter())
    if answer.decision == "it is no mishap":
        return Completed(name="NotNeeded", message="A person has looked: it is no mishap.")
    return await _begun(mishap.model_copy(update={"lead": answer.name, "report": answer.report}), account, post)


def _storm(account: str, post: str, about: str) -> Occasion:
    body = f"{about} Nothing has begun yet: open the suspended run on the Prefect server and decide."
    return Occasion(f"storm/{account}/{post}", None, f"{account}: far more replies than usual", body)


async def _begun(mishap: Mishap, account: str, post: str) -> State[Any]:
    """Start the recovery, once however often somebody says so."""
    try:
        run = await arun_deployment(
            RECOVER,
            parameters={"mishap": mishap.model_dump(mode="json", exclude_none=True)},
            timeout=0,
            as_subflow=False,
            idempotency_key=f"storm/{account}/{post}",
        )
    except ObjectNotFound:
        raise RecoveryError(f"There is no deployment {RECOVER}. Set it up: guard deploy") from None
    return Completed(name="RecoveryBegun", message=f"The recovery has begun: {run.name}.")


def _ready(desk: Desk, platform: Platform, account: str, place: str) -> tuple[Mishap, str]:
    """What the recovery would be started with, and what people say so far."""
    seen = platform.read(place)
    profile = desk.config.accounts.get(account)
    post = WrongPost(
        text=seen.text,
        platform=platform.name,
        account=account,
        account_kind=profile.kind if profile else "brand",
        account_description=profile.description if profile else "",
        id=place,
        published_at=seen.at,
    )
    try:
        size = platform.followers()
    except PlatformError:
        size = None
    brand = desk.config.brand.name or "our brand"
    return Mishap(brand=brand, post=post, lead="nobody yet", audience_size=size), _heard(platform, place, seen.text)


def _heard(platform: Platform, place: str, text: str) -> str:
    """How many of the first replies sound offended."""
    from flows.audience import analyse

    replies: list[Reply] = []
    try:
        for reply in platform.replies(place):
            replies.append(reply)
            if len(replies) == MOST_READ:
                break
    except PlatformError as error:
        return f"The replies could not all be read: {error}"
    stance = analyse(replies, post=text).as_json()["stance"]
    return f"{stance.get('offended', 0):,} of the {len(replies):,} replies that were read sound offended."
