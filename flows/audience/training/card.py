"""Writes the card: what the reader learned from, and its figures beside those of the phrases alone."""

import os
from collections import Counter
from collections.abc import Sequence

from flows.audience.trained_weights import Settings
from flows.audience.training.measuring import Figures
from flows.audience.training.written import HERE, Written

Row = tuple[str, Figures, Figures]


def card(settings: Settings, replies: Sequence[Written], rows: Sequence[Row]) -> str:
    """The page as Markdown. Each of ``rows`` has the phrases' figures, then the trained reader's."""
    with open(os.path.join(HERE, "card.md"), encoding="utf-8") as stream:
        page = stream.read()
    return page.format(
        version=settings.version,
        sha256=settings.sha256,
        replies=f"{len(replies):,}",
        mishaps=len({reply.mishap for reply in replies}),
        demand=settings.demand,
        sets=_counted(replies, "set"),
        stances=_counted(replies, "stance"),
        languages=_counted([reply for reply in replies if reply.language], "language"),
        figures="\n".join(_row(*row) for row in rows),
        by_stance="\n".join(_stances(*row) for row in rows),
    )


def _counted(replies: Sequence[Written], field: str) -> str:
    counts = Counter(getattr(reply, field) for reply in replies)
    return ", ".join(f"{name} {count:,}" for name, count in counts.most_common())


def _row(name: str, phrases: Figures, trained: Figures) -> str:
    cells = [
        f"{getattr(phrases, field):.2f} → **{getattr(trained, field):.2f}**"
        for field in ("macro", "precision", "recall", "purity", "named", "sure", "right")
    ]
    return f"| {name} | {trained.replies:,} | {' | '.join(cells)} |"


def _stances(name: str, _: Figures, trained: Figures) -> str:
    return f"| {name} | {' | '.join(f'{value:.2f}' for value in trained.stances.values())} |"
