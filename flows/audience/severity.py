"""How grave it is, by the replies and what the guard says about the post: the sum that the recovery weighs by, too."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from flows.gravity import MOST, Answers, weighed


class Figures(Struct, frozen=True):
    """What the replies add to it.

    ``people`` and ``offended`` count people's replies. ``strength`` is how strongly the offended put it on average
    (0 to 1), ``own`` counts offended replies by people who speak for a hurt group, ``likes`` what offended replies got,
    ``news`` says that the news picked it up.
    """

    people: int
    offended: int
    strength: float
    own: int
    likes: int
    news: bool


def severity(figures: Figures, findings: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The level with its points, each with its reason. Who follows the account is not known here."""
    answers = Answers(
        offended=figures.offended,
        share=figures.offended / figures.people if figures.people else 0.0,
        strength=figures.strength,
        own=figures.own,
        likes=figures.likes,
        news=figures.news,
    )
    found = weighed(findings, answers=answers)
    because = [{"name": each.name, "points": each.points, "reason": each.why} for each in found.points]
    return {"level": found.level, "points": found.total, "of": MOST, "because": because}
