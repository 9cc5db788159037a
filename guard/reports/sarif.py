"""SARIF 2.1.0, for code scanning and editors. Written as it goes: results first, then what is known only at the end.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import os
from typing import Any
from urllib.parse import quote

from guard.errors import InputError
from guard.model import Finding, Post, Rule, Verdict
from guard.reports.base import Output
from guard.reports.coverage import Coverage, failed, sentence
from guard.reports.encode import dumps
from guard.reports.place import Region, place_of, region_of
from guard.reports.reasons import told
from guard.tally import Tally

LEVELS = {"block": "error", "review": "warning", "info": "note"}
NOTICES = {
    "post-not-read": "A post could not be read, so it was not checked.",
    "engine-failed": "An engine failed on a post, so the post counts as not checked.",
    "not-checked": "An engine did not look at the posts.",
}
"""What the run itself may have to say."""

_MOST_NOTICES = 1_000
"""Notifications can be written only at the end, so their number is bounded; the count of the rest is told."""
_OPENING = '{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"columnKind":"unicodeCodePoints"'


class Sarif:
    """See :class:`guard.reports.base.Report`."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._rules = {rule.code: (number, descriptor(rule)) for number, rule in enumerate(known_rules())}
        self._notices: list[dict[str, Any]] = []
        self._more_notices = 0
        self._coverage = Coverage()
        self._first = True
        self._version = ""

    def start(self) -> None:
        """Open the results."""
        self._output.write(f'{_OPENING},"results":[')

    def post(self, post: Post, verdict: Verdict) -> None:
        """Write a result for every finding."""
        self._coverage.add(verdict)
        self._version = verdict.version
        for finding in verdict.findings:
            self._output.write(("\n" if self._first else ",\n") + self._json(self._result(post, finding)))
            self._first = False
        for engine in failed(verdict.checked):
            text = f"The {engine} failed on the post {verdict.id}: it counts as not checked."
            self._notice("engine-failed", "error", text, place_of(post.place))

    def error(self, error: InputError) -> None:
        """Keep the error for the list of notifications."""
        self._notice("post-not-read", "error", str(error), place_of(error.where))
        self._output.echo(error)

    def end(self, tally: Tally) -> None:
        """Close the results; write the rules and how the run went."""
        if self._more_notices:
            self._notices.append(notice("post-not-read", "error", f"{self._more_notices:,} more notices are left out."))
        unchecked = f"Not checked: {sentence(self._coverage.unchecked())}."
        self._notices.append(notice("not-checked", "note", unchecked))
        invocation = {
            "executionSuccessful": not (tally.unreadable or tally.incomplete),
            "toolExecutionNotifications": self._notices,
        }
        tool = {"driver": self._driver()}
        self._output.write(f'\n],"invocations":[{self._json(invocation)}],"tool":{self._json(tool)}}}]}}\n')

    def _result(self, post: Post, finding: Finding) -> dict[str, Any]:
        number, _ = self._rules.setdefault(finding.code, (len(self._rules), _descriptor_of(finding)))
        return {
            "ruleId": finding.code,
            "ruleIndex": number,
            "level": LEVELS[finding.severity],
            "message": {"text": _plain(told(finding))},
            "locations": [_location(post, finding)],
            "partialFingerprints": {"guardFinding/v1": finding.fingerprint},
            "properties": {
                "category": finding.category,
                "field": finding.field,
                "span": finding.span,
                "confidence": finding.confidence,
                "source": finding.source,
                "offended": finding.offended,
            },
        }

    def _driver(self) -> dict[str, Any]:
        notices = [{"id": name, "shortDescription": {"text": text}} for name, text in NOTICES.items()]
        rules = [rule for _, rule in self._rules.values()]
        version = {"version": self._version} if self._version else {}
        return {"name": "guard", "fullName": "Mishap guard", **version, "rules": rules, "notifications": notices}

    def _notice(self, name: str, level: str, text: str, region: Region) -> None:
        if len(self._notices) >= _MOST_NOTICES:
            self._more_notices += 1
        else:
            self._notices.append(notice(name, level, text, region))

    def _json(self, value: object) -> str:
        return dumps(value, unicode=self._output.unicode)


def known_rules() -> list[Rule]:
    """Every rule of the registry, so that readers see what was looked for and not only what was found."""
    from guard import detectors

    return [detectors.load(number).RULE for number in range(len(detectors.REGISTRY))]


def descriptor(rule: Rule) -> dict[str, Any]:
    """A rule as SARIF describes it."""
    return _descriptor(rule.code, rule.slug, rule.summary, rule.why, rule.instead, rule.category) | {
        "defaultConfiguration": {"level": LEVELS[rule.severity]}
    }


def _descriptor_of(finding: Finding) -> dict[str, Any]:
    """A rule that is in no registry: a house rule, or the guard's own trouble."""
    return _descriptor(finding.code, finding.rule, finding.message, finding.why, finding.instead, finding.category)


def _descriptor(code: str, slug: str, summary: str, why: str, instead: str, category: str) -> dict[str, Any]:  # noqa: PLR0913, PLR0917
    return {
        "id": code,
        "name": slug,
        "shortDescription": {"text": _plain(summary)},
        "fullDescription": {"text": _plain(why or summary)},
        "help": {"text": _plain(f"{why} Instead: {instead}")},
        "properties": {"category": category, "tags": [category]},
    }


def _plain(text: str) -> str:
    """Break what SARIF readers would take for a link: ``[text](address)``."""
    return text.replace("](", "] (")


def _location(post: Post, finding: Finding) -> dict[str, Any]:
    region = region_of(post, finding)
    location: dict[str, Any] = {"logicalLocations": [{"name": post.id, "kind": "post"}]}
    if region.file:
        location["physicalLocation"] = physical(region, finding.quote)
    return location


def physical(region: Region, quote: str = "") -> dict[str, Any]:
    """A place in a file."""
    place: dict[str, Any] = {"artifactLocation": {"uri": uri(region.file)}}
    if region.line:
        place["region"] = {"startLine": region.line}
        if region.column:
            place["region"] |= {
                "startColumn": region.column,
                "endLine": region.end_line,
                "endColumn": region.end_column,
            }
        if quote:
            place["region"]["snippet"] = {"text": quote}
    return place


def uri(path: str) -> str:
    """A path as a URI: relative paths stay relative."""
    try:
        data = path.replace("\\", "/").encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = path.encode("utf-8", "backslashreplace")
    return ("file://" if os.path.isabs(path) else "") + quote(data)


def notice(name: str, level: str, text: str, region: Region | None = None) -> dict[str, Any]:
    """Something that the run itself has to say."""
    said: dict[str, Any] = {"descriptor": {"id": name}, "level": level, "message": {"text": _plain(text)}}
    if region and region.file:
        said["locations"] = [{"physicalLocation": physical(region)}]
    return said


make = Sarif
