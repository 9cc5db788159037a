"""grief-tag: a hashtag of grief, protest or survivors carries a product or a joke.

What it looks for
    Hashtags by their shape: #PrayFor..., #RIP and a name, #JusticeFor..., #JeSuis..., #StandWith..., #...Floods, #...Shooting,
    #...Attack, #...Earthquake, and those in which people tell what was done to them (#WhyI..., #MeToo). Beside a commercial
    cue, a brand's own tag of goods or a joke they are stopped. Sincere words and help pass.

Why
    People open such a tag to mourn, to find each other or to be safe. A brand that sells there is in the way, and is found by
    everyone who looks.

Flags
    #PrayForOrme and for our tote, it is still in stock #OrmeFloods
    #JusticeForMaya! Verdict: guilty of being delicious 🍕
    #WhyIStayed You had pizza

Passes
    #PrayForOrme Our thoughts are with all of you.
    #OrmeFloods: the shop at the mill is open all night, take what you need, there is nothing to pay.
    #RIPDoctor Hale, who looked after three generations of us.
    #ripe and ready: mangoes, 3 for £2

Limits
    A tag without a shape (a bare place name) is known only from the events calendar.
"""

from collections.abc import Iterator

from guard.detectors import _moods as moods
from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.model import Severity
from guard.text.tokens import Tag

RULE = Rule(
    code="M104",
    slug="grief-tag",
    category="tragedy_exploitation",
    severity="review",
    summary="This uses a hashtag of grief or protest for something else.",
    why="People open this tag to mourn or to find help. Selling or joking there gets in their way, and they will say so.",
    instead="Leave the tag to those it belongs to. Find out what a tag is about before you use it.",
    offended=("the people who use the tag to grieve, protest or tell their story",),
    confidence=0.8,
)
WAKES_ON = ("shape:hashtag",)


BEGINS = tuple(
    "prayfor prayersfor justicefor standwith istandwith westandwith jesuis sayhisname sayhername bringbackour icantbreathe "
    "blacklivesmatter neverforget condolences thoughtsandprayers oremospor fuerzapor todossomos niunamenos niunamas "
    "restinpeace missinggirl missingboy missingchild missingperson".split()
)
"""How tags of grief, protest and search begin."""

ENDS = tuple(
    "floods flooding earthquake quake shooting shootings attacks bombing bombings wildfire wildfires bushfire bushfires "
    "planecrash traincrash buscrash tunnelcrash massacre terrorattack tragedy victims riots uprising terremoto "
    "inundaciones".split()
)
"""How they end; something must stand before."""

SURVIVORS = frozenset(
    "whyistayed whyileft whyididntreport whyididnt whyimarch whyikneel metoo youoksis yesallwomen balancetonporc".split()
)
"""Tags in which people tell what was done to them."""


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit on the tag."""
    for tag in post.text.tags:
        kind = _kind(tag, post.text.raw) if tag.sign == "#" else ""
        severity = _severity(post, kind, brand=context.account.kind == "brand") if kind else None
        if severity:
            yield hit(RULE, post.text, tag.start, tag.end, severity=severity)
            return


def _kind(tag: Tag, raw: str) -> str:
    name = tag.name
    if name in SURVIVORS:
        return "survivors"
    mourns = name.startswith(BEGINS) or (name.endswith(ENDS) and name not in ENDS)
    return "grief" if mourns or _is_farewell(raw[tag.start + 1 : tag.end]) else ""


def _is_farewell(name: str) -> bool:
    """#RIPOlive, not #ripe or #RIPPED."""
    return name.startswith("RIP") and len(name) > 4 and name[3].isupper() and not name.isupper()


def _severity(post: View, kind: str, *, brand: bool) -> Severity | None:
    text = post.text
    if moods.laughs(text) or moods.offers(text):
        return "block"
    if moods.sober(text):
        return None
    if moods.sells(text) or moods.celebrates(text):
        return "review"
    return "review" if kind == "survivors" and brand and len(text.words) < 20 else None
