r"""risky-letters: the initials of a name or an event spell something else.

What it looks for
    Acronyms in hashtags and in capitals: those that nobody wants to be read as (#MILF2027), and words, illnesses and groups that
    the words of the post or of the account's description spell (Science and Technology Days: STDs).

Why
    The letters travel alone. On a stage, in a tag or on a shirt nobody sees what they stand for.

Flags
    Our festival is back! #MILF2027
    Come and catch #STDs with us: Science and Technology Days.
    The Network of Amateur Zither Inventors (NAZI) meets on Friday.

Passes
    World #AIDS Day: get tested, it is free.
    The Science Technology Festival (STF) is back.
    Meet us at the #STEM fair.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, Text, View, hit
from guard.text.bad_words import dictionary
from guard.text.initials import is_spelt
from guard.text.tokens import Tag
from guard.view import compiled

RULE = Rule(
    code="M607",
    slug="risky-letters",
    category="ambiguous_hashtag",
    severity="review",
    summary="These initials spell something else.",
    why="The letters travel alone: on a stage, in a tag or on a shirt nobody sees what they stand for.",
    instead="Write the name out, or choose another short form.",
    confidence=0.8,
)
SHORTEST = 3
"""Letters that make an acronym which other words may spell."""

WAKES_ON = ("shape:hashtag", "shape:bracket", "shape:capitals")


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit for the first letters in a tag, or in capitals, that people will misread."""
    for text in post.judged:
        for found, tag in _runs(text):
            told = (text.raw, context.account.description)
            letters = next((form for form in _forms(found) if _is_risky(form, found, tag, told)), "")
            if letters:
                start, end = (tag.start, tag.end) if tag else found.span(1)
                yield hit(
                    RULE, text, start, end, message=f"{text.raw[start:end]}: people will read “{letters.upper()}”."
                )
                break


def _runs(text: Text) -> Iterator[tuple[re.Match[str], Tag | None]]:
    """The runs of capitals in tags; elsewhere those in brackets and those that are listed."""
    for tag in text.tags:
        if tag.sign == "#":
            yield from ((found, tag) for found in _capitals().finditer(text.raw, tag.start + 1, tag.end))
    if "(" in text.raw:
        yield from ((found, None) for found in _bracketed().finditer(text.raw))
    for word in _set("letters_spelt").intersection(text.held):
        found = re.search(rf"(?<![\w#])({word.upper()})()(?!\w)", text.raw)
        if found:
            yield found, None


def _forms(found: re.Match[str]) -> list[str]:
    """The capitals; with their plural; without the capital that begins the next word."""
    run, after = found[1].lower(), found[2]
    if not after:
        return [run]
    return [run + "s" if after == "s" else run, run, run[:-1]] if len(run) > SHORTEST else [run]


def _is_risky(letters: str, found: re.Match[str], tag: Tag | None, told: tuple[str, str]) -> bool:
    if tag and (letters in _set("letters_bad") or (letters in _set("letters_set_off") and _is_set_off(found, tag))):
        return True
    is_listed = letters in _set("letters_spelt") or letters in _set("letters_bad")
    if len(letters) < SHORTEST:
        return False
    forms = {letters, letters.removesuffix("s")}
    if not any(is_spelt(form, raw) for form in forms for raw in told):
        return False
    return is_listed or letters in dictionary()


def _is_set_off(found: re.Match[str], tag: Tag) -> bool:
    """Say whether the rest of the tag is not in capitals as well."""
    raw = found.string
    rest = raw[tag.start + 1 : found.start(1)] + raw[found.end(1) : tag.end]
    return any(c.islower() or c.isdigit() for c in rest)


@cache
def _capitals() -> re.Pattern[str]:
    return re.compile(r"(?<![A-Z])([A-Z]{2,8})(?![A-Z])([a-z]?)")


@cache
def _bracketed() -> re.Pattern[str]:
    return re.compile(r"\(([A-Z]{3,8})(s?)\)")


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(compiled().sets[name])
