"""What the offended say together: who they are, what they complain about, what they ask for. Every claim cites."""

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from flows.audience.intervals import share, wilson
from flows.audience.kept import Kept
from flows.audience.reading import DEMANDS
from flows.audience.result import DemandFound, Group, ThemeFound
from flows.audience.themes import EXAMPLES, Theme

EVIDENCE = 20
"""Ids of replies that are given for a group; ``--labels`` gives all."""
LEAST_EVIDENCE, LEAST_SHARE, FEW = 2, 0.005, 20
"""Replies from which a group is named: two, or more in a large storm; one when there are only a few offended ones."""


class Members(Struct):
    """The replies that stand for a group: by people of it or close to it (``own``), and by others who name it."""

    own: list[int]
    named: list[int]

    @property
    def all(self) -> list[int]:
        """All of them, the group's own first."""
        return [*self.own, *self.named]


def least(offended: int) -> int:
    """Replies from which a group is named, of so many offended ones."""
    return 1 if offended < FEW else max(LEAST_EVIDENCE, round(LEAST_SHARE * offended))


def members(kept: Kept, offended: Sequence[int]) -> dict[str, Members]:
    """The replies of each group, the surest first; groups with too few are left out."""
    found: defaultdict[str, Members] = defaultdict(lambda: Members([], []))
    for number in sorted(offended, key=kept.surest):
        for group in kept.judged[number].speaks_for:
            found[group].own.append(number)
        for group in kept.judged[number].names:
            found[group].named.append(number)
    enough = [(name, one) for name, one in found.items() if len(one.all) >= least(len(offended))]
    return dict(sorted(enough, key=lambda pair: (*_standing(kept, pair[1]), pair[0])))


def _standing(kept: Kept, found: Members) -> tuple[int, int, int]:
    """Sorts the groups: most replies first, then most of their own members, then those with whom most others agree."""
    return -len(found.all), -len(found.own), -sum(kept.likes[number] for number in found.all)


def group(kept: Kept, name: str, found: Members, of: int) -> Group:
    """A group with its share of the ``of`` offended replies."""
    count = len(found.all)
    return Group(
        group=name,
        share=share(count, of),
        interval=wilson(count, of),
        replies=count,
        own=len(found.own),
        evidence=kept.ids_of(found.all[:EVIDENCE]),
    )


def theme(kept: Kept, found: Theme, offended: Sequence[int]) -> ThemeFound:
    """A theme with its share of the offended replies."""
    return ThemeFound(
        label=found.label,
        share=share(len(found.members), len(offended)),
        interval=wilson(len(found.members), len(offended)),
        replies=len(found.members),
        keywords=found.keywords,
        examples=kept.ids_of(offended[place] for place in found.members[:EXAMPLES]),
    )


def asking(kept: Kept, offended: Sequence[int]) -> dict[str, list[int]]:
    """The replies that ask for each thing, what most ask for first."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number in offended:
        if (demand := kept.judged[number].demand) is not None:
            found[demand].append(number)
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[1]), DEMANDS.index(pair[0]))))


def demand(kept: Kept, name: str, numbers: Sequence[int], of: int) -> DemandFound:
    """A demand with its share of the ``of`` offended replies."""
    return DemandFound(
        demand=name,
        share=share(len(numbers), of),
        interval=wilson(len(numbers), of),
        replies=len(numbers),
        examples=kept.ids_of(sorted(numbers, key=kept.surest)[:EXAMPLES]),
    )
