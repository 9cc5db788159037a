"""atrocity-as-gimmick: a historic disaster, an atrocity or its perpetrators decorate a product, a menu or a joke.

What it looks for
    Names such as Titanic, Auschwitz, Hiroshima, the Ku Klux Klan, apartheid, Jack the Ripper, asylums and gas chambers in the same post as
    a commercial cue, a joke, a costume or an exclamation of fun. Museums, books, films, memorials and lessons pass.

Why
    People who lost their family there are alive, or their children are. For them it is no theme.

Flags
    Titanic night! Sink your drinks with our iceberg cubes, £12 a set
    Straitjacket Sally and Jack the Ripper are back, costumes from £30 🎃

Passes
    The Titanic exhibition is open daily from ten, tickets £12, and the museum shop closes at five.
    Survivors of Auschwitz speak at our school on Tuesday.
    Iceberg lettuce, 79p.

Limits
    Satire of the powerful may be flagged.
"""

from collections.abc import Iterator

from guard.detectors import _moods as moods
from guard.detectors.kit import Context, Hit, Rule, Text, View

RULE = Rule(
    code="M112",
    slug="atrocity-as-gimmick",
    category="tragedy_exploitation",
    severity="review",
    summary="This uses a disaster or an atrocity of history as a gimmick.",
    why="People who lost their family there are alive, or their children are. For them it is no theme.",
    instead="Find another theme. If you teach or remember, do it without a product.",
    offended=("survivors and descendants of the victims",),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("atrocity",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit on the name and what it decorates."""
    text = post.text
    names = text.matches("atrocity")
    taught = moods.told(post.about) and not moods.laughs(text)
    if names and not taught and not moods.tagged(text, "sober", "care") and _is_played_with(text):
        yield moods.hit_both(RULE, text, names[0], moods.sells(text))


def _is_played_with(text: Text) -> bool:
    return moods.sells(text) is not None or moods.laughs(text) or bool(moods.tagged(text, "crime", "costume"))
