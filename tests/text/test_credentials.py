"""Stand-ins of manuals are told from secrets, and passwords from words."""

import pytest

from guard.text.credential_formats import FORMATS
from guard.text.credentials import is_stand_in, password_like, random_looking, secrets
from guard.text.numbers import ibans, numbers, phone_like

ENOUGH_FORMATS = 40


def test_enough_formats_are_known() -> None:
    assert len({what for what, _, _ in FORMATS}) >= ENOUGH_FORMATS


@pytest.mark.parametrize(
    "value",
    [
        "YOUR_API_KEY",
        "sk_test_4eC39HqL",
        "AKIAIOSFODNN7EXAMPLE",
        "xxxxxxxxxxxx",
        "$TOKEN",
        "aaaaaaaaaaaa",
        "changeme",
        "1234567890",
    ],
)
def test_stand_ins(value: str) -> None:
    assert is_stand_in(value)


@pytest.mark.parametrize("value", ["9fK2mQ7vTz81LpXcR4", "Herbst!2031-Zug", "kq9-Rembrandt"])
def test_no_stand_ins(value: str) -> None:
    assert not is_stand_in(value)


@pytest.mark.parametrize("value", ["Sommer2031!x", "jamjar-4417", "Tempranillo_77", "kq9-Vermeer"])
def test_password_like(value: str) -> None:
    assert password_like(value)


@pytest.mark.parametrize("value", ["summer", "really?", "#CES2031", "@wren_1", "$20", "abc", "https://wren.org/1"])
def test_not_password_like(value: str) -> None:
    assert not password_like(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("9f2c41d07be6a833", True),
        ("qX81zLw0Tn7RkV4b", True),
        ("September2031", False),
        ("wonderful", False),
        ("12345678", False),
    ],
)
def test_random_looking(value: str, expected: bool) -> None:
    assert random_looking(value) is expected


def test_one_name_for_one_place() -> None:
    found = secrets("Bearer sk_live_Ab3dE6gH9jK2mN5pQ8sT1vW4 and more words here")
    assert [secret.what for secret in found] == ["a live payment key"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("020 7946 0192", True),
        ("+34 600 123 456", True),
        ("2026-11-25", False),
        ("2024-2026 2027", False),
        ("(0113) 496 0148", True),
    ],
)
def test_phone_like(text: str, expected: bool) -> None:
    found = numbers(f"at {text} now")
    assert any(phone_like(number) for number in found) is expected


def test_ibans_are_cut_out() -> None:
    assert [number for _, _, number in ibans("to DE83 3704 0044 0532 0130 11, thanks")] == ["DE83370400440532013011"]
