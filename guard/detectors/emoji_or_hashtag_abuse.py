"""emoji-or-hashtag-abuse: laughing emoji or a heap of hashtags in an apology.

What it looks for
    Emoji that laugh, shrug or party, or three and more hashtags, in an apology that answers a complaint or stands
    on an account in trouble, and in drafts under the apology profile.

Why
    Studies in the United States find that emoji make apologies less believed; hashtags make them look like a
    campaign.

Flags
    Sorry about that 😅 it happens!  {in_reply_to: You lost my late wife's ring and nobody answered}
    We are sorry. #SorryNotSorry #Summer #Vibes  {account_description: Festival after an accident}

Passes
    Sorry about the rain 😅 we moved inside.
    I am sorry. The ring is found and I bring it tonight. Tom  {in_reply_to: You lost my late wife's ring and nobody answered}

Limits
    The study is from the United States; elsewhere a heart may be read as kind. Hearts and folded hands therefore
    pass.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit, hit_at
from guard.text.apology import apologises, in_trouble

RULE = Rule(
    code="M815",
    slug="emoji-or-hashtag-abuse",
    category="non_apology",
    severity="review",
    summary="Emoji or hashtags make this apology look like a joke or a campaign.",
    why='People who were hurt see a grin beside your "sorry".',
    instead="Take every emoji and hashtag out of the apology.",
    offended=("the people who were hurt",),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("joking_emoji", "apology_words")


JOKING_TAGS = 3
"""Hashtags from which an apology looks like a campaign."""


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield the laughing emoji, or the heap of hashtags, in an apology for something that hurt people."""
    text = post.text
    if not (apologises(text) and in_trouble(post)) and context.profile != "apology":
        return
    for found in text.matches("joking_emoji"):
        yield hit_at(RULE, text, found)
    tags = [tag for tag in text.tags if tag.sign == "#"]
    if len(tags) >= JOKING_TAGS:
        yield hit(RULE, text, tags[0].start, tags[-1].end)
