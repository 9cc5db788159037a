"""Where in a text a match stands: many remarks are only remains when they open it, begin a sentence or lead to a colon.

Rows of the lexicons name these places as tags: ``opens``, ``starts``, ``ends``, ``introduces``, ``fresh``, ``alone``.
"""

import re
from collections.abc import Callable
from functools import cache

from guard.detectors.kit import Match, Text, View

NEAR_COLON = 60
"""Code points between a remark and the colon that it leads to."""


def stands(post: View, text: Text, match: Match) -> bool:
    """Say whether ``match`` stands in every place that the tags of its row ask for."""
    return all(_PLACES[tag](post, text, match) for tag in match.row.tags if tag in _PLACES)


def opens(text: Text, match: Match) -> bool:
    """Say whether nothing but signs and a greeting word stands before the match."""
    return match.first <= 1 or not _letters().search(text.raw, 0, match.start)


def starts(text: Text, match: Match) -> bool:
    """Say whether a sentence, line or bracket begins with the match."""
    before = text.raw[: match.start].rstrip(" \t\"'*_“„«‘")
    return not before or before[-1] in ".!?…:;\n\r([{<>|/·•–—-✨" or not (before[-1].isalnum() or before[-1] in ",&")


def ends(text: Text, match: Match) -> bool:
    """Say whether a sentence, line or bracket ends with the match."""
    after = text.raw[match.end : match.end + 3].lstrip(" *_\"'”“»’")
    return not after or not (after[0].isalnum() or after[0] in ",&@#")


def introduces(text: Text, match: Match) -> bool:
    """Say whether a colon or a line break follows before the sentence ends."""
    return bool(_colon().match(text.raw, match.end))


def answers(post: View) -> bool:
    """Say whether the post speaks to one person: it answers a post, or opens with a handle."""
    return bool(post.post.in_reply_to) or post.text.raw.lstrip(" .").startswith("@")


_PLACES: dict[str, Callable[[View, Text, Match], bool]] = {
    "opens": lambda _post, text, match: opens(text, match),
    "starts": lambda _post, text, match: starts(text, match),
    "ends": lambda _post, text, match: ends(text, match),
    "introduces": lambda _post, text, match: introduces(text, match),
    "alone": lambda _post, text, match: starts(text, match) and ends(text, match),
}


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]")


@cache
def _colon() -> re.Pattern[str]:
    return re.compile(rf"[^.!?\n:]{{0,{NEAR_COLON}}}(?::(?!//)(?!\s{{0,3}}(?:https?://|www\.|@|$))|[.!?]?\n|$)")
