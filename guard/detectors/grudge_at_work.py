"""grudge-at-work: somebody rages about the job, the boss or the firm, or says goodbye, on the firm's account.

What it looks for
    "I hate this job", "put my notice in", "open to work", "if this manager asks me once more", "even I wouldn't use this lot", sick leave that is none.

Why
    Readers learn what your own people think of you, and in their words.

Flags
    i hate this job i hate this job
    Eleven years of being told to smile. Last day here, so I can finally say it.
    If this manager asks me for a quick call once more I'm throwing the laptop in the canal.

Passes
    Last day of our summer sale.
    Sick of being told to smile? Our self-defence class starts in May.
    I quit smoking here, with the help of this group, said Ana.
    She put her notice in and opened a bakery.  {account_kind: executive}
"""

from collections.abc import Iterator

from guard.detectors._register import is_personal
from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.model import Precedent
from guard.text.mention import is_quoted

RULE = Rule(
    code="M524",
    slug="grudge-at-work",
    category="wrong_account",
    severity="review",
    summary="Somebody rages about work, or says that they are leaving, in the firm's name.",
    why="Readers learn what your own people think of you. The post will outlive the mood.",
    instead="Do not post. Talk to somebody you trust; if it is a goodbye, let the organisation say it.",
    offended=("colleagues and superiors", "the person who wrote it"),
    precedent=Precedent(
        "StubHub", 2012, "a curse about the employer appeared on the employer's own account; deleted, apologised"
    ),
    confidence=0.7,
    contextual=True,
)
WAKES_ON = ("job_grudge",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each sign of a grudge or goodbye."""
    text = post.text
    for match in text.matches("job_grudge"):
        if not is_quoted(text, match.start, match.end) and not is_personal(post, context):
            yield hit_at(RULE, text, match)
