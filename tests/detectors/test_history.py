"""An account's earlier posts: what they never did is foreign to it."""

from datetime import UTC, datetime

import pytest

from guard.config import Account
from guard.detectors import out_of_character
from guard.detectors.kit import Context
from guard.model import Post
from guard.view import View

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
PAST = tuple(f"The museum opens at {hour} on Saturday. Tickets at the door. #CityMuseum" for hour in range(9, 18)) * 3


def found(text: str, history: tuple[str, ...], voice: str = "") -> bool:
    account = Account(description="Museum", voice=voice)  # type: ignore[arg-type]
    post = View(Post(text=text), "Museum")
    return any(out_of_character.detect(post, Context(now=NOW, account=account, history=history)))


@pytest.mark.parametrize(
    "text",
    [
        "i left my keys on the tram again, anyone seen them today at all",
        "my feet hurt so much after that shift, honestly never again",
        "wow what a match last night, cannot speak any more today 🎉🎉",
    ],
)
def test_what_earlier_posts_never_did_is_asked_about(text: str) -> None:
    assert found(text, PAST)


@pytest.mark.parametrize(
    "text",
    [
        "The museum closes at 4 on Sunday. Tickets at the door. #CityMuseum",
        "The new wing opens on Friday. Come at ten. #CityMuseum",
        "I am the new director. Tickets are free on Monday. #CityMuseum",
    ],
)
def test_the_account_s_own_manner_passes(text: str) -> None:
    assert not found(text, PAST)


def test_a_short_history_says_nothing() -> None:
    assert not found("wow what a match last night, cannot speak any more 🎉", PAST[:5])


def test_a_playful_account_is_not_asked() -> None:
    assert not found("i left my keys on the tram again", PAST, voice="playful")
