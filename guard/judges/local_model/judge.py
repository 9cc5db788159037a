"""The model as a judge: reads the post after the rules, raises findings, and lowers what it is sure is harmless."""

from collections.abc import Sequence
from functools import cache, cached_property

from guard.detectors.kit import Context, Hit, View
from guard.errors import CheckIncomplete
from guard.judges.base import UNREAD, Engine, Opinion
from guard.judges.categories import RULES
from guard.judges.local_model.evidence import marked
from guard.judges.local_model.fields import around
from guard.judges.local_model.heads import CATEGORIES
from guard.judges.local_model.languages import reads
from guard.judges.local_model.network import FOLDER, Network, Read, Settings, settings
from guard.judges.local_model.packing import MOST_WINDOWS, Window, is_whole, pack
from guard.judges.local_model.reading import read
from guard.model import Finding

Seen = tuple[Window, Read]
"""A window of a post, and what the network says of it."""

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
        """Read the post with what stands around it.

        Raises:
            CheckIncomplete: the weights or what runs them are missing, or the post is longer than what is read.
        """
        if not reads(view.text):
            return Opinion(hits=(Hit(rule=UNREAD, start=0, end=len(view.text.raw)),), read=False)
        seen = self._look(view, context)
        if len(seen) == MOST_WINDOWS and not is_whole(self._network.words, read(view.text)):
            raise CheckIncomplete("The post is longer than what the model reads.")
        risk = max(self._risk(said) for _, said in seen)
        return Opinion(hits=tuple(self._hits(view, seen)), lowered=self._lowered(findings, risk), risk=risk)

    def _look(self, view: View, context: Context) -> list["Seen"]:
        windows = pack(self._network.words, read(view.text), around(view, context))
        return list(zip(windows, self._network.read(windows), strict=True))

    def _risk(self, said: Read) -> float:
        """The calibrated probability that the post would be stopped."""
        return calibrated(said.heads["risky"], self.settings)

    def _hits(self, view: View, windows: list["Seen"]) -> list[Hit]:
        """What the model raises: of every window the categories that are over their thresholds."""
        found: dict[str, tuple[float, Window, Read]] = {}
        for window, said in windows:
            for category in self._named(said):
                sure = said.heads[category]
                if category not in found or sure > found[category][0]:
                    found[category] = (sure, window, said)
        strongest = sorted(found.items(), key=lambda item: -item[1][0])[:MOST_FINDINGS]
        return [self._hit(view, category, *rest) for category, rest in strongest]

    def _named(self, said: Read) -> list[str]:
        """What a window raises where it is risky: the likeliest category, and those over their own threshold."""
        if self._risk(said) < self.settings.stop:
            return []
        limits = self.settings.categories
        likeliest = max(CATEGORIES, key=said.heads.__getitem__)
        return [name for name in CATEGORIES if name == likeliest or said.heads[name] >= limits[name]]

    def _hit(self, view: View, category: str, sure: float, window: Window, said: Read) -> Hit:
        blocks = sure >= self.settings.blocking.get(category, 2.0)
        start, end = marked(window, said, view.text.raw) or (0, len(view.text.raw))
        return Hit(
            rule=RULES[category],
            start=start,
            end=end,
            severity="block" if blocks else "review",
            confidence=round(max(sure, self._risk(said)), 2),
        )

    def _lowered(self, findings: Sequence[Finding], risk: float) -> frozenset[str]:
        """The findings of rules that depend on context, where the model is sure that the whole is harmless."""
        if risk >= self.settings.lower:
            return frozenset()
        return frozenset(f.fingerprint for f in findings if f.severity == "review" and f.source == "rule")


def calibrated(risky: float, settings: Settings) -> float:
    """Platt's scaling (Platt 1999) of the network's probability."""
    from math import exp, log

    clipped = min(max(risky, 1e-6), 1 - 1e-6)
    logit = settings.temperature * log(clipped / (1 - clipped)) + settings.bias
    return 1 / (1 + exp(-logit))


@cache
def local_model() -> LocalModel:
    """The model of this process: the weights are loaded once."""
    return LocalModel()
