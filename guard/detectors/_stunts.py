"""What the deception rules share: an alarm that opens a post, and the turn by which it becomes a joke or an advertisement.

An alarm by itself passes: outages, recalls, closures, deaths and missing people are announced every day. What gives a stunt
away is the turn after it: "just kidding", "... to our new glaze", "(it's our new coaster!)", a price in the next
sentence.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Match, Text, View
from guard.model import Span
from guard.text.mention import is_quoted

OPENING = 16
"""Words within which an alarm opens a post."""

HEADLINE = 3
"""Words within which a headline word opens a post."""

PUNNING = 5
"""Letters that a word needs so that saying it again is a pun."""

PAUSES = ("…", "...", "(", "\n\n", " – ", "—")
"""What stands between the alarm and the turn."""


def may_alarm(post: View, context: Context) -> bool:
    """Say whether alarms are this account's business or only a drill or a warning: then no rule asks further."""
    if post.text.has("drill_words"):
        return True
    if not context.account.description:
        return False
    about = post.about
    return about.has("satire_account") or (about.has("news_account") and not post.text.has("joking_emoji"))


def alarms(text: Text, *lists: str) -> Iterator[Match]:
    """The alarms of these lists that open the text, outside quotation marks."""
    for match in text.matches(*lists):
        limit = HEADLINE if match.row.list == "alarm_headline" else OPENING
        if match.first < limit and not is_quoted(text, match.start, match.end):
            yield match


def stunt(text: Text, alarm: str, *, sold: tuple[str, ...] = ()) -> Span | None:
    """The code points from the first alarm of one list to its turn, or ``None``.

    A turn is a plain confession anywhere after; a twist, a word of selling or the alarm's own word again after a
    pause ("lockdown ... LOCKDOWN PARTY"); or, in a later sentence, words of the lists ``sold``.
    """
    for match in alarms(text, alarm):
        for turn in text.matches("twist", "selling", *sold):
            if turn.start > match.end and _turns(text, match, turn, sold):
                return match.start, turn.end
        again = _said_again(text, match)
        if again:
            return match.start, again
    return None


def _turns(text: Text, alarm: Match, turn: Match, sold: tuple[str, ...]) -> bool:
    if "plain" in turn.row.tags:
        return True
    if turn.row.list in sold and text.sentences[turn.first] > text.sentences[alarm.last]:
        return True
    return turn.row.list != "joking_emoji" and _pauses(text, alarm.end, turn.end)


def _pauses(text: Text, start: int, end: int) -> bool:
    between = text.raw[start:end]
    return any(pause in between for pause in PAUSES)


def _said_again(text: Text, alarm: Match) -> int | None:
    """Where a word of the alarm comes back after dots: a pun."""
    words = {word for word in text.words[alarm.first : alarm.last + 1] if len(word) >= PUNNING}
    for place in range(alarm.last + 1, len(text.words)):
        between = text.raw[alarm.end : text.starts[place]]
        if text.words[place] in words and ("…" in between or "..." in between):
            return text.ends[place]
    return None
