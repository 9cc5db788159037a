"""The reading form: what is read, and that every place leads back to what the reader sees."""

import sys
import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guard.text.fold import fold

READ = [
    ("Plain text, nothing to do.", "plain text, nothing to do."),
    ("It’s Joe‘s", "it's joe's"),
    ("ｆｕｌｌ ｗｉｄｔｈ", "full width"),
    ("𝓕𝓾𝓷 𝐰𝐢𝐭𝐡 𝕞𝕒𝕥𝕙", "fun with math"),
    ("🅵🆄🅽 🅕", "fun f"),
    ("ᴛɪɴʏ ᴄᴀᴘɪᴛᴀʟꜱ", "tiny capitals"),
    ("zero\u200bwidth\u2060 soft\u00adhyphen", "zerowidth softhyphen"),
    ("right\u202eto\u202cleft", "righttoleft"),
    ("e\u0301te\u0301 Zu\u0308rich", "été zürich"),
    ("z̸̢̛a̶l̷g̵o", "zalgo"),
    ("s̶a̶l̶e̶", "sale"),
    ("ﬁnal ﬂoor", "final floor"),
    ("Wait… what", "wait... what"),
    ("Brand™ stays", "brand™ stays"),
    ("5️⃣ stars ❤️", "5 stars ❤"),
    ("one\u00a0space", "one space"),
    ("Scheiße STRASSE", "scheiße strasse"),
    ("İstanbul ısı", "istanbul ısı"),
    ("mixed: раssword", "mixed: password"),
    ("ѕale on right now", "sale on right now"),
    ("a word that poses: ѕсоре", "a word that poses: scope"),
    ("Привет, мир", "привет, мир"),
    ("Скидки в магазине iPhone сегодня", "скидки в магазине iphone сегодня"),
    ("Καλημέρα κόσμε από την Brand", "καλημέρα κόσμε από την brand"),
    ("faux Яussian with mоre Latin", "faux russian with more latin"),
    ("한국어 日本語 العربية हिन्दी ไทย", "한국어 日本語 العربية हिन्दी ไทย"),
    ("family 👨\u200d👩\u200d👧 stays one", "family 👨\u200d👩\u200d👧 stays one"),
    ("", ""),
    ("\u200b\u0301", ""),
    ("\ud800 lone", "\ud800 lone"),
    ("nul\x00byte", "nul\x00byte"),
]


@pytest.mark.parametrize(("raw", "read"), READ)
def test_reading_form(raw, read):
    assert fold(raw).text == read


CUTS = [
    ("so f\u200bu\u200bn, no?", "fun", "f\u200bu\u200bn"),
    ("it’s 5️⃣ stars", "5", "5️⃣"),
    ("the ﬁnal one", "final", "ﬁnal"),
    ("the ﬁnal one", "inal", "ﬁnal"),
    ("… and then f̶u̶n̶!", "fun", "f̶u̶n̶"),
    ("İki ️️ sonra kötü", "kötü", "kötü"),
    ("½ price", "price", "price"),
    ("a\u0301\u0323\u0300\u0301\u0323\u0300 b", "b", "b"),
]


@pytest.mark.parametrize(("raw", "word", "seen"), CUTS)
def test_a_place_leads_back_to_what_the_author_wrote(raw, word, seen):
    folded = fold(raw)
    start = folded.text.index(word)
    first, last = folded.origin(start, start + len(word))
    assert raw[first:last] == seen


@given(st.text())
def test_every_place_is_inside_and_in_order(raw):
    folded = fold(raw)
    places = [folded.origin(i, i + 1) for i in range(len(folded.text))]
    assert all(0 <= start < end <= len(raw) for start, end in places)
    for before, after in pairwise(places):
        assert before == after or before[1] <= after[0]


@given(st.text(alphabet=st.characters(blacklist_categories=())))
def test_any_text_is_read(raw):
    folded = fold(raw)
    assert folded.origin(0, len(folded.text))[1] <= len(raw)
    assert folded.origin(0, 0)[0] <= len(raw)


PIECES = st.sampled_from(
    ["a", "B", "é", "e\u0301", "ﬁ", "\u200b", "\u0301", "с", "ж", "İ", "½", "👍🏽", "❤️", "…", " ", "’"]
)


@given(st.lists(PIECES).map("".join))
def test_no_cluster_is_cut(raw):
    folded = fold(raw)
    for i in range(len(folded.text)):
        _, end = folded.origin(i, i + 1)
        assert not raw[end : end + 1] or not unicodedata.combining(raw[end])


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_ascii_is_only_lower_cased(raw):
    assert fold(raw).text == raw.lower()
    assert fold(raw).identity


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=0x24F)))
def test_reading_twice_changes_nothing(raw):
    once = fold(raw).text
    assert fold(once).text == once


def test_lower_case_never_changes_a_length_but_for_the_dotted_i():
    longer = [chr(c) for c in range(sys.maxunicode + 1) if len(chr(c).lower()) != 1]
    assert longer == ["\u0130"]


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["e\u0301\u0323", "ѕa", "\u05b0\u05bc", "a\u200b", "a", "’"])
def test_the_cost_is_linear(unit):
    def seconds(times):
        start = time.process_time()
        fold("x" + unit * times)
        return time.process_time() - start

    seconds(1000)
    assert seconds(400_000) < 60 * max(seconds(20_000), 0.002)
