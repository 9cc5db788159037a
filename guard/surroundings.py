"""What surrounds a post: the account's profile and history, the remembrance days and events of its moment.

Files are read once for a run, when they are first needed, so that detectors only ever look at values.
"""

import os
from collections import deque
from datetime import datetime
from functools import cached_property, lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from guard.config import Account, Config, Waiver
from guard.detectors.kit import Context
from guard.errors import InputError
from guard.model import Post

if TYPE_CHECKING:
    from guard.events.calendar import Day
    from guard.events.store import Event, EventBook

KINDS = {"executive", "public-body"}
MOST_HISTORY = 5_000
"""Earlier posts of an account that are kept for comparison, the newest."""


class Surroundings:
    """The surroundings that one configuration knows; relative paths count from ``folder``."""

    def __init__(self, config: Config, *, folder: str = ".") -> None:
        self._config = config
        self._folder = folder
        self._histories: dict[str, tuple[str, ...]] = {}
        self._countries: dict[str, frozenset[str]] = {}

    def account(self, post: Post) -> Account:
        """The profile that ``post`` is published from: the configured one, else what the post says itself."""
        known = self._config.accounts.get(post.account or "")
        if known:
            return known
        return _as_told(post.account_kind, post.account_description, post.platform)

    @cached_property
    def waivers(self) -> tuple[Waiver, ...]:
        """The accepted findings."""
        path = self._path(self._config.policy.waivers)
        if not os.path.exists(path):
            return ()
        from guard.waivers import load

        return load(path)

    @cached_property
    def _book(self) -> "EventBook | None":
        path = self._path(self._config.events.file)
        if not os.path.exists(path):
            return None
        from guard.events.store import load_events

        return load_events(path)

    @property
    def events_date(self) -> str:
        """The date of the newest event data, or ``none``."""
        return self._book.as_of if self._book else "none"

    def context(self, account: Account, now: datetime, profile: str) -> Context:
        """Everything that detectors may know about the moment ``now`` for ``account``."""
        return Context(
            now=now,
            config=self._config,
            account=account,
            days=self._days(now, account),
            events=self._events(now),
            history=self._history(account.history),
            profile=profile,
        )

    def _days(self, now: datetime, account: Account) -> "tuple[Day, ...]":
        from guard.events.calendar import days_at

        if account.country not in self._countries:
            brand = self._config.brand
            self._countries[account.country] = frozenset(
                {account.country, brand.country, *brand.countries} - {"", None}
            )
        return days_at(now, self._countries[account.country])

    def _events(self, now: datetime) -> "tuple[Event, ...]":
        if self._book is None:
            return ()
        from guard.events.store import active

        return active(self._book.events, now)

    def _history(self, path: str) -> tuple[str, ...]:
        """The texts of the account's earlier posts; lines that cannot be read are left out.

        Raises:
            InputError: there is no such file.
        """
        if path and path not in self._histories:
            from guard import inputs

            posts: deque[str] = deque(maxlen=MOST_HISTORY)
            trouble = InputError("holds no posts.", where=path)
            for item in inputs.read([self._path(path)], BytesIO()):
                if isinstance(item, Post):
                    posts.append(item.text)
                elif not trouble.fix:
                    trouble = item
            if not posts:
                raise trouble
            self._histories[path] = tuple(posts)
        return self._histories.get(path, ())

    def _path(self, path: str) -> str:
        name = os.path.expanduser(path)
        return name if self._folder == "." else os.path.join(self._folder, name)


@lru_cache(1024)
def _as_told(kind: str | None, description: str | None, platform: str | None) -> Account:
    """The account as its posts describe it; one account posts many times."""
    known: Any = kind if kind in KINDS else "brand"
    return Account(kind=known, description=description or "", platform=platform or "")
