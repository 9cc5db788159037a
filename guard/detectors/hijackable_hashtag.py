"""hijackable-hashtag: the call to tell a story invites the stories that you do not want.

What it looks for
    "Tell us ...", "share your story", "ask me anything" with a hashtag of the organisation's own (#MyBankStory, #AskOurChief), from
    an account whose description names trouble that is going on or a business that many people are angry at, in answer to a
    complaint, or where every answer is shown unseen. With trouble going on, any tag of its own beside such a call.

Why
    People answer honestly, and in public. The tag becomes the collection of everything that went wrong.

Flags
    What has your bank done for you? Tell the world with #MyBankStory  {account_description: High-street bank}
    Nothing's off the table! #AskOurChief  {account_description: Chief executive of a water company}
    How do you relax on board? Show us! #SlowTravel  {account_description: Ferry line that cancelled forty crossings last week}
    Tweet us your wish, no filter, straight to the big screen. #MyWish  {account_description: Shopping centre}

Passes
    Show us your garden! #MyGarden  {account_description: Seed shop}
    Tell us which cake you want next #CakeVote  {account_description: Bakery}

Limits
    Whether people are angry at you, you know better than the guard.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors import _moods as moods
from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.text.tokens import Tag

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
WAKES_ON = ("story_call", "unfiltered", "shape:hashtag")


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield a hit on the hashtag when the story is asked of people with reasons to be angry."""
    text = post.text
    tag = _call_tag(post)
    if tag and not text.has("condolence"):
        yield hit(RULE, text, tag.start, tag.end)


def _call_tag(post: View) -> Tag | None:
    """The tag under which the angry answers will stand."""
    tags = [tag for tag in post.text.tags if tag.sign == "#"]
    if not tags:
        return None
    asks = post.text.has("story_call", "unfiltered")
    own = next((tag for tag in tags if _own_story().match(_written(tag, post))), None)
    if own and (asks or _invites().match(_written(own, post))) and _is_angry(post):
        return own
    if asks and _is_in_trouble(post):
        return own or next((tag for tag in tags if _several_words().match(_written(tag, post))), None)
    return None


def _written(tag: Tag, post: View) -> str:
    return post.text.raw[tag.start + 1 : tag.end]


def _is_angry(post: View) -> bool:
    """Say whether people have a reason to answer in anger, or can write what they like."""
    return post.text.has("unfiltered") or post.about.has("angry_sector") or _is_in_trouble(post)


def _is_in_trouble(post: View) -> bool:
    description = post.about.raw
    return bool(moods.troubles(description)) or post.about.has("account_in_trouble")


@cache
def _own_story() -> re.Pattern[str]:
    return re.compile(
        r"(?:My|Ask|Why|Our|What|Where|When|How|Who|Thanks|Thank|Because|Tip|Not|Tell|Love|Heart|Me|Proud|Life|Share|Dear|Hey|Meet|We|I|Be|"
        r"Meine?|Unsere?|Frag|Danke|Mon|Ma|Mes|Merci|Demandez|Demande|Pourquoi|Mi|Gracias|Pregunta|Preguntale|Mio|Mia|Grazie|Chiedi|Chiedilo|"
        r"Meu|Minha|Obrigado|Pergunta|Mijn|Vraag|Bedankt)[A-Z&]"
        r"|(?:my|ask|why|thanks|tell)[a-z]{4,60}|\w{2,40}(?:Story|Stories|Moments?|Memories|Experience|Hero|Heroes|AndMe|WithUs|AMA|QandA|Life|Live)\b"
    )


@cache
def _invites() -> re.Pattern[str]:
    """Tags that are a call by themselves."""
    return re.compile(r"(?:Ask|Tell|Frag|Demandez|Pregunta|Chiedi|Pergunta|Vraag)[A-Z]|(?:ask|tell)[a-z]{5,}")


@cache
def _several_words() -> re.Pattern[str]:
    return re.compile(r"[A-Z]?[a-z]{1,20}[A-Z]|[a-z]{9,60}$")
