"""What settles how a reply is meant, whatever else it holds: a request of the press, or a thing that "died".

Somebody who says to write for a medium, and asks for a statement or a contact, wants an answer for it: "could you
explain who approved this?" is then no complaint. Who says to be hurt is hurt, whatever the trade.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from flows.audience.phrasebook import Found, Phrase, Phrasebook, compiled, load
from flows.audience.speech import Speech

MEDIUM, TRADE, ASKS, EXPLAIN = "medium", "trade", "asks", "explain"
"""Who says to write for a medium, or to be a journalist; what the press asks for, and what others ask for as well."""
OWN, OTHERS, BROKE = "own", "others", "broke"
"""Who says to be hurt, or that others are; things that died and were never alive."""
TOPICS = (MEDIUM, TRADE, ASKS, EXPLAIN, OWN, OTHERS, BROKE)

NOT = frozenset(
    "not no never nicht kein keine pas não non isn't aren't came come coming saw seen heard read watched".split()
)
"""Words by which somebody is no journalist, or has only read what one wrote."""
SOMEBODY = frozenset("a an the every any no some your his her their husband wife".split())
"""Words before "BBC reporter" by which it is somebody else."""
NEAR = 3
"""Words before a phrase that may say so."""
ANGER = 4.0
"""Evidence of the author's own anger from which no request of the press is heard."""


class Signs(NamedTuple):
    """What a reply shows: ``press``, a request for a medium; ``broke``, where it says that a thing died."""

    press: bool = False
    broke: tuple[Found, ...] = ()

    def takes_back(self, found: Found) -> bool:
        """Say whether the phrase is about a thing: nobody is dead in "my phone died"."""
        return any(one.first <= found.first and found.last <= one.last for one in self.broke)


def signs_of(speech: Speech, felt: Iterable[Found], *, hurt: bool) -> Signs:
    """The signs in a reply that holds the phrases ``felt``.

    ``hurt`` says that its author belongs to people whom the post may have hurt.
    """
    found = list(_book().all_in(speech))
    press = not hurt and _is_request(speech, found) and _own_anger(speech, found, felt) < ANGER
    return Signs(press, tuple(one for one in found if one.topic == BROKE))


def _is_request(speech: Speech, found: Iterable[Found]) -> bool:
    """Say whether a medium asks; who is only said to be a journalist must ask for more than an explanation."""
    topics = {one.topic for one in found if one.topic not in {MEDIUM, TRADE} or _is_author(speech, one)}
    if OWN in topics:
        return False
    if ASKS in topics:
        return not topics.isdisjoint({MEDIUM, TRADE})
    asks = "?" in speech.raw or "¿" in speech.raw
    return (MEDIUM in topics and (asks or EXPLAIN in topics)) or (TRADE in topics and asks and EXPLAIN in topics)


def _is_author(speech: Speech, found: Found) -> bool:
    """Say whether the author is meant: "I'm not a reporter" and "Hi, I came from the news" are no request."""
    before = speech.words[max(0, found.first - NEAR) : found.first]
    whole = {*before, *speech.words[found.first : found.last + 1]}
    return NOT.isdisjoint(whole) and SOMEBODY.isdisjoint(before[-1:])


def _own_anger(speech: Speech, found: Iterable[Found], felt: Iterable[Found]) -> float:
    """The evidence that the author is angry; what is said in a sentence about others may be theirs."""
    told = {speech.sentences[one.first] for one in found if one.topic == OTHERS}
    return sum(one.weight for one in felt if one.topic == "offended" and speech.sentences[one.first] not in told)


@cache
def _book() -> Phrasebook:
    return Phrasebook(_phrases())


def _phrases() -> Iterator[Phrase]:
    data = load("signs")
    sets = load("groups")["sets"] | data["sets"]
    for topic in TOPICS:
        yield from compiled(topic, 1.0, data[topic], sets, "signs.yaml")


@cache
def words() -> frozenset[str]:
    """The words that show a sign."""
    return frozenset(word for phrase in _phrases() for element in phrase.pattern.elements for word in element.words)
