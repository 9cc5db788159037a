"""Check digits: a right number is known, and every number that differs in one digit is not."""

from collections.abc import Callable

import pytest

from guard.text import checksums

DIGITS = [
    (checksums.luhn, "4539368193036426"),
    (checksums.card, "4539368193036426"),
    (checksums.nir, "284067511204256"),
    (checksums.cpf, "52948201705"),
    (checksums.bsn, "111222333"),
    (checksums.pesel, "44051401359"),
    (checksums.steuer_id, "86095742719"),
    (checksums.aadhaar, "529482017314"),
    (checksums.nhs, "9434765919"),
]


@pytest.mark.parametrize(("check", "number"), DIGITS)
def test_right_number_is_known(check: Callable[[str], bool], number: str) -> None:
    assert check(number)


@pytest.mark.parametrize(("check", "number"), DIGITS)
def test_one_wrong_last_digit_is_noticed(check: Callable[[str], bool], number: str) -> None:
    wrong = [number[:-1] + digit for digit in "0123456789" if digit != number[-1]]
    assert not any(check(other) for other in wrong)


@pytest.mark.parametrize(
    "text", ["DE83370400440532013011", "FR7630006000011234567890189", "NL20INGB0001234567", "GB29NWBK60161331926819"]
)
def test_iban(text: str) -> None:
    assert checksums.iban(text)
    assert not checksums.iban(text[:-1] + ("1" if text[-1] != "1" else "2"))


@pytest.mark.parametrize(
    ("text", "expected"), [("53821947S", True), ("53821947A", False), ("X1234567L", True), ("1234", False)]
)
def test_dni(text: str, expected: bool) -> None:
    assert checksums.dni(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"), [("BNCLRA79D54F205D", True), ("BNCLRA79D54F205A", False), ("ABC", False)]
)
def test_codice_fiscale(text: str, expected: bool) -> None:
    assert checksums.codice_fiscale(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("219-09-9217", True), ("000-09-9217", False), ("666-09-9217", False), ("219-00-9217", False)],
)
def test_ssn(text: str, expected: bool) -> None:
    assert checksums.ssn(text) is expected


@pytest.mark.parametrize(("text", "expected"), [("AB123456C", True), ("GB123456C", False), ("AB123456E", False)])
def test_nino(text: str, expected: bool) -> None:
    assert checksums.nino(text) is expected


def test_a_card_needs_a_brand() -> None:
    assert not checksums.card("1234567812345670")
