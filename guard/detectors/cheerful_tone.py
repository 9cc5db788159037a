"""cheerful-tone: a chatty tone in an apology for something serious.

What it looks for
    "Babe", "besties", "oopsie", "lol", "sowwy", "enjoy the show" in an apology that answers a complaint or stands
    on an account in trouble, and in a draft under the apology profile that says sorry for more than an everyday
    matter.

Why
    The tone says how seriously you take it, before the words do.

Flags
    Oopsie, sorry hun! Drop us a line 😘  {in_reply_to: Your stylist burnt my scalp and I was in hospital}
    Sorry besties, our bad! Love you lots.  {account_description: Fashion shop after a data breach}

Passes
    Oops, sorry, wrong link. Here is the right one.
    I am so sorry. May I call you today? Ines, salon lead.  {in_reply_to: Your stylist burnt my scalp and I was in hospital}

Limits
    What counts as chatty differs by country and age. If your voice is like that on every day, change it on this
    one.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.text.apology import apologises, flaws, in_trouble, owes_parts

RULE = Rule(
    code="M814",
    slug="cheerful-tone",
    category="non_apology",
    severity="review",
    summary="The tone is too light for what happened.",
    why="People who were hurt hear that it is a joke to you.",
    instead="Write the way you would speak to the person at their door: name, plain words, no slang.",
    offended=("the people who were hurt",),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("breezy",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each chatty word in an apology for something that hurt people."""
    draft = context.profile == "apology"
    if not owes_parts(post.text) if draft else not (apologises(post.text) and in_trouble(post)):
        return
    for found in flaws(post, "breezy", draft=True):
        yield hit_at(RULE, post.text, found)
