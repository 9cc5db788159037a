"""How queued posts are shown in the terminal."""

from collections.abc import Mapping
from datetime import UTC

import click

from flows.everyday.answers import how_to_settle
from flows.outgoing import QueuedPost
from flows.platforms.absent import Absent
from flows.platforms.base import Platform
from flows.store import Casebook

SHOWN = 60
"""How many characters of a post stand in a list."""


def unreachable(accounts: Mapping[str, Platform]) -> None:
    """Say which accounts cannot be spoken to from here: on a quiet day that is good to know."""
    for name, platform in accounts.items():
        if isinstance(platform, Absent):
            click.echo(f"Nothing can be published on {name} from here: {platform.problem}", err=True)


def listed(book: Casebook) -> None:
    """What is queued, the next one first; drafts that wait for a person as well."""
    posts = book.queue.all(states=["waiting", "held", "publishing", "draft"])
    for each in posts:
        click.echo(line(each))
        entry = book.publications.named(each.key)
        if entry and entry.state == "unknown":
            click.echo(f"     Nobody knows whether it is out. {how_to_settle(each.id)}")
    if not posts:
        click.echo("Nothing is queued.")
    for frozen in book.freezes.active():
        whose = "All accounts are" if frozen.account == "*" else f"{frozen.account} is"
        click.echo(f"{whose} frozen since {frozen.since:%Y-%m-%d %H:%M} UTC by {frozen.by}: {frozen.why}")


def line(queued: QueuedPost) -> str:
    """A queued post in one line: number, state, account, time, the beginning of its text, and why it stands there."""
    text = " ".join(str(queued.post.get("text", "")).split())
    short = text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
    why = f"  ({queued.note})" if queued.note else ""
    when = queued.at.astimezone(UTC)
    return f"{queued.id:4} {queued.state:10} {queued.account}  {when:%Y-%m-%d %H:%M} UTC  {short}{why}"
