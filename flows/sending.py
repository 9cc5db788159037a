"""Send a text exactly once: the ledger first, then the platform, then a look whether it is there.

A run that dies between sending and writing that down leaves the ledger at ``sent``. Whoever comes next looks on the
platform; what is not found there surely is a question for a person, never a second post. The apology of an incident
and the posts of every day go out this way.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import NamedTuple

from flows.clock import Clock
from flows.crash import crash_point
from flows.errors import RecoveryError
from flows.outgoing import Publication, text_hash
from flows.platforms.base import Media, Platform, Published, Refused, Unclear
from flows.platforms.texts import is_same_text
from flows.store.publications import Publications

LOOK_BACK = timedelta(minutes=5)
"""How long before it was sent a post may stand there: clocks differ."""

DIFFERS = "What stands on the platform differs from what was sent. Look at it."


def _nothing() -> None:
    """What a letter that answers no post answers."""


class Letter(NamedTuple):
    """What is to go out. ``key`` names this publication for ever; ``answers`` finds the id of the post it answers."""

    key: str
    account: str
    text: str
    incident: str | None = None
    media: Sequence[Media] = ()
    answers: Callable[[], str | None] = _nothing


class NotSent(RecoveryError):
    """It certainly did not go out; ``entry`` is the ledger's row about it."""

    def __init__(self, entry: Publication, what: str) -> None:
        self.entry = entry
        super().__init__(what)


class Unsure(NotSent):
    """Nobody knows whether it went out: a person must look."""


class Sender:
    """Somebody who sends on one platform, and writes down in ``ledger`` before and after what they do."""

    def __init__(self, ledger: Publications, platform: Platform, *, by: str, clock: Clock) -> None:
        self._ledger, self._platform, self._by, self._clock = ledger, platform, by, clock

    def send(
        self, letter: Letter, *, last_look: Callable[[], None], tell: Callable[[str], None] | None = None
    ) -> Publication:
        """Send it, or find out what became of it when it was sent before; gives the confirmed row of the ledger.

        ``last_look`` is called before it is sent, and raises when it must not go out now; then the ledger still says
        ``intended``. ``tell`` is told when something about a post that is out is odd.

        Raises:
            NotSent: the platform has refused it, now or before.
            Unsure: nobody knows whether it went out.
        """
        entry = self._ledger.intend(
            letter.key,
            account=letter.account,
            platform=self._platform.name,
            draft_hash=text_hash(letter.text),
            by=self._by,
            now=self._clock(),
            incident=letter.incident,
        )
        tell = tell or _ignore
        if entry.state == "intended":
            last_look()
            crash_point("publish.intended")
            if self._ledger.send(letter.key, by=self._by, now=self._clock()):
                return self._send(letter, tell)
            entry = self._ledger.get(letter.key)
        return self.look(entry, letter.text, tell=tell)

    def _send(self, letter: Letter, tell: Callable[[str], None]) -> Publication:
        key = letter.key
        crash_point("publish.sending")
        try:
            published = self._platform.publish(
                letter.text, key=key, in_reply_to=letter.answers(), media=tuple(letter.media)
            )
        except Unclear as error:
            lost = self._ledger.lose(key, by=self._by, now=self._clock(), why=str(error))
            return self.look(lost, letter.text, tell=tell)
        except Refused as error:
            refused = self._ledger.refuse(key, by=self._by, now=self._clock(), why=str(error))
            raise NotSent(refused, f"The platform refused it: {error}") from error
        crash_point("publish.sent")
        return self._confirm(key, published, tell)

    def _confirm(self, key: str, published: Published, tell: Callable[[str], None]) -> Publication:
        """Read it back before it counts as out."""
        try:
            seen = self._platform.read(published.id)
        except Refused:
            seen = published
        if not is_same_text(seen.text, published.text):
            tell(DIFFERS)
        crash_point("publish.read_back")
        return self._ledger.confirm(key, platform_id=published.id, url=seen.url or None, by=self._by, now=self._clock())

    def look(self, entry: Publication, text: str, *, tell: Callable[[str], None] | None = None) -> Publication:
        """Find out on the platform what became of something that was sent before. It sends nothing.

        Raises:
            NotSent, Unsure: as `send`.
        """
        if entry.state == "confirmed":
            return entry
        if entry.state == "refused":
            raise NotSent(entry, f"It did not go out: {entry.note}")
        since = entry.sent_at - LOOK_BACK if entry.sent_at else None
        try:
            found = self._platform.find(entry.key, text=text, since=since)
        except Refused as error:
            what = f"Nobody knows whether it went out, and the platform cannot be asked: {error}"
            raise Unsure(entry, what) from error
        if found is not None:
            return self._confirm(entry.key, found, tell or _ignore)
        if entry.state == "sent":
            why = "The run ended while it was sending, and the post is not to be found."
            entry = self._ledger.lose(entry.key, by=self._by, now=self._clock(), why=why)
        what = f"it was being sent, and it is not to be found on {self._platform.name}."
        raise Unsure(entry, f"Nobody knows whether {entry.key} went out: {what}")


def _ignore(_what: str) -> None:
    """Nobody wants to be told."""
