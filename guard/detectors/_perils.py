"""What the rules about danger, drink and drugs share: when a post warns, and when two expressions belong together."""

from guard.detectors.kit import Match, Text

NEAR = 24
"""Words between a dare and its hazard that are still read as one invitation."""


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
