"""`guard incident open` and `go-on`: begin a recovery, and take it up again."""

import os
import sys
from datetime import datetime
from typing import Any, cast

import click

from flows.accounts_file import platforms
from flows.clock import as_utc
from flows.commands.freeze import half_frozen
from flows.commands.options import CASEBOOK, CONFIG, by, is_terminal, moment
from flows.commands.walking import go_on as walk
from flows.opening import open_incident, platform_of
from flows.plan import Agreement, Mishap, Responsibility, WrongPost
from flows.store import Casebook
from flows.terminal.desk import Desk, desk
from guard.errors import ConfigError, GuardError, InputError
from guard.model import Post


@click.command("open", short_help="Open an incident and run the recovery as far as it goes.")
@click.argument("post")
@click.option("--brand", metavar="NAME", help="Whose recovery it is  [default: the brand of guard.toml]")
@click.option("--account", metavar="NAME", help="The account that it went out from  [default: the post's own, or main]")
@click.option("--platform", metavar="NAME", help="Where it stands, if that account cannot be spoken to from here.")
@click.option("--about", metavar="TEXT", help="One line about the account: who posts there, and where.")
@click.option("--post-id", metavar="ID", help="The id or address of the post on its platform.")
@click.option("--published", metavar="TIME", callback=moment, help="When it went out, with the time zone.")
@click.option("--replies", metavar="FILE", help="The replies, as JSON Lines  [default: ask the platform]")
@click.option("--followers", type=click.IntRange(min=0), help="How many people follow the account.")
@click.option("--report", default="", metavar="TEXT", help="What you were told about it, in their words.")
@click.option(
    "--how",
    type=click.Choice(["preventable", "accidental", "victim"]),
    help="How it came about  [default: as the findings say, else preventable]",
)
@click.option("--lead", required=True, metavar="NAME", help="The person who leads the recovery.")
@click.option("--two-person", is_flag=True, help="Nobody approves a text of their own.")
@click.option("--yes-to-nothing", is_flag=True, help="Ask nobody: stop where a person must decide, with exit code 3.")
@by
@CASEBOOK
@CONFIG
def open_(post: str, casebook: str | None, config: str | None, by: str, **told: Any) -> int:
    """Open an incident for the post in the file POST (- for standard input), and run the recovery.

    It stops the queues, keeps the evidence, judges the post, reads the replies and writes drafts. Nothing is published
    and nothing is deleted before a person has said so.
    """
    wrong = _read(post)
    _stop_without_accounts(casebook, by)
    with desk(casebook=casebook, config=config) as at:
        incident = open_incident(at.casebook, _mishap(wrong, at, told), clock=at.clock)
        click.echo(f"Opened {incident.id}. The casebook is {at.casebook.place}.", err=True)
        try:
            return walk(at, at.case(incident.id, by=by), ask=not told["yes_to_nothing"] and is_terminal())
        except GuardError:
            click.echo(f"{incident.id} stays open. Then go on: guard incident go-on {incident.id} --by NAME", err=True)
            raise


def _stop_without_accounts(casebook: str | None, by: str) -> None:
    """Where accounts.toml cannot be read, no incident can be opened, but everything can be frozen here.

    Raises:
        ConfigError: it cannot be read; all accounts are frozen here.
    """
    try:
        platforms()
    except ConfigError as error:
        with Casebook.open(casebook) as book:
            raise half_frozen(book, error, by=by, why="A post went wrong.") from error


def _read(path: str) -> Post:
    """The one post in a file of any format that the guard reads.

    Raises:
        InputError: it cannot be read, or holds no post or several.
    """
    from guard import inputs

    found = list(inputs.read([path], sys.stdin.buffer))
    first = found[0]
    if isinstance(first, InputError):
        raise first
    if len(found) > 1:
        fix = "An incident is about one post: put it into a file of its own."
        raise InputError(f"holds {len(found)} posts.", where=path, fix=fix)
    if not first.text.strip():
        raise InputError("holds a picture without words.", where=path, fix="Write what it says as the text.")
    return first


def _mishap(post: Post, at: Desk, told: dict[str, Any]) -> Mishap:
    account = told["account"] or post.account or "main"
    profile = at.config.accounts.get(account)
    spoken = at.accounts[account].name if account in at.accounts else None
    return Mishap(
        brand=told["brand"] or at.config.brand.name or "our brand",
        lead=told["lead"],
        report=told["report"],
        responsibility=cast("Responsibility | None", told["how"]),
        audience_size=told["followers"],
        replies_file=told["replies"] and os.path.abspath(told["replies"]),
        agreed=Agreement(two_person=told["two_person"]),
        post=WrongPost(
            text=post.text.strip("\n"),
            platform=platform_of(account, at.accounts, told["platform"] or post.platform, spoken),
            account=account,
            account_kind=cast("Any", post.account_kind or (profile.kind if profile else "brand")),
            account_description=told["about"] or post.account_description or (profile.description if profile else ""),
            id=told["post_id"],
            published_at=told["published"] or _utc(post.scheduled_at),
            in_reply_to=post.in_reply_to,
            alt_text=post.alt_text,
            media=tuple(os.path.abspath(each.path) for each in post.media if each.path),
        ),
    )


def _utc(moment: datetime | None) -> datetime | None:
    return as_utc(moment) if moment else None


@click.command("go-on", short_help="Go on with a recovery that waited or was interrupted.")
@click.argument("incident")
@click.option("--why", metavar="TEXT", help="Write drafts although nobody is known to be hurt, for this reason.")
@click.option("--yes-to-nothing", is_flag=True, help="Ask nobody: stop where a person must decide, with exit code 3.")
@by
@CASEBOOK
@CONFIG
def go_on(
    incident: str,
    why: str | None,
    yes_to_nothing: bool,  # noqa: FBT001 - click gives it by name
    by: str,
    casebook: str | None,
    config: str | None,
) -> int:
    """Go on with INCIDENT where it stopped. What was done is not done again."""
    from flows.steps.apology import let_write

    with desk(casebook=casebook, config=config) as at:
        case = at.case(incident, by=by)
        if why is not None:
            let_write(case, why)
        return walk(at, case, ask=not yes_to_nothing and is_terminal())
