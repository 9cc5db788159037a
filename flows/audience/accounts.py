"""Accounts that behave like programs: by how fast they write, what they copy and how they are called.

One sign alone accuses nobody: people are fast too, copy texts they agree with, and have numbers in their names. Two
signs make a suspicion, and a suspicion is all it is.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from flows.audience.copies import CAMPAIGN, CAMPAIGN_AUTHORS, CAMPAIGN_WORDS, Copies

TOGETHER = 600.0
"""Seconds to either side in which copies count as posted at one stroke."""
TOGETHER_COPIES = 5
FAST, FAST_WITHIN = 4, 120.0
"""So many replies of one account within so many seconds are more than a person types."""
INHUMAN, INHUMAN_GAP = 5, 10.0
"""So many replies, half of them within so many seconds of the one before, are a suspicion by themselves."""
LOUD, LOUD_SHARE = 5, 0.01
"""A loud author writes so many replies, and so large a share of all."""
MADE_UP_SHARE = 0.6
"""Share of made-up names from which all who copy a text in the same minutes are suspected."""

_NUMBERED = re.compile(r"\d{5,}$|^user[_.]?\d{3,}|[a-z]\d{1,3}[a-z]{1,3}\d{2,}[a-z]", re.IGNORECASE)
_LETTERS = re.compile(r"[a-z]+", re.IGNORECASE)


def made_up(name: str) -> bool:
    """Say whether a name looks like one that a program made up: ``maria83726152``, ``xkqvtrpl``."""
    handle = name.removeprefix("@").split("@")[0].split(".bsky")[0]
    if _NUMBERED.search(handle):
        return True
    longest = max(_LETTERS.findall(handle), key=len, default="").lower()
    return len(longest) >= 8 and sum(letter in "aeiouy" for letter in longest) / len(longest) < 0.15


class Behaviour:
    """What accounts did: ``authors``, ``times`` (seconds) and ``copies`` have one entry a reply."""

    def __init__(self, authors: Sequence[str], times: Sequence[float], copies: Copies) -> None:
        self._authors, self._times, self._clusters = authors, times, copies.cluster
        self.campaigns = _campaigns(authors, copies)
        self._together = self._at_one_stroke()
        self._made_up: dict[str, bool] = {}
        self._share = {cluster: self._made_up_share(members) for cluster, members in self.campaigns.items()}

    def suspected(self) -> frozenset[str]:
        """The accounts that behave like programs."""
        replies: defaultdict[str, list[int]] = defaultdict(list)
        for number, author in enumerate(self._authors):
            replies[author].append(number)
        return frozenset(author for author, numbers in replies.items() if author and self._suspicious(author, numbers))

    def is_at_one_stroke(self, number: int) -> bool:
        """Say whether a reply is one of several copies that came within minutes."""
        return number in self._together

    def _suspicious(self, author: str, numbers: list[int]) -> bool:
        clusters = Counter(self._clusters[number] for number in numbers)
        copied = [number for number in numbers if self._clusters[number] in self.campaigns]
        together = any(number in self._together for number in copied)
        if not copied and len(numbers) < FAST:
            return False
        named = self._is_made_up(author)
        repeats = max(clusters.values()) >= 3 and max(clusters.values()) >= 0.5 * len(numbers)
        fast, inhuman = _speed([self._times[number] for number in numbers])
        among = max((self._share[self._clusters[number]] for number in copied), default=0.0)
        return (
            inhuman
            or (fast and (repeats or named or bool(copied)))
            or (together and (repeats or among >= MADE_UP_SHARE))
            or (bool(copied) and named and among >= MADE_UP_SHARE / 2)
        )

    def _is_made_up(self, author: str) -> bool:
        if author not in self._made_up:
            self._made_up[author] = made_up(author)
        return self._made_up[author]

    def _made_up_share(self, members: list[int]) -> float:
        names = {self._authors[number] for number in members}
        return sum(map(self._is_made_up, names)) / len(names)

    def _at_one_stroke(self) -> frozenset[int]:
        """The replies of a campaign that came within minutes of several others of it."""
        found: set[int] = set()
        for members in self.campaigns.values():
            times = sorted(self._times[number] for number in members)
            for number in members:
                moment = self._times[number]
                near = bisect_right(times, moment + TOGETHER) - bisect_left(times, moment - TOGETHER)
                if near >= TOGETHER_COPIES:
                    found.add(number)
        return frozenset(found)


def _campaigns(authors: Sequence[str], copies: Copies) -> dict[int, list[int]]:
    """The replies of each copy-paste campaign, by the number of its first."""
    sizes = Counter(copies.cluster)
    found: defaultdict[int, list[int]] = defaultdict(list)
    for number, cluster in enumerate(copies.cluster):
        if sizes[cluster] >= CAMPAIGN and copies.words[cluster] >= CAMPAIGN_WORDS:
            found[cluster].append(number)
    return {c: members for c, members in found.items() if len({authors[m] for m in members}) >= CAMPAIGN_AUTHORS}


def _speed(times: list[float]) -> tuple[bool, bool]:
    """Say whether these moments of one account are fast for a person, and whether they are too fast for any."""
    times = sorted(times)
    fast = any(times[at + FAST - 1] - times[at] <= FAST_WITHIN for at in range(len(times) - FAST + 1))
    gaps = sorted(after - before for before, after in pairwise(times))
    return fast, len(times) >= INHUMAN and gaps[len(gaps) // 2] <= INHUMAN_GAP


def loud(authors: Sequence[str]) -> list[tuple[str, int]]:
    """The authors who write much more than others, with their numbers of replies."""
    enough = max(LOUD, LOUD_SHARE * len(authors))
    return [(author, count) for author, count in Counter(authors).most_common(10) if author and count >= enough]
