"""Each detector against its case table ``cases/<slug>.yaml`` and the samples of its own page."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from guard import detectors
from guard.judges.categories import RULES
from guard.pages import Page, pages
from tests.detectors.judging import codes, judge

CASES = Path(__file__).parent / "cases"
JUDGED = {rule.code for rule in RULES.values()}
"""Under these judges speak who read the whole post: they have no table, as nothing of them can be listed."""

PAGES = {p.rule.code: p for p in pages() if p.rule.category != "guard" and p.rule.code not in JUDGED}
LEAST_CASES = 8
OWN = {"M900": "M901"}
"""A house rule speaks under its own code, not under that of the page which stands for all of them."""


def table(slug: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((CASES / f"{slug}.yaml").read_text("utf-8"))
    return loaded


def rows(kind: str) -> list[Any]:
    found = []
    for page in PAGES.values():
        if (CASES / f"{page.rule.slug}.yaml").exists():
            cases = table(page.rule.slug)
            found += [
                pytest.param(cases["rule"], case, id=f"{cases['rule']}-{number}")
                for number, case in enumerate(cases.get(kind) or ())
            ]
    return found


def samples(section: str) -> list[Any]:
    return [
        pytest.param(
            OWN.get(page.rule.code, page.rule.code),
            {"text": sample.text, **sample.fields},
            id=f"{page.rule.code}-{number}",
        )
        for page in PAGES.values()
        for number, sample in enumerate(page.samples(section))
    ]


@pytest.mark.parametrize(("code", "case"), rows("flags"))
def test_flags(code: str, case: Any) -> None:
    assert code in codes(judge(case))


@pytest.mark.parametrize(("code", "case"), rows("passes"))
def test_passes(code: str, case: Any) -> None:
    assert code not in codes(judge(case), least=_least(code))


@pytest.mark.parametrize(("code", "case"), samples("Flags"))
def test_page_flags(code: str, case: Any) -> None:
    assert code in codes(judge(case))


@pytest.mark.parametrize(("code", "case"), samples("Passes"))
def test_page_passes(code: str, case: Any) -> None:
    assert code not in codes(judge(case), least=_least(code))


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_table_is_there_and_long_enough(page: Page) -> None:
    cases = table(page.rule.slug)
    assert cases["rule"] == OWN.get(page.rule.code, page.rule.code)
    assert len(cases["flags"]) >= LEAST_CASES
    assert len(cases["passes"]) >= LEAST_CASES


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_page_is_whole(page: Page) -> None:
    assert page.headline
    assert {"What it looks for", "Why", "Flags", "Passes"} <= set(page.sections)


def test_codes_and_slugs_are_unique() -> None:
    rules = [detectors.load(place).RULE for place in range(len(detectors.REGISTRY))]
    assert len({r.code for r in rules}) == len({r.slug for r in rules}) == len(rules)
    assert all(re.fullmatch(r"M[0-9]{3}", r.code) for r in rules)
    assert all(m == r.slug.replace("-", "_") for m, r in zip(detectors.REGISTRY, rules, strict=True))


def test_every_detector_file_is_registered() -> None:
    folder = Path(detectors.__file__).parent
    files = {p.stem for p in folder.glob("*.py")} - {"__init__", "kit"} - {p.stem for p in folder.glob("_*.py")}
    assert files == set(detectors.REGISTRY)


def test_every_case_table_has_its_rule() -> None:
    assert {p.stem for p in CASES.glob("*.yaml")} <= {p.rule.slug for p in PAGES.values()}


def _least(code: str) -> str:
    """An advice rule passes when it says nothing; a stopping rule passes when it does not stop."""
    return "info" if code in PAGES and PAGES[code].rule.severity == "info" else "review"
