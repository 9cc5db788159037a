"""Measures the apology checker on the 280 drafts of ``tests/corpus/apologies.jsonl``, open and held out apart.

    python -m tests.benchmarks.apologies          # the tables
    python -m tests.benchmarks.apologies --open   # and each open draft that was judged otherwise

A draft counts as stopped when the rules alone, without any model, ask for a person or block it. A named flaw counts as
found when a finding of any severity has its slug. The held-out drafts are never printed, so that no rule is made from them.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from tests.detectors.judging import judge

CORPUS = Path(__file__).parent.parent / "corpus" / "apologies.jsonl"

FIRST, PROPORTION = "first", "proportion"
"""The rounds in which drafts were written; the second has everyday notices that say sorry, beside real apologies."""


class Row(Struct):
    """One draft of the corpus."""

    id: str
    text: str
    lang: str
    severity: str
    held_out: bool
    flaws: list[str]
    reply: bool = False
    round: str = FIRST
    platform: str | None = None


class Judged(Struct):
    """One draft and what the rules said about it."""

    row: Row
    stopped: bool
    found: frozenset[str]


class Figures(Struct):
    """What the goals of the apology checker speak of."""

    flawed_stopped: float
    good_stopped: float
    flaws: dict[str, tuple[int, int]]

    @property
    def found(self) -> float:
        """The share of all named flaws that were found."""
        return sum(hit for hit, _ in self.flaws.values()) / max(1, sum(all_ for _, all_ in self.flaws.values()))


@cache
def judged(*, held_out: bool, round_: str = FIRST) -> tuple[Judged, ...]:
    """Every draft of one part, judged as a draft apology."""
    rows = (Row(**_known(json.loads(line))) for line in CORPUS.read_text("utf-8").splitlines())
    return tuple(_judge(row) for row in rows if row.held_out is held_out and row.round == round_)


def _known(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name in Row.__struct_fields__}


def _judge(row: Row) -> Judged:
    verdict = judge({"text": row.text, "platform": row.platform, "lang": row.lang, "profile": "apology"})
    return Judged(row, verdict.decision != "pass", frozenset(f.rule for f in verdict.findings))


def figures(drafts: tuple[Judged, ...]) -> Figures:
    """The shares of stopped drafts, and of each named flaw how many were found."""
    named, hits = Counter[str](), Counter[str]()
    for draft in drafts:
        named.update(draft.row.flaws)
        hits.update(draft.found & {*draft.row.flaws})
    return Figures(
        flawed_stopped=_share(draft.stopped for draft in drafts if draft.row.flaws),
        good_stopped=_share(draft.stopped for draft in drafts if not draft.row.flaws),
        flaws={flaw: (hits[flaw], named[flaw]) for flaw in sorted(named)},
    )


def _share(stopped: Iterator[bool]) -> float:
    seen = list(stopped)
    return sum(seen) / len(seen) if seen else 0.0


def _table(title: str, drafts: tuple[Judged, ...]) -> Iterator[str]:
    all_ = figures(drafts)
    yield f"\n{title}: {len(drafts)} drafts"
    yield f"flawed stopped {all_.flawed_stopped:.0%}, good stopped {all_.good_stopped:.0%}, flaws found {all_.found:.0%}"
    yield from (f"  {flaw:26}{hits:4} of {named}" for flaw, (hits, named) in all_.flaws.items())
    for lang in sorted({draft.row.lang for draft in drafts}):
        own = figures(tuple(draft for draft in drafts if draft.row.lang == lang))
        yield f"  {lang}: flawed {own.flawed_stopped:.0%}, good {own.good_stopped:.0%}, flaws {own.found:.0%}"


def _otherwise(draft: Judged) -> str | None:
    missed = {*draft.row.flaws} - draft.found
    if not missed and draft.stopped is bool(draft.row.flaws):
        return None
    return f"{draft.row.id} {'stopped' if draft.stopped else 'passed'} {draft.row.text}\n{_named(missed, draft.found)}"


def _named(missed: set[str], found: frozenset[str]) -> str:
    return f"    missed: {', '.join(sorted(missed)) or '-'}; found: {', '.join(sorted(found)) or '-'}"


def main(arguments: list[str]) -> None:
    """Write the tables, and with ``--open`` the open drafts that were judged otherwise."""
    lines = [*_table("Open", judged(held_out=False)), *_table("Held out", judged(held_out=True))]
    lines += _table("Held out, in proportion", judged(held_out=True, round_=PROPORTION))
    if "--open" in arguments:
        lines += filter(None, map(_otherwise, judged(held_out=False)))
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
