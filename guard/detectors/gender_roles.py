"""gender-roles: a joke or claim gives women or men their place.

What it looks for
    "Even your wife can", women drivers, kitchens and ironing, pink for her and rockets for him, hoovers for
    Mother's Day, dads who "babysit", nagging wives, who wears the trousers, women who got the job some other
    way.

Why
    It tells half of your readers what you think they are for. This is the largest group of documented mishaps
    after tragedies and memorial days.

Flags
    Flat-pack so easy, even your wife can do it
    For Mother's Day: a new mop, and she can use it straight away
    They put a woman on the crane, so enjoy the dents, everyone
    Persino tua suocera ci riesce!

Passes
    Flat-pack so easy that our director did it in 41 minutes.
    "Go back to the kitchen", said the heckler. She runs the kitchen.
    Dads' morning at the toddler gym. Nobody here is babysitting.
    Mother's Day can be hard. Mute our emails here.

Precedents
    BIC South Africa 2015, on Women's Day; Burger King UK 2021, a sexist phrase as bait whose explanation came
    only in the next posts.

Limits
    Irony without any of the known words is not seen.
"""

from collections.abc import Iterator

from guard.detectors._people import first_said, is_own, meant_in
from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.model import Precedent
from guard.text.mention import winks

RULE = Rule(
    code="M331",
    slug="gender-roles",
    category="sexism",
    severity="review",
    summary="This jokes about what women or men are supposed to do.",
    why="Women read what you think they are for, and men what you think they cannot do.",
    instead="Drop the gender: say what is easy, good or new about the product itself.",
    offended=("women", "men who care for children"),
    precedent=Precedent(
        "BIC South Africa",
        2015,
        'told women to "think like a man" on Women\'s Day; defended it at first, then apologised twice',
    ),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("gender_roles", "gender_names")

LAUGHED_AT = "This jokes about women or men as such."


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield the known jokes, and names for women or men in a post that laughs."""
    for text in post.judged:
        yield from meant_in(RULE, post, text, "gender_roles")
        if winks(text) and (named := first_said(text, "gender_names")) and not is_own(text, named):
            yield hit_at(RULE, text, named, message=LAUGHED_AT)
