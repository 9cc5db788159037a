"""bites-back: in this trade the word in the hashtag reminds people of what can go wrong.

What it looks for
    A word of a hashtag beside the trade in the account's description: crash for an airline, sink for a ferry, beat for a school,
    leak for a water company.

Why
    With the next accident, or the last one, the tag is what everybody quotes.

Flags
    Our new timetable is a hit! #CrashTheParty  {account_description: Regional airline}
    Come aboard on Sunday. #SinkOrSwim  {account_description: Ferry company}
    Sports day was great! #BeatTheKids  {account_description: Primary school}

Passes
    Our new timetable is a hit! #CrashTheParty  {account_description: Wedding band}
    Come aboard on Sunday. #SundaySail  {account_description: Ferry company}

Limits
    Only hashtags are judged, and only trades that the description names.
"""

from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.text.tag_names import Name, Table, held, name, table
from guard.view import compiled

RULE = Rule(
    code="M613",
    slug="bites-back",
    category="ambiguous_hashtag",
    severity="review",
    summary="In your trade this hashtag reminds people of what can go wrong.",
    why="With the next accident, or the last one, the tag is what everybody quotes.",
    instead="Choose a tag that would be right on your worst day, too.",
    confidence=0.6,
    contextual=True,
)
WAKES_ON = ("shape:hashtag",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit on a tag that bites back."""
    if not context.account.description:
        return
    text = post.text
    for tag in text.tags:
        if tag.sign == "#" and _bites(name(text.raw[tag.start + 1 : tag.end]), post):
            yield hit(RULE, text, tag.start, tag.end)
            return


def _bites(tag: Name, post: View) -> bool:
    words = {word for word, at in held(tag.letters, _ominous()) if tag.stands(at, at + len(word))}
    if not words or not post.text.held.isdisjoint(_sober()):
        return False
    return any(not words.isdisjoint(ominous) and not post.about.held.isdisjoint(trade) for trade, ominous in _trades())


@cache
def _trades() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """For each trade the words that name it and the words that are ominous there."""
    sets = compiled().sets
    names = [key.removeprefix("trade_") for key in sets if key.startswith("trade_")]
    return tuple((frozenset(sets[f"trade_{n}"]), frozenset(sets[f"ominous_{n}"])) for n in names)


@cache
def _ominous() -> Table:
    return table({word for _, ominous in _trades() for word in ominous})


@cache
def _sober() -> frozenset[str]:
    return frozenset(compiled().sets["tag_sober_text"])
