"""Read an apology: which of its parts are there, with their places, and which flaws show in its words.

The parts are those that research weighs (responsibility, the act's harm, the people, repair, a way to be heard);
each is a list of phrases in ``lexicons``. Flaws are contextual: ``if you were harmed, write to us`` opens a door, and
"never our intention" beside a plain "we were wrong" explains. So a flaw names the parts that heal it, and counts only
where a post apologises, answers a complaint, or stands on an account whose description says that something went wrong.
"""

from collections.abc import Iterator

from msgspec import Struct

from guard.text.apology_weight import is_weighty, says_sorry_itself
from guard.text.mention import is_quoted
from guard.view import Match, Text, View

TAKEN_DOWN = ("<takedowns>",)
"""Taking the post down ends the harm; it repairs nothing."""

PARTS = {
    "regret": "apology_words",
    "responsibility": "owning_up",
    "repair": "making_good",
    "channel": "channel_open",
}
"""The parts of an apology that a lexicon list finds."""

WORDS = {
    "harm": (
        "<harms>",
        "without water|food|power|heating|pay|light|internet|answer",
        "out of pocket",
        "sin|sem agua|água|luz",
    ),
    "people": ("<harmed_people>",),
    "responsibility": (
        "we|i|our scheduled|wrote|ran|called|said|shared|announced|leaked|blamed",
        "we|i|our used|compared|laughed|tweeted|packed|picked",
        "we|i|and forgot|failed|ignored|laughed",
        "we|i are|am|take|took responsible|responsibility|full",
        "c'est nous qui",
        "nous|j'ai|je avons|l'avons|aurions|ai .. dû|validé|validée|publié|écrit|écrite",
        "nous|j'ai|je avons|l'avons|ai .. choisi|laissé|vendu|cassé|refusé",
        "nous regrettons",
        "wir|ich haben|habe .. veröffentlicht|verkauft|freigegeben|geschrieben",
        "wir|ich sind|bin|tragen .. verantwortlich|verantwortung",
        "publicamos|escribimos|vendimos|usamos|cobramos|cometimos|dejamos|escrevemos|vendemos|cobrámos|deixámos",
        "abbiamo .. pubblicato|scritto|scritta|approvato|approvata|venduto|usato|addebitato|rifiutato",
    ),
    "repair": (
        "<repairs>",
        "on|auf hold|eis",
        "we'll|i'll|we're|i'm <deeds>",
        "we|i|and|have|will|has|they|to|now <deeds>",
        "à|a|auf nos|nostre|unsere|nuestra frais|spese|kosten|costa",
        "un|une nouveau|nouvel|nouvelle",
        "ne|non|no|nicht .. reprendra|useremo|volveremos|voltaremos|reprendrons|publierons|publicaremos",
    ),
    "taken_down": TAKEN_DOWN,
    "when": ("<when_words>", "by|until|from|in <#>"),
    "due": (
        "by|until|from|before|within <when_words>",
        "from|by|until|within <#>",
        "goes|go|back|comes .. <when_words>",
    ),
    "explanation": ("because", "weil", "parce que", "porque", "perché", "is an explanation", "we thought"),
    "change": (
        "from now on",
        "from today|tomorrow|monday|april",
        "no longer",
        "will now",
        "every post",
        "second person",
        "before it|they goes|go out",
        "new rule|rules|check|checks",
        "ab jetzt|sofort|heute|montag",
        "désormais",
        "dès lundi|aujourd'hui|maintenant",
        "a partir de",
        "a partire da",
        "da lunedì|oggi",
    ),
}
"""The parts that are plain words, far too common to look for in every post: patterns that are asked of a draft only."""


SLIPS = (
    "<slips>",
    "our|my bad",
    "wrong link|date|day|time|number|code|button|photo|picture|name|tag|address",
    "tagged .. wrong",
    "<corrects>",
    "the right|correct one|link|date|time|code|name",
    "it|starts|opens is|at|on .. not",
    "it's|es|ist|é|è|est .. not|nicht|no|não|e|non|et",
    "we|i mixed|muddled|mixed it|them? up",
    "and|y|e|et not|no|non|não .. <#>",
    "starts|opens|closes at <#>",
    "falsches|falscher|falsche datum|link|uhrzeit|foto",
    "am|um .. nicht|statt am|um",
    "de fecha|enlace|hora",
    "erreur de .. date|lien|heure|part",
    "sbagliato|errámos|erramos il|la|lo|o|a? data|link|orario|ora|hora",
    "es el|la|sábado|domingo .. no",
)
"""Words of a small slip: a wrong date, a typo, a link. They count only in a short draft that names no harm."""

SLIP_LENGTH = 160
"""Code points up to which a draft can be about a mere slip."""

LETTER_LENGTH = 350
"""Code points from which a draft is a letter: it has room for what happened in words that no list has."""

EVASIONS = (
    *("if_offended", "passive_fault", "excuses", "blame_shift", "playing_down"),
    *("sorry_for_oneself", "good_intent", "legal_cover", "closing_words"),
)
"""Lists of flaws that, two together, show that a post answers for something without saying sorry."""


ASKED = {
    "if_offended": ("<hedge_words>",),
    "good_intent": ("<proud_words>",),
    "playing_down": ("<small_words>", "compared to|with", "we|we've all done|been|make|makes"),
    "blame_shift": ("<they_words>",),
}
"""Common words that count as a flaw only in an apology in which nobody takes the blame; far too common to scan for."""


class Part(Struct, frozen=True):
    """One place where a part of an apology stands, in code points of the author's text."""

    name: str
    start: int
    end: int


class Apology(Struct, frozen=True):
    """The parts found in one text, in the order of the text."""

    parts: tuple[Part, ...]

    def has(self, *names: str) -> bool:
        """Say whether one of these parts (keys of ``PARTS`` or ``WORDS``) is there."""
        return any(part.name in names for part in self.parts)

    def first(self, name: str) -> Part | None:
        """Where the part ``name`` first stands."""
        return next((part for part in self.parts if part.name == name), None)


def read(text: Text) -> Apology:
    """Find the parts of an apology in ``text``."""
    found = [Part(_part(name, m), m.start, m.end) for name, rows in PARTS.items() for m in text.matches(rows)]
    for name, patterns in WORDS.items():
        found += [Part(name, m.start, m.end) for m in map(text.search, patterns) if m]
    return Apology(tuple(sorted(found, key=lambda part: (part.start, part.end, part.name))))


def _part(name: str, match: Match) -> str:
    return "taken_down" if "takedown" in match.row.tags else name


def is_slip(text: Text) -> bool:
    """Say whether a draft corrects a mere slip, such as a wrong date: light honesty is enough there."""
    return len(text.raw) <= SLIP_LENGTH and not text.search("<gravities>") and any(map(text.search, SLIPS))


def is_everyday(text: Text) -> bool:
    """Say whether a draft says sorry for an everyday matter, such as a wait or a closed door."""
    return apologises(text) and not owes_parts(text)


def owes_parts(text: Text) -> bool:
    """Say whether a draft must have the parts of an apology: it apologises for a wrong, or evades one."""
    if is_slip(text):
        return False
    return dodges(text) or (says_sorry_itself(text) and is_weighty(text))


def dodges(text: Text) -> bool:
    """Say whether words stand here that evade by themselves: neither ordinary language nor flaws of a draft alone."""
    return any(not {"weak", "draft"} & {*match.row.tags} for match in text.matches(*EVASIONS))


def is_empty_handed(parts: Apology, length: int) -> bool:
    """Say whether a draft without a remedy has little else to give: no owner, or neither the harm nor what is done.

    A letter of ``length`` code points in which somebody owns up tells more than the lists know.
    """
    if not parts.has("responsibility"):
        return True
    return length < LETTER_LENGTH and not parts.has("harm", "taken_down", "channel")


def apologises(text: Text) -> bool:
    """Say whether the text says sorry, whether or not it means it."""
    return text.has("apology_words")


def is_empty(text: Text) -> bool:
    """Say whether nobody takes the blame, repairs anything or opens a door."""
    return not text.has("owning_up", "making_good", "channel_open")


def answers_complaint(post: View) -> bool:
    """Say whether the post answers somebody who complains or was hurt."""
    return post.parent is not None and post.parent.has("complaint_words")


def in_trouble(post: View) -> bool:
    """Say whether the post answers a complaint, or its account's description tells of something that went wrong."""
    return answers_complaint(post) or post.about.has("account_in_trouble")


def evades(text: Text) -> bool:
    """Say whether two different places of the text evade: "concerns have been raised. Steps have been taken"."""
    found = [m for m in text.matches(*EVASIONS) if not {"weak", "draft"} & {*m.row.tags}]
    return any(other.start >= found[0].end for other in found[1:]) if found else False


def flaws(post: View, rows: str, *, healed_by: tuple[str, ...] = (), draft: bool = False) -> Iterator[Match]:
    """The flaws of one lexicon list that count here.

    A row tagged ``alone`` shows what it is by itself. The others need an apology, a complaint, a statement, trouble
    or a second evasion around them, or ``draft``: the writer said that this is an apology. A row tagged ``weak`` is
    ordinary language that counts only where nobody takes the blame, repairs anything or opens a door; a row tagged
    ``draft`` counts only where the writer said that this is an apology. ``healed_by`` are lists whose presence makes
    the words harmless.
    """
    text = post.text
    if text.has(*healed_by):
        return
    around = draft or apologises(text) or text.has("statement_words") or in_trouble(post) or evades(text)
    empty = is_empty(text) and (draft or apologises(text))
    grave = in_trouble(post) or not text.has("light_sorry")
    common = ASKED.get(rows, ()) if empty and grave else ()
    asked = [text.search(pattern) for pattern in common]
    for match in [*text.matches(rows), *filter(None, asked)]:
        if is_quoted(text, match.start, match.end):
            continue
        if "draft" in match.row.tags and not draft:
            continue
        weak = "weak" in match.row.tags
        if weak and grave and (empty or (is_empty(text) and answers_complaint(post))):
            yield match
        if not weak and (around or "alone" in match.row.tags):
            yield match
