"""Check digits of cards, bank accounts and national numbers: pure arithmetic on strings of digits and letters.

Sources: ISO/IEC 7812 (Luhn), ISO 13616 (IBAN), ISO 7064, and the publications of each country's registry.
"""

import re

_EVEN_CF = {
    **dict(zip("0123456789", range(10), strict=True)),
    **dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", range(26), strict=True)),
}
_ODD_VALUES = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)
_VERHOEFF_D = (
    "0123456789",
    "1234067895",
    "2340178956",
    "3401289567",
    "4012395678",
    "5987604321",
    "6598710432",
    "7659821043",
    "8765932104",
    "9876543210",
)
_VERHOEFF_P = (
    "0123456789",
    "1576283094",
    "5803796142",
    "8916043527",
    "9453126870",
    "4286573901",
    "2793806415",
    "7046913258",
)
_CARD = re.compile(
    r"4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2(?:2[2-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|6(?:011|5\d\d|4[4-9]\d)\d{12}|35\d{14}|62\d{14}"
)


def luhn(digits: str) -> bool:
    """Say whether the last digit is Luhn's check digit of the others."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def card(digits: str) -> bool:
    """Say whether this is the number of a payment card: a brand's prefix and length, Luhn, and no test number."""
    return bool(_CARD.fullmatch(digits)) and luhn(digits) and len(set(digits)) > 3


def iban(text: str) -> bool:
    """Say whether ``text`` (letters and digits alone) is an IBAN with right check digits."""
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", text):
        return False
    return int("".join(str(int(c, 36)) for c in text[4:] + text[:4])) % 97 == 1


def dni(text: str) -> bool:
    """Spain: DNI (eight digits and a letter) or NIE (X, Y or Z in front)."""
    if not re.fullmatch(r"[XYZ\d]\d{7}[A-Z]", text):
        return False
    return "TRWAGMYFPDXBNJZSQVHLCKE"[int(text[:-1].translate(str.maketrans("XYZ", "012"))) % 23] == text[-1]


def nir(digits: str) -> bool:
    """France: the number of social security, thirteen digits and a key of two."""
    return len(digits) == 15 and digits[0] in "12" and 97 - int(digits[:13]) % 97 == int(digits[13:])


def codice_fiscale(text: str) -> bool:
    """Italy: sixteen letters and digits, the last a check letter."""
    if not re.fullmatch(r"[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]", text):
        return False
    total = sum(_ODD_VALUES[_EVEN_CF[c]] if place % 2 == 0 else _EVEN_CF[c] for place, c in enumerate(text[:15]))
    return chr(65 + total % 26) == text[15]


def cpf(digits: str) -> bool:
    """Brazil: eleven digits, the last two check digits."""
    if len(digits) != 11 or len(set(digits)) == 1:
        return False
    for length in (9, 10):
        total = sum(int(d) * (length + 1 - place) for place, d in enumerate(digits[:length]))
        if total * 10 % 11 % 10 != int(digits[length]):
            return False
    return True


def bsn(digits: str) -> bool:
    """Netherlands: nine digits that pass the eleven-test."""
    return (
        len(digits) == 9
        and sum(int(d) * w for d, w in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)) % 11 == 0
    )


def pesel(digits: str) -> bool:
    """Poland: eleven digits with weights 1, 3, 7, 9."""
    return (
        len(digits) == 11
        and sum(int(d) * w for d, w in zip(digits, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1), strict=True)) % 10 == 0
    )


def steuer_id(digits: str) -> bool:
    """Germany: eleven digits, ISO 7064 MOD 11,10."""
    if len(digits) != 11 or digits[0] == "0":
        return False
    product = 10
    for digit in digits[:10]:
        product = ((int(digit) + product) % 10 or 10) * 2 % 11
    return (11 - product) % 10 == int(digits[10])


def aadhaar(digits: str) -> bool:
    """India: twelve digits, Verhoeff's check digit."""
    if len(digits) != 12 or digits[0] in "01":
        return False
    check = 0
    for place, digit in enumerate(reversed(digits)):
        check = int(_VERHOEFF_D[check][int(_VERHOEFF_P[place % 8][int(digit)])])
    return check == 0


def nhs(digits: str) -> bool:
    """England and Wales: the NHS number, ten digits modulo 11."""
    if len(digits) != 10:
        return False
    check = 11 - sum(int(d) * (10 - place) for place, d in enumerate(digits[:9])) % 11
    return check != 10 and check % 11 == int(digits[9])


def ssn(text: str) -> bool:
    """United States: the shape of a social security number with hyphens; there is no check digit."""
    return bool(re.fullmatch(r"(?!000|666|9\d\d)\d{3}-(?!00)\d\d-(?!0000)\d{4}", text))


def nino(text: str) -> bool:
    """United Kingdom: the shape of a national insurance number."""
    return bool(re.fullmatch(r"(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]", text))
