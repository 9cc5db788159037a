"""hijackable-hashtag: the call to tell a story invites the stories that you do not want.

What it looks for
    "Tell us ...", "share your story", "ask me anything" with a hashtag of the organisation's own (#MyBankStory, #AskOurChief), from
    an account whose description names a business that many people are angry at, or trouble that is going on.

Why
    People answer honestly, and in public. The tag becomes the collection of everything that went wrong.

Flags
    What has your bank done for you? Tell the world with #MyBankStory  {account_description: High-street bank}
    Nothing's off the table! #AskOurChief  {account_description: Chief executive of a water company}

Passes
    Show us your garden! #MyGarden  {account_description: Seed shop}
    Tell us which cake you want next #CakeVote  {account_description: Bakery}

Limits
    Whether people are angry at you, you know better than the guard.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, View, hit

RULE = Rule(
    code="M603",
    slug="hijackable-hashtag",
    category="ambiguous_hashtag",
    severity="review",
    summary="This call for stories can be turned against you.",
    why="People will answer honestly and in public, and the tag becomes the collection of what went wrong.",
    instead="Ask a narrow question, collect the answers in private, or ask people whom you know to be content.",
    offended=("customers who were let down",),
    confidence=0.6,
    contextual=True,
)
WAKES_ON = ("story_call",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield a hit on the hashtag when the story is asked of people with reasons to be angry."""
    text = post.text
    if not (post.about.has("angry_sector") or text.has("unfiltered")):
        return
    for tag in text.tags:
        if tag.sign == "#" and _own_story().match(text.raw[tag.start + 1 : tag.end]):
            yield hit(RULE, text, tag.start, tag.end)
            return


@cache
def _own_story() -> re.Pattern[str]:
    return re.compile(
        r"(?:My|Ask|Why|Our|What|Where|When|How|Thanks|Thank|Because|Tip|Not|Tell|Love|Heart|Me|Meine?|Frag|Mon|Ma|Mes|Demandez|Mi|Pregunta|Mio|Mia|Chiedi|Meu|Minha|Pergunta|Mijn|Vraag)[A-Z&]"
        r"|(?:my|ask)[a-z]{4,}|[A-Z]\w{2,20}(?:Story|Stories|Moments|Memories|Experience|Hero|Heroes)\b"
    )
