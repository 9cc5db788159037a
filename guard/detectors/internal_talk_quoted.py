"""internal-talk-quoted: the post repeats what was said or written inside.

What it looks for
    "From the ops channel: ...", "legal told us to ...", "town-hall notes", a forwarded mail (`RE: FW:`), "attached is the draft ... feedback by
    tonight", "if a reporter rings, say ..." - with a quotation, a list or bad news behind it.

Why
    Colleagues spoke under the assumption that it stays inside, and readers see how you talk about them.

Flags
    From the ops channel: "do NOT tell franchisees yet, the fryer supplier is bust"
    RE: RE: FW: cancel list Q1 (confidential). Talent not informed.

Passes
    Town-hall notes, shared with my team first and now with you because they said I could.
    Our developers' channel is open to everyone: chat with us about the new release.

Limits
    Invented "leaks" that are jokes can look the same.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Match, Rule, Text, View, hit_at

RULE = Rule(
    code="M447",
    slug="internal-talk-quoted",
    category="confidential_leak",
    severity="review",
    summary="This repeats what was said or written inside.",
    why="Colleagues did not speak for the public, and readers see how you talk about them.",
    instead="Say what readers need in your own words, and ask whoever was quoted.",
    offended=("colleagues who are quoted", "customers who read how they are talked about"),
    confidence=0.7,
    contextual=True,
)
WAKES_ON = ("internal_talk",)
_QUOTES = '"“„«‘'


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for talk from inside with something behind it."""
    for text in post.judged:
        if text.has("consent", "already_public"):
            continue
        for match in text.matches("internal_talk"):
            if _told(text, match):
                yield hit_at(RULE, text, match)
                break


def _told(text: Text, match: Match) -> bool:
    after = text.raw[match.end : match.end + 40]
    if any(quote in after for quote in _QUOTES) or after.lstrip(" ")[:1] == ":":
        return True
    return (
        text.has("not_yet_public", "keep_it_quiet", "embargo_mark", "business_secret")
        or "1." in after
        or "FW" in text.raw[match.start : match.end]
    )
