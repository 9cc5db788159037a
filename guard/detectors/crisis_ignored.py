"""crisis-ignored: the post answers somebody who may end their life, and offers no help.

What it looks for
    A reply to "I don't want to be here any more", "I've lost everything", "I can't go on" that has no word of concern and no help in it:
    a sale, a motto, a reference number, a sneer.

Why
    Somebody asked for help in public. The answer can do harm, and it will be read as what the organisation is.

Flags
    You've got this! Planner 30% off today  {in_reply_to: I don't think I'll be here next week}
    Your reference is 8812.  {in_reply_to: I can't pay this, I feel like ending my life}
    We sell phones, write that in your diary.  {in_reply_to: your fees have put me in a really dark place}

Passes
    We're so worried to read this. Please call 116 123 now, somebody is there all night.  {in_reply_to: I feel like ending my life}
    Thank you for telling us. Can we talk? A colleague will ring you today.  {in_reply_to: I can't go on like this}
    Your reference is 8812.  {in_reply_to: I can't find my bill}

Limits
    Whether the help is good help is for a person to say.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, whole

RULE = Rule(
    code="M233",
    slug="crisis-ignored",
    category="self_harm",
    severity="block",
    summary="This answers somebody in despair without offering help.",
    why="The person may be about to hurt themselves. A motto, a sale or a reference number can push them further.",
    instead="Say that you are worried, name a help line, and have a trained person take over in private. Keep sales out of it.",
    offended=("the person who wrote", "people in a crisis", "their families"),
    confidence=0.85,
)
WAKES_ON = ("shape:reply",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit on the whole reply when its parent despairs and no help is in sight."""
    parent = post.parent
    if parent and parent.has("despair") and not post.text.has("help_offered") and post.text.words:
        yield whole(RULE, post.text)
