"""conditional-apology: sorry, but only if somebody minded.

What it looks for
    "Sorry if anyone was offended", "to those who feel ...", "any offence caused", "may have upset", in seven
    languages, in a post that apologises or answers a complaint. A condition that says who should write to you
    passes.

Why
    People hear that you still doubt that anything happened, and that the trouble is their feelings.

Flags
    We are sorry if anyone felt left out by our autumn poster.
    If some guests found the queue too long, we regret that impression.  {in_reply_to: Two hours in the rain with a pushchair. Will you apologise?}

Passes
    If you were hurt on Saturday, please write to us at once: a person reads it tonight.
    We left your seat out in the rain and it was wrong. We are sorry.

Limits
    It reads one post. A condition in the first post of a thread and the plain apology in the second are judged
    apart.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.text.apology import flaws

RULE = Rule(
    code="M801",
    slug="conditional-apology",
    category="non_apology",
    severity="review",
    summary="This apologises only on condition that somebody minded.",
    why='"If" tells the people who were hurt that you doubt it, and "felt" that the problem is theirs.',
    instead='Say what you did and whom it hurt, without "if" and "may have": "We did X. It hurt Y. We are sorry."',
    offended=("the people who were hurt",),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("if_offended", "apology_words")


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each condition that no open door follows."""
    for found in flaws(post, "if_offended", healed_by=("channel_open",), draft=context.profile == "apology"):
        yield hit_at(RULE, post.text, found)
