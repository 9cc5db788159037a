"""How bad it is, from figures that anybody can check: how many, how angry, how it spreads. A sum of points, no model."""

from collections.abc import Sequence
from typing import Any

LEVELS = ((7, "critical"), (5, "high"), (3, "medium"), (0, "low"))


def severity(
    *, people: int, offended: int, strength: float, groups_own: int, kinds: Sequence[str], likes: int, blocked: bool
) -> dict[str, Any]:
    """The level with its points, each with its reason. ``people`` and ``offended`` count people's replies.

    ``strength`` is the mean of how strongly the offended put it (0 to 1), ``groups_own`` counts offended replies by
    people who speak for a hurt group, ``likes`` what offended replies got, ``blocked`` whether the guard stops the post.
    """
    share = offended / people if people else 0.0
    points = [
        (_steps(offended, (10, 100, 1000)), f"{offended:,} offended replies"),
        (_steps(share, (0.25, 0.6)), f"{share:.0%} of people's replies are offended"),
        (_steps(strength, (0.6,)), f"strength of words {strength:.2f} of 1"),
        (_steps(groups_own, (3,)), f"{groups_own:,} write as members of a hurt group or people close to one"),
        (_steps(likes, (1000,)), f"{likes:,} likes for offended replies"),
        (
            int("news pick-up" in kinds),
            "the news has picked it up" if "news pick-up" in kinds else "no news pick-up seen",
        ),
        (int(blocked), "the guard stops this post" if blocked else "the guard has no finding that stops this post"),
    ]
    total = sum(value for value, _ in points)
    level = next(name for least, name in LEVELS if total >= least)
    return {"level": level, "points": total, "of": 10, "because": [{"points": p, "reason": why} for p, why in points]}


def _steps(value: float, steps: Sequence[float]) -> int:
    return sum(value >= step for step in steps)
