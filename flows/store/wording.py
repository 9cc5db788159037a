"""How the casebook words what has happened: sentences for people who run accounts, not the states of a program.

Every shelf of the casebook takes the sentences of its timeline events from here. Events that were written by earlier
versions keep their words: the timeline is never changed.
"""

import re
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from flows.incident import CheckInState, CheckInStatus, IncidentState, LessonKind, LessonState, RemedyState
from flows.outgoing import EVERYBODY, MACHINE, PublicationState, lies_in_outbox

_KEY = re.compile(r"/(?P<purpose>[a-z]{1,40}\d{0,4})-(?P<draft>\d{1,18})$")

_ROUND = re.compile(r"apology(?P<number>\d{1,4})$")

_ORDINALS = ("last", *"first second third fourth fifth sixth seventh eighth ninth tenth".split())

STANDS: dict[IncidentState, str] = {
    "opened": "just opened",
    "contained": "queues stopped",
    "acknowledged": "weighed",
    "audience_known": "replies read",
    "drafted": "drafts written",
    "awaiting_approval": "awaiting approval",
    "rejected": "text rejected",
    "approved": "text approved",
    "published": "apology sent",
    "listening": "listening",
    "long_haul": "looking again",
    "closed": "closed",
}
"""Where an incident stands, in a word or two for a list."""

_REACHED: dict[IncidentState, str] = {
    "opened": "The incident is open.",
    "contained": "The queues have been dealt with, and the evidence is kept.",
    "acknowledged": "It is written down what the post did.",
    "audience_known": "The replies have been read.",
    "drafted": "Drafts of the apology are written.",
    "awaiting_approval": "The apology waits for a person to approve it.",
    "rejected": "The text was rejected: a better one is needed.",
    "approved": "The apology may go out: whoever must approve it has done so.",
    "published": "The apology was handed over, once.",
    "listening": "Now we listen to what people answer.",
    "long_haul": "From now on somebody looks again on the planned days.",
    "closed": "The incident was closed",
}

FARED: dict[CheckInStatus, str] = {
    "recovered": "the numbers are back to normal",
    "recovering": "the numbers are getting better",
    "not_recovered": "the numbers are still worse than before",
    "relapsed": "it had got better and is worse again",
    "insufficient_data": "nobody can tell yet, there are too few numbers",
}
"""What a look at the numbers says."""

ASK = {
    "apology": "ask for an apology",
    "remove": "ask you to take the post down",
    "fire": "ask you to dismiss somebody",
    "refund": "ask for their money back",
    "donate": "ask you to give to those hurt",
    "boycott": "leave, or call on others to leave",
    "explain": "ask you to explain how it came about",
    "policy": "ask you to do it differently from now on",
}
"""What is asked for, as the end of a sentence."""

_BECAME: dict[PublicationState, str] = {
    "intended": "not sent yet",
    "sent": "being sent",
    "confirmed": "out, and read back there",
    "unknown": "nobody knows whether it is out: somebody must look",
    "refused": "did not go out",
}

PROMISE: dict[RemedyState, str] = {"open": "open", "done": "kept", "broken": "given up"}
LESSON: dict[LessonState, str] = {
    "proposed": "proposed",
    "merged": "added to the guard",
    "refused": "refused",
}
CHECK_IN: dict[CheckInState, str] = {"planned": "still to come", "done": "done", "cancelled": "called off"}
"""How a promise, a lesson and a check-in stand, in a column."""

_LESSONS: dict[LessonKind, str] = {
    "rule": "a rule of the house",
    "lexicon": "words to look out for",
    "calendar": "a day to be careful on",
    "test": "the post as a test",
}


_AT = {
    "contain": "stopping the queues",
    "acknowledge": "weighing the incident",
    "audience": "reading the replies",
    "apology": "writing drafts",
    "approval": "waiting for an approval",
    "publish": "publishing",
    "listen": "beginning to listen",
    "long_haul": "planning the check-ins",
    "lesson": "writing down what was learnt",
}
"""What a run is doing, by the step."""


def reached(state: IncidentState, before: IncidentState, why: str) -> str:
    """The incident has come to ``state``."""
    if before == "closed":
        return f"The incident was taken up again: {why}"
    if state == "closed":
        return f"{_REACHED[state]}: {why}"
    return f"{_REACHED[state]} {why}".rstrip()


def purpose_named(purpose: str) -> str:
    """What a text is for, as people say it."""
    if again := _ROUND.match(purpose):
        return f"the {_ordinal(int(again['number']))} apology"
    return {"holding": "the first answer", "apology": "the apology"}.get(purpose, purpose.replace("-", " "))


def _ordinal(number: int) -> str:
    """``second``, ``third`` ... ``21st``: the place of one among many."""
    if number < len(_ORDINALS):
        return _ORDINALS[number]
    teens = 10 <= number % 100 <= 20
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def who_named(actor: str) -> str:
    """Who did it, as people say it: runs and programs have names that say nothing to them."""
    if actor == MACHINE:
        return "this program"
    try:
        UUID(actor)
    except ValueError:
        return actor
    return "this program"


def held_here(count: int) -> str:
    """Posts that waited in the queue of this program are held."""
    return "1 post that was queued here is held." if count == 1 else f"{count} posts that were queued here are held."


def drafted(number: int, purpose: str, audience: str, version: int) -> str:
    """A draft was written."""
    whom = "" if audience == EVERYBODY else f" for {audience} alone"
    again = f", version {version}" if version > 1 else ""
    return f"Wrote draft {number}, {purpose_named(purpose)}{whom}{again}."


def decided(who: str, decision: str, draft: int, *, reason: str, successor: int | None) -> str:
    """A person has said something about a draft."""
    if successor is not None:
        return f"{who} edited draft {draft}: the new text is draft {successor}."
    return f"{who} {decision} draft {draft}{f': {reason}' if reason.strip() else '.'}"


def text_named(key: str) -> str:
    """The text that a key of the ledger stands for, at the beginning of a sentence."""
    found = _KEY.search(key)
    if found is None:
        return "The text"
    named = purpose_named(found["purpose"])
    return f"{named[0].upper()}{named[1:]} (draft {found['draft']})"


def sent(key: str, state: PublicationState, *, account: str, platform: str, url: str | None = None) -> str:
    """What became of a text on its way to an account; ``url`` is where it stands, if it stands somewhere."""
    text, there = text_named(key), account if platform == account else f"{account} ({platform})"
    out = "lies in the outbox" if platform == "outbox" else f"is out on {there}"
    if was_copied(state, platform, url):
        return f"{text} was copied from the outbox by hand; it is out at {url}."
    return {
        "intended": f"{text} is to go out on {there}.",
        "sent": f"{text} is being sent to {there}.",
        "confirmed": f"{text} {out}, and was read back there.",
        "unknown": f"Nobody knows whether {text[0].lower()}{text[1:]} is out on {there}: somebody must look.",
        "refused": f"{text} did not go out on {there}.",
    }[state]


def was_copied(state: PublicationState, platform: str, url: str | None) -> bool:
    """Say whether a person has told where they posted a text that had been put into the outbox."""
    return state == "confirmed" and platform == "outbox" and bool(url) and not lies_in_outbox(url)


def corrected(key: str, *, was: str, now: str) -> str:
    """A person has told another address than before."""
    return f"{text_named(key)} is out at {now}: this replaces the address {was}, which was reported before."


def became(state: PublicationState, platform: str, url: str | None = None) -> str:
    """What became of a text, in a column; ``url`` is where it stands, if it stands somewhere."""
    if was_copied(state, platform, url):
        return "out: a person posted it by hand"
    return "in the outbox" if (state, platform) == ("confirmed", "outbox") else _BECAME[state]


def promised(promise: str, owner: str, due: date) -> str:
    """Something was promised."""
    return f"Promised: {promise.rstrip('.')}. {owner} sees to it by {due:%-d %B %Y}."


def settled(promise: str, proof: str, *, kept: bool) -> str:
    """A promise was kept or given up."""
    return f"{'A promise was kept' if kept else 'A promise was given up'}: {promise.rstrip('.')}. {proof}"


def reminded(owner: str, promise: str) -> str:
    """The owner of a promise was reminded of it."""
    return f"Reminded {owner} of the promise: {promise.rstrip('.')}."


def planned(days: Iterable[int]) -> str:
    """Looks were planned for these days after the opening."""
    listed = ", ".join(map(str, days))
    return f"Planned to look again, so many days after the incident was opened: {listed}."


def looked(day: int, status: CheckInStatus) -> str:
    """Somebody has looked again."""
    return f"Looked again on day {day}: {FARED[status]}."


def taken_over(step: str) -> str:
    """Another run does a step, because the one that was at it has stopped."""
    name, _, number = step.partition(" ")
    at = _AT.get(name, name.replace("_", " ")) + (f" (for {purpose_named(f'apology{number}')})" if number else "")
    return f"A run stopped while it was {at}; another one goes on in its place."


def proposed(kind: LessonKind, title: str) -> str:
    """A lesson was proposed."""
    return f"Proposed a lesson for the guard, {_LESSONS[kind]}: {title}"


def learnt(state: LessonState, title: str) -> str:
    """A person has said what becomes of a lesson."""
    return f"{'The guard has learnt' if state == 'merged' else 'The guard shall not learn'} this lesson: {title}"
