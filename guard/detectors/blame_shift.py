"""blame-shift: the blame goes to the people who complain, to a supplier, to one bad apple.

What it looks for
    "You should have read", "had she told us", "could have been avoided", "the supplier's fault", "one bad apple",
    "maybe next time ...", in a post that apologises or answers a complaint.

Why
    Whoever was hurt is told that it is their fault. That is the screenshot that travels.

Flags
    Sorry to hear that. Passengers should have checked the board before boarding.  {in_reply_to: You left my mother alone on the platform}
    We regret the leak. It was the fault of a supplier and has nothing to do with us.

Passes
    A supplier that we chose lost your letters, so it is on us. We are sorry.
    Bring your receipt next time and it's a minute's work.

Limits
    A supplier named as a fact beside "this is on us" still reads as a shift when the words say "fault of"; put the
    owning sentence first.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.text.apology import flaws

RULE = Rule(
    code="M804",
    slug="blame-shift",
    category="non_apology",
    severity="review",
    summary="This puts the blame on somebody else.",
    why="The people who were hurt read that they, or somebody they have never heard of, are to blame.",
    instead="Say what was in your hands: what you chose, did not check or did not answer. Leave everybody else out.",
    offended=("the people who were hurt",),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("blame_shift", "apology_words")


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each phrase that hands the blame to somebody else."""
    for found in flaws(post, "blame_shift", draft=context.profile == "apology"):
        yield hit_at(RULE, post.text, found)
