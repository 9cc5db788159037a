"""Reads all replies once and says what they say together; see `Audience`."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from flows.audience.accounts import Behaviour, loud
from flows.audience.copies import Copies
from flows.audience.intervals import share, wilson
from flows.audience.reading import DEMANDS, STANCES, UNSURE, Judgement, Reader, Reading
from flows.audience.result import Audience, Campaign, DemandFound, Group, LoudAuthor, ThemeFound, WaveFound
from flows.audience.severity import Figures, severity
from flows.audience.speech import runs_of, without_quotes
from flows.audience.themes import EXAMPLES, Theme, themes
from flows.audience.waves import Mark, Wave, bin_width, waves
from flows.incident import Json
from flows.platforms.base import Reply

BATCH = 2000
EVIDENCE = 20
"""Ids of replies that are given for a group; ``--labels`` gives all."""
LEAST_EVIDENCE, LEAST_SHARE, FEW = 2, 0.005, 20
"""Replies from which a group is named: two, or more in a large storm; one when there are only a few offended ones."""
MOST_TIMELINE = 400


class Study:
    """Takes in replies batch by batch; `result` says what they say. Texts are kept of offended replies alone."""

    def __init__(self, reader: Reader, *, post: str = "", findings: Sequence[Json] = ()) -> None:
        self._reader, self._findings, self._post = reader, findings, runs_of(post)
        self._ids: list[str] = []
        self._authors: list[str] = []
        self._times, self._likes = array("d"), array("q")
        self._judged: list[Judgement] = []
        self._copies = Copies()
        self._texts: dict[int, str] = {}

    def add(self, replies: Sequence[Reply]) -> None:
        """Read the next replies."""
        texts = [reply.text for reply in replies]
        self._copies.add(texts)
        for reply, judged in zip(replies, self._reader.read(texts), strict=True):
            if judged.stance == "offended":
                self._texts[len(self._ids)] = without_quotes(reply.text, self._post)
            self._ids.append(reply.id)
            self._authors.append(reply.author)
            self._times.append(reply.created_at.timestamp())
            self._likes.append(reply.likes)
            self._judged.append(judged)

    def result(self) -> Audience:
        """Everything that the replies say."""
        behaviour = Behaviour(self._authors, self._times, self._copies)
        suspects = behaviour.suspected()
        counted = self._counted(suspects, behaviour)
        offended = [number for number in counted if self._judged[number].stance == "offended"]
        found = themes([self._texts[number] for number in offended])
        marks = self._marks(suspects, behaviour)
        groups = self._groups(offended)
        storms = waves(marks)
        stance = self._stances(range(len(self._ids)))
        return Audience(
            replies=len(self._ids),
            unique_authors=len({*self._authors}),
            duplicates=self._duplicates(),
            suspected_bots=len(suspects),
            stance=stance,
            stance_interval={name: wilson(count, len(self._ids)) for name, count in stance.items()},
            counted=len(offended),
            people=self._stances(counted),
            groups=groups,
            themes=tuple(self._theme(theme, offended) for theme in found),
            demands=self._demands(offended),
            languages=dict(Counter(judged.language for judged in self._judged).most_common()),
            waves=tuple(_told(wave) for wave in storms),
            severity=self._severity(counted, offended, storms),
            campaigns=self._campaigns(behaviour, suspects),
            loud=tuple(
                LoudAuthor(author=author, replies=count, suspected_bot=author in suspects)
                for author, count in loud(self._authors)
            ),
            timeline=self._timeline(),
            uncertain=sum(judged.confidence < UNSURE for judged in self._judged),
            reader=self._reader.name,
            readings=self._readings(found, offended),
            suspects=suspects,
        )

    def _counted(self, suspects: frozenset[str], behaviour: Behaviour) -> list[int]:
        """The replies of people: no suspected program, and one of each copied text."""
        clusters = self._copies.cluster
        return [
            number
            for number, author in enumerate(self._authors)
            if author not in suspects and (clusters[number] == number or clusters[number] not in behaviour.campaigns)
        ]

    def _stances(self, numbers: Iterable[int]) -> dict[str, int]:
        counts = Counter(self._judged[number].stance for number in numbers)
        return {stance: counts[stance] for stance in STANCES}

    def _duplicates(self) -> int:
        sizes = Counter(self._copies.cluster)
        return sum(size - 1 for size in sizes.values() if size >= 2)

    def _groups(self, offended: Sequence[int]) -> tuple[Group, ...]:
        own: defaultdict[str, list[int]] = defaultdict(list)
        named: defaultdict[str, list[int]] = defaultdict(list)
        for number in offended:
            for group in self._judged[number].speaks_for:
                own[group].append(number)
            for group in self._judged[number].names:
                named[group].append(number)
        least = 1 if len(offended) < FEW else max(LEAST_EVIDENCE, round(LEAST_SHARE * len(offended)))
        made = [self._group(group, own[group], named[group], len(offended)) for group in {*own, *named}]
        return tuple(sorted((g for g in made if g.replies >= least), key=lambda g: (-g.replies, -g.own, g.group)))

    def _group(self, name: str, own: Sequence[int], named: Sequence[int], of: int) -> Group:
        surest = [*sorted(own, key=self._surest), *sorted(named, key=self._surest)]
        count = len(surest)
        return Group(
            group=name,
            share=share(count, of),
            interval=wilson(count, of),
            replies=count,
            own=len(own),
            evidence=tuple(self._ids[number] for number in surest[:EVIDENCE]),
        )

    def _surest(self, number: int) -> tuple[float, int]:
        return -self._judged[number].confidence, number

    def _theme(self, theme: Theme, offended: Sequence[int]) -> ThemeFound:
        return ThemeFound(
            label=theme.label,
            share=share(len(theme.members), len(offended)),
            interval=wilson(len(theme.members), len(offended)),
            replies=len(theme.members),
            keywords=theme.keywords,
            examples=tuple(self._ids[offended[place]] for place in theme.members[:EXAMPLES]),
        )

    def _demands(self, offended: Sequence[int]) -> tuple[DemandFound, ...]:
        made = []
        for demand in DEMANDS:
            asking = [number for number in offended if self._judged[number].demand == demand]
            if asking:
                examples = sorted(asking, key=self._surest)[:EXAMPLES]
                made.append(
                    DemandFound(
                        demand=demand,
                        share=share(len(asking), len(offended)),
                        interval=wilson(len(asking), len(offended)),
                        replies=len(asking),
                        examples=tuple(self._ids[number] for number in examples),
                    )
                )
        return tuple(sorted(made, key=lambda one: -one.replies))

    def _marks(self, suspects: frozenset[str], behaviour: Behaviour) -> list[Mark]:
        order = sorted(range(len(self._ids)), key=lambda number: (self._times[number], number))
        seen: set[str] = set()
        made = []
        for number in order:
            author = self._authors[number]
            made.append(
                Mark(
                    at=self._times[number],
                    bot=author in suspects,
                    copied=behaviour.is_at_one_stroke(number),
                    news=self._judged[number].news,
                    new_author=author not in seen,
                )
            )
            seen.add(author)
        return made

    def _severity(self, counted: Sequence[int], offended: Sequence[int], storms: Sequence[Wave]) -> dict[str, Any]:
        strengths = [self._judged[number].strength for number in offended]
        return severity(
            Figures(
                people=len(counted),
                offended=len(offended),
                strength=round(sum(strengths) / len(strengths), 2) if strengths else 0.0,
                own=sum(bool(self._judged[number].speaks_for) for number in offended),
                likes=sum(self._likes[number] for number in offended),
                news=any(wave.kind == "news pick-up" for wave in storms),
                blocked=any(finding.get("severity") == "block" for finding in self._findings),
            )
        )

    def _campaigns(self, behaviour: Behaviour, suspects: frozenset[str]) -> tuple[Campaign, ...]:
        made = []
        for members in behaviour.campaigns.values():
            authors = {self._authors[number] for number in members}
            times = [self._times[number] for number in members]
            made.append(
                Campaign(
                    copies=len(members),
                    authors=len(authors),
                    suspected_bots=len(authors & suspects),
                    start=datetime.fromtimestamp(min(times), UTC),
                    end=datetime.fromtimestamp(max(times), UTC),
                    examples=tuple(self._ids[number] for number in members[:EXAMPLES]),
                )
            )
        return tuple(sorted(made, key=lambda one: (-one.copies, one.start))[:20])

    def _timeline(self) -> tuple[tuple[datetime, int, int], ...]:
        """All replies and the offended ones per bin of time; bins without replies are left out."""
        if not self._times:
            return ()
        first, span = min(self._times), max(self._times) - min(self._times)
        width = max(bin_width(span, len(self._times)), -(-int(span) // MOST_TIMELINE))
        counts: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0])
        for at, judged in zip(self._times, self._judged, strict=True):
            one = counts[int((at - first) // width)]
            one[0] += 1
            one[1] += judged.stance == "offended"
        return tuple((datetime.fromtimestamp(first + at * width, UTC), n, o) for at, (n, o) in sorted(counts.items()))

    def _readings(self, found: Sequence[Theme], offended: Sequence[int]) -> tuple[Reading, ...]:
        labels = {offended[place]: theme.label for theme in found for place in theme.members}
        return tuple(
            Reading(
                id=self._ids[number],
                stance=judged.stance,
                group=judged.group,
                theme=labels.get(number),
                demand=judged.demand,
                confidence=judged.confidence,
            )
            for number, judged in enumerate(self._judged)
        )


_NOTES = {
    "first wave": "The first wave: {why}.",
    "news pick-up": "Looks like a pick-up by the news or another platform: {why}.",
    "raid": "Looks like a raid: {why}.",
    "second wave": "It rose again; what set it off cannot be seen from the replies: {why}.",
}


def _told(wave: Wave) -> WaveFound:
    return WaveFound(
        start=wave.start,
        peak=wave.peak,
        end=wave.end,
        replies=wave.replies,
        kind=wave.kind,
        note=_NOTES[wave.kind].format(why=wave.why),
    )


def batches(replies: Iterable[Reply]) -> Iterator[list[Reply]]:
    """The replies in lists of at most ``BATCH``."""
    source = iter(replies)
    while batch := list(islice(source, BATCH)):
        yield batch
