"""Who may take sides: parties, campaigns, unions, newspapers, people in politics."""

from guard.detectors.kit import Context, Text, View
from guard.text.mention import is_quoted

__all__ = ["is_quoted", "may_take_sides", "same_sentence"]


def may_take_sides(post: View, context: Context) -> bool:
    """Say whether politics is this account's business; an authority's never is."""
    return context.account.kind != "public-body" and post.about.has("political_account")


def same_sentence(text: Text, first: int, second: int) -> bool:
    """Say whether two words stand in one sentence."""
    return text.sentences[first] == text.sentences[second]
