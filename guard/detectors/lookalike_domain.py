"""lookalike-domain: the address only looks like a brand's own.

What it looks for
    Names that the eye takes for yours: `rn` for `m`, a capital i for an l, a digit for a letter, a letter of another script, one letter
    off, or your name with a word more under another ending. Also a real name with its ending in the middle (`bank.fr.client-info.top`).

Why
    That is how phishing works. From the real account it is worse: readers trust it and hand over passwords and cards.

Flags
    Version 5 is out: https://rnillpond.com/download  {account_description: Software firm, millpond.com}
    Renew only on https://passport.gov.ng.quick-apply.site/step1
    Gutscheine: https://millpond-gutschein.top/los  {account_description: Supermarkt, millpond.de}

Passes
    Version 5 is out: https://get.millpond.com/download  {account_description: Software firm, millpond.com}
    We're on Instagram: https://instagram.com/millpond  {account_description: Software firm, millpond.com}

Options
    `brand.domains` lists the domains that are yours; `public_contacts` and the account's description are read as well.

Limits
    A second domain of your own counts as a stranger until `brand.domains` names it.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.text.impostors import apes_platform, fronted, mixed, own_sites, poses_as
from guard.text.links import Address, addresses

RULE = Rule(
    code="M625",
    slug="lookalike-domain",
    category="broken_or_unsafe_link",
    severity="review",
    summary="This address looks like a trusted one, and is another.",
    why="Look-alike addresses are how people lose passwords and money; coming from you, readers trust it.",
    instead="Type your own address instead. If this domain is yours, add it to brand.domains.",
    offended=("people who trust your links",),
    confidence=0.85,
)
WAKES_ON = ("shape:address",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for every address that may be taken for a trusted one."""
    own = own_sites(context.config.brand, context.account.description)
    for text in post.judged:
        for address in addresses(text.raw):
            message = _trouble(address, own) if address.shown and "." in address.shown else ""
            if message:
                yield hit(RULE, text, address.start, address.end, message=message)


def _trouble(address: Address, own: frozenset[str]) -> str:
    if address.site in own:
        return ""
    if mixed(address.shown):
        return "This address mixes letters of two scripts to look like another name."
    meant = (poses_as(address.shown, own) if own else "") or apes_platform(address.host)
    if meant:
        return f"This address looks like {meant}, and is not."
    return "This address carries another website's name in front of its real one." if fronted(address.host) else ""
