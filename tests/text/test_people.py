"""People are found in the forms in which posts name them; places, months and products are not people."""

import pytest

from guard.text.people import people
from guard.text.streets import continental, english


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Thanks to Mrs Doreen Pass for the cake", ["Mrs Doreen Pass"]),
        ("Unser Thorsten M. aus Köln", ["Thorsten M."]),
        ("S. Devi and Milan de B. came", ["S. Devi", "Milan de B."]),
        ("Herr Krüger und Frau von Hagen", ["Herr Krüger", "Frau von Hagen"]),
        ("Edith's cat", ["Edith"]),
        ("Lily T (June) pays", ["Lily T"]),
        ("Dona Célia, 68", ["Dona Célia"]),
        ("New York City is hot in March", []),
        ("Project Heron ships", []),
        ("", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert [person.name for person in people(text)] == names


def test_offices_are_marked() -> None:
    (doctor,) = people("Dr Anna Reyes explains")
    assert doctor.office


@pytest.mark.parametrize(
    "text",
    [
        "14 Fennel Close",
        "Ringstraße 8",
        "12 rue des Tilleuls",
        "calle Lope de Rueda 112",
        "via dei Mille 33",
        "Kerkstraat 88",
        "rua das Acácias, 40",
        "Am Markt 3",
    ],
)
def test_streets(text: str) -> None:
    assert english().search(f"at {text}!") or continental().search(f"at {text}!")


@pytest.mark.parametrize("text", ["12 people came", "We close at 5", "Platform 4", "20 of us"])
def test_no_streets(text: str) -> None:
    assert not english().search(text)
    assert not continental().search(text)
