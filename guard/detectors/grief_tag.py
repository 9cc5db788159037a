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

import re
from collections.abc import Iterator
from functools import cache

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


@cache
def _mourning_tag() -> re.Pattern[str]:
    begins = (
        "prayfor|prayersfor|justicefor|standwith|istandwith|westandwith|jesuis|sayhisname|sayhername|"
        "bringbackour|icantbreathe|blacklivesmatter|neverforget|condolences|thoughtsandprayers|oremospor|fuerza(?=[a-z]{4})|"
        "todossomos|niunamenos|niunamas|restinpeace|missing(?=girl|boy|child|person)"
    )
    ends = (
        "floods?|flooding|earthquake|quake|shooting|shootings|attacks|bombing|bombings|wildfires?|bushfires?|planecrash|"
        "traincrash|buscrash|tunnelcrash|massacre|massshooting|terrorattack|tragedy|victims|riots|uprising|terremoto|inundaciones"
    )
    return re.compile(rf"(?:{begins})\w{{0,64}}$|\w{{2,64}}(?:{ends})$")


@cache
def _survivors_tag() -> re.Pattern[str]:
    return re.compile(
        r"(?:whyi(?:stayed|left|didntreport|didnt|stay|march|kneel)|metoo|youoksis|yesallwomen|iamnotnext|balancetonporc)$"
    )


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit on the tag."""
    for tag in post.text.tags:
        kind = _kind(tag, post.text.raw) if tag.sign == "#" else ""
        severity = _severity(post, kind, brand=context.account.kind == "brand") if kind else None
        if severity:
            yield hit(RULE, post.text, tag.start, tag.end, severity=severity)
            return


def _kind(tag: Tag, raw: str) -> str:
    if _survivors_tag().match(tag.name):
        return "survivors"
    if _mourning_tag().match(tag.name) or _is_farewell(raw[tag.start + 1 : tag.end]):
        return "grief"
    return ""


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
