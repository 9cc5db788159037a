"""Tell an apology for a wrong from an everyday sorry: a wait, a closed shop, a pun.

An apology for a wrong owes its parts: the harm, the people, an owner, a remedy. An everyday sorry owes nothing but the
right words, and its flaws, if it has any, are found by their own rules whatever its length.
"""

from guard.view import Match, Text

_SORRY = (
    "sorry|apologies|apologise|apologize|regret|désolé|désolés|excuses|pardon|entschuldigt|entschuldigung|leid|"
    "perdón|perdonad|disculpen|disculpad|disculpas|sentimos|lamentamos|desculpem|desculpa|desculpe|desculpas|"
    "scusate|scusiamo|dispiace|excuus|spijt"
)

GRAVE = (
    "<gravities>",
    "<wrongs>",
    "deeply|truly|sincerely|profoundly|unreservedly|sincere|heartfelt .. sorry|apologise|apologies|apology|regret",
    "deeply|truly|sincerely|profoundly|unreservedly .. apologize",
    "was|were|is wrong",
    "let .. down",
    "do|be better",
    "we hear you",
    "we|i|it|this|that|you should|shouldn't|ought .. have",
)
"""Words that no everyday sorry has: harm, wrongdoing, the solemn tone of a statement."""

ADDRESSED = (
    "we|i|we're|i'm .. sorry|apologise|apologize|regret|apologies",
    "our|my .. apologies|apology",
    "apologies|apology to",
    f"{_SORRY} .. <harmed_people>",
    f"<harmed_people> .. {_SORRY}",
    "tut uns|mir",
    "wir entschuldigen|bitten",
    "nous sommes|présentons|regrettons",
    "nos|mes excuses",
    "lo? sentimos|siento|lamentamos|lamento",
    "pedimos|pido|peço disculpas|perdón|desculpa|desculpas|perdão",
    "ci|mi scusiamo|dispiace|spiace|scuso",
    "spijt ons|mij|me",
)
"""A whole sentence that says sorry, or somebody to whom it is said: a wrong, unless an everyday matter is named."""

LIGHT = (
    "<everydays>",
    "sorry|apologies|regret to hear|announce|say|tell|inform|see|spoil|miss|report|bother|interrupt",
    "sorry|apologies .. short notice",
    "sorry for your|the loss",
    "sorry that|you|we|i couldn't|can't|cannot",
    "sorry we|i missed you|your",
    "sorry but|we|no|not|if",
)
"""An everyday matter, or a sorry that only softens news."""

ATTACHED = (f"{_SORRY} .. <everydays>", f"<everydays> .. {_SORRY}", "<everydays> .. tut|tun uns leid")
"""A sorry that is said of an everyday matter: only people who were hurt make it heavy."""

OTHERS = frozenset(
    (
        *("he", "she", "they", "he's", "she's", "they're", "they've", "who", "his", "her", "your", "their", "lad"),
        *("somebody", "someone", "owes", "owe", "isn't", "aren't", "wasn't", "couldn't", "not", "never", "none"),
    )
)
"""Words before a sorry that is not the writer's own: "he has apologised", "we are not sorry"."""

ASIDE_LENGTH = 160
"""Code points beyond which a bare "sorry", said to nobody and owning nothing, is an aside and no apology."""

_BEFORE = 3
"""Words before a sorry that tell whose it is."""


def is_weighty(text: Text) -> bool:
    """Say whether an apology is for a wrong, rather than for an everyday matter."""
    if any(map(text.search, ATTACHED)):
        return text.search("<hurts>") is not None
    addressed = any(map(text.search, ADDRESSED))
    if any(map(text.search, GRAVE)):
        return addressed or len(text.raw) <= ASIDE_LENGTH or text.has("owning_up")
    return addressed and not text.has("light_sorry") and not any(map(text.search, LIGHT))


def says_sorry_itself(text: Text) -> bool:
    """Say whether the writer says sorry, rather than telling of somebody else's apology or of none at all."""
    return any(not _is_told(text, match) for match in text.matches("apology_words"))


def _is_told(text: Text, match: Match) -> bool:
    before = text.words[max(0, match.first - _BEFORE) : match.first]
    return not OTHERS.isdisjoint(before)
