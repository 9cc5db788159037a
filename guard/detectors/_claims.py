"""What the claim rules share: which words are a claim of the post's own, and not denied, quoted, limited or warned of."""

from collections.abc import Iterator

from guard.detectors.kit import Match, Text
from guard.text.mention import is_negated, is_quoted
from guard.text.mention_words import DENIALS

NOTHING = frozenset(("nothing", "nichts", "rien", "nada", "niente", "niets", "neither"))

AFTER = frozenset(("keine", "keinen", "kein", "geen", "nicht", "niet"))
"""Denials that stand after the verb: "Knoblauch heilt keine Grippe"."""


def claims(text: Text, *lists: str, firm: bool = False) -> Iterator[Match]:
    """The claims of these lists that the post makes in its own voice.

    With ``firm`` a denial anywhere before in the sentence counts ("no tea cures a cold"); without it only one
    right before the claim, because "no risk" and "never loses" are claims themselves.
    """
    limits = text.matches("claim_limits")
    if any("near" not in limit.row.tags for limit in limits):
        return
    limited = {text.sentences[limit.first] for limit in limits}
    for match in text.matches(*lists):
        if text.sentences[match.first] not in limited and _is_made(text, match, firm=firm):
            yield match


def _is_made(text: Text, match: Match, *, firm: bool) -> bool:
    sentences = text.sentences
    if sentences[match.first] != sentences[match.last] or is_quoted(text, match.start, match.end):
        return False
    if is_negated(text, match.first):
        return False
    if not firm:
        return True
    before = [text.words[i] for i in range(match.first) if sentences[i] == sentences[match.first]]
    return (DENIALS | NOTHING).isdisjoint(before) and AFTER.isdisjoint(text.words[match.first : match.last + 1])
