"""brand-embargo: the post uses a codename or tells something that you put under embargo.

What it looks for
    The `codenames` and `embargoes` of your configuration, in words, hashtags and alt texts. An embargo with a date ends on that day.

Why
    You wrote down that this must not be published yet.

Flags
    Counting the days to heron!  {config: {"brand": {"codenames": ["Heron"]}}}
    Our new hinge is a wonder  {config: {"brand": {"embargoes": [{"words": ["new hinge"], "until": "2026-09-01"}]}}}

Passes
    Our new hinge is a wonder  {config: {"brand": {"embargoes": [{"words": ["new hinge"], "until": "2026-01-01"}]}}}
    Counting the days to spring!  {config: {"brand": {"codenames": ["Heron"]}}}

Options
    `brand.codenames`: words; `brand.embargoes`: `words` in the phrase language, `until` the first day on which they may be said, `note`.

Limits
    A codename that is an ordinary word will be found in ordinary posts.
"""

from collections.abc import Iterator

from guard.config import Embargo
from guard.detectors.kit import Context, Hit, Rule, Text, View, hit, hit_at

RULE = Rule(
    code="M442",
    slug="brand-embargo",
    category="confidential_leak",
    severity="block",
    summary="This must not be published yet: it is on your embargo list.",
    why="Your team wrote down that this stays inside until its day.",
    instead="Wait for the day, or take the words out. If the day has come, change the embargo in guard.toml.",
    offended=("partners and colleagues who keep the secret",),
    confidence=0.95,
)
WAKES_ON = ("shape:embargo",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for every codename and every phrase whose embargo still runs."""
    brand = context.config.brand
    running = [embargo for embargo in brand.embargoes if embargo.until is None or context.today < embargo.until]
    for text in post.judged:
        for name in brand.codenames:
            yield from _said(text, name, "This is one of your codenames.", "")
        for embargo in running:
            for phrase in embargo.words:
                yield from _said(text, phrase, _until(embargo), embargo.note)


def _said(text: Text, phrase: str, message: str, note: str) -> Iterator[Hit]:
    found = text.search(phrase)
    if found:
        yield hit_at(RULE, text, found, message=message, why=note or RULE.why)
        return
    joined = "".join(c for c in phrase.lower() if c.isalnum())
    for tag in text.tags:
        if joined and joined in tag.name:
            yield hit(RULE, text, tag.start, tag.end, message=message, why=note or RULE.why)
            return


def _until(embargo: Embargo) -> str:
    return f"This is under embargo until {embargo.until.isoformat()}." if embargo.until else "This is under embargo."
