"""layoff-joke: people lose their work, and the post jokes, celebrates or shows off beside it.

What it looks for
    Layoffs, closures or "fewer people" in the same post as a laugh, a party, a boast, record profit or a luxury trip.

Why
    Those who were let go, and those who fear to be next, read that their livelihood is a punch line.

Flags
    We let 212 people go today. Then I took myself to the lake to process it 😅
    Closing 41 branches. To celebrate, our Head of Digital will do shots live at five!
    From 4,100 people to 2,900 and the queue for the oat milk has never been shorter

Passes
    We let 140 people go today. It is my mistake, and here is what each of them gets.
    We are hiring! Two nurses and a cook, party on Friday.

Limits
    A restructuring announcement in cheerful corporate language without any of these signs passes.
"""

from collections.abc import Iterator

from guard.detectors import _moods as moods
from guard.detectors.kit import Context, Hit, Rule, Text, View

RULE = Rule(
    code="M141",
    slug="layoff-joke",
    category="tone_deaf",
    severity="review",
    summary="This jokes, celebrates or boasts while people lose their work.",
    why="Those who were let go, and those who fear to be next, read that their livelihood is a punch line.",
    instead="Say plainly what was decided, why, and what those people get. Nothing else belongs in the same post.",
    offended=("the people who lose their work and their families", "their colleagues"),
    confidence=0.8,
    contextual=True,
)
WAKES_ON = ("hardship",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit from the layoffs to the joke or boast."""
    text = post.text
    jobs = moods.meant(text, "hardship", "jobs")
    if jobs and _makes_light(text):
        cue = (moods.tagged(text, "hardship", "luxury", "profit") or text.matches("joy", "gloating") or jobs)[0]
        yield moods.hit_both(RULE, text, jobs[0], cue)


def _makes_light(text: Text) -> bool:
    if moods.laughs(text) or moods.tagged(text, "gloating", "mock", "gain"):
        return True
    if moods.meant(text, "hardship", "luxury"):
        return True
    if len(text.matches("self_pity")) > 1:
        return True
    if moods.tagged(text, "sober", "care"):
        return False
    glad = moods.celebrates(text) or moods.smirks(text) or "!" in text.raw or text.has("self_pity")
    return glad or bool(moods.meant(text, "hardship", "profit") or moods.meant(text, "joy", "boast"))
