"""house-rule: the brand's own rule, or a lesson kept after an incident, says so.

What it looks for
    The phrases of `[[house_rules]]` in guard.toml and in the lessons file, written in the phrase language. Each house rule has
    its own code from M901 on, its own reason and its own advice; this page stands for all of them.

Why
    A brand knows things that no general rule can: a nickname that hurts, a promise that legal withdrew, the words of its last
    mistake.

Flags
    The little red lie is back in our menu  {config: {"house_rules": [{"code": "M901", "slug": "old-menu-joke", "match": ["little red lie"], "why": "It made fun of a customer.", "instead": "Name the dish."}]}}

Passes
    The little red pie is back in our menu  {config: {"house_rules": [{"code": "M901", "slug": "old-menu-joke", "match": ["little red lie"], "why": "It made fun of a customer.", "instead": "Name the dish."}]}}

Options
    `match` and `unless` take the phrase language; `severity` is review unless the rule says otherwise; `offended` names who is hurt.

Limits
    A house rule sees words, not meaning: give it the words that came before the trouble, and `unless` for the harmless use.
"""

from collections.abc import Iterator
from functools import cache

from guard.config import HouseRule
from guard.detectors.kit import Context, Hit, Rule, Text, View, hit_at
from guard.spelling import spelled_out

RULE = Rule(
    code="M900",
    slug="house-rule",
    category="house",
    severity="review",
    summary="One of your own house rules speaks against this.",
    why="Your team wrote this rule down, often after something went wrong.",
    instead="Follow the advice of the house rule.",
)
WAKES_ON = ("shape:house",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit, under the house rule's own code, for every phrase that the post holds."""
    for house in context.config.house_rules:
        for text in post.judged:
            yield from _hits(house, text)


def _hits(house: HouseRule, text: Text) -> Iterator[Hit]:
    if any(map(text.search, _patterns(house.unless))):
        return
    for found in filter(None, map(text.search, _patterns(house.match))):
        yield hit_at(as_rule(house), text, found)


@cache
def _patterns(written: tuple[str, ...]) -> tuple[str, ...]:
    """Each phrase as the patterns that it stands for."""
    return tuple(pattern for phrase in written for pattern in spelled_out(phrase))


@cache
def as_rule(house: HouseRule) -> Rule:
    """The house rule as a rule of the guard."""
    return Rule(
        code=house.code,
        slug=house.slug,
        category="house",
        severity=house.severity,
        summary=house.summary or f"Your house rule “{house.slug}” speaks against this.",
        why=house.why,
        instead=house.instead,
        offended=house.offended,
        confidence=0.9,
    )
