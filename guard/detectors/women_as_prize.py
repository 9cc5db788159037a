"""women-as-prize: women are bait, decoration, a prize or a thing.

What it looks for
    Grid girls and "babes", free drinks for heels, ranking colleagues by looks, products described as an easy
    woman, "wife material", "still single, lads".

Why
    Women read that they are there to be looked at. Men who brought their daughters read it too.

Flags
    The grid girls are back by popular demand!
    Women in heels drink free till ten, heels over four inches only
    Nuestra rubia está fría y es fácil
    Meet Chloe, our bit of eye candy on the front desk

Passes
    Meet our marshals: 340 volunteers, aged 18 to 74.
    Our blonde ale won bronze. Four malts, three years of bad tries.
    Our new colleague Amy closed eleven deals this quarter.

Limits
    Irony without any of the known words is not seen.
"""

from collections.abc import Iterator

from guard.detectors._people import hit_across, is_warm, paired, said_in
from guard.detectors.kit import Context, Hit, Rule, View
from guard.text.mention import is_used

RULE = Rule(
    code="M332",
    slug="women-as-prize",
    category="sexism",
    severity="review",
    summary="This uses women as bait, decoration or prize.",
    why="Women read that they are there to be looked at.",
    instead="Show what people do and what they are good at. Describe the product as a product.",
    offended=("women",),
    confidence=0.8,
    contextual=True,
)
WAKES_ON = ("women_as_prize", "looks")

NEAR = 12


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield the known phrases, and names for women beside words for their looks."""
    for text in post.judged:
        yield from said_in(RULE, post, text, "women_as_prize")
        for named, looks in paired(text, "gender_names", "looks", reach=NEAR):
            if is_used(text, looks) and not is_warm(text, looks):
                yield hit_across(RULE, text, named, looks)
                break
