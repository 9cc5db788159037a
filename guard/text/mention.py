"""Mention against use: tell a post that uses an ugly word from one that only mentions it.

``mention`` says why a piece of a text is no insult of the post's own: it is **named** (Dyke Road), **condemned**
("called him a ...": reported, banned, apologised for), **quoted** and reported, **taught** (history, style guide,
diagnosis) or **reclaimed** (the community speaks of itself). ``None``: the post uses it. ``is_negated`` is a question
of its own: "this is not crazy" denies the word, "no gypsies" does not.

Only posts that already hold something suspicious come here, so the tests are set look-ups in the words of the post; one
call costs a few microseconds. Nothing is scanned for other posts.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection
from functools import cache, lru_cache
from typing import Literal

from guard.model import Span
from guard.text import mention_words as words_of
from guard.view import Match, Text

Mention = Literal["named", "condemned", "quoted", "taught", "reclaimed"]

NEAR = 6
"""Words before an expression in which "he called me a" may stand."""

DENIED_WITHIN = 5
"""Words before an expression in which a denial counts."""

LONGEST_QUOTATION = 400
"""Code points between an opening and a closing quotation mark; beyond that the mark is a stray one."""


def mention(
    text: Text, start: int, end: int, *, about: Text | None = None, owners: Collection[str] = ()
) -> Mention | None:
    """Why the code points ``start`` to ``end`` of ``text`` are mentioned, or ``None`` when the post uses them.

    ``owners`` names the people who may use the word of themselves (``lesbian``, ``roma``); ``about`` is the account's
    description, which says whether they are speaking.
    """
    first, last = words_at(text, start, end)
    if is_named(text, first, last) or _is_in_the_account(text, first, about):
        return "named"
    if is_condemned(text, first):
        return "condemned"
    if not jokes(text):
        if is_quoted(text, start, end) and reports(text):
            return "quoted"
        if teaches(text):
            return "taught"
    return "reclaimed" if owners and is_reclaimed(text, about, owners) else None


def is_used(text: Text, match: Match, *, about: Text | None = None, owners: Collection[str] = ()) -> bool:
    """Say whether the post uses what a lexicon row found, in its own voice."""
    return mention(text, match.start, match.end, about=about, owners=owners) is None


def words_at(text: Text, start: int, end: int) -> Span:
    """The first and last word of the code points ``start`` to ``end``."""
    inside = range(bisect_right(text.ends, start), bisect_left(text.starts, end))
    return (inside[0], inside[-1]) if inside else (0, 0)


def is_named(text: Text, first: int, last: int) -> bool:
    """Say whether the words are part of the name of a place or person: Dyke Road, Van Dyke."""
    after = text.words[last + 1] if last + 1 < len(text.words) else ""
    before = text.words[first - 1] if first else ""
    if not text.words or not _capital(text, first):
        return _is_in_handle(text, first)
    if (after in words_of.PLACES and _capital(text, last + 1)) or before in words_of.TITLES:
        return True
    if before in words_of.NAME_PARTS and first > 1 and _capital(text, first - 2):
        return True
    if _is_in_handle(text, first):
        return True
    return first > 1 and _capital(text, first - 1) and _is_word_apart(text, first)


def _is_in_the_account(text: Text, place: int, about: Text | None) -> bool:
    """Say whether the account's description has the word: the Dyke Inn, a Maine Coon cattery."""
    return about is not None and place < len(text.words) and text.words[place] in about.words


def _is_in_handle(text: Text, place: int) -> bool:
    """Say whether the word is a piece of an account's handle."""
    handles = [tag for tag in text.tags if tag.sign == "@"]
    return any(tag.start <= text.starts[place] < tag.end for tag in handles)


def _is_word_apart(text: Text, first: int) -> bool:
    """Say whether a word and the one before stand in mid-sentence with one blank between: "PC Ann Dyke"."""
    same = text.sentences[first - 2] == text.sentences[first]
    return (
        same
        and not text.raw[text.starts[first] : text.ends[first]].isupper()
        and (text.raw[text.ends[first - 1] : text.starts[first]] == " ")
    )


def is_negated(text: Text, first: int) -> bool:
    """Say whether a denial stands right before: "not a ...", "isn't ...", "stop saying ..."."""
    before = text.words[max(first - DENIED_WITHIN, 0) : first]
    return any(word in words_of.STOPPING or word in words_of.DENIALS for word in before)


def is_condemned(text: Text, first: int) -> bool:
    """Say whether the post reports the words as abuse: it says so, or somebody "called her a ..."."""
    return condemns(text) or _called(text, first)


def condemns(text: Text) -> bool:
    """Say whether the post speaks of abuse as abuse (a slur, racist, reported, unlawful) and means it."""
    for place, word in enumerate(text.words):
        if word in words_of.CONDEMNING and not words_of.DENIALS.intersection(text.words[max(place - 2, 0) : place]):
            return True
    return False


def reports(text: Text) -> bool:
    """Say whether the post tells what somebody said, shouted or wrote."""
    return not words_of.REPORTING.isdisjoint(text.words)


def teaches(text: Text) -> bool:
    """Say whether the post explains: history, a museum, a style guide, a diagnosis.

    The account's description is no excuse: museums and schools have posted ugly things too.
    """
    return not words_of.TEACHING.isdisjoint(text.words)


def jokes(text: Text) -> bool:
    """Say whether the post laughs: then a quotation mark is no excuse."""
    return not words_of.LAUGHING.isdisjoint(text.words)


def winks(text: Text) -> bool:
    """Say whether the post wants to be funny: it laughs or winks."""
    return not words_of.WINKING.isdisjoint(text.words)


def is_reclaimed(text: Text, about: Text | None, owners: Collection[str]) -> bool:
    """Say whether ``owners`` speak of themselves: they post, or the post is about their pride march or night."""
    if not words_of.COMMUNITY_EVENTS.isdisjoint(text.words):
        return True
    if about is None:
        return False
    return not words_of.COMMUNITY_EVENTS.isdisjoint(about.words) or any(word in owners for word in about.words)


def is_quoted(text: Text, start: int, end: int) -> bool:
    """Say whether the code points stand between quotation marks."""
    return any(first <= start and end <= last for first, last in quotations(text.raw))


@cache
def _marks() -> re.Pattern[str]:
    pairs = (("“", "”"), ("„", "“"), ("„", "”"), ("«", "»"), ("»", "«"), ("‘", "’"), ("‚", "‘"), ('"', '"'))
    inner = "|".join(rf"{a}[^{a}{b}\n]{{1,{LONGEST_QUOTATION}}}{b}" for a, b in pairs)
    return re.compile(rf"{inner}|(?<!\w)'[^'\n]{{1,{LONGEST_QUOTATION}}}'(?!\w)")


@lru_cache(32)
def quotations(raw: str) -> list[Span]:
    """The places of everything between quotation marks, marks included, in code points of ``raw``."""
    return [found.span() for found in _marks().finditer(raw)]


def _called(text: Text, first: int) -> bool:
    """Say whether somebody else "called him", "shouted": not "we call her"."""
    for place in range(max(first - NEAR, 0), first):
        if text.words[place] in words_of.CALLING and text.sentences[place] == text.sentences[first]:
            return not words_of.SELVES.intersection(text.words[max(place - 2, 0) : place])
    after = text.words[first + 1 : first + NEAR]
    return not words_of.CALLED_AT_THE_END.isdisjoint(after)


def _capital(text: Text, place: int) -> bool:
    return place < len(text.words) and text.raw[text.starts[place] : text.starts[place] + 1].isupper()
