"""The everyday path on Prefect: ``publish-post`` checks a post, has it approved, and publishes or queues it.

Where the guard wants a person to look, the run is suspended with a form. A post for later is queued, and
``publish-due`` sends what is due: no run ever sleeps for days. What people decide is a named state, never a red
failure, and no state, name or tag says what is in the post.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import Any

from prefect import flow, runtime
from prefect.client.schemas.objects import State
from prefect.states import Cancelled, Completed, Failed
from pydantic import BaseModel, ConfigDict, Field

from flows.alerts.alerting import tell_people
from flows.everyday.answers import Answer, Outcome
from flows.everyday.dispatch import send_due
from flows.everyday.posts import REPLACED, approve_and_release, edit, reject, submit
from flows.everyday.wanted import Wanted, coming, wanted
from flows.incident import Moment
from flows.outgoing import IN_OUTBOX, QueuedPost, lies_in_outbox
from flows.pages.markdown import cell, quoted
from flows.server import announcing
from flows.server.asking import ApprovalForm, filled_in
from flows.server.office import office
from flows.server.showing import Page
from flows.server.unanswered import answer as answer_to
from flows.terminal.desk import Desk
from guard.errors import GuardError, UsageError
from guard.model import Post


class PlannedPost(BaseModel):
    """A post that is to be published, as a form."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = Field(title="The post", description="Its text, exactly as it should go out.", min_length=1)
    account: str = Field(default="main", title="Account", description="The account it goes out on.")
    at: Moment | None = Field(default=None, title="When", description="With its time zone; empty for now.")
    by: str = Field(title="Your name", min_length=1)
    id: str = Field(
        default="post", title="Name of the post", description="The same name and text go out only once.", max_length=100
    )
    answers: str | None = Field(
        default=None, title="What it answers", description="The address of that post, if it is an answer."
    )
    in_reply_to: str | None = Field(default=None, title="Text of what it answers")
    two_person: bool = Field(default=False, title="Two people", description="Nobody approves a post of their own.")


def _run_name() -> str:
    post = runtime.flow_run.parameters["post"]
    account = post.account if isinstance(post, PlannedPost) else post.get("account", "main")
    plain = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in account)
    return f"publish on {plain} {runtime.flow_run.scheduled_start_time:%Y-%m-%d}"


@flow(name="publish-post", flow_run_name=_run_name, persist_result=False, log_prints=False)
async def publish_post(post: PlannedPost) -> State[Any]:
    """Check a post, have it approved where the guard says so, and publish it once, now or at its time."""
    async with office() as desk:
        answer = await asyncio.to_thread(_submit, desk, post)
        problem, asked = "", Counter[str]()
        while (draft := _undecided(desk, answer)) and runtime.deployment.id is not None:
            form = await _ask(desk, draft, f"{problem}{answer.said}", asked)
            try:
                answer, problem = await asyncio.to_thread(_decide, desk, draft, form), ""
            except GuardError as error:
                problem = f"**That did not work: {error}**\n\n"
        if answer.outcome == "blocked":
            announcing.blocked(post.account, answer)
        await _show(answer, desk.costs())
        return _state(desk, answer)


@flow(name="publish-due", flow_run_name="publish what is due", persist_result=False, log_prints=False)
async def publish_due() -> State[Any]:
    """Publish the queued posts whose time has come, and find out what became of those whose run has died."""
    async with office() as desk:
        answers = await asyncio.to_thread(lambda: list(send_due(desk, by=str(runtime.flow_run.id))))
        for answer in answers:
            if answer.outcome == "blocked" and answer.number is not None:
                announcing.blocked(desk.casebook.queue.get(answer.number).account, answer)
        await asyncio.to_thread(tell_people, desk)
    out = sum(answer.outcome == "published" for answer in answers)
    waits = [answer for answer in answers if answer.exit_code and answer.outcome != "busy"]
    said = f"{out} published, {len(waits)} need a person."
    if not waits:
        return Completed(message=said)
    page = Page(runtime.flow_run.id, "publish-due")
    lines = "\n".join(f"- {answer.said} {answer.fix}".rstrip() for answer in waits)
    await page.markdown("waiting", lines, "What did not go out, and why")
    return Completed(name="AwaitingPerson", message=said)


def _submit(desk: Desk, post: PlannedPost) -> Answer:
    """Publish or queue it; a run that starts again finds it where it stands, or what has replaced it."""
    wish = _wish(desk, post)
    answer = submit(desk, wish, by=post.by, two_person=post.two_person)
    while answer.outcome == "refused" and answer.number is not None:
        queued = desk.casebook.queue.get(answer.number)
        if not queued.note.startswith(REPLACED):
            break
        later = desk.casebook.queue.get(int(queued.note.removeprefix(REPLACED).rstrip(".")))
        answer = submit(desk, _again(later), by=post.by, two_person=post.two_person)
    return answer


def _wish(desk: Desk, post: PlannedPost) -> Wanted:
    """What is wanted. The time of a post that is kept already may have passed while somebody thought about it."""
    now = desk.clock()
    meant = Post(text=post.text, id=post.id, in_reply_to=post.in_reply_to, place="the form")
    wish = wanted(meant, post.account, desk.accounts, config=desk.config, at=None, now=now, answers=post.answers)
    if post.at is None or (desk.casebook.queue.named(wish.key) and post.at <= now):
        return wish
    return wish.model_copy(update={"at": coming(post.at, now)})


def _again(queued: QueuedPost) -> Wanted:
    """The wish that a queued post came from."""
    return Wanted(key=queued.key, account=queued.account, platform="", post=queued.post, at=queued.at)


# --- asking a person ------------------------------------------------------------------------------------------------


def _undecided(desk: Desk, answer: Answer) -> QueuedPost | None:
    """The draft that a person must decide about; none while its account is frozen, when there is nothing to decide."""
    if answer.outcome not in {"draft", "blocked"} or answer.number is None:
        return None
    queued = desk.casebook.queue.get(answer.number)
    frozen = desk.casebook.freezes.of(queued.account)
    return queued if queued.state == "draft" and frozen is None else None


async def _ask(desk: Desk, draft: QueuedPost, why: str, asked: Counter[str]) -> ApprovalForm:
    """Suspend the run until somebody has answered; ``asked`` counts how often this run has asked each question."""
    text, question = draft.post["text"], _question(desk, draft)
    found = desk.casebook.drafts.get(draft.draft).findings if draft.draft else ()
    findings = [f"- {f['severity']}: {cell(f['message'])} {cell(f.get('instead', ''))}".rstrip() for f in found]
    about = "\n".join([why, "", quoted(text), "", *findings])
    form = filled_in(ApprovalForm, about, {"text": text})
    given = await answer_to(form, question, asked)
    return ApprovalForm.model_validate(given.model_dump())


def _question(desk: Desk, draft: QueuedPost) -> str:
    """The name of what is asked: this draft, after these decisions, as it stands since it last changed."""
    decisions = len(desk.casebook.approvals.about(draft.draft)) if draft.draft else 0
    return f"post-{draft.id}-{decisions}-{draft.changed_at:%Y%m%d%H%M%S%f}"


def _decide(desk: Desk, draft: QueuedPost, form: ApprovalForm) -> Answer:
    """Carry out what a person has decided about ``draft``."""
    text = form.text.strip()
    if form.decision == "reject":
        return reject(desk, draft, who=form.name, reason=form.reason)
    if text and text != draft.post["text"].strip():
        answer = edit(desk, draft, text, who=form.name, reason=form.reason)
        if answer.number is None:
            raise UsageError(f"{answer.said} The draft is as it was.")
        return answer
    if form.decision == "edit":
        raise UsageError("you chose to edit, but the text is as it was. Change it, or approve it.")
    return approve_and_release(desk, draft, who=form.name, reason=form.reason)


# --- what came out --------------------------------------------------------------------------------------------------


async def _show(answer: Answer, costs: str) -> None:
    """What became of it, on the page of the run, and what the language model has cost."""
    if answer.number is None:
        return
    page = Page(runtime.flow_run.id, f"post-{answer.number}")
    await page.markdown(
        "outcome", f"{answer.said}\n\n{answer.fix}\n\n{costs[:1].upper()}{costs[1:]}".strip(), "What became of the post"
    )


ENDS: dict[Outcome, tuple[Callable[..., State[Any]], str, str]] = {
    "published": (Completed, "Published", "is out."),
    "queued": (Completed, "Queued", "is queued."),
    "busy": (Completed, "Queued", "is being published by another run."),
    "draft": (Completed, "AwaitingPerson", "waits for a person."),
    "unsure": (Completed, "AwaitingPerson", "may be out or not: a person must look."),
    "blocked": (Cancelled, "Blocked", "is blocked by the guard."),
    "refused": (Failed, "Failed", "did not go out. Why stands in its outcome."),
    "incomplete": (Failed, "Failed", "was not wholly checked, so it did not go out."),
    "unset": (Failed, "Failed", "waits: its account is not set up."),
}
"""What became of a post -> the kind and the name of the run's end, and what it says."""


def _state(desk: Desk, answer: Answer) -> State[Any]:
    """The end of the run, in a name that says it to people."""
    post = f"Number {answer.number}" if answer.number else "The post"
    queued = desk.casebook.queue.get(answer.number) if answer.number else None
    if queued and queued.state == "refused":
        return Cancelled(name="Rejected", message=f"{post} does not go out: a person has said no.")
    if queued and queued.state in {"draft", "held"} and desk.casebook.freezes.of(queued.account):
        return Completed(name="Frozen", message=f"{post} stays a draft: its account is frozen.")
    kind, name, words = ENDS[answer.outcome]
    if answer.outcome == "published" and lies_in_outbox(answer.url):
        words = f"lies in the outbox. {IN_OUTBOX}"
    return kind(name=name, message=f"{post} {words}")
