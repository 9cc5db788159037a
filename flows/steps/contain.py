"""Step 1, remain calm: stop what is queued, keep what can be seen, and take nothing down yet.

The order matters. Queues are read and written down before anything in them is held, because some platforms keep no
copy. Replies are kept before anybody thinks of deleting the post: on some networks the replies of a deleted post are
gone for ever.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import chain
from typing import NamedTuple

from flows.case import Case
from flows.everyday.freezing import Brake, Frozen, Stopped
from flows.incident import EvidenceKind, Moment, Noun
from flows.outgoing import ALL_ACCOUNTS, MACHINE
from flows.platforms.base import Platform, PlatformError, QueuedItem, Reply
from flows.replies import RepliesFile
from guard.errors import InputError

STEP = "contain"
TITLE = "Stop the queues and keep the evidence"

CALM = (
    "Do not delete the post yet: what people wrote below it would be lost, and deleting looks like hiding.",
    "Do not answer in anger, and do not argue about what was meant.",
    "Do not delete or hide what critics write, unless it is spam or endangers somebody.",
    "Do not offer a discount or a gift: it reads as paying people off.",
    "Do not post anything else until every queue is confirmed as stopped.",
    "Do not let several people answer on their own: one person speaks, and that person is named here.",
)
"""What not to do in the first hour."""

HOLDING = (
    "We have seen what you are telling us about our post{where}. We are looking at it now and will answer here today."
)
"""A holding statement promises nothing but an answer: who was hurt and what will be done is not known yet."""

_WRITE_SOME = "Write one reply a line into it, with id, author, created_at and text, and give it again."


class Contained(Noun):
    """What was stopped and kept. ``replies`` were kept as evidence number ``replies_evidence``."""

    queues: tuple[Stopped, ...]
    sending: tuple[int, ...] = ()
    """Posts of ours, by their numbers in the queue, that were being sent in that moment."""
    held_here: int = 0
    """How many posts that waited here, and in no platform's own queue, are held."""
    replies: int
    replies_evidence: int | None
    unreadable: tuple[str, ...]
    holding_draft: int
    holding_due: Moment
    may_delete: bool
    calm: tuple[str, ...] = CALM

    @property
    def is_safe(self) -> bool:
        """Say whether nothing can go out by itself any more."""
        return not self.sending and all(queue.is_safe for queue in self.queues)


def contain(case: Case) -> Contained:
    """Freeze, verify, keep the evidence, and write a first answer for a person to read."""
    frozen = _freeze(case)
    kept = _keep_all(case)
    due = case.incident.opened_at + timedelta(minutes=case.agreed.holding_minutes)
    contained = Contained(
        queues=frozen.queues,
        sending=tuple(post.id for post in frozen.sending),
        held_here=len(frozen.held),
        replies=kept.replies,
        replies_evidence=kept.evidence,
        unreadable=kept.problems,
        holding_draft=_holding(case, due),
        holding_due=due,
        may_delete=case.platform is not None and case.platform.capabilities.delete,
    )
    case.casebook.incidents.move(case.name, "contained", by=case.by, now=case.now)
    return contained


# --- the queues -----------------------------------------------------------------------------------------------------


def _freeze(case: Case) -> Frozen:
    """Pull the brake, which writes down each queue before it touches anything in it, and tell what came of it."""
    found: dict[str, int] = {}

    def seen(account: str, queue: tuple[QueuedItem, ...]) -> None:
        found[account] = len(queue)
        _write_down(case, account, queue)

    account = ALL_ACCOUNTS if case.agreed.freeze == "all accounts" else case.incident.account
    brake = Brake(case.casebook, case.platforms, by=case.by, clock=lambda: case.now, seen=seen)
    frozen = brake.freeze(account, why=f"Incident {case.name}", incident=case.name)
    for queue in frozen.queues:
        if queue.account in found or queue.problem:
            _tell(case, queue, found.get(queue.account, 0))
    return frozen


def _tell(case: Case, queue: Stopped, found: int) -> None:
    if queue.problem:
        case.tell("freeze", f"The queue of {queue.account} could not be stopped for sure. {queue.problem}")
        return
    left = len(queue.still_going)
    going = {0: "nothing in it goes out any more", 1: "1 post in it is still going to go out"}
    said = going.get(left, f"{left} posts in it are still going to go out")
    case.tell("freeze", f"Read the queue of {queue.account} again: {said}.")
    if (lost := found - queue.held - left) > 0:
        posts = "A queued post" if lost == 1 else f"{lost} queued posts"
        case.tell("freeze", f"{posts} of {queue.account} could not be stopped: no longer in it when we came.")


def _write_down(case: Case, account: str, queue: Iterable[QueuedItem]) -> None:
    items = [item.model_dump(mode="json") for item in queue]
    if items:
        _keep(case, "other", f"queue of {account}", account, [json.dumps(items, ensure_ascii=False, indent=1).encode()])


# --- the evidence ---------------------------------------------------------------------------------------------------


class Kept(NamedTuple):
    """What was kept: which evidence the replies are, how many they are, and what could not be seen."""

    evidence: int | None
    replies: int
    problems: tuple[str, ...]


def _keep_all(case: Case) -> Kept:
    """Keep the post with its pictures, the counts, and the replies with the quotes."""
    post = case.mishap.post
    _keep(
        case, "post", "a copy of the post, as it was reported", "the report", [post.model_dump_json(indent=1).encode()]
    )
    for path in post.media:
        case.casebook.evidence.keep_file(
            case.name, path, kind="media", name=os.path.basename(path), source=path, by=case.by, now=case.now
        )
    problems: list[str] = []
    if case.platform and post.id:
        platform, place = case.platform, post.id
        problems += filter(None, [_tried(lambda: _keep_post(case, platform, place))])
        problems += filter(None, [_tried(lambda: _keep_counts(case, platform, place))])
    kept = _keep_replies(case)
    return kept._replace(problems=(*problems, *kept.problems))


def _tried(keep: Callable[[], None]) -> str:
    try:
        keep()
    except PlatformError as error:
        return f"Not everything could be kept: {error}"
    return ""


def _keep_post(case: Case, platform: Platform, place: str) -> None:
    seen = platform.read(place)
    _keep(case, "post", "the post as it stands there", platform.name, [seen.model_dump_json(indent=1).encode()])


def _keep_counts(case: Case, platform: Platform, place: str) -> None:
    counts = platform.counts(place)
    _keep(case, "counts", "the numbers below the post", platform.name, [counts.model_dump_json(indent=1).encode()])


def _keep_replies(case: Case) -> Kept:
    """Keep the replies of the file that was given, else those on the platform."""
    file, place = case.mishap.replies_file, case.mishap.post.id
    if file:
        return _keep_given(case, file)
    if case.platform is None or place is None:
        ask = "Nobody has given the replies, and the post cannot be asked for: give a file of replies."
        return Kept(None, 0, (ask,))
    kept = _keep_each(case, chain(case.platform.replies(place), case.platform.quotes(place)), case.platform.name)
    return kept._replace(problems=(*kept.problems, *case.platform.unreadable()))


def _keep_given(case: Case, path: str) -> Kept:
    """Keep the replies in the file that was given at the beginning; an empty one stops nothing, and is told."""
    replies = RepliesFile(path)
    kept = _keep_each(case, replies, path)
    none = f"{path} holds no replies. When there are some: guard incident replies {case.name} FILE --by NAME"
    return kept._replace(problems=replies.left_out() if replies.read else (none,))


def keep_file(case: Case, path: str) -> Kept:
    """Keep the replies in the file ``path``.

    Raises:
        InputError: it cannot be read, holds nothing, or not one of its lines is a reply; then nothing is kept.
    """
    replies = RepliesFile(path)
    kept = _keep_each(case, _some(replies), path)
    return kept._replace(problems=replies.left_out())


def _some(replies: RepliesFile) -> Iterator[Reply]:
    yield from replies
    if not replies.read:
        raise InputError("holds no replies, so nothing was kept.", where=replies.path, fix=_WRITE_SOME)


def _keep_each(case: Case, replies: Iterable[Reply], source: str) -> Kept:
    """Keep replies one by one; where the platform stops answering, what was read until then is kept."""
    count, problems = 0, list[str]()

    def lines() -> Iterator[bytes]:
        nonlocal count
        try:
            for reply in replies:
                count += 1
                yield reply.model_dump_json().encode() + b"\n"
        except PlatformError as error:
            problems.append(f"Not all replies could be read: {error}")

    evidence = _keep(case, "replies", "the replies", source, lines())
    return Kept(evidence, count, tuple(problems))


def _keep(case: Case, kind: EvidenceKind, name: str, source: str, content: Iterable[bytes]) -> int:
    evidence = case.casebook.evidence.keep(
        case.name, content, kind=kind, name=name, source=source, by=case.by, now=case.now
    )
    return evidence.id


# --- the first answer -----------------------------------------------------------------------------------------------


def _holding(case: Case, due: datetime) -> int:
    """A first answer as a draft: a person decides whether it goes out."""
    day = case.mishap.post.published_at
    text = HOLDING.format(where=f" of {day:%-d %B}" if day else "")
    draft = case.casebook.drafts.add(
        case.name,
        text,
        platform=case.incident.platform,
        author=MACHINE,
        purpose="holding",
        now=case.now,
        findings=case.objections(text, profile="reply"),
    )
    case.tell(
        "holding", f"Wrote a first answer; it should go out before {due:%H:%M} UTC.", {"draft": draft.id}, key="holding"
    )
    return draft.id
