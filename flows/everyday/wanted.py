"""A post that somebody wants to publish on an account: what cannot work is refused here, before anything is kept.

What it becomes is what the queue keeps, and all that a later run needs: the text, the pictures with the hashes of their
files, and what it answers.
"""

import hashlib
import os
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flows.clock import as_utc
from flows.incident import Json, Moment, Noun
from flows.outgoing import QueuedPost, text_hash
from flows.platforms.absent import require
from flows.platforms.base import Media, Platform
from flows.platforms.texts import count_graphemes
from guard.config import Config
from guard.errors import InputError, UsageError
from guard.inputs.fields import YEARS, is_seen
from guard.model import Media as GuardMedia
from guard.model import Post

NOW = "now"
_KEPT = ("id", "text", "account_kind", "account_description", "in_reply_to", "alt_text", "lang")
_LONGEST, _SHORT = 60, 16


class Wanted(Noun):
    """A post on its way to ``account``. ``at`` is None when it should go out at once; ``warning`` is for its author."""

    key: str
    account: str
    platform: str
    post: Json
    at: Moment | None
    warning: str = ""


def wanted(  # noqa: PLR0913 - each is one thing that was asked for, most by name
    post: Post,
    account: str,
    accounts: Mapping[str, Platform],
    *,
    config: Config,
    at: datetime | None,
    now: datetime,
    answers: str | None = None,
) -> Wanted:
    """The post ``post`` as it should go out on ``account``: at ``at``, else when it says itself, else at once.

    ``answers`` is the id or address of the post that it answers.

    Raises:
        UsageError, InputError: the account is unknown or another one than the post names, the time has passed, a
            picture is not there, or it answers a post and nobody says which.
    """
    platform = platform_of(account, accounts)
    _refuse_other_account(post, account, accounts)
    if not is_seen(post.text):
        raise InputError("has no words, and a picture alone is not published from here.", where=post.place)
    planned = at or post.scheduled_at
    if post.in_reply_to and not answers:
        what = "answers another post, but not which one."
        raise InputError(what, where=post.place, fix="Give the address of that post with --answers.")
    fields = _fields(post, account, platform, config) | {"answers": answers, "media": _pictures(post, platform)}
    return Wanted(
        key=_key(account, fields),
        account=account,
        platform=platform.name,
        post=fields,
        at=coming(planned, now) if planned else None,
        warning=_too_long(post.text, platform),
    )


def edited(queued: QueuedPost, text: str, platform: Platform, *, now: datetime) -> Wanted:
    """A queued post with another text: a publication of its own, for the same time while that is to come.

    Raises:
        InputError: nothing can be read in the text.
    """
    if not is_seen(text):
        raise InputError("the new text is empty.", where=f"number {queued.id}", fix="Write what the post should say.")
    fields = queued.post | {"text": text, "replaces": queued.id}
    return Wanted(
        key=_key(queued.account, fields),
        account=queued.account,
        platform=platform.name,
        post=fields,
        at=queued.at if queued.at > now else None,
        warning=_too_long(text, platform),
    )


def platform_of(account: str, accounts: Mapping[str, Platform]) -> Platform:
    """The platform of the account that people call ``account``.

    Raises:
        UsageError: there is none of that name, or it cannot be spoken to from here.
    """
    if account not in accounts:
        known = ", ".join(sorted(accounts)) or "none"
        raise UsageError(f"There is no account {account!r} here. Those that there are: {known} (see accounts.toml).")
    require(accounts[account])
    return accounts[account]


def coming(moment: datetime, now: datetime) -> datetime:
    """``moment``, which must lie in the future.

    Raises:
        UsageError: it has passed, or is in a year in which nothing is published.
    """
    moment = as_utc(moment)
    if moment <= now:
        when = f"{moment:%Y-%m-%d %H:%M} UTC"
        raise UsageError(f"It cannot go out at {when}: that has passed. Choose a later time with --at.")
    if moment.year not in YEARS:
        raise UsageError(f"Nothing is published in the year {moment.year}. Correct the time.")
    return moment


def for_guard(post: Json, moment: datetime) -> Post:
    """The kept post as the guard reads it, meant to go out at ``moment``."""
    media = tuple(GuardMedia(path=each["path"], alt_text=each["alt_text"] or None) for each in post["media"])
    fields = {name: post.get(name) for name in (*_KEPT, "account", "platform")}
    return Post(**fields, media=media, scheduled_at=moment)  # type: ignore[arg-type]


def media(post: Json) -> tuple[Media, ...]:
    """The pictures of a kept post, as platforms take them."""
    return tuple(Media(path=each["path"], alt_text=each["alt_text"]) for each in post["media"])


def changed_picture(post: Json) -> str:
    """The first picture whose file is no longer what it was when the post was judged; empty when all are."""
    return next((each["path"] for each in post["media"] if _file_hash(each["path"]) != each["sha256"]), "")


def _refuse_other_account(post: Post, account: str, accounts: Mapping[str, Platform]) -> None:
    """A post on the wrong account is a mishap of its own."""
    if post.account and post.account != account and post.account in accounts:
        what = f"is meant for the account {post.account}, and you say --to {account}."
        raise InputError(what, where=post.place, fix="Correct one of the two.")


def _fields(post: Post, account: str, platform: Platform, config: Config) -> Json:
    """What the guard judges: as the account that will speak, on the platform where it will stand."""
    fields: dict[str, Any] = {name: getattr(post, name) for name in _KEPT}
    fields["account"] = account if account in config.accounts else post.account
    fields["platform"] = post.platform if platform.name == "outbox" else platform.name
    return fields


def _pictures(post: Post, platform: Platform) -> list[Json]:
    if post.media and not platform.capabilities.media:
        raise InputError(f"has pictures, and {platform.name} takes none from here.", where=post.place)
    alone = post.alt_text if len(post.media) == 1 else None
    return [_picture(each, post, alone) for each in post.media]


def _picture(picture: GuardMedia, post: Post, alone: str | None) -> Json:
    """A picture by the place of its file, which counts from where we are or from the file of the post."""
    beside = os.path.dirname(post.place.rpartition(":")[0])
    places = [os.path.abspath(os.path.join(folder, picture.path)) for folder in ("", beside)]
    path = next((place for place in places if os.path.isfile(place)), None)
    if not picture.path or path is None:
        what = f"has a picture {picture.path!r}, and there is no such file."
        raise InputError(what, where=post.place, fix="Give the place of the picture.")
    return kept_picture(path, picture.alt_text or alone or "")


def kept_picture(path: str, alt_text: str) -> Json:
    """A picture as the queue keeps it, with the hash of its file."""
    return {"path": path, "alt_text": alt_text, "sha256": _file_hash(path)}


def _file_hash(path: str) -> str:
    """The SHA-256 of a file; empty when it cannot be read."""
    try:
        with open(path, "rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _key(account: str, fields: Json) -> str:
    """What names this publication: the account, the post's id, and a hash of both and of all that readers will see."""
    pictures = "\0".join(f"{each['sha256']} {each['alt_text']}" for each in fields["media"])
    seen = text_hash("\0".join((account, fields["id"], fields["text"], fields["answers"] or "", pictures)))
    return f"post/{plain(account)}/{plain(fields['id'])}/{seen[:_SHORT]}"


def plain(name: str) -> str:
    """A name in letters that every platform takes in a key."""
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in "._-") else "-" for sign in name[:_LONGEST])


def _too_long(text: str, platform: Platform) -> str:
    longest = platform.capabilities.longest_text
    length = count_graphemes(text)
    if longest is None or length <= longest:
        return ""
    return (
        f"It has {length:,} characters, and {platform.name} shows {longest:,}: it is refused there, or cut in pieces."
    )
