"""Which posts only mention an ugly word, and which use it."""

import pytest

from guard.text import mention
from guard.view import Text

OWNERS = ("lesbian", "roma", "gypsy")


def why(post: str, about: str = "") -> str | None:
    """The mention of the words between square brackets."""
    start = post.index("[")
    end = post.index("]") - 1
    text = Text(post.replace("[", "").replace("]", ""))
    return mention.mention(text, start, end, about=Text(about) if about else None, owners=OWNERS)


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        ("Roadworks on [Dyke] Road until Friday.", "named"),
        ("New exhibition by Pieter van [Dyke] opens on Sunday.", "named"),
        ("Somebody called our goalkeeper a [gypsy] and has been sent home.", "condemned"),
        ("A guest used the word [spaz]. It is a slur, and he was barred.", "condemned"),
        ("Ein Kunde hat unsere Kollegin als [Kanakin] beschimpft.", "condemned"),
        ('"[Gypsies] out" said the note on our door.', "quoted"),
        ("« [Retourne] dans ton pays », a dit le client. Il ne reviendra pas.", "quoted"),
        ("The [lunatic] asylum closed in 1902; our archive tells who lived there.", "taught"),
        ("Pride on Saturday: [dykes] on bikes lead the way.", "reclaimed"),
    ],
)
def test_mentions(post: str, expected: str) -> None:
    assert why(post) == expected


@pytest.mark.parametrize(
    "post",
    [
        "Ask the [gypsy] at the gate, he knows where your bike is.",
        'Boss says "he works like a [spaz]" 😂 come and see',
        "I'm not racist but these [gypsies] have to go.",
        "We called him [Stumbles] after the stroke.",
        "You [gypsy] thief.",
    ],
)
def test_uses(post: str) -> None:
    assert why(post) is None


@pytest.mark.parametrize(
    ("post", "denied"),
    [
        ("Nobody here is a [psycho], they are our patients.", True),
        ("Please stop saying [crazy] when you mean busy.", True),
        ("Das ist nicht [verrückt], das ist Physik.", True),
        ("This sale is [crazy].", False),
    ],
)
def test_denials(post: str, denied: bool) -> None:
    start = post.index("[")
    text = Text(post.replace("[", "").replace("]", ""))
    assert mention.is_negated(text, mention.words_at(text, start, start + 1)[0]) is denied


def test_the_owner_may_say_it() -> None:
    assert why("Us [dykes] are out in force tonight.", "Lesbian bikers of the north coast") == "reclaimed"
    assert why("Us [dykes] are out in force tonight.", "Garage in Hull") is None


def test_quotations_are_found_in_many_styles() -> None:
    raw = "“one” „two“ «three» 'four' \"five\" don't won't"
    assert [raw[s:e] for s, e in mention.quotations(raw)] == ["“one”", "„two“", "«three»", "'four'", '"five"']


def test_stray_marks_cost_no_time() -> None:
    assert mention.quotations('"' + "a " * 50_000) == []
    assert mention.words_at(Text(""), 0, 0) == (0, 0)
    assert mention.mention(Text(""), 0, 0) is None
