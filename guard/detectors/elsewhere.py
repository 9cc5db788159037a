"""elsewhere: harmless here, obscene or terrible where the post is read.

What it looks for
    Words that change their meaning between countries of one language (coger in Argentina, gosses in Québec, broche in Portugal),
    when the post or the account's description names the country, and words that recall the crimes of the Nazis in German.

Why
    People there laugh or are hurt, and can tell that nobody from there works for you.

Flags
    Ya puedes coger el bus con nosotros  {account_description: Autobuses en Buenos Aires}
    Un compte pour vos gosses  {account_description: Banque au Québec}
    Die Endlösung für Ihren vollen Keller

Passes
    Ya puedes coger el bus con nosotros  {account_description: Autobuses de Granada}
    Un compte pour vos gosses  {account_description: Banque à Lyon}
    Das Haus am Wannsee, wo die Endlösung beschlossen wurde, ist geöffnet.
"""

from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Match, Rule, View, hit_at
from guard.text.mention import is_quoted
from guard.view import compiled

RULE = Rule(
    code="M611",
    slug="elsewhere",
    category="ambiguous_hashtag",
    severity="review",
    summary="Where this is read, the word means something else.",
    why="People there laugh or are hurt, and can tell that nobody from there works for you.",
    instead="Ask somebody from there for another word.",
    confidence=0.75,
)
WAKES_ON = ("elsewhere",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit on each word that is bad where the post is read."""
    for text in post.judged:
        for match in text.matches("elsewhere"):
            is_meant = not is_quoted(text, match.start, match.end) and "euh" not in text.held
            if is_meant and (not match.row.tags or _is_read_there(match, post, context)):
                yield hit_at(RULE, text, match)


def _is_read_there(match: Match, post: View, context: Context) -> bool:
    """Say whether the post, the description or the settings name the region."""
    brand = context.config.brand
    countries = {context.account.country.upper(), brand.country.upper(), *(c.upper() for c in brand.countries)}
    for region in match.row.tags:
        places = _places(region)
        if not places.isdisjoint(post.text.held) or not places.isdisjoint(post.about.held):
            return True
        if not countries.isdisjoint(COUNTRIES.get(region, ())):
            return True
    return False


COUNTRIES = {
    "latin": ("AR", "MX", "UY", "PY", "VE", "BO", "PE", "CL", "GT", "HN", "SV", "NI", "PA"),
    "plata": ("AR", "UY", "PY", "CL"),
    "chile": ("CL",),
    "spain": ("ES",),
    "puerto": ("PR",),
    "quebec": ("CA",),
    "brazil": ("BR",),
    "portugal": ("PT",),
}


@cache
def _places(region: str) -> frozenset[str]:
    return frozenset(compiled().sets.get(f"region_{region}", ()))
