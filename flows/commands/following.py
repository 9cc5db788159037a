"""`guard incident remedy`, `check-ins` and their kin: the long time after the apology."""

from datetime import date

import click

from flows.commands.alarm import alarm
from flows.commands.options import at_desk, by, day
from flows.desk import Desk
from guard.reports.screen import visible


@click.command(short_help="Promise something, prove it, or give it up.")
@click.argument("incident")
@click.argument("promise", required=False)
@click.option("--owner", metavar="NAME", help="Who sees to it.")
@click.option("--due", metavar="DATE", callback=day, help="Until when.")
@click.option("--prove", nargs=2, type=(int, str), metavar="NUMBER PROOF", help="It was done; this shows it.")
@click.option("--give-up", nargs=2, type=(int, str), metavar="NUMBER WHY", help="It will not be done, for this reason.")
@by
@at_desk
def remedy(
    at: Desk,
    incident: str,
    promise: str | None,
    owner: str | None,
    due: date | None,
    prove: tuple[int, str] | None,
    give_up: tuple[int, str] | None,
    by: str,
) -> int:
    """Write down a PROMISE of INCIDENT with --owner and --due, or what became of one.

    Without a promise it lists them.
    """
    from flows.steps.remedy import give_up as gave_up
    from flows.steps.remedy import promise as promised
    from flows.steps.remedy import prove as proved

    if sum(each is not None for each in (promise, prove, give_up)) > 1:
        raise click.UsageError("One thing at a time: a promise, --prove, or --give-up.")
    if promise is not None and (owner is None or due is None):
        raise click.UsageError("A promise needs --owner and --due: who sees to it, and until when.")
    case = at.case(incident, by=by)
    if prove:
        proved(case, prove[0], prove[1])
    elif give_up:
        gave_up(case, give_up[0], give_up[1])
    elif promise is not None and owner is not None and due is not None:
        promised(case, promise, owner=owner, due=due)
    for each in case.casebook.remedies.of(incident):
        click.echo(f"{each.id:4} {each.state:7} due {each.due}  {each.owner}: {each.promise}")
    return 0


@click.command(short_help="Read what has come in below the apology.")
@click.argument("incident")
@by
@at_desk
def answers(at: Desk, incident: str, by: str) -> int:
    """Keep and read the answers to the apology of INCIDENT, and name the questions that nobody has answered."""
    from flows.steps.listen import answers as read
    from flows.telling import heard_lines

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

    if not only_list:
        alarm(at)  # what was missed is told first: once it is done, it is not missed
        for said in sweep(at):
            click.echo(said)
        alarm(at)
    for incident in at.casebook.incidents.all(states=["long_haul"]):
        planned = [check for check in at.casebook.check_ins.of(incident.id) if check.state == "planned"]
        for check in planned:
            click.echo(f"{incident.id}: day {check.day}, on {check.due_at:%-d %B %Y}")
    return 0
