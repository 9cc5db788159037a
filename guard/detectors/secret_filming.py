"""secret-filming: staff or customers are filmed or fooled without knowing.

What it looks for
    Hidden cameras, secret recordings, pranks on staff or customers, test mails that nobody ordered, told with
    pride.

Why
    The people in the film did not agree. Fear, shame or a sacking that is only played stays with them, and it may
    be unlawful.

Flags
    Hidden camera in our staff room: see her face when we "fired" her!
    We pranked our cashiers with a fake robbery, watch till the end.

Passes
    We show no films without consent. Everybody in this one agreed before and after.
    Our security camera is above the door, as the sign says.

Limits
    It cannot know whether people agreed afterwards; say so in the post if they did.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.text.mention import is_negated, is_quoted

RULE = Rule(
    code="M746",
    slug="secret-filming",
    category="deception",
    severity="review",
    summary="This films or fools people without their knowledge.",
    why="The people concerned did not agree, and viewers side with them.",
    instead="Ask first, show only people who agreed, and do not play with anybody's fear.",
    offended=("the people who were filmed", "their colleagues"),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("secret_filming",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each boast that people were filmed or fooled without knowing."""
    text = post.text
    for found in text.matches("secret_filming"):
        if not is_quoted(text, found.start, found.end) and not is_negated(text, found.first):
            yield hit_at(RULE, text, found)
