"""How a storm went: what the waves are made of, the timeline, and the texts that many pasted."""

from collections import defaultdict
from datetime import UTC, datetime

from flows.audience.accounts import Behaviour
from flows.audience.kept import Kept
from flows.audience.result import Campaign, WaveFound
from flows.audience.themes import EXAMPLES
from flows.audience.waves import Mark, Wave, bin_width

MOST_TIMELINE = 400
"""Bins of the timeline."""
MOST_CAMPAIGNS = 20

_NOTES = {
    "first wave": "The first wave: {why}.",
    "news pick-up": "Looks like a pick-up by the news or another platform: {why}.",
    "raid": "Looks like a raid: {why}.",
    "second wave": "It rose again; what set it off cannot be seen from the replies: {why}.",
}


def marks(kept: Kept, suspects: frozenset[str], behaviour: Behaviour) -> list[Mark]:
    """All replies in order of time, as waves are found by them."""
    seen: set[str] = set()
    made = []
    for number in sorted(range(len(kept.ids)), key=lambda number: (kept.times[number], number)):
        author = kept.authors[number]
        made.append(
            Mark(
                at=kept.times[number],
                bot=author in suspects,
                copied=behaviour.is_at_one_stroke(number),
                news=kept.judged[number].news,
                new_author=author not in seen,
            )
        )
        seen.add(author)
    return made


def told(wave: Wave) -> WaveFound:
    """A wave with what it looks like in a sentence."""
    return WaveFound(
        start=wave.start,
        peak=wave.peak,
        end=wave.end,
        replies=wave.replies,
        kind=wave.kind,
        note=_NOTES[wave.kind].format(why=wave.why),
    )


def pasted(kept: Kept, behaviour: Behaviour) -> list[list[int]]:
    """The replies of each copy-paste campaign, the largest first."""
    found = sorted(behaviour.campaigns.values(), key=lambda one: (-len(one), min(kept.times[n] for n in one)))
    return found[:MOST_CAMPAIGNS]


def campaign(kept: Kept, members: list[int], suspects: frozenset[str]) -> Campaign:
    """A campaign with how many of its accounts are suspected."""
    authors = {kept.authors[number] for number in members}
    times = [kept.times[number] for number in members]
    return Campaign(
        copies=len(members),
        authors=len(authors),
        suspected_bots=len(authors & suspects),
        start=datetime.fromtimestamp(min(times), UTC),
        end=datetime.fromtimestamp(max(times), UTC),
        examples=kept.ids_of(members[:EXAMPLES]),
    )


def timeline(kept: Kept) -> tuple[tuple[datetime, int, int], ...]:
    """All replies and the offended ones per bin of time; bins without replies are left out."""
    if not kept.times:
        return ()
    first, span = min(kept.times), max(kept.times) - min(kept.times)
    width = max(bin_width(span, len(kept.times)), -(-int(span) // MOST_TIMELINE))
    counts: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0])
    for at, judged in zip(kept.times, kept.judged, strict=True):
        one = counts[int((at - first) // width)]
        one[0] += 1
        one[1] += judged.stance == "offended"
    return tuple((datetime.fromtimestamp(first + at * width, UTC), n, o) for at, (n, o) in sorted(counts.items()))
