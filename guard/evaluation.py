"""How well a policy does on labelled posts: what is stopped, for the right reason, and what is stopped in vain.

A labelled post is an input post with ``decision`` (what people decided) and ``categories`` (why). *Stopped* means a
verdict of review or block. Intervals are Wilson's score intervals at 95 % (Wilson 1927).
"""

import gzip
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from math import sqrt
from typing import Any, BinaryIO, cast, get_args

from msgspec import Struct, field

from guard.engine import Guard
from guard.errors import InputError
from guard.inputs.fields import post_from, shortened
from guard.inputs.json_values import parse_object
from guard.inputs.lines import decode, utf8_lines
from guard.model import RANK, Decision, Post, Verdict

Z = 1.959963984540054
DECISIONS: tuple[str, ...] = get_args(Decision)
OUTSIDE = {"platform", "guard"}
"""Categories that are advice or the guard's own trouble: never a reason to stop."""


class Labelled(Struct, frozen=True):
    """A post and what people said of it; ``decided`` is false where nobody did, and it counts as published."""

    post: Post
    decision: str
    categories: tuple[str, ...]
    lang: str
    decided: bool = True


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

    def stopped(self, category: str | None = None, *, lang: str | None = None) -> Share:
        """Of the risky posts (of ``category``, in ``lang``), how many were stopped."""
        asked = [o for o in self.outcomes if o.risky and lang in {None, o.labelled.lang}]
        chosen = [o for o in asked if category is None or category in o.labelled.categories]
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
    """Read labelled posts from JSONL, also gzipped. One without ``decision`` was published, so it counts as harmless.

    Raises:
        InputError: the file cannot be read, holds no post, or a line is no post, or has labels of another kind.
    """
    found = False
    try:
        with gzip.open(path) if path.endswith(".gz") else open(path, "rb") as stream:
            for number, line in enumerate(utf8_lines(cast("BinaryIO", stream), path), 1):
                if not line.isspace():
                    found = True
                    yield _labelled(decode(line, f"{path}:{number}"), path, number)
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or "it is packed in a way that cannot be read to its end"
        raise InputError(f"cannot be read ({reason}).", where=path, fix="Check the name and the file.") from None
    if not found:
        raise InputError("holds no labelled post.", where=path, fix="Write one a line, as JSON with text and decision.")


def _labelled(line: str, path: str, number: int) -> Labelled:
    where = f"{path}:{number}"
    row = parse_object(line, where)
    if not isinstance(row.get("text"), str):
        raise InputError("a labelled post is a JSON object with a text.", where=where)
    if "decision" not in row and (other := next((name for name in _LIKE_DECISION if _decides(row.get(name))), None)):
        fix = f'Name it "decision"; it is one of: {", ".join(DECISIONS)}.'
        raise InputError(f'has no field "decision", but one named "{other}".', where=where, fix=fix)
    decision, categories = row.get("decision") or "pass", row.get("categories") or []
    if decision not in DECISIONS:
        written = shortened(str(decision))
        raise InputError(f'the decision is "{written}".', where=where, fix=f"Use one of: {', '.join(DECISIONS)}.")
    if not isinstance(categories, list) or not all(isinstance(name, str) for name in categories):
        raise InputError("the categories are no list of texts.", where=where, fix='Write ["tone_deaf"].')
    return Labelled(
        post=post_from(_in_utc(row), path, number),
        decision=decision,
        categories=tuple(categories),
        lang=row.get("lang") or "en",
        decided="decision" in row,
    )


def _decides(value: object) -> bool:
    return isinstance(value, str) and value.lower() in DECISIONS


def _in_utc(row: dict[str, Any]) -> dict[str, Any]:
    """The post with an offset at its time: posts that were collected often have none, and then it is UTC."""
    written = row.get("scheduled_at")
    try:
        moment = datetime.fromisoformat(written.strip()) if isinstance(written, str) else None
    except ValueError:
        return row
    if moment is None or moment.tzinfo is not None:
        return row
    return {**row, "scheduled_at": moment.replace(tzinfo=UTC).isoformat()}


_LIKE_DECISION = ("label", "labels", "verdict", "class", "target", "risky", "is_risky", "decison", "desicion")
"""What other programs, and slips, call the field."""


def evaluate(posts: Iterable[Labelled], guard: Guard) -> Report:
    """Judge every labelled post."""
    report, items = Report(), iter(posts)
    while chunk := list(islice(items, guard.at_once)):
        verdicts = guard.check_all([labelled.post for labelled in chunk])
        report.outcomes += [Outcome(labelled, verdict) for labelled, verdict in zip(chunk, verdicts, strict=True)]
    return report
