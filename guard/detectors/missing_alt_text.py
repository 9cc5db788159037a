"""missing-alt-text: a picture has no description.

What it looks for
    Attached media without an alt text of their own.

Why
    People who use a screen reader do not learn what the picture says. Some public bodies must describe it by law.

Flags
    The new bridge is open!  {media: bridge.jpg}

Passes
    The new bridge is open!

Options
    Turn it into a review for public bodies with `[[policy.severity]]`.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit

RULE = Rule(
    code="M641",
    slug="missing-alt-text",
    category="platform",
    severity="info",
    summary="A picture has no description.",
    why="People who use a screen reader do not learn what the picture shows.",
    instead="Add an alt text: one sentence on what the picture shows, and every word that is written in it.",
    offended=("blind people and others who use a screen reader",),
    confidence=0.9,
)
WAKES_ON = ("shape:media",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit that names the files without a description."""
    bare = [medium.path for medium in post.post.media if not (medium.alt_text or "").strip()]
    if bare and not post.alt:
        yield hit(
            RULE, post.text, 0, 0, message=f"No alt text for {', '.join(filter(None, bare)) or 'the attached picture'}."
        )
