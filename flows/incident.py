"""The nouns of an incident as the casebook keeps them: frozen, with times in UTC, ready for JSON.

What goes out (drafts, approvals, publications, the queue) is in ``flows.outgoing``.
"""

from datetime import date, datetime
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict

from flows.clock import as_utc

Moment = Annotated[AwareDatetime, AfterValidator(as_utc)]
"""A point in time; whatever zone it is given in, it is kept in UTC."""

Json = dict[str, Any]
"""An object of JSON whose keys are not the casebook's business."""


class Noun(BaseModel):
    """What all nouns share: they never change, and an unknown field is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid", from_attributes=True)


IncidentState = Literal[
    "opened",
    "contained",
    "acknowledged",
    "audience_known",
    "drafted",
    "awaiting_approval",
    "rejected",
    "approved",
    "published",
    "listening",
    "long_haul",
    "closed",
]
"""How far the recovery has come, in the order in which it usually goes."""

_ORDER: tuple[IncidentState, ...] = get_args(IncidentState)


def may_follow(state: IncidentState, following: IncidentState) -> bool:
    """Say whether an incident may go from ``state`` to ``following``.

    Always forward, also past some; back only to drafting and approving, because a text is rejected or a relapse asks
    for a new one. A closed incident is taken up again where it was.
    """
    if state == "closed":
        return following != "closed"
    back = following in {"drafted", "awaiting_approval"} and state in _ORDER[_ORDER.index("awaiting_approval") :]
    return back or _ORDER.index(following) > _ORDER.index(state)


class Incident(Noun):
    """One mishap: the post that went wrong, who leads the recovery and how far it is.

    ``post`` is the post as the guard reads it, ``plan`` what was agreed when the incident was opened (deadlines,
    margins, days of the check-ins). ``timeline_count`` and ``timeline_head`` seal the timeline's end.
    """

    id: str
    key: str | None
    brand: str
    account: str
    platform: str
    post: Json
    url: str | None
    published_at: Moment | None
    audience_size: int | None
    lead: str
    plan: Json
    state: IncidentState
    opened_at: Moment
    closed_at: Moment | None
    closed_by: str | None
    closing_reason: str | None
    timeline_count: int
    timeline_head: str

    @property
    def is_open(self) -> bool:
        """Say whether somebody still works on it."""
        return self.state != "closed"


class TimelineEvent(Noun):
    """Something that happened, once and for all: ``actor`` did ``what`` at ``at``.

    ``kind`` is for programs (``state``, ``evidence``, ``approval`` ...), ``what`` a sentence for people. ``hash``
    covers all other fields and the event before, so that a later change shows.
    """

    incident: str
    number: int
    key: str | None
    at: Moment
    actor: str
    kind: str
    what: str
    details: Json
    previous: str
    hash: str


class Broken(Noun):
    """A place in the casebook that is not what was written there: ``where`` for a person, ``what`` is wrong with it."""

    where: str
    what: str


class Verification(Noun):
    """What re-reading an incident found. ``head`` is the hash of the last event: note it elsewhere to be surer."""

    incident: str
    events: int
    evidence: int
    head: str
    broken: tuple[Broken, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Say whether everything is as it was written."""
        return not self.broken


EvidenceKind = Literal["post", "media", "replies", "quotes", "counts", "draft", "other"]


class Evidence(Noun):
    """Something as it was seen at ``taken_at``: a file in the evidence folder, found by the hash of its content."""

    id: int
    incident: str
    kind: EvidenceKind
    name: str
    source: str
    sha256: str
    size: int
    taken_at: Moment


RemedyState = Literal["open", "done", "broken"]


class Remedy(Noun):
    """Something the brand has promised, who sees to it and until when; ``proof`` is how one knows that it was done."""

    id: int
    incident: str
    promise: str
    owner: str
    due: date
    state: RemedyState
    proof: str | None
    promised_at: Moment
    settled_at: Moment | None
    reminders: int
    reminded_at: Moment | None


class MetricPoint(Noun):
    """One number of one day. Without an incident it is everyday measuring, the baseline of ``account``."""

    account: str
    metric: str
    day: date
    value: float
    source: str
    incident: str | None = None


CheckInState = Literal["planned", "done", "cancelled"]

CheckInStatus = Literal["recovering", "recovered", "relapsed", "not_recovered", "insufficient_data"]
"""What a check-in may say, in the words of ``guard incident assess``."""


class CheckIn(Noun):
    """A look at an incident ``day`` days after it was opened; ``run`` names the flow run that is planned for it."""

    incident: str
    day: int
    due_at: Moment
    state: CheckInState
    status: CheckInStatus | None
    result: Json
    run: str | None
    done_at: Moment | None


LessonKind = Literal["rule", "lexicon", "calendar", "test"]
LessonState = Literal["proposed", "merged", "refused"]


class Lesson(Noun):
    """What the guard should know next time: the ``text`` of a file that a person merges or refuses."""

    id: int
    incident: str
    kind: LessonKind
    title: str
    text: str
    state: LessonState
    proposed_at: Moment
    decided_at: Moment | None
    decided_by: str | None


StepState = Literal["running", "waiting", "done", "failed"]


class StepRecord(Noun):
    """How far one step of one incident is. ``holder`` may work on it until ``lease_until``; ``result`` is its end."""

    incident: str
    step: str
    state: StepState
    holder: str
    lease_until: Moment
    attempts: int
    result: Json
    problem: str | None
    started_at: Moment
    finished_at: Moment | None


class Claim(Noun):
    """The answer to a run that wants to do a step: ``won`` if it may; else ``record`` says who does or has done it."""

    won: bool
    record: StepRecord

    @property
    def is_done(self) -> bool:
        """Say whether the step is over, so that ``record.result`` is what there is to know."""
        return self.record.state == "done"


def moment_text(moment: datetime) -> str:
    """``moment`` as the casebook writes and hashes it: UTC, always as long, so that texts sort like times."""
    return as_utc(moment).isoformat(timespec="microseconds")
