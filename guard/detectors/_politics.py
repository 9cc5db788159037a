"""Who may take sides: parties, campaigns, unions, newspapers, people in politics."""

from collections.abc import Iterator

from guard.detectors.kit import Context, Match, Text, View
from guard.text.mention import is_quoted

__all__ = ["is_quoted", "may_take_sides", "same_sentence", "taken_sides"]


def may_take_sides(post: View, context: Context) -> bool:
    """Say whether politics is this account's business; an authority's never is."""
    return context.account.kind != "public-body" and post.about.has("political_account")


def same_sentence(text: Text, first: int, second: int) -> bool:
    """Say whether two words stand in one sentence."""
    return text.sentences[first] == text.sentences[second]


def taken_sides(post: View, context: Context, *tags: str) -> Iterator[tuple[Text, Match]]:
    """The partisan phrases with one of ``tags`` that the post says itself, where politics is not the account's business."""
    if may_take_sides(post, context):
        return
    for text in post.judged:
        for match in text.matches("partisan"):
            if not set(tags).isdisjoint(match.row.tags) and not is_quoted(text, match.start, match.end):
                yield text, match
