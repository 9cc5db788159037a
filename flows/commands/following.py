"""`guard incident remedy`, `check-ins` and their kin: the long time after the apology."""

from datetime import date

import click

from flows.case import Case
from flows.commands.alarm import alarm
from flows.commands.looking import READER
from flows.commands.options import at_desk, by, by_if_needed, day
from flows.incident import Incident
from flows.terminal.desk import Desk
from guard.reports.screen import visible


@click.command(short_help="Promise something, prove it, or give it up.")
@click.argument("incident")
@click.argument("promise", required=False)
@click.option("--owner", metavar="NAME", help="Who sees to it.")
@click.option("--due", metavar="DATE", callback=day, help="Until when.")
@click.option("--prove", nargs=2, type=(int, str), metavar="NUMBER PROOF", help="It was done; this shows it.")
@click.option("--give-up", nargs=2, type=(int, str), metavar="NUMBER WHY", help="It will not be done, for this reason.")
@by_if_needed
@at_desk
def remedy(
    at: Desk,
    incident: str,
    promise: str | None,
    owner: str | None,
    due: date | None,
    prove: tuple[int, str] | None,
    give_up: tuple[int, str] | None,
    by: str | None,
) -> int:
    """Write down a PROMISE of INCIDENT with --owner and --due, or what became of one.

    Without a promise it lists them.

    \b
    guard incident remedy acme-2026-11-22
    guard incident remedy acme-2026-11-22 "400 hot meals" --owner "Ben Oduya" --due 2026-12-04 --by "Ana Ruiz"
    guard incident remedy acme-2026-11-22 --prove 1 "Receipt 4471 of the community kitchen" --by "Ben Oduya"
    """
    from flows.steps.remedy import give_up as gave_up
    from flows.steps.remedy import promise as promised
    from flows.steps.remedy import prove as proved

    if sum(each is not None for each in (promise, prove, give_up)) > 1:
        raise click.UsageError("One thing at a time: a promise, --prove, or --give-up.")
    if promise is not None and (owner is None or due is None):
        raise click.UsageError("A promise needs --owner and --due: who sees to it, and until when.")
    changes = promise is not None or prove is not None or give_up is not None
    if changes and by is None:
        raise click.UsageError("Say who you are: --by NAME. It stands in the timeline.")
    if (owner or due) and promise is None:
        raise click.UsageError("Say in words what is promised, beside --owner and --due.")
    case = at.case(incident, by=by or READER)
    if prove:
        proved(case, prove[0], prove[1])
    elif give_up:
        gave_up(case, give_up[0], give_up[1])
    elif promise is not None and owner is not None and due is not None:
        promised(case, promise, owner=owner, due=due)
    _list_promises(case)
    return 0


def _list_promises(case: Case) -> None:
    promises = case.casebook.remedies.of(case.name)
    for each in promises:
        click.echo(f"{each.id:4} {each.state:7} due {each.due}  {each.owner}: {each.promise}")
    if not promises:
        click.echo(
            "Nothing is promised yet. To promise something:"
            f" guard incident remedy {case.name} PROMISE --owner NAME --due DATE --by NAME"
        )


@click.command(short_help="Read what has come in below the apology.")
@click.argument("incident")
@by
@at_desk
def answers(at: Desk, incident: str, by: str) -> int:
    """Keep and read the answers to the apology of INCIDENT, and name the questions that nobody has answered."""
    from flows.steps.listen import answers as read
    from flows.terminal.telling import heard_lines

    found = read(at.case(incident, by=by))
    for line in heard_lines(found.heard):
        click.echo(line)
    for reply in found.waiting:
        click.echo(f"Waits for an answer: {reply}")
    for each in found.suggested:
        how = f"draft {each.draft} might answer it" if each.draft else "only you know the answer"
        click.echo(f"Asked often ({len(each.asked_in)}): {visible(each.question)} {how}.")
    if found.problem:
        click.echo(found.problem, err=True)
    return 0


@click.command(short_help="Bring in daily numbers, from before the incident and since.")
@click.argument("incident")
@click.argument("series")
@by
@at_desk
def numbers(at: Desk, incident: str, series: str, by: str) -> int:
    """Keep the daily numbers in SERIES (CSV: date,mention_volume,...) for INCIDENT: the check-ins compare them."""
    from flows.steps.measuring import bring_in

    count, last = bring_in(at.case(incident, by=by), series)
    click.echo(f"Kept {count:,} numbers, the last of {last:%-d %B %Y}.")
    return 0


@click.command("check-ins", short_help="Do the check-ins whose time has come, and list the coming ones.")
@click.option("--list", "only_list", is_flag=True, help="Only list them.")
@at_desk
def check_ins(at: Desk, only_list: bool) -> int:  # noqa: FBT001 - click gives it by name
    """Do what is due, for all incidents. Run it every day (a cron job, or Prefect does it for you)."""
    from flows.sweep import sweep

    _not_public(at)
    if not only_list:
        alarm(at)  # what was missed is told first: once it is done, it is not missed
        for said in sweep(at):
            click.echo(said)
        alarm(at)
    _list_coming(at)
    return 0


def _not_public(at: Desk) -> None:
    """The apologies that wait in the outbox for somebody to publish them."""
    from flows.steps.by_hand import unseen

    for incident in at.casebook.incidents.all():
        if incident.is_open and (left := unseen(at.case(incident.id, by=READER))):
            click.echo(left)


def _list_coming(at: Desk) -> None:
    """The check-ins to come; where there are none, why."""
    incidents = at.casebook.incidents.all()
    coming = [
        f"{incident.id}: day {check.day}, on {check.due_at:%-d %B %Y}"
        for incident in incidents
        if incident.is_open
        for check in at.casebook.check_ins.of(incident.id)
        if check.state == "planned"
    ]
    for line in coming or ["No check-in is planned.", *map(_why_none, incidents)]:
        click.echo(line)


def _why_none(incident: Incident) -> str:
    if incident.closed_at:
        called_off = "all check-ins that were still planned were called off"
        return f"{incident.id} is closed since {incident.closed_at:%-d %B %Y}: {called_off}."
    if incident.state == "long_haul":
        how = f'guard incident close {incident.id} --why "..." --by NAME'
        return f"{incident.id}: all its check-ins are done. To end it: {how}"
    return f"{incident.id}: its check-ins are planned as soon as the apology is out."
