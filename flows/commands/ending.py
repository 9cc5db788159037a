"""`guard incident close` and its kin: the end, and what was learnt."""

import click

from flows.case import Case
from flows.commands.options import WAITS, at_desk, by, is_terminal
from flows.terminal.desk import Desk


@click.command(short_help="Close an incident; only a person does.")
@click.argument("incident")
@click.option("--why", required=True, metavar="TEXT", help="Why it is over.")
@click.option("--anyway", is_flag=True, help="Although promises are open, or nobody knows whether a text went out.")
@click.option("--phrase", "phrases", multiple=True, metavar="WORDS", help="Words that the guard shall stop next time.")
@click.option("--yes", "sure", is_flag=True, help="Ask nothing, although it is early.")
@by
@at_desk
def close(
    at: Desk,
    incident: str,
    why: str,
    anyway: bool,  # noqa: FBT001 - click gives it by name
    phrases: tuple[str, ...],
    sure: bool,  # noqa: FBT001 - click gives it by name
    by: str,
) -> int:
    """Close INCIDENT, and propose what the guard should know next time.

    Without an apology, or on the day on which it was opened, you are asked first, because what was still to come ends
    with it; with --yes you are not.
    """
    from flows.server.from_terminal import tell_closed
    from flows.steps.closing import close as closed
    from flows.steps.closing import may_close

    case = at.case(incident, by=by)
    known = case.incident
    if known.closed_at:
        click.echo(f"{incident} was closed on {known.closed_at:%-d %B %Y} by {known.closed_by}: {known.closing_reason}")
        return 0
    may_close(case, by=by, why=why, anyway=anyway)
    if not _is_meant(case, sure=sure):
        return WAITS
    closed(case, by=by, why=why, anyway=anyway, phrases=phrases)
    tell_closed(case)
    planned = sum(check.state == "cancelled" for check in at.casebook.check_ins.of(incident))
    if planned:
        click.echo(f"{'1 planned check-in was' if planned == 1 else f'{planned} planned check-ins were'} called off.")
    click.echo(f"Closed {incident}. Its report: guard incident report {incident} -o {incident}.html")
    for each in at.casebook.lessons.of(incident):
        keep = f"guard incident learn {incident} {each.id} --by NAME"
        click.echo(f"\nLesson {each.id} ({each.title}); keep it with: {keep}\n{each.text}".rstrip())
    if at.casebook.freezes.active():
        click.echo("\nThe queues are still frozen. guard thaw lets them go, as drafts that you release one by one.")
    return 0


def _is_meant(case: Case, *, sure: bool) -> bool:
    """Ask whether it shall be closed so early; nothing where it is not early."""
    from flows.steps.closing import too_early

    means = too_early(case)
    if not means or sure:
        return True
    click.echo(means, err=True)
    if is_terminal() and click.confirm("Close it all the same?", err=True):
        return True
    click.echo(f"{case.name} stays open. To close it now, without being asked, add --yes.", err=True)
    return False


@click.command(short_help="Take up a closed incident again.")
@click.argument("incident")
@click.option("--why", required=True, metavar="TEXT", help="Why it is not over.")
@by
@at_desk
def reopen(at: Desk, incident: str, why: str, by: str) -> int:
    """Take up INCIDENT again where it was: its apology can go out, or its check-ins go on."""
    from flows.steps.closing import reopen as reopened

    reopened(at.case(incident, by=by), by=by, why=why)
    coming = [check for check in at.casebook.check_ins.of(incident) if check.state == "planned"]
    if coming:
        click.echo(f"{incident} is open again; the next check-in is on {coming[0].due_at:%-d %B %Y}.")
    else:
        click.echo(f"{incident} is open again, where it was. Go on with: guard incident go-on {incident} --by NAME")
    return 0


@click.command(short_help="Let the guard know a lesson, or refuse it.")
@click.argument("incident")
@click.argument("lesson", type=int)
@click.option("--refuse", is_flag=True, help="Say that the guard shall not learn it.")
@by
@at_desk
def learn(
    at: Desk,
    incident: str,
    lesson: int,
    refuse: bool,  # noqa: FBT001 - click gives it by name
    by: str,
) -> int:
    """Add LESSON of INCIDENT to guard-lessons.toml, which the guard reads beside guard.toml."""
    from flows.steps.lesson import merge
    from flows.steps.lesson import refuse as refused

    case = at.case(incident, by=by)
    if refuse:
        click.echo(f"Lesson {refused(case, lesson, by=by).id} was refused.")
        return 0
    kept, path = merge(case, lesson, by=by)
    click.echo(f"Added lesson {kept.id} to {path}.")
    return 0
