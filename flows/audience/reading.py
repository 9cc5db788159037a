"""What the audience analysis finds out: about one reply (`Reading`), and who may find it out (`Reader`)."""

from collections.abc import Sequence
from typing import Literal, Protocol, get_args

from msgspec import Struct

Stance = Literal["offended", "supportive", "neutral", "joke", "spam", "question"]
STANCES: tuple[Stance, ...] = get_args(Stance)

Demand = Literal["apology", "remove", "refund", "fire", "donate", "policy", "boycott", "explain"]
DEMANDS: tuple[Demand, ...] = get_args(Demand)

UNSURE = 0.4
"""Below this confidence a stance means: nobody can tell."""


class Judgement(Struct, frozen=True):
    """What a reader makes of one text.

    ``speaks_for`` are groups that the author belongs or is close to, ``names`` those the text names as hurt; both as
    the reply itself says, never guessed. ``news`` says that the author came by way of news or another platform.
    ``strength`` is how strongly the stance is put, from 0 to 1.
    """

    stance: Stance
    confidence: float
    demand: Demand | None = None
    speaks_for: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    language: str = "und"
    news: bool = False
    strength: float = 0.0

    @property
    def group(self) -> str | None:
        """The one group that the reply stands for: the author's own before one that it names."""
        return next(iter((*self.speaks_for, *self.names)), None)


class Reader(Protocol):
    """Reads replies to one post. A trained classifier takes the place of the phrases by giving the same."""

    @property
    def name(self) -> str:
        """Its name and version, for the report."""
        ...

    def read(self, texts: Sequence[str]) -> list[Judgement]:
        """One judgement a text, in the same order; the same text always gets the same judgement."""
        ...


class Reading(Struct, frozen=True, gc=False):
    """One reply with its labels, as a line of ``--labels``."""

    id: str
    stance: Stance
    group: str | None
    theme: str | None
    demand: Demand | None
    confidence: float
