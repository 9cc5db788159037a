"""Stop everything that is queued to go out, ours and what platforms keep, and let it be released again post by post.

A freeze is written down first, in our own casebook; from then on nothing is sent from here. Then the queues of the
platforms are read, kept and stopped, and read again. A thaw sends nothing: what was stopped are drafts.
"""

import os
from collections.abc import Callable, Mapping
from typing import NamedTuple

from flows.clock import Clock
from flows.crash import crash_point
from flows.everyday.wanted import kept_picture, plain, platform_of
from flows.incident import Json, Noun
from flows.outgoing import ALL_ACCOUNTS, Freeze, QueuedPost, QueueState, text_hash
from flows.platforms.base import Gone, Platform, PlatformError, QueuedItem
from flows.store import Casebook


class Stopped(Noun):
    """A platform's queue after it was told to stop: how many posts were held, and what is still going to go out."""

    account: str
    held: int
    still_going: tuple[str, ...] = ()
    problem: str = ""

    @property
    def is_safe(self) -> bool:
        """Say whether it was read again and holds nothing that goes out."""
        return not self.still_going and not self.problem


Seen = Callable[[str, tuple[QueuedItem, ...]], None]
"""Is told what the queue of an account held, before anything in it is touched."""


def _to_nobody(_account: str, _queue: tuple[QueuedItem, ...]) -> None:
    """Nobody wants to see the queues."""


class Frozen(NamedTuple):
    """A freeze: what is held, what was being sent already, and how the platforms' own queues stand."""

    freeze: Freeze
    held: tuple[QueuedPost, ...]
    sending: tuple[QueuedPost, ...]
    queues: tuple[Stopped, ...]

    @property
    def is_safe(self) -> bool:
        """Say whether nothing can go out any more."""
        return not self.sending and all(queue.is_safe for queue in self.queues)


class Brake:
    """The hand on the brake: ``by``, who freezes and thaws what stands in ``casebook`` and on ``accounts``.

    ``seen`` is told what each platform's queue held before anything in it is touched.
    """

    def __init__(
        self,
        casebook: Casebook,
        accounts: Mapping[str, Platform],
        *,
        by: str,
        clock: Clock,
        seen: Seen = _to_nobody,
    ) -> None:
        self._casebook, self._accounts, self._by, self._clock = casebook, accounts, by, clock
        self._seen = seen

    def freeze(self, account: str = ALL_ACCOUNTS, *, why: str, incident: str | None = None) -> Frozen:
        """Freeze one account, or all, and say how sure it is that nothing goes out. Doing it again does no harm.

        Raises:
            UsageError: there is no account of that name. For an incident it may be one that is posted to by hand.
        """
        if account != ALL_ACCOUNTS and incident is None and not self._casebook.queue.all(account=account):
            platform_of(account, self._accounts)
        frozen = self._casebook.freezes.freeze(account, by=self._by, why=why, now=self._clock(), incident=incident)
        chosen = {name: each for name, each in self._accounts.items() if account in {ALL_ACCOUNTS, name}}
        queues = tuple(self._stop(name, platform) for name, platform in chosen.items())
        return Frozen(frozen, self._posts(account, "held"), self._posts(account, "publishing"), queues)

    def thaw(self, account: str = ALL_ACCOUNTS, *, why: str) -> tuple[QueuedPost, ...]:
        """Lift a freeze; gives the posts that are drafts now, also those that were before: a person releases each.

        Raises:
            NotInCasebook: there is no such freeze.
            NotAllowed: the name or the reason is missing.
        """
        self._casebook.freezes.thaw(account, by=self._by, why=why, now=self._clock())
        return self._posts(account, "draft")

    def _posts(self, account: str, state: QueueState) -> tuple[QueuedPost, ...]:
        return self._casebook.queue.all(account=None if account == ALL_ACCOUNTS else account, states=[state])

    def _stop(self, account: str, platform: Platform) -> Stopped:
        """Stop what the platform would send by itself; one post that resists does not save the others."""
        if not platform.capabilities.list_queue:
            return Stopped(account=account, held=0)
        problems: list[str] = []
        held = 0
        left: tuple[QueuedItem, ...] = ()
        try:
            queue = platform.queue()
            self._seen(account, queue)
            held = sum(self._take_over(account, platform, item, problems) for item in queue)
            left = platform.queue()
        except PlatformError as error:
            problems.append(f"{error} Look at this queue with your own eyes.")
        going = tuple(f"{item.where}, at {item.at:%Y-%m-%d %H:%M} UTC" for item in left)
        problems += platform.unreadable()
        return Stopped(account=account, held=held, still_going=going, problem=" ".join(problems))

    def _take_over(self, account: str, platform: Platform, item: QueuedItem, problems: list[str]) -> bool:
        """Keep a copy as a draft of ours, then stop it; in this order, because some platforms keep no copy."""
        kept = self._keep(account, platform, item)
        crash_point("freeze.kept")
        try:
            platform.hold(item.id)
        except Gone:
            note = "It went out, or was taken out of the platform's queue, before it could be stopped."
            if kept.state == "draft":
                self._casebook.queue.finish(kept.id, "refused", now=self._clock(), publication=None, note=note)
            return False
        except PlatformError as error:
            problems.append(str(error))
            return False
        return True

    def _keep(self, account: str, platform: Platform, item: QueuedItem) -> QueuedPost:
        name = text_hash(f"{account}\0{item.id}")[:16]
        key, now, book = f"taken/{plain(account)}/{plain(item.id)}/{name}", self._clock(), self._casebook
        text = book.drafts.add(
            None,
            item.text.strip() or "(no words)",
            platform=platform.name,
            author=self._by,
            now=now,
            audience=key,
            purpose="post",
        )
        post = _as_post(platform, item)
        return book.queue.add(
            key, account=account, post=post, at=item.at, by=self._by, now=now, draft=text.id, as_draft=True
        )


def _as_post(platform: Platform, item: QueuedItem) -> Json:
    """The post as our queue keeps it. Pictures that are files can go with it again, others stay on the platform."""
    files = [path for path in item.media if os.path.isfile(path)]
    return {
        "id": item.id,
        "text": item.text,
        "platform": None if platform.name == "outbox" else platform.name,
        "answers": item.in_reply_to,
        "media": [kept_picture(path, "") for path in files],
        "pictures_there": len(item.media) - len(files),
        "taken_from": item.model_dump(mode="json"),
    }
