"""How versions of the second reader's prompt do on labelled posts: what is stopped, what it costs, how long it takes.

Every version reads every post, whatever ``[llm] ask`` says, and no answer of an earlier run is used: a remembered
answer costs nothing and takes no time. The limits of tokens hold.
"""

from collections.abc import Sequence
from statistics import median
from threading import Lock
from typing import Any

import msgspec
from msgspec import Struct, field

from guard.config import Config
from guard.engine import Guard
from guard.evaluation import Labelled, Outcome, Report
from guard.judges.openai_chat import SecondReader
from guard.llm import Answer, Endpoint
from prompts import Prompt

MILLION = 1_000_000


class Costs(Struct):
    """What the questions of one version have cost. ``seconds`` has one entry for each answer."""

    answered: int = 0
    failed: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """Half of the answers took less than these seconds."""
        return median(self.seconds) if self.seconds else 0.0

    @property
    def slow(self) -> float:
        """95 of 100 answers took no more than these seconds (nearest rank)."""
        ranked = sorted(self.seconds)
        return ranked[max(0, -(-95 * len(ranked) // 100) - 1)] if ranked else 0.0

    def money(self, per_million_in: float, per_million_out: float) -> float:
        """What it costs at these prices for a million tokens."""
        return (self.tokens_in * per_million_in + self.tokens_out * per_million_out) / MILLION


class Compared(Struct):
    """One version: its figures, and what it cost. ``prompt`` is ``rules alone`` for the guard without a reader."""

    prompt: str
    report: Report
    costs: Costs


ALONE = "rules alone"


class _Watched(Endpoint):
    """An endpoint that notes what each of its questions costs."""

    def __init__(self, settings: Any, **more: Any) -> None:
        super().__init__(settings, **more)
        self.costs = Costs()
        self._noting = Lock()

    def ask(self, *args: Any, **more: Any) -> Any:
        """Ask as every endpoint does."""
        outcome = super().ask(*args, **more)
        with self._noting:
            self.costs.tokens_in += outcome.tokens_in
            self.costs.tokens_out += outcome.tokens_out
            if isinstance(outcome, Answer):
                self.costs.answered += 1
                self.costs.seconds.append(outcome.seconds)
            else:
                self.costs.failed += 1
        return outcome


def compare(
    posts: Sequence[Labelled], config: Config, versions: Sequence[Prompt], *, folder: str = ".", run: str = ""
) -> list[Compared]:
    """What the rules alone say of the posts, and then what they say with each of the ``versions``."""
    alone = Compared(prompt=ALONE, report=_report(posts, Guard(config, folder=folder)), costs=Costs())
    return [alone, *(_compared(posts, config, version, folder, run) for version in versions)]


def _compared(posts: Sequence[Labelled], config: Config, version: Prompt, folder: str, run: str) -> Compared:
    settings = msgspec.structs.replace(config.llm, ask="always", cache_days=0)
    endpoint = _Watched(settings, run=run)
    reader = SecondReader(settings, endpoint, prompt=version, connections=settings.connections)
    guard = Guard(config, judges=[reader], folder=folder)
    try:
        return Compared(prompt=version.label, report=_report(posts, guard), costs=endpoint.costs)
    finally:
        guard.close()


def _report(posts: Sequence[Labelled], guard: Guard) -> Report:
    verdicts = guard.check_all([labelled.post for labelled in posts])
    return Report([Outcome(labelled, verdict) for labelled, verdict in zip(posts, verdicts, strict=True)])


def decided_otherwise(one: Compared, other: Compared) -> list[tuple[Outcome, Outcome]]:
    """The posts on which two versions do not agree."""
    pairs = zip(one.report.outcomes, other.report.outcomes, strict=True)
    return [(a, b) for a, b in pairs if a.verdict.decision != b.verdict.decision]
