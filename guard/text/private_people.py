"""Who is exposed by a private fact: the person whom the fact's own sentence names, when nothing says that they agreed.

Shared by the rules on health and on private life. A fact that the author tells of themselves, a title of office (a
doctor, a minister), and posts that speak of consent are left alone.
"""

import re
from functools import cache

from guard.text.people import Person, people
from guard.view import Match, Text, View

_OWN = frozenset(
    "i my me i'm i've myself mine ich mein meine mir mich je mon ma mes moi yo mi mis eu meu minha io mio "
    "mia ik mijn".split()
)
LONGEST_SENTENCE = 600
"""Code points before a place in which its sentence's beginning is looked for."""

NEAR_AFTER = 40
"""Code points from a fact to a name behind it; further on it is somebody else."""

FAR = 130
"""Code points between somebody described and a fact that still belong together in one sentence."""

NEAR_BEHIND = 12
"""Code points from a fact to somebody described behind it."""

NEAR = 90
"""Code points between a name and a fact that still belong together."""


def exposed(text: Text, fact: Match, *, office: bool = False) -> Person | None:
    """The person nearest to ``fact`` in its sentence; ``None`` when nobody is named or it is the author's own.

    A sentence that says only "he" or "her" speaks of the person whom the sentence before it names.
    """
    if _own(text, fact):
        return None
    start, end = sentence(text.raw, fact.start)
    known = [p for p in people(text.raw) if (office or not p.office) and not _called_upon(text, p)]
    near = [p for p in known if not _far_after(p, fact) and start <= p.start < end and _distance(p, fact) <= NEAR]
    if near:
        return min(near, key=lambda p: _distance(p, fact))
    return _named_before(text, fact, start, known)


def _named_before(text: Text, fact: Match, start: int, known: list[Person]) -> Person | None:
    """The last person of the sentence before, when the fact's sentence goes on about "her" or "him"."""
    if start < 3 or not _goes_on(text, fact, start):
        return None
    before, _ = sentence(text.raw, start - 2)
    return next((p for p in reversed(known) if before <= p.start < start and fact.start - p.end <= 2 * NEAR), None)


def _goes_on(text: Text, fact: Match, start: int) -> bool:
    first = next((i for i in range(fact.first, -1, -1) if text.starts[i] < start), -1) + 1
    return not THIRD.isdisjoint(text.words[first : fact.last + 1])


THIRD = frozenset(
    "she he her his him she's he's she'd he'd hers er sie ihr ihre ihm ihn sein seine elle il lui ella él ele ela "
    "lei gli hij zij ze hem haar zijn".split()
)
"""Words that stand for a person named before."""


def described(text: Text, fact: Match) -> Match | None:
    """Somebody without a name whom neighbours know, in the sentence of ``fact``: "the lady in 4B"."""
    if _own(text, fact):
        return None
    start, end = sentence(text.raw, fact.start)
    known = text.matches("described_people")
    near = [m for m in known if start <= m.start < end and _told_of(m, fact)] or _just_before(text, known, start, fact)
    found = near[-1] if near else None
    return None if found is None or _own(text, found) else found


def _told_of(somebody: Match, fact: Match) -> bool:
    """The description stands before the fact in its sentence, or right behind it: "ten years sober, one of ours"."""
    if somebody.start <= fact.start:
        return fact.start - somebody.end <= FAR
    return 0 <= somebody.start - fact.end <= NEAR_BEHIND


def _just_before(text: Text, known: list[Match], start: int, fact: Match) -> list[Match]:
    """Whoever is described in the sentence before, close to the fact."""
    if not known or start < 3:
        return []
    before, _ = sentence(text.raw, start - 2)
    return [m for m in known if before <= m.start < start and fact.start - m.end <= NEAR]


def alone(text: Text, fact: Match) -> Person | None:
    """The one person whom the whole text names, in a sentence shortly before ``fact``; nobody else is spoken of."""
    if _own(text, fact):
        return None
    known = [p for p in people(text.raw) if not p.office]
    if len({p.name for p in known}) != 1 or known[0].kind not in {"given", "initial"}:
        return None
    if _called_upon(text, known[0]):
        return None
    return known[0] if 0 <= fact.start - known[0].end <= FAR else None


_GLAD = frozenset("lovely good great nice wonderful happy".split())
_CALLED = frozenset(
    "ring call ask contact email text phone see meet join write says dear hi hello saint st with thanks "
    "valentine ruf frag appelez demandez llama chiama".split()
)


def _called_upon(text: Text, person: Person) -> bool:
    """The word before the name invites readers to turn to that person, or greets them."""
    before = text.raw[max(0, person.start - 20) : person.start].lower().split()
    if before[-2:] == ["to", "see"] and not _GLAD.isdisjoint(before):
        return False
    return bool(before) and before[-1].strip("(:,") in _CALLED


def _far_after(person: Person, fact: Match) -> bool:
    return person.start - fact.end > NEAR_AFTER


def tied(text: Text, person: Person, fact: Match) -> bool:
    """Say whether the fact is told *of* the person: ``Edith's dementia``, ``Kian (anorexia)``, ``Jo, owes 40``."""
    if person.end > fact.start:
        return text.raw[fact.end : person.start].strip(" (,:") in _BELONGING or _near_after(text, person, fact)
    between = text.raw[person.end : fact.start]
    if _end().search(between):
        return True
    if between[:2] in {"'s", "’s", " ("} or between[:1] in {"(", ","}:
        return True
    return bool(_TELLING.intersection(between.lower().replace(",", " ").split()))


_BELONGING = {"for", "of", "by", "da", "de", "von", "van"}
_TELLING = frozenset(
    "has had is was suffers lost owes failed who whose back after recovering missed got her his their with "
    "hat hatte ist war die der dessen deren nach wegen mit a avait est qui dont son sa pour tiene tuvo está "
    "que su con tem teve está que seu sua ha aveva è che suo sua heeft had is was die wiens zijn haar".split()
)


def _near_after(text: Text, person: Person, fact: Match) -> bool:
    return person.start - fact.end < 12 and not any(c in text.raw[fact.end : person.start] for c in ".!?\n")


def _own(text: Text, fact: Match) -> bool:
    """The word before the fact, or the subject before it, is the author."""
    before = text.words[max(0, fact.first - 4) : fact.first + 1]
    return any(word in _OWN for word in before)


def sentence(raw: str, place: int) -> tuple[int, int]:
    """The sentence around a place of ``raw``; the full stop of an initial or a title ends none."""
    first = max(0, place - LONGEST_SENTENCE)
    begin = max((found.end() for found in _end().finditer(raw, first, place)), default=first)
    end = _end().search(raw, place)
    return begin, end.start() if end else len(raw)


@cache
def _end() -> re.Pattern[str]:
    return re.compile(
        r"(?<![ (][A-ZÀ-Þ])(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)(?<!St)(?<!Sr)(?<!hr)(?<!vr)(?<!ra)(?<!ig)(?<!^[A-Z])"
        r"[.!?…]{1,8}(?=[\s)\"”»]|$)|\n"
    )


def _distance(person: Person, fact: Match) -> int:
    return max(fact.start - person.end, person.start - fact.end, 0)


SAYS_SOMETHING = 3
"""Words of a description that is more than the brand's name."""


def knows_people(post: View) -> bool:
    """Say whether the account is one that knows people from its work, and no teller of stories."""
    about = post.about
    if about.has("custodians"):
        return True
    return len(about.words) >= SAYS_SOMETHING and not about.has("storytellers")
