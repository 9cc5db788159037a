"""broken-link: an address is written so that it cannot open.

What it looks for
    A broken beginning (`htp://`, `https//www`, `http:/`, `hxxps://`), two beginnings, two addresses run together, a comma, a space
    or a line end inside, an ending that does not exist (`.con`, `.co.ukk`, `.nl.nl`), text glued to the address, an address that a
    program has shortened to dots or that works only inside one program (`view-source:`, `javascript:`), and the address of an error page.

Why
    Readers tap, land on an error page, and the post has done nothing but annoy them. Whoever registers the mistyped name gets your visitors.

Flags
    Winter timetable: htp:/www.kestrelcoaches.co.uk/winter
    All tickets at https://https://moorfest.co.uk/tickets
    Our gift cards are at www.plumandpaper.con
    The opening hours: view-source:https://www.moorfest.co.uk/hours

Passes
    Winter timetable: https://www.kestrelcoaches.co.uk/winter
    Winter timetable: kestrelcoaches.co.uk/winter

Limits
    Nothing is opened: an address that is well written may still lead nowhere. In a warning of fraud an address may be broken on purpose.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, Text, View, hit
from guard.text.links import Address, addresses
from guard.text.slips import slip

RULE = Rule(
    code="M620",
    slug="broken-link",
    category="broken_or_unsafe_link",
    severity="review",
    summary="This address cannot open as it is written.",
    why="Readers who tap it land on an error page, or on a page that somebody else put there.",
    instead="Copy the address from the browser's address bar and open it once before you publish.",
    offended=("people who want to follow the link",),
    confidence=0.9,
)
WAKES_ON = ("shape:link", "shape:assignment")
_SAYS = {
    "scheme": "The beginning of this address is mistyped; it should be https://.",
    "twice": "This address begins twice.",
    "run together": "Two addresses run together here.",
    "empty": "This address stops after https://.",
    "host": "The name of the website in this address is broken.",
    "program": "This address works only inside one program.",
    "www": "The www at the beginning of this address is mistyped.",
    "glued": "The word before this address is glued to it.",
    "defanged": "This address is written so that nobody can open it.",
    "old": "Browsers no longer open addresses that begin with ftp.",
    "ending": "No website has this ending; it looks like a slip of the finger.",
}


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for every address with a fault in its writing."""
    for text in post.judged:
        for address in addresses(text.raw):
            message = _trouble(text, address)
            if message:
                yield hit(RULE, text, address.start, address.end, message=message)
        if "script:" in text.folded.text:
            for found in _script().finditer(text.raw):
                yield hit(RULE, text, *found.span(), message=_SAYS["program"])
        if "www" in text.raw or " ." in text.raw or "<a " in text.raw:
            for found in _torn().finditer(text.raw):
                yield hit(RULE, text, *found.span(), message="This address is torn apart by a space or by page code.")


def _trouble(text: Text, address: Address) -> str:
    if address.fault == "ending" and text.raw[address.end : address.end + 1] == "@":
        return ""
    if (address.fault == "defanged" and text.has("scam_warning")) or (
        address.fault == "old" and text.has("developer_talk")
    ):
        return ""
    if address.fault:
        return _SAYS[address.fault]
    if address.cut and address.path.strip("/.…") and address.site != "t.co":
        return "This address is cut off: it ends in dots."
    if "&amp;" in address.query:
        return "This address was copied from page code: &amp; should be &."
    return "There is a space inside this address." if _split_by_space(text.raw, address) else slip(text.raw, address)


def _split_by_space(raw: str, address: Address) -> bool:
    """An address without a path, a space, and a path on its own: the space does not belong there."""
    return bool(address.shown) and not address.path and bool(_lone_path().match(raw, address.end))


@cache
def _script() -> re.Pattern[str]:
    return re.compile(r"\b(?:java|vb)script:(?=[\w'\"(])", re.IGNORECASE)


@cache
def _torn() -> re.Pattern[str]:
    return re.compile(
        r"\bwww,[a-z0-9-]{2,60}[.,][a-z]{2,10}\b|\bwww\. [a-z0-9-]{2,60}\.[a-z]{2,10}\b|\bwww\.[a-z0-9-]{2,60} \.[a-z]{2,6}\b|\bwww [a-z0-9-]{2,60}\.[a-z]{2,6}\b"
        r"|\b[a-z0-9-]{2,60} \.(?:com|co\.uk|org|net|de|fr|es|it|nl|pt|eu)/[a-z0-9]|<a href=",
        re.IGNORECASE,
    )


@cache
def _lone_path() -> re.Pattern[str]:
    return re.compile(r" /[a-z][a-z0-9-]{2,40}(?:[/\s]|$)")
