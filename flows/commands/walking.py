"""Walk through the recovery in the terminal: do what can be done, ask or say what a person must decide, stop there."""

import click

from flows.case import Case, NeedsPerson, Rejected
from flows.commands.alarm import alarm
from flows.commands.options import WAITS
from flows.steps.approval import STEP as APPROVAL
from flows.steps.approval import decide, waiting
from flows.steps.by_hand import unseen
from flows.steps.rounds import is_out
from flows.story import CONTAIN, tell
from flows.terminal.desk import Desk
from flows.terminal.telling import shown_draft, told

LATER, APPROVE, EDIT, REJECT = "later", "approve", "edit", "reject"


def go_on(at: Desk, case: Case, *, ask: bool) -> int:
    """Run the steps; where a person must decide, ask the one at the terminal, or say what to do and end with 3."""
    try:
        return _walk(at, case, ask=ask)
    finally:
        alarm(at, case.name)


def _walk(at: Desk, case: Case, *, ask: bool) -> int:
    said = {record.step for record in case.casebook.steps.of(case.name) if record.state == "done"}
    before = len(said)
    while True:
        try:
            for step, result in tell(case):
                if step.name not in said:
                    click.echo(told(step, result))
                if step is CONTAIN and step.name not in said and not is_out(case, "holding"):
                    click.echo(
                        f"\nThe first answer goes out with: guard incident approve {case.name} --holding --by NAME"
                    )
                    alarm(at, case.name)  # not before the queues are stopped: a slow service must not hold that up
                said.add(step.name)
        except Rejected as no:
            click.echo(
                f"\n{no}\nWrite a better text: guard incident approve {case.name} --text FILE --by NAME", err=True
            )
            return WAITS
        except NeedsPerson as waits:
            if not ask or waits.step != APPROVAL or not _asked(case):
                click.echo(f"\nThe recovery waits: {waits}\n{waits.fix}".rstrip(), err=True)
                return WAITS
        else:
            if len(said) == before:
                click.echo(_nothing_left(case))
            return 0


def _nothing_left(case: Case) -> str:
    """What to say when there was no step to take."""
    name = case.name
    if case.incident.state == "closed":
        how = f'guard incident reopen {name} --why "..." --by NAME'
        return f"{name} is closed: there is nothing to go on with. To take it up again: {how}"
    if left := unseen(case):
        return f"{left}\nEvery step of {name} is done but this one. What comes next stands in: guard incident check-ins"
    return f"Every step of {name} is done. What comes next stands in: guard incident check-ins"


def _asked(case: Case) -> bool:
    """Show the draft and ask the person at the terminal; False when it is for somebody else, or for later."""
    draft = waiting(case)
    if _has_decided(case, draft.id):
        return False
    click.echo(f"\n{shown_draft(case, draft)}\n")
    answer = click.prompt("Approve, edit, reject or decide later?", type=click.Choice([APPROVE, EDIT, REJECT, LATER]))
    if answer == APPROVE:
        decide(case, draft, "approved", who=case.by)
    elif answer == REJECT:
        decide(case, draft, "rejected", who=case.by, reason=click.prompt("Why?"))
    elif answer == EDIT:
        edited = click.edit(draft.text)
        if edited and edited.strip() and edited.strip() != draft.text:
            decide(case, draft, "edited", who=case.by, text=edited.strip())
    return bool(answer != LATER)


def _has_decided(case: Case, draft: int) -> bool:
    """Say whether the one at the terminal has approved it already, so that somebody else must."""
    standing = case.casebook.approvals.standing(draft, now=case.now, rules=case.agreed.approvals)
    return any(name.casefold() == case.by.casefold() for name in (*standing.by, standing.draft.author))
