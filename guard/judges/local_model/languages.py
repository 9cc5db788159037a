"""Which languages the model has learned, and whether a text is in one of them."""

from guard.view import Text

LEARNED = frozenset({"en", "de", "es", "fr", "it", "nl", "pt"})
"""ISO 639-1; English from most of the texts, the others from a few hundred posts each."""

LIKELY = 0.6
"""How sure the guess must be that a text is in another language."""


def reads(text: Text) -> bool:
    """Say whether the model can read ``text``: most letters are Latin, and nothing says that it is another language."""
    letters = [sign for sign in text.folded.text if sign.isalpha()]
    latin = sum(sign < "\u0250" or "\u1e00" <= sign < "\u1f00" for sign in letters)
    if 2 * latin < len(letters):
        return False
    other = sum(share for language, share in text.languages.items() if language not in LEARNED)
    return other < LIKELY
