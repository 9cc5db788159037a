"""editing-link: the link opens an editor, an admin page or an unpublished preview.

What it looks for
    Addresses that only the people behind an account can use: `wp-admin`, `…/edit` of a shared document, design files, campaign
    previews (`preview=true`), admin consoles, the composer of a publishing tool (`/composer`, `draft=…`), an organiser's own pages
    (`/manage/events/…`, `eventedit`), team boards, inboxes, private notes, storage folders with an internal name, an invitation
    beside "staff only".

Why
    Readers meet a login page. If sharing is set too wide, they read comments and drafts, or change the document.

Flags
    The full report: https://docs.google.com/document/d/1hYkPondReport/edit
    New sofas are in! https://oatandash.com/wp-admin/post.php?post=12&action=edit
    Read it first: https://pondnews.com/?p=4411&preview=true

Passes
    The full report: https://docs.google.com/document/d/1hYkPondReport/pub
    New sofas are in! https://oatandash.com/sofas

Limits
    It knows the usual tools by their addresses, not the editor of your own website.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.text.hosts import ADMIN_LABELS
from guard.text.links import Address, addresses

RULE = Rule(
    code="M622",
    slug="editing-link",
    category="broken_or_unsafe_link",
    severity="review",
    summary="This link opens the page behind the page: an editor, a preview or an admin console.",
    why="Readers meet a login, or see drafts and comments that were meant for the team, or can even change them.",
    instead="Link to the published page. Then check in a private window what a stranger sees.",
    offended=("people who want to follow the link", "the colleagues whose notes can be read"),
    confidence=0.85,
)
WAKES_ON = ("shape:address",)
_PERSONAL_PARTS = {
    "my-account",
    "myaccount",
    "cart",
    "basket",
    "order-received",
    "warenkorb",
    "panier",
    "carrito",
    "carrello",
    "winkelmandje",
}
_COMPOSING = {"composer", "compose", "eventedit", "drafts", "post-new.php", "site-editor.php"}
_CONSOLE_PARTS = _COMPOSING | (ADMIN_LABELS | {"internal", "wp-login.php"}) - {"administrator"}


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for every address of an editor, a preview or a console."""
    for text in post.judged:
        for address in addresses(text.raw):
            if address.scheme not in {"", "http", "https"}:
                continue
            if _tools().search(f"{address.host}{address.path}?{address.query.lower()}") or _console(address):
                yield hit(RULE, text, address.start, address.end)
            elif text.has("staff_only"):
                yield hit(
                    RULE,
                    text,
                    address.start,
                    address.end,
                    message="The text says that this link is for colleagues alone.",
                )


def _console(address: Address) -> bool:
    before = address.host[: -len(address.site)].rstrip(".").split(".")
    if any(label in ADMIN_LABELS for label in before):
        return True
    return bool((_CONSOLE_PARTS | _PERSONAL_PARTS).intersection(address.path.lower().split("/")))


@cache
def _tools() -> re.Pattern[str]:
    return re.compile(
        r"^docs\.google\.com/[a-z]{1,15}/(?:u/\d/)?d/[^/?]{1,100}/edit"
        r"|^drive\.google\.com/(?:drive/|file/d/)|^(?:www\.)?dropbox\.com/(?:home|sh?|scl)/|^1drv\.ms/|^onedrive\.live\.com/"
        r"|^(?:www\.)?canva\.com/design/[^?]{1,100}/edit"
        r"|^(?:www\.)?figma\.com/(?:file|design|board)/"
        r"|-my\.sharepoint\.com/|\.sharepoint\.com/(?::[a-z]:/r/)?(?:sites|personal|teams)/"
        r"|^app\.(?:hubspot|asana|hootsuite|contentful|prismic|sprinklr|clickup|monday|mailchimp)\.com/"
        r"|^(?:[a-z0-9-]{1,60}\.)?admin\.(?:mailchimp|shopify)\.com/|\.myshopify\.com/admin|^[a-z0-9-]{1,60}\.atlassian\.net/"
        r"|^trello\.com/b/|^airtable\.com/app|^(?:www\.)?notion\.so/|^miro\.com/app/|^app\.slack\.com/|^[a-z0-9-]{1,60}\.slack\.com/archives"
        r"|^mail\.google\.com/|^outlook\.office(?:365)?\.com/|^studio\.youtube\.com/|^business\.facebook\.com/|^analytics\.google\.com/"
        r"|^console\.(?:aws\.amazon|cloud\.google|firebase\.google)\.com/|^portal\.azure\.com/"
        r"|\.amazonaws\.com/[^/?]{0,60}(?:internal|private|backup|confidential)"
        r"|^(?:www\.)?icloud\.com/(?:notes|iclouddrive|pages|numbers|keynote|reminders)/|^keep\.google\.com/|^www\.evernote\.com/shard/"
        r"|^calendar\.google\.com/calendar/(?:u/\d/)?r(?:/|\?)|^(?:ads|admin|search)\.google\.com/(?:aw|ac|search-console)"
        r"|^adsmanager\.facebook\.com/|^(?:www\.)?linkedin\.com/company/[\w-]{1,60}/admin|^editor\.wix\.com/|\.lightning\.force\.com/"
        r"|^[a-z0-9-]{1,60}\.zendesk\.com/agent/|^(?:jira|tracker|redmine|youtrack|helpdesk)\.[^?]{1,80}/(?:browse|issues?|tickets?)/"
        r"|[?&;]focusedcommentid=|/manage/(?:events?|videos?|posts?|campaigns?|listings?|forms?|tickets?|pages?|products?|users?)(?:/|\?)"
        r"|[?&;](?:preview|is_preview)=(?:true|1|yes)|[?&;]draft=\w|[?&;](?:preview_id|_thumbnail_id|preview_nonce|preview_token|preview_key)="
        r"|[?&;]action=edit|/(?:edit|draft|preview)(?:/|\?$)|/_preview/"
    )
