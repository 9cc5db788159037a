"""gimmick-or-promo: the apology sells something.

What it looks for
    A discount, a code, a launch or a gimmick beside an apology that answers a complaint, an account in trouble, or
    another flaw. A voucher for the people concerned passes, and so does "sorry, sold out, more on Friday".

Why
    People read that their hurt was an occasion for marketing. Studies of firestorms find that early offers in
    public feed them.

Flags
    We heard you: the advert was sexist. Say sorry with us and get 20% off with code SORRY20.
    So sorry about that! Half price cakes all weekend, grab one today.  {in_reply_to: I found glass in my cake and was hurt}

Passes
    Sorry, sold out again! New collection on Friday.
    We burnt 40 dinners last night. Sorry. Everyone who ordered has the money back.

Limits
    It does not know whether a voucher goes to the people concerned or to everybody; a named group beside the offer
    should make you keep it out of the post all the same.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.text.apology import apologises, evades, flaws, in_trouble, is_slip

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
        yield hit_at(RULE, post.text, found)
        return


def _is_serious(post: View) -> bool:
    """Say whether the apology is about more than a sold-out loaf or the weather."""
    if in_trouble(post) or post.text.has("heard_you", "if_offended", "mock_sorry") or evades(post.text):
        return True
    return not post.text.has("light_sorry")
