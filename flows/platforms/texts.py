"""The lengths and sameness of texts as platforms see them."""

import unicodedata
from html.parser import HTMLParser

_JOINER = "\u200d"


def count_graphemes(text: str) -> int:
    """How many characters a reader sees: an accent, a skin tone or a joined family counts with the sign before it.

    A little simpler than Unicode's full rules (UAX 29): where the two differ, it counts more, never less.
    """
    count, before, flags = 0, "", 0
    for sign in unicodedata.normalize("NFC", text):
        flags = flags + 1 if _is_flag_half(sign) else 0
        if not (_adds_nothing(sign) or before == _JOINER or flags == 2 or (before, sign) == ("\r", "\n")):
            count += 1
        before, flags = sign, flags % 2
    return count


def _is_flag_half(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"


def _adds_nothing(sign: str) -> bool:
    """Say whether the sign only changes the one before it: accents, skin tones, tags of flags, the joiner."""
    combines = unicodedata.category(sign) in {"Mn", "Mc", "Me"}
    return combines or sign == _JOINER or "\U0001f3fb" <= sign <= "\U0001f3ff" or "\U000e0020" <= sign <= "\U000e007f"


def is_same_text(one: str, other: str) -> bool:
    """Say whether two texts say the same, apart from white space and the way that accents are stored."""
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


def split_text(text: str, longest: int) -> tuple[str, ...]:
    """The text in pieces of at most ``longest`` graphemes, cut between paragraphs or sentences, else between words.

    Raises:
        ValueError: one word alone is longer.
    """
    pieces: list[str] = []
    for part, joint in _parts(text.strip(), longest):
        if pieces and count_graphemes(pieces[-1] + joint + part) <= longest:
            pieces[-1] += joint + part
        else:
            pieces.append(part)
    if any(count_graphemes(piece) > longest for piece in pieces):
        raise ValueError(f"One word is longer than {longest} characters.")
    return tuple(pieces)


def _parts(text: str, longest: int) -> list[tuple[str, str]]:
    """What must stay together, each with what stood before it: paragraphs; where one is too long, its sentences ..."""
    parts: list[tuple[str, str]] = [(text, "")]
    for joint, mark in (("\n\n", ""), (" ", "."), (" ", "")):
        fitting: list[tuple[str, str]] = []
        for part, before in parts:
            fitting += [(part, before)] if count_graphemes(part) <= longest else _cut(part, before, joint, mark)
        parts = fitting
    return parts


def _cut(part: str, before: str, joint: str, mark: str) -> list[tuple[str, str]]:
    """Cut at each ``joint`` that follows ``mark``; the mark stays with what it ends."""
    pieces = [piece.strip() for piece in part.split(mark + joint)]
    ended = [piece + mark for piece in pieces[:-1]] + pieces[-1:]
    return [(piece, joint if place else before) for place, piece in enumerate(ended) if piece]


class _Plain(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag == "br":
            self.parts.append("\n")
        elif tag == "p" and self.parts:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def plain_text(html: str) -> str:
    """What a reader sees of a small piece of HTML, with its paragraphs and line breaks."""
    parser = _Plain()
    parser.feed(html)
    parser.close()
    return "".join(parser.parts).strip()
