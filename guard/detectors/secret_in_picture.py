"""secret-in-picture: by its description, the picture shows plans, results or drafts.

What it looks for
    Alt texts that speak of a whiteboard, slide or screen with a project, a launch, results or a budget, or of a mark such as "board
    only", "not for disclosure", "unaudited".

Why
    Readers zoom in on the background, and copies stay when you delete the post.

Flags
    Monday planning, three kinds of biscuits  {alt_text: Team in front of a whiteboard reading 'Project WREN, buy Larch, board only'}
    Can't wait for next week!  {alt_text: Screen with unaudited results and a chart}

Passes
    New desk, who dis  {alt_text: Desk selfie, behind her a whiteboard with a drawing of a hedgehog}

Limits
    It reads the description, not the picture: look at the picture yourself.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit_at

RULE = Rule(
    code="M453",
    slug="secret-in-picture",
    category="confidential_leak",
    severity="review",
    summary="The picture seems to show something that is not public.",
    why="Readers zoom in, and copies of the picture stay when you delete the post.",
    instead="Crop or blur the background, or take another picture.",
    offended=("colleagues and partners who keep the secret",),
    confidence=0.75,
)
WAKES_ON = ("secret_in_picture",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit on the words of the description."""
    if post.alt:
        for match in post.alt.matches("secret_in_picture")[:1]:
            yield hit_at(RULE, post.alt, match)
