"""open-wound: the post jokes, sells or cheers near a past crisis of the brand itself.

What it looks for
    The words of an open wound from guard.toml (``[[brand.wounds]]`` with name, words and since) in the post, beside cheer, a
    joke, an offer or a question to fans.

Why
    Those who were hurt then remember, and so does every reporter: the brand makes light of its own victims.

Flags
    Hold your horses! 🐴 See you tomorrow  {config: {"brand": {"wounds": [{"name": "horse meat", "words": ["horse|horses"]}]}}}

Passes
    Our burgers are back on Friday, two for £8.  {config: {"brand": {"wounds": [{"name": "horse meat", "words": ["horse|horses"]}]}}}

Options
    brand.wounds in guard.toml: name, words (phrases), since, note.

Precedents
    Malaysia Airlines 2014: asked travellers for the things they want to do before they die, after two fatal losses. Tesco 2013: a pun on
    horses in its own horse meat scandal.

Limits
    Only the words that guard.toml names are known.
"""

from collections.abc import Iterator

from guard.config import Wound
from guard.detectors import _moods as moods
from guard.detectors.kit import Context, Hit, Rule, View
from guard.model import Precedent

RULE = Rule(
    code="M145",
    slug="open-wound",
    category="tone_deaf",
    severity="review",
    summary="This makes light of a past crisis of your own brand.",
    why="Those who were hurt then remember it, and so does every reporter.",
    instead="Leave these words out of jokes and offers. If you speak of it, speak about what you have changed.",
    offended=("the people who were hurt then", "customers who remember"),
    precedent=Precedent(
        "Malaysia Airlines", 2014, "joked about not knowing where to go, months after one of its aircraft was lost"
    ),
    confidence=0.8,
)
WAKES_ON = ("shape:wound",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit for each wound that the post touches lightly."""
    text = post.text
    light = moods.is_light(text)
    if not light or moods.faces_up(text):
        return
    for wound in context.config.brand.wounds:
        yield from _touches(post, wound)


def _touches(post: View, wound: Wound) -> Iterator[Hit]:
    for words in wound.words:
        match = post.text.search(words)
        if match:
            message = f"This touches the brand's open wound {wound.name!r} with a light heart."
            yield moods.hit_both(RULE, post.text, match, None, message=message)
            return
