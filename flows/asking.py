"""The forms by which a suspended run asks people, and what their answers do to the casebook.

An answer belongs to one question: the same draft after the same decisions, the same publication in the same state. A
run that starts again from the top reads the answers it was given before, in their order, so nobody is asked twice.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from prefect.input import RunInput
from pydantic import Field

from flows.case import Case, NeedsPerson
from flows.outgoing import Draft, Publication
from flows.showing import quoted
from flows.steps.apology import OVERRIDE
from flows.steps.apology import STEP as APOLOGY
from flows.steps.approval import STEP as APPROVAL
from flows.steps.approval import decide, waiting
from flows.steps.by_hand import not_posted, posted, retry
from flows.unanswered import answer as answer_to
from guard.errors import GuardError, UsageError

_Name = Field(title="Your name", description="It stands in the timeline.", min_length=1)


class ApprovalForm(RunInput):
    """Approve, edit or reject the text that is to go out."""

    name: str = _Name
    decision: Literal["approve", "edit", "reject"] = Field(
        title="Your decision", description="To edit, change the text below; what stands there then is what goes out."
    )
    text: str = Field(default="", title="The text")
    reason: str = Field(
        default="", title="Why", description="Needed when you reject it, so that the next one is better."
    )


class GoOnForm(RunInput):
    """Go on although something is missing."""

    name: str = _Name
    decision: Literal["look again", "go on all the same"] = Field(title="Your decision")
    reason: str = Field(default="", title="Why", description="Needed to go on all the same.")


class LookForm(RunInput):
    """Say what became of a text, after you have looked at the platform."""

    name: str = _Name
    decision: Literal["look again", "it is out", "it is not out", "send it again"] = Field(title="What you have seen")
    address: str = Field(default="", title="Where it stands", description="Needed when it is out.")
    reason: str = Field(default="", title="How you know", description="Needed when it is not out, or goes out again.")


class Question(NamedTuple):
    """What people are asked: its ``key`` names it, ``act`` carries an answer out, ``filled`` stands in the form."""

    key: str
    form: type[RunInput]
    about: str
    act: Callable[[Case, Any], None]
    filled: dict[str, str]


class Asker:
    """Asks people about the incident of ``case``, on behalf of the run that it is used in."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._asked = Counter[str]()

    async def about(self, waits: NeedsPerson) -> None:
        """Suspend the run until somebody has answered, and carry the answer out. A bad answer is told, and asked anew.

        Raises:
            Pause: the run ends here, and starts again from the top when the answer is there.
        """
        problem = ""
        while True:
            question = question_about(self._case, waits)
            description = f"{problem}{question.about}"
            form = question.form.with_initial_data(description=description, **question.filled)
            answer = await answer_to(form, question.key, self._asked)
            try:
                question.act(self._case, answer)
            except GuardError as error:
                problem = f"**That did not work: {error}**\n\n"
                continue
            return


# --- the questions --------------------------------------------------------------------------------------------------


def question_about(case: Case, waits: NeedsPerson) -> Question:
    """What to ask when a step waits for a person."""
    if waits.step == APPROVAL:
        return _approval(case, f"{waits}")
    if waits.step == APOLOGY:
        return Question("apology", GoOnForm, f"{waits}\n\n{waits.fix}", _go_on, {})
    entry = latest(case)
    if entry is None or (entry.state == "intended" and case.platform is not None):
        return _approval(case, f"{waits}")  # the guard blocks the text: it needs a better one
    key = f"publication-{entry.id}-{entry.state}-{len(case.casebook.timeline.of(case.name, kind='publication'))}"
    return Question(key, LookForm, f"{waits}", _seen, {})


def latest(case: Case) -> Publication | None:
    """The last thing that was meant to go out in this incident."""
    entries = case.casebook.publications.of(case.name)
    return entries[-1] if entries else None


def _approval(case: Case, why: str) -> Question:
    draft = waiting(case)
    decisions = len(case.casebook.approvals.about(draft.id))
    findings = [f"- {f['severity']}: {f['message']} {f.get('instead', '')}".rstrip() for f in draft.findings]
    lines = [why, "", quoted(draft.text), "", *(findings or ["The guard has no objection."])]
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


def _seen(case: Case, answer: LookForm) -> None:
    entry = latest(case)
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


def _reason(reason: str) -> str:
    if not reason.strip():
        raise UsageError("give a reason: others will want to know why.")
    return reason.strip()
