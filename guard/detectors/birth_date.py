"""birth-date: the post gives away a private person's date of birth.

What it looks for
    "Born", "date of birth", "nato il", "geboren am" and the like with a full date in figures, beside a name or in a reply.

Why
    Name and date of birth open accounts: banks and offices ask for just these two.

Flags
    Found: a wallet, belongs to Gustav Holm, born 04.07.1983
    We've got you down as date of birth 17/03/1989  {in_reply_to: please freeze my membership}

Passes
    On this day in 1821: the lighthouse is lit for the first time.
    Born on a Tuesday? Coffee is free today.

Limits
    Dates written in words count only beside "our member", "our patient" and the like: else they are mostly anniversaries.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.text.people import people

RULE = Rule(
    code="M427",
    slug="birth-date",
    category="personal_data",
    severity="review",
    summary="This gives away a person's date of birth.",
    why="Banks and offices ask for name and date of birth: together they open accounts.",
    instead="Take the date out.",
    offended=("the person concerned",),
    confidence=0.8,
)
WAKES_ON = ("birth_words",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for a full date behind a word of birth, when it is somebody's."""
    for text in post.judged:
        if text.has("birth_words") and (post.post.in_reply_to or people(text.raw)):
            for found in _birth().finditer(text.raw):
                yield hit(RULE, text, *found.span())
            for found in _behind_a_name().finditer(text.raw):
                yield hit(RULE, text, *found.span())
            if text.has("regulars") and post.about.has("custodians") and not text.has("mourning", "consent"):
                for found in _in_words().finditer(text.raw):
                    yield hit(RULE, text, *found.span())


@cache
def _birth() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:born|dob|d\.o\.b\.|date of birth|birth date|geb\.?|geboren|geburtsdatum|née? le|date de naissance|nacid[oa]|fecha de nacimiento|nascid[oa]|data de nascimento|"
        r"nat[oa]|data di nascita|geboortedatum)(?: (?:on|am|is|ist|el|em|il|op|le|a))?[ :]{1,2}\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})\b",
        re.IGNORECASE,
    )


@cache
def _behind_a_name() -> re.Pattern[str]:
    """A full name and a full date of a year in which somebody alive may be born."""
    return re.compile(
        r"[A-ZÀ-Þ][\w'’-]{1,20} [A-ZÀ-Þ][\w'’-]{1,20}(?:, | \(|; ?)\d{1,2}[./-]\d{1,2}[./-](?:19[3-9]\d|20[01]\d)\b"
    )


@cache
def _in_words() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:born|geboren|née?|nacid[oa]|nascid[oa]|nat[oa])(?: (?:on|am|le|el|em|il|op))? (?:the )?\d{1,2}(?:st|nd|rd|th|\.|º)? (?:de )?"
        r"[A-Za-zéûäç]{3,10},? (?:de )?(?:19[3-9]|20)\d\d?\b",
        re.IGNORECASE,
    )
