"""How posts look on Bluesky: the name of a record made from a key, addresses, and records as our nouns."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from flows.platforms.base import Gone, Published, Reply

POSTS = "app.bsky.feed.post"
_ALPHABET = "234567abcdefghijklmnopqrstuvwxyz"
_EPOCH = int(datetime(2024, 1, 1, tzinfo=UTC).timestamp() * 1_000_000)


def record_name(key: str) -> str:
    """The name of the record for the post with this key: always the same one, so that a second post cannot be made.

    It has the shape of a TID (https://atproto.com/specs/tid): 53 bits that stand for microseconds (here: somewhere in
    2024 to 2026, by chance of the key) and 10 bits for a clock, as 13 letters.
    """
    digest = hashlib.sha256(b"mishap:" + key.encode("utf-8", "surrogatepass")).digest()
    microseconds = _EPOCH + (int.from_bytes(digest[:8], "big") & ((1 << 46) - 1))
    number = (microseconds << 10) | (int.from_bytes(digest[8:10], "big") & 1023)
    return "".join(_ALPHABET[(number >> shift) & 31] for shift in range(60, -1, -5))


def place_of(id_or_url: str) -> tuple[str, str]:
    """Whose record it is and its name, from ``at://who/app.bsky.feed.post/name`` or ``https://.../profile/who/post/name``.

    Raises:
        Gone: it is neither.
    """
    parts = [part for part in id_or_url.split("/") if part]
    if len(parts) == 4 and parts[0] == "at:" and parts[2] == POSTS:
        return parts[1], parts[3]
    if len(parts) == 6 and parts[0] in {"http:", "https:"} and (parts[2], parts[4]) == ("profile", "post"):
        return parts[3], parts[5]
    fix = "Copy the address of the post, such as https://bsky.app/profile/brand.example.com/post/3k..."
    raise Gone(f"{id_or_url[:100]!r} is not the address of a post.", where="Bluesky", fix=fix)


def published(uri: str, record: Any, web: str) -> Published:
    """A post as it stands in a repository of posts."""
    who, name = place_of(uri)
    return Published(
        id=uri, url=f"{web}/profile/{who}/post/{name}", at=moment(record["created_at"]), text=record["text"] or ""
    )


def reply(post: Any) -> Reply:
    """An answer or a quote, as Bluesky shows it with its author (a view of a post, or a notification)."""
    record = post.record
    answered = record["reply"]
    return Reply(
        id=post.uri,
        author=post.author.handle,
        created_at=moment(record["created_at"] or post.indexed_at),
        text=record["text"] or "",
        likes=getattr(post, "like_count", None) or 0,
        in_reply_to=answered["parent"]["uri"] if answered else None,
    )


def answers_in(thread: Any) -> Iterator[Reply]:
    """All posts below the root of a thread; what is deleted or blocked is left out."""
    waiting = list(thread.replies or ())
    while waiting:
        node = waiting.pop()
        post = getattr(node, "post", None)
        if post is not None:
            yield reply(post)
            waiting += node.replies or ()


def root_of(record: Any, own: Any) -> Any:
    """The strong reference to the first post of the thread in which ``record`` stands; ``own`` refers to itself."""
    answered = record["reply"]
    return answered["root"] if answered else own


def moment(written: str) -> datetime:
    """A moment as people's programs write it, in UTC; what is no moment counts as the beginning of all records."""
    try:
        read = datetime.fromisoformat(written)
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        return datetime(1970, 1, 1, tzinfo=UTC)
