"""Send everyday posts when their time has come, each once, and find out what became of those whose run has died."""

from collections.abc import Iterator
from datetime import timedelta

from flows.crash import crash_point
from flows.errors import NotAllowed
from flows.everyday.answers import Answer, NotNow, Outcome, draft, how_to_settle, standing
from flows.everyday.judging import judge, stopped, unapproved
from flows.everyday.wanted import changed_picture, media
from flows.outgoing import IN_OUTBOX, QueuedPost, lies_in_outbox
from flows.platforms.absent import require
from flows.platforms.base import Unclear
from flows.sending import Letter, NotSent, Sender, Unsure
from flows.terminal.desk import Desk
from guard.errors import ConfigError, GuardError
from guard.model import Verdict

PATIENCE = timedelta(minutes=10)
"""How long a run may be at a post before another one finds out what became of it."""

TOO_LATE = timedelta(hours=6)
"""How late a post may go out by itself, say because the machine was off; after that a person decides."""


def send_due(desk: Desk, *, by: str) -> Iterator[Answer]:
    """Send what is due, the oldest first, and find out what became of posts whose run has died.

    One that fails does not stop the others.
    """
    posts = desk.casebook.queue.all(states=["publishing"]) + desk.casebook.queue.due(desk.clock())
    for queued in posts:
        try:
            yield onward(desk, queued, by=by)
        except ConfigError as error:
            yield Answer("unset", f"Number {queued.id} waits: {error}", "", queued.id)
        except GuardError as error:
            yield Answer("refused", f"Number {queued.id}: {error}", "", queued.id)


def onward(desk: Desk, queued: QueuedPost, *, by: str) -> Answer:
    """Send it when it is due and nobody else does; else say where it stands.

    Raises:
        ConfigError: it is due, and its account cannot be spoken to from here; the post stays as it was.
    """
    now = desk.clock()
    account = desk.accounts.get(queued.account)
    if account and queued.at <= now and queued.state in {"waiting", "publishing"}:
        require(account)
    if queued.state == "waiting" and queued.at <= now:
        mine = desk.casebook.queue.start(queued.id, now=now)
        queued = desk.casebook.queue.get(queued.id)
        if mine:
            crash_point("everyday.started")
            return publish(desk, queued, by=by)
    if queued.state == "publishing" and _is_left(desk, queued):
        return publish(desk, queued, by=by)
    return standing(desk.casebook, queued)


def _is_left(desk: Desk, queued: QueuedPost) -> bool:
    """Say whether nobody is at it any more: its run was silent for too long, or has written down how it ended."""
    entry = desk.casebook.publications.named(queued.key)
    ended = entry is not None and entry.state not in {"intended", "sent"}
    return ended or queued.changed_at + PATIENCE <= desk.clock()


def publish(desk: Desk, queued: QueuedPost, *, by: str) -> Answer:
    """Send it once, or find out what became of it."""
    platform = desk.accounts.get(queued.account)
    if platform is None:
        return _withdraw(desk, queued, f"The account {queued.account} is not in accounts.toml any more.")
    post = queued.post
    letter = Letter(queued.key, queued.account, post["text"], media=media(post), answers=lambda: post.get("answers"))
    odd: list[str] = []
    sender = Sender(desk.casebook.publications, platform, by=by, clock=desk.clock)
    try:
        entry = sender.send(letter, last_look=lambda: _last_look(desk, queued), tell=odd.append)
    except NotNow as no:
        return _withdraw(desk, queued, str(no), no.verdict)
    except (Unsure, Unclear) as doubt:
        what = f"Nobody knows whether number {queued.id} is out. {doubt}"
        return Answer("unsure", what, how_to_settle(queued.id), queued.id)
    except NotSent as failed:
        return _withdraw(desk, queued, str(failed))._replace(outcome="refused")
    except NotAllowed as error:
        return _withdraw(desk, queued, f"{error} Has the account in accounts.toml become another one?")
    crash_point("everyday.confirmed")
    note = " ".join(odd)
    done = desk.casebook.queue.finish(queued.id, "published", now=desk.clock(), publication=queued.key, note=note)
    inside = lies_in_outbox(entry.url)
    how = "Put into the outbox" if inside else "Published"
    said = f"{how} as number {done.id}: {entry.url or entry.platform_id} {note}".rstrip()
    return standing(desk.casebook, done)._replace(said=said, fix=IN_OUTBOX if inside else "")


def _last_look(desk: Desk, queued: QueuedPost) -> None:
    """What may have changed since it was queued. Raises NotNow."""
    now, book = desk.clock(), desk.casebook
    if frozen := book.freezes.of(queued.account):
        raise NotNow(f"{queued.account} is frozen: {frozen.why}.")
    if book.queue.get(queued.id).state != "publishing":
        raise NotNow("Somebody has taken it out of the queue.")
    if now - queued.at > TOO_LATE:
        raise NotNow(f"It should have gone out at {queued.at:%Y-%m-%d %H:%M} UTC, and that is too long ago.")
    if picture := changed_picture(queued.post):
        raise NotNow(f"The picture {picture} is gone or is not the one that was checked.")
    verdict = judge(desk, queued.post, now)
    if stop := stopped(desk, verdict):
        reasons = " ".join(f.message for f in verdict.findings if f.severity == "block")
        said = "The guard blocks it now:" if stop.outcome == "blocked" else stop.said
        raise NotNow(f"{said} {reasons}".rstrip(), verdict)
    if missing := unapproved(desk, queued, verdict, now):
        raise NotNow(missing, verdict)


def _withdraw(desk: Desk, queued: QueuedPost, why: str, verdict: Verdict | None = None) -> Answer:
    """Make it a draft, with the reason."""
    kept = desk.casebook.queue.withdraw(queued.id, now=desk.clock(), why=why)
    outcome: Outcome = "blocked" if verdict and verdict.decision == "block" else "draft"
    fix = f"When that is settled: guard publish --release {kept.id} --at now --by NAME"
    return draft(kept, why, fix, verdict)._replace(outcome=outcome)
