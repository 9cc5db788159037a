"""private-email: the post gives away a private person's e-mail address.

What it looks for
    An address whose name is a person's and not a role's (`info@`, `press@` ...), when readers are not invited to write to it and it
    is not one of the account's own domains.

Why
    The address will be collected, and with it the person is found elsewhere.

Flags
    As an example, reader Benedikta Sund, b.sund@student.fjellmar.example, has 14 overdue books
    Reading our grumpiest mails  {alt_text: Phone screen with a mail from carol.hesketh@homepost.example}

Passes
    Write to jobs@northmoor.example, Ailsa answers within three days.
    You can also write to cllr.obrien@eastmoor.example

Options
    `brand.domains` and `brand.public_contacts` name addresses that are meant for everybody.

Limits
    A nickname in front of the @ is not known as a person's.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, Text, View, hit
from guard.text.given_names import GIVEN_NAMES
from guard.text.impostors import own_sites
from guard.text.links import registered

RULE = Rule(
    code="M425",
    slug="private-email",
    category="personal_data",
    severity="review",
    summary="This gives away somebody's e-mail address.",
    why="Robots collect it, and with it strangers find the person elsewhere.",
    instead="Take it out, or use an address of a role such as info@.",
    offended=("the person whose address it is",),
    confidence=0.75,
)
WAKES_ON = ("shape:mention", "shape:media")

_AT = re.compile(r"[\w-]@\w")


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for every personal address that readers are not invited to use."""
    for text in post.judged:
        if not _AT.search(text.raw):
            continue
        for found in _mail().finditer(text.raw):
            if (
                _personal(found["name"])
                and not (text.field == "text" and _invited(text, found.start()))
                and registered(found["host"].lower())
                not in own_sites(context.config.brand, context.account.description)
            ):
                yield hit(RULE, text, *found.span())


def _personal(name: str) -> bool:
    parts = [part for part in re.split(r"[._-]", name.lower()) if part]
    if any(part.rstrip("0123456789") in GIVEN_NAMES for part in parts):
        return True
    return len(parts) == 2 and len(parts[0]) == 1 and parts[1].isalpha() and len(parts[1]) > 3


def _invited(text: Text, place: int) -> bool:
    return bool(_invitation().search(text.raw[max(0, place - 60) : place]))


@cache
def _mail() -> re.Pattern[str]:
    return re.compile(r"(?<![\w./:+-])(?P<name>[A-Za-z][\w.+-]{1,40})@(?P<host>(?:[\w-]{1,40}\.){1,4}[A-Za-z]{2,12})")


@cache
def _invitation() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:write|e-?mail|mail|contact|reach|apply|send|ask|enquir\w{0,5}|rsvp|book|register|press|to|at|via|schreib\w{0,4}|an|unter|kontakt|écrivez|contact\w{0,4}|à|escrib\w{0,4}|a|escrev\w{0,4}|para|scriv\w{0,4}|naar|mail\w{0,3}|per)\b[^\n]{0,30}$",
        re.IGNORECASE,
    )
