"""over-promise: the apology promises what nobody can keep.

What it looks for
    "Never again", "we guarantee that this will not happen again", in an apology. A bare "never again" is advice
    under the ordinary profile.

Why
    The next slip, however small, turns the promise into a lie and the old story into news.

Flags
    We are sorry. We guarantee that nothing like this will ever happen again.
    This will never happen again. I am sorry.  {profile: apology}

Passes
    I am sorry. From Monday a second person reads every invoice before it goes out.
    Never again will you lose a glove: our new clips are here.

Limits
    It cannot tell which promises you can keep. A promise with a who and a when is better than an "always".
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.text.apology import apologises, flaws

RULE = Rule(
    code="M816",
    slug="over-promise",
    category="non_apology",
    severity="review",
    summary="This promises more than anybody can keep.",
    why="The next slip will be measured by this sentence.",
    instead="Say what changes, who sees to it and from which day.",
    offended=("the people who were hurt", "everybody who takes your word"),
    confidence=0.6,
    contextual=True,
)
WAKES_ON = ("over_promise",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each promise in an apology; only advice where the post is no apology draft and guarantees nothing."""
    draft = context.profile == "apology"
    if not draft and not apologises(post.text):
        return
    for found in flaws(post, "over_promise", draft=draft):
        yield hit_at(RULE, post.text, found, severity="review" if draft or "alone" in found.row.tags else "info")
