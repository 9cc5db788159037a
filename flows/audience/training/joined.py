"""Replies of two sentences, made of two replies to one mishap that are meant the same.

People say who they are, what they feel and what they want in one breath; whoever writes examples keeps them short.
"""

import random
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from flows.audience.training.written import Written

SEED = 3
EACH = 0.5
"""Joined replies for each written one."""

LONGEST = 160
"""Letters of a reply that is joined to another."""

BETWEEN = (". ", ", ", " - ", "! ", "\n", ". ")

JOINED = ("offended", "supportive", "neutral")
"""Stances in which people go on talking; two jokes in a row are no longer one."""


def joined(replies: Sequence[Written]) -> list[Written]:
    """Pairs out of ``replies``, none with two demands; always the same for the same replies."""
    chance = random.Random(SEED)  # noqa: S311 - a sample, no secret
    heaps: defaultdict[tuple[str, str], list[Written]] = defaultdict(list)
    for reply in replies:
        if reply.post and len(reply.text) < LONGEST:
            heaps[reply.mishap, reply.language].append(reply)
    made = []
    for _, heap in sorted(heaps.items()):
        for _ in range(round(EACH * len(heap))):
            one = chance.choice(heap)
            others = [other for other in heap if _may_follow(one, other)]
            if others:
                made.append(_both(one, chance.choice(others), chance.choice(BETWEEN)))
    return made


def _may_follow(one: Written, other: Written) -> bool:
    same = one is not other and one.stance == other.stance and one.stance in JOINED
    return same and not (one.demands and other.demands)


def _both(one: Written, other: Written, between: str) -> Written:
    return msgspec.structs.replace(
        one,
        text=one.text.rstrip(".! ") + between + other.text,
        demands=one.demands or other.demands,
        group=one.group or other.group,
        set="joined",
    )
