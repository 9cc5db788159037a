"""What the model reads: the same for a word and for its disguises, and every character knows where it came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guard.judges.local_model.reading import read
from guard.view import Text


def words(raw: str) -> list[str]:
    return read(Text(raw)).text.split()


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("This is Sh!t", "this is shit"),
        ("what the f*ck is this", "what the fuck is this"),
        ("f u c k the rules", "fuck the rules"),
        ("ѕhop орen today", "shop open today"),  # Cyrillic letters
        ("ｆｒｅｅ ｃｏｆｆｅｅ", "free coffee"),
        ("free\u200bcoffee", "freecoffee"),
        ("Thank you#BestTeamEver", "thank you#bestteamever"),  # no tag: nothing stands before the sign
        ("#BestTeamEver", "# best team ever"),
        ("#nowthatchersdead", "# now thatchers dead"),
        ("great🎉news", "great 🎉 news"),
        ("Read https://www.acme.com/a?utm=1 now", "read link acme.com now"),
        ("see www.acme.co.uk/shop", "see link acme.co.uk"),
        ("", ""),
        ("\x00\ud800", None),
    ],
)
def test_how_a_text_reads(raw: str, plain: str | None) -> None:
    if plain is not None:
        assert words(raw) == plain.split()
    else:
        read(Text(raw))  # what is no text is survived


@pytest.mark.parametrize(
    ("raw", "said", "written"),
    [
        ("This is Sh!t.", "shit", "Sh!t"),
        ("Come #BestTeamEver", "team", "#BestTeamEver"),
        ("Read https://www.acme.com/a?utm=1 now", "acme", "https://www.acme.com/a?utm=1"),
        ("ｆｒｅｅ coffee", "free", "ｆｒｅｅ"),
        ("great🎉news", "🎉", "🎉"),
    ],
)
def test_a_place_is_where_the_author_wrote_it(raw: str, said: str, written: str) -> None:
    reading = read(Text(raw))
    place = reading.text.index(said)
    start, end = reading.origin(place, place + len(said))
    assert raw[start:end] == written


@given(st.text(max_size=80))
def test_places_stay_inside_and_in_order(raw: str) -> None:
    reading = read(Text(raw))
    assert len(reading.places) == len(reading.text)
    assert all(0 <= start <= end <= len(raw) for start, end in reading.places)
    assert [start for start, _ in reading.places] == sorted(start for start, _ in reading.places)
