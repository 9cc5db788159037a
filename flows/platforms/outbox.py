"""The outbox: a platform that is a folder on this machine. The default, for trying things out and for tests.

It does all that a real platform does: posts go out now or at their moment, can be held, listed and deleted, and people
answer (as files in ``inbox/``). After a post is deleted its replies can no longer be read, as on real platforms.
Nothing runs in the background: a scheduled post whose moment has passed is out.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from urllib.parse import quote

import msgspec

from flows.clock import Clock, system_clock
from flows.platforms.accounts import OutboxAccount
from flows.platforms.base import (
    Capabilities,
    Counts,
    Gone,
    KeyTaken,
    Media,
    Platform,
    Published,
    QueuedItem,
    Refused,
    Reply,
    Unclear,
)
from flows.platforms.outbox_files import MOST_BYTES, Entry, Folder, id_of
from flows.replies import RepliesFile
from guard.errors import InputError
from guard.turns import turn

_CAPABILITIES = Capabilities(schedule=True, list_queue=True, hold=True, queue="platform")


class Outbox:
    """The account whose posts are the files of the folder ``path``; see `flows.platforms.base.Platform`."""

    name = "outbox"

    def __init__(self, path: str, clock: Clock = system_clock) -> None:
        self._folder, self._clock = Folder(path), clock
        self._unreadable: dict[str, None] = {}

    @property
    def path(self) -> str:
        """Where the folder is."""
        return self._folder.path

    @property
    def capabilities(self) -> Capabilities:
        """All of it, and the queue is the platform's: scheduled posts go out by themselves."""
        return _CAPABILITIES

    def unreadable(self) -> tuple[str, ...]:
        """One sentence for each file that could not be read so far."""
        return tuple(self._unreadable)

    def close(self) -> None:
        """Nothing is held open."""

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
        """Add the post to the folder; the file appears whole or not at all."""
        self._check(text, key)
        entry = self._entry(text, key, in_reply_to, media, at)
        if self._earlier(key) is None:
            self._check_new(media, at)
            if self._folder.add(id_of(key), entry):
                return self._published(id_of(key), entry)
        return self._again(entry)

    def _earlier(self, key: str) -> Entry | None:
        """The post that the key belongs to already. When its file is broken, nobody can know whether it went out."""
        try:
            return self._folder.entry(id_of(key))
        except Refused as error:
            if os.path.lexists(self._place(id_of(key))):
                raise Unclear(error.what, where=error.where, fix=error.fix) from None
            raise

    def _entry(
        self, text: str, key: str, in_reply_to: str | None, media: Sequence[Media], at: datetime | None
    ) -> Entry:
        now = self._clock()
        return Entry(
            status="published" if at is None else "scheduled",
            at=(at or now).astimezone(UTC),
            text=text,
            in_reply_to=in_reply_to,
            media=tuple(media),
            key=key,
            written_at=now,
        )

    def _check(self, text: str, key: str) -> None:
        if not key.strip():
            raise self._refused("a post needs a key that names it.")
        if not text.strip():
            raise self._refused("the text is empty.", "Write what the post should say.")
        try:
            (text + key).encode()
        except UnicodeEncodeError:
            raise self._refused("the text holds a broken character.", "Copy it again from where it came.") from None

    def _check_new(self, media: Sequence[Media], at: datetime | None) -> None:
        if at is not None and at <= self._clock():
            raise self._refused("the moment to go out has passed.", "Choose a later one, or publish now.")
        for each in media:
            if not os.path.isfile(each.path):
                raise self._refused(f"there is no file {each.path}.", "Give the place of the picture.")

    def _refused(self, what: str, fix: str = "") -> Refused:
        return Refused(what, where="outbox", fix=fix)

    def _again(self, entry: Entry) -> Published:
        """The post that the key belongs to already, if it is the same one and still stands."""
        id_ = id_of(entry.key)
        first = self._earlier(entry.key)
        if first is None:
            raise Unclear("this post was there a moment ago, and now its file is missing.", where=self._place(id_))
        if (first.text, first.in_reply_to) != (entry.text, entry.in_reply_to):
            raise KeyTaken(f"the key {entry.key} already belongs to another text.", where=self._place(id_))
        if first.status in {"held", "deleted"}:
            raise KeyTaken(f"the post with the key {entry.key} was {first.status}.", where=self._place(id_))
        return self._published(id_, first)

    def find(self, key: str, *, text: str = "", since: datetime | None = None) -> Published | None:  # noqa: ARG002
        """The post with this key unless it is held or deleted; text and moment are not needed here."""
        entry = self._earlier(key)
        return None if entry is None or entry.status in {"held", "deleted"} else self._published(id_of(key), entry)

    def delete(self, id: str) -> bool:  # noqa: A002
        """Mark the post as taken down; its file stays, so that its key is never used again."""
        id_ = self._id(id)
        with turn(self._place(id_)):
            entry = self._folder.entry(id_)
            if entry is None or entry.status == "deleted" or not self._is_out(entry):
                return False
            self._set(id_, entry, status="deleted")
            return True

    # --- reading ----------------------------------------------------------------------------------------------------

    def read(self, id: str) -> Published:  # noqa: A002
        """The post with this id or with this address, published or queued."""
        id_ = self._id(id)
        entry = self._folder.entry(id_)
        if entry is None or entry.status in {"held", "deleted"}:
            raise Gone("there is no such post in the outbox, or no longer.", where=self._place(id_))
        return self._published(id_, entry)

    def replies(self, id: str, since: datetime | None = None) -> Iterator[Reply]:  # noqa: A002
        """The replies in the inbox that answer the post, or answer one of its replies that was read before."""
        thread: set[str] = {self.read(id).id}
        for name in self._folder.letters():
            if name.endswith(".quotes.jsonl"):
                continue
            for reply in self._letters(name):
                to = reply.in_reply_to or name.removesuffix(".jsonl")
                if to in thread and reply.id not in thread:
                    thread.add(reply.id)
                    if since is None or reply.created_at > since:
                        yield reply.model_copy(update={"in_reply_to": to})

    def quotes(self, id: str) -> Iterator[Reply]:  # noqa: A002
        """The quotes in the inbox: ``<id>.quotes.jsonl``."""
        name = f"{self.read(id).id}.quotes.jsonl"
        if os.path.exists(os.path.join(self.path, "inbox", name)):
            yield from self._letters(name)

    def _letters(self, name: str) -> Iterator[Reply]:
        file = RepliesFile(os.path.join(self.path, "inbox", name))
        try:
            yield from file
        except InputError as error:
            self._unreadable[str(error)] = None
        self._unreadable.update(dict.fromkeys(file.problems))

    def receive(self, id: str, replies: Iterable[Reply], *, quotes: bool = False) -> None:  # noqa: A002
        """Put answers into the inbox, as if people had just written them. For demonstrations and tests."""
        self._folder.make()
        path = self._folder.place("inbox", id, ".quotes.jsonl" if quotes else ".jsonl")
        with open(path, "a", encoding="utf-8") as stream:
            stream.writelines(reply.model_dump_json() + "\n" for reply in replies)

    def counts(self, id: str) -> Counts:  # noqa: A002
        """Replies and quotes are counted; the rest is what ``counts/<id>.json`` says, if there is one."""
        told = self._told(self._folder.place("counts", self._id(id)))
        counted = {"replies": sum(1 for _ in self.replies(id)), "quotes": sum(1 for _ in self.quotes(id))}
        return Counts.model_validate({"followers": self.followers()} | told | counted)

    def followers(self) -> int | None:
        """What ``account.json`` says, if there is one."""
        return self._told(os.path.join(self.path, "account.json")).get("followers")

    def _told(self, path: str) -> dict[str, int]:
        """The numbers in a small file that a person may have written; none when it is not there or not readable."""
        try:
            with open(path, "rb") as stream:
                numbers = msgspec.json.decode(stream.read(MOST_BYTES), type=dict[str, int | None])
        except FileNotFoundError:
            return {}
        except (OSError, msgspec.MsgspecError) as error:
            self._unreadable[f"{path}: the numbers cannot be read ({error})."] = None
            return {}
        return {name: count for name, count in numbers.items() if name in Counts.model_fields and count is not None}

    # --- the queue --------------------------------------------------------------------------------------------------

    def queue(self) -> tuple[QueuedItem, ...]:
        """The scheduled posts whose moment has not come yet; files that cannot be read are named in `unreadable`."""
        waiting = (self._item(id_, entry) for id_, entry in self._readable() if self._is_waiting(entry))
        return tuple(sorted(waiting, key=lambda item: (item.at, item.id)))

    def _readable(self) -> Iterator[tuple[str, Entry]]:
        for id_ in self._folder.ids():
            try:
                entry = self._folder.entry(id_)
            except Refused as error:
                self._unreadable[str(error)] = None
                continue
            if entry:
                yield id_, entry

    def hold(self, id: str) -> QueuedItem:  # noqa: A002
        """Stop a scheduled post; its file keeps the text. One that is held already stays so."""
        with turn(self._place(id)):
            entry = self._folder.entry(id)
            if entry is None or entry.status == "deleted" or self._is_out(entry):
                raise Gone("this post is not in the queue: it is out, or it was deleted.", where=self._place(id))
            return self._item(id, entry if entry.status == "held" else self._set(id, entry, status="held"))

    def release(self, item: QueuedItem, *, key: str, at: datetime) -> QueuedItem:  # noqa: ARG002
        """Put a held post back into the queue for ``at``; it keeps the key that it was scheduled with."""
        if at <= self._clock():
            raise self._refused("a held post is never sent at once.", "Choose a moment in the future.")
        with turn(self._place(item.id)):
            entry = self._folder.entry(item.id)
            if entry is None or entry.status not in {"held", "scheduled"} or self._is_out(entry):
                raise Gone("this post is not held.", where=self._place(item.id))
            return self._item(item.id, self._set(item.id, entry, status="scheduled", at=at.astimezone(UTC)))

    # --- small things -----------------------------------------------------------------------------------------------

    def _place(self, id_: str) -> str:
        return self._folder.place("posts", id_)

    def _url(self, id_: str) -> str:
        return f"file://{quote(self._place(id_))}"

    def _id(self, id_or_url: str) -> str:
        """The id, also where the address of a post in this folder was given."""
        name, _ = os.path.splitext(id_or_url.rpartition("/")[2])
        return name if id_or_url.startswith("file://") and self._url(name) == id_or_url else id_or_url

    def _set(self, id_: str, entry: Entry, **changes: object) -> Entry:
        changed = Entry.model_validate(entry.model_dump() | changes | {"changed_at": self._clock()})
        self._folder.change(id_, changed)
        return changed

    def _is_out(self, entry: Entry) -> bool:
        return entry.status == "published" or (entry.status == "scheduled" and entry.at <= self._clock())

    def _is_waiting(self, entry: Entry) -> bool:
        return entry.status == "scheduled" and entry.at > self._clock()

    def _published(self, id_: str, entry: Entry) -> Published:
        queued = self._is_waiting(entry)
        return Published(id=id_, url="" if queued else self._url(id_), at=entry.at, text=entry.text, queued=queued)

    def _item(self, id_: str, entry: Entry) -> QueuedItem:
        return QueuedItem(
            id=id_,
            at=entry.at,
            text=entry.text,
            where=f"the outbox {self.path}",
            held=entry.status == "held",
            in_reply_to=entry.in_reply_to,
            media=tuple(each.path for each in entry.media),
        )


def open_account(account: OutboxAccount, clock: Clock) -> Platform:
    """The outbox of this account."""
    return Outbox(account.folder, clock)
