"""The audience of a mishap: what all its replies say together, with the ids of replies for every claim."""

from typing import Any

from pydantic import ConfigDict, Field

from flows.audience.reading import Reading
from flows.incident import Json, Moment, Noun

Interval = tuple[float, float]


class Group(Noun):
    """People who were hurt. ``share`` is of the offended replies that count (see `Audience.counted`).

    ``own`` replies are by people who say that they belong to the group or are close to it, ``evidence`` are ids of
    replies, those first.
    """

    group: str
    share: float
    interval: Interval
    replies: int
    own: int
    evidence: tuple[str, ...]


class ThemeFound(Noun):
    """One thing that the offended complain about."""

    label: str
    share: float
    interval: Interval
    replies: int
    keywords: tuple[str, ...]
    examples: tuple[str, ...]


class DemandFound(Noun):
    """One thing that the offended ask for."""

    demand: str
    share: float
    interval: Interval
    replies: int
    examples: tuple[str, ...]


class WaveFound(Noun):
    """One wave; ``kind`` in a word, ``note`` in a sentence."""

    start: Moment
    peak: Moment
    end: Moment
    replies: int
    kind: str
    note: str


class Campaign(Noun):
    """One text that many posted; ``suspected_bots`` of its accounts behave like programs."""

    copies: int
    authors: int
    suspected_bots: int
    start: Moment
    end: Moment
    examples: tuple[str, ...]


class LoudAuthor(Noun):
    """An account that wrote far more than others; ``author`` is left out where names are not kept."""

    author: str = ""
    replies: int
    suspected_bot: bool


class Audience(Noun):
    """Everything that the replies say.

    ``stance`` counts all replies. Groups, themes and demands are shares of the ``counted`` offended replies alone: one
    of each copied text, and none by accounts that behave like programs. ``words`` counts in how many of these the most
    frequent words stand, for the next look to compare with. ``readings`` has one entry a reply, in order;
    ``traces`` are the ids of the replies behind each number (see ``tracing``).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    replies: int
    unique_authors: int
    duplicates: int
    suspected_bots: int
    stance: dict[str, int]
    stance_interval: dict[str, Interval]
    counted: int
    people: dict[str, int]
    groups: tuple[Group, ...]
    themes: tuple[ThemeFound, ...]
    demands: tuple[DemandFound, ...]
    languages: dict[str, int]
    waves: tuple[WaveFound, ...]
    severity: Json
    campaigns: tuple[Campaign, ...] = ()
    loud: tuple[LoudAuthor, ...] = ()
    timeline: tuple[tuple[Moment, int, int], ...] = ()
    uncertain: int = 0
    suspected_replies: int = 0
    words: dict[str, int] = Field(default_factory=dict)
    reader: str = ""
    readings: tuple[Reading, ...] = Field((), exclude=True, repr=False)
    suspects: frozenset[str] = Field(frozenset(), exclude=True, repr=False)
    traces: dict[str, tuple[str, ...]] = Field(default_factory=dict, exclude=True, repr=False)

    def as_json(self) -> dict[str, Any]:
        """What ``guard audience --format json`` prints; names of accounts are left out."""
        return self.model_dump(mode="json", exclude={"loud": {"__all__": {"author"}}})
