"""What a judge is: an engine that reads a post after the rules and adds findings of the same kind.

The embedded model, a language model and a moderation endpoint are judges. A judge that raises counts as ``failed`` in
``verdict.checked`` and becomes finding M001; it never softens a block of a rule.
"""

from collections.abc import Sequence
from typing import Literal, Protocol

from msgspec import Struct

from guard.detectors.kit import Context, Hit, View
from guard.model import Finding

Engine = Literal["model", "llm", "moderation"]


class Opinion(Struct, frozen=True, kw_only=True):
    """What a judge says of one post.

    ``hits`` are what it found. ``lowered`` are the fingerprints of findings at *review* that it is sure are harmless in
    this post: they become advice where their rule depends on context; a block is never lowered. ``risk`` is its
    probability that the post would be stopped, where it has one.
    """

    hits: Sequence[Hit] = ()
    lowered: frozenset[str] = frozenset()
    risk: float | None = None


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
