"""broken-word: a hyphen or a pun brings an obscene word out of a harmless one.

What it looks for
    Sex-plore, ass-ets, cock-tail, shit-uation and the like, with the hyphen or written as one word.

Why
    The joke is on page one of every pun book, and it stands there for a school, a bank or a museum.

Flags
    Kids' week: sex-plore the body at our museum!
    We look after your ass-ets.
    Sexcellent deals all week

Passes
    Explore the body at our museum!
    The cocktail bar opens at six.
    Half of the ass ets straw all day, says our donkey keeper.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Match, Rule, Text, View, hit_at

RULE = Rule(
    code="M612",
    slug="broken-word",
    category="ambiguous_hashtag",
    severity="review",
    summary="Written like this, the word shows an obscene one.",
    why="Readers share the joke and nothing else, and it does not fit the account.",
    instead="Write the word as the dictionary does.",
    confidence=0.8,
)
WAKES_ON = ("broken_word",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield a hit on each word that is cut or changed so."""
    for text in post.judged:
        for match in text.matches("broken_word"):
            if "whole" in match.row.tags or _is_cut(text, match):
                yield hit_at(RULE, text, match)


def _is_cut(text: Text, match: Match) -> bool:
    """Say whether a hyphen, and nothing else, stands between the two parts."""
    return text.raw[text.ends[match.first] : text.starts[match.last]] in {"-", "‑", "–", "*", "·"}
