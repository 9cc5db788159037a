"""Where a text names a day or an event."""

from datetime import date

import pytest

from guard.events.calendar import every_day
from guard.events.naming import Names, names
from guard.events.store import Event

NAMED = [
    ("our 9/11 sale", "september-11", "9/11"),
    ("9/11", "september-11", "9/11"),
    ("grenfell's neighbours", "grenfell", "grenfell"),
    ("세월호를 기억합니다", "sewol", "세월호"),
    ("東日本大震災から15年", "tohoku-earthquake", "東日本大震災"),
    ("היום ביום הזיכרון", "yom-hazikaron", "יום הזיכרון"),
    ("في ذكرى النكبة", "nakba", "النكبة"),
    ("happy memorial day!", "memorial-day-us", "memorial day"),
    ("unser novemberpogrome-rabatt", "pogrom-night", "novemberpogrome"),
]


@pytest.mark.parametrize(("text", "day", "words"), NAMED)
def test_a_text_names_a_day(text, day, words):
    found = [(each.id, text[start:end]) for each, start, end in names(every_day()).in_text(text)]
    assert (day, words) in found


@pytest.mark.parametrize(
    "text", ["", "19/11 sale", "9/112", "somatic", "our spring collection is here", "memorial days", "grenfells"]
)
def test_words_count_only_whole(text):
    assert not {day.id for day, _, _ in names(every_day()).in_text(text)} & {
        "september-11",
        "soma",
        "memorial-day-us",
        "grenfell",
    }


def test_tags_name_a_day():
    assert [(day.id, tag) for day, tag in names(every_day()).in_tags(["sale", "noexcuse"])] == [
        ("violence-against-women", "noexcuse")
    ]


def test_an_event_is_named_by_its_places_however_they_are_written():
    flood = Event(name="Flood", start=date(2026, 11, 1), places=("Valencia",), words=("DANA",), hashtags=("#DANA2024",))
    assert [(start, end) for _, start, end in names((flood,)).in_text("stay dry in valencia")] == [(12, 20)]
    assert [tag for _, tag in names((flood,)).in_tags(["dana2024"])] == ["dana2024"]


def test_the_second_place_counts_when_the_first_is_inside_a_word():
    event = Event(name="x", start=date(2026, 1, 1), words=("soma",))
    assert [(start, end) for _, start, end in Names([event]).in_text("somatic soma")] == [(8, 12)]


def test_names_are_made_once_for_the_same_days():
    days = every_day()
    assert names(days) is names(days)
    for number in range(200):
        names((Event(name=str(number), start=date(2026, 1, 1)),))
    assert list(names(days).in_tags(["anzacday"]))
