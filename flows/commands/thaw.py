"""`guard thaw`: lift a freeze. Nothing goes out by that: what was stopped are drafts, and a person releases each."""

import click

from flows.clock import system_clock
from flows.commands.options import CASEBOOK
from flows.commands.queued import line
from flows.everyday.freezing import Brake
from flows.outgoing import ALL_ACCOUNTS
from flows.store import Casebook


@click.command(short_help="Let what was stopped be released, post by post.")
@click.argument("account", required=False)
@click.option("--by", metavar="NAME", envvar="MISHAP_PERSON", help="Who you are.")
@click.option("--why", metavar="TEXT", help="Why it is over.  [without it, the freezes are only listed]")
@CASEBOOK
def command(account: str | None, by: str | None, why: str | None, casebook: str | None) -> int:
    """Lift the freeze of ACCOUNT, or the one of all accounts. Nothing is published by that.

    \b
    guard thaw                                               list what is frozen
    guard thaw --by "Ana Ruiz" --why "the accident is over"
    guard publish --release 4 --at now --by "Ana Ruiz"       then release post by post
    """
    with Casebook.open(casebook) as book:
        if why is None:
            return _list(book)
        drafts = Brake(book, {}, by=by or "", clock=system_clock).thaw(account or ALL_ACCOUNTS, why=why)
        click.echo(f"Thawed {account or 'all accounts'}. Nothing was published.")
        for post in drafts:
            click.echo(line(post))
        if drafts:
            click.echo("These are drafts. To release one: guard publish --release NUMBER --at TIME --by NAME")
        for each in (incident for incident in book.incidents.all() if incident.is_open):
            click.echo(f"Still open: {each.id}. Release nothing that people could take badly while it lasts.")
        for other in book.freezes.active():
            click.echo(f"Still frozen: {_whose(other.account)}, by {other.by}: {other.why}")
        return 0


def _list(book: Casebook) -> int:
    """Which freezes there are, and what would become drafts."""
    active = book.freezes.active()
    if not active:
        click.echo("Nothing is frozen.")
    for each in active:
        click.echo(f"{_whose(each.account)}: frozen since {each.since:%Y-%m-%d %H:%M} UTC by {each.by}: {each.why}")
    for post in book.queue.all(states=["held"]):
        click.echo(line(post))
    if active:
        click.echo("To lift one: guard thaw [ACCOUNT] --by NAME --why TEXT. What is held becomes drafts then.")
    return 0


def _whose(account: str) -> str:
    return "all accounts" if account == ALL_ACCOUNTS else account
