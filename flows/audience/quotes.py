"""The replies that a report cites, word for word, without the names in them."""

import re
from collections.abc import Collection, Iterable
from datetime import datetime

from msgspec import Struct

from flows.audience.result import Audience
from flows.platforms.base import Reply
from guard.reports.screen import visible

WHOLE = 1000
"""Up to so many replies all are shown; of more, those that are cited as examples."""
LONGEST = 700
"""Characters of a reply that are shown."""

_LINK = re.compile(r"(https?://[^\s/?#]{1,200})[/?#]\S{1,2000}", re.IGNORECASE)
_MAIL = re.compile(r"(?<![\w.+@-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,190}")
_HANDLE = re.compile(r"(?<![\w@.])@\w[\w.-]{0,80}(?:@[\w.-]{1,100})?")


class Quote(Struct, frozen=True):
    """A reply as it is shown. ``number`` counts those that are shown, ``who`` is a number in place of a name."""

    number: int
    id: str
    text: str
    at: datetime
    likes: int
    who: str


Quotes = dict[str, Quote]
"""Quotes by the ids of their replies."""


def wanted(found: Audience) -> set[str]:
    """The ids of the replies that a report shows."""
    if found.readings and found.replies <= WHOLE:
        return {reading.id for reading in found.readings}
    cited = [
        *(one.evidence for one in found.groups),
        *(one.examples for one in found.themes),
        *(one.examples for one in found.demands),
        *(one.examples for one in found.campaigns),
    ]
    return {each for ids in cited for each in ids}


def quotes(
    replies: Iterable[Reply], ids: Collection[str], *, own: Collection[str] = (), show_names: bool = False
) -> Quotes:
    """The replies with these ids, each as it is shown; ``own`` are handles that are no secret, such as the brand's."""
    chosen, names = set(ids), dict[str, int]()
    known = {name.removeprefix("@").lower() for name in own}
    made: Quotes = {}
    for reply in replies:
        if reply.id in chosen and reply.id not in made:
            account = names.setdefault(reply.author, len(names) + 1)
            made[reply.id] = Quote(
                number=len(made) + 1,
                id=visible(reply.id),
                text=shown(reply.text if show_names else without_names(reply.text, known)),
                at=reply.created_at,
                likes=reply.likes,
                who=visible(reply.author) if show_names and reply.author else f"account {account}",
            )
    return made


def shown(text: str) -> str:
    """A text with nothing in it that a browser or terminal would obey, cut where it is very long."""
    cut = text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()} [...]"
    return "\n".join(visible(line.expandtabs(1)) for line in cut.splitlines())


def without_names(text: str, known: Collection[str] = ()) -> str:
    """A text without handles, mail addresses, and the ends of links, which often hold names; ``known`` ones stay."""

    def hidden(found: re.Match[str]) -> str:
        handle = found[0].rstrip(".-")
        return found[0] if handle[1:].lower() in known else "@[name]" + found[0][len(handle) :]

    return _HANDLE.sub(hidden, _MAIL.sub("[mail address]", _LINK.sub(r"\1/[...]", text)))
