"""Copies, accounts, waves, intervals and themes, each by itself."""

import random

import pytest

from flows.audience.accounts import Behaviour, loud, made_up
from flows.audience.belonging import plural
from flows.audience.copies import Copies
from flows.audience.intervals import wilson
from flows.audience.phrase_reader import _spelling
from flows.audience.speech import runs_of, without_quotes
from flows.audience.themes import themes
from flows.audience.waves import Mark, bin_width, waves

LONG = "Everybody share this widely before the company hides what it has done to all of us"


def copied(*texts):
    copies = Copies()
    copies.add(texts)
    return copies


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (LONG, LONG, True),
        (LONG, LONG.upper() + " !!! 😡 https://x.example @you", True),
        (LONG, LONG.replace("widely", "now"), True),
        (LONG, LONG + " friends", True),
        (LONG, "The weather in the valley is fine today and nobody shares anything before lunch here", False),
        ("Shame on you", "Shame on you", False),
        ("", "", False),
    ],
)
def test_copies(one, other, same):
    assert (copied(one, other).cluster[1] == 0) is same


def test_copies_do_not_depend_on_batches():
    texts = [LONG, "Nobody in the valley laughs about this, not one of us does", LONG.replace("hides", "deletes"), LONG]
    whole, parts = copied(*texts), Copies()
    for text in texts:
        parts.add([text])
    assert whole.cluster == parts.cluster == [0, 1, 0, 0]


@pytest.mark.parametrize("name", ["maria83726152", "user_99182", "xkqvtrplwz", "@ab12345.bsky.social"])
def test_made_up_names(name):
    assert made_up(name)


@pytest.mark.parametrize(
    "name",
    ["maria_lopez1987", "anna.park", "tom1990", "schmidt", "the_real_bob", "", "王小明", "jones@mastodon.social"],
)
def test_names_of_people(name):
    assert not made_up(name)


def suspected(replies):
    """``replies`` are (author, seconds, text)."""
    authors, times, texts = zip(*replies, strict=True)
    return Behaviour(authors, times, copied(*texts)).suspected()


def test_programs_are_suspected():
    bots = [(f"maria{83726152 + n}", n * 20.0, f"{LONG} {n % 3}") for n in range(12)]
    people = [
        (f"anna_{n}", n * 50.0, f"My opinion number {n} about what happened here on day {n} is mine") for n in range(5)
    ]
    assert suspected([*bots, *people]) == {name for name, *_ in bots}


def test_people_who_paste_a_petition_are_not_programs():
    assert suspected([(f"anna_park{n}", n * 700.0, LONG) for n in range(30)]) == frozenset()


def test_somebody_too_fast_for_any_person():
    talk = "I think that is wrong and I will say so as often as I like number"
    assert suspected([("anna", n * 3.0, f"{talk} {n}") for n in range(8)]) == {"anna"}


def test_somebody_who_talks_a_lot_is_loud_not_a_program():
    said = [
        "why",
        "no",
        "this is my view of the matter and I keep to it",
        "come on",
        "I read it again and it got worse",
    ] * 2
    assert suspected([("anna", n * 240.0, text) for n, text in enumerate(said)]) == frozenset()
    assert loud(["anna"] * 10 + [f"p{n}" for n in range(50)]) == [("anna", 10)]


def mark(hours, *, bot=False, copied=False, news=False):
    return Mark(at=hours * 3600, bot=bot, copied=copied, news=news, new_author=True)


def decline(chance, start, size, **kind):
    return [mark(start + min(chance.expovariate(1 / 4), 40), **kind) for _ in range(size)]


def test_news_and_raid_are_told_apart():
    chance = random.Random(4)  # noqa: S311
    storm = decline(chance, 0, 500)
    storm += [mark(24 + chance.expovariate(1 / 4), news=chance.random() < 0.15) for _ in range(300)]
    storm += [mark(44 + chance.random() * 0.5, bot=True, copied=True) for _ in range(120)]
    first, news, raid = waves(storm)
    assert (first.kind, news.kind, raid.kind) == ("first wave", "news pick-up", "raid")
    assert abs(news.start.timestamp() - 24 * 3600) <= 7200
    assert abs(raid.start.timestamp() - 44 * 3600) <= 7200


def test_a_storm_that_only_declines_is_one_wave():
    assert [wave.kind for wave in waves(decline(random.Random(8), 0, 2000))] == ["first wave"]  # noqa: S311


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_few_replies_are_at_most_one_wave(count):
    assert len(waves([mark(n) for n in range(count)])) == min(count, 1)


def test_a_wrong_clock_spoils_nothing():
    chance = random.Random(8)  # noqa: S311
    storm = decline(chance, 490_000, 500)
    assert waves([mark(0), *storm, mark(9_000_000)]) == waves(storm)


def test_talk_that_comes_back_after_a_year_is_a_wave_of_its_own():
    chance = random.Random(8)  # noqa: S311
    assert [wave.kind for wave in waves(decline(chance, 0, 300) + decline(chance, 8760, 200))] == [
        "first wave",
        "second wave",
    ]


def test_replies_of_one_moment():
    (wave,) = waves([mark(1)] * 500)
    assert wave.replies == 500


@pytest.mark.parametrize(
    ("span", "replies", "width"),
    [(0, 1, 300), (3600 * 3, 5000, 300), (86400 * 3, 5000, 3600), (86400 * 3, 20, 3600), (86400 * 900, 10**6, 86400)],
)
def test_bin_width(span, replies, width):
    assert bin_width(span, replies) == width


def test_wilson_agrees_with_the_published_example():
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(0, 10) == (0.0, 0.2775)
    assert wilson(10, 10) == (0.7225, 1.0)
    assert wilson(81, 263) == (0.2553, 0.3662)  # Newcombe 1998, table I


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("disgustng", "disgusting"),
        ("apologize", "apologize"),
        ("apoligize", "apologize"),
        ("shaaaame", "shame"),
        ("nurses", "nurses"),
        ("lamp", "lamp"),
        ("", ""),
    ],
)
def test_spelling(word, meant):
    assert _spelling()(word) == meant


@pytest.mark.parametrize(
    ("one", "many"), [("nurse", "nurses"), ("fisherman", "fishermen"), ("deputy", "deputies"), ("boss", "bosses")]
)
def test_plural(one, many):
    assert plural(one) == many


def test_quotations_are_cut_out():
    post = runs_of("Our prices are dying to see you!")
    assert without_quotes("Our prices are dying to see you?? My dad is dying.", post).strip(" ?") == "My dad is dying."
    assert without_quotes("Nothing of it", post) == "Nothing of it"


TALK = {
    "late": "the train was late and nobody told the passengers on platform {}",
    "food": "the soup in the restaurant car was cold again, table {}",
    "seat": "my reserved seat was taken by a suitcase in wagon {}",
}


def test_themes_put_like_to_like_and_speak_plainly():
    names = [name for name in TALK for _ in range(30)]
    texts = [TALK[name].format(n) for n, name in enumerate(names)]
    found = themes(texts)
    assert len(found) == 3
    for theme in found:
        assert len({names[at] for at in theme.members}) == 1
        assert " " in theme.label
        assert theme.keywords
    assert found == themes(texts)


@pytest.mark.parametrize("texts", [[], ["one"], [""] * 20, ["😡"] * 20, ["disgusting"] * 50])
def test_no_themes_without_anything_to_go_by(texts):
    assert themes(texts) == []
