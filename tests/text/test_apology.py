"""Which parts an apology has, where they stand, and which flaws of its words count."""

import pytest

from guard.model import Post
from guard.text import apology
from guard.view import Text, View


def view(text: str, parent: str = "", about: str = "") -> View:
    return View(Post(text=text, in_reply_to=parent or None), about)


def parts(text: str) -> dict[str, str]:
    """The words of each part, as the author wrote them, where it first stands."""
    found = apology.read(Text(text)).parts
    return {part.name: text[part.start : part.end] for part in reversed(found)}


def test_a_whole_apology_has_all_its_parts() -> None:
    text = "We left 40 of you in the cold. It was our fault. We are sorry. Tickets are refunded by Friday; write to us."
    found = parts(text)
    assert found["regret"] == "sorry"
    assert found["responsibility"] == "We left 40 of you"
    assert found["harm"] == "cold"
    assert found["people"] == "you"
    assert found["repair"] == "refunded"
    assert found["when"] == "Friday"
    assert found["channel"] == "write to"


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("We regret the confusion.", {"responsibility", "harm", "people", "repair", "channel"}),
        ("Tut uns leid.", {"responsibility", "harm", "repair", "channel"}),
        ("Nos equivocamos y lo sentimos.", {"harm", "repair", "channel"}),
    ],
)
def test_parts_that_are_missing(text: str, absent: set[str]) -> None:
    assert not absent & set(parts(text))


def test_parts_come_in_the_order_of_the_text() -> None:
    read = apology.read(Text("Sorry. It was our fault. Sorry again."))
    assert [part.name for part in read.parts] == ["regret", "responsibility", "regret"]
    first = read.first("regret")
    assert first is not None
    assert first.start == 0
    assert read.first("repair") is None


@pytest.mark.parametrize(
    "text", ["We apologise.", "Es tut uns leid.", "Désolés.", "Lo sentimos.", "Desculpem.", "Scusateci.", "Excuses."]
)
def test_apologises(text: str) -> None:
    assert apology.apologises(Text(text))


@pytest.mark.parametrize("text", ["I felt sorry for the goose.", "Better safe than sorry!", "Our shop is open."])
def test_does_not_apologise(text: str) -> None:
    assert not apology.apologises(Text(text))


def test_trouble_is_a_complaint_or_the_accounts_own_story() -> None:
    assert apology.in_trouble(view("Hello!", parent="Two hours in the rain and no answer from you"))
    assert apology.in_trouble(view("Hello!", about="Rail operator after a strike"))
    assert not apology.in_trouble(view("Hello!", parent="When do you open?", about="Rail operator"))


def test_a_flaw_needs_an_apology_around_it() -> None:
    words = "It was a storm in a teacup"
    assert list(apology.flaws(view(f"{words}, sorry."), "playing_down"))
    assert list(apology.flaws(view(words, parent="You hurt my son, shame on you"), "playing_down"))
    assert list(apology.flaws(view(words), "playing_down", draft=True))
    assert not list(apology.flaws(view(f"{words}: our puppet show opens today."), "playing_down"))


def test_two_evasions_need_no_apology() -> None:
    text = "Concerns have been raised. Steps have been taken."
    assert apology.evades(Text(text))
    assert len(list(apology.flaws(view(text), "passive_fault"))) == 2


def test_a_flaw_is_healed_by_what_stands_beside_it() -> None:
    text = "Sorry if you were upset. Please call us today."
    assert list(apology.flaws(view(text), "if_offended"))
    assert not list(apology.flaws(view(text), "if_offended", healed_by=("channel_open",)))


def test_a_flaw_in_quotation_marks_is_only_mentioned() -> None:
    assert not list(apology.flaws(view('"Sorry if anyone was offended" is no apology.'), "if_offended"))


def test_common_words_count_only_in_an_empty_apology() -> None:
    assert list(apology.flaws(view("We are sorry. We are proud of our team."), "good_intent"))
    assert not list(apology.flaws(view("We are sorry, it was our fault. We are proud of our team."), "good_intent"))
    assert not list(apology.flaws(view("We are proud of our team."), "good_intent"))
