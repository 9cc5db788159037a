"""What a judge is: an engine that reads a post after the rules and adds findings of the same kind.

The embedded model, a language model and a moderation endpoint are judges. A judge that raises counts as ``failed`` in
``verdict.checked`` and becomes finding M001; it never softens a block of a rule.
"""

from collections.abc import Sequence
from typing import Literal, Protocol

from msgspec import Struct

from guard.detectors.kit import Context, Hit, View
from guard.model import Finding, Rule

Engine = Literal["model", "llm", "moderation"]


UNREAD = Rule(
    code="M005",
    slug="language-not-read",
    category="guard",
    severity="info",
    summary="The guard's own model does not read the language of this post; only the rules did.",
    why="The model learned English, and some German, French, Spanish, Portuguese, Italian and Dutch.",
    instead="Have somebody read it who speaks the language.",
    confidence=0.1,
)
"""What a judge says of a post in a language that it has not learned."""


class Opinion(Struct, frozen=True, kw_only=True):
    """What a judge says of one post.

    ``hits`` are what it found. ``lowered`` are the fingerprints of findings at *review* that it is sure are harmless in
    this post: they become advice where their rule depends on context; a block is never lowered. ``risk`` is its
    probability that the post would be stopped, where it has one. ``read`` is false where it cannot read the language.
    """

    hits: Sequence[Hit] = ()
    lowered: frozenset[str] = frozenset()
    risk: float | None = None
    read: bool = True


class Judge(Protocol):
    """One engine beside the rules."""

    engine: Engine
    """Its place in ``verdict.checked``."""

    @property
    def version(self) -> str:
        """Name and version of what answers; stands in its findings' ``prompt`` field."""
        ...

    def judge(self, view: View, context: Context, findings: Sequence[Finding]) -> Opinion | None:
        """Read the post, knowing what was found so far; ``None`` where the policy does not ask this judge.

        Raises:
            CheckIncomplete: the engine could not answer.
        """
        ...
