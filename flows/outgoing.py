"""The nouns of what goes out: drafts, approvals, the ledger of publications, the queue and its freezes."""

import hashlib
from datetime import timedelta
from typing import Literal

from pydantic import Field

from flows.incident import Json, Moment, Noun

MACHINE = "mishap"
"""The author of drafts that this program wrote. It is nobody: under the two-person rule it does not count."""

EVERYBODY = "everybody"
"""The audience of a draft that is for all who read it."""

ALL_ACCOUNTS = "*"
"""The account of a freeze that stops all accounts."""


IN_OUTBOX = "Nobody has seen it there. A person must copy it to your account, or a tool publish it from the folder."
"""What is said about a text that was "published" into a folder of this machine."""


def once_posted(key: str) -> str:
    """How to tell where a text stands that was copied from the outbox; ``key`` is its key in the ledger."""
    incident = key.rpartition("/")[0]
    return f"Once it is published, say where: guard incident posted {incident} {key} ADDRESS --by NAME"


def place_named(platform: str) -> str:
    """Where a text stands, in a sentence: an outbox is no network, nobody reads what lies there."""
    return "in the outbox (a folder of texts; nothing in it is published)" if platform == "outbox" else f"on {platform}"


def lies_in_outbox(place: str | None) -> bool:
    """Say whether ``place``, where a text stands, is a file of an outbox: so nobody has seen it yet."""
    return (place or "").startswith("file:")


def text_hash(text: str) -> str:
    """The SHA-256 of a text: what was approved under this hash is what goes out, to the last character."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Draft(Noun):
    """A text that may go out. It never changes: an edit is a new draft of the next ``round`` that ``supersedes`` it.

    ``findings`` are what the guard said about it. Without an incident it belongs to an everyday post.
    """

    id: int
    incident: str | None
    purpose: str
    audience: str
    platform: str
    text: str
    sha256: str
    author: str
    round: int
    findings: tuple[Json, ...]
    supersedes: int | None
    written_at: Moment


Decision = Literal["approved", "edited", "rejected"]


class Approval(Noun):
    """What a person decided about a draft. ``sha256`` is the hash of ``text``: what they said may go out.

    For an edit that is the new text, which stands as the draft ``successor`` and is judged again.
    """

    id: int
    incident: str | None
    draft: int
    draft_hash: str
    decision: Decision
    who: str
    reason: str
    text: str
    sha256: str
    successor: int | None
    decided_at: Moment
    expires_at: Moment


class ApprovalRules(Noun):
    """What a text needs before it goes out.

    ``two_person``: two different people must have had a hand in it, and nobody approves a draft of their own.
    ``valid_for``: an approval older than this does not count any more.
    """

    two_person: bool = False
    valid_for: timedelta = Field(default=timedelta(hours=24), gt=timedelta(0))


class Standing(Noun):
    """Where a draft stands at one moment: ``approved`` by ``by``, ``rejected``, or ``missing`` so many people.

    A draft with a ``successor`` was replaced and never goes out; ``expired`` approvals do not count; ``reason`` says
    why it was rejected.
    """

    draft: Draft
    approved: bool
    rejected: bool
    by: tuple[str, ...]
    missing: int
    expired: int
    reason: str
    successor: int | None


PublicationState = Literal["intended", "sent", "confirmed", "unknown", "refused"]
"""intended: written down before anything happens. sent: a run is sending, or died while it was. confirmed: read back
on the platform. unknown: it may have gone out, look before doing anything. refused: it certainly did not go out."""

MOVES: dict[PublicationState, tuple[PublicationState, ...]] = {
    "intended": ("sent", "refused"),
    "sent": ("confirmed", "unknown", "refused"),
    "unknown": ("confirmed", "refused"),
    "refused": ("intended",),
    "confirmed": (),
}
"""What may follow what in the ledger. Nothing leads from unknown back to sending: only a look or a person does."""


class Publication(Noun):
    """One outward act, from the intention to the proof. ``key`` is the idempotency key; the platform gets it too."""

    id: int
    key: str
    incident: str | None
    account: str
    platform: str
    draft_hash: str
    state: PublicationState
    sender: str | None
    platform_id: str | None
    url: str | None
    note: str
    intended_at: Moment
    sent_at: Moment | None
    settled_at: Moment | None


class Freeze(Noun):
    """Nothing that is queued for ``account`` goes out (``*``: for all accounts), until a person lifts it."""

    id: int
    account: str
    incident: str | None
    since: Moment
    by: str
    why: str
    lifted_at: Moment | None
    lifted_by: str | None
    lifted_why: str | None


QueueState = Literal["waiting", "held", "draft", "publishing", "published", "refused"]
"""waiting for its time; held by a freeze; draft: a person must release it (again); the rest as the ledger says."""


class QueuedPost(Noun):
    """An everyday post on its way: ``post`` as the guard reads it, to go out on ``account`` at ``at``."""

    id: int
    key: str
    account: str
    post: Json
    at: Moment
    state: QueueState
    note: str
    draft: int | None
    publication: str | None
    queued_by: str
    queued_at: Moment
    changed_at: Moment
