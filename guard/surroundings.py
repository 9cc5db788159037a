"""What surrounds a post: the account's profile and history, the remembrance days and events of its moment.

Read once for a run and kept, so that detectors only ever look at values.
"""

from datetime import datetime

from guard.config import Account, Config
from guard.detectors.kit import Context
from guard.model import Post


class Surroundings:
    """The surroundings that one configuration knows."""

    def __init__(self, config: Config, *, folder: str = ".") -> None:
        self._config = config
        self._folder = folder

    def account(self, post: Post) -> Account:
        """The profile that ``post`` is published from: the configured one, else what the post says itself."""
        known = self._config.accounts.get(post.account or "")
        if known:
            return known
        kind = post.account_kind if post.account_kind in {"executive", "public-body"} else "brand"
        return Account(kind=kind, description=post.account_description or "", platform=post.platform or "")  # type: ignore[arg-type]

    @property
    def waivers(self) -> tuple[object, ...]:
        """The accepted findings; read when first needed."""
        return ()

    @property
    def events_date(self) -> str:
        """The date of the newest event data, or ``none``."""
        return "none"

    def context(self, account: Account, now: datetime, profile: str) -> Context:
        """Everything that detectors may know about the moment ``now`` for ``account``."""
        return Context(now=now, config=self._config, account=account, profile=profile)
