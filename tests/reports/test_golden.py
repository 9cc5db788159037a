"""The whole report of one invented campaign in every format, character by character.

``pytest tests/reports --update-golden`` writes the expected files anew.
"""

import os

import pytest

from guard.reports import FORMATS

FOLDER = os.path.join(os.path.dirname(os.path.dirname(__file__)), "golden")
CASES = [*FORMATS, "text-verbose", "text-colour", "json-single", "text-single"]


@pytest.mark.parametrize("case", CASES)
def test_report(case, desk, campaign, monkeypatch, request):
    form, _, variant = case.partition("-")
    if variant == "colour":
        monkeypatch.setenv("FORCE_COLOR", "1")
    items = campaign[1:2] if variant == "single" else campaign
    report, errors = desk.report(form, *items, verbose=variant == "verbose")
    path = os.path.join(FOLDER, f"report.{case}.txt")
    if request.config.getoption("--update-golden", default=False):
        with open(path, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(report)
    with open(path, encoding="utf-8", newline="\n") as stream:
        assert report == stream.read()
    told = (
        ""
        if variant == "single"
        else "guard: campaign.jsonl:3: is not valid JSON (column 9: Expecting value). Correct the line.\n"
    )
    assert errors == told


@pytest.mark.parametrize("form", FORMATS)
def test_same_input_same_bytes(form, desk, campaign):
    assert desk.report(form, *campaign) == desk.report(form, *campaign)
