"""The tokenizer: the same pieces as the common library gives, on ten thousand texts, and the right places."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from guard.judges.local_model.network import FOLDER, VOCABULARY
from guard.judges.local_model.reading import read
from guard.judges.local_model.wordpiece import UNKNOWN, WordPiece
from guard.view import Text
from tests.judges.local_model.texts import texts

SMALL = WordPiece(["[CLS]", "[SEP]", UNKNOWN, "un", "##believ", "##able", "flood", "!", "é", "e"])


def pieces(text: str) -> list[tuple[int, str]]:
    return [(number, text[start:end]) for number, start, end in SMALL.cut(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("unbelievable!", [(3, "un"), (4, "believ"), (5, "able"), (7, "!")]),
        ("  flood\tflood", [(6, "flood"), (6, "flood")]),
        ("é", [(9, "é")]),  # accents go before the vocabulary is asked
        ("flóod", [(6, "flóod")]),
        ("floods", [(2, "floods")]),  # no piece for the s: the whole word is unknown
        ("flood" * 30, [(2, "flood" * 30)]),
        ("", []),
        ("\x00\u200b", []),
    ],
)
def test_pieces(text: str, found: list[tuple[int, str]]) -> None:
    assert pieces(text) == found


@given(st.text(max_size=60))
def test_places_are_in_order_and_inside(text: str) -> None:
    places = [(start, end) for _, start, end in SMALL.cut(text)]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)


@pytest.mark.slow
def test_pieces_are_those_of_the_common_library() -> None:
    with open(os.path.join(FOLDER, VOCABULARY), encoding="utf-8") as stream:
        vocabulary = stream.read().splitlines()
    ours = WordPiece(vocabulary)
    numbers = {piece: number for number, piece in enumerate(vocabulary)}
    theirs = Tokenizer(models.WordPiece(numbers, unk_token=UNKNOWN, max_input_chars_per_word=100))
    theirs.normalizer = normalizers.BertNormalizer(lowercase=True)
    theirs.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    read_texts = [read(Text(text)).text for text in texts()]
    expected = [found.ids for found in theirs.encode_batch(read_texts)]
    assert [[number for number, _, _ in ours.cut(text)] for text in read_texts] == expected
    assert len(read_texts) >= 9_900
