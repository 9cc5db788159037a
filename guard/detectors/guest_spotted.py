"""guest-spotted: the post shows off who came to a place where people expect discretion.

What it looks for
    "Spotted at table six: a certain newsreader, not with his wife", "look who came to see us today" beside somebody known, from clinics,
    hotels, restaurants, courts, schools.

Why
    Guests come because you say nothing. One such post, and they stay away.

Flags
    Spotted at table six: a certain goalkeeper with somebody who is not his wife  {account_description: Italian restaurant}
    Mirad quién ha venido hoy 😍  {account_description: Clínica de fertilidad; alt_text: Una actriz conocida en la sala de espera}

Passes
    Look who's here: our new espresso machine!  {account_description: Restaurant}
    We saw nothing, as always. Book a table.  {account_description: Italian restaurant}

Limits
    It cannot know whether the guest agreed: say so.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit_at

RULE = Rule(
    code="M437",
    slug="guest-spotted",
    category="personal_data",
    severity="review",
    summary="This shows off who came to you.",
    why="Guests and patients come because you say nothing.",
    instead="Ask the person, and say that you asked; else leave it out.",
    offended=("the guest", "guests who wonder what you will tell about them"),
    confidence=0.7,
    contextual=True,
)
WAKES_ON = ("spotted",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit when somebody known is shown off by a discreet place."""
    known = any(text.has("famous_people") for text in post.judged)
    if known and post.about.has("discreet_places") and not post.text.has("consent"):
        for text in post.judged:
            for match in text.matches("spotted")[:1]:
                yield hit_at(RULE, text, match)
