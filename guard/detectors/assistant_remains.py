"""assistant-remains: a writing assistant's own words are still in the post.

What it looks for
    The frame that assistants put around their text ("Sure! Here is a caption ...", "Let me know if you would like it shorter"),
    what they say of themselves ("As an AI language model"), refusals, lists of variants, pasted prompts and word counts, and
    the technical marks of chat programs. In English, German, French, Spanish, Portuguese, Italian and Dutch.

Why
    Readers see at once that nobody wrote, and perhaps nobody read, what the organisation says. It is screenshotted for that alone,
    and it hurts most where people expected a person: condolences, apologies, safety advice.

Flags
    Sure! Here's a friendly caption for your new opening hours: We now open at eight.
    We open at eight from Monday. Would you like me to make this more formal?
    Als KI-Sprachmodell kann ich das nicht beurteilen, aber hier ein Vorschlag: Kommt vorbei!

Passes
    Sure, here is the menu for Sunday: roast, pie, or both. Let me know if you'd like a table by the window.
    We asked what "as an AI language model" means to our pupils. Their answers hang in the hall.

Limits
    Copy that merely sounds generated is not a finding of this rule; see machine-cliches.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, Text, View, hit, hit_at
from guard.model import Precedent
from guard.text.mention import is_quoted

RULE = Rule(
    code="M511",
    slug="assistant-remains",
    category="ai_boilerplate",
    severity="block",
    summary="A writing assistant's own words are still in the post.",
    why="Readers see at once that nobody read this before it went out, and they will say so.",
    instead="Delete everything that the assistant said about the text, read the rest aloud once, and check its facts.",
    offended=("readers who expected a person",),
    precedent=Precedent("Dawn (newspaper, Pakistan)", 2025, "an assistant's offer to write another version was printed at the end of a story; regret was published"),
    confidence=0.92,
)
WAKES_ON = ("assistant", "shape:bracket", "shape:assignment", "shape:non_ascii")


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield the assistant's phrases and the marks of chat programs."""
    for text in post.judged:
        for match in text.matches("assistant"):
            if not is_quoted(text, match.start, match.end):
                yield hit_at(RULE, text, match, severity=_severity(match.row.tags))
        for found in _marks().finditer(text.raw):
            if not is_quoted(text, *found.span()):
                yield hit(RULE, text, *found.span())


def _severity(tags: tuple[str, ...]) -> str:
    return "block" if "strong" in tags else "review"


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(
        r"<\|[a-z_]{2,24}\|>[a-z]{0,12}"
        r"|:contentReference\[[^\]\n]{0,40}\](?:\{[^}\n]{0,40}\})?"
        r"|【\d{1,3}[^】\n]{0,40}】"
        r"|\bturn\d{1,2}(?:search|view|news|image)\d{1,3}\b"
        r"|\boaicite\b|\butm_source=chatgpt\.com"
        r"|\*\*(?:Option|Headline|Body|Caption|Hook|Hashtags|Key takeaway|CTA|Tone)[^*\n]{0,40}\*\*"
    )
