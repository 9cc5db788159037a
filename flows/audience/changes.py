"""What has changed from one look at the replies to the next, in sentences, and only where the counts can tell.

A share has moved where its two 99 % intervals do not touch: dozens are compared, so 95 % would cry wolf. A complaint is
new where most of its words are heard more often, whatever heaps the texts were put in. Groups and demands that were not
there before are always told: few replies by somebody who was hurt count, and the sentence says that it may be chance.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from msgspec import Struct

from flows.audience.claims import least
from flows.audience.intervals import VERY_CONFIDENT, share, wilson
from flows.audience.themes import LETTERS
from flows.audience.wording import DEMANDS, STANCES, between, counted, percent
from flows.incident import Json

NOTHING = "No difference that the counts can tell."
SAME_WORDS = 0.5
"""Share of the words of the shorter of two themes that both have when they are one."""
MORE_OFTEN = 0.5
"""Share of the words of a new theme that are heard more often than before."""
WORSE = 2
"""Points of severity that are a change; one may be chance."""
COMPARED = ("offended", "supportive", "question", "joke", "spam")
MOST_WAVES = 5


class _Part(Struct, frozen=True):
    """``hits`` of ``of`` replies."""

    hits: int
    of: int

    @property
    def range(self) -> tuple[float, float]:
        return wilson(self.hits, self.of, VERY_CONFIDENT)

    def __str__(self) -> str:
        return f"{percent(share(self.hits, self.of))} ({between(wilson(self.hits, self.of))})"


class _Theme(Struct, frozen=True):
    label: str
    words: frozenset[str]
    part: _Part

    def is_like(self, other: "_Theme") -> bool:
        """Say whether they are one theme, whatever they are called in each look."""
        both = self.words & other.words
        return len(both) >= max(1.0, SAME_WORDS * min(len(self.words), len(other.words)))


class _Seen(Struct, frozen=True):
    """What one look has seen."""

    replies: int
    offended: int
    stances: dict[str, _Part]
    groups: dict[str, _Part]
    demands: dict[str, _Part]
    themes: list[_Theme]
    waves: list[Json]
    words: dict[str, int]
    level: tuple[int, str]
    reader: str

    def word(self, name: str) -> _Part:
        """How often a word stands in offended replies; of a rare one only the most is known that it may be."""
        return _Part(self.words.get(name, min(self.words.values(), default=1)), self.offended)


def changes(earlier: Json, now: Json) -> tuple[str, ...]:
    """What has changed since ``earlier``; both are what `Audience.as_json` gives. Empty where nothing has.

    Raises:
        ValueError, TypeError, KeyError, AttributeError: one of them is something else.
    """
    before, after = _seen(earlier), _seen(now)
    if not before.replies or not after.replies:
        return tuple(_with_nothing(before, after))
    told = (*_feelings(before, after), *_groups(before, after), *_demands(before, after))
    told = (*told, *_themes(before, after), *_waves(before, after), *_level(before, after))
    if told and before.reader != after.reader:
        told = (*told, f"The looks had different readers ({before.reader}, {after.reader}); that may be part of it.")
    return told


def _with_nothing(before: _Seen, after: _Seen) -> Iterator[str]:
    if after.replies:
        yield f"There were no replies at the last look; now there are {after.replies:,}."
    elif before.replies:
        yield f"There are no replies any more; the last look had {before.replies:,}."


def _feelings(before: _Seen, after: _Seen) -> Iterator[str]:
    for name in COMPARED:
        old, new = before.stances[name], after.stances[name]
        if moved := _moved(old.range, new.range):
            yield f"The share of people who are {STANCES[name]} has {moved} from {old} to {new}."


def _groups(before: _Seen, after: _Seen) -> Iterator[str]:
    unseen = {
        place: _Part(max(0, least(seen.offended) - 1), seen.offended) for place, seen in enumerate((before, after))
    }
    for name in {**after.groups, **before.groups}:
        old, new = before.groups.get(name), after.groups.get(name)
        if old is None and new is not None:
            yield _first_time(f"Named as hurt for the first time: {name}", unseen[0], new)
        elif moved := _moved((old or unseen[0]).range, (new or unseen[1]).range):
            ending = str(new) if new else "so few that they are not listed any more"
            yield f"{name.capitalize()}: their share of the offended has {moved} from {old} to {ending}."


def _demands(before: _Seen, after: _Seen) -> Iterator[str]:
    for name in {**after.demands, **before.demands}:
        old, new = before.demands.get(name), after.demands.get(name)
        said = f"“{DEMANDS.get(name, name)}”"
        if old is None and new is not None:
            yield _first_time(f"Asked for the first time: {said}", _Part(0, before.offended), new)
            continue
        old, new = old or _Part(0, before.offended), new or _Part(0, after.offended)
        if moved := _moved(old.range, new.range):
            yield f"The share of the offended who ask {said} has {moved} from {old} to {new}."


def _first_time(said: str, unseen: _Part, new: _Part) -> str:
    told = f"{said}, in {counted(new.hits, 'reply', 'replies')}, {new} of the offended."
    is_clear = new.range[0] > unseen.range[1]
    return told if is_clear else f"{told} The last look may have missed it by chance."


def _themes(before: _Seen, after: _Seen) -> Iterator[str]:
    for theme in after.themes if before.words else ():
        known = any(theme.is_like(old) for old in before.themes)
        louder = [word for word in theme.words if _moved(before.word(word).range, after.word(word).range) == "risen"]
        if not known and len(louder) >= max(1.0, MORE_OFTEN * len(theme.words)):
            replies = counted(theme.part.hits, "reply", "replies")
            yield f"A new complaint: “{theme.label}”, in {replies}, {theme.part} of the offended."


def _waves(before: _Seen, after: _Seen) -> Iterator[str]:
    for wave in after.waves[:MOST_WAVES]:
        start, end = _moment(wave["start"]), _moment(wave["end"])
        if not any(start <= _moment(old["end"]) and _moment(old["start"]) <= end for old in before.waves):
            replies = counted(wave["replies"], "reply", "replies")
            yield f"A new wave since {start:%-d %B, %H:%M} UTC, with {replies}. {wave['note']}"


def _level(before: _Seen, after: _Seen) -> Iterator[str]:
    (old, was), (new, now) = before.level, after.level
    if was != now and was and now and abs(old - new) >= WORSE:
        yield f"How grave it is has gone from {was} to {now} ({old} to {new} points)."


def _moved(old: tuple[float, float], new: tuple[float, float]) -> str:
    if new[0] > old[1]:
        return "risen"
    return "fallen" if new[1] < old[0] else ""


# --- from what a look has written down --------------------------------------------------------------------------------


def _seen(look: Json) -> _Seen:
    stance, people = look["stance"], look.get("people") or look["stance"]
    offended = int(look.get("counted", stance["offended"]))
    whole = sum(map(int, people.values()))
    return _Seen(
        replies=int(look["replies"]),
        offended=offended,
        stances={name: _Part(int(people.get(name, 0)), whole) for name in COMPARED},
        groups={str(one["group"]): _part(one, offended) for one in look["groups"]},
        demands={str(one["demand"]): _part(one, offended) for one in look["demands"]},
        themes=[_theme(one, offended) for one in look["themes"]],
        waves=[*look.get("waves", ())],
        words={str(name): int(count) for name, count in look.get("words", {}).items()},
        level=(int(look.get("severity", {}).get("points", 0)), str(look.get("severity", {}).get("level", ""))),
        reader=str(look.get("reader", "")),
    )


def _part(one: Json, of: int) -> _Part:
    return _Part(int(one["replies"] if "replies" in one else round(one["share"] * of)), of)


def _theme(one: Json, of: int) -> _Theme:
    return _Theme(str(one["label"]), frozenset(_words(one.get("keywords", ()))), _part(one, of))


def _words(phrases: Iterable[Any]) -> Iterator[str]:
    for phrase in phrases:
        yield from (word for word in str(phrase).lower().replace(",", " ").split() if len(word) >= LETTERS)


def _moment(written: Any) -> datetime:
    return datetime.fromisoformat(str(written))
