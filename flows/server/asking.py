"""The forms by which a suspended run asks people, and what their answers do to the casebook.

An answer belongs to one question: the same draft after the same decisions, the same publication in the same state. A
run that starts again from the top reads the answers it was given before, in their order, so nobody is asked twice.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any, Literal, NamedTuple, TypeVar

from prefect.input import RunInput
from pydantic import Field, create_model

from flows.case import Case, NeedsPerson
from flows.outgoing import Draft, Publication
from flows.server.showing import objections
from flows.server.unanswered import answer as answer_to
from flows.server.unanswered import answered_at
from flows.steps.apology import OVERRIDE, lacks
from flows.steps.apology import STEP as APOLOGY
from flows.steps.approval import STEP as APPROVAL
from flows.steps.approval import decide, waiting
from flows.steps.by_hand import not_posted, posted, retry
from flows.store.wording import purpose_named
from guard.errors import GuardError, UsageError

_Name = Field(title="Your name", description="It stands in the timeline.", min_length=1)


class ApprovalForm(RunInput):
    """Approve, edit or reject the text that is to go out."""

    text: str = Field(
        default="", title="The text", description="What stands here when you approve or edit is what goes out."
    )
    decision: Literal["approve", "edit", "reject"] = Field(
        title="Your decision",
        description="approve: the text above goes out, once. edit: you have changed it above, and your words go out"
        " (where two people must approve, somebody else reads them first). reject: nothing goes out.",
    )
    name: str = _Name
    reason: str = Field(
        default="", title="Why", description="Needed when you reject it, so that the next one is better."
    )


class GoOnForm(RunInput):
    """Go on although something is missing."""

    name: str = _Name
    decision: Literal["look again", "go on all the same"] = Field(
        title="Your decision",
        description="look again: you have given what was missing. go on all the same: write drafts without it.",
    )
    reason: str = Field(default="", title="Why", description="Needed to go on all the same.")


class LookForm(RunInput):
    """Say what became of a text, after you have looked at the platform."""

    name: str = _Name
    decision: Literal["look again", "it is out", "it is not out", "send it again"] = Field(
        title="What you have seen",
        description="Look at the account first. look again: this program looks once more and sends nothing."
        " send it again: only when you are sure that it is not out.",
    )
    address: str = Field(default="", title="Where it stands", description="Needed when it is out.")
    reason: str = Field(default="", title="How you know", description="Needed when it is not out, or goes out again.")


_YES = frozenset({"approve", "edit", "send it again"})
"""The decisions after which something goes out."""

_Form = TypeVar("_Form", bound=RunInput)


def filled_in(form: type[_Form], about: str, values: dict[str, str]) -> type[_Form]:
    """The form with some of its fields filled in; ``about`` stands above it.

    Prefect's own way (``with_initial_data``) would drop the titles of these fields.
    """
    fields: dict[str, Any] = {
        name: (str, Field(default=value, title=known.title, description=known.description))
        for name, known in form.model_fields.items()
        if (value := values.get(name)) is not None
    }
    made = create_model(form.__name__, __base__=form, **fields)
    made._description = about  # noqa: SLF001 - where Prefect looks for it
    return made


class Question(NamedTuple):
    """What people are asked: its ``key`` names it, ``act`` carries an answer out, ``filled`` stands in the form."""

    key: str
    form: type[RunInput]
    about: str
    act: Callable[[Case, Any], None]
    filled: dict[str, str]


class Asker:
    """Asks people about the incident of ``case``, on behalf of the run that it is used in.

    Without a ``purpose`` it asks about the apology.
    """

    def __init__(self, case: Case, purpose: str | None = None) -> None:
        self._case, self._purpose = case, purpose
        self._asked = Counter[str]()

    async def about(self, waits: NeedsPerson) -> None:
        """Suspend the run until somebody has answered, and carry the answer out. A bad answer is told, and asked anew.

        Raises:
            Pause: the run ends here, and starts again from the top when the answer is there.
        """
        problem = ""
        while True:
            question = question_about(self._case, waits, self._purpose)
            form = filled_in(question.form, f"{problem}{question.about}", question.filled)
            answer = await answer_to(form, question.key, self._asked)
            try:
                await self._require_fresh(question, answer)
                question.act(self._case, answer)
            except GuardError as error:
                problem = f"**That did not work: {error}**\n\n"
                continue
            return

    async def _require_fresh(self, question: Question, answer: Any) -> None:
        """Refuse a word that something may go out when it is older than such a word holds."""
        if answer.decision not in _YES:
            return
        given, holds = await answered_at(question.key, self._asked), self._case.agreed.approvals.valid_for
        if given and given + holds <= self._case.now:
            raise UsageError(
                f"the answer of {given:%-d %B %Y, %H:%M} UTC has expired: it was not acted on in time, because no"
                " worker was there. Read the text again, and answer anew."
            )


# --- the questions --------------------------------------------------------------------------------------------------


def question_about(case: Case, waits: NeedsPerson, purpose: str | None = None) -> Question:
    """What to ask when a step waits for a person."""
    if waits.step == APPROVAL:
        return _approval(case, f"{waits}", purpose)
    if waits.step == APOLOGY:
        return Question("apology", GoOnForm, f"{waits}\n\n{waits.fix}", _go_on, {})
    entry = latest(case, purpose)
    if entry is None or (entry.state == "intended" and case.can_speak):
        return _approval(case, f"{waits}", purpose)  # the guard blocks the text: it needs a better one
    key = f"publication-{entry.id}-{entry.state}-{len(case.casebook.timeline.of(case.name, kind='publication'))}"
    return Question(key, LookForm, f"{waits}", _seen(entry), {})


def latest(case: Case, purpose: str | None = None) -> Publication | None:
    """The last thing that was meant to go out in this incident, for this purpose: without one it is an apology."""

    def is_meant(entry: Publication) -> bool:
        mine = purpose or "holding"
        return entry.key.startswith(f"{case.name}/{mine}-") == bool(purpose)

    entries = [entry for entry in case.casebook.publications.of(case.name) if is_meant(entry)]
    return entries[-1] if entries else None


def _approval(case: Case, why: str, purpose: str | None) -> Question:
    draft = waiting(case, purpose)
    decisions = len(case.casebook.approvals.about(draft.id))
    heading = f"**{purpose_named(draft.purpose).capitalize()}.** {why} Nothing goes out before."
    lines = [heading, "", *objections(draft.findings, lacks(case, draft))]  # the text itself stands in the form
    key, act = f"draft-{draft.id}-{decisions}", _decided(draft)
    return Question(key, ApprovalForm, "\n".join(lines), act, {"text": draft.text})


# --- what the answers do --------------------------------------------------------------------------------------------


def _decided(draft: Draft) -> Callable[[Case, ApprovalForm], None]:
    """Carry out a decision about ``draft``: that which the person has read, even if there is a newer one."""

    def act(case: Case, answer: ApprovalForm) -> None:
        changed = bool(answer.text.strip()) and answer.text.strip() != draft.text.strip()
        if answer.decision == "reject":
            decide(case, draft, "rejected", who=answer.name, reason=answer.reason)
        elif changed:
            decide(case, draft, "edited", who=answer.name, text=answer.text.strip(), reason=answer.reason)
        elif answer.decision == "edit":
            raise UsageError("you chose to edit, but the text is as it was. Change it, or approve it.")
        else:
            decide(case, draft, "approved", who=answer.name, reason=answer.reason)

    return act


def _go_on(case: Case, answer: GoOnForm) -> None:
    if answer.decision == "look again":
        return
    what = f"{answer.name} lets drafts be written although nobody is known to be hurt: {_reason(answer.reason)}"
    case.tell("override", what, key=OVERRIDE)


def _seen(entry: Publication | None) -> Callable[[Case, LookForm], None]:
    """Carry out what a person has seen of this publication."""

    def act(case: Case, answer: LookForm) -> None:
        if entry is None or answer.decision == "look again":
            return
        if answer.decision == "it is out":
            if not answer.address.strip():
                raise UsageError("say where it stands: give its address.")
            posted(case, entry.key, answer.address.strip())
            return
        why = f"{_reason(answer.reason)} ({answer.name})"
        if entry.state != "refused":
            not_posted(case, entry.key, why)
        if answer.decision == "send it again":
            retry(case, entry.key, why)

    return act


def _reason(reason: str) -> str:
    if not reason.strip():
        raise UsageError("give a reason: others will want to know why.")
    return reason.strip()
