"""The nouns of the guard: Post, Rule, Hit, Finding, Verdict.

They are :class:`msgspec.Struct` and not dataclasses: a struct is made in a tenth of the time, which the
cold start of ``guard check`` needs, and gives the JSON Schema of the verdict for free. All are frozen.

Spans count Unicode code points of the author's own text, end exclusive.
"""

from datetime import datetime
from typing import Any, Literal

from msgspec import Struct, field

Severity = Literal["info", "review", "block"]
Decision = Literal["pass", "review", "block"]
Field = Literal["text", "alt_text", "link", "media", "scheduled_at"]
Source = Literal["rule", "model", "llm", "moderation"]
Span = tuple[int, int]

RANK: dict[str, int] = {"pass": 0, "info": 0, "review": 1, "block": 2}
"""How strong a severity or decision is; a decision is never weaker than its strongest finding."""


class Media(Struct, frozen=True, kw_only=True):
    """One attached file: where it lies and the text that describes it."""

    path: str = ""
    alt_text: str | None = None


class Post(Struct, frozen=True, kw_only=True):
    """One post as its author wrote it.

    ``scheduled_at`` is an aware datetime. ``extra`` keeps the input's unknown fields, ``place`` says where the post
    was read (``posts.jsonl:12``); both are passed through and never judged.
    """

    text: str
    id: str = ""
    platform: str | None = None
    account: str | None = None
    account_kind: str | None = None
    account_description: str | None = None
    scheduled_at: datetime | None = None
    in_reply_to: str | None = None
    alt_text: str | None = None
    media: tuple[Media, ...] = ()
    lang: str | None = None
    place: str = ""
    extra: dict[str, Any] = {}


class Precedent(Struct, frozen=True):
    """A documented mishap of the same kind: who, when, and what happened in our own words."""

    brand: str
    year: int
    note: str


class Rule(Struct, frozen=True, kw_only=True):
    """What a detector looks for, in the words that a social media manager reads.

    ``code`` is ``M`` and three digits, never reused. ``slug`` reads well after "allow". ``confidence`` is the
    default probability that a communications lead would agree with a finding of this rule. ``contextual`` marks
    rules whose *review* a judge that read the whole post may lower; a block is never lowered.
    """

    code: str
    slug: str
    category: str
    severity: Severity
    summary: str
    why: str
    instead: str
    offended: tuple[str, ...] = ()
    precedent: Precedent | None = None
    confidence: float = 0.8
    contextual: bool = False


class Hit(Struct, frozen=True, kw_only=True):
    """What a detector yields: a rule and the author's words that set it off.

    Texts left empty are taken from the rule. ``start`` and ``end`` are code points of ``field``'s own text.
    """

    rule: Rule
    start: int
    end: int
    field: Field = "text"
    message: str = ""
    why: str = ""
    instead: str = ""
    severity: Severity | None = None
    offended: tuple[str, ...] | None = None
    precedent: Precedent | None = None
    confidence: float | None = None


class Finding(Struct, frozen=True, kw_only=True):
    """One thing that could go wrong with a post, as it stands in a verdict."""

    code: str
    rule: str
    category: str
    severity: Severity
    field: Field
    span: Span
    quote: str
    message: str
    why: str
    instead: str
    offended: tuple[str, ...]
    precedent: Precedent | None
    confidence: float
    source: Source
    prompt: str | None
    fingerprint: str


class Checked(Struct, frozen=True, kw_only=True):
    """Which engines looked at the post; ``events`` is the date of the newest event data, or ``none``."""

    rules: Literal["ok", "failed"] = "ok"
    model: Literal["ok", "off", "failed"] = "off"
    llm: Literal["ok", "off", "failed", "skipped"] = "off"
    moderation: Literal["ok", "off", "failed", "skipped"] = "off"
    events: str = "none"


class Verdict(Struct, frozen=True, kw_only=True):
    """The guard's answer for one post."""

    schema: str = field(default="guard.verdict/1")
    id: str
    decision: Decision
    score: float
    findings: tuple[Finding, ...]
    checked: Checked
    policy: str
    version: str
