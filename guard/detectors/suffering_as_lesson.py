"""suffering-as-lesson: a tragedy is turned into a business lesson.

What it looks for
    A tragedy beside the language of business advice: "what the crash taught me about sales", "three lessons for leaders", "this
    is exactly what bad planning looks like", "grief is just unmanaged churn".

Why
    The dead become an illustration for a slide. It is read as cold even where nothing is sold.

Flags
    The bridge collapse killed nine people. Three lessons for marketing leaders.
    I passed the motorway crash and all I could think was: this is my pipeline in Q4.

Passes
    We have read the report on the bridge collapse and changed how we inspect our cranes.
    Three lessons for marketing leaders from a year of failed launches.

Limits
    Safety experts draw lessons from accidents as a duty; where they name no business advantage they pass.
"""

from collections.abc import Iterator

from guard.detectors import _moods as moods
from guard.detectors.kit import Context, Hit, Rule, View

RULE = Rule(
    code="M109",
    slug="suffering-as-lesson",
    category="tragedy_exploitation",
    severity="review",
    summary="This makes a business lesson of people's suffering.",
    why="The dead become an illustration for a slide. Their families and most readers find that cold.",
    instead="Tell the lesson with an example of your own failures. If you saw a tragedy, say what you did to help, or nothing.",
    offended=("the victims and their families",),
    confidence=0.8,
    contextual=True,
)
WAKES_ON = ("gloating",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit from the tragedy to the lesson."""
    text = post.text
    lessons = moods.tagged(text, "gloating", "lesson")
    event = moods.tragedy(text) if lessons else None
    if event:
        yield moods.hit_both(RULE, text, event, lessons[0])
