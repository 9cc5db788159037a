"""borrowed-cause: the tag of a movement with one word swapped for a product.

What it looks for
    #...LivesMatter, #BringBackOur..., #JeSuis..., #YesAll..., #NiUna...Menos, #...SoWhite, #MeToo... and the like with a common
    word in the place of the people whom the movement is about.

Why
    Behind the tag stand people who were killed, abducted or abused. A pun on it says that they are material.

Flags
    Two for one until Sunday! #BurgerLivesMatter
    New in store #BringBackOurBoots
    Notre terrine est là #JeSuisTerrine

Passes
    We stand with our colleagues. #BlackLivesMatter
    They are still missing. #BringBackOurGirls
    Our oak tables are made here. #CraftMatters
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, View, hit

RULE = Rule(
    code="M614",
    slug="borrowed-cause",
    category="ambiguous_hashtag",
    severity="review",
    summary="This is a pun on the tag of a movement.",
    why="Behind that tag stand people who were killed, abducted or abused; a pun says that they are material.",
    instead="Choose a tag of your own.",
    offended=("the people whom the movement is about",),
    confidence=0.8,
)
WAKES_ON = ("shape:hashtag",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield a hit on each tag that borrows from a movement."""
    text = post.text
    for tag in text.tags:
        if tag.sign == "#" and _borrowed().match(tag.name):
            yield hit(RULE, text, tag.start, tag.end)


@cache
def _borrowed() -> re.Pattern[str]:
    """The tag in small letters; the movement's own words are left out."""
    people = r"(?:black|trans|blacktrans|all|blue|white|brown|asian|native|indigenous|muslim|palestinian|jewish|dalit|papuan|our|women\w{0,3}|kids|children\w{0,3})"
    return re.compile(
        rf"(?!{people}lives)\w{{2,30}}livesmatter\b"
        r"|bringbackour(?!girls\b|boys\b|children\b|students\b|hostages\b|people\b|kids\b|library|libraries|bus|buses|trains?\b|post)\w{3,30}"
        r"|jesuis(?!charlie|paris|nice|ahmed|samuel|prof|bruxelles|juif|arm|kurde|ukrain|la\b|en\b|lgbt)\w{4,30}\b"
        r"|yesall(?!women|men|black|people)\w{3,30}|niuna(?!menos|mas|más|m[aá]s)\w{3,30}menos\b"
        r"|(?!oscars|emmys|grammys|brits|baftas|cannes|theatre)\w{3,20}sowhite\b"
        r"|metoo(?!movement|india|gate|survivor|in|now|media)(?:much|sale|deal|pizza|burger|shop|food|thirsty|hungry|tired)\w{0,20}"
        r"|handsupdont(?!shoot)\w{3,20}|icantbreath\w{0,2}easy|sayhisname\w{3,20}|occupy(?:the|your)(?:sofa|couch|fridge|kitchen|bed|bar|table)\w{0,20}"
    )
