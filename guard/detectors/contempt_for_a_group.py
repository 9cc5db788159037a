"""contempt-for-a-group: a whole group is called criminal, dirty, dangerous, lazy or useless.

What it looks for
    The name of a group (religion, origin, colour, orientation, disability, age, poverty) with words of contempt in the same
    sentence: thieves, terrorists, stink, "don't integrate", "count your change", "control the banks", "never trust a".
    Sentences that speak well of the group, deny the claim, report it or quote it pass.

Why
    It makes everyone of the group answer for what you say of them. Customers, colleagues and their children read it.

Flags
    Put a Romanian on the till and he'll rob you blind, I've seen it
    Muslims don't integrate, they infiltrate
    Never trust a Catholic near the money box
    Los gitanos roban, guarda la bici

Passes
    A man shouted that Somalis steal jobs. The driver, born in Mogadishu, asked for his ticket.
    The Muslim women's group cleaned the dirty benches by the canal. Thank you!
    It is a myth that immigrants don't integrate: here are the figures.

Limits
    Contempt that names nobody is not seen; irony only where the words are plain.
"""

from collections.abc import Iterator

from guard.detectors._people import belong, hit_across, is_own, is_warm, paired
from guard.detectors.kit import Context, Hit, Match, Rule, Text, View
from guard.text.mention import is_negated, is_used

RULE = Rule(
    code="M304",
    slug="contempt-for-a-group",
    category="hate_or_slur",
    severity="block",
    summary="This says something contemptuous of a whole group of people.",
    why="Everyone in that group is blamed for it. They will read that you think so of them and their children.",
    instead="Do not post this. Speak of what somebody did, never of what their people are like.",
    offended=("the group that is named", "their friends and colleagues"),
    confidence=0.8,
    contextual=True,
)
WAKES_ON = ("contempt", "slighting")

NEAR = 6

CLOSE = 3
"""Places between contempt and a group's name after it: "never trust a ..."; further off, they are somebody else's."""

COPULAS = frozenset("are is all were so too just being sind ist sont est son es são é sono zijn".split())
"""Words between a group's name and an adjective that is said of it."""


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit a text: the group and the contempt in one sentence."""
    for text in post.judged:
        for group, words in _pairs(text):
            if is_used(text, words) and not _is_excused(text, group, words):
                yield hit_across(RULE, text, group, words)
                break


def _pairs(text: Text) -> Iterator[tuple[Match, Match]]:
    for group, words in paired(text, "people_groups", "contempt", reach=NEAR):
        if words.last > group.first or group.first - words.last <= CLOSE:
            yield group, words
    for group in text.matches("people_groups"):
        for word in text.matches("slighting"):
            if _is_said_of(text, group, word):
                yield group, word


def _is_said_of(text: Text, group: Match, word: Match) -> bool:
    if word.last + 1 == group.first:
        return True
    between = text.words[group.last + 1 : word.first]
    return 0 < len(between) <= 3 and not COPULAS.isdisjoint(between) and belong(text, group, word)


def _is_excused(text: Text, group: Match, words: Match) -> bool:
    return is_warm(text, words) or is_own(text, group) or is_negated(text, min(group.first, words.first))
