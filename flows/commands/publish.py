"""`guard publish`: check a post, have it approved where that is needed, and publish it once, now or at its time."""

import getpass
import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, NamedTuple

import click
from msgspec.structs import replace

from flows.commands.alarm import alarm
from flows.commands.options import at_desk, moment
from flows.commands.queued import listed, unreachable
from flows.everyday.answers import Answer, Approver
from flows.everyday.dispatch import send_due
from flows.everyday.posts import not_posted, posted, release, submit, withdraw
from flows.everyday.wanted import NOW, Wanted, coming, wanted
from flows.terminal.desk import Desk
from guard.errors import InputError, UsageError
from guard.model import Post
from guard.tally import Tally

WORST = (2, 4, 1, 3, 0)
"""The exit codes, the one that matters most first."""

DUE = "guard publish --due"
"""Who sends what is due when nobody is named."""


def _time(context: click.Context, option: click.Parameter, text: str | None) -> datetime | None:
    return None if text == NOW else moment(context, option, text)


@click.command(short_help="Check a post, have it approved, and publish it once.")
@click.argument("post", required=False)
@click.option("--to", "account", metavar="ACCOUNT", help="The account that it goes out on, as accounts.toml calls it.")
@click.option(
    "--at",
    "moment",
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
@at_desk
def command(at: Desk, **asked: Any) -> int:
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
    wish = Asked(**asked)
    return _WHAT[_what(wish)](at, wish)


class Asked(NamedTuple):
    """What was typed, by the names of the options; ``moment`` is --at, None for now or when it was not given."""

    post: str | None
    account: str | None
    moment: datetime | None
    answers: str | None
    by: str | None
    approver: str | None
    reason: str
    two_person: bool
    due: bool
    listing: bool
    released: int | None
    withdrawn: int | None
    seen: int | None
    unseen: int | None
    where: str | None

    @property
    def approval(self) -> Approver | None:
        """Who approves, where the guard wants a person to look."""
        return Approver(self.approver, self.reason) if self.approver else None


# --- what can be asked for ------------------------------------------------------------------------------------------


def _due(at: Desk, asked: Asked) -> int:
    sent = (answer for answer in send_due(at, by=asked.by or DUE) if answer.outcome != "busy")
    code = _told(sent, nothing="Nothing is due.")
    alarm(at)
    return code


def _list(at: Desk, _asked: Asked) -> int:
    listed(at.casebook)
    unreachable(at.accounts)
    return 0


def _release(at: Desk, asked: Asked) -> int:
    moment = _released_at(asked.moment, at)
    return _told([release(at, asked.released or 0, at=moment, by=_named(asked.by), approver=asked.approval)])


def _withdraw(at: Desk, asked: Asked) -> int:
    who = _named(asked.by)
    return _decided(withdraw(at, asked.withdrawn or 0, why=_given("--reason", asked.reason), by=who))


def _seen(at: Desk, asked: Asked) -> int:
    who = _named(asked.by)
    return _decided(posted(at, asked.seen or 0, where=_given("--where", asked.where), by=who))


def _unseen(at: Desk, asked: Asked) -> int:
    who = _named(asked.by)
    return _decided(not_posted(at, asked.unseen or 0, why=_given("--reason", asked.reason), by=who))


def _decided(answer: Answer) -> int:
    """What a person has decided or seen; that is a success, whatever it is."""
    _told([answer])
    return 0


# --- what was asked for ---------------------------------------------------------------------------------------------


def _what(asked: Asked) -> str:
    """The one thing that is asked for. Refuses a call that asks for nothing, or for two things at once."""
    given = [
        name for name, field in _NAMES.items() if (value := getattr(asked, field)) is not None and value is not False
    ]
    if not given:
        raise click.UsageError("Name the file of the post, or use --list, --due or --release NUMBER.")
    if len(given) > 1:
        raise click.UsageError(f"{' and '.join(given)} cannot be done in one call. Do one after the other.")
    return given[0]


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


def _released_at(moment: datetime | None, at: Desk) -> datetime | None:
    """A draft never goes out by an oversight: when it does is said in so many words."""
    if not _is_timed():
        raise click.UsageError("Say when it goes out: --at TIME, or --at now.")
    return coming(moment, at.clock()) if moment else None


def _is_timed() -> bool:
    """Say whether --at was given, be it a time or the word now."""
    source = click.get_current_context().get_parameter_source("moment")
    return source is not None and source.name != "DEFAULT"


# --- posts ----------------------------------------------------------------------------------------------------------


def _publish(at: Desk, asked: Asked) -> int:
    """Read all posts before anything is kept, then publish or queue each."""
    file, account, now = asked.post or "", _given("--to", asked.account), at.clock()
    posts = _read(file)
    if _is_timed():
        posts = [replace(post, scheduled_at=None) for post in posts]
    wishes = [
        wanted(post, account, at.accounts, config=at.config, at=asked.moment, now=now, answers=asked.answers)
        for post in posts
    ]
    if len(wishes) > 1 and (asked.moment or not all(wish.at for wish in wishes)):
        what = f"{file} holds {len(wishes)} posts, and they would go out all at once."
        raise UsageError(f"{what} Give each its own scheduled_at, or publish them one by one.")
    return _worst([_submitted(at, asked, post, wish) for post, wish in zip(posts, wishes, strict=True)])


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


def _submitted(at: Desk, asked: Asked, post: Post, wish: Wanted) -> int:
    by = asked.by or _login()
    answer = submit(at, wish, by=by, approver=asked.approval, two_person=asked.two_person)
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


_NAMES = {
    "POST": "post",
    "--due": "due",
    "--list": "listing",
    "--release": "released",
    "--withdraw": "withdrawn",
    "--posted": "seen",
    "--not-posted": "unseen",
}
"""How what can be asked for is typed -> the field that says whether it is asked for."""

_WHAT: dict[str, Callable[[Desk, Asked], int]] = {
    "POST": _publish,
    "--due": _due,
    "--list": _list,
    "--release": _release,
    "--withdraw": _withdraw,
    "--posted": _seen,
    "--not-posted": _unseen,
}
"""How it is typed -> what does it."""
