"""The platforms that the recovery can publish on, one file each; a platform's client is imported when it is first used.

A new platform is one file here, its settings in ``accounts.py`` and a line in the table below. The shared tests in
tests/contracts/test_platforms.py run over all of them.
"""

from importlib import import_module

from flows.clock import Clock, system_clock
from flows.platforms.accounts import Account
from flows.platforms.base import Platform

_PLACES = {
    "outbox": "flows.platforms.outbox",
    "bluesky": "flows.platforms.bluesky",
    "mastodon": "flows.platforms.mastodon",
}
"""Where the function ``open_account(account, clock)`` of each platform stands."""


def platform_for(account: Account, clock: Clock = system_clock) -> Platform:
    """The platform with this account. It opens no connection until it is first asked for something."""
    platform: Platform = import_module(_PLACES[account.platform]).open_account(account, clock)
    return platform


def platform_names() -> tuple[str, ...]:
    """The names of all platforms."""
    return tuple(_PLACES)
