"""The error browser: every miss and every false alarm as a Markdown page that a person reads from top to bottom."""

from collections.abc import Iterable, Iterator
from string import punctuation

from guard.evaluation import Outcome
from guard.model import RANK
from guard.reports.screen import visible

BLOCK = "    "
"""Texts stand in indented blocks, where Markdown obeys nothing that a post says."""


def page(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """The lines of the page: misses by the category that people gave, false alarms by the rule that spoke."""
    misses: dict[str, list[Outcome]] = {}
    alarms: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        if outcome.risky and not outcome.stopped:
            for name in outcome.labelled.categories or ("no category",):
                misses.setdefault(name, []).append(outcome)
        elif outcome.stopped and not outcome.risky:
            for name in sorted({f"{f.code} {f.rule}" for f in outcome.verdict.findings if RANK[f.severity] > 0}):
                alarms.setdefault(name, []).append(outcome)
    yield "# Where people and the guard disagree"
    yield from _part("Missed: people would stop these posts, the guard let them out", misses)
    yield from _part("False alarms: people would publish these posts, the guard stopped them", alarms)


def _part(title: str, groups: dict[str, list[Outcome]]) -> Iterator[str]:
    yield f"\n## {title}"
    if not groups:
        yield "\nNone."
    for name, outcomes in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])):
        yield f"\n### {_plain(name)} ({len(outcomes)})"
        for outcome in outcomes:
            yield from _one(outcome)


def _one(outcome: Outcome) -> Iterator[str]:
    post, verdict = outcome.labelled.post, outcome.verdict
    yield f"\n**{_plain(post.id or post.place)}** people: {outcome.labelled.decision}, guard: {verdict.decision}, "
    yield f"score {verdict.score:.2f}\n"
    yield from (BLOCK + visible(line) for line in post.text.splitlines())
    if verdict.findings:
        yield ""
    for finding in verdict.findings:
        yield f"- {finding.code} {finding.rule} ({finding.severity}): {_plain(finding.message)}"


def _plain(text: str) -> str:
    """``text`` on one line, with nothing that Markdown or HTML would obey."""
    return "".join(f"\\{char}" if char in punctuation else char for char in visible(" ".join(text.split())))
