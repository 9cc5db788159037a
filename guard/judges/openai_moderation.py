"""A moderation endpoint as a judge: its scores become findings from the thresholds of ``moderation.toml`` on."""

import os
import tomllib
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from functools import cache

import msgspec
from msgspec import Struct

from guard.config import Moderation
from guard.detectors.kit import Context, Hit, View
from guard.errors import CheckIncomplete
from guard.judges.asking import masked, wanted
from guard.judges.base import Engine, Opinion
from guard.judges.categories import RULES
from guard.llm.failures import TOLD
from guard.llm.fencing import unarmed
from guard.llm.moderating import Moderator, Scores
from guard.model import RANK, Finding, Severity

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "moderation.toml")
PICTURES = {".jpg": "jpeg", ".jpeg": "jpeg", ".png": "png", ".gif": "gif", ".webp": "webp"}
LARGEST = 10_000_000
"""Bytes of a picture that are sent."""
MOST = 4
"""Pictures of a post that are sent."""

WHY = "A moderation model gave the whole post {score:.0%} for {category}."


class Row(Struct, frozen=True, kw_only=True):
    """One category of an endpoint: which of ours it is, and its thresholds."""

    category: str
    ours: str
    review: float
    block: float

    def severity(self, score: float) -> Severity | None:
        """What a score is worth; ``None`` when it is too low to speak of."""
        return "block" if score >= self.block else "review" if score >= self.review else None


class _Table(Struct):
    threshold: list[Row]


@cache
def shipped() -> tuple[Row, ...]:
    """The thresholds that ship."""
    with open(TABLE, "rb") as stream:
        return tuple(msgspec.convert(tomllib.load(stream), _Table).threshold)


def rows(settings: Moderation) -> tuple[Row, ...]:
    """The thresholds that ship, with those of guard.toml in their places."""
    own = {each.category: each for each in settings.thresholds}
    return tuple(
        msgspec.structs.replace(row, review=own[row.category].review, block=own[row.category].block)
        if row.category in own
        else row
        for row in shipped()
    )


class Moderated:
    """A judge that asks a moderation endpoint about the whole post, and about its pictures where that is wanted."""

    engine: Engine = "moderation"
    connections = 8
    """Posts that it is asked about at a time."""

    def __init__(
        self,
        settings: Moderation,
        moderator: Moderator,
        *,
        folder: str = ".",
        explain: Callable[[str], None] | None = None,
    ) -> None:
        self._settings, self._moderator, self._folder, self._explain = settings, moderator, folder, explain
        self._rows = rows(settings)
        self.version = settings.model

    def judge(self, view: View, context: Context, findings: Sequence[Finding]) -> Opinion | None:
        """What the endpoint says of the post; ``None`` where the policy does not ask it.

        Raises:
            CheckIncomplete: there is no answer; the message says why.
        """
        if not wanted(self._settings.ask, findings, context.risk):
            return None
        texts = [masked(view.post.text, "text", findings, mask=self._settings.mask).text]
        if view.post.alt_text:
            texts.append(masked(view.post.alt_text, "alt_text", findings, mask=self._settings.mask).text)
        pictures = list(self._pictures(view)) if self._settings.images else []
        text = unarmed("\n\n".join(texts))
        if self._explain:
            more = f"\n(and {len(pictures)} pictures)" if pictures else ""
            self._explain(f"Sent to the moderation endpoint, unless it has answered this before:\n{text}{more}")
        answer = self._moderator.scores(text, pictures)
        if not isinstance(answer, Scores):
            raise CheckIncomplete(
                TOLD[answer].replace("language model", "moderation service").replace("llm", "moderation")
            )
        return Opinion(hits=list(self._hits(answer.scores, view)))

    def close(self) -> None:
        """Let go of connections and files."""
        self._moderator.close()

    def _hits(self, scores: dict[str, float], view: View) -> Iterator[Hit]:
        """For each of our categories the strongest that is said; the same score is never told twice."""
        told: dict[str, Hit] = {}
        for row in self._rows:
            score = scores.get(row.category, 0.0)
            severity = row.severity(score)
            if severity is None:
                continue
            why = WHY.format(score=score, category=row.category)
            hit = Hit(
                rule=RULES[row.ours],
                start=0,
                end=len(view.post.text),
                why=why,
                severity=severity,
                confidence=round(score, 4),
            )
            if row.ours not in told or _weight(hit) > _weight(told[row.ours]):
                told[row.ours] = hit
        yield from told.values()

    def _pictures(self, view: View) -> Iterator[str]:
        """The post's pictures: addresses as they are, files as data URLs; films and the like are left out."""
        for media in view.post.media[:MOST]:
            if media.path.startswith("https://"):
                yield media.path
            elif kind := PICTURES.get(os.path.splitext(media.path)[1].lower()):
                yield f"data:image/{kind};base64,{b64encode(self._data(media.path)).decode()}"

    def _data(self, path: str) -> bytes:
        try:
            with open(os.path.join(self._folder, path), "rb") as stream:
                data = stream.read(LARGEST + 1)
        except OSError:
            raise CheckIncomplete(
                "A picture of the post cannot be read, so the moderation service was not asked."
            ) from None
        if len(data) > LARGEST:
            raise CheckIncomplete("A picture of the post is larger than the moderation service takes.")
        return data


def _weight(hit: Hit) -> tuple[int, float]:
    return RANK[hit.severity or "info"], hit.confidence or 0.0
