"""Mastodon (https://docs.joinmastodon.org/methods/) and the servers that speak like it, with an access token.

- Scheduled posts wait on the server and go out by themselves. Holding one cancels it there and gives its text back:
  the server keeps no copy, so `queue()` is written down first. Its pictures are kept by the server for about a day.
- The key goes along as the Idempotency-Key, which the server remembers for an hour; then a post is found by its text.
"""

import mimetypes
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from flows.clock import Clock
from flows.crash import crash_point
from flows.platforms import mastodon_statuses as statuses
from flows.platforms.accounts import MastodonAccount
from flows.platforms.base import (
    Capabilities,
    Counts,
    Gone,
    KeyTaken,
    Media,
    NotSupported,
    Platform,
    PlatformError,
    Published,
    QueuedItem,
    Refused,
    Reply,
)
from flows.platforms.clients import load
from flows.platforms.mastodon_calls import reading, writing
from flows.platforms.patience import Sleep, patiently
from flows.platforms.texts import count_graphemes, is_same_text, plain_text

CLOCKS_DIFFER = timedelta(minutes=5)
"""So much earlier than it was sent, by our clock, may a post be by the server's."""

_MOST_LOOKED_AT = 1000
"""So many posts of the account are looked at for a text whose time nobody knows."""


class Mastodon:
    """One account on one server; see `flows.platforms.base.Platform`."""

    name = "mastodon"

    def __init__(self, account: MastodonAccount, sleep: Sleep = time.sleep) -> None:
        self._account, self._sleep = account, sleep

    @property
    def capabilities(self) -> Capabilities:
        """A queue on the server, and posts that are found by their text."""
        longest = self._account.longest_text
        return Capabilities(
            schedule=True, list_queue=True, hold=True, queue="platform", find="by text", longest_text=longest
        )

    def unreadable(self) -> tuple[str, ...]:
        """Nothing is ever left out."""
        return ()

    def close(self) -> None:
        """Let go of the connection."""
        if "_client" in self.__dict__:
            self._client.session.close()
        for name in ("_client", "_me"):
            self.__dict__.pop(name, None)

    # --- sending ----------------------------------------------------------------------------------------------------

    def publish(
        self,
        text: str,
        *,
        key: str,
        in_reply_to: str | None = None,
        media: Sequence[Media] = (),
        at: datetime | None = None,
    ) -> Published:
        """Send a post now, or leave it with the server until ``at`` (at least five minutes away)."""
        self._check(text, key)
        return self._send(text, key, in_reply_to, tuple(self._upload(each) for each in media), at)

    def _check(self, text: str, key: str) -> None:
        length, longest = count_graphemes(text), self._account.longest_text
        if not key.strip() or not text.strip():
            raise Refused("a post needs a text, and a key that names it.", where="Mastodon")
        if length > longest:
            raise Refused(f"the text has {length} characters, {longest} fit.", where="Mastodon", fix="Shorten it.")

    def _upload(self, media: Media) -> str:
        """Leave a picture with the server; nobody sees it until a post shows it."""
        client, kind = self._client, mimetypes.guess_type(media.path)[0] or "application/octet-stream"
        try:
            with open(media.path, "rb") as stream, reading():
                return str(client.media_post(stream, kind, description=media.alt_text, synchronous=True).id)
        except OSError as error:
            raise Refused(f"the picture cannot be read ({error.strerror}).", where=media.path) from error

    def _send(
        self, text: str, key: str, in_reply_to: str | None, media: tuple[str, ...], at: datetime | None
    ) -> Published:
        client, parent = self._client, self._id(in_reply_to) if in_reply_to else None
        crash_point("mastodon.before_write")
        with writing():
            answer = client.status_post(
                text,
                in_reply_to_id=parent,
                media_ids=list(media) or None,
                visibility=self._account.visibility,
                scheduled_at=at,
                idempotency_key=key,
            )
            crash_point("mastodon.after_write")
            sent = statuses.queued(answer) if at else statuses.published(answer, plain_text(answer.content))
        if not self._is_what_was_sent(sent, text):
            raise KeyTaken(f"the key {key} already belongs to another text.", where=f"Mastodon, {sent.url or sent.id}")
        return sent.model_copy(update={"text": text})

    def _is_what_was_sent(self, sent: Published, text: str) -> bool:
        """Compare, because the server answers a key that it knows with the first post, whatever the text is."""
        if is_same_text(sent.text, text):
            return True
        try:
            return not sent.queued and is_same_text(self._source(sent), text)
        except PlatformError:
            return True  # it is out, and why its words look different here can be seen later

    def _source(self, status: Any) -> str:
        return str(self._ask(lambda client: client.status_source(status.id)).text)

    def delete(self, id: str) -> bool:  # noqa: A002
        """Take a post down. Keep its replies first: afterwards they no longer hang together."""
        if id.startswith(statuses.WAITING):
            return False
        client, status = self._client, self._id(id)
        try:
            with writing():
                client.status_delete(status)
        except Gone:
            return False
        return True

    # --- reading ----------------------------------------------------------------------------------------------------

    def find(self, key: str, *, text: str, since: datetime | None = None) -> Published | None:  # noqa: ARG002
        """The first post of this account with this text since then, queued or out; the server tells no keys.

        Somebody may have posted the same text by hand meanwhile; then that one may be found.
        """
        for item in self.queue():
            if is_same_text(item.text, text):
                return Published(id=item.id, url="", at=item.at, text=item.text, queued=True)
        found = [status for status in self._own_since(since) if self._says(status, text)]
        return statuses.published(found[-1], text) if found else None

    def _own_since(self, since: datetime | None) -> Iterator[Any]:
        """The posts of this account, the latest first."""
        earliest = since - CLOCKS_DIFFER if since else datetime(1970, 1, 1, tzinfo=UTC)
        me = self._me.id
        latest = self._pages(lambda client: client.account_statuses(me, exclude_reblogs=True, limit=40))
        for status in islice(latest, _MOST_LOOKED_AT):
            if status.created_at < earliest:
                return
            yield status

    def _says(self, status: Any, text: str) -> bool:
        """Compare what is shown; names of people on other servers are shown shorter than they were written."""
        return is_same_text(plain_text(status.content), text) or (
            "@" in text and is_same_text(self._source(status), text)
        )

    def read(self, id: str) -> Published:  # noqa: A002
        """The post with this id or address on the account's own server; one's own exactly as it was written."""
        if id.startswith(statuses.WAITING):
            return statuses.queued(self._scheduled(id))
        status = self._ask(lambda client: client.status(self._id(id)))
        is_own = str(status.account.id) == str(self._me.id)
        return statuses.published(status, self._source(status) if is_own else plain_text(status.content))

    def replies(self, id: str, since: datetime | None = None) -> Iterator[Reply]:  # noqa: A002
        """The whole thread below the post."""
        answers = self._ask(lambda client: client.status_context(self._id(id))).descendants
        return (statuses.reply(each) for each in answers if since is None or each.created_at > since)

    def quotes(self, id: str) -> Iterator[Reply]:  # noqa: A002
        """The posts that quote it, where the server knows quotes (Mastodon 4.5 and newer)."""
        status = self._id(id)
        try:
            yield from map(statuses.reply, self._pages(lambda client: client.status_quotes(status, limit=40)))
        except Gone:
            self.read(id)
            raise NotSupported("this server knows no quotes.", where="Mastodon") from None

    def counts(self, id: str) -> Counts:  # noqa: A002
        """What stands under the post."""
        status = self._ask(lambda client: client.status(self._id(id)))
        return Counts(
            likes=status.favourites_count or 0,
            reposts=status.reblogs_count or 0,
            replies=status.replies_count or 0,
            quotes=getattr(status, "quotes_count", 0) or 0,
            followers=self.followers(),
        )

    def followers(self) -> int | None:
        """How many follow the account."""
        count: int | None = self._ask(lambda client: client.account_verify_credentials()).followers_count
        return count

    # --- the queue --------------------------------------------------------------------------------------------------

    def queue(self) -> tuple[QueuedItem, ...]:
        """What the server will send out by itself."""
        waiting = self._pages(lambda client: client.scheduled_statuses(limit=40))
        return tuple(sorted((self._item(each) for each in waiting), key=lambda item: (item.at, item.id)))

    def hold(self, id: str) -> QueuedItem:  # noqa: A002
        """Cancel a scheduled post on the server and give it back whole."""
        item = self._item(self._scheduled(id))
        client = self._client
        with writing():
            client.scheduled_status_delete(id.removeprefix(statuses.WAITING))
        return item.model_copy(update={"held": True})

    def release(self, item: QueuedItem, *, key: str, at: datetime) -> QueuedItem:
        """Schedule a held post again, for ``at``; it gets a new id."""
        queued = self._send(item.text, key, item.in_reply_to, item.media, at)
        return item.model_copy(update={"id": queued.id, "at": queued.at, "held": False})

    def _item(self, scheduled: Any) -> QueuedItem:
        return statuses.queued_item(scheduled, f"the queue of {self._account.server}")

    def _scheduled(self, id_: str) -> Any:
        number = id_.removeprefix(statuses.WAITING)
        if not id_.startswith(statuses.WAITING) or not number.isdecimal():
            raise Gone("this post is not in the server's queue.", where="Mastodon")
        return self._ask(lambda client: client.scheduled_status(number))

    # --- the connection ---------------------------------------------------------------------------------------------

    @cached_property
    def _client(self) -> Any:
        return load("mastodon", "mastodon").Mastodon(
            api_base_url=self._account.server,
            access_token=self._account.access_token.get_secret_value(),
            request_timeout=self._account.timeout,
            ratelimit_method="throw",
            version_check_mode="none",
        )

    @cached_property
    def _me(self) -> Any:
        return self._ask(lambda client: client.account_verify_credentials())

    def _id(self, id_or_url: str) -> str:
        """The number of a post, also from its address on the account's own server."""
        number = id_or_url.rstrip("/").rpartition("/")[2]
        is_elsewhere = "/" in id_or_url and urlsplit(id_or_url).netloc != urlsplit(self._account.server).netloc
        if is_elsewhere or not number.isalnum() or not number.isascii():
            fix = f"Open the post on {self._account.server} and copy its address from there."
            raise Gone(f"{id_or_url[:100]!r} is not a post on this server.", where="Mastodon", fix=fix)
        return number

    def _ask(self, question: Any) -> Any:
        client = self._client

        def ask() -> Any:
            with reading():
                return question(client)

        return patiently(ask, self._sleep)

    def _pages(self, first: Any) -> Iterator[Any]:
        page = self._ask(first)
        while page:
            yield from page
            page = self._next(page)

    def _next(self, page: Any) -> Any:
        return self._ask(lambda client: client.fetch_next(page))


def open_account(account: MastodonAccount, clock: Clock) -> Platform:
    """The account on its server; Mastodon tells its own times."""
    del clock
    return Mastodon(account)
