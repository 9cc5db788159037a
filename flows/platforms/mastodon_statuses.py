"""How posts look on Mastodon, as our nouns."""

from typing import Any

from flows.platforms.base import Published, QueuedItem, Reply
from flows.platforms.texts import plain_text

WAITING = "scheduled-"
"""Before the id of a post that waits; these are counted apart from those of posts that are out."""


def published(status: Any, text: str) -> Published:
    """A post that is out, with its text as it was written."""
    return Published(id=str(status.id), url=status.url or "", at=status.created_at, text=text)


def queued(scheduled: Any) -> Published:
    """A post that waits on the server."""
    text = scheduled.params.text or ""
    return Published(id=f"{WAITING}{scheduled.id}", url="", at=scheduled.scheduled_at, text=text, queued=True)


def queued_item(scheduled: Any, where: str) -> QueuedItem:
    """A post that waits on the server, with all that is needed to schedule it again."""
    params, pictures = scheduled.params, scheduled.media_attachments or ()
    return QueuedItem(
        id=f"{WAITING}{scheduled.id}",
        at=scheduled.scheduled_at,
        text=params.text or "",
        where=where,
        in_reply_to=str(params.in_reply_to_id) if params.in_reply_to_id else None,
        media=tuple(str(each["id"]) for each in pictures),
    )


def reply(status: Any) -> Reply:
    """An answer or a quote."""
    return Reply(
        id=str(status.id),
        author=status.account.acct,
        created_at=status.created_at,
        text=plain_text(status.content),
        likes=status.favourites_count or 0,
        in_reply_to=str(status.in_reply_to_id) if status.in_reply_to_id else None,
    )
