"""exam-hint-given: somebody who sets an exam hints at its questions.

What it looks for
    "If I were you I'd look again at osmosis 😉", "Paper 2 on Thursday: revise ox-bow lakes, trust us" from schools and exam boards, with a
    wink.

Why
    Some candidates read it and others do not. The paper may have to be withdrawn.

Flags
    Good luck Year 11! If I were you I'd look again at osmosis 😉  {account_description: Secondary school}

Passes
    Two past papers, a bag of crisps and an early night: that's our whole secret.  {account_description: Secondary school}
    Paper 2 was on Thursday. Nobody here gives hints 😉  {account_description: Exam board}

Limits
    A hint without a wink is taken for advice.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit_at

RULE = Rule(
    code="M451",
    slug="exam-hint-given",
    category="confidential_leak",
    severity="review",
    summary="This hints at the questions of an exam.",
    why="Some candidates read it and others do not; the paper may have to be withdrawn.",
    instead="Wish everybody luck and say nothing about the paper.",
    offended=("candidates who did not see the hint",),
    confidence=0.75,
)
WAKES_ON = ("exam_hint",)
_WINKS = "😉😜🤫👀🤐"


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for a hint with a wink from an account that knows the paper."""
    text = post.text
    winks = any(wink in text.raw for wink in _WINKS) or "trust us" in text.folded.text or "trust me" in text.folded.text
    if winks and post.about.has("examiners") and not text.has("already_public"):
        for match in text.matches("exam_hint")[:1]:
            yield hit_at(RULE, text, match)
