"""`guard incident`: the recovery in the terminal, from opening an incident to closing it."""

import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import click

from flows.case import Case, NeedsPerson, Rejected
from flows.clock import as_utc
from flows.desk import Desk, desk
from flows.steps.approval import decide, waiting

WAITS = 3
"""The exit code when a person must decide first."""

CASEBOOK = click.option(
    "--casebook", metavar="PLACE", envvar="MISHAP_CASEBOOK", help="The casebook: a file, or the URL of a database."
)
CONFIG = click.option("--config", metavar="FILE", help="Use this guard.toml  [default: the nearest one upwards]")
BY = click.option(
    "--by", metavar="NAME", envvar="MISHAP_PERSON", required=True, help="Who you are; it stands in the timeline."
)


def _moment(_context: click.Context, _option: click.Parameter, text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return as_utc(datetime.fromisoformat(text))
    except ValueError as error:
        example = "like 2026-11-22T09:30+01:00"
        raise click.BadParameter(f"must be a moment with its time zone, {example}, not {text!r}.") from error


def _day(_context: click.Context, _option: click.Parameter, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(f"must be a day, like 2026-12-31, not {text!r}.") from error


@click.group(short_help="When a post went wrong: contain, acknowledge, apologise, watch.")
def command() -> None:
    """When a post went wrong: contain, acknowledge, apologise, and watch for months.

    \b
    guard incident open post.txt --replies replies.jsonl --lead "Ana Ruiz" --by "Ana Ruiz"
    guard incident show acme-2026-11-22
    guard incident approve acme-2026-11-22 --by "Ben Oduya"
    guard incident check-ins                 what the coming days ask for
    """


@command.command(name="open", short_help="Open an incident and run the recovery as far as it goes.")
@click.argument("post", type=click.File("r", encoding="utf-8"))
@click.option("--brand", metavar="NAME", help="Whose recovery it is  [default: the brand of guard.toml]")
@click.option("--account", default="main", show_default=True, help="The account that it went out from.")
@click.option("--about", default="", metavar="TEXT", help="One line about the account: who posts there, and where.")
@click.option("--post-id", metavar="ID", help="The id or address of the post on its platform.")
@click.option("--published", metavar="TIME", callback=_moment, help="When it went out, with the time zone.")
@click.option("--replies", metavar="FILE", help="The replies, as JSON Lines  [default: ask the platform]")
@click.option("--followers", type=click.IntRange(min=0), help="How many people follow the account.")
@click.option("--report", default="", metavar="TEXT", help="What you were told about it, in their words.")
@click.option("--lead", required=True, metavar="NAME", help="The person who leads the recovery.")
@click.option("--two-person", is_flag=True, help="Nobody approves a text of their own.")
@click.option("--yes-to-nothing", is_flag=True, help="Ask nobody: stop where a person must decide, with exit code 3.")
@BY
@CASEBOOK
@CONFIG
def open_(post: Any, casebook: str | None, config: str | None, by: str, **told: Any) -> int:
    """Open an incident for the post in the file POST (- for standard input), and run the recovery.

    It stops the queues, keeps the evidence, judges the post, reads the replies and writes drafts. Nothing is published
    and nothing is deleted before a person has said so.
    """
    from flows.opening import open_incident

    with desk(casebook=casebook, config=config) as at:
        mishap = _mishap(post.read(), at, told)
        incident = open_incident(at.casebook, mishap, clock=at.clock)
        click.echo(f"Opened {incident.id}. The casebook is {at.casebook.place}.", err=True)
        return _go_on(at.case(incident.id, by=by), ask=not told["yes_to_nothing"] and sys.stdin.isatty())


def _mishap(text: str, at: Desk, told: dict[str, Any]) -> Any:
    from flows.plan import Agreement, Mishap, WrongPost

    platform = at.accounts[told["account"]].name if told["account"] in at.accounts else "elsewhere"
    return Mishap(
        brand=told["brand"] or at.config.brand.name or "our brand",
        lead=told["lead"],
        report=told["report"],
        audience_size=told["followers"],
        replies_file=told["replies"],
        agreed=Agreement(two_person=told["two_person"]),
        post=WrongPost(
            text=text.strip("\n"),
            platform=platform,
            account=told["account"],
            account_description=told["about"],
            id=told["post_id"],
            published_at=told["published"],
        ),
    )


def _go_on(case: Case, *, ask: bool) -> int:
    """Run the steps; where a person must decide, ask the one at the terminal, or say what to do and end with 3."""
    from flows.story import tell
    from flows.telling import told

    while True:
        try:
            for step, result in tell(case):
                click.echo(told(step, result))
            return 0
        except Rejected as no:
            click.echo(f"{no}\nWrite a better text: guard incident approve {case.name} --text FILE", err=True)
            return WAITS
        except NeedsPerson as waits:
            if not ask or waits.step != "approval" or not _asked(case):
                click.echo(f"\nThe recovery waits: {waits} {waits.fix}".rstrip(), err=True)
                return WAITS


def _asked(case: Case) -> bool:
    """Show the draft and ask the person at the terminal; False when they want to decide later."""
    from flows.telling import shown_draft

    draft = waiting(case)
    click.echo(f"\n{shown_draft(draft)}\n")
    answer = click.prompt(
        "Approve, edit, reject or decide later?", type=click.Choice(["approve", "edit", "reject", "later"])
    )
    if answer == "later":
        return False
    if answer == "approve":
        decide(case, draft, "approved", who=case.by)
    elif answer == "reject":
        decide(case, draft, "rejected", who=case.by, reason=click.prompt("Why?"))
    else:
        edited = click.edit(draft.text)
        if edited and edited.strip() != draft.text:
            decide(case, draft, "edited", who=case.by, text=edited.strip())
    return True


@command.command(name="go-on", short_help="Go on with a recovery that waited or was interrupted.")
@click.argument("incident")
@click.option("--why", metavar="TEXT", help="Write drafts although nobody is known to be hurt, for this reason.")
@BY
@CASEBOOK
@CONFIG
def go_on(incident: str, why: str | None, by: str, casebook: str | None, config: str | None) -> int:
    """Go on with INCIDENT where it stopped. What was done is not done again."""
    from flows.steps.apology import OVERRIDE

    with desk(casebook=casebook, config=config) as at:
        case = at.case(incident, by=by)
        if why:
            case.tell("override", f"Drafts are written although nobody is known to be hurt: {why}", key=OVERRIDE)
        return _go_on(case, ask=sys.stdin.isatty())


@command.command(name="list", short_help="List the incidents.")
@click.option("--all", "everything", is_flag=True, help="Also those that are closed.")
@CASEBOOK
@CONFIG
def list_(everything: bool, casebook: str | None, config: str | None) -> int:  # noqa: FBT001 - click gives it by name
    """List the incidents that are open, the newest first."""
    with desk(casebook=casebook, config=config) as at:
        incidents = [each for each in at.casebook.incidents.all() if everything or each.is_open]
        for each in incidents:
            click.echo(f"{each.id:32} {each.state.replace('_', ' '):20} {each.opened_at:%Y-%m-%d}  led by {each.lead}")
        if not incidents:
            click.echo("No incident is open.", err=True)
    return 0


@command.command(short_help="Show an incident: where it stands, its drafts, promises and timeline.")
@click.argument("incident")
@CASEBOOK
@CONFIG
def show(incident: str, casebook: str | None, config: str | None) -> int:
    """Show INCIDENT."""
    from flows.telling import page

    with desk(casebook=casebook, config=config) as at:
        click.echo(page(at.case(incident, by="reader")))
    return 0


@command.command(short_help="Approve, edit or reject the text that waits.")
@click.argument("incident")
@click.option("--draft", type=int, metavar="NUMBER", help="Which draft  [default: the one that waits]")
@click.option(
    "--text", type=click.File("r", encoding="utf-8"), metavar="FILE", help="Approve this text instead of the draft."
)
@click.option("--reject", metavar="WHY", help="Say no, for this reason.")
@BY
@CASEBOOK
@CONFIG
def approve(
    incident: str, draft: int | None, text: Any, reject: str | None, by: str, casebook: str | None, config: str | None
) -> int:
    """Decide about the text that waits in INCIDENT, and go on with the recovery."""
    with desk(casebook=casebook, config=config) as at:
        case = at.case(incident, by=by)
        chosen = at.casebook.drafts.get(draft) if draft is not None else waiting(case)
        if reject is not None:
            decide(case, chosen, "rejected", who=by, reason=reject)
        elif text is not None:
            decide(case, chosen, "edited", who=by, text=text.read().strip())
        else:
            decide(case, chosen, "approved", who=by)
        return _go_on(case, ask=False)


@command.command(short_help="Promise something, prove it, or give it up.")
@click.argument("incident")
@click.argument("promise", required=False)
@click.option("--owner", metavar="NAME", help="Who sees to it.")
@click.option("--due", metavar="DATE", callback=lambda c, o, t: t and _day(c, o, t), help="Until when.")
@click.option("--prove", nargs=2, type=(int, str), metavar="NUMBER PROOF", help="It was done; this shows it.")
@click.option("--give-up", nargs=2, type=(int, str), metavar="NUMBER WHY", help="It will not be done, for this reason.")
@BY
@CASEBOOK
@CONFIG
def remedy(
    incident: str,
    promise: str | None,
    owner: str | None,
    due: date | None,
    prove: tuple[int, str] | None,
    give_up: tuple[int, str] | None,
    by: str,
    casebook: str | None,
    config: str | None,
) -> int:
    """Write down a PROMISE of INCIDENT with --owner and --due, or what became of one.

    Without a promise it lists them.
    """
    with desk(casebook=casebook, config=config) as at:
        case = at.case(incident, by=by)
        ledger = case.casebook.remedies
        if prove:
            ledger.prove(prove[0], prove[1], by=by, now=case.now)
        elif give_up:
            ledger.give_up(give_up[0], give_up[1], by=by, now=case.now)
        elif promise:
            if owner is None or due is None:
                raise click.UsageError("A promise needs --owner and --due: who sees to it, and until when.")
            ledger.promise(incident, promise, owner=owner, due=due, by=by, now=case.now)
        for each in ledger.of(incident):
            click.echo(f"{each.id:4} {each.state:7} due {each.due}  {each.owner}: {each.promise}")
    return 0


def _settle(name: str, help_: str, act: Callable[[Case, str, str], object], word: str) -> None:
    """A command that tells the ledger what a person has seen."""

    @command.command(name=name, short_help=help_)
    @click.argument("incident")
    @click.argument("key")
    @click.argument(word)
    @BY
    @CASEBOOK
    @CONFIG
    def settle(incident: str, key: str, by: str, casebook: str | None, config: str | None, **given: str) -> int:
        with desk(casebook=casebook, config=config) as at:
            case = at.case(incident, by=by)
            act(case, key, given[word])
            return _go_on(case, ask=False)

    settle.help = help_


_settle(
    "posted",
    "Say that a text is out: KEY names it, ADDRESS is where it stands.",
    lambda case, key, place: case.casebook.publications.confirm(
        key, platform_id=place, url=place, by=case.by, now=case.now
    ),
    "address",
)
_settle(
    "not-posted",
    "Say that a text did not go out, after you have looked: KEY names it, WHY says how you know.",
    lambda case, key, why: case.casebook.publications.refuse(key, by=case.by, now=case.now, why=why),
    "why",
)
_settle(
    "retry",
    "Send a text again that certainly did not go out: KEY names it, WHY says why it will work now.",
    lambda case, key, why: case.casebook.publications.retry(key, by=case.by, now=case.now, why=why),
    "why",
)


@command.command(name="check-ins", short_help="Do the check-ins whose time has come, and list the coming ones.")
@click.option("--list", "only_list", is_flag=True, help="Only list them.")
@CASEBOOK
@CONFIG
def check_ins(only_list: bool, casebook: str | None, config: str | None) -> int:  # noqa: FBT001 - as above
    """Do what is due, for all incidents. Run it every day (a cron job, or Prefect does it for you)."""
    from flows.sweep import sweep

    with desk(casebook=casebook, config=config) as at:
        for look in () if only_list else sweep(at):
            click.echo(look)
        for incident in at.casebook.incidents.all(states=["long_haul"]):
            planned = [check for check in at.casebook.check_ins.of(incident.id) if check.state == "planned"]
            for check in planned:
                click.echo(f"{incident.id}: day {check.day}, on {check.due_at:%-d %B %Y}")
    return 0


@command.command(short_help="Close an incident; only a person does.")
@click.argument("incident")
@click.option("--why", required=True, metavar="TEXT", help="Why it is over.")
@click.option("--anyway", is_flag=True, help="Although promises are still open.")
@BY
@CASEBOOK
@CONFIG
def close(incident: str, why: str, anyway: bool, by: str, casebook: str | None, config: str | None) -> int:  # noqa: FBT001 - as above
    """Close INCIDENT, and propose what the guard should know next time."""
    from flows.steps.closing import close as closed

    with desk(casebook=casebook, config=config) as at:
        case = at.case(incident, by=by)
        closed(case, by=by, why=why, anyway=anyway)
        click.echo(f"Closed {incident}. Its report: guard incident report {incident}")
        for each in at.casebook.lessons.of(incident):
            click.echo(
                f"\nLesson {each.id} ({each.title}); keep it with: guard incident learn {incident} {each.id}\n{each.text}"
            )
    return 0


@command.command(short_help="Let the guard know a lesson that was proposed.")
@click.argument("incident")
@click.argument("lesson", type=int)
@BY
@CASEBOOK
@CONFIG
def learn(incident: str, lesson: int, by: str, casebook: str | None, config: str | None) -> int:
    """Add LESSON of INCIDENT to guard-lessons.toml, which the guard reads beside guard.toml."""
    from flows.steps.lesson import merge

    with desk(casebook=casebook, config=config) as at:
        kept, path = merge(at.case(incident, by=by), lesson, folder=at.folder, by=by)
        click.echo(f"Added lesson {kept.id} to {path}.")
    return 0


@command.command(short_help="Read an incident again and say whether anything was changed.")
@click.argument("incident")
@CASEBOOK
@CONFIG
def verify(incident: str, casebook: str | None, config: str | None) -> int:
    """Check the timeline's chain, the evidence and the texts of INCIDENT."""
    with desk(casebook=casebook, config=config) as at:
        found = at.casebook.verify(incident)
        for each in found.broken:
            click.echo(f"{each.where}: {each.what}")
        click.echo(
            f"{found.events} events and {found.evidence} pieces of evidence were read; {'all are' if found.is_whole else 'not all are'} as they were written."
        )
        click.echo(f"The last event is {found.head}.")
    return 0 if found.is_whole else 1


@command.command(short_help="Say where the casebook is.")
@CASEBOOK
def where(casebook: str | None) -> int:
    """Print where the casebook is kept."""
    from flows.store import place

    click.echo(place(casebook))
    return 0


def mount(commands: Sequence[tuple[str, str]]) -> None:
    """Add the commands that stand in files of their own."""
    from importlib import import_module

    for name, module in commands:
        command.add_command(import_module(module).command, name)
