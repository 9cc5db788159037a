"""Reads replies with a small trained classifier, on top of what the phrases find; made by ``flows.audience.training``.

Stance and demand are learned; groups, language and news are the phrases' own. A stance that is less sure than `UNSURE`
means that nobody can tell. Without its weights the phrases read alone, and the reader's name says so.
"""

import math
from collections.abc import Sequence

import msgspec

from flows.audience.phrase_reader import Heard, PhraseReader, requested
from flows.audience.reading import DEMANDS, STANCES, Demand, Judgement, Reader
from flows.audience.trained_features import pieces, shape, subjects
from flows.audience.trained_weights import HERE, Weights, WeightsUnusable, load
from guard.text.fold import fold
from guard.text.tokens import tokenise

LANGUAGES = frozenset(("en", "es", "fr", "de", "pt", "it", "und"))
"""Languages that were learned; of a text in another one, nobody can tell what it means."""

KNOWN = 0.2
"""Share of a text's pieces that must have been seen before."""

DOUBTFUL = 0.35
"""The confidence about a text in which too little is known."""

SUREST = 0.97

ALONE = "{name} alone, without the trained reader ({why})"
_ALONE = " alone, without "


class TrainedReader:
    """Reads the replies to ``post``.

    Raises:
        WeightsUnusable: the weights in ``folder`` are missing, damaged, or were made for another version.
    """

    def __init__(self, post: str = "", folder: str = HERE) -> None:
        self._weights: Weights = load(folder)
        self._phrases = PhraseReader(post)
        self._about = subjects(tokenise(post, fold(post)).words)
        settings = self._weights.settings
        self.name = f"{settings.version} ({settings.sha256[:8]}) with {self._phrases.name}"

    def read(self, texts: Sequence[str]) -> list[Judgement]:
        """One judgement a text."""
        heard = [self._phrases.hear(text) for text in texts]
        held = [pieces(one.speech.own) for one in heard]
        evidence = self._weights.evidence(held, [shape(one, self._about) for one in heard])
        return [self._judged(*one) for one in zip(heard, held, evidence, strict=True)]

    def _judged(self, heard: Heard, held: Sequence[int], found: tuple[int, list[float]]) -> Judgement:
        if not held:
            return heard.judgement
        known, evidence = found
        strange = heard.judgement.language not in LANGUAGES or known < KNOWN * len(held)
        settings = self._weights.settings
        return verdict(heard, evidence, settings.warmth, settings.demand, DOUBTFUL if strange else SUREST)


def verdict(
    heard: Heard, evidence: Sequence[float], warmth: tuple[float, float], demand: float, most: float = SUREST
) -> Judgement:
    """The judgement that ``evidence`` (for each stance, each demand and none) leads to; at ``most`` so sure."""
    stances = _shares(evidence[: len(STANCES)], warmth[0])
    sure = max(stances)
    stance = STANCES[stances.index(sure)]
    wants = _wanted(_shares(evidence[len(STANCES) :], warmth[1]), demand)
    judged = msgspec.structs.replace(
        heard.judgement,
        stance=stance,
        confidence=round(min(sure, most), 2),
        demand=wants if stance in {"offended", "question", "neutral"} else None,
    )
    return requested(_told(heard, _settled(heard, judged)), heard.signs, heard.speech)


def _settled(heard: Heard, judged: Judgement) -> Judgement:
    """``judged``, but for what the phrases know better: one's own dead, one's own grave illness, a phone that died."""
    phrases = heard.judgement.stance
    grave = heard.groups.grave and phrases == "offended" and judged.stance not in {"offended", "spam"}
    broke = bool(heard.signs.broke) and phrases != "offended" and judged.stance == "offended"
    return heard.judgement if grave or broke else judged


def _told(heard: Heard, judged: Judgement) -> Judgement:
    """``judged`` with the groups of those who are hurt, and how strongly they put it."""
    hurt = judged.stance == "offended" or (judged.stance == "neutral" and judged.demand is not None)
    return msgspec.structs.replace(
        judged,
        speaks_for=heard.groups.own if hurt else (),
        names=heard.groups.named if hurt else (),
        strength=round(min(1.0, heard.scores["offended"] / 12), 2) if hurt else 0.0,
    )


def _shares(evidence: Sequence[float], warmth: float) -> list[float]:
    """The evidence as shares of 1."""
    most = max(evidence)
    raised = [math.exp((one - most) / warmth) for one in evidence]
    total = sum(raised)
    return [one / total for one in raised]


def _wanted(shares: Sequence[float], least: float) -> Demand | None:
    """What is asked for, if it is sure enough that anything is."""
    asked = shares[: len(DEMANDS)]
    return DEMANDS[asked.index(max(asked))] if sum(asked) >= least else None


def best_reader(post: str = "") -> Reader:
    """The trained reader; where its weights cannot be used, the phrases alone, under a name that says why."""
    try:
        return TrainedReader(post)
    except WeightsUnusable as error:
        return Alone(post, error.what)


class Alone(PhraseReader):
    """The phrases in the place of the trained reader, and why."""

    def __init__(self, post: str, why: str) -> None:
        super().__init__(post)
        self.name = ALONE.format(name=PhraseReader.name, why=why)


def warning(reader: str) -> str | None:
    """What has to be said aloud about a reader of this name: that the trained one could not be used."""
    if _ALONE not in reader:
        return None
    return f"these replies were read by {reader}. It understands far fewer of them. Install the package again."
