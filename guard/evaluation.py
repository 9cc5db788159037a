"""How well a policy does on labelled posts: what is stopped, for the right reason, and what is stopped in vain.

A labelled post is an input post with ``decision`` (what people decided) and ``categories`` (why). *Stopped* means a
verdict of review or block. Intervals are Wilson's score intervals at 95 % (Wilson 1927).
"""

import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from math import sqrt
from typing import Any, TextIO

from msgspec import Struct, field

from guard.engine import Guard
from guard.errors import InputError
from guard.model import RANK, Post, Verdict

Z = 1.959963984540054
OUTSIDE = {"platform", "guard"}
"""Categories that are advice or the guard's own trouble: never a reason to stop."""


class Labelled(Struct, frozen=True):
    """A post and what people said of it."""

    post: Post
    decision: str
    categories: tuple[str, ...]
    lang: str


class Outcome(Struct, frozen=True):
    """One labelled post with the guard's verdict."""

    labelled: Labelled
    verdict: Verdict

    @property
    def risky(self) -> bool:
        """People would not let the post out as it is."""
        return self.labelled.decision != "pass"

    @property
    def stopped(self) -> bool:
        """The guard did not let it out."""
        return self.verdict.decision != "pass"

    @property
    def found(self) -> set[str]:
        """The categories for which the guard stopped the post."""
        return {f.category for f in self.verdict.findings if RANK[f.severity] > 0}

    @property
    def right(self) -> bool:
        """Stopped for a reason that people gave as well."""
        return bool(self.found & set(self.labelled.categories))


class Share(Struct, frozen=True):
    """``hits`` of ``total``, with its 95 % interval."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        """The share; 0 when there is nothing to count."""
        return self.hits / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval."""
        if not self.total:
            return 0.0, 1.0
        n, p = self.total, self.value
        middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
        half = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
        return max(0.0, middle - half), min(1.0, middle + half)


class Report(Struct):
    """The counts of one evaluation."""

    outcomes: list[Outcome] = field(default_factory=list)

    def stopped(self, category: str | None = None) -> Share:
        """Of the risky posts (of ``category``), how many were stopped."""
        chosen = [o for o in self.outcomes if o.risky and (category is None or category in o.labelled.categories)]
        return Share(sum(o.stopped for o in chosen), len(chosen))

    def right(self, category: str | None = None) -> Share:
        """Of the risky posts stopped, how many for a category that people gave (for ``category``: for that one)."""
        chosen = [
            o
            for o in self.outcomes
            if o.risky and o.stopped and (category is None or category in o.labelled.categories)
        ]
        return Share(sum(o.right if category is None else category in o.found for o in chosen), len(chosen))

    def alarms(self, lang: str | None = None) -> Share:
        """Of the harmless posts, how many were stopped."""
        chosen = [o for o in self.outcomes if not o.risky and lang in {None, o.labelled.lang}]
        return Share(sum(o.stopped for o in chosen), len(chosen))

    def blocked(self) -> Share:
        """Of the harmless posts, how many were blocked."""
        chosen = [o for o in self.outcomes if not o.risky]
        return Share(sum(o.verdict.decision == "block" for o in chosen), len(chosen))

    def alarm_rules(self) -> Counter[str]:
        """For each rule, on how many harmless posts it raised a finding above info."""
        return Counter(
            rule
            for o in self.outcomes
            if not o.risky
            for rule in {f"{f.code} {f.rule}" for f in o.verdict.findings if RANK[f.severity] > 0}
        )

    @property
    def categories(self) -> list[str]:
        """The categories that people gave, most frequent first."""
        counts = Counter(c for o in self.outcomes if o.risky for c in o.labelled.categories)
        return [name for name, _ in counts.most_common()]

    @property
    def languages(self) -> list[str]:
        """The languages of the posts."""
        return sorted({o.labelled.lang for o in self.outcomes})


def read(path: str) -> Iterator[Labelled]:
    """Read labelled posts from JSONL, also gzipped.

    Raises:
        InputError: a line is no JSON object, or lacks ``text`` or ``decision``.
    """
    from guard.inputs.fields import post_from

    with _opened(path) as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                row = _object(line, f"{path}:{number}")
                yield Labelled(
                    post_from(row, path, number),
                    row.get("decision") or "pass",
                    tuple(row.get("categories") or ()),
                    row.get("lang") or "en",
                )


def _opened(path: str) -> TextIO:
    if path.endswith(".gz"):
        return TextIOWrapper(gzip.open(path), encoding="utf-8")
    return open(path, encoding="utf-8")


def _object(line: str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(f"this line is not JSON ({error}).", where=where) from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise InputError("a labelled post is a JSON object with a text.", where=where)
    return row


def evaluate(posts: Iterable[Labelled], guard: Guard) -> Report:
    """Judge every labelled post."""
    return Report([Outcome(labelled, guard.check(labelled.post)) for labelled in posts])
