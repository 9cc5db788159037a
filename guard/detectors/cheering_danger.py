"""cheering-danger: the post applauds somebody who did something dangerous.

What it looks for
    A reply such as "love this, keep them coming" to a post about a stunt, a jump, a held breath or a mouthful of chilli, without
    a word of warning.

Why
    Applause from a brand is an invitation to the next one, who will go further.

Flags
    Awesome work, do it again  {in_reply_to: Jumped from the railway bridge onto the moving train, who's next?}
    Legend, free case for you  {in_reply_to: Swallowed the whole spoonful of cinnamon and nearly choked}

Passes
    Please don't do this, we are glad that you are all right.  {in_reply_to: Jumped from the railway bridge onto the moving train}
    Love this! Keep them coming  {in_reply_to: My daughter read ten books in a week}
    Ouch. Never do that again, a coffee is on us.  {in_reply_to: Swallowed the whole spoonful of cinnamon}

Limits
    What a picture shows is not seen.
"""

from collections.abc import Iterator

from guard.detectors._perils import warns
from guard.detectors.kit import Context, Hit, Rule, View, whole

RULE = Rule(
    code="M253",
    slug="cheering-danger",
    category="dangerous_challenge",
    severity="block",
    summary="This applauds somebody who did something dangerous.",
    why="Applause from you invites the next person, who will go further.",
    instead="Say that you are glad nobody was hurt, and ask people not to copy it.",
    offended=("parents", "rescue services"),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("cheering_on",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit on the whole reply when it cheers at a danger."""
    parent = post.parent
    if parent and parent.has("hazard", "unsafe_tip") and not warns(post.text):
        yield whole(RULE, post.text)
