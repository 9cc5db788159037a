"""one-time-code: the post holds a confirmation code that proves who somebody is.

What it looks for
    "Your verification code is 482913", "482913 is your login code", "OTP: ..." in seven languages.

Why
    For a few minutes the code is the key to an account. It usually means that a message meant for one person was pasted.

Flags
    482913 is your PondBank login code

Passes
    Your confirmation code has six characters. Keep it to yourself.

Limits
    It cannot know whether the code has run out.
"""

import re
from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit_at

RULE = Rule(
    code="M410",
    slug="one-time-code",
    category="secret_credential",
    severity="review",
    summary="This looks like a code that proves who somebody is.",
    why="While it is valid it opens an account; and it was a message to one person.",
    instead="Take it out and ask for a new code.",
    offended=("the person whose account it is",),
    confidence=0.8,
)
WAKES_ON = ("one_time_code",)
_CODE = re.compile(r"\d{4,8}")


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for every code of four to eight digits."""
    for text in post.judged:
        for match in text.matches("one_time_code"):
            if any(_CODE.fullmatch(word) for word in text.words[match.first : match.last + 1]) and not text.has(
                "scam_words"
            ):
                yield hit_at(RULE, text, match)
