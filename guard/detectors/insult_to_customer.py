"""insult-to-customer: the post insults, taunts or sends away the person it speaks to.

What it looks for
    Insults to the face ("you clowns", "learn to read", "skill issue", "ok boomer", "cry more"), taunts at people who complain, ask or cannot
    pay ("what did you expect?", "nobody asked", "don't bother coming back"), in seven languages. Some count only in an answer.

Why
    One person is hurt in public, everybody else reads how you treat those who pay you, and the answer travels further than the complaint.

Flags
    Maybe learn to read before you leave a review.
    Don't bother coming back, we won't miss you.
    Skill issue.  {in_reply_to: My controller drifts after three weeks, I want a refund}
    Wer lesen kann, ist klar im Vorteil.  {in_reply_to: Es fehlen vier Schrauben}

Passes
    Learn to read with us: free lessons for adults, Tuesdays at six.
    What did you expect from our new menu? Tell us in the comments.
    Sorry about that, please send us your order number and we'll fix it today.  {in_reply_to: My parcel is lost}

Limits
    Irony without any of these turns of phrase is only seen when it answers a complaint; see mocking-reply.
"""

from collections.abc import Iterator

from guard.detectors._answering import answers, derision, helpful, is_meant
from guard.detectors._standing import stands
from guard.detectors.kit import Context, Hit, Match, Rule, Text, View, hit_at
from guard.model import Precedent, Severity
from guard.text.mention import is_negated

RULE = Rule(
    code="M541",
    slug="insult-to-customer",
    category="customer_insult",
    severity="review",
    summary="This insults or taunts the person it speaks to.",
    why="One person is hurt in public, and everybody else reads how you treat the people who pay you.",
    instead="Answer what was asked, say what you will do, and move the rest to a private message. If you are angry, let a colleague write.",
    offended=("the person you answer", "other customers who read along"),
    precedent=Precedent("Pabst Blue Ribbon", 2022, "answered a customer with an insult, and deleted the answer"),
    confidence=0.8,
    contextual=True,
)
WAKES_ON = ("customer_insult",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield each insult or taunt."""
    for text in post.judged:
        for match in text.matches("customer_insult"):
            severity = _severity(post, text, match)
            if severity and is_meant(text, match) and not is_negated(text, match.first):
                yield hit_at(RULE, text, match, severity=severity)


def _answered(post: View, text: Text, match: Match) -> bool:
    """Say whether the post answers: the answered post is known, or it opens with a handle and jeers in other words too."""
    return bool(post.parent) or (answers(post) and match.first < match.last and derision(text) > 0)


def _severity(post: View, text: Text, match: Match) -> Severity | None:
    """How grave a taunt is; one that is only a taunt in an answer needs an answer that offers nothing."""
    tags = match.row.tags
    if not stands(post, text, match):
        return None
    if "answer" in tags:
        return "review" if _answered(post, text, match) and not helpful(text) else None
    return "block" if "sure" in tags and post.parent else "review"
