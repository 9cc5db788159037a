"""boast-in-hardship: record profits, bonuses or luxury stand beside other people's hardship.

What it looks for
    Record profit, bonus, champagne, awards, a villa in the same post as price rises, strikes, poverty, shortages or
    waiting lists.

Why
    It tells those who pay or wait whose champagne that is.

Flags
    Record profit, and yes, fares go up 9% in January. Champagne for the board! 🍾
    Rekordergebnis! Danke an unsere Mieter, die die Mieterhöhung so tapfer wegstecken.

Passes
    Record month for the food bank: 900 parcels, 60 volunteers.
    Prices go up by 3%. Our profit fell; here are the figures.

Limits
    A boast whose hardship stands only in the news is judged by the account's description.
"""

from collections.abc import Iterator

from guard.detectors import _moods as moods
from guard.detectors.kit import Context, Hit, Rule, View

RULE = Rule(
    code="M143",
    slug="boast-in-hardship",
    category="tone_deaf",
    severity="review",
    summary="This boasts beside other people's hardship.",
    why="Those who pay more, wait or go without read it as a toast at their expense.",
    instead="Keep results and hardship apart, and say what the money does for those concerned.",
    offended=("the people who pay, wait or go without",),
    confidence=0.7,
    contextual=True,
)
WAKES_ON = ("hardship",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit from the boast to the hardship."""
    text = post.text
    boast = moods.meant(text, "hardship", "profit", "luxury")
    hard = moods.tagged(text, "hardship", "price", "strike", "poor")
    glad = "!" in text.raw or moods.celebrates(text) or moods.smirks(text) or text.has("gloating")
    if (
        boast
        and hard
        and glad
        and not moods.tagged(text, "sober", "care")
        and not text.has("story")
        and not moods.helps(text)
    ):
        yield moods.hit_both(RULE, text, boast[0], hard[0])
