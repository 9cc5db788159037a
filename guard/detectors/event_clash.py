"""event-clash: the post touches something grave that goes on in the world now, and sells, jokes or parties.

What it looks for
    The events of the calendar (`guard events add`, `guard events refresh`) that are active at the moment of publishing: their
    words, places and hashtags in a post that sells, laughs or celebrates. News and help pass.

Why
    A place name that was harmless last week stands for a tragedy today.

Flags
    Blown-away deals in every Mayo branch  {config: {"events": {"file": "tests/detectors/events.json"}}}

Passes
    Our thoughts are with everyone in Mayo.  {config: {"events": {"file": "tests/detectors/events.json"}}}

Options
    events.file and events.feeds in guard.toml.

Precedents
    Mirror Football 2013: a scheduled headline about a marathon's finish line went out after the bombing of a marathon.
    Kenneth Cole 2011: announced a spring collection with the hashtag of the unrest in Cairo.

Limits
    It is as good as the calendar: `checked.events` in every verdict says how old that is.
"""

from collections.abc import Iterator

from guard.detectors import _moods as moods
from guard.detectors._moments import named
from guard.detectors.kit import Context, Hit, Rule, Text, View
from guard.model import Precedent

RULE = Rule(
    code="M123",
    slug="event-clash",
    category="bad_timing",
    severity="review",
    summary="This touches something grave that is going on now.",
    why="These words stand for a tragedy now. People look them up to learn whether their family is safe.",
    instead="Wait until it is over, or say only what helps the people concerned.",
    offended=("the people concerned and their families",),
    precedent=Precedent(
        "Mirror Football",
        2013,
        "a scheduled headline about a marathon's finish line went out after the bombing of a marathon; deleted, apologised",
    ),
    confidence=0.8,
)
WAKES_ON = ("shape:event",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit for the gravest event that the post names."""
    text = post.text
    if not _is_light(text):
        return
    for event, match in named(text, context.events):
        if event.severity != "info":
            message = f"This touches something grave that is going on now: {event.name}."
            cue = moods.offers(text) or moods.sells(text)
            yield moods.hit_both(RULE, text, match, cue, severity=event.severity, message=message)
            return


def _is_light(text: Text) -> bool:
    if moods.tagged(text, "sober", "care") or text.has("condolence") or moods.helps(text):
        return moods.laughs(text)
    return moods.sells(text) is not None or moods.smirks(text) or moods.celebrates(text) or text.has("gloating")
