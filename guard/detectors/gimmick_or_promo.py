"""gimmick-or-promo: the apology sells something.

What it looks for
    A discount, a code, a launch or a gimmick beside an apology that answers a complaint, an account in trouble, or
    another flaw. Something free for the people concerned, named as such ("free coffee for the night staff"), passes,
    and so does "sorry, sold out, more on Friday".

Why
    People read that their hurt was an occasion for marketing. Studies of firestorms find that early offers in
    public feed them.

Flags
    We heard you: the advert was sexist. Say sorry with us and get 20% off with code SORRY20.
    So sorry about that! Half price cakes all weekend, grab one today.  {in_reply_to: I found glass in my cake and was hurt}

Passes
    Sorry, sold out again! New collection on Friday.
    We burnt 40 dinners last night. Sorry. Everyone who ordered has the money back.
    Our joke hurt the night nurses. We are sorry. Free coffee for the night staff until Christmas.

Limits
    It does not know whether a voucher goes to the people concerned or to everybody; a named group beside the offer
    should make you keep it out of the post all the same.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.text.apology import apologises, evades, flaws, in_trouble, is_slip
from guard.view import Match, Text

RULE = Rule(
    code="M809",
    slug="gimmick-or-promo",
    category="non_apology",
    severity="review",
    summary="This apology sells something.",
    why="The people who were hurt read that their trouble is your promotion.",
    instead="Take every price, code, launch and wink out. Put the remedy for the people concerned in its place, or nothing.",
    offended=("the people who were hurt",),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("sorry_offer",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield the first offer beside an apology that answers for something serious."""
    draft = context.profile == "apology"
    if is_slip(post.text) if draft else not (apologises(post.text) and _is_serious(post)):
        return
    for found in flaws(post, "sorry_offer", draft=draft):
        if _is_remedy(post.text, found):
            continue
        yield hit_at(RULE, post.text, found)
        return


def _is_remedy(text: Text, found: Match) -> bool:
    """Say whether something free is offered, in its sentence, to people who are named, and nothing is sold beside."""
    number = text.sentences[found.first]
    places = [place for place, other in enumerate(text.sentences) if other == number]
    said = text.raw[text.starts[places[0]] : text.ends[places[-1]]].lower()
    return bool(_given().search(said)) and not _sold().search(said)


@cache
def _given() -> re.Pattern[str]:
    people = (
        "staff|nurses?|crews?|workers?|colleagues|famil(?:y|ies)|residents?|neighbou?rs|households?|tenants|patients|"
        "passengers|pupils|students|teachers|parents|children|carers|drivers|cleaners|volunteers|veterans|survivors|"
        "victims|firefighters|farmers|teams?|wards?|communit(?:y|ies)|village|hospital|mothers|fathers|shifts?|"
        "(?:people|guests|customers|those|every(?:one|body)|any(?:one|body)|all) (?:who|whose|affected|hurt|harmed|we)"
    )
    return re.compile(rf"\b(?:free|gratis)\b.{{0,60}}?\b(?:for|to) (?:[\w'’-]{{1,20}} ){{0,4}}(?:{people})\b")


@cache
def _sold() -> re.Pattern[str]:
    return re.compile(
        r"%|\b(?:code|shop|book|buy|order now|grab|sale|discount|win|tag|voucher code|link in bio|half price|new drop"
        r"|every purchase|every order)\b"
    )


def _is_serious(post: View) -> bool:
    """Say whether the apology is about more than a sold-out loaf or the weather."""
    if in_trouble(post) or post.text.has("heard_you", "if_offended", "mock_sorry") or evades(post.text):
        return True
    return not post.text.has("light_sorry")
