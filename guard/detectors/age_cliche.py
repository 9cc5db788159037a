"""age-cliche: a joke about old or young people, or an age bar.

What it looks for
    Senior moments, "toddlers with pensions", "even your grandma can", "OK boomer", "Gen Z needs a hug",
    adverts for people "under 30".

Why
    Older customers are many, loyal and tired of being the joke; younger ones notice too. In job adverts an
    age bar is unlawful in many places.

Flags
    So simple, even your grandma could do it
    Another senior moment at the club, bless them
    We are looking for digital natives only, ideally under 30
    Gen Z would call in sick for a broken nail

Passes
    Doris, 93, won the darts again and wants a rematch.
    Our app in large print: tested by forty people over seventy.
    Under 30 minutes from order to door.

Limits
    Irony without any of the known words is not seen.
"""

from collections.abc import Iterator

from guard.detectors._people import first_said, meant_in
from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.text.mention import winks

RULE = Rule(
    code="M323",
    slug="age-cliche",
    category="stereotype",
    severity="review",
    summary="This makes a joke or a rule out of people's age.",
    why="Older or younger people read that you find them slow, silly or in the way.",
    instead="Show people of that age doing something, or leave age out.",
    offended=("older people", "younger people"),
    confidence=0.7,
    contextual=True,
)
WAKES_ON = ("age_cliche", "age_names")

LAUGHED_AT = "This jokes about old or young people."


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield the known clichés, and names for an age in a post that laughs."""
    for text in post.judged:
        yield from meant_in(RULE, post, text, "age_cliche")
        if winks(text) and (named := first_said(text, "age_names")):
            yield hit_at(RULE, text, named, message=LAUGHED_AT)
