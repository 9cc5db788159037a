"""invented-news: a firm spreads news about authorities, bans and heads of state.

What it looks for
    "BREAKING", "CONFIRMED", "government sources say" together with a ministry, the police, a ban, an election or a
    closed school, from an account that is neither an office nor a newsroom.

Why
    People cannot tell your joke from the real thing, and false news about offices or elections is an offence in
    many countries.

Flags
    BREAKING: health ministry bans beer after nine from tomorrow.
    Cash will be abolished on Monday, government sources confirm. Better spend yours with us today.

Passes
    BREAKING: ministry bans fireworks, see page 4.  {account_description: Regional newspaper}
    BREAKING: it’s Friday. More on this story as we pour it.

Limits
    If the news is true, link the office that said it; then waive the finding.
"""

from collections.abc import Iterator

from guard.detectors._stunts import alarms, may_alarm
from guard.detectors.kit import Context, Hit, Rule, View, hit

RULE = Rule(
    code="M744",
    slug="invented-news",
    category="deception",
    severity="review",
    summary="This reads like news about an authority or a ban: is it true?",
    why="People act on it and share it, and the authority that you name has to deny it.",
    instead="Say nothing in the name of an authority. If it is true, link to its own words.",
    offended=("people who believed it", "the authority that is named"),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("alarm_headline",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit on the headline of a firm that reports what offices decided."""
    if context.account.kind == "public-body" or may_alarm(post, context):
        return
    text = post.text
    opening = next(alarms(text, "alarm_headline"), None)
    decided = text.matches("authority_notice")
    if opening and decided:
        yield hit(RULE, text, min(opening.start, decided[0].start), max(opening.end, decided[0].end))
        return
    sources = [m for m in text.matches("alarm_headline") if m.first < SOURCES]
    if len({m.first for m in sources}) > 1 and text.has("selling", "alarm_loss", "alarm_danger", "authority_notice"):
        yield hit(RULE, text, sources[0].start, sources[-1].end)


SOURCES = 12
"""Words within which "official" and "sources say" make a headline."""
