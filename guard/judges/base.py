"""What a judge is: an engine that reads a post after the rules and adds findings of the same kind.

The embedded model, a language model and a moderation endpoint are judges. A judge that raises counts as ``failed`` in
``verdict.checked`` and becomes finding M001; it never softens a block of a rule.
"""

from collections.abc import Sequence
from typing import Literal, Protocol

from guard.detectors.kit import Context, Hit, View
from guard.model import Finding

Engine = Literal["model", "llm", "moderation"]


class Judge(Protocol):
    """One engine beside the rules."""

    engine: Engine
    """Its place in ``verdict.checked``."""

    version: str
    """Name and version of what answered; stands in its findings' ``prompt`` field."""

    def judge(self, view: View, context: Context, findings: Sequence[Finding]) -> Sequence[Hit]:
        """Read the post, knowing what was found so far; give further hits.

        Raises:
            CheckIncomplete: the engine could not answer.
        """
        ...
