"""The tables of the casebook. The nouns in ``flows.incident`` and ``flows.outgoing`` say what the columns mean.

A change here needs a new file in ``migrations/versions``; a test compares the two.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from flows.store.columns import Base

Json = dict[str, Any]


class IncidentRow(Base):
    """One mishap. ``timeline_count`` and ``timeline_head`` make a timeline whose end was cut off show."""

    __tablename__ = "incident"
    id: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str | None] = mapped_column(unique=True)
    brand: Mapped[str]
    account: Mapped[str]
    platform: Mapped[str]
    post: Mapped[Json]
    url: Mapped[str | None]
    published_at: Mapped[datetime | None]
    audience_size: Mapped[int | None] = mapped_column(BigInteger)
    lead: Mapped[str]
    plan: Mapped[Json]
    state: Mapped[str] = mapped_column(index=True)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None]
    closing_reason: Mapped[str | None]
    timeline_count: Mapped[int]
    timeline_head: Mapped[str]


class TimelineRow(Base):
    """One event. ``at`` and ``details`` are kept as the very texts that were hashed."""

    __tablename__ = "timeline_event"
    __table_args__ = (UniqueConstraint("incident", "key"),)
    incident: Mapped[str] = mapped_column(ForeignKey("incident.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[str | None]
    at: Mapped[str]
    actor: Mapped[str]
    kind: Mapped[str]
    what: Mapped[str]
    details: Mapped[str]
    previous: Mapped[str]
    hash: Mapped[str]


class EvidenceRow(Base):
    """One thing as it was seen; its content is a file named by ``sha256``."""

    __tablename__ = "evidence"
    __table_args__ = (UniqueConstraint("incident", "kind", "sha256", "source"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    incident: Mapped[str] = mapped_column(ForeignKey("incident.id"))
    kind: Mapped[str]
    name: Mapped[str]
    source: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    taken_at: Mapped[datetime]


class DraftRow(Base):
    """A text that may go out; two edits cannot supersede the same draft."""

    __tablename__ = "draft"
    id: Mapped[int] = mapped_column(primary_key=True)
    incident: Mapped[str | None] = mapped_column(ForeignKey("incident.id"), index=True)
    purpose: Mapped[str]
    audience: Mapped[str]
    platform: Mapped[str]
    text: Mapped[str]
    sha256: Mapped[str]
    author: Mapped[str]
    round: Mapped[int]
    findings: Mapped[list[Json]]
    supersedes: Mapped[int | None] = mapped_column(ForeignKey("draft.id"), unique=True)
    written_at: Mapped[datetime]


class ApprovalRow(Base):
    """What a person decided about a draft."""

    __tablename__ = "approval"
    id: Mapped[int] = mapped_column(primary_key=True)
    incident: Mapped[str | None] = mapped_column(ForeignKey("incident.id"))
    draft: Mapped[int] = mapped_column(ForeignKey("draft.id"), index=True)
    draft_hash: Mapped[str]
    decision: Mapped[str]
    who: Mapped[str]
    reason: Mapped[str]
    text: Mapped[str]
    sha256: Mapped[str]
    successor: Mapped[int | None] = mapped_column(ForeignKey("draft.id"), index=True)
    decided_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class PublicationRow(Base):
    """One outward act in the ledger; the key makes it one."""

    __tablename__ = "publication"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    incident: Mapped[str | None] = mapped_column(ForeignKey("incident.id"), index=True)
    account: Mapped[str]
    platform: Mapped[str]
    draft_hash: Mapped[str]
    state: Mapped[str] = mapped_column(index=True)
    sender: Mapped[str | None]
    platform_id: Mapped[str | None]
    url: Mapped[str | None]
    note: Mapped[str]
    intended_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]


class RemedyRow(Base):
    """A promise; the same one is written down once."""

    __tablename__ = "remedy"
    __table_args__ = (UniqueConstraint("incident", "promise"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    incident: Mapped[str] = mapped_column(ForeignKey("incident.id"))
    promise: Mapped[str]
    owner: Mapped[str]
    due: Mapped[date]
    state: Mapped[str]
    proof: Mapped[str | None]
    promised_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    reminders: Mapped[int]
    reminded_at: Mapped[datetime | None]


class MetricRow(Base):
    """One number of one day. NULLs differ from each other in a key, hence one key with and one without incident."""

    __tablename__ = "metric_point"
    __table_args__ = (
        Index(
            "uq_metric_point_baseline",
            "account",
            "metric",
            "day",
            "source",
            unique=True,
            sqlite_where=text("incident IS NULL"),
            postgresql_where=text("incident IS NULL"),
        ),
        Index(
            "uq_metric_point_incident",
            "incident",
            "account",
            "metric",
            "day",
            "source",
            unique=True,
            sqlite_where=text("incident IS NOT NULL"),
            postgresql_where=text("incident IS NOT NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    incident: Mapped[str | None] = mapped_column(ForeignKey("incident.id"))
    account: Mapped[str]
    metric: Mapped[str]
    day: Mapped[date]
    value: Mapped[float]
    source: Mapped[str]


class CheckInRow(Base):
    """One planned look at an incident."""

    __tablename__ = "check_in"
    incident: Mapped[str] = mapped_column(ForeignKey("incident.id"), primary_key=True)
    day: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    due_at: Mapped[datetime] = mapped_column(index=True)
    state: Mapped[str]
    status: Mapped[str | None]
    result: Mapped[Json]
    run: Mapped[str | None]
    done_at: Mapped[datetime | None]


class LessonRow(Base):
    """A proposal for the guard; the same one is made once."""

    __tablename__ = "lesson"
    __table_args__ = (UniqueConstraint("incident", "kind", "title"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    incident: Mapped[str] = mapped_column(ForeignKey("incident.id"))
    kind: Mapped[str]
    title: Mapped[str]
    text: Mapped[str]
    state: Mapped[str]
    proposed_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None]


class AlertRow(Base):
    """Something that people were told, or should be: each occasion once."""

    __tablename__ = "alert"
    key: Mapped[str] = mapped_column(primary_key=True)
    incident: Mapped[str | None] = mapped_column(ForeignKey("incident.id"))
    state: Mapped[str]
    attempts: Mapped[int]
    changed_at: Mapped[datetime]


class FreezeRow(Base):
    """A stop of the queue; an account has one at a time."""

    __tablename__ = "freeze"
    __table_args__ = (
        Index(
            "uq_freeze_active",
            "account",
            unique=True,
            sqlite_where=text("lifted_at IS NULL"),
            postgresql_where=text("lifted_at IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str]
    incident: Mapped[str | None] = mapped_column(ForeignKey("incident.id"))
    since: Mapped[datetime]
    by: Mapped[str]
    why: Mapped[str]
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[str | None]
    lifted_why: Mapped[str | None]


class QueuedPostRow(Base):
    """An everyday post on its way."""

    __tablename__ = "queued_post"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    account: Mapped[str] = mapped_column(index=True)
    post: Mapped[Json]
    at: Mapped[datetime]
    state: Mapped[str] = mapped_column(index=True)
    note: Mapped[str]
    draft: Mapped[int | None] = mapped_column(ForeignKey("draft.id"))
    publication: Mapped[str | None] = mapped_column(ForeignKey("publication.key"))
    queued_by: Mapped[str]
    queued_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class StepRow(Base):
    """How far one step of one incident is."""

    __tablename__ = "step"
    incident: Mapped[str] = mapped_column(ForeignKey("incident.id"), primary_key=True)
    step: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    holder: Mapped[str]
    lease_until: Mapped[datetime]
    attempts: Mapped[int]
    result: Mapped[Json]
    problem: Mapped[str | None]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
