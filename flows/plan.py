"""What a recovery is started with: the post, what is known about it, who leads, and what was agreed.

Prefect shows these models as a form, so every field has a title and a sentence for the person who fills it in.
"""

from datetime import timedelta
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, field_validator

from flows.assessment.nouns import DEFAULTS, Margin
from flows.incident import Moment
from flows.outgoing import ApprovalRules
from flows.store.check_ins import DAYS

Responsibility = Literal["preventable", "accidental", "victim"]
"""Coombs' clusters (Situational Crisis Communication Theory): it could have been prevented; it was an accident, such as
a technical slip; the brand is a victim itself, such as of somebody who took over its account."""

LATEST_DAY = 3650
"""In days after the opening; nobody plans further."""


def _plain(kind: str, **more: Any) -> Any:
    """A field that may stay empty, as one plain field of a form: of what may be nothing, Prefect makes a riddle."""
    return WithJsonSchema({"type": kind, **more})


_EMPTY = BeforeValidator(lambda value: None if isinstance(value, str) and not value.strip() else value)
"""A field of a form that was left empty."""

Line = Annotated[str | None, _EMPTY, _plain("string")]
Time = Annotated[Moment | None, _EMPTY, _plain("string", format="date-time")]
Count = Annotated[int | None, _EMPTY, _plain("integer", minimum=0)]
Cause = Annotated[Responsibility | None, _EMPTY, _plain("string", enum=list(get_args(Responsibility)))]


def _no_default(schema: dict[str, Any]) -> None:
    """Let the field stand empty in the form, instead of saying null."""
    schema.pop("default", None)


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WrongPost(_Form):
    """The post that went wrong, as it was published."""

    text: str = Field(title="What it said", description="Its text, exactly as it went out.", min_length=1)
    published_at: Time = Field(
        default=None, title="When it went out", description="The day and the time.", json_schema_extra=_no_default
    )
    platform: str = Field(
        default="outbox", title="Platform", description="Where it stands: bluesky, mastodon, x ... or outbox, to try."
    )
    account: str = Field(
        default="main", title="Account", description="The account it went out from, as it is called here."
    )
    id: Line = Field(
        default=None,
        title="Its address",
        description="Copied from the browser, or its id. Then its replies can be kept, and answered below it.",
        json_schema_extra=_no_default,
    )
    account_kind: Literal["brand", "executive", "public-body"] = Field(
        default="brand", title="Who speaks there", description="The brand, one of its leaders, or a public body."
    )
    account_description: str = Field(
        default="", title="About the account", description="One line: who posts there, and where."
    )
    in_reply_to: Line = Field(
        default=None,
        title="What it answered",
        description="The text of that post, if it was a reply.",
        json_schema_extra=_no_default,
    )
    alt_text: Line = Field(
        default=None,
        title="Text of its picture",
        description="The description for people who cannot see it.",
        json_schema_extra=_no_default,
    )
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
    freeze: Literal["all accounts", "this account"] = Field(
        default="all accounts",
        title="What stops being published",
        description="Nothing goes out from there until a person lets it.",
    )
    two_person: bool = Field(
        default=False, title="Two people approve", description="Nobody approves a text of their own."
    )
    approval_hours: int = Field(
        default=24,
        ge=1,
        le=720,
        title="Hours that an approval holds",
        description="What is not out by then must be approved again.",
    )
    listening_hours: int = Field(
        default=72,
        ge=1,
        le=720,
        title="Hours to listen after the apology",
        description="So long the answers to it are collected, for people to answer.",
    )
    check_in_days: tuple[int, ...] = Field(
        default=DAYS,
        title="Days on which to look again",
        description="Counted from today. Each becomes a check-in in the calendar.",
        min_length=1,
        max_length=40,
    )
    hold_days: int = Field(
        default=21,
        ge=1,
        le=120,
        title="Calm days before it counts as over",
        description="So long the numbers must have stayed near to what they would have been.",
    )
    margins: dict[str, Margin] = Field(
        default=dict(DEFAULTS),
        title="How near that is",
        description="Leave it as it is unless you know your figures: how much worse still counts as recovered. A size"
        " of 0.03 is 3 percent, or 3 points.",
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
    lead: str = Field(title="Who leads", description="The person who answers for this recovery.", min_length=1)
    post: WrongPost = Field(title="The post that went wrong", description="As it was published.")
    report: str = Field(default="", title="What you were told", description="In the words of whoever reported it.")
    responsibility: Cause = Field(
        default=None,
        title="How it came about",
        description="Could you have prevented it, was it an accident, or are you its victim, as when somebody took over"
        " the account? Leave it empty if you cannot tell; then it counts as preventable.",
        json_schema_extra=_no_default,
    )
    audience_size: Count = Field(
        default=None,
        title="Followers",
        description="How many people follow the account.",
        json_schema_extra=_no_default,
    )
    replies_file: Line = Field(
        default=None,
        title="File of replies",
        description="Where a file with the replies lies on the machine that works (JSON Lines). Empty: the platform is"
        " asked.",
        json_schema_extra=_no_default,
    )
    agreed: Agreement = Field(
        default=Agreement(),
        title="What was agreed",
        description="The usual numbers stand here; change them before it begins, not when you see how it goes.",
    )
