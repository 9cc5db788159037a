"""How a text is cut into words, tags, links and sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guard.text.fold import fold
from guard.text.tokens import tokenise
from guard.view import Text

WORDS = [
    ("Don't stop", ["don't", "stop"]),
    ("l'attentat d’hier", ["l", "attentat", "d", "hier"]),
    ("20% off, £5 each", ["20", "%", "off", "£", "5", "each"]),
    ("1,000.50 people", ["1,000.50", "people"]),
    ("#PearlHarborDay sale", ["pearl", "harbor", "day", "sale"]),
    ("#sale @ACMEShoes", ["sale", "acme", "shoes"]),
    ("see https://shop.example/free?a=b now", ["see", "now"]),
    ("mail me@shop.example", ["mail", "me", "shop", "example"]),
    ("so 😂 funny", ["so", "😂", "funny"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_words(text: str, words: list[str]) -> None:
    assert Text(text).words == words


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#Sale now #Two_Words", ["#sale", "#two_words"]),
        ("@acme: hello", ["@acme"]),
        ("a#b C# 50#", []),
        ("https://a.example/#top", []),
    ],
)
def test_tags(text: str, tags: list[str]) -> None:
    assert [t.sign + t.name for t in Text(text).tags] == tags


def test_links_are_cut_out_whole() -> None:
    text = Text("Go to https://shop.example/a_b?c=d and www.other.example now")
    assert [text.raw[s:e] for s, e in text.links] == ["https://shop.example/a_b?c=d", "www.other.example"]


def test_sentences_are_numbered() -> None:
    assert Text("One two. Three! Four\nfive").sentences == [0, 0, 1, 2, 3]


@given(st.text())
def test_places_lie_inside_the_text_and_in_order(raw: str) -> None:
    tokens = tokenise(raw, fold(raw))
    assert len(tokens.words) == len(tokens.starts) == len(tokens.ends)
    assert all(0 <= s < e <= len(raw) for s, e in zip(tokens.starts, tokens.ends, strict=True))
    assert tokens.starts == sorted(tokens.starts)


@given(st.text(alphabet="#@AbC1_é. \u0301\u200b", max_size=40))
def test_words_inside_tags_keep_their_places(raw: str) -> None:
    text = Text(raw)
    assert all(
        fold(raw[s:e]).text == w
        for w, s, e in zip(text.words, text.starts, text.ends, strict=True)
        if raw[s:e].isascii()
    )
