"""addressed-by-gender: a post calls out to women or men only.

What it looks for
    "Ladies, ...", "..., girls!", "Fellas: ...", also in German, French, Spanish, Portuguese, Italian and Dutch. Health posts
    and posts that quote such a call pass.

Why
    It is where most sexist posts begin: what follows is nearly always about looks, shopping, drinking or what men want. The
    rest of your readers see that you did not think of them.

Flags
    Ladies, your new favourite drill is here, and it comes in rose
    Valentine's is on Sunday, fellas: book now or sleep on the sofa
    Mädels, trinkt mehr Wasser!

Passes
    Ladies' final at three, men's final at five, both on court one.
    Have you had your breast screening, ladies? The van is at the market until Friday.
    Our new drill is here. It weighs 900 grams and has a light.

Limits
    It asks a person to read what follows. If the product really is for women only, let it pass by a waiver.
"""

from collections.abc import Iterator

from guard.detectors._people import is_called_out, is_warm
from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.text.mention import is_used

RULE = Rule(
    code="M339",
    slug="addressed-by-gender",
    category="sexism",
    severity="review",
    summary="This calls out to women or men only.",
    why="What follows such a call is usually a cliché, and the others read that it is not for them.",
    instead="Say who may want it by what they do: people who drill, drink, drive. Leave the gender out.",
    offended=("women", "men", "people who are neither"),
    confidence=0.6,
    contextual=True,
)
WAKES_ON = ("gender_names", "men_called")

HEALTH = frozenset(
    "screening mammogram breast cervical smear clinic nhs midwife period periods menopause pregnancy pregnant health cancer "
    "prostate testicles lump doctor nurse team match final cup league".split()
)
"""Words of posts that have a reason to speak to one sex, and of sport."""


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield the first word by which women or men are called."""
    for text in post.judged:
        if not HEALTH.isdisjoint(text.words):
            continue
        for name in text.matches("gender_names", "men_called"):
            if is_called_out(text, name) and is_used(text, name) and not is_warm(text, name):
                yield hit_at(RULE, text, name)
                break
