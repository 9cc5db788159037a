"""Spell out a phrase as people write it into patterns of the phrase language (``guard.phrases``).

``d'abord`` is two words of a text, ``R&D`` three, ``ran_over|fell`` offers a choice of several words: each such choice
becomes a pattern of its own. Lexicons are spelled out when they are compiled, house rules when they are read.
"""

import re

from guard.errors import LexiconError

_PIECES = re.compile(
    r"\d+(?:[.,]\d+)+|[^\W_]+(?:'(?:t|s|re|ll|ve|m|d)(?![^\W_]))?|[%$&]|[^\w\s\x00-\x7f¡¿·«»‐‑‒–—―‘’‚“”„†‡•…‹›]"
)
"""What texts are cut into; ``guard.text.tokens`` does it for posts."""


def spelled_out(source: str, where: str = "") -> tuple[str, ...]:
    """The patterns that ``source`` stands for, one for each choice of several words: ``d'abord``, ``ran_over``.

    Raises:
        LexiconError: a word of the pattern can never stand in a text.
    """
    done: list[str] = []
    waiting = [source.lower().replace("\u2019", "'").split()]
    while waiting:
        parts = waiting.pop()
        whole = True
        for place, part in enumerate(parts):
            choices = _choices(part, source, where)
            if len(choices) > 1:
                waiting += [[*parts[:place], *choice.split(), *parts[place + 1 :]] for choice in reversed(choices)]
                whole = False
                break
            parts[place] = choices[0]
        if whole:
            done.append(" ".join(parts))
    return tuple(dict.fromkeys(done))


def _choices(part: str, source: str, where: str) -> list[str]:
    """The choices of one part of a pattern: first the single words, joined as they were, then each of several words."""
    if part.startswith(("..", "#", "@")):
        return [part]
    mark = "?" if part.endswith("?") and len(part) > 1 else ""
    single: list[str] = []
    several: list[str] = []
    for choice in part.removesuffix("?").split("|") if mark else part.split("|"):
        words = choice if choice.startswith(("<", "#", "@")) else _as_read(choice, source, where)
        (several if " " in words else single).append(words)
    if mark and several:
        fix = "Write one phrase with these words and one without."
        raise LexiconError(f"{part!r} in the phrase {source!r} is more than one word.", where=where, fix=fix)
    return ["|".join(dict.fromkeys(single)) + mark, *several] if single else several


_WORDS = "Write words as readers see them, in small letters."


def _as_read(choice: str, source: str, where: str) -> str:
    star = "*" if choice.endswith("*") and len(choice) > 1 else ""
    words = _PIECES.findall(choice.removesuffix("*") if star else choice)
    if not words or choice.startswith(("'", ".")) or "?" in choice:
        raise LexiconError(f"{choice!r} in the phrase {source!r} can never stand in a text.", where=where, fix=_WORDS)
    return " ".join(words) + star
