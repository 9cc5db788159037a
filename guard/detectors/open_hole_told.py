"""open-hole-told: a weakness is told before it is repaired, or a client's test in public.

What it looks for
    "Unpatched remote hole, fix lands next week", "great fun breaking into a certain supermarket, domain admin in four hours".

Why
    Attackers read it before the users have a remedy; a client's weaknesses belong to the client.

Flags
    Heads up: there's an unpatched remote hole in 6.2, the fix lands next week
    Great fun breaking into a certain supermarket this month. Domain admin in four hours!

Passes
    CVE fixed in 6.2.4, out now. We agreed the date with the researcher.
    We broke into a supermarket chain in four hours. They've asked us to tell the story.

Limits
    It cannot know what has been agreed with the client.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit

RULE = Rule(
    code="M452",
    slug="open-hole-told",
    category="confidential_leak",
    severity="review",
    summary="This describes a security hole that can still be used.",
    why="Attackers read it before the people concerned can protect themselves.",
    instead="Wait for the fix and the agreed date, and have the client confirm what may be told.",
    offended=("users and clients whose systems are open",),
    confidence=0.75,
)
WAKES_ON = ("open_hole",)
ENOUGH = 2


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit when two signs of an open weakness stand together."""
    for text in post.judged:
        found = text.matches("open_hole")
        if len({tag for match in found for tag in match.row.tags}) >= ENOUGH and not text.has(
            "consent", "already_public"
        ):
            yield hit(RULE, text, found[0].start, found[-1].end)
