"""`guard publish`: check a post, have it approved where that is needed, and publish it once, now or at its time."""

import getpass
import sys
from collections.abc import Iterable
from datetime import UTC, datetime

import click
from msgspec.structs import replace

from flows.answers import Answer, Approver, how_to_settle
from flows.commands.alarm import alarm
from flows.commands.options import CASEBOOK, CONFIG, moment
from flows.desk import Desk, desk
from flows.dispatch import send_due
from flows.everyday import not_posted, posted, release, submit, withdraw
from flows.outgoing import QueuedPost
from flows.wanted import NOW, Wanted, coming, wanted
from guard.errors import InputError, UsageError
from guard.model import Post
from guard.tally import Tally

WORST = (2, 4, 1, 3, 0)
"""The exit codes, the one that matters most first."""

DUE = "guard publish --due"
"""Who sends what is due when nobody is named."""

SHOWN = 60
"""How many characters of a post stand in a list."""


def _time(context: click.Context, option: click.Parameter, text: str | None) -> datetime | None:
    return None if text == NOW else moment(context, option, text)


@click.command(short_help="Check a post, have it approved, and publish it once.")
@click.argument("post", required=False)
@click.option("--to", "account", metavar="ACCOUNT", help="The account that it goes out on, as accounts.toml calls it.")
@click.option(
    "--at",
    metavar="ISO8601",
    callback=_time,
    help="When it goes out, with the time zone.  [default: scheduled_at of the post, else now]",
)
@click.option("--answers", metavar="ADDRESS", help="The post that it answers: its address or id on the platform.")
@click.option("--by", metavar="NAME", envvar="MISHAP_PERSON", help="Who you are.  [default: your login name]")
@click.option(
    "--approve-as", "approver", metavar="NAME", help="Who approves it where the guard wants a person to look."
)
@click.option("--reason", default="", metavar="TEXT", help="Why, with --approve-as, --withdraw and --not-posted.")
@click.option("--two-person", is_flag=True, help="Nobody approves a post of their own.")
@click.option("--due", is_flag=True, help="Send what is due. Run it every few minutes (cron, or Prefect does it).")
@click.option("--list", "listing", is_flag=True, help="List what is queued.")
@click.option("--release", "released", type=int, metavar="NUMBER", help="Let a draft go out --at a time, or --at now.")
@click.option("--withdraw", "withdrawn", type=int, metavar="NUMBER", help="Take a post out of the queue.")
@click.option("--posted", "seen", type=int, metavar="NUMBER", help="Say that a post is out, at the address --where.")
@click.option("--not-posted", "unseen", type=int, metavar="NUMBER", help="Say that a post is not out, and --reason.")
@click.option("--where", metavar="ADDRESS", help="Where a post stands, with --posted.")
@CASEBOOK
@CONFIG
def command(
    *,
    post: str | None,
    account: str | None,
    at: datetime | None,
    answers: str | None,
    by: str | None,
    approver: str | None,
    reason: str,
    two_person: bool,
    due: bool,
    listing: bool,
    released: int | None,
    withdrawn: int | None,
    seen: int | None,
    unseen: int | None,
    where: str | None,
    casebook: str | None,
    config: str | None,
) -> int:
    """Check the post in the file POST (- for standard input), and publish it once on an account.

    Where the guard wants a person to look first, or the account is frozen, it is kept as a draft with a number.

    \b
    guard publish post.txt --to main
    guard publish post.txt --to main --at 2026-12-01T09:30+01:00
    guard publish --list
    guard publish --release 4 --at now --by "Ana Ruiz" --approve-as "Ben Oduya" --reason "it is meant kindly"
    guard publish --due

    \b
    Exit codes: 0 published or queued; 1 blocked; 2 the input or the configuration is wrong;
    3 a person must look first; 4 the check is incomplete, or the platform refused it.
    """
    _only_one(POST=post, due=due or None, list=listing or None, release=released, withdraw=withdrawn, posted=seen,
              **{"not-posted": unseen})  # fmt: skip
    who = Approver(approver, reason) if approver else None
    with desk(casebook=casebook, config=config) as at_desk:
        if listing:
            return _list(at_desk)
        if due:
            sent = (answer for answer in send_due(at_desk, by=by or DUE) if answer.outcome != "busy")
            code = _told(sent, nothing="Nothing is due.")
            alarm(at_desk)
            return code
        if released is not None:
            return _told([release(at_desk, released, at=_released_at(at, at_desk), by=_named(by), approver=who)])
        if post is not None:
            return _publish(
                at_desk, post, _given("--to", account), at, answers, by or _login(), who, two_person=two_person
            )
        return _decided(at_desk, withdrawn, seen, unseen, reason=reason, where=where, by=_named(by))


def _decided(
    at_desk: Desk,
    withdrawn: int | None,
    seen: int | None,
    unseen: int | None,
    *,
    reason: str,
    where: str | None,
    by: str,
) -> int:
    """What a person has decided or seen."""
    if withdrawn is not None:
        answer = withdraw(at_desk, withdrawn, why=_given("--reason", reason), by=by)
    elif seen is not None:
        answer = posted(at_desk, seen, where=_given("--where", where), by=by)
    else:
        answer = not_posted(at_desk, unseen or 0, why=_given("--reason", reason), by=by)
    _told([answer])
    return 0  # that a person has decided it is a success, whatever it is


# --- what was asked for ---------------------------------------------------------------------------------------------


def _only_one(**asked: object) -> None:
    """Refuse a call that asks for nothing, or for two things at once."""
    given = [name if name == "POST" else f"--{name}" for name, value in asked.items() if value is not None]
    if not given:
        raise click.UsageError("Name the file of the post, or use --list, --due or --release NUMBER.")
    if len(given) > 1:
        raise click.UsageError(f"{' and '.join(given)} cannot be done in one call. Do one after the other.")


def _given(option: str, value: str | None) -> str:
    if not (value or "").strip():
        raise click.UsageError(f"{option} is missing.")
    return value or ""


def _login() -> str:
    """Whoever is at this machine; in a container that may be nobody known."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"


def _named(by: str | None) -> str:
    """Who decides: a person says their name, a login is not enough."""
    return _given("--by (your name)", by)


def _released_at(at: datetime | None, at_desk: Desk) -> datetime | None:
    """A draft never goes out by an oversight: when it does is said in so many words."""
    if not _is_timed():
        raise click.UsageError("Say when it goes out: --at TIME, or --at now.")
    return coming(at, at_desk.clock()) if at else None


def _is_timed() -> bool:
    """Say whether --at was given, be it a time or the word now."""
    source = click.get_current_context().get_parameter_source("at")
    return source is not None and source.name != "DEFAULT"


# --- posts ----------------------------------------------------------------------------------------------------------


def _publish(
    at_desk: Desk,
    file: str,
    account: str,
    at: datetime | None,
    answers: str | None,
    by: str,
    who: Approver | None,
    *,
    two_person: bool,
) -> int:
    """Read all posts before anything is kept, then publish or queue each."""
    posts = _read(file)
    if _is_timed():
        posts = [replace(post, scheduled_at=None) for post in posts]
    now = at_desk.clock()
    wishes = [
        wanted(post, account, at_desk.accounts, config=at_desk.config, at=at, now=now, answers=answers)
        for post in posts
    ]
    if len(wishes) > 1 and (at or not all(wish.at for wish in wishes)):
        what = f"{file} holds {len(wishes)} posts, and they would go out all at once."
        raise UsageError(f"{what} Give each its own scheduled_at, or publish them one by one.")
    codes = [
        _submitted(at_desk, post, wish, by, who, two_person=two_person)
        for post, wish in zip(posts, wishes, strict=True)
    ]
    return _worst(codes)


def _read(file: str) -> list[Post]:
    """The posts of a file; when one cannot be read, none goes out."""
    from guard import inputs

    found = list(inputs.read([file], sys.stdin.buffer))
    problems = [item for item in found if isinstance(item, InputError)]
    if problems:
        for problem in problems[:-1]:
            click.echo(f"guard: {problem}", err=True)
        raise problems[-1]
    return [item for item in found if isinstance(item, Post)]


def _submitted(at_desk: Desk, post: Post, wish: Wanted, by: str, who: Approver | None, *, two_person: bool) -> int:
    answer = submit(at_desk, wish, by=by, approver=who, two_person=two_person)
    if answer.verdict and answer.verdict.findings and answer.outcome not in {"published", "busy"}:
        _report(post, answer)
    if wish.warning:
        click.echo(wish.warning, err=True)
    return _told([answer])


def _report(post: Post, answer: Answer) -> None:
    """What the guard says, as guard check says it."""
    from guard import reports

    if answer.verdict is None:
        return
    report, tally = reports.new("text", sys.stdout), Tally()
    tally.add(answer.verdict)
    report.start()
    report.post(post, answer.verdict)
    report.end(tally)
    click.echo()


# --- what came out --------------------------------------------------------------------------------------------------


def _told(answers: Iterable[Answer], *, nothing: str = "") -> int:
    """Say what became of each post as soon as it is known; gives the exit code that matters most."""
    codes = []
    for answer in answers:
        click.echo("\n".join(filter(None, [answer.said.strip(), answer.fix])))
        codes.append(answer.exit_code)
    if nothing and not codes:
        click.echo(nothing)
    return _worst(codes)


def _worst(codes: Iterable[int]) -> int:
    return min(codes, key=WORST.index, default=0)


def _list(at_desk: Desk) -> int:
    """What is queued, the next one first; drafts that wait for a person as well."""
    posts = at_desk.casebook.queue.all(states=["waiting", "held", "publishing", "draft"])
    for each in posts:
        click.echo(line(each))
        entry = at_desk.casebook.publications.named(each.key)
        if entry and entry.state == "unknown":
            click.echo(f"     Nobody knows whether it is out. {how_to_settle(each.id)}")
    if not posts:
        click.echo("Nothing is queued.")
    for frozen in at_desk.casebook.freezes.active():
        whose = "All accounts are" if frozen.account == "*" else f"{frozen.account} is"
        click.echo(f"{whose} frozen since {frozen.since:%Y-%m-%d %H:%M} UTC by {frozen.by}: {frozen.why}")
    return 0


def line(queued: QueuedPost) -> str:
    """A queued post in one line: number, state, account, time, the beginning of its text, and why it stands there."""
    text = " ".join(str(queued.post.get("text", "")).split())
    short = text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
    why = f"  ({queued.note})" if queued.note else ""
    when = queued.at.astimezone(UTC)
    return f"{queued.id:4} {queued.state:10} {queued.account}  {when:%Y-%m-%d %H:%M} UTC  {short}{why}"
