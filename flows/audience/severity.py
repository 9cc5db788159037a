"""How bad it is, from figures that anybody can check: how many, how angry, how it spreads. A sum, and no model."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

LEVELS = ((7, "critical"), (5, "high"), (3, "medium"), (0, "low"))


class Figures(Struct, frozen=True):
    """What the severity is made of.

    ``people`` and ``offended`` count people's replies. ``strength`` is how strongly the offended put it on average
    (0 to 1), ``own`` counts offended replies by people who speak for a hurt group, ``likes`` what offended replies got,
    ``news`` says that the news picked it up, ``blocked`` that the guard stops the post.
    """

    people: int
    offended: int
    strength: float
    own: int
    likes: int
    news: bool
    blocked: bool


def severity(figures: Figures) -> dict[str, Any]:
    """The level with its points, each with its reason."""
    share = figures.offended / figures.people if figures.people else 0.0
    news = "the news has picked it up" if figures.news else "no news pick-up seen"
    stops = "the guard stops this post" if figures.blocked else "the guard has no finding that stops this post"
    points = [
        (_steps(figures.offended, (10, 100, 1000)), f"{figures.offended:,} offended replies"),
        (_steps(share, (0.25, 0.6)), f"{share:.0%} of people's replies are offended"),
        (_steps(figures.strength, (0.6,)), f"strength of words {figures.strength:.2f} of 1"),
        (_steps(figures.own, (3,)), f"{figures.own:,} write as members of a hurt group or people close to one"),
        (_steps(figures.likes, (1000,)), f"{figures.likes:,} likes for offended replies"),
        (int(figures.news), news),
        (int(figures.blocked), stops),
    ]
    total = sum(value for value, _ in points)
    level = next(name for least, name in LEVELS if total >= least)
    return {"level": level, "points": total, "of": 10, "because": [{"points": p, "reason": why} for p, why in points]}


def _steps(value: float, steps: Sequence[float]) -> int:
    return sum(value >= step for step in steps)
