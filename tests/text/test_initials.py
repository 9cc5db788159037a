"""Which letters the words of a text spell."""

import pytest

from guard.text.initials import is_spelt


@pytest.mark.parametrize(
    ("letters", "text"),
    [
        ("aids", "The Artificial Intelligence & Data Science summit"),
        ("std", "Come to the Science and Technology Days!"),
        ("milf", "Manchester's Indie Literature Festival? No: Manchester Indie Literature Festival"),
        ("kys", "Know your savings: a course"),
        ("slut", "The Sunday Learning Union of Tots"),
    ],
)
def test_spelt(letters, text):
    assert is_spelt(letters, text)


@pytest.mark.parametrize(
    ("letters", "text"),
    [
        ("aids", "World AIDS Day is today"),
        ("std", "some time dedicated to you"),
        ("kys", "Know your enemies, say the ants"),
        ("milf", ""),
    ],
)
def test_not_spelt(letters, text):
    assert not is_spelt(letters, text)
