"""What every platform can be asked for: publish, look up, read, hold, delete, and what people answered.

Three promises hold for all platforms, and the shared tests in tests/contracts prove them:

- A write is sent once and never repeated from here. When nobody can know whether it arrived, it raises `Unclear`;
  every other error of a write means that nothing was changed.
- The same key never makes two posts where the platform can tell (see `Capabilities.find`): a second `publish` with the
  same key and text gives back the first post, with another text it is `Refused`.
- Reading changes nothing and is tried again a few times by itself.

All moments are aware UTC datetimes. Texts are as their author wrote them.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Literal, Protocol

from flows.errors import RecoveryError
from flows.incident import Moment, Noun

# --- what goes wrong ------------------------------------------------------------------------------------------------


class PlatformError(RecoveryError):
    """A platform did not do what it was asked for.

    ::

        PlatformError
        ├── Unclear            it may have happened: look before doing anything
        └── Refused            it certainly did not happen
            ├── Unreachable    no answer, or too many questions at once: the same call may work later
            ├── NoAccess       the account may not do this: login, suspension, missing rights
            ├── NotSupported   this platform has no such thing
            ├── KeyTaken       the key already belongs to another post
            └── Gone           the post that is meant is not there (any more)
    """

    def __init__(self, what: str, *, where: str = "", fix: str = "") -> None:
        self.what, self.where, self.fix = what, where, fix
        super().__init__(f"{where}: {what} {fix}".rstrip() if where else f"{what} {fix}".rstrip())


class Unclear(PlatformError):
    """It may have happened or not: ask `find` or look with your own eyes before anything is sent again."""


class Refused(PlatformError):
    """It certainly did not happen."""


class Unreachable(Refused):
    """The platform gave no answer, or no more answers for now; nothing was changed."""


class NoAccess(Refused):
    """The account may not do this; nothing was changed."""


class NotSupported(Refused):
    """The platform has no such thing; nothing was changed."""


class KeyTaken(Refused):
    """The key already belongs to a post with another text, or to one that was taken back; nothing was changed."""


class Gone(Refused):
    """The post that is meant is not there, or no longer."""


# --- nouns ----------------------------------------------------------------------------------------------------------


class Capabilities(Noun):
    """What a platform can do. What it cannot do raises `NotSupported` when it is asked for all the same.

    ``queue`` says who keeps scheduled posts: the ``platform`` (they go out by themselves, so they must be held there),
    or ``ours`` (nothing goes out unless we send it). ``find`` says how surely a post is found by its key: ``exact``, or
    ``by text`` (a post of that text from that time; somebody may have posted the same by hand).
    """

    publish: bool = True
    schedule: bool = False
    list_queue: bool = False
    hold: bool = False
    delete: bool = True
    replies: bool = True
    quotes: bool = True
    counts: bool = True
    media: bool = True
    find: Literal["exact", "by text"] = "exact"
    queue: Literal["platform", "ours"] = "ours"
    longest_text: int | None = None
    """In graphemes (what a reader calls a character); None where there is no limit."""


class Media(Noun):
    """A picture that goes with a post: the place of its file and the text that describes it."""

    path: str
    alt_text: str = ""


class Published(Noun):
    """A post as the platform has it. ``queued`` when it waits for its moment ``at``; ``url`` is empty while it does."""

    id: str
    url: str
    at: Moment
    text: str
    queued: bool = False


class Reply(Noun):
    """What somebody answered, or wrote above a quote. ``in_reply_to`` is the id of the post that is answered."""

    id: str
    author: str
    created_at: Moment
    text: str
    likes: int = 0
    in_reply_to: str | None = None


class QueuedItem(Noun):
    """A post that waits. ``where`` says in plain words who keeps it.

    ``held`` ones do not go out at their moment. ``media`` is what the platform needs to attach the pictures again.
    """

    id: str
    at: Moment
    text: str
    where: str
    held: bool = False
    in_reply_to: str | None = None
    media: tuple[str, ...] = ()


class Counts(Noun):
    """What stands under a post now; None for what the platform does not tell."""

    likes: int = 0
    reposts: int = 0
    replies: int = 0
    quotes: int = 0
    views: int | None = None
    followers: int | None = None


# --- the platform itself --------------------------------------------------------------------------------------------


class Platform(Protocol):
    """One account on one platform. Making one opens no connection; the first call does."""

    @property
    def name(self) -> str:
        """What messages call it: ``outbox``, ``bluesky``, ``mastodon``."""
        ...

    @property
    def capabilities(self) -> Capabilities:
        """What can be asked for here."""
        ...

    def publish(
        self,
        text: str,
        *,
        key: str,
        in_reply_to: str | None = None,
        media: Sequence[Media] = (),
        at: datetime | None = None,
    ) -> Published:
        """Send ``text`` once, now or scheduled for ``at``; ``key`` names this one publication for ever.

        Raises:
            Refused: it certainly did not go out (see the classes below it for why).
            Unclear: it may have gone out. Look with `find`; never simply call this again.
        """
        ...

    def find(self, key: str, *, text: str, since: datetime | None = None) -> Published | None:
        """The publication made with ``key``, or None; queued ones count, deleted and held ones do not.

        ``text`` is what was sent and ``since`` the moment before it was: platforms that know no keys look by these.
        """
        ...

    def read(self, id: str) -> Published:  # noqa: A002 - the word of every platform's interface
        """The post with this id, or with this address where the platform has addresses. Raises Gone."""
        ...

    def replies(self, id: str, since: datetime | None = None) -> Iterator[Reply]:  # noqa: A002
        """The answers to the post and the answers to these, page by page, each once; all or those after ``since``."""
        ...

    def quotes(self, id: str) -> Iterator[Reply]:  # noqa: A002
        """The posts that quote it, page by page."""
        ...

    def counts(self, id: str) -> Counts:  # noqa: A002
        """What stands under the post now."""
        ...

    def queue(self) -> tuple[QueuedItem, ...]:
        """What the platform will send out by itself, the next one first. Held ones are not in it."""
        ...

    def hold(self, id: str) -> QueuedItem:  # noqa: A002
        """Stop a queued post and give it back whole. Write down `queue()` first: some platforms keep no copy.

        Raises Gone when it is not queued, or has gone out already.
        """
        ...

    def release(self, item: QueuedItem, *, key: str, at: datetime) -> QueuedItem:
        """Put a held post back into the queue, for the moment ``at``. It never goes out at once."""
        ...

    def delete(self, id: str) -> bool:  # noqa: A002
        """Take a published post down. False when there was none (any more), so that asking twice does no harm."""
        ...

    def followers(self) -> int | None:
        """How many follow the account; None where the platform does not tell."""
        ...

    def unreadable(self) -> tuple[str, ...]:
        """What could not be read in this account so far, one sentence each. Empty means: nothing was left out."""
        ...

    def close(self) -> None:
        """Let go of the connection. Asked for something afterwards, it makes a new one."""
        ...
