"""What settles how a reply is meant, whatever else it holds: a request of the press, or a thing that "died".

Somebody who says to write for a medium, and asks for a statement or a contact, wants an answer for it: "could you
explain who approved this?" is then no complaint. Who says to be hurt is hurt, whatever the trade.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from flows.audience.phrasebook import Found, Phrase, Phrasebook, compiled, load
from flows.audience.speech import Speech

MEDIUM, ASKS, OWN, BROKE = "medium", "asks", "own", "broke"
"""Who says to write for a medium; what the press asks for; who is hurt; things that died and were never alive."""

NOT = frozenset(
    "not no never nicht kein keine pas não non isn't aren't came come coming saw seen heard read watched".split()
)
"""Words by which somebody is no journalist, or has only read what one wrote."""


class Signs(NamedTuple):
    """What a reply shows: ``press``, a request for a medium; ``broke``, where it says that a thing died."""

    press: bool = False
    broke: tuple[Found, ...] = ()

    def takes_back(self, found: Found) -> bool:
        """Say whether the phrase is about a thing: nobody is dead in "my phone died"."""
        return any(one.first <= found.first and found.last <= one.last for one in self.broke)


def signs_of(speech: Speech, *, hurt: bool) -> Signs:
    """The signs in a reply; ``hurt`` says that its author belongs to people whom the post may have hurt."""
    found = list(_book().all_in(speech))
    topics = {one.topic for one in found}
    press = {MEDIUM, ASKS} <= topics and OWN not in topics and not hurt
    return Signs(press and _is_medium(speech, found), tuple(one for one in found if one.topic == BROKE))


def _is_medium(speech: Speech, found: Sequence[Found]) -> bool:
    """Say whether the author is meant: "I'm not a reporter" and "Hi, I came from the news" are no request."""
    media = (one for one in found if one.topic == MEDIUM)
    return any(NOT.isdisjoint(speech.words[max(0, one.first - 1) : one.last + 1]) for one in media)


@cache
def _book() -> Phrasebook:
    return Phrasebook(_phrases())


def _phrases() -> Iterator[Phrase]:
    data = load("signs")
    sets = load("groups")["sets"] | data["sets"]
    for topic in (MEDIUM, ASKS, OWN, BROKE):
        yield from compiled(topic, 1.0, data[topic], sets, "signs.yaml")


@cache
def words() -> frozenset[str]:
    """The words that show a sign."""
    return frozenset(word for phrase in _phrases() for element in phrase.pattern.elements for word in element.words)
