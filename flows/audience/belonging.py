"""Which people a reply stands for: those its author belongs or is close to, and those it names as hurt.

Only what the reply says counts: "as a former nurse", "my son is autistic", "we veterans"; or that it names a group at
all. Groups that no list knows are taken from "as a beekeeper, I ..." and "I'm from Valencia".
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain

from msgspec import Struct

from flows.audience.phrasebook import Found, Phrase, Phrasebook, compiled, load
from flows.audience.speech import Speech

FAR, NEAR, AFTER = 3, 1, 5
"""Words that may stand between a cue and the group: "as a [very tired former] nurse", "we [old] veterans", "nurse [on a
covid ward] here"."""

BETWEEN = frozenset(
    "not no never for about by with that this how at to on because when if but against of from like you your they "
    "nicht pas no non não über pour per por".split()
)
"""Words that cut a cue off from what follows: "I'm sorry for nurses" is nobody's self-portrait."""

_CUES = ("far", "near", "after", "target", "worth")
_SELF = frozenset(_CUES[:3])
OWN, NAMED, LOOSE, SAYS = "own", "named", "loose", "says"
"""Words that count beside a cue, that name the group, that name it as somebody's target; whole phrases."""
FIRST, THEN = "first", "then"
"""Phrases that say it together, in this order, also in two sentences."""
KINDS = (
    (NAMED, "words", 2.0),
    *((kind, kind, weight) for kind, weight in ((LOOSE, 2.0), (OWN, 1.0), (SAYS, 3.0), (FIRST, 1.0), (THEN, 1.0))),
)

_AS = re.compile(
    r"(?:^|[.!?,;:…\n-] ?|\b(?:and|but|speaking|me|also|sorry|i|I) )[Aa]s an? ((?:[\w'’-]{1,30} ){0,2}[\w'’-]{2,30})"
    r"(?=,| (?:I|i|we|We|who|with|myself|this|my|that|and|from|in|of|it)\b)"
)
_FROM = re.compile(
    r"\b(?:I'm|I’m|Im|I am|[Ww]e're|[Ww]e are|[Ll]ive|[Ll]iving|[Bb]orn|[Gg]rew up|[Ff]amily|[Pp]eople|[Hh]ome)"
    r" (?:from|in|of) (?:the )?([A-Z][\w'’-]{2,30}(?: [A-Z][\w'’-]{2,30}){0,2})"
)
_NO_PERSON = frozenset(
    "joke result company brand whole reminder marketer marketing prop punchline business gimmick costume tool "
    "rule team consequence start society species country nation way kid child matter bonus first last person "
    "human follow community platform corporation teaser caption post tweet slogan strategy campaign trend theme "
    "hashtag hook pitch sales reason".split()
)
_NO_PLACE = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December God English The This Your Hell".split()
)


class Groups(Struct, frozen=True):
    """The groups of one reply, each once: those who lost somebody or are gravely ill first, then as in the text."""

    own: tuple[str, ...]
    named: tuple[str, ...]
    told: tuple[str, ...] = ()
    """Those of ``own`` that a list knows."""

    @property
    def grave(self) -> bool:
        """Say whether the author tells of own dead, or of an own grave illness."""
        return not _grave().isdisjoint(self.told)


NOBODY = Groups((), ())


def groups(speech: Speech) -> Groups:
    """The groups that the author speaks for, and the others that the reply names."""
    found = _book().find(speech)
    cues = _cues().find(speech) if found else []
    own = [_group(one) for one in found if _is_own(speech, one, cues)] + _in_two_steps(found)
    named = [_group(one) for one in found if _is_named(speech, one, cues)]
    told = tuple(sorted(dict.fromkeys(own), key=lambda group: group not in _grave()))
    if not own:
        own = list(_unlisted(speech.raw))
    if not own and not named:
        return NOBODY
    others = dict.fromkeys(group for group in named if group not in own)
    return Groups(told or tuple(own), tuple(others), told)


def _kind(found: Found) -> str:
    return found.topic.partition(":")[0]


def _group(found: Found) -> str:
    return found.topic.partition(":")[2]


def _is_own(speech: Speech, found: Found, cues: Iterable[Found]) -> bool:
    if _kind(found) not in {OWN, NAMED, LOOSE}:
        return _kind(found) == SAYS
    return any(_belongs(speech, cue, found) for cue in cues if cue.topic in _SELF)


def _in_two_steps(found: Sequence[Found]) -> list[str]:
    """Groups that are told in two steps: "My mum was in that house. They found her this morning"."""
    begun = {_group(one): one.first for one in reversed(found) if _kind(one) == FIRST}
    return [_group(one) for one in found if _kind(one) == THEN and begun.get(_group(one), one.first) < one.first]


def _is_named(speech: Speech, found: Found, cues: Iterable[Found]) -> bool:
    """Say whether the text names the group; "children" alone is not yet about children."""
    if _kind(found) not in {NAMED, LOOSE} or _is_disowned(speech, found):
        return False
    return _kind(found) == NAMED or any(_belongs(speech, cue, found) for cue in cues if cue.topic not in _SELF)


def _is_disowned(speech: Speech, found: Found) -> bool:
    """Say whether the author says not to be one: "I'm not a nurse, but ..." is not about nurses."""
    return found.first >= 2 and speech.words[found.first - 2] in {"not", "no", "nicht", "pas", "non"}


def _belongs(speech: Speech, cue: Found, found: Found) -> bool:
    """Say whether ``cue`` makes the group the author's own."""
    if speech.sentences[cue.first] != speech.sentences[found.first]:
        return False
    if cue.topic in {"after", "worth"}:
        return 0 < cue.first - found.last <= (AFTER if cue.topic == "after" else 1)
    between = speech.words[cue.last + 1 : found.first]
    room = NEAR if cue.topic == "near" else FAR
    return cue.last < found.first and len(between) <= room and BETWEEN.isdisjoint(between)


def _unlisted(raw: str) -> Iterator[str]:
    """Groups in the author's own words, of which no list knows."""
    if "s a" in raw:
        for found in _AS.finditer(raw):
            words = found[1].lower().replace("’", "'").split()
            if _NO_PERSON.isdisjoint(words):
                yield " ".join([*words[:-1], plural(words[-1])])
                break
    for found in _FROM.finditer(raw) if not raw.isupper() else ():
        if found[1].split()[0] not in _NO_PLACE and not found[1].isupper():
            yield f"people from {found[1]}"
            break


def plural(noun: str) -> str:
    """The English plural of ``noun``, as far as rules go."""
    if noun.endswith("man"):
        return f"{noun[:-3]}men"
    if noun.endswith(("s", "x", "ch", "sh")):
        return f"{noun}es"
    return f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else f"{noun}s"


@cache
def _book() -> Phrasebook:
    return Phrasebook(chain.from_iterable(_phrases()))


def _phrases() -> Iterator[Iterator[Phrase]]:
    data = load("groups")
    yield compiled("ignored:", 0.0, data["ignored"], data["sets"], "groups.yaml")
    for name, rows in data["peoples"].items():
        yield compiled(f"{LOOSE}:{name}", 2.0, rows, data["sets"], f"groups.yaml: {name}")
    for entry in data["groups"]:
        name = entry["group"]
        for kind, key, weight in KINDS:
            yield compiled(f"{kind}:{name}", weight, entry.get(key) or (), data["sets"], f"groups.yaml: {name}")


@cache
def _grave() -> frozenset[str]:
    return frozenset(entry["group"] for entry in load("groups")["groups"] if entry.get("grave") == "yes")


@cache
def _cues() -> Phrasebook:
    data = load("relations")
    rows = ((topic, data["cues"][topic]) for topic in _CUES)
    return Phrasebook(p for topic, r in rows for p in compiled(topic, 1.0, r, data["sets"], "relations.yaml"))


def words() -> frozenset[str]:
    """The words by which groups are known, for the spelling."""
    return _book().words
