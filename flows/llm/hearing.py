"""Labels for the themes, and what the replies of each theme and group say, each sentence with replies that say it."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Literal

from flows.case import Case
from flows.incident import Json, Noun
from flows.llm import sources
from flows.llm.answers import Label, Labels, Statement, Summaries
from flows.llm.drafter import Drafter, drafter
from flows.llm.evidence import Cited, Evidence, lines
from flows.platforms.base import Reply

LABELS, SUMMARIES = "flows/theme-labels", "flows/summaries"
MOST = 6
"""Themes, and groups, that are put into words."""
CITED = 6
"""Replies that are given for each."""


class InWords(Noun):
    """What a model makes of one theme or group, which ``name`` names as the analysis does."""

    about: Literal["theme", "group"]
    name: str
    label: str = ""
    statements: tuple[Cited, ...] = ()


class _Heap(Noun):
    """A theme or group, the ids that it and its replies have for the model."""

    id: str
    about: Literal["theme", "group"]
    name: str
    keywords: tuple[str, ...]
    replies: tuple[str, ...]

    def told(self) -> Json:
        words: Json = {"keywords": list(self.keywords)} if self.about == "theme" else {"name": self.name}
        return {"id": self.id, **words, "replies": list(self.replies)}


def in_words(case: Case, replies: Sequence[Reply], found: Json, *, key: str) -> tuple[InWords, ...]:
    """What a model says of the themes and groups that the analysis ``found``. It can add none, and moves no share."""
    asks = drafter(case)
    if asks is None or not (found["themes"] or found["groups"]):
        return ()
    evidence = Evidence()
    heaps = _heaps(evidence, replies, found, mask=case.config.llm.mask)
    labels = _labels(asks, evidence, heaps, key)
    evidence.dropped.clear()
    summaries = _summaries(asks, evidence, heaps, key)
    made = (
        InWords(about=heap.about, name=heap.name, label=labels.get(heap.id, ""), statements=summaries.get(heap.id, ()))
        for heap in heaps
    )
    return tuple(each for each in made if each.label or each.statements)


def _heaps(evidence: Evidence, replies: Sequence[Reply], found: Json, *, mask: bool) -> list[_Heap]:
    themes, groups = found["themes"][:MOST], found["groups"][:MOST]
    wanted = set(chain(*(t["examples"][:CITED] for t in themes), *(g["evidence"][:CITED] for g in groups)))
    ids = sources.replies(evidence, (reply for reply in replies if reply.id in wanted), mask=mask)
    made = [
        _Heap(
            id=f"T{number}",
            about="theme",
            name=theme["label"],
            keywords=tuple(theme["keywords"]),
            replies=_known(ids, theme["examples"]),
        )
        for number, theme in enumerate(themes, 1)
    ]
    return made + [
        _Heap(id=f"G{number}", about="group", name=g["group"], keywords=(), replies=_known(ids, g["evidence"]))
        for number, g in enumerate(groups, 1)
    ]


def _known(ids: Mapping[str, str], chosen: Iterable[str]) -> tuple[str, ...]:
    return tuple(ids[each] for each in chosen if each in ids)[:CITED]


def _labels(asks: Drafter, evidence: Evidence, heaps: list[_Heap], key: str) -> dict[str, str]:
    themes = {heap.id: heap for heap in heaps if heap.about == "theme"}
    if not themes:
        return {}
    given = lines(themes=(heap.told() for heap in themes.values()))
    answer = asks.ask(LABELS, Labels, evidence, key=f"labels.{key}", given=given)
    if answer is None:
        return {}
    kept = {each.theme: each.label for each in answer.labels if _is_good(each, themes, evidence)}
    asks.tell(f"labels.{key}", LABELS, f"labels kept: {len(kept)} of {len(themes)}", evidence.dropped)
    return kept


def _is_good(label: Label, themes: Mapping[str, _Heap], evidence: Evidence) -> bool:
    if label.theme not in themes:
        evidence.drop("is about no theme that there is")
        return False
    return evidence.holds(Statement(text=label.label, evidence=label.evidence), themes[label.theme].replies)


def _summaries(asks: Drafter, evidence: Evidence, heaps: list[_Heap], key: str) -> dict[str, tuple[Cited, ...]]:
    known = {heap.id: heap for heap in heaps}
    given = lines(
        themes=(heap.told() for heap in heaps if heap.about == "theme"),
        groups=(heap.told() for heap in heaps if heap.about == "group"),
    )
    answer = asks.ask(SUMMARIES, Summaries, evidence, key=f"summaries.{key}", given=given)
    if answer is None:
        return {}
    kept: dict[str, tuple[Cited, ...]] = {}
    for summary in answer.summaries:
        if summary.about in known:
            kept[summary.about] = evidence.keep(summary.statements, known[summary.about].replies)
        else:
            evidence.drop("is about no theme or group that there is")
    count = sum(map(len, kept.values()))
    asks.tell(f"summaries.{key}", SUMMARIES, f"sentences kept: {count}", evidence.dropped)
    return kept
