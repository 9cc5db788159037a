"""What the disclosure rules share: labels and where they stand, the ties that need one, whose voice speaks.

Which label is accepted where stands as data in ``lexicons/ad_label.yaml``, with the law or code that it comes from.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from guard.detectors.kit import Context, Match, Text, View
from guard.text.mention import is_negated, is_quoted

FOLDS = {"instagram": 125, "tiktok": 100, "youtube": 150, "facebook": 250, "linkedin": 200, "threads": 250}
"""Code points that people see before they tap "more", roughly; the platforms change them without notice."""

WHOLE = 280
"""The same where a platform shows a short post whole."""

BURYING = 3
"""Hashtags before a label from which nobody reads it any more."""

OWN_LABEL = {"de": ("DE", "AT", "CH"), "fr": ("FR", "BE", "CH")}
"""Languages whose courts or laws ask for a label in that language; an English "ad" is not enough there."""

NOBODY = frozenset(("nobody", "nadie", "ninguém", "niemand", "personne", "nessuno"))

SHORTEST_NAME = 3


@lru_cache(64)
def _described(description: str) -> Text:
    return Text(description)


def about(context: Context) -> Text:
    """The description of the account, kept for the next post of the same account."""
    return _described(context.account.description)


def tie(context: Context) -> Match | None:
    """The words of the description that tie the account to what it talks about, or ``None``."""
    text = about(context)
    if text.has("no_tie_words"):
        return None
    return next(iter(text.matches("tie_words")), None)


def is_creator(context: Context) -> bool:
    """Say whether the account belongs to a person or page that lives from followers, and is tied to nobody's word."""
    text = about(context)
    return text.has("creator_words") and not text.has("no_tie_words")


def said(text: Text, *lists: str) -> Iterator[Match]:
    """The matches of these lists outside quotation marks, and not denied."""
    for match in text.matches(*lists):
        if not is_quoted(text, match.start, match.end) and not _is_denied(text, match):
            yield match


def _is_denied(text: Text, match: Match) -> bool:
    """Say whether the words deny a tie: "not an ad", "nobody paid me"."""
    return is_negated(text, match.first) or not NOBODY.isdisjoint(text.words[max(match.first - 2, 0) : match.last + 1])


def labels(text: Text) -> list[Match]:
    """The labels and plain words of disclosure in ``text`` that are not denied or quoted."""
    return list(said(text, "ad_label"))


def is_open(post: View, label: Match) -> bool:
    """Say whether a label stands where people read it first: before the fold and not behind a heap of hashtags."""
    fold = FOLDS.get(post.post.platform or "", WHOLE)
    before = [tag for tag in post.text.tags if tag.sign == "#" and tag.end <= label.start]
    return label.start < fold and len(before) < BURYING


def is_understood(post: View, label: Match) -> bool:
    """Say whether a label is accepted in the language of the post, as far as anybody can tell."""
    for lang, countries in OWN_LABEL.items():
        if post.text.languages.get(lang, 0.0) >= 0.5:
            return "any" in label.row.tags or not set(countries).isdisjoint(label.row.tags)
    return True


def is_disclosed(post: View) -> bool:
    """Say whether the post opens with words that say it is advertising, or what the tie is."""
    return any(is_open(post, label) and is_understood(post, label) for label in labels(post.text))


def is_silent(post: View) -> bool:
    """Say whether the post has no label at all, wherever it may stand."""
    return not labels(post.text)


@cache
def _code_pattern() -> re.Pattern[str]:
    return re.compile(r"\b[A-Z]{3,12}\d{1,3}\b")


def personal_code(text: Text) -> tuple[int, int] | None:
    """The place of a discount code in capitals with a number, as creators have them: FLO20."""
    found = _code_pattern().search(text.raw)
    return found.span() if found else None


def names_somebody(text: Text) -> bool:
    """Say whether the text mentions a handle, or a name in the middle of a sentence."""
    if any(tag.sign == "@" for tag in text.tags):
        return True
    sentences = text.sentences
    return any(
        len(word) >= SHORTEST_NAME and sentences[i] == sentences[i - 1] and text.raw[text.starts[i]].isupper()
        for i, word in enumerate(text.words)
        if i and "'" not in word
    )
