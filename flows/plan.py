"""What a recovery is started with: the post, what is known about it, who leads, and what was agreed.

Prefect shows these models as a form, so every field has a title and a sentence for the person who fills it in.
"""

from datetime import timedelta
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from flows.assessment.nouns import DEFAULTS, Margin
from flows.incident import Moment
from flows.outgoing import ApprovalRules
from flows.store.check_ins import DAYS

Responsibility = Literal["preventable", "accidental", "victim"]
"""Coombs' clusters (Situational Crisis Communication Theory): it could have been prevented; it was an accident, such as
a technical slip; the brand is a victim itself, such as of somebody who took over its account."""

LATEST_DAY = 3650
"""In days after the opening; nobody plans further."""


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WrongPost(_Form):
    """The post that went wrong, as it was published."""

    text: str = Field(title="The post", description="Its text, exactly as it went out.", min_length=1)
    platform: str = Field(
        default="outbox", title="Platform", description="Where it stands: outbox, bluesky, mastodon, x ..."
    )
    account: str = Field(
        default="main", title="Account", description="The account it went out from, as you call it here."
    )
    account_kind: Literal["brand", "executive", "public-body"] = Field(default="brand", title="Who speaks there")
    account_description: str = Field(
        default="", title="About the account", description="One line: who posts there, and where."
    )
    id: str | None = Field(
        default=None, title="Id or address of the post", description="So that it can be found there."
    )
    published_at: Moment | None = Field(default=None, title="When it went out", description="With its time zone.")
    in_reply_to: str | None = Field(
        default=None, title="What it answered", description="The text of that post, if it was a reply."
    )
    alt_text: str | None = Field(default=None, title="Text of its picture")
    media: tuple[str, ...] = Field(
        default=(), title="Files of its pictures", description="They are kept as evidence.", max_length=20
    )

    @field_validator("text")
    @classmethod
    def _says_something(cls, text: str) -> str:
        """Refuse a text of white space."""
        if not text.strip():
            raise ValueError("The post is empty. Give its text as it went out.")
        return text

    def for_guard(self) -> dict[str, Any]:
        """The post as the guard reads it."""
        return {
            "text": self.text,
            "platform": self.platform,
            "account_kind": self.account_kind,
            "account_description": self.account_description,
            "scheduled_at": self.published_at.isoformat() if self.published_at else None,
            "in_reply_to": self.in_reply_to,
            "alt_text": self.alt_text,
        }


class Agreement(_Form):
    """What was agreed when the incident was opened: the numbers that decide later, before anybody knows them."""

    holding_minutes: int = Field(
        default=60,
        ge=1,
        le=10_080,
        title="Minutes to the first answer",
        description="A convention (the golden hour), not a law: say early that you have seen it.",
    )
    freeze: Literal["all accounts", "this account"] = Field(default="all accounts", title="What stops being published")
    two_person: bool = Field(
        default=False, title="Two people approve", description="Nobody approves a text of their own."
    )
    approval_hours: int = Field(default=24, ge=1, le=720, title="Hours that an approval holds")
    listening_hours: int = Field(default=72, ge=1, le=720, title="Hours to listen after the apology")
    check_in_days: tuple[int, ...] = Field(
        default=DAYS, title="Days on which to look again", min_length=1, max_length=40
    )
    margins: dict[str, Margin] = Field(
        default=dict(DEFAULTS),
        title="Margins",
        description="How much worse than without the incident still counts as recovered, for each number.",
    )
    hold_days: int = Field(
        default=21, ge=1, le=120, title="Days to hold", description="So long the numbers must have stayed inside."
    )

    @field_validator("check_in_days")
    @classmethod
    def _sensible(cls, days: tuple[int, ...]) -> tuple[int, ...]:
        """Days after the opening, in order and each once."""
        if min(days) < 1 or max(days) > LATEST_DAY:
            raise ValueError(f"Give days from 1 to {LATEST_DAY} after the opening.")
        return tuple(sorted(set(days)))

    @property
    def approvals(self) -> ApprovalRules:
        """The rules by which texts are approved."""
        return ApprovalRules(two_person=self.two_person, valid_for=timedelta(hours=self.approval_hours))


class Mishap(_Form):
    """Everything that a recovery starts with."""

    brand: str = Field(title="Brand", description="Whose recovery this is.", min_length=1, max_length=80)
    post: WrongPost = Field(title="The post that went wrong")
    lead: str = Field(title="Who leads", description="The person who answers for this recovery.", min_length=1)
    report: str = Field(default="", title="What you were told", description="In the words of whoever reported it.")
    responsibility: Responsibility | None = Field(
        default=None,
        title="How it came about",
        description="Leave it empty if you cannot tell; then it counts as preventable.",
    )
    audience_size: int | None = Field(
        default=None, ge=0, title="Followers", description="How many people follow the account."
    )
    replies_file: str | None = Field(
        default=None, title="File of replies", description="JSON Lines; else the platform is asked."
    )
    agreed: Agreement = Field(default=Agreement(), title="What was agreed")
