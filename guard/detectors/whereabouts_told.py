"""whereabouts-told: the post tells where a private person sleeps, lives, works or is not.

What it looks for
    A name in one sentence with a room, bed or flat number, "lives over the launderette", "works nights at", "just left for the opera",
    "every morning at 6:10", "nobody's home", from hotels, hospitals, homes, shops and others who know.

Why
    It tells thieves that a room is empty, and anybody where to wait for somebody.

Flags
    Mr & Mrs Yamada, room 412, checked in till Sunday, have just left for the opera  {account_description: Hotel}
    Shoutout to our regular Dana, who works nights at the ICU and lives over the laundromat

Passes
    We don't say who is staying or who's asleep in 412.  {account_description: Hotel}
    Professor Hall lectures in room 412 on Friday.

Limits
    A person without a name is seen only where the post tells their door and an illness or a scandal as well.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Match, Rule, Text, View, hit
from guard.text.people import people
from guard.text.private_people import exposed, knows_people

RULE = Rule(
    code="M436",
    slug="whereabouts-told",
    category="personal_data",
    severity="review",
    summary="This tells where a private person can be found, or is not at home.",
    why="It tells thieves which room is empty, and anybody else where to wait.",
    instead="Leave the name or the place out.",
    offended=("the person concerned",),
    confidence=0.7,
    contextual=True,
)
WAKES_ON = ("whereabouts",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit for the first place of a named person."""
    for text in post.judged:
        if text.has("consent", "missing_person", "public_matter", "mourning"):
            continue
        for match in text.matches("whereabouts"):
            if "described" in match.row.tags:
                if post.about.has("discreet_places"):
                    yield hit(RULE, text, match.start, match.end)
                continue
            other = next((tag for tag in match.row.tags if tag in _ALONE), "")
            if other:
                if _ALONE[other](post, text, match):
                    yield hit(RULE, text, match.start, match.end)
                    break
                continue
            person = exposed(text, match)
            before = person and (person.start < match.start or person.kind == "titled")
            if person and before and _private(text, match, knows_people(post), person.kind):
                yield hit(RULE, text, min(person.start, match.start), max(person.end, match.end))
                break


def _on_a_track(post: View, text: Text, _match: Match) -> bool:
    """The route of one person, whom the text names anywhere, or two signs of a home on it."""
    signs = [m for m in text.matches("whereabouts") if "track" in m.row.tags]
    return bool(signs) and bool(people(text.raw)) and (len(signs) > 1 or text.has("picture_documents"))


def _for_burglars(_post: View, text: Text, match: Match) -> bool:
    """When somebody is out, or what is in their home, in the sentence that names them."""
    return exposed(text, match, office=True) is not None


def _at_a_door(post: View, text: Text, match: Match) -> bool:
    """The door of somebody of whom the post tells more: an illness, a matter of the law, or that the news knows them."""
    signs = [m for m in text.matches("whereabouts") if "door" in m.row.tags]
    known = text.has("described_people") and post.about.has("custodians")
    return (len(signs) > 1 and text.has("health_facts", "private_facts", "hinting")) or (known and text.has("hinting"))


_ALONE = {"track": _on_a_track, "burglar": _for_burglars, "door": _at_a_door}
"""Places that need no person whom the account knows, by the tag of their rows: what else must hold."""


def _private(text: Text, match: Match, trusted: bool, kind: str) -> bool:  # noqa: FBT001 - one fact about the account
    if "keeper" in match.row.tags:
        return trusted
    return kind in {"titled", "initial"} or text.has("regulars") or (trusted and kind != "full")
