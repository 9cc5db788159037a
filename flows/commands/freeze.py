"""`guard freeze`: stop everything that is queued to go out, and say how sure that is."""

import click

from flows.accounts_file import platforms
from flows.clock import system_clock
from flows.commands.options import CASEBOOK
from flows.commands.options import by as by_option
from flows.commands.queued import line
from flows.everyday.freezing import Brake, Frozen, Stopped
from flows.outgoing import ALL_ACCOUNTS
from flows.store import Casebook
from guard.errors import ConfigError

STILL_GOING = 3
"""The exit code when something may still go out, so that a person must look."""


@click.command(short_help="Stop everything that is queued to go out.")
@click.argument("account", required=False)
@by_option
@click.option("--why", metavar="TEXT", required=True, help="Why; whoever wants to publish will read it.")
@CASEBOOK
def command(account: str | None, by: str, why: str, casebook: str | None) -> int:
    """Stop what is queued for ACCOUNT, or for all accounts, here and in the platforms' own queues.

    What is stopped becomes a draft when somebody thaws the account; nothing ever goes out by itself after that.

    \b
    guard freeze --by "Ana Ruiz" --why "an accident at our plant"
    guard freeze main --by "Ana Ruiz" --why "the account was taken over"

    \b
    Exit codes: 0 nothing goes out any more; 3 something may still go out, look at it; 4 it could not be done.
    """
    with Casebook.open(casebook) as book:
        try:
            accounts = platforms(system_clock)
        except ConfigError as error:
            raise half_frozen(book, error, by=by, why=why) from error
        try:
            frozen = Brake(book, accounts, by=by, clock=system_clock).freeze(account or ALL_ACCOUNTS, why=why)
        finally:
            for platform in accounts.values():
                platform.close()
        _tell(frozen)
        return 0 if frozen.is_safe else STILL_GOING


def half_frozen(book: Casebook, error: ConfigError, *, by: str, why: str) -> ConfigError:
    """Freeze all accounts here although accounts.toml cannot be read; gives the error that says what is left to do.

    In an emergency half a brake is better than none: what is sent from here stops at once.
    """
    _tell(Brake(book, {}, by=by, clock=system_clock).freeze(why=why))
    return ConfigError(f"All accounts are frozen here, but the platforms' own queues were not read: {error}")


def _tell(frozen: Frozen) -> None:
    whose = "All accounts are" if frozen.freeze.account == ALL_ACCOUNTS else f"{frozen.freeze.account} is"
    click.echo(
        f"{whose} frozen since {frozen.freeze.since:%Y-%m-%d %H:%M} UTC by {frozen.freeze.by}: {frozen.freeze.why}"
    )
    for post in frozen.held:
        click.echo(line(post))
    for post in frozen.sending:
        click.echo(
            f"{line(post)}\n     This one is being sent right now and could not be stopped: look at the account."
        )
    for queue in frozen.queues:
        click.echo(f"{queue.account}: {_stopped(queue)}")
        for going in queue.still_going:
            click.echo(f"  Still going out: {going}. Stop it there by hand.")
        if queue.problem:
            click.echo(f"  {queue.problem}")


def _stopped(queue: Stopped) -> str:
    """What was stopped in a platform's own queue, and no more than is known."""
    posts = "1 post was" if queue.held == 1 else f"{queue.held} posts were"
    if queue.is_safe and not queue.held:
        return "nothing waits in a queue of the platform's own."
    if queue.problem and not queue.held and not queue.still_going:
        return "COULD NOT BE STOPPED in its own queue. What is sent from here is frozen."
    again = ", which was read again: nothing is left in it" if queue.is_safe else ""
    return f"{posts} stopped in the platform's own queue{again}."
