"""Reads all replies once and says what they say together; see `Audience`."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from flows.audience import claims, course
from flows.audience.accounts import Behaviour, loud
from flows.audience.batch import BATCH, Read
from flows.audience.intervals import wilson
from flows.audience.kept import Kept
from flows.audience.reading import UNSURE, Reading
from flows.audience.result import Audience, LoudAuthor
from flows.audience.severity import Figures, severity
from flows.audience.themes import Theme, frequent, themes
from flows.audience.tracing import Tracer
from flows.audience.waves import Wave, waves
from flows.incident import Json
from flows.platforms.base import Reply


class Study:
    """Takes in replies batch by batch, with what was read in each; `result` says what they say together."""

    def __init__(self, reader: str, *, findings: Sequence[Json] = ()) -> None:
        self._reader, self._findings = reader, findings
        self._kept = Kept()

    def add(self, replies: Sequence[Reply], read: Read) -> None:
        """Take in the next replies."""
        self._kept.add(replies, read)

    def result(self) -> Audience:
        """Everything that the replies say."""
        kept = self._kept
        behaviour = Behaviour(kept.authors, kept.times, kept.copies)
        suspects = behaviour.suspected()
        counted = kept.people(suspects, behaviour)
        offended = kept.offended(counted)
        found = themes([kept.texts[number] for number in offended])
        groups, asked = claims.members(kept, offended), claims.asking(kept, offended)
        storms, pasted = waves(course.marks(kept, suspects, behaviour)), course.pasted(kept, behaviour)
        loudest = loud(kept.authors)
        tracer = Tracer(kept)
        tracer.note_labels(suspects, counted)
        _trace(tracer, offended, found, groups, asked)
        _trace_course(tracer, storms, pasted, kept)
        _trace_loud(tracer, loudest, kept)
        stance, repeated = kept.stances(range(len(kept.ids))), kept.duplicates()
        tracer.note("duplicates", repeated)
        return Audience(
            replies=len(kept.ids),
            unique_authors=len({*kept.authors}),
            duplicates=len(repeated),
            suspected_bots=len(suspects),
            stance=stance,
            stance_interval={name: wilson(count, len(kept.ids)) for name, count in stance.items()},
            counted=len(offended),
            people=kept.stances(counted),
            groups=tuple(claims.group(kept, name, one, len(offended)) for name, one in groups.items()),
            themes=tuple(claims.theme(kept, one, offended) for one in found),
            demands=tuple(claims.demand(kept, name, numbers, len(offended)) for name, numbers in asked.items()),
            languages=dict(Counter(judged.language for judged in kept.judged).most_common()),
            waves=tuple(map(course.told, storms)),
            severity=self._severity(counted, offended, storms),
            campaigns=tuple(course.campaign(kept, numbers, suspects) for numbers in pasted),
            loud=tuple(
                LoudAuthor(author=author, replies=count, suspected_bot=author in suspects) for author, count in loudest
            ),
            timeline=course.timeline(kept),
            uncertain=sum(judged.confidence < UNSURE for judged in kept.judged),
            words=frequent(kept.texts[number] for number in offended),
            suspected_replies=sum(author in suspects for author in kept.authors),
            reader=self._reader,
            readings=_readings(kept, found, offended),
            suspects=suspects,
            traces=tracer.traces,
        )

    def _severity(self, counted: Sequence[int], offended: Sequence[int], storms: Sequence[Wave]) -> dict[str, Any]:
        judged, likes = self._kept.judged, self._kept.likes
        strengths = [judged[number].strength for number in offended]
        return severity(
            Figures(
                people=len(counted),
                offended=len(offended),
                strength=round(sum(strengths) / len(strengths), 2) if strengths else 0.0,
                own=sum(bool(judged[number].speaks_for) for number in offended),
                likes=sum(likes[number] for number in offended),
                news=any(wave.kind == "news pick-up" for wave in storms),
            ),
            self._findings,
        )


def _trace(
    tracer: Tracer,
    offended: Sequence[int],
    found: Sequence[Theme],
    groups: dict[str, claims.Members],
    asked: dict[str, list[int]],
) -> None:
    for name, members in groups.items():
        tracer.note(f"group/{name}", members.all)
        tracer.note(f"own/{name}", members.own)
    for theme in found:
        tracer.note(f"theme/{theme.label}", (offended[place] for place in theme.members))
    for name, numbers in asked.items():
        tracer.note(f"demand/{name}", numbers)


def _trace_course(tracer: Tracer, storms: Sequence[Wave], pasted: Sequence[Sequence[int]], kept: Kept) -> None:
    for place, wave in enumerate(storms, 1):
        tracer.note_times(f"wave/{place}", wave.start.timestamp(), wave.end.timestamp())
    for place, numbers in enumerate(pasted, 1):
        tracer.note(f"campaign/{place}", numbers)
    tracer.note("uncertain", (number for number, judged in enumerate(kept.judged) if judged.confidence < UNSURE))


def _trace_loud(tracer: Tracer, loudest: Sequence[tuple[str, int]], kept: Kept) -> None:
    for place, (name, _) in enumerate(loudest, 1):
        tracer.note(f"loud/{place}", (number for number, author in enumerate(kept.authors) if author == name))


def _readings(kept: Kept, found: Sequence[Theme], offended: Sequence[int]) -> tuple[Reading, ...]:
    labels = {offended[place]: theme.label for theme in found for place in theme.members}
    return tuple(
        Reading(
            id=kept.ids[number],
            stance=judged.stance,
            group=judged.group,
            theme=labels.get(number),
            demand=judged.demand,
            confidence=judged.confidence,
        )
        for number, judged in enumerate(kept.judged)
    )


def batches(replies: Iterable[Reply]) -> Iterator[list[Reply]]:
    """The replies in lists of at most ``BATCH``."""
    source = iter(replies)
    while batch := list(islice(source, BATCH)):
        yield batch
