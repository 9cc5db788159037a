"""picture-question: the words alone cannot tell; look at the picture or at the post that is answered before this goes out.

What it looks for
    A post with a picture, or an answer to somebody, that speaks of a death, a memorial, a funeral or a disaster and that no
    other rule can judge from its words. It asks, as advice.

Why
    Many mishaps lie in the picture: a grinning mascot on a day of mourning, the wrong person in the frame.

Flags
    Rest in peace, captain.  {alt_text: Our mascot waving beside a portrait}

Passes
    Fresh bread from seven.  {alt_text: A loaf on a board}

Limits
    The guard does not look into pictures.
"""

from collections.abc import Iterator

from guard.detectors import _moods as moods
from guard.detectors.kit import Context, Hit, Rule, View, hit

RULE = Rule(
    code="M150",
    slug="picture-question",
    category="tragedy_exploitation",
    severity="info",
    summary="This speaks of a death or a disaster, and has a picture or answers somebody: does the whole fit together?",
    why="Many mishaps lie in the picture or in the post that is answered, where the words alone look right.",
    instead="Look at it once more with the picture and the answered post: right person, right mood, no product, no logo, no smile?",
    offended=("the people who grieve",),
    confidence=0.3,
)
WAKES_ON = ("tragedy", "deaths", "mourning", "remembrance")


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one question on the words of grief."""
    if not ({"media", "reply"} & post.shapes):
        return
    text = post.text
    event = moods.tragedy(text) or next(iter(text.matches("mourning", "remembrance")), None)
    if event:
        yield hit(RULE, text, event.start, event.end)
