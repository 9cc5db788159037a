"""Bluesky, through its own interface (https://docs.bsky.app) with an app password.

- It has no queue of its own: what is scheduled waits in our casebook, so nothing goes out while a brand is frozen.
- A post's record gets a name that is made from its key. So the same key can never make two posts, and whether one went
  out can be looked up exactly, also after a crash.
- Replies come from the thread and from the account's notifications: the thread is cut off where it is long or deep.
"""

import mimetypes
import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from flows.clock import Clock, system_clock
from flows.crash import crash_point
from flows.platforms import bluesky_records as records
from flows.platforms.accounts import BlueskyAccount
from flows.platforms.base import (
    Capabilities,
    Counts,
    Gone,
    KeyTaken,
    Media,
    NoAccess,
    NotSupported,
    Platform,
    PlatformError,
    Published,
    QueuedItem,
    Refused,
    Reply,
)
from flows.platforms.bluesky_calls import reading, writing
from flows.platforms.bluesky_connection import Connection
from flows.platforms.patience import Sleep
from flows.platforms.texts import count_graphemes, is_same_text, split_text

LONGEST = 300
_MOST_PICTURES = 4
_CAPABILITIES = Capabilities(longest_text=LONGEST)
_NO_QUEUE = "Bluesky keeps no queue of its own: posts wait here until they are sent."


class Bluesky:
    """One account on Bluesky; see `flows.platforms.base.Platform`. It logs in when it is first asked for something."""

    name = "bluesky"

    def __init__(self, account: BlueskyAccount, clock: Clock = system_clock, sleep: Sleep = time.sleep) -> None:
        self._account, self._clock, self._line = account, clock, Connection(account, sleep)

    @property
    def capabilities(self) -> Capabilities:
        """No queue: that one is ours."""
        return _CAPABILITIES

    def unreadable(self) -> tuple[str, ...]:
        """Nothing is ever left out."""
        return ()

    def close(self) -> None:
        """Let go of the connection; the next call logs in again."""
        self._line.close()

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
        """Send a post of up to 300 graphemes now; links, hashtags and mentions in it are made to work."""
        if at is not None:
            raise NotSupported(_NO_QUEUE, where="Bluesky", fix="Keep it in the casebook and send it at its moment.")
        self._check(text, key, media)
        first = self._own(key)
        if first is not None:
            return self._same(first, text, key)
        record = self._record(text, in_reply_to, media)
        try:
            return self._send(record, key)
        except PlatformError as error:
            return self._look_after(error, text, key)

    def publish_thread(self, text: str, *, key: str, in_reply_to: str | None = None) -> tuple[Published, ...]:
        """Send a long text as a row of posts, each an answer to the one before.

        Cut off half-way, the same call goes on where it stopped: each post has a key of its own.
        """
        try:
            pieces = split_text(text, LONGEST)
        except ValueError as error:
            raise Refused(str(error), where="Bluesky") from None
        sent: list[Published] = []
        for place, piece in enumerate(pieces):
            before = sent[-1].id if sent else in_reply_to
            sent.append(self.publish(piece, key=f"{key}#{place}" if place else key, in_reply_to=before))
        return tuple(sent)

    def _check(self, text: str, key: str, media: Sequence[Media]) -> None:
        length = count_graphemes(text)
        if not key.strip() or not text.strip():
            raise Refused("a post needs a text, and a key that names it.", where="Bluesky")
        if length > LONGEST:
            fix = "Shorten it, or ask for a row of posts."
            raise Refused(f"the text has {length} characters, {LONGEST} fit.", where="Bluesky", fix=fix)
        if len(media) > _MOST_PICTURES:
            raise Refused(f"at most {_MOST_PICTURES} pictures fit into a post.", where="Bluesky")

    def _send(self, record: Any, key: str) -> Published:
        models = self._line.models
        client = self._line.client
        data = models.ComAtprotoRepoCreateRecord.Data(
            repo=self._line.did, collection=records.POSTS, rkey=records.record_name(key), record=record
        )
        crash_point("bluesky.before_write")
        with writing():
            answer = client.com.atproto.repo.create_record(data)
            crash_point("bluesky.after_write")
            return records.published(answer.uri, record, self._account.web)

    def _look_after(self, error: PlatformError, text: str, key: str) -> Published:
        """The post, if it is there after all: another process was faster, or the answer got lost. Else the error."""
        try:
            found = self._own(key)
        except PlatformError:
            found = None
        if found is None:
            raise error
        return self._same(found, text, key)

    def _same(self, found: Published, text: str, key: str) -> Published:
        if not is_same_text(found.text, text):
            raise KeyTaken(f"the key {key} already belongs to another text ({found.url}).", where="Bluesky")
        return found

    def _record(self, text: str, in_reply_to: str | None, media: Sequence[Media]) -> Any:
        models = self._line.models
        answered = self._reply_reference(in_reply_to) if in_reply_to else None
        embed = models.AppBskyEmbedImages.Main(images=[self._picture(each) for each in media]) if media else None
        with reading():
            facets = self._line.client.detect_facets(text)
        written = self._clock().isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return models.AppBskyFeedPost.Record(
            created_at=written, text=text, reply=answered, embed=embed, facets=facets or None
        )

    def _reply_reference(self, parent_id: str) -> Any:
        models = self._line.models
        parent = self._line.record(*records.place_of(parent_id))
        own = models.ComAtprotoRepoStrongRef.Main(uri=parent.uri, cid=parent.cid)
        return models.AppBskyFeedPost.ReplyRef(parent=own, root=records.root_of(parent.value, own))

    def _picture(self, media: Media) -> Any:
        """Upload a picture; nobody sees it until a post shows it."""
        models = self._line.models
        try:
            with open(media.path, "rb") as stream:
                data = stream.read()
        except OSError as error:
            raise Refused(f"the picture cannot be read ({error.strerror}).", where=media.path) from error
        kind = mimetypes.guess_type(media.path)[0] or "application/octet-stream"
        with reading():
            blob = self._line.client.com.atproto.repo.upload_blob(data, headers={"Content-Type": kind}).blob
        return models.AppBskyEmbedImages.Image(alt=media.alt_text, image=blob)

    def delete(self, id: str) -> bool:  # noqa: A002
        """Take a post of this account down. Keep its replies first: afterwards nobody can read them."""
        who, name = records.place_of(id)
        client = self._line.client
        if who not in {self._line.did, self._account.handle}:
            raise NoAccess("this post belongs to another account.", where="Bluesky")
        if self._line.own_record(name) is None:
            return False
        with writing():
            client.app.bsky.feed.post.delete(self._line.did, name)
        return True

    # --- reading ----------------------------------------------------------------------------------------------------

    def _own(self, key: str) -> Published | None:
        found = self._line.own_record(records.record_name(key))
        return records.published(found.uri, found.value, self._account.web) if found else None

    def find(self, key: str, *, text: str = "", since: datetime | None = None) -> Published | None:  # noqa: ARG002
        """The post with this key; its record's name tells it exactly, so text and moment are not needed."""
        return self._own(key)

    def read(self, id: str) -> Published:  # noqa: A002
        """The post with this ``at://`` id or ``https://`` address, as it stands with its author."""
        found = self._line.record(*records.place_of(id))
        return records.published(found.uri, found.value, self._account.web)

    def replies(self, id: str, since: datetime | None = None) -> Iterator[Reply]:  # noqa: A002
        """The thread below the post, then what only the notifications tell; each once."""
        uri = self.read(id).id
        seen = {uri}
        for reply in self._answers(uri):
            if reply.id not in seen and (since is None or reply.created_at > since):
                yield reply
            seen.add(reply.id)

    def _answers(self, uri: str) -> Iterator[Reply]:
        thread = self._line.ask(lambda client: client.get_post_thread(uri, depth=1000, parent_height=0).thread)
        if getattr(thread, "post", None) is None:
            raise Gone("the thread of this post cannot be read (any more).", where="Bluesky")
        yield from records.answers_in(thread)
        for note in self._line.pages(_notifications, "notifications"):
            answered = note.record["reply"]
            if answered and answered["root"]["uri"] == uri:
                yield records.reply(note)

    def quotes(self, id: str) -> Iterator[Reply]:  # noqa: A002
        """The posts that quote it, the latest first."""
        uri = self.read(id).id
        return map(records.reply, self._line.pages(lambda client, cursor: _quotes(client, uri, cursor), "posts"))

    def counts(self, id: str) -> Counts:  # noqa: A002
        """What stands under the post; all nothing for the first second, until Bluesky has taken note of a new post."""
        uri = self.read(id).id
        posts = self._line.ask(lambda client: client.get_posts([uri]).posts)
        followers = self.followers()
        if not posts:
            return Counts(followers=followers)
        post = posts[0]
        numbers = {"likes": post.like_count, "reposts": post.repost_count, "replies": post.reply_count}
        numbers |= {"quotes": post.quote_count}
        return Counts(followers=followers, **{name: count or 0 for name, count in numbers.items()})

    def followers(self) -> int | None:
        """How many follow the account."""
        count: int | None = self._line.ask(lambda client: client.get_profile(self._line.did).followers_count)
        return count

    # --- the queue that there is not --------------------------------------------------------------------------------

    def queue(self) -> tuple[QueuedItem, ...]:
        """Nothing: Bluesky sends nothing by itself."""
        return ()

    def hold(self, id: str) -> QueuedItem:  # noqa: A002, ARG002
        """Not here."""
        raise NotSupported(_NO_QUEUE, where="Bluesky")

    def release(self, item: QueuedItem, *, key: str, at: datetime) -> QueuedItem:  # noqa: ARG002
        """Not here."""
        raise NotSupported(_NO_QUEUE, where="Bluesky")


def _notifications(client: Any, cursor: str | None) -> Any:
    return client.app.bsky.notification.list_notifications({"reasons": ["reply"], "limit": 100, "cursor": cursor})


def _quotes(client: Any, uri: str, cursor: str | None) -> Any:
    return client.app.bsky.feed.get_quotes({"uri": uri, "limit": 100, "cursor": cursor})


def open_account(account: BlueskyAccount, clock: Clock) -> Platform:
    """Bluesky with this account."""
    return Bluesky(account, clock)
