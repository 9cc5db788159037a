"""How an account speaks, and whether a private voice would be at home on it."""

from collections.abc import Sequence

from guard.detectors.kit import Context, Text, View

PERSONAL = frozenset({"executive"})
"""Kinds of accounts on which one person speaks as "I"."""

_OWN_VOICE = frozenset(
    "influencer blogger vlogger streamer creator comedian comic poet novelist author writer singer musician band podcast podcaster columnist satirical satire parody "
    "character persona mascot diary personal founder owner-run freelance freelancer photographer artist actor actress presenter youtuber".split()
)
"""Words of a description that say that a person, or a made-up one, speaks."""


def is_personal(post: View, context: Context) -> bool:
    """Say whether one person speaks on this account, so that private talk may be at home there."""
    return (
        context.account.kind in PERSONAL
        or not _OWN_VOICE.isdisjoint(post.about.words)
        or post.about.has("creator_words")
    )


def is_known(post: View, context: Context) -> bool:
    """Say whether anything is known of the account."""
    return bool(post.about.words) or bool(context.config.accounts) or bool(context.config.brand.name)


_SOBER = frozenset(
    "bank police court courts ministry tax pension insurer insurance hospital school university college council regulator fire ambulance law solicitors funeral embassy consulate electoral "
    "statistics ombudsman cathedral church hospice pharmacy clinic dental consultancy accountants parliament commission authority regulator coastguard audit notary undertaker health "
    "polizei gericht ministerium bank versicherung krankenhaus schule universität stadtwerke behörde mairie préfecture ministère tribunal hôpital école banque assurance ayuntamiento "
    "ministerio hospital banco seguros escuela câmara ministério tribunal comune regione ministero ospedale banca gemeente ministerie ziekenhuis waterschap rechtbank".split()
)
"""Words of a description of which nobody expects chat."""


def is_sober(post: View, context: Context) -> bool:
    """Say whether nobody expects chat from this account: a public body, a bank, a court, a hospital."""
    return (
        context.account.kind == "public-body"
        or context.account.voice == "formal"
        or not _SOBER.isdisjoint(post.about.words)
    )


def chatty(text: Text) -> int:
    """How many different signs of chat the text holds, among them "i" for "I" and a small letter at the start."""
    signs = {text.words[m.first] for m in text.matches("chatty")}
    return len(signs) + lower(text.raw) + (" i " in text.raw or text.raw.startswith("i "))


def lower(raw: str) -> bool:
    """Say whether a text begins with a small letter."""
    return raw.lstrip()[:1].islower()


def says_i(text: Text) -> bool:
    """Say whether somebody speaks of themselves, in a language that the text can be in."""
    words = set(text.words)
    return any(not first.isdisjoint(words) and text.may_be(lang) for lang, first in _FIRST_PERSON.items())


_FIRST_PERSON = {
    "en": frozenset({"i", "i'm", "i've", "i'll", "i'd", "me", "my", "mine", "im", "ive"}),
    "de": frozenset({"ich", "mein", "meine", "meinen", "meiner", "mir", "mich"}),
    "fr": frozenset({"j", "je", "moi", "mon", "ma", "mes"}),
    "es": frozenset({"yo", "mi", "mis", "estoy", "tengo"}),
    "pt": frozenset({"eu", "meu", "minha", "estou", "tenho"}),
    "it": frozenset({"io", "mio", "mia", "sono", "ho", "mi"}),
    "nl": frozenset({"ik", "mijn", "mij"}),
}


def speaks_as_firm(words: Sequence[str]) -> bool:
    """Say whether somebody says "we" or "our"."""
    return not _WE.isdisjoint(words)


_WE = frozenset(
    "we we're we've we'll our ours us wir unser unsere unseren uns nous notre nos nosotros nuestro nuestra nós nosso nossa noi nostro nostra wij ons onze".split()
)
