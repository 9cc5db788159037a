"""WordPiece: cut what the model reads into pieces of its vocabulary, as BERT's uncased tokenizer does.

The method is that of Devlin et al. 2019 and Wu et al. 2016 (longest piece first). The texts are already lower case and
normalised; accents go here, as the vocabulary has none.
"""

from functools import cache
from unicodedata import category, normalize

CLS, SEP, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
LONGEST_WORD = 100
"""Code points of a word beyond which it is unknown."""

MOST_KNOWN_WORDS = 50_000
"""Words whose pieces are remembered."""

Piece = tuple[int, int, int]
"""The number of a piece in the vocabulary, and the start and end (exclusive) of what it was cut from."""


class WordPiece:
    """Cuts texts by one vocabulary; ``begin`` and ``end`` are what it calls the signs around a text."""

    def __init__(self, vocabulary: list[str], *, begin: str = CLS, end: str = SEP) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self.cls, self.sep, self.unknown = self._numbers[begin], self._numbers[end], self._numbers[UNKNOWN]
        self._known: dict[str, list[tuple[int, int]]] = {}

    def cut(self, text: str) -> list[Piece]:
        """The pieces of ``text``, in its order."""
        pieces: list[Piece] = []
        for word, places in _words(text):
            start = 0
            for number, length in self._pieces(word):
                pieces.append((number, places[start], places[start + length - 1] + 1))
                start += length
        return pieces

    def _pieces(self, word: str) -> list[tuple[int, int]]:
        """The pieces of one word: number, and how many of its code points."""
        known = self._known.get(word)
        if known is None:
            known = self._longest_first(word)
            if len(self._known) < MOST_KNOWN_WORDS:
                self._known[word] = known
        return known

    def _longest_first(self, word: str) -> list[tuple[int, int]]:
        pieces: list[tuple[int, int]] = []
        start = 0
        while start < len(word) <= LONGEST_WORD:
            mark = "##" if start else ""
            for end in range(len(word), start, -1):
                number = self._numbers.get(mark + word[start:end])
                if number is not None:
                    pieces.append((number, end - start))
                    start = end
                    break
            else:
                break
        return pieces if pieces and start == len(word) else [(self.unknown, len(word))]


def _words(text: str) -> list[tuple[str, list[int]]]:
    """The words and signs of ``text`` without accents, and the place of each of their code points."""
    words: list[tuple[str, list[int]]] = []
    letters: list[str] = []
    places: list[int] = []

    def close() -> None:
        if letters:
            words.append(("".join(letters), places.copy()))
            letters.clear()
            places.clear()

    for place, sign in enumerate(text):
        if (kind := _kind(sign)) is WITHIN:
            for letter in _plain(sign):
                letters.append(letter)
                places.append(place)
        elif kind is not NOTHING:
            close()
            if kind is ALONE:
                words.append((sign, [place]))
    close()
    return words


WITHIN, ALONE, BETWEEN, NOTHING = "within a word", "a word of its own", "between words", "not read"

UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs"})
"""Unicode's categories of signs that are not read: controls, marks of formats, private ones, halves. One that is not
assigned yet in Python's Unicode may be next year's emoji, and counts as a letter."""


@cache
def _kind(sign: str) -> str:
    if sign.isspace():
        return BETWEEN
    code = ord(sign)
    if code in {0, 0xFFFD} or category(sign) in UNSEEN:
        return NOTHING
    return ALONE if _stands_alone(sign, code) else WITHIN


def _stands_alone(sign: str, code: int) -> bool:
    """Punctuation, the signs of ASCII that BERT counts as such, and Chinese characters."""
    is_ascii_sign = code < 128 and not sign.isalnum()
    is_chinese = 0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0xF900 <= code <= 0xFAFF
    return is_ascii_sign or is_chinese or category(sign)[0] == "P"


@cache
def _plain(sign: str) -> str:
    """``sign`` without its accents; nothing for an accent alone."""
    return sign if sign.isascii() else "".join(c for c in normalize("NFD", sign) if category(c) != "Mn")
