"""An incident is opened whole or not at all."""

from datetime import timedelta

import pytest
from pydantic import ValidationError

from flows.opening import open_incident, platform_of
from flows.plan import Mishap, WrongPost
from guard.errors import InputError, UsageError


def mishap(**told):
    post = {"text": "Earthquake sale"} | told.pop("post", {})
    return Mishap(**{"brand": "Acme", "lead": "Ann", "post": WrongPost(**post)} | told)


def test_the_same_key_opens_one(casebook, clock):
    first = open_incident(casebook, mishap(), clock=clock, key="run 1")
    assert open_incident(casebook, mishap(), clock=clock, key="run 1") == first
    assert open_incident(casebook, mishap(), clock=clock, key="run 2").id != first.id


def test_margins_and_deadlines_are_kept_as_agreed(casebook, clock):
    opened = open_incident(casebook, mishap(), clock=clock)
    assert Mishap.model_validate(opened.plan) == mishap()
    assert opened.plan["agreed"]["margins"]["mention_volume"]["size"] == 0.15


@pytest.mark.parametrize(("post", "url"), [("https://x.example/1", "https://x.example/1"), ("1", None), (None, None)])
def test_an_address_is_kept_as_one(casebook, clock, post, url):
    assert open_incident(casebook, mishap(post={"id": post}), clock=clock).url == url


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"replies_file": "nothing.jsonl"}, "no such file"),
        ({"replies_file": "."}, "cannot be read"),
        ({"post": {"media": ("nothing.png",)}}, "nothing.png: there is no such file"),
    ],
)
def test_what_is_not_there_opens_nothing(casebook, clock, told, why):
    with pytest.raises(InputError, match=why):
        open_incident(casebook, mishap(**told), clock=clock)
    assert casebook.incidents.all() == ()


def test_the_future_opens_nothing(casebook, clock):
    with pytest.raises(UsageError, match="that is in the future"):
        open_incident(casebook, mishap(post={"published_at": clock() + timedelta(minutes=1)}), clock=clock)
    assert casebook.incidents.all() == ()


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_a_post_says_something(text):
    with pytest.raises(ValidationError):
        mishap(post={"text": text})


@pytest.mark.parametrize(
    ("told", "spoken", "platform"), [(None, "outbox", "outbox"), ("x", None, "x"), ("x", "outbox", "outbox")]
)
def test_where_a_post_stands(told, spoken, platform):
    assert platform_of("main", ["main"], told, spoken) == platform


def test_an_account_that_nobody_knows():
    with pytest.raises(UsageError, match="There is no account 'nobody' here; known are: blog, main"):
        platform_of("nobody", ["main", "blog"], None, None)
