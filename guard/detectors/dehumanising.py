"""dehumanising: people are called vermin, animals, a disease, dirt or a thing.

What it looks for
    Words for vermin, plagues and waste said of a group of people ("they breed", "a flood of migrants"), people counted as
    litter or put behind glass. Real rats, weeds and diseases pass, and so does a post that condemns such words.

Why
    Every persecution began with these pictures. A reader who is meant hears that somebody would not mind if they were gone.

Flags
    Refugees are rats, they come in through every gap
    The council should clear the human litter off our steps before the market
    Another horde of migrants on the ferry and our pub is full
    Diese Ausländer sind Ungeziefer, das sagt hier jeder.

Passes
    Rats in the stock room again. The pest control company comes at nine.
    The leaflet calls refugees vermin. It is hateful and we will not deliver it.
    The mosque's garden group has pulled up the knotweed by the canal. Thank you!

Limits
    Pictures without any word for the group ("the two-legged kind") are seen only in the commonest forms.
"""

from collections.abc import Iterator

from guard.detectors._people import hit_across, is_warm, meant_in, paired
from guard.detectors.kit import Context, Hit, Match, Rule, Text, View, hit_at
from guard.text.mention import is_negated, is_used

RULE = Rule(
    code="M302",
    slug="dehumanising",
    category="hate_or_slur",
    severity="block",
    summary="This speaks of people as vermin, dirt, a disease or a thing.",
    why="Whoever is meant reads that they are not human to you. Such pictures have always come before violence.",
    instead="Do not post this. If there is a real problem, name the problem and what you do about it, not a people.",
    offended=("the people who are spoken of", "everyone who stands with them"),
    confidence=0.9,
)
WAKES_ON = ("dehumanising", "vermin")

NEAR = 5
"""Words between a group's name and the name of vermin."""

LIKENING = frozenset(
    "are is was were like as all just being sind ist wie sont est comme son es como são é sono zijn".split()
)
"""Words that liken a group to vermin; real vermin only stands in the same sentence."""

LIKE = frozenset("like as wie comme como come als".split())
"""Real animals only stand in the same sentence, unless the group is said to be like them."""


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield the sentences that dehumanise, and groups named beside vermin."""
    for text in post.judged:
        yield from meant_in(RULE, post, text, "dehumanising")
        for group, vermin in paired(text, "people_groups", "vermin", reach=NEAR):
            if _is_likened(text, group, vermin) and is_used(text, vermin) and not is_negated(text, vermin.first):
                yield hit_across(RULE, text, group, vermin)
    yield from _answering(post)


def _is_likened(text: Text, group: Match, vermin: Match) -> bool:
    between = text.words[group.last + 1 : vermin.first] if group.last < vermin.first else []
    beside = abs(vermin.first - group.last) == 1 or abs(group.first - vermin.last) == 1
    if "beast" in vermin.row.tags:
        return any(word in LIKE for word in between) and not is_warm(text, vermin)
    return (beside or not LIKENING.isdisjoint(between)) and not is_warm(text, vermin)


def _answering(post: View) -> Iterator[Hit]:
    """Vermin and apes in the answer to a post about people."""
    if post.parent and post.parent.has("people_groups"):
        for vermin in post.text.matches("vermin"):
            if "beast" not in vermin.row.tags and is_used(post.text, vermin):
                yield hit_at(RULE, post.text, vermin)
                return
