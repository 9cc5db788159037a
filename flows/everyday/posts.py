"""The everyday path of a post: checked, approved where the guard says review, queued, published once.

It is judged again in the moment when it goes out. Whatever stands in its way then makes it a draft, which goes out only
when a person releases it: nothing is ever sent late by itself, and a thaw sends nothing at all.
"""

from datetime import datetime

from flows.crash import crash_point
from flows.errors import IllegalMove, NotAllowed
from flows.everyday.answers import Answer, Approver, draft, standing
from flows.everyday.dispatch import onward, publish
from flows.everyday.judging import approve, as_findings, judge, stopped, unapproved
from flows.everyday.taken_over import has_gone_out
from flows.everyday.wanted import Wanted, edited, platform_of
from flows.outgoing import QueuedPost
from flows.platforms.absent import require
from flows.terminal.desk import Desk
from guard.model import Verdict

REPLACED = "Replaced by number "
"""How the note of a draft begins that another text has replaced; the number of that one follows."""


def submit(desk: Desk, wish: Wanted, *, by: str, approver: Approver | None = None, two_person: bool = False) -> Answer:
    """Publish or queue what somebody wants to go out, or keep it as a draft and say what is missing.

    The same wish again goes on where it stands and is never published a second time.

    Raises:
        NotAllowed: the two-person rule forbids this approval.
    """
    known = desk.casebook.queue.named(wish.key)
    verdict = judge(desk, wish.post, wish.at or desk.clock())
    if known is None:
        if stop := stopped(desk, verdict):
            return stop
        known = _keep(desk, wish, verdict, by=by, two_person=two_person)
        crash_point("everyday.queued")
        if known.state == "draft" and desk.casebook.freezes.of(known.account) is None:
            return release(desk, known.id, at=wish.at, by=by, approver=approver)
    elif known.state == "draft":
        return release(desk, known.id, at=wish.at, by=by, approver=approver)
    elif known.state == "waiting" and wish.at and known.at > desk.clock() and known.at != wish.at:
        return _moved(desk, wish, known, verdict, by=by)
    return _said_again(wish, known, onward(desk, known, by=by)._replace(verdict=verdict))


def _moved(desk: Desk, wish: Wanted, queued: QueuedPost, verdict: Verdict, *, by: str) -> Answer:
    """Move what is only scheduled to the time that is wanted now, unless it could not go out then."""
    at = wish.at or queued.at
    missing = "The guard blocks it then." if stopped(desk, verdict) else unapproved(desk, queued, verdict, at)
    was = f"{queued.at:%Y-%m-%d %H:%M} UTC"
    if missing:
        answer = standing(desk.casebook, queued)._replace(verdict=verdict)
        return answer._replace(said=f"{answer.said} It was not moved: {missing}")
    desk.casebook.queue.withdraw(queued.id, now=desk.clock(), why=f"Moved to another time by {by}.")
    moved = desk.casebook.queue.release(queued.id, at=at, now=desk.clock(), by=by)
    answer = standing(desk.casebook, moved)._replace(verdict=verdict)
    return answer._replace(said=f"{answer.said} It was scheduled for {was} before.")


def _said_again(wish: Wanted, queued: QueuedPost, answer: Answer) -> Answer:
    """Say so when it stays as it was decided before, whatever time is wanted now."""
    if answer.outcome == "published" and queued.state == "published" and wish.at:
        when = f"since {queued.changed_at:%Y-%m-%d %H:%M} UTC, so the new time changes nothing"
        return answer._replace(said=f"{answer.said} It has been so {when}.")
    if answer.outcome != "queued" or queued.at == wish.at:
        return answer
    number = queued.id
    how = f"guard publish --withdraw {number} --reason TEXT, then guard publish --release {number} --at TIME"
    return answer._replace(said=f"{answer.said} That was decided before.", fix=f"For another time: {how}")


def _keep(desk: Desk, wish: Wanted, verdict: Verdict, *, by: str, two_person: bool) -> QueuedPost:
    """Queue it; as a draft when a person must look first, or while its account is frozen."""
    book, now = desk.casebook, desk.clock()
    text = book.drafts.add(
        None,
        wish.post["text"],
        platform=wish.platform,
        author=by,
        now=now,
        audience=wish.key,
        purpose="post",
        findings=as_findings(verdict),
    )
    waits = verdict.decision == "review" or book.freezes.of(wish.account) is not None
    return book.queue.add(
        wish.key,
        account=wish.account,
        post=wish.post | {"two_person": two_person},
        at=wish.at or now,
        by=by,
        now=now,
        draft=text.id,
        as_draft=waits,
    )


# --- a draft that a person releases ---------------------------------------------------------------------------------


def release(desk: Desk, number: int, *, at: datetime | None, by: str, approver: Approver | None = None) -> Answer:
    """Let a draft go out at ``at`` (None: now), after it is judged again and, where that is needed, approved.

    Raises:
        IllegalMove: it is no draft.
        NotAllowed: the two-person rule forbids this approval.
        ConfigError: its account cannot be spoken to from here.
    """
    queued, now = desk.casebook.queue.get(number), desk.clock()
    if queued.state != "draft":
        return onward(desk, queued, by=by)
    verdict = judge(desk, queued.post, at or now)
    if stop := _unreleasable(desk, queued, verdict, by=by):
        return stop
    if verdict.decision == "review" and approver:
        approve(desk, queued, verdict, approver, until=at or now)
    if missing := unapproved(desk, queued, verdict, at or now):
        return draft(queued, missing, _how_to_approve(queued, at), verdict)
    crash_point("everyday.approved")
    entry = desk.casebook.publications.named(queued.key)
    if entry and entry.state == "refused":
        desk.casebook.publications.retry(queued.key, by=by, now=now, why=f"Released by {by}.")
    queued = desk.casebook.queue.release(number, at=at or now, now=now, by=by)
    return onward(desk, queued, by=by)._replace(verdict=verdict)


def _unreleasable(desk: Desk, queued: QueuedPost, verdict: Verdict, *, by: str) -> Answer | None:
    """Why a draft cannot be released, or what has become of it already."""
    if queued.account not in desk.accounts:
        return draft(queued, f"The account {queued.account} is not in accounts.toml.", "Put it there.", verdict)
    require(desk.accounts[queued.account])
    entry = desk.casebook.publications.named(queued.key)
    if entry and entry.state in {"sent", "unknown", "confirmed"}:
        return publish(desk, queued, by=by)
    if desk.casebook.freezes.of(queued.account):
        return standing(desk.casebook, queued)
    if stop := stopped(desk, verdict):
        return stop._replace(said=stop.said.replace("Nothing was kept", "It stays a draft"), number=queued.id)
    return _untakeable(desk, queued, verdict)


def _untakeable(desk: Desk, queued: QueuedPost, verdict: Verdict) -> Answer | None:
    """Why a post that waited in a platform's own queue cannot be released from ours."""
    if queued.post.get("pictures_there"):
        return draft(
            queued,
            "It has pictures that only the platform holds.",
            "Publish its text and its pictures as a post of your own.",
            verdict,
        )
    if has_gone_out(desk.accounts[queued.account], queued.post):
        note = "It went out from the platform's own queue before it could be stopped."
        desk.casebook.queue.finish(queued.id, "refused", now=desk.clock(), publication=None, note=note)
        return Answer("published", f"Number {queued.id} is out already. {note}", "", queued.id, verdict)
    return None


def _how_to_approve(queued: QueuedPost, at: datetime | None) -> str:
    when = at.isoformat(timespec="minutes") if at else "now"
    return f"To approve: guard publish --release {queued.id} --at {when} --by NAME --approve-as NAME --reason TEXT"


# --- what a person says about a post --------------------------------------------------------------------------------


def approve_and_release(desk: Desk, queued: QueuedPost, *, who: str, reason: str) -> Answer:
    """A person has read the draft and says yes: it goes out at its time, or now when that has passed."""
    at = queued.at if queued.at > desk.clock() else None
    return release(desk, queued.id, at=at, by=who, approver=Approver(who, reason.strip() or "Read and approved."))


def edit(desk: Desk, queued: QueuedPost, text: str, *, who: str, reason: str) -> Answer:
    """A person has written a better text: it is judged as a post of its own, and the draft goes nowhere any more.

    Whoever writes a text says that it may go out, unless two people must.

    Raises:
        UsageError, InputError: the account is not known any more, or the text is empty.
    """
    two_person = bool(queued.post.get("two_person"))
    wish = edited(queued, text, platform_of(queued.account, desk.accounts), now=desk.clock())
    approver = None if two_person else Approver(who, reason.strip() or "Edited and approved.")
    answer = submit(desk, wish, by=who, approver=approver, two_person=two_person)
    if answer.number is not None and answer.number != queued.id:
        note = f"{REPLACED}{answer.number}."
        desk.casebook.queue.finish(queued.id, "refused", now=desk.clock(), publication=None, note=note)
    return answer


def reject(desk: Desk, queued: QueuedPost, *, who: str, reason: str) -> Answer:
    """A person says no: it never goes out.

    Raises:
        NotAllowed: the name or the reason is missing.
    """
    now, book = desk.clock(), desk.casebook
    book.approvals.decide(queued.draft or 0, "rejected", who=who, now=now, reason=reason)
    note = f"Rejected by {who}: {reason}"
    return standing(book, book.queue.finish(queued.id, "refused", now=now, publication=None, note=note))


def withdraw(desk: Desk, number: int, *, why: str, by: str) -> Answer:
    """Take a post out of the queue: it is a draft from then on.

    Raises:
        IllegalMove: it does not wait, or is being sent right now.
    """
    queued = desk.casebook.queue.get(number)
    if queued.state not in {"waiting", "held", "draft"}:
        raise IllegalMove(f"Number {number} is {queued.state}, and only what waits can be taken out of the queue.")
    queued = desk.casebook.queue.withdraw(number, now=desk.clock(), why=f"Taken out of the queue by {by}: {why}")
    return standing(desk.casebook, queued)


def posted(desk: Desk, number: int, *, where: str, by: str) -> Answer:
    """A person has seen the post at ``where``, after nobody knew whether it went out."""
    queued = _unsettled(desk, number)
    desk.casebook.publications.confirm(queued.key, platform_id=where, url=where, by=by, now=desk.clock())
    note = f"{by} has seen it."
    done = desk.casebook.queue.finish(number, "published", now=desk.clock(), publication=queued.key, note=note)
    return standing(desk.casebook, done)


def not_posted(desk: Desk, number: int, *, why: str, by: str) -> Answer:
    """A person has looked, and the post is not out: it becomes a draft that can be released again."""
    queued = _unsettled(desk, number)
    desk.casebook.publications.refuse(queued.key, by=by, now=desk.clock(), why=why)
    note = f"{by} has looked, and it is not out: {why}"
    return standing(desk.casebook, desk.casebook.queue.withdraw(number, now=desk.clock(), why=note))


def _unsettled(desk: Desk, number: int) -> QueuedPost:
    """A post of which nobody knows whether it went out."""
    queued = desk.casebook.queue.get(number)
    entry = desk.casebook.publications.named(queued.key)
    if entry is None or entry.state != "unknown":
        what = f"It is known what became of number {number}, or a run is at it right now."
        raise NotAllowed(f"{what} Run guard publish --due, then look at guard publish --list.")
    return queued
