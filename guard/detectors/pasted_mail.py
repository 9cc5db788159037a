r"""pasted-mail: the head or foot of an e-mail or chat message is still in the post.

What it looks for
    "Subject: RE: copy for week 32", "Forwarded message", "Sent from my iPhone", a signature with a job title before the text,
    the time and name that a chat puts before each message.

Why
    Readers see that the text was copied from a conversation, and often who else took part in it.

Flags
    Subject: RE: social copy week 32\nOur festival programme is online.
    Our new tram line opens on Sunday. Sent from my iPhone
    Priya K  10:42\nhere is the copy\nDom  10:51\nlovely, ship it
    ---------- Forwarded message ----------\nFrom: Ana\nThe lido opens on Saturday.

Passes
    The subject of our next talk: bees.
    Kind regards from the whole team, and see you on Sunday!
    From: us. To: you. Happy Christmas!
    Doors 19:00\nSupport 19:45\nThe Hollow Oaks 21:00

Limits
    A message that was copied without its head and foot looks like any other text.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, Text, View, hit
from guard.model import Span
from guard.text.mention import is_quoted

RULE = Rule(
    code="M509",
    slug="pasted-mail",
    category="unfinished_draft",
    severity="block",
    summary="Parts of an e-mail or chat message are still in the post.",
    why="Readers see that the text was copied from a conversation, and who took part in it.",
    instead="Keep only the words that are for readers. Take out the subject, names, times and signature.",
    offended=("the people whose names or words were not meant for the public",),
    confidence=0.9,
)
WAKES_ON = ("mail_words", "shape:bracket", "shape:lines")


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield each head or foot of a message."""
    text = post.text
    mailed = text.has("mail_words") or not _BRACKETS.isdisjoint(text.signs)
    for pattern in _possible(text) if mailed else ():
        for found in pattern.finditer(text.raw):
            if not is_quoted(text, *found.span()):
                yield hit(RULE, text, *found.span())

    for start, end in _chat(text):
        yield hit(RULE, text, start, end)


def _chat(text: Text) -> Iterator[Span]:
    """The heads of messages as chat windows show them: a given name and a time on a line of their own, more than once."""
    if ":" not in text.signs or "\n" not in text.signs:
        return
    heads = list(_message_heads().finditer(text.raw))
    if len(heads) > 1 and _named([head[1] for head in heads]):
        yield heads[0].start(1), heads[-1].end()


def _named(heads: list[str]) -> bool:
    """Say whether one of the heads is a person's name."""
    from guard.text.given_names import GIVEN_NAMES

    return any(head.lower() in GIVEN_NAMES for head in heads)


@cache
def _message_heads() -> re.Pattern[str]:
    return re.compile(
        r"(?:^|\n)([A-ZÀ-Ý][\wà-ÿ'’-]{1,20})(?: [A-ZÀ-Ý][\w.'’-]{0,20})? {0,3}(?:, ?|\[|\()?(?:Today at |Yesterday at )?\d{1,2}[:.]\d{2}(?: ?[AaPp][Mm])?[\])]?[ \t]*\n(?=[^\n]{0,200}\S)"
    )


def _possible(text: Text) -> Iterator[re.Pattern[str]]:
    """The patterns of which the text holds what they cannot do without."""
    if ":" in text.signs or "--" in text.raw or not _WROTE.isdisjoint(text.held):
        yield _heads()
    if not _CLOSINGS.isdisjoint(text.held):
        yield _feet()


_BRACKETS = frozenset("[]{}<>(")
_WROTE = frozenset("wrote schrieb écrit escribió".split())
_CLOSINGS = frozenset(
    "sent outlook meinem gesendet envoyé enviado inviato verzonden regards wishes grüße grüßen cordialement bien saludo saludos saluti atenciosamente cumprimentos groet "
    "mail email message environment".split()
)
"""One of these stands in everything that ``_feet`` finds."""


@cache
def _heads() -> re.Pattern[str]:
    """Subject lines, forwarded heads, quoted replies, and what chats put before a message."""
    return re.compile(
        r"(?:^|\n)[> ]{0,3}(?:Subject|Betreff|Objet|Asunto|Oggetto|Onderwerp|Assunto) ?: ?\S[^\n]{0,80}|(?:^|\n|: )(?:RE|FW|Fwd?|AW|WG|TR|RV|RES|ENC|Re) ?: (?:RE|FW|Fwd?|AW|WG|[A-Za-z])[^\n]{0,60}"
        r"|-{2,20} ?(?:Forwarded message|Original Message|Weitergeleitete Nachricht|Ursprüngliche Nachricht|Message transféré|Mensaje reenviado|Messaggio inoltrato|Mensagem encaminhada|Doorgestuurd bericht)"
        r"|(?:^|\n)On [^\n]{6,80} wrote ?:|(?:^|\n)Am [^\n]{6,80} schrieb [^\n]{2,60}:|(?:^|\n)Le [^\n]{6,80} a écrit ?:|(?:^|\n)El [^\n]{6,80} escribió ?:"
        r"|(?:^|\n)\[?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:, \d{1,2}/\d{1,2}/\d{2,4})?(?: ?[AaPp][Mm])?\]? ?-? ?[A-Z][\w .]{1,30}: |(?:^|\n)\[\d{1,2}/\d{1,2}[/\d]{0,5}, \d{1,2}:\d{2}[^\]\n]{0,6}\] [^\n:]{2,30}:"
        r"|(?:^|\n)(?:Cc|CC|Bcc|BCC) ?: ?\S[^\n]{2,80}@[^\n]{2,60}",
    )


@cache
def _feet() -> re.Pattern[str]:
    """What phones and people put below a message."""
    return re.compile(
        r"\b[Ss]ent from (?:(?:my )?(?:iPhone|iPad|Samsung|Android|phone|mobile|Galaxy|Huawei|Pixel|BlackBerry)|Outlook|Yahoo|Mail for)[^\n.!?]{0,30}|\b[Gg]et Outlook for \w{2,10}|\b(?:[Vv]on meinem|[Gg]esendet von|[Ee]nvoyé de(?:puis)?|[Ee]nviado (?:desde|do|de)|[Ii]nviato da(?:l)?|[Vv]erzonden (?:vanaf|met))"
        r" (?:mein\w{0,2} |mon |mi |meu |mio |mijn )?(?:iPhone|iPad|Samsung|Android|Handy|mobile|móvil|telefoon|smartphone|Outlook)[^\n.!?]{0,20}"
        r"|(?:^|\n)(?:Kind|Best|Warm|Many thanks and kind)? ?(?:regards|wishes|Regards),? ?\n[^\n]{2,60}\n[^\n]{2,80}(?:\n|$)"
        r"|(?:^|\n)(?:Mit freundlichen Grüßen|Viele Grüße|Cordialement|Bien à vous|Un saludo|Saludos|Cordiali saluti|Atenciosamente|Com os melhores cumprimentos|Met vriendelijke groet),? ?\n[^\n]{2,60}\n[^\n]{2,80}(?:\n|$)"
        r"|\b(?:[Tt]his (?:e-?mail|message) (?:and any attachments )?(?:is|are|may be|contains?) (?:intended|confidential|privileged)|[Pp]lease consider the environment before printing)\b[^\n]{0,80}"
    )
