"""Finding a model's quote in what it was given, and then in the author's own text."""

from guard.llm.masking import Masked, Span

_PLAIN = str.maketrans("\u2019\u2018\u201c\u201d\u2013\u2014\u00a0\n\t\r", "''\"\"--    ")
"""Signs that models write otherwise, each for one sign."""


def place(quote: str, sent: str, source: Masked) -> Span | None:
    """Where ``quote`` stands in the author's text, code points; ``None`` when it was invented.

    ``sent`` is what the model was given for ``source.text``, as long as that. Capitals, the shape of quotation marks
    and blanks may differ; nothing else may.
    """
    wanted = quote.strip().translate(_PLAIN)
    if not wanted:
        return None
    given = sent.translate(_PLAIN)
    start = given.find(wanted)
    if start < 0:
        start = _lowered(given).find(_lowered(wanted))
    return source.source(start, start + len(wanted)) if start >= 0 else None


def _lowered(text: str) -> str:
    """Small letters, one for each, so that places stay the same."""
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)
