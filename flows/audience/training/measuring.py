"""Figures of a reader on replies whose truth is known."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from flows.audience.reading import DEMANDS, STANCES, UNSURE, Judgement, Reader
from flows.audience.training.written import Written


class Figures(NamedTuple):
    """Shares of 1. ``stances`` is F1 by stance, ``sure`` the share that is sure enough, ``right`` of those correct."""

    replies: int
    macro: float
    stances: dict[str, float]
    precision: float
    recall: float
    purity: float
    named: float
    sure: float
    right: float


def judged(replies: Sequence[Written], maker: Callable[[str], Reader]) -> list[Judgement]:
    """What the readers that ``maker`` makes for each post say of ``replies``."""
    readers: dict[str, Reader] = {}
    found = []
    for reply in replies:
        reader = readers.get(reply.post) or readers.setdefault(reply.post, maker(reply.post))
        found += reader.read([reply.text])
    return found


def figures(replies: Sequence[Written], found: Sequence[Judgement]) -> Figures:
    """Stance, demand, group and confidence against the truth."""
    pairs = list(zip(replies, found, strict=True))
    stances: dict[str, float] = {
        name: _f1([(reply.stance, one.stance) for reply, one in pairs], name) for name in STANCES
    }
    hits = sum(one.demand in reply.demands for reply, one in pairs)
    purity, named = _groups([(reply.group, one.group) for reply, one in pairs if reply.stance == "offended"])
    sure = [reply.stance == one.stance for reply, one in pairs if one.confidence >= UNSURE]
    return Figures(
        replies=len(pairs),
        macro=sum(stances.values()) / len(stances),
        stances=stances,
        precision=hits / max(1, sum(one.demand is not None for one in found)),
        recall=hits / max(1, sum(bool(reply.demands) for reply in replies)),
        purity=purity,
        named=named,
        sure=len(sure) / max(1, len(pairs)),
        right=sum(sure) / max(1, len(sure)),
    )


def _f1(pairs: Sequence[tuple[str, str]], label: str) -> float:
    hits = sum(true == label == said for true, said in pairs)
    return 2 * hits / max(1, sum(true == label for true, _ in pairs) + sum(said == label for _, said in pairs))


def _groups(pairs: Sequence[tuple[str, str | None]]) -> tuple[float, float]:
    """How pure the groups are that were named, and the share of true ones found under the name they mostly go by."""
    heaps: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for true, said in pairs:
        if said:
            heaps[said][true] += 1
    mostly = {said: heap.most_common(1)[0] for said, heap in heaps.items()}
    purity = sum(count for _, count in mostly.values()) / max(1, sum(sum(heap.values()) for heap in heaps.values()))
    hits = sum(bool(true and said and mostly[said][0] == true) for true, said in pairs)
    return purity, hits / max(1, sum(bool(true) for true, _ in pairs))


# --- on the training replies, each read by a model that never saw its mishap -----------------------------------------

WARMTHS = tuple(round(0.5 + step / 20, 2) for step in range(31))


def warmth(evidence: Any, truth: Sequence[int]) -> float:
    """The temperature under which confidences are truest, by what the truth was given on average."""
    return min(WARMTHS, key=lambda one: _surprise(evidence / one, truth))


def _surprise(evidence: Any, truth: Sequence[int]) -> float:
    top = evidence.max(axis=1, keepdims=True)
    total = np.log(np.exp(evidence - top).sum(axis=1)) + top[:, 0]
    return float((total - evidence[range(len(truth)), truth]).mean())


def temperatures(replies: Sequence[Written], evidence: Any) -> tuple[float, float]:
    """The temperatures of stance and demand."""
    asked = (*DEMANDS, "none")
    stance = [STANCES.index(reply.stance) for reply in replies]
    demand = [asked.index(next(iter(reply.demands), "none")) for reply in replies]
    return warmth(evidence[:, : len(STANCES)], stance), warmth(evidence[:, len(STANCES) :], demand)
