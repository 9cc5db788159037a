"""Say whether a run of digits is a telephone number where a post's readers live, by the plans of their countries.

The plans (the ``phonenumbers`` library) take a tenth of a second to load: ask only about a run that would count else.
"""

from collections.abc import Iterable

from guard.text.numbers import Number, phone_like

REGIONS = {
    "en": ("GB", "US", "IE", "AU", "NZ", "ZA", "KE", "NG", "IN", "SG"),
    "de": ("DE", "AT", "CH"),
    "fr": ("FR", "BE", "CH"),
    "es": ("ES", "MX", "AR", "CO", "CL", "PE"),
    "pt": ("PT", "BR"),
    "it": ("IT", "CH"),
    "nl": ("NL", "BE"),
}
"""The countries whose numbers are written without a country code, by the language of the post."""
SHORTEST, LONGEST = 9, 11
"""Digits of a number that is written without a space and without a zero in front, as in Spain, Italy and America."""


def may_be_phone(number: Number) -> bool:
    """A cheap look: the run is written as numbers are, or so many digits stand together that a plan has to decide."""
    return phone_like(number) or unbroken(number)


def unbroken(number: Number) -> bool:
    """A bare run of digits, which may as well be an order or a ticket."""
    return number.text == number.digits and SHORTEST <= len(number.digits) <= LONGEST and number.digits[0] != "0"


def dialled(number: Number, languages: Iterable[str]) -> bool:
    """Say whether some country's plan has the number: in full for a bare run, else by its length alone."""
    import phonenumbers

    holds = phonenumbers.is_valid_number if unbroken(number) else phonenumbers.is_possible_number
    for region in _regions(languages):
        try:
            parsed = phonenumbers.parse(number.text, region)
        except phonenumbers.NumberParseException:
            continue
        if holds(parsed):
            return True
    return False


def _regions(languages: Iterable[str]) -> tuple[str, ...]:
    """The countries of these languages, most likely first; all of them where nobody can tell the language."""
    known = [language for language in languages if language in REGIONS] or list(REGIONS)
    return tuple(dict.fromkeys(region for language in known for region in REGIONS[language]))
