"""Every precedent is one that is documented, under a rule whose kind somebody has compared with it."""

import re

import pytest

from guard.pages import Page, pages

CASES = {
    ("American Apparel", 2012): ["M101"],
    ("American Red Cross", 2011): ["M522", "M523"],
    ("American Rifleman", 2012): ["M124"],
    ("BIC South Africa", 2015): ["M331"],
    ("Burger King UK", 2021): ["M331"],
    ("Call of Duty", 2015): ["M742"],
    ("Chase", 2019): ["M144", "M324"],
    ("Chrysler", 2011): ["M521", "M545"],
    ("Dallas Cowboys", 2013): ["M544"],
    ("Dave & Buster's", 2014): ["M321"],
    ("Dawn", 2025): ["M511"],
    ("Domino's", 2009): ["M741"],
    ("Gap", 2012): ["M101"],
    ("KFC Germany", 2022): ["M120", "M122"],
    ("KLM", 2014): ["M321"],
    ("Kenneth Cole", 2011): ["M101", "M123"],
    ("Kenneth Cole", 2013): ["M106"],
    ("KitchenAid", 2012): ["M563"],
    ("Little Mix", 2016): ["M502"],
    ("Malaysia Airlines", 2014): ["M145"],
    ("Mirror Football", 2013): ["M123"],
    ("Naomi Campbell for adidas", 2016): ["M504"],
    ("Pabst Blue Ribbon", 2022): ["M541"],
    ("Papa John's", 2012): ["M301"],
    ("Sephora Australia", 2014): ["M604"],
    ("Sony PlayStation", 2011): ["M401"],
    ("SpaghettiOs", 2013): ["M121"],
    ("StubHub", 2012): ["M524"],
    ("Tampax US", 2022): ["M211"],
    ("Tesco", 2013): ["M140", "M145"],
    ("Twitter CFO Anthony Noto", 2014): ["M443"],
    ("US Air Force", 2018): ["M103"],
    ("US Strategic Command", 2018): ["M223"],
    ("Vodafone UK", 2010): ["M308"],
    ("Virgin Trains East Coast", 2018): ["M338", "M542"],
    ("White House press secretary", 2017): ["M403", "M408"],
}
"""Who and when, and the rules that a reader found to be of that kind. Add a case only after reading both."""

WITH_CASES = [p for p in pages() if p.rule.precedent or "Precedents" in p.sections]


def cited(page: Page) -> set[tuple[str, int]]:
    """The cases that a rule names, in its findings and on its page."""
    found = set()
    if page.rule.precedent:
        found.add((page.rule.precedent.brand.split(" (")[0], page.rule.precedent.year))
    told = " ".join(page.sections.get("Precedents", "").split())
    for sentence in re.split(r"(?<=[.;]) (?=[A-Z])", told) if told else ():
        named = re.match(r"([^:;,]+?)(?: \([^)]*\))? (20\d\d)\b", sentence)
        assert named, f"{page.rule.code}: begin with who and when: {sentence!r}"
        found.add((named[1], int(named[2])))
    return found


@pytest.mark.parametrize("page", WITH_CASES, ids=lambda page: page.rule.code)
def test_a_rule_cites_cases_of_its_own_kind(page: Page) -> None:
    assert [case for case in cited(page) if page.rule.code not in CASES.get(case, [])] == []


def test_each_case_stands_where_it_is_listed() -> None:
    standing = {(case, page.rule.code) for page in WITH_CASES for case in cited(page)}
    assert standing == {(case, code) for case, codes in CASES.items() for code in codes}
