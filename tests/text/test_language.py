"""Guessing the language of short posts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guard.text.fold import fold
from guard.text.language import languages
from guard.text.tokens import tokenise

POSTS = [
    ("We are open until nine tonight, and the soup is on the house.", "en"),
    ("Thanks to all of you who came out in the rain.", "en"),
    ("Heute bleibt der Laden wegen Inventur geschlossen. Bis morgen!", "de"),
    ("Das Brot ist fertig, der Kaffee auch.", "de"),
    ("Nous sommes ouverts jusqu’à midi, et le pain est encore chaud.", "fr"),
    ("Merci à tous pour votre patience.", "fr"),
    ("Hoy abrimos a las nueve y el café está caliente.", "es"),
    ("Gracias por vuestra paciencia, mañana ya está.", "es"),
    ("Hoje a loja não abre, voltamos na segunda.", "pt"),
    ("Obrigado a todos pela paciência.", "pt"),
    ("Oggi siamo aperti fino a tardi, vi aspettiamo con il pane caldo.", "it"),
    ("Grazie a tutti per la pazienza.", "it"),
    ("Vandaag zijn wij gesloten, tot morgen bij de bakker.", "nl"),
    ("Idag är vi stängda, men vi ses på lördag.", "sv"),
    ("Brødet er bagt af os selv, og hvad mere vil man?", "da"),
    ("Dziś nie pracujemy, do zobaczenia jutro przy kawie.", "pl"),
    ("Bugün kapalıyız, yarın sizin için buradayız.", "tr"),
]


def guess(text):
    return languages(tokenise(text, fold(text)).words)


@pytest.mark.parametrize(("text", "language"), POSTS)
def test_the_language_comes_first(text, language):
    assert next(iter(guess(text))) == language


@pytest.mark.parametrize("text", ["", "Brand X 3000", "12 : 30", "🎉🎉🎉", "日本語のテスト"])
def test_too_little_to_tell(text):
    assert guess(text) == {}


def test_two_languages_share():
    shares = guess("Der Laden ist heute zu. The shop is closed today and we will be back.")
    assert set(shares) == {"de", "en"}
    assert min(shares.values()) > 0.2


@given(st.lists(st.text(max_size=12), max_size=40))
def test_shares_add_up(words):
    shares = languages(words)
    assert not shares or abs(sum(shares.values()) - 1) < 0.02
