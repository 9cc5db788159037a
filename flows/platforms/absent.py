"""An account that is known but cannot be spoken to from here, say because its password is not set on this machine.

It stands in the place of its platform, so that one account's mistake stops nothing that works without it: incidents are
listed and opened, and everything else is frozen. Whatever it is asked for, it says why it cannot.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NoReturn

from flows.platforms.base import Capabilities, Counts, Media, NoAccess, Platform, Published, QueuedItem, Reply
from guard.errors import ConfigError

ELSEWHERE = "elsewhere"
"""The platform of an account whose settings do not even say that."""


class Absent:
    """The account that people call ``account``, on the platform ``name``; ``problem`` says why nobody can reach it."""

    capabilities = Capabilities(list_queue=True, hold=True, delete=False)

    def __init__(self, account: str, name: str, problem: ConfigError) -> None:
        self.account, self.name, self.problem = account, name, problem

    def publish(
        self,
        text: str,
        *,
        key: str,
        in_reply_to: str | None = None,
        media: Sequence[Media] = (),
        at: datetime | None = None,
    ) -> Published:
        """Nothing is sent. Raises NoAccess."""
        del text, key, in_reply_to, media, at
        self._refuse()

    def find(self, key: str, *, text: str, since: datetime | None = None) -> Published | None:
        """Nobody can look. Raises NoAccess."""
        del key, text, since
        self._refuse()

    def read(self, id: str) -> Published:  # noqa: A002 - the word of every platform's interface
        """Nobody can look. Raises NoAccess."""
        del id
        self._refuse()

    def replies(self, id: str, since: datetime | None = None) -> Iterator[Reply]:  # noqa: A002
        """Nobody can look. Raises NoAccess when the first one is asked for."""
        del since
        yield from self.quotes(id)

    def quotes(self, id: str) -> Iterator[Reply]:  # noqa: A002
        """Nobody can look. Raises NoAccess when the first one is asked for."""
        del id
        yield self._refuse()

    def counts(self, id: str) -> Counts:  # noqa: A002
        """Nobody can look. Raises NoAccess."""
        del id
        self._refuse()

    def queue(self) -> tuple[QueuedItem, ...]:
        """Nobody can look. Raises NoAccess."""
        self._refuse()

    def hold(self, id: str) -> QueuedItem:  # noqa: A002
        """Nothing is stopped. Raises NoAccess."""
        del id
        self._refuse()

    def release(self, item: QueuedItem, *, key: str, at: datetime) -> QueuedItem:
        """Nothing is queued. Raises NoAccess."""
        del item, key, at
        self._refuse()

    def delete(self, id: str) -> bool:  # noqa: A002
        """Nothing is taken down. Raises NoAccess."""
        del id
        self._refuse()

    def followers(self) -> int | None:
        """Nobody can look. Raises NoAccess."""
        self._refuse()

    def unreadable(self) -> tuple[str, ...]:
        """Nothing was read, and each call has said so."""
        return ()

    def close(self) -> None:
        """There is no connection."""

    def _refuse(self) -> NoReturn:
        raise NoAccess(f"The account {self.account} could not be reached: {self.problem}")


def require(platform: Platform) -> None:
    """Refuse an account that cannot be spoken to, before anything is kept or changed.

    Raises:
        ConfigError: it cannot, and why.
    """
    if isinstance(platform, Absent):
        raise platform.problem
