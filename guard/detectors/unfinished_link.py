"""unfinished-link: a placeholder stands where the link should be.

What it looks for
    `[LINK]`, `{{product_link}}`, `(link here)`, `(lien à mettre)`, and stand-ins inside an address: `XXXX`, `xx-xx`, `____`, `REPLACE`,
    `TODO`, `tbc`, `your-page-here`, `insert-slug`, an unfilled merge field (`%7B%7Buser%7D%7D`), a campaign tag without a value
    (`utm_source=`), hosts such as `yourcompany.com` or `brandname.de`, and the example addresses of manuals (`example.com`).

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
from guard.text.impostors import own_sites
from guard.text.links import addresses
from guard.text.stand_ins import unfinished

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
_LINKS = frozenset("link url lien enlace ligação collegamento linkje ticketlink buchungslink anmeldelink".split())
_STILL = frozenset(
    "tbc tbd tba todo insert add paste missing needed pls placeholder pending einfügen einsetzen ergänzen eintragen nachtragen "
    "fehlt platzhalter mettre insérer ajouter manque compléter insertar poner añadir falta pendiente inserir colocar pôr "
    "inserire mettere aggiungere manca invoegen plaatsen toevoegen ontbreekt xx xxx".split()
)
_AWAY = frozenset("bio profile profil perfil profilo profiel comments comment kommentar commentaire not no".split())
LONGEST_NOTE = 7
"""Words of a note in brackets."""

_LINK_WORDS = ("link", "url", "](", "lien", "enlace", "ligação", "collegamento")


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for every unfinished address and every bracket that says link."""
    own = own_sites(context.config.brand, context.account.description)
    for text in post.judged:
        teaching = text.has("developer_talk", "sample_named")
        for address in addresses(text.raw):
            if not teaching and unfinished(address) and address.site not in own:
                yield hit(RULE, text, address.start, address.end)
        if not teaching and any(word in text.folded.text for word in _LINK_WORDS):
            for found in _bracket().finditer(text.raw):
                yield hit(RULE, text, *found.span())
            for found in _note().finditer(text.raw):
                if _noted(found[1]):
                    yield hit(RULE, text, *found.span())


def _noted(said: str) -> bool:
    """A bracket that holds a word for a link and a word for what is still to be done with it."""
    words = set(_word().findall(said.lower()))
    return (
        len(words) <= LONGEST_NOTE
        and not words.isdisjoint(_LINKS)
        and not words.isdisjoint(_STILL)
        and words.isdisjoint(_AWAY)
    )


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\w{2,20}")


@cache
def _note() -> re.Pattern[str]:
    return re.compile(r"[\[({<]([^\[\](){}<>\n]{6,60})[\])}>]")


@cache
def _bracket() -> re.Pattern[str]:
    return re.compile(
        r"\{\{?[^{}\n]{0,40}(?:link|url)[^{}\n]{0,40}\}\}?"
        r"|\[\[?(?:(?:insert|add|put|paste|short|tracked|final|your|the|product|landing page|bitly|utm|page|booking|ticket|sign-?up) ){0,3}(?:link|url)(?: (?:here|tbc|tbd|to come|goes here|follows|folgt|hier))?\]"
        r"|\[(?:lien|enlace|ligação|collegamento|link)(?: (?:einfügen|hier|à insérer|ici|aquí|aqui|qui|da inserire|invoegen))?\]"
        r"|<(?:insert |add |your )?(?:link|url)(?: here)?>"
        r"|\]\((?:#|link|url|)\)|\b(?:insert|paste) (?:the |your |short )?(?:link|url)(?: here)?\b(?! in| into| to)|\b(?:link|url) (?:tbc|tbd|to come|goes here|to follow)\b"
        r"|\((?:insert |add |put )(?:the )?(?:link|url)(?: here)?\)|\((?:link|url) (?:here|tbc|tbd|to come|goes here|hier)\)",
        re.IGNORECASE,
    )
