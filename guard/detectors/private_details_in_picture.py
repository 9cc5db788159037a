"""private-details-in-picture: by its description, the picture shows somebody's private details.

What it looks for
    Alt texts that speak of a readable name, address, number plate, licence, list of patients, invoice or mail, and alt texts that
    repeat such details.

Why
    Readers zoom in. Desks, whiteboards, screens and counters in the background are the most common leak of all.

Flags
    Someone left this at the counter, is it yours?  {alt_text: Photo of a driving licence, name and address partly readable}
    New plants in our waiting room  {alt_text: Reception with a screen on which the patient list with names is readable}

Passes
    New plants in our waiting room  {alt_text: Reception with two ferns and a sleeping dog}
    Laptop stickers for everyone  {alt_text: Laptop with a yellow note reading nice try}

Limits
    It reads the description, not the picture: look at the picture yourself.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, Text, View, hit, hit_at
from guard.text.people import people

RULE = Rule(
    code="M433",
    slug="private-details-in-picture",
    category="personal_data",
    severity="review",
    summary="The picture seems to show somebody's private details.",
    why="Readers zoom in, and copies of the picture stay when you delete the post.",
    instead="Crop or blur the details, then look at the picture at full size once more.",
    offended=("the people whose details can be read",),
    confidence=0.75,
)
WAKES_ON = ("picture_details", "picture_documents")
_NO = frozenset(
    "no not never without none nobody's keine kein ohne sans aucun pas sin ningún sem nenhum senza nessun geen zonder".split()
)


def _named_on_paper(alt: Text) -> Iterator[Hit]:
    """A paper or a screen in the picture, and a person's full name with a number or an illness beside it, or two persons."""
    found = alt.matches("picture_documents")
    if not found or alt.has("agreed_to_it"):
        return
    named = [person for person in people(alt.raw) if person.kind in {"full", "initial", "titled"} and not person.office]
    if named and (len(named) > 1 or alt.has("health_facts", "birth_words") or _long_number().search(alt.raw)):
        yield hit(RULE, alt, min(found[0].start, named[0].start), max(found[0].end, named[0].end))


@cache
def _long_number() -> re.Pattern[str]:
    return re.compile(r"\d{5}|\d \d{3} \d|\b\d{1,2} days\b")


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit on the words of the description."""
    if post.alt:
        yield from _named_on_paper(post.alt)
        blurred = bool(
            {"blurred", "pixelated", "hidden", "covered", "unkenntlich", "flouté", "floutée", "tachado", "oscurato"}
            & set(post.alt.words)
        )
        for match in post.alt.matches("picture_details")[:1]:
            denied = _NO.intersection(post.alt.words[max(0, match.first - 2) : match.first + 1])
            if not blurred and not denied and not post.about.has("consent"):
                yield hit_at(RULE, post.alt, match)
