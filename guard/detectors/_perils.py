"""What the rules about violence, self-harm, drugs and danger share: who says it, when a post warns, and what belongs together."""

from collections.abc import Iterator

from guard.detectors.kit import Context, Detect, Hit, Match, Rule, Text, View, hit_at
from guard.text.mention import is_condemned, is_named, is_negated, is_quoted, jokes, reports

NEAR = 24
"""Words between a dare and its hazard that are still read as one invitation."""


def voiced(rule: Rule, *lists: str, denied: bool = False) -> Detect:
    """A detector that reports the rows of these lists that the post says in its own voice.

    With ``denied`` a row passes too when a denial stands right before it ("nobody should be ...").
    """

    def detect(post: View, _context: Context) -> Iterator[Hit]:
        for text in post.judged:
            for match in text.matches(*lists):
                if is_own(text, match) and not (denied and is_negated(text, match.first)):
                    yield hit_at(rule, text, match)

    return detect


def is_own(text: Text, match: Match) -> bool:
    """Say whether the post itself says what a row found: it is no name, not condemned, and not a report of others' words."""
    if is_named(text, match.first, match.last) or is_condemned(text, match.first):
        return False
    return jokes(text) or not (reports(text) and is_quoted(text, match.start, match.end))


def warns(text: Text) -> bool:
    """Say whether the text warns of the danger, or says that it is under control."""
    return text.has("danger_warning")


def nearest(match: Match, others: list[Match], reach: int = NEAR) -> Match | None:
    """The match among ``others`` that stands nearest to ``match``, at most ``reach`` words away."""
    within = [other for other in others if distance(match, other) <= reach]
    return min(within, key=lambda other: distance(match, other)) if within else None


def distance(one: Match, other: Match) -> int:
    """The words between two matches; 0 when they touch or overlap."""
    return max(other.first - one.last, one.first - other.last, 0)
