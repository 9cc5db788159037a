"""The model as a judge: reads the post after the rules, raises findings, and lowers what it is sure is harmless."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property

from guard.detectors.kit import Context, Hit, View
from guard.errors import CheckIncomplete
from guard.judges.base import UNREAD, Engine, Opinion
from guard.judges.categories import RULES
from guard.judges.local_model.evidence import marked
from guard.judges.local_model.fields import around
from guard.judges.local_model.fusion import LINKS, features, fused, likeliest
from guard.judges.local_model.heads import CATEGORIES, HEADS
from guard.judges.local_model.languages import reads
from guard.judges.local_model.network import FOLDER, Network, Read, Settings, settings
from guard.judges.local_model.packing import MOST_WINDOWS, Window, is_whole, pack
from guard.judges.local_model.reading import read
from guard.model import Finding

Seen = tuple[Window, Read]
"""A window of a post, and what the network says of it."""

NEVER = 2.0
"""A probability that nothing reaches."""

MISSING = "mishap-local@missing"
"""What stands for the version where the weights or their settings are missing."""

MOST_FINDINGS = 3
"""Categories that are named for one post."""


class LocalModel:
    """The embedded model behind the judges' protocol; the weights are loaded when the first post is judged."""

    engine: Engine = "model"

    def __init__(self, folder: str = FOLDER) -> None:
        self._folder = folder

    @property
    def version(self) -> str:
        """Name and version of the weights, also where there are none to speak of."""
        try:
            return self.settings.version
        except CheckIncomplete:
            return MISSING

    @cached_property
    def settings(self) -> Settings:
        """How the numbers of these weights are taken."""
        return settings(self._folder)

    @cached_property
    def _network(self) -> Network:
        return Network(self._folder)

    def judge(self, view: View, context: Context, findings: Sequence[Finding]) -> Opinion:
        """Read the post with what stands around it; of each head the highest of all windows counts.

        Raises:
            CheckIncomplete: the weights or what runs them are missing, or the post is longer than what is read.
        """
        if not reads(view.text):
            return Opinion(hits=(Hit(rule=UNREAD, start=0, end=len(view.text.raw)),), read=False)
        seen = self._look(view, context)
        if len(seen) == MOST_WINDOWS and not is_whole(self._network.words, read(view.text)):
            raise CheckIncomplete("The post is longer than what the model reads.")
        heads = {head: max(said.heads[head] for _, said in seen) for head in HEADS}
        rules = [finding for finding in findings if finding.source == "rule"]
        risk = self._risk(view, heads, rules)
        limit = self.settings.stops[likeliest(heads, "link" in view.shapes)]
        alone = not _stopped(rules) or self._risk(view, heads, ()) >= limit
        hits = self._hits(view, seen, risk, alone=alone) if risk >= limit else ()
        return Opinion(hits=tuple(hits), lowered=self._lowered(findings, risk, context.profile), risk=risk)

    def _risk(self, view: View, heads: Mapping[str, float], rules: Sequence[Finding]) -> float:
        return fused(features(heads, rules, len(view.text.raw)), self.settings.fusion)

    def _look(self, view: View, context: Context) -> list["Seen"]:
        windows = pack(self._network.words, read(view.text), around(view, context))
        return list(zip(windows, self._network.read(windows), strict=True))

    def _hits(self, view: View, seen: Sequence["Seen"], risk: float, *, alone: bool) -> Iterator[Hit]:
        """What the model raises: the categories over their own threshold.

        The likeliest one is raised in any case where the model stops the post ``alone``. Where the risk is that of a
        rule's finding, the likeliest may be very unlikely, and a reader would be told of what is not there.
        """
        possible = [name for name in CATEGORIES if name != LINKS or "link" in view.shapes]
        best = {name: max(seen, key=lambda one: one[1].heads[name]) for name in possible}
        by_chance = sorted(possible, key=lambda name: -best[name][1].heads[name])[:MOST_FINDINGS]
        for name in by_chance:
            window, said = best[name]
            sure = said.heads[name]
            if (alone and name == by_chance[0]) or sure >= self.settings.categories[name]:
                start, end = marked(window, said, view.text.raw) or (0, len(view.text.raw))
                blocks = sure >= self.settings.blocking.get(name, NEVER)
                yield Hit(
                    rule=RULES[name],
                    start=start,
                    end=end,
                    severity="block" if blocks else "review",
                    confidence=round(risk, 2),
                )

    def _lowered(self, findings: Sequence[Finding], risk: float, profile: str) -> frozenset[str]:
        """The findings of rules that depend on context, where the model is sure that the whole is harmless."""
        if risk >= self.settings.lower:
            return frozenset()
        doubts = (f for f in findings if f.severity == "review" and f.source == "rule")
        return frozenset(f.fingerprint for f in doubts if not (profile == "apology" and _is_flaw(f)))


def _is_flaw(finding: Finding) -> bool:
    """Say whether words of a draft apology are a flaw of it: the writer said what it is, so there is no doubt left.

    A missing remedy stays in doubt: it may be told in words that no list has.
    """
    return finding.category == "non_apology" and finding.rule != "no-remedy"


def _stopped(rules: Sequence[Finding]) -> bool:
    """Say whether the rules stop the post already."""
    return any(finding.severity != "info" for finding in rules)


@cache
def local_model() -> LocalModel:
    """The model of this process: the weights are loaded once."""
    return LocalModel()
