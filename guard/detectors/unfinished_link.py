"""unfinished-link: a placeholder stands where the link should be.

What it looks for
    `[LINK]`, `{{product_link}}`, `(link here)`, addresses with `XXXX`, `____`, `REPLACE`, `TODO`, an unfilled merge field
    (`%7B%7Buser%7D%7D`), and the example addresses of manuals (`example.com`).

Why
    The post promises something and gives nothing, and shows that nobody read it before it went out.

Flags
    Our salary survey is out! Download the report: https://example.com/todo
    You asked for the recipe: [INSERT LINK]
    Web check-in is quicker: https://tinyurl.com/xx-REPLACE-xx

Passes
    Our salary survey is out! Download the report: https://harpandhall.co.uk/survey
    Then call api.tilepond.dev/v2?key=YOUR_KEY with curl on your own machine

Limits
    A placeholder without a link word (`[PRICE]`) is the business of the unfinished-draft rules.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.text.links import Address, addresses

RULE = Rule(
    code="M628",
    slug="unfinished-link",
    category="broken_or_unsafe_link",
    severity="review",
    summary="A placeholder stands where the link should be.",
    why="Readers cannot follow it, and see that nobody read the post before it went out.",
    instead="Put the real address there, or take the promise of a link out.",
    offended=("people who want to follow the link",),
    confidence=0.95,
)
WAKES_ON = ("shape:address", "shape:bracket", "shape:media", "link_placeholder")
_EXAMPLES = {"example.com", "example.org", "example.net", "domain.com", "yourdomain.com", "yoursite.com", "yourwebsite.com", "website.com",
             "test.com", "placeholder.com", "beispiel.de", "ejemplo.com", "exemple.fr", "esempio.it", "voorbeeld.nl"}  # fmt: skip

_LINK_WORDS = ("link", "url", "](", "lien", "enlace", "ligação", "collegamento")


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for every unfinished address and every bracket that says link."""
    for text in post.judged:
        teaching = text.has("developer_talk")
        for address in addresses(text.raw):
            if _unfinished(address) and not teaching:
                yield hit(RULE, text, address.start, address.end)
        if not teaching and any(word in text.folded.text for word in _LINK_WORDS):
            for found in _bracket().finditer(text.raw):
                yield hit(RULE, text, *found.span())


def _unfinished(address: Address) -> bool:
    if address.host.removeprefix("www.") in _EXAMPLES:
        return True
    rest = address.text[address.text.find(address.shown) + len(address.shown) :] if address.shown else ""
    return bool(_stand_in().search(rest) or _demo().search(address.host + rest))


@cache
def _stand_in() -> re.Pattern[str]:
    return re.compile(
        r"/(?:undefined|null|NaN|None|nan)(?:/|$)|=(?:undefined|null|NaN|None)(?:&|$)|\[object|\*\|[A-Z_]{2,20}\|\*|x{4,}|X{3,}|_{3,}|%7[Bb]|\{\{|\{[a-z_]{2,30}\}|\[[A-Za-z_ ]{2,30}\]|<[a-z_]{2,30}>|\b(?:TODO|TBD|TBC|REPLACE|INSERT|CHANGEME|PLACEHOLDER|FIXME)\b"
        r"|REPLACE[-_]?ME|\b(?:todo|tbd|placeholder|changeme|lorem-ipsum|link-here|insert-link|your-link|link-hier|url-here)\b"
    )


@cache
def _demo() -> re.Pattern[str]:
    return re.compile(r"(?:test|demo|sample)[a-z]{0,10}-?(?:demo|test|sample|qr)|/sample-?\d{0,6}$", re.IGNORECASE)


@cache
def _bracket() -> re.Pattern[str]:
    return re.compile(
        r"\{\{?[^{}\n]{0,40}(?:link|url)[^{}\n]{0,40}\}\}?"
        r"|\[\[?(?:(?:insert|add|put|paste|short|tracked|final|your|the|product|landing page|bitly|utm|page|booking|ticket|sign-?up) ){0,3}(?:link|url)(?: (?:here|tbc|tbd|to come|goes here|follows|folgt|hier))?\]"
        r"|\[(?:lien|enlace|ligação|collegamento|link)(?: (?:einfügen|hier|à insérer|ici|aquí|aqui|qui|da inserire|invoegen))?\]"
        r"|<(?:insert |add |your )?(?:link|url)(?: here)?>"
        r"|\]\((?:#|link|url|)\)|\b(?:insert|paste) (?:the |your |short )?(?:link|url)(?: here)?\b|\b(?:link|url) (?:tbc|tbd|to come|goes here|to follow)\b"
        r"|\((?:insert |add |put )(?:the )?(?:link|url)(?: here)?\)|\((?:link|url) (?:here|tbc|tbd|to come|goes here|hier)\)",
        re.IGNORECASE,
    )
